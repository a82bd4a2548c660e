"""Fine-tunes a LoRA adapter over a nano model on rows of `eidolon distill export --format student`.

    python lora.py --base server/models/nano-general.gguf --rows rows.jsonl --tokenizer training/tokenizer.json \
        --out mine.gguf --minutes 5
    eidolon models add mine.gguf --base nano:general

A tenth of the rows, by a hash of the prompt, is held out unless --held names others; the loss on them is told before,
during and after. With --checkpoint a run may be stopped at any time: started again, it goes on. --full trains every weight
instead and writes a whole model: the same rows in the same order, to tell what an adapter costs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import tempfile
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from nano.gguf_file import read_gguf, write_gguf
from nano.lora import attach, write
from nano.model import NanoLlama
from nano.optimizer import build_optimizers
from nano.rows import parse_rows, split_rows
from nano.shards import IGNORED, Shards, batches, collate, write_shard
from nano.tokenizer import NanoTokenizer


@dataclass
class Progress:
    """What has been spent so far; survives a restart."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0


class Tuner:
    """What is trained of a model, its optimizers, the clock and the learning curve."""

    def __init__(self, model: NanoLlama, train: Shards, held: Shards, args: argparse.Namespace) -> None:
        self.model, self.train, self.held, self.args = model, train, held, args
        self.trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
        if args.optimizer == "muon":
            self.optimizers = build_optimizers(model, args.lr, args.adam_lr)
            self.rates = [args.lr, args.adam_lr]
        else:
            self.optimizers = [torch.optim.AdamW(self.trained.values(), lr=args.lr, weight_decay=0.0)]
            self.rates = [args.lr]
        self.progress = Progress()
        self.log: list[dict[str, float]] = []
        if args.checkpoint is not None and args.checkpoint.exists():
            self.restore()

    @torch.no_grad()
    def restore(self) -> None:
        """Goes on where a run with the same rows, settings and seed was stopped."""
        state = torch.load(self.args.checkpoint)
        for name, value in state["trained"].items():
            self.trained[name].copy_(value)
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        self.progress, self.log = Progress(**state["progress"]), state["log"]

    def save(self) -> None:
        """Writes the checkpoint through a temporary file."""
        path: Path = self.args.checkpoint
        state = {
            "trained": {name: p.data for name, p in self.trained.items()},
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "progress": vars(self.progress),
            "log": self.log,
        }
        temporary = path.with_name(path.name + ".part")
        torch.save(state, temporary)
        os.replace(temporary, path)

    def loss(self, shards: Shards, indices: np.ndarray) -> torch.Tensor:
        """Mean cross-entropy per target token, in nats; only answers go through the head, the dearest layer."""
        inputs, targets = collate(shards, indices)
        with torch.autocast("cpu", dtype=torch.bfloat16) if self.args.dtype == "bfloat16" else nullcontext():
            chosen = targets != IGNORED
            logits = self.model.logits(self.model.hidden(inputs)[chosen]).float()
        return F.cross_entropy(logits, targets[chosen])

    @torch.no_grad()
    def held_loss(self, batch: int = 32) -> float:
        """Mean over rows of batches, which is near enough to compare one model with itself."""
        rows = min(len(self.held), self.args.eval_rows)
        parts = [np.arange(at, min(at + batch, rows)) for at in range(0, rows, batch)]
        return sum(float(self.loss(self.held, part)) * len(part) for part in parts) / rows

    def report(self, loss: float) -> None:
        """One line of the curve, and a checkpoint where one is wanted."""
        p = self.progress
        entry = {"step": p.step, "mtok": round(p.tokens / 1e6, 3), "seconds": round(p.seconds), "loss": round(loss, 4)}
        self.log.append({**entry, "held": round(self.held_loss(), 4)})
        print(json.dumps(self.log[-1]), flush=True)
        if self.args.checkpoint is not None:
            self.save()

    def share(self) -> float:
        """Share of the budget that is spent, of tokens or of processor time, whichever is nearer."""
        p, args = self.progress, self.args
        return max(p.seconds / (60 * args.minutes), p.tokens / args.tokens)

    def fit(self) -> None:
        """Runs until the budget is spent."""
        args, p = self.args, self.progress
        source = itertools.islice(batches(self.train, args.batch_tokens, args.seed), p.step, None)
        if not self.log:
            self.report(0.0)
        before, started, reported, smooth = p.seconds, time.process_time(), self.share(), 0.0
        parts = args.reports or max(4.0, 60 * args.minutes / args.report_seconds)
        while (share := self.share()) < 1:
            if share - reported > 1 / parts:
                self.report(smooth)
                reported = share
            indices = next(source)
            # Linear warm-up, then linear to nothing at the end of the budget.
            factor = min((p.step + 1) / 20, max(1 - share, 0.01))
            loss = self.loss(self.train, indices)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.trained.values(), 1.0)
            for optimizer, rate in zip(self.optimizers, self.rates):
                optimizer.param_groups[0]["lr"] = rate * factor
                optimizer.step()
                optimizer.zero_grad()
            value = float(loss.detach())
            smooth = value if smooth == 0 else 0.95 * smooth + 0.05 * value
            p.step += 1
            p.tokens += int(self.train.lengths[indices].sum())
            p.seconds = before + time.process_time() - started
        if self.log[-1]["step"] != p.step:
            self.report(smooth)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="nano GGUF file")
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="a nano adapter")
    parser.add_argument("--rank", type=int, default=8)
    parser.add_argument("--alpha", type=float, default=16)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--full", action="store_true", help="train every weight and write a whole model (F16)")
    parser.add_argument("--optimizer", default="adamw", choices=["adamw", "muon"], help="muon is train.py's")
    parser.add_argument("--adam-lr", type=float, default=4e-3, help="of what is no matrix of a block, beside muon")
    parser.add_argument("--minutes", type=float, default=None, help="processor time; 5 unless --tokens are given")
    parser.add_argument("--tokens", type=float, default=float("inf"), help="tokens to train on, prompts counted")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held", type=Path, default=None, help="rows to hold out; all of --rows are trained on then")
    parser.add_argument("--eval-rows", type=int, default=256, help="held-out rows that are looked at during training")
    parser.add_argument("--checkpoint", type=Path, default=None, help="file to stop and go on from")
    parser.add_argument("--report-seconds", type=float, default=30)
    parser.add_argument("--reports", type=int, default=None, help="points of the curve, instead of one in so many seconds; 8 with --tokens")
    parser.add_argument("--dtype", default="float32", choices=["float32", "bfloat16"])
    args = parser.parse_args()
    if args.minutes is None:
        args.minutes = 5 if args.tokens == float("inf") else float("inf")
    if args.reports is None and args.minutes == float("inf"):
        args.reports = 8
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    tokenizer = NanoTokenizer(args.tokenizer)
    model = read_gguf(args.base)
    if model.config.vocab != len(tokenizer):
        raise SystemExit(f"{args.base} has {model.config.vocab} tokens and {args.tokenizer} {len(tokenizer)}.")
    rows = parse_rows(args.rows)
    train_rows, held_rows = split_rows(args.rows, rows) if args.held is None else (rows, parse_rows(args.held))
    with tempfile.TemporaryDirectory() as folder:
        parts = {}
        for part, rows in (("train", train_rows), ("held", held_rows)):
            path = Path(folder) / f"{part}.npz"
            write_shard(path, iter(rows), tokenizer, model.config.context)
            parts[part] = Shards([path])
    adapters = {} if args.full else attach(model, args.rank, args.alpha)
    tuner = Tuner(model, parts["train"], parts["held"], args)
    trained = sum(p.numel() for p in tuner.trained.values())
    print(f"{trained} trained numbers; {len(train_rows)} rows, {len(held_rows)} held out", flush=True)
    tuner.fit()
    print(f"held-out loss: {tuner.log[0]['held']:.4f} nats per token before, {tuner.log[-1]['held']:.4f} after", flush=True)
    if args.full:
        write_gguf(model, tokenizer, args.out, args.name, "F16")
    else:
        write(adapters, args.out, args.name, args.alpha)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
