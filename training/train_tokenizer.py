"""Learns the one tokenizer of all nano models from samples of every task's rows and the harvested corpora."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from nano.tokenizer import NanoTokenizer, train_tokenizer


def texts(files: list[Path], limit: int, rng: random.Random) -> Iterator[str]:
    """Sampled lines of text files; prompts, targets and code of JSON Lines."""
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in rng.sample(lines, min(limit, len(lines))):
            if path.suffix != ".jsonl":
                yield line
                continue
            row = json.loads(line)
            yield from (row[key] for key in ("prompt", "target", "code") if key in row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--vocab", type=int, default=4096)
    parser.add_argument("--limit", type=int, default=6000, help="most lines taken from one file")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    train_tokenizer(texts(args.files, args.limit, random.Random(args.seed)), args.vocab, args.out)
    tokenizer = NanoTokenizer(args.out)
    for path in args.files:
        sample = "\n".join(texts([path], 300, random.Random(args.seed)))
        ids = tokenizer.encode(sample)
        assert tokenizer.decode(ids) == sample
        print(f"{path.name}: {len(sample) / len(ids):.2f} characters a token")


if __name__ == "__main__":
    main()
