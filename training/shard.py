"""Turns generated JSON Lines ({"prompt", "target", "kind"}) into token shards for the trainer."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from nano.shards import write_shard
from nano.tokenizer import NanoTokenizer


def rows(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """(prompt, target) of every line of every file."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["prompt"], row["target"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--context", type=int, default=512)
    args = parser.parse_args()
    kept, dropped = write_shard(args.out, rows(args.files), NanoTokenizer(args.tokenizer), args.context)
    print(f"{args.out}: {kept} rows, {dropped} too long")


if __name__ == "__main__":
    main()
