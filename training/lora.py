"""Fine-tunes a LoRA adapter over a nano model on rows of `eidolon distill export --format student`.

    python lora.py --base server/models/nano-prose.gguf --rows rows.jsonl --tokenizer training/tokenizer.json \
        --out mine.gguf --minutes 5
    eidolon models add mine.gguf --base nano:prose

A tenth of the rows, by a hash of the prompt, is held out; the loss on them is told before, during and after.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from nano.gguf_file import read_gguf
from nano.lora import attach, write_adapter
from nano.model import NanoLlama
from nano.shards import IGNORED, Shards, batches, collate, write_shard
from nano.tokenizer import NanoTokenizer

HELD_SHARE = 10


def read_rows(path: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Training and held-out (prompt, target) pairs; a malformed line ends the run with its number."""
    train: list[tuple[str, str]] = []
    held: list[tuple[str, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            pair = (str(row["prompt"]), str(row["target"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SystemExit(f"{path}, line {number}: expected an object with a prompt and a target ({error}).") from error
        digest = hashlib.sha256(pair[0].encode()).digest()[0]
        (held if digest % HELD_SHARE == 0 else train).append(pair)
    if not train or not held:
        raise SystemExit(f"{path} has {len(train)} rows to train on and {len(held)} to hold out; export more.")
    return train, held


def loss_of(model: NanoLlama, shards: Shards, indices: np.ndarray) -> torch.Tensor:
    """Mean cross-entropy per target token, in nats."""
    inputs, targets = collate(shards, indices)
    logits = model(inputs)
    return F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=IGNORED)


@torch.no_grad()
def held_loss(model: NanoLlama, shards: Shards, batch: int = 32) -> float:
    """Mean over rows of batches, which is near enough to compare one model with itself."""
    parts = [np.arange(at, min(at + batch, len(shards))) for at in range(0, len(shards), batch)]
    weighted = [float(loss_of(model, shards, part)) * len(part) for part in parts]
    return sum(weighted) / len(shards)


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
    parser.add_argument("--minutes", type=float, default=5, help="processor time")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    tokenizer = NanoTokenizer(args.tokenizer)
    model = read_gguf(args.base)
    if model.config.vocab != len(tokenizer):
        raise SystemExit(f"{args.base} has {model.config.vocab} tokens and {args.tokenizer} {len(tokenizer)}.")
    train_rows, held_rows = read_rows(args.rows)
    with tempfile.TemporaryDirectory() as folder:
        parts = {}
        for part, rows in (("train", train_rows), ("held", held_rows)):
            path = Path(folder) / f"{part}.npz"
            write_shard(path, iter(rows), tokenizer, model.config.context)
            parts[part] = Shards([path])
    before = held_loss(model, parts["held"])
    adapters = attach(model, args.rank, args.alpha)
    trained = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=args.lr, weight_decay=0.0)
    print(f"{sum(p.numel() for p in trained)} trained numbers; {len(train_rows)} rows, {len(held_rows)} held out", flush=True)
    print(f"held-out loss before: {before:.4f} nats per token", flush=True)
    end = time.process_time() + 60 * args.minutes
    report = time.process_time()
    for step, indices in enumerate(batches(parts["train"], args.batch_tokens, args.seed)):
        left = (end - time.process_time()) / (60 * args.minutes)
        if left <= 0:
            break
        # Linear warm-up, then linear to nothing at the end of the time.
        optimizer.param_groups[0]["lr"] = args.lr * min((step + 1) / 20, max(left, 0.01))
        loss = loss_of(model, parts["train"], indices)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        if time.process_time() - report > 30 * min(1.0, args.minutes):
            report = time.process_time()
            print(f"step {step}: loss {float(loss):.4f}, held out {held_loss(model, parts['held']):.4f}", flush=True)
    after = held_loss(model, parts["held"])
    print(f"held-out loss after: {after:.4f} nats per token", flush=True)
    write_adapter(adapters, args.out, args.name, args.alpha)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
