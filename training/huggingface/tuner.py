"""Trains a PEFT adapter over a frozen base: answers by cross-entropy, pairs by preference; stops and goes on."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from peft import PeftModel, get_peft_model_state_dict, set_peft_model_state_dict
from torch import Tensor

from huggingface.chat import Sequence

IGNORED = -100


@dataclass(frozen=True)
class Pair:
    """Two answers to one question, of which the first is the better."""

    chosen: Sequence
    rejected: Sequence


@dataclass
class Data:
    """What is trained on, and what is held out."""

    train: list[Sequence]
    held: list[Sequence]
    train_pairs: list[Pair]
    held_pairs: list[Pair]


@dataclass
class Progress:
    """What has been spent so far; survives a restart."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0


def batches(lengths: list[int], most: int, seed: int) -> Iterator[list[int]]:
    """Row numbers for ever: at most `most` padded tokens (or one row) a batch, rows of about one length together."""
    epoch = 0
    while True:
        rng = np.random.default_rng((seed, epoch))
        order = sorted(rng.permutation(len(lengths)), key=lambda row: lengths[row])
        parts: list[list[int]] = [[]]
        for row in order:
            if parts[-1] and lengths[row] * (len(parts[-1]) + 1) > most:
                parts.append([])
            parts[-1].append(int(row))
        yield from (parts[at] for at in rng.permutation(len(parts)))
        epoch += 1


def batches_per_epoch(lengths: list[int], most: int) -> int:
    """How many batches go over every row once; the same for every epoch, for rows of one length are alike."""
    count, rows = 1, 0
    for length in sorted(lengths):
        if rows and length * (rows + 1) > most:
            count, rows = count + 1, 0
        rows += 1
    return count


class Tuner:
    """The adapter, its optimizer, the clock and the learning curve."""

    def __init__(self, model: PeftModel, data: Data, pad: int, args: argparse.Namespace, identity: dict[str, object]) -> None:
        """`identity` tells this run from another one: a checkpoint of another run is refused."""
        self.model, self.data, self.pad, self.args, self.identity = model, data, pad, args, identity
        self.trained = [p for p in model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.trained, lr=args.lr, weight_decay=0.0)
        self.progress = Progress()
        self.log: list[dict[str, float]] = []
        if args.checkpoint is not None and args.checkpoint.exists():
            self.restore()

    def restore(self) -> None:
        """Goes on where a run with the same base, rows and settings was stopped."""
        path = self.args.checkpoint
        try:
            state = torch.load(path, map_location=self.args.device, weights_only=True)
            theirs = state["identity"]
        except (OSError, RuntimeError, EOFError, KeyError, TypeError, pickle.UnpicklingError) as error:
            raise SystemExit(f"{path} is not a checkpoint of this program; give --checkpoint another name.") from error
        other = [key for key, value in self.identity.items() if theirs.get(key) != value]
        if other:
            raise SystemExit(f"{path} is of a run with another {' and '.join(other)}; give --checkpoint another name.")
        set_peft_model_state_dict(self.model, state["adapter"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.progress, self.log = Progress(**state["progress"]), state["log"]

    def save(self) -> None:
        """Writes the checkpoint through a temporary file."""
        path = self.args.checkpoint
        state = {
            "identity": self.identity,
            "adapter": get_peft_model_state_dict(self.model),
            "optimizer": self.optimizer.state_dict(),
            "progress": vars(self.progress),
            "log": self.log,
        }
        temporary = path.with_name(path.name + ".part")
        torch.save(state, temporary)
        os.replace(temporary, path)

    def collate(self, rows: list[Sequence]) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, attention mask and targets [rows, longest], padded on the right; targets are shifted by one."""
        longest = max(len(row.ids) for row in rows)
        ids = torch.full((len(rows), longest), self.pad)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        targets = torch.full((len(rows), longest), IGNORED)
        for at, row in enumerate(rows):
            length = len(row.ids)
            ids[at, :length] = torch.tensor(row.ids)
            mask[at, :length] = 1
            targets[at, row.answer - 1 : length - 1] = torch.tensor(row.ids[row.answer :])
        return tuple(part.to(self.args.device) for part in (ids, mask, targets))

    def log_probs(self, rows: list[Sequence]) -> tuple[Tensor, Tensor]:
        """Log-probability of every answer token [rows, positions], 0 elsewhere, and how many there are in each row. Only
        positions where some row has an answer go through the head, the dearest layer."""
        ids, mask, targets = self.collate(rows)
        kept = (targets != IGNORED).any(0).nonzero()[:, 0]
        logits = self.model(input_ids=ids, attention_mask=mask, logits_to_keep=kept, use_cache=False).logits.float()
        wanted = targets[:, kept]
        losses = F.cross_entropy(logits.transpose(1, 2), wanted, ignore_index=IGNORED, reduction="none")
        return -losses, (wanted != IGNORED).sum(1)

    def answer_loss(self, rows: list[Sequence]) -> Tensor:
        """Mean cross-entropy per answer token, in nats."""
        found, counts = self.log_probs(rows)
        return -found.sum() / counts.sum()

    def margins(self, pairs: list[Pair]) -> Tensor:
        """How much more the adapter prefers the better answer than the base does, in nats (Rafailov et al. 2023)."""
        both = [pair.chosen for pair in pairs] + [pair.rejected for pair in pairs]
        with torch.no_grad(), self.model.disable_adapter():
            before = self.log_probs(both)[0].sum(1)
        gained = self.log_probs(both)[0].sum(1) - before
        return gained[: len(pairs)] - gained[len(pairs) :]

    @torch.no_grad()
    def held_out(self) -> dict[str, float]:
        """Loss in nats per answer token over held-out rows, and the share of held-out pairs that are told apart."""
        self.model.eval()
        rows = sorted(self.data.held[: self.args.eval_rows], key=lambda row: len(row.ids))
        total, tokens = 0.0, 0
        for at in range(0, len(rows), 8):
            found, counts = self.log_probs(rows[at : at + 8])
            total, tokens = total - float(found.sum()), tokens + int(counts.sum())
        figures = {"held": round(total / tokens, 4)}
        pairs = self.data.held_pairs[: self.args.eval_rows]
        if pairs:
            right = sum(int((self.margins(pairs[at : at + 4]) > 0).sum()) for at in range(0, len(pairs), 4))
            figures["preferred"] = round(right / len(pairs), 4)
        self.model.train()
        return figures

    def report(self, loss: float) -> None:
        """One line of the curve, and a checkpoint where one is wanted."""
        p = self.progress
        entry = {"step": p.step, "tokens": p.tokens, "seconds": round(p.seconds), "loss": round(loss, 4)}
        self.log.append({**entry, **self.held_out()})
        print(json.dumps(self.log[-1]), flush=True)
        if self.args.checkpoint is not None:
            self.save()

    def share(self, steps: int) -> float:
        """Share of the budget that is spent, 0 to 1 and beyond."""
        if self.args.minutes is not None:
            return self.progress.seconds / (60 * self.args.minutes)
        return self.progress.step / steps

    def fit(self) -> None:
        """Runs until the time or the epochs are spent; time is processor time on a CPU."""
        args, p, data = self.args, self.progress, self.data
        lengths = [len(row.ids) for row in data.train]
        steps = max(1, round(args.epochs * batches_per_epoch(lengths, args.batch_tokens)))
        source = batches(lengths, args.batch_tokens, args.seed)
        pair_lengths = [len(pair.chosen.ids) + len(pair.rejected.ids) for pair in data.train_pairs]
        pair_source = batches(pair_lengths, args.batch_tokens, args.seed)
        for _ in range(p.step):
            next(source)
            if data.train_pairs:
                next(pair_source)
        if not self.log:
            self.report(0.0)
        clock = time.process_time if args.device == "cpu" else time.monotonic
        before, started, reported, smooth = p.seconds, clock(), p.seconds, 0.0
        self.model.train()
        while (share := self.share(steps)) < 1:
            # Linear warm-up, then linear to nothing at the end of the budget.
            self.optimizer.param_groups[0]["lr"] = args.lr * min((p.step + 1) / 20, max(1 - share, 0.01))
            rows = [data.train[row] for row in next(source)]
            loss = self.step(rows, [data.train_pairs[at] for at in next(pair_source)] if data.train_pairs else [])
            smooth = loss if smooth == 0 else 0.95 * smooth + 0.05 * loss
            p.step += 1
            p.tokens += sum(len(row.ids) for row in rows)
            p.seconds = before + clock() - started
            if p.seconds - reported > args.report_seconds and self.share(steps) < 1:
                self.report(smooth)
                reported = p.seconds
        if self.log[-1]["step"] != p.step:
            self.report(smooth)

    def step(self, rows: list[Sequence], pairs: list[Pair]) -> float:
        """One update; returns the loss: of the answers, and of the pairs beside it, which keeps the better answer likely
        (Pang et al. 2024)."""
        self.optimizer.zero_grad()
        loss = self.answer_loss(rows)
        if pairs:
            loss = loss - F.logsigmoid(self.args.beta * self.margins(pairs)).mean()
        value = float(loss.detach())
        if not np.isfinite(value):
            raise SystemExit("The loss is not a number any more; start again with a smaller --lr.")
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        return value
