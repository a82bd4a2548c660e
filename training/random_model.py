"""Writes a random-weight model with a tiny vocabulary: the fixture of tests that need a real GGUF, not a good one."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch

from nano.gguf_file import write_gguf
from nano.model import NanoConfig, NanoLlama, parameter_count
from nano.tokenizer import NanoTokenizer, train_tokenizer

SAMPLE = ["the quick brown fox", "return value + 1;", "fix: this sentence has a error", "simplify: !(a && b) || true"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tokenizer.json"
        train_tokenizer(SAMPLE * 4, 288, path)
        tokenizer = NanoTokenizer(path)
    config = NanoConfig(vocab=len(tokenizer), dim=64, layers=2, heads=2, kv_heads=1, feed_forward=96, context=512)
    model = NanoLlama(config)
    write_gguf(model, tokenizer, args.out, "random", "F16")
    print(f"{args.out}: {parameter_count(model)} parameters, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
