"""Trains one nano model on token shards; stops and continues at any time.

One CPU core: `python3 train.py --minutes 20 …`. A GPU: `--device cuda --dtype bfloat16 --compile --tokens 2e9`.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from nano.model import NanoConfig, NanoLlama, parameter_count
from nano.optimizer import build_optimizers
from nano.shards import IGNORED, Shards, batches, collate, edit_mask


@dataclass
class Progress:
    """What has been spent so far; survives a restart."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    data_step: int = 0

    def fraction(self, budget_tokens: float, budget_seconds: float) -> float:
        """Share of the budget that is used, by whichever limit is nearer."""
        return min(1.0, max(self.tokens / budget_tokens, self.seconds / budget_seconds))


def rate(progress: Progress, fraction: float, hold: float, warmup: int = 60) -> float:
    """Warm up, hold, then fall linearly to nothing."""
    rise = min(1.0, (progress.step + 1) / warmup)
    return rise * (1.0 if fraction < hold else max(0.0, (1 - fraction) / (1 - hold)))


@torch.no_grad()
def widen(weights: dict[str, Tensor], model: NanoLlama) -> None:
    """Loads weights whose feed-forward layers may be narrower; new units are silent at first, so nothing is forgotten."""
    for name, parameter in model.named_parameters():
        given = weights[name].to(parameter.device)
        if given.shape == parameter.shape:
            parameter.copy_(given)
            continue
        if "ffn_" not in name:
            raise ValueError(f"{name}: {tuple(given.shape)} does not fit {tuple(parameter.shape)}")
        if "ffn_down" in name:
            parameter.zero_()
        parameter[: given.shape[0], : given.shape[1]] = given


class Trainer:
    """Model, averaged weights, optimizers and the clock."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        torch.manual_seed(args.seed)
        self.train_rows = Shards(args.train)
        self.held_rows = Shards([args.held])
        self.config = NanoConfig(args.vocab, args.dim, args.layers, args.heads, args.kv_heads, args.feed_forward, args.context)
        self.model = NanoLlama(self.config).to(args.device)
        self.optimizers = build_optimizers(self.model, args.lr, args.adam_lr)
        self.base_rates = [args.lr, args.adam_lr]
        self.average = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        self.progress = Progress()
        self.log: list[dict[str, float]] = []
        self.earlier = {"earlier_tokens": 0, "earlier_seconds": 0.0}
        self._restore()
        self.run = torch.compile(self.model.hidden) if args.compile else self.model.hidden

    def _restore(self) -> None:
        path: Path = self.args.out / "checkpoint.pt"
        source = path if path.exists() else self.args.init
        if source is None:
            return
        state = torch.load(source, map_location=self.args.device)
        if source is path:
            self.model.load_state_dict(state["model"], strict=False)
            self.average = {n: t.to(self.args.device) for n, t in state["average"].items()}
            self.progress = Progress(**state["progress"])
            self.earlier = {k: state.get(k, 0) for k in self.earlier}
            self.log = state["log"]
            for optimizer, saved in zip(self.optimizers, state["optimizers"]):
                optimizer.load_state_dict(saved)
        else:
            # A warm start begins from the averaged weights with a fresh schedule.
            widen(state["average"], self.model)
            self.average = {n: p.detach().clone() for n, p in self.model.named_parameters()}
            spent = state["progress"]
            self.earlier["earlier_tokens"] = state.get("earlier_tokens", 0) + spent["tokens"]
            self.earlier["earlier_seconds"] = state.get("earlier_seconds", 0) + spent["seconds"]

    def save(self) -> None:
        """Writes the checkpoint through a temporary file."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizers": [o.state_dict() for o in self.optimizers],
            "progress": vars(self.progress),
            "config": self.config.to_json(),
            "log": self.log,
            **self.earlier,
        }
        temporary = self.args.out / "checkpoint.part"
        torch.save(state, temporary)
        os.replace(temporary, self.args.out / "checkpoint.pt")
        (self.args.out / "log.json").write_text(json.dumps(self.log, indent=1))

    def precision(self) -> AbstractContextManager[object]:
        """Autocast unless in float32."""
        if self.args.dtype == "float32":
            return nullcontext()
        return torch.autocast(self.args.device.split(":")[0], dtype=getattr(torch, self.args.dtype))

    def loss(self, inputs: Tensor, targets: Tensor, edited: Tensor) -> Tensor:
        """Mean cross-entropy over the positions of the answer; edited ones weigh more (Junczys-Dowmunt et al. 2018)."""
        logits, wanted = self.scored(inputs, targets)
        if self.args.edit_weight == 1:
            return F.cross_entropy(logits, wanted)
        weights = 1 + (self.args.edit_weight - 1) * edited[targets != IGNORED].float()
        return (F.cross_entropy(logits, wanted, reduction="none") * weights).sum() / weights.sum()

    def scored(self, inputs: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Logits and targets of the answer positions only: the head is the dearest layer."""
        with self.precision():
            hidden = self.run(inputs)
            chosen = targets != IGNORED
            return self.model.logits(hidden[chosen]).float(), targets[chosen]

    def step(self, inputs: Tensor, targets: Tensor, edited: Tensor, factor: float) -> float:
        """One update; returns the loss."""
        loss = self.loss(inputs, targets, edited)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.optimizers[1].param_groups[0]["params"], 1.0)
        for optimizer, base in zip(self.optimizers, self.base_rates):
            optimizer.param_groups[0]["lr"] = base * factor
            optimizer.step()
            optimizer.zero_grad()
        keep = min(self.args.average, 1 - 1 / (self.progress.step + 2))
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                self.average[name].lerp_(parameter, 1 - keep)
        return float(loss.detach())

    @torch.no_grad()
    def evaluate(self, rows: int) -> tuple[float, float]:
        """Held-out loss per token and share of rows whose every answer token is the likeliest, averaged weights."""
        live = {n: p.detach().clone() for n, p in self.model.named_parameters()}
        self.model.load_state_dict(self.average, strict=False)
        total, tokens, right, seen = 0.0, 0, 0, 0
        for start in range(0, min(rows, len(self.held_rows)), 32):
            indices = torch.arange(start, min(start + 32, rows, len(self.held_rows))).numpy()
            inputs, targets = (t.to(self.args.device) for t in collate(self.held_rows, indices))
            logits, wanted = self.scored(inputs, targets)
            total += float(F.cross_entropy(logits, wanted, reduction="sum"))
            tokens += len(wanted)
            hit = torch.ones_like(targets, dtype=torch.bool)
            hit[targets != IGNORED] = logits.argmax(-1) == wanted
            right += int(hit.all(1).sum())
            seen += len(indices)
        self.model.load_state_dict(live, strict=False)
        return total / max(1, tokens), right / max(1, seen)

    def report(self, loss: float) -> None:
        """One line of the log, then a checkpoint."""
        held, exact = self.evaluate(self.args.eval_rows)
        p = self.progress
        entry = {
            "step": p.step,
            "mtok": round(p.tokens / 1e6, 3),
            "seconds": round(p.seconds),
            "loss": round(loss, 4),
            "held": round(held, 4),
            "exact": round(exact, 4),
        }
        self.log.append(entry)
        print(json.dumps(entry), flush=True)
        self.save()

    def elapsed(self, opened: float) -> float:
        """Share of the wall-clock time until the deadline that is gone; counts from `--since` when that is given."""
        if self.args.until is None:
            return 0.0
        since = self.args.since or opened
        return min(1.0, (time.time() - since) / max(1.0, self.args.until - since))

    def fit(self) -> None:
        """Runs until the budget is spent."""
        args, p = self.args, self.progress
        budget_seconds, budget_tokens = args.minutes * 60, args.tokens
        source = batches(self.train_rows, args.batch_tokens, args.seed)
        rng = np.random.default_rng((args.seed, p.step))
        for _ in range(p.data_step):
            next(source)
        clock = time.process_time if args.device == "cpu" else time.monotonic
        started, before, reported = clock(), p.seconds, p.seconds
        opened = time.time()
        smooth = 0.0
        while (fraction := max(p.fraction(budget_tokens, budget_seconds), self.elapsed(opened))) < 1:
            indices = next(source)
            inputs, targets = collate(self.train_rows, indices, args.prompt_share, rng)
            edited = edit_mask(self.train_rows, indices, targets.shape[1])
            factor = rate(p, fraction, args.hold)
            loss = self.step(inputs.to(args.device), targets.to(args.device), edited.to(args.device), factor)
            smooth = loss if smooth == 0 else 0.98 * smooth + 0.02 * loss
            p.step, p.data_step = p.step + 1, p.data_step + 1
            p.tokens += int((inputs != 0).sum())
            p.seconds = before + clock() - started
            if p.seconds - reported > args.report_seconds:
                self.report(smooth)
                reported = p.seconds
        self.report(smooth)


def arguments() -> argparse.Namespace:
    """Command line of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--held", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the checkpoint and the log")
    parser.add_argument("--init", type=Path, default=None, help="checkpoint to start from when the folder has none")
    parser.add_argument("--vocab", type=int, default=4096)
    parser.add_argument("--dim", type=int, default=128)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--kv-heads", type=int, default=2)
    parser.add_argument("--feed-forward", type=int, default=384)
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--lr", type=float, default=0.012)
    parser.add_argument("--adam-lr", type=float, default=0.004)
    parser.add_argument("--hold", type=float, default=0.35, help="share of the budget before the rate falls")
    parser.add_argument("--average", type=float, default=0.99, help="decay of the averaged weights that are exported")
    parser.add_argument("--prompt-share", type=float, default=0.0, help="share of prompt positions that carry loss too")
    parser.add_argument("--edit-weight", type=float, default=1.0, help="weight of answer tokens that differ from the text to correct")
    parser.add_argument("--minutes", type=float, default=1e9, help="CPU minutes on a CPU, wall-clock minutes elsewhere")
    parser.add_argument("--since", type=float, default=None, help="Unix time from which the deadline's schedule counts")
    parser.add_argument("--until", type=float, default=None, help="Unix time by which the rate must have fallen to nothing")
    parser.add_argument("--tokens", type=float, default=1e18)
    parser.add_argument("--eval-rows", type=int, default=256)
    parser.add_argument("--report-seconds", type=float, default=90)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--dtype", default="float32", choices=["float32", "bfloat16"])
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    args = arguments()
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(args)
    print(f"{parameter_count(trainer.model)} parameters, {len(trainer.train_rows)} rows", flush=True)
    trainer.fit()


if __name__ == "__main__":
    main()
