"""Turns generated JSON Lines ({"prompt", "target", "kind"}) into token shards for the trainer.

Rows whose text equals a string of a test fixture (spaces and punctuation aside) are dropped here, whatever made them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.exclude import FIXTURES, fixture_texts
from nano.shards import write_shard
from nano.tokenizer import NanoTokenizer

SHORTEST_FIXTURE = 12
_HOLE = re.compile(r"§\d")
_FILLED = re.compile(r"(§\d) (.*?)(?= §\d |$)", re.S)
_MARK = re.compile(r"§-(.*?)§\+(.*?)§", re.S)


class FixtureGuard:
    """Knows the fixtures' texts without spaces and punctuation."""

    def __init__(self, folder: Path) -> None:
        keys = (self.key(text) for text in fixture_texts(folder))
        self._keys = frozenset(k for k in keys if len(k) >= SHORTEST_FIXTURE)

    @staticmethod
    def key(text: str) -> str:
        """Letters and digits only, lower case."""
        return re.sub(r"\W+", "", text.lower())

    def refuses(self, prompt: str, target: str) -> bool:
        """Whether the row's input, output, filled function or either side of a marked change is a fixture."""
        body = prompt.partition(":")[2]
        texts = [body, target]
        if prompt.startswith("fill "):
            fills = dict(_FILLED.findall(target))
            texts.append(_HOLE.sub(lambda m: fills.get(m.group(), ""), body))
        elif prompt.startswith("review "):
            texts += [_MARK.sub(r"\1", body), _MARK.sub(r"\2", body)]
        return any(self.key(text) in self._keys for text in texts)


def rows(paths: list[Path], guard: FixtureGuard) -> Iterator[tuple[str, str]]:
    """(prompt, target) of every line of every file that the guard lets pass."""
    for path in paths:
        refused = 0
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if guard.refuses(row["prompt"], row["target"]):
                    refused += 1
                else:
                    yield row["prompt"], row["target"]
        print(f"{path}: {refused} rows equal a fixture", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--fixtures", type=Path, default=FIXTURES)
    args = parser.parse_args()
    kept, dropped = write_shard(args.out, rows(args.files, FixtureGuard(args.fixtures)), NanoTokenizer(args.tokenizer), args.context)
    print(f"{args.out}: {kept} rows, {dropped} too long")


if __name__ == "__main__":
    main()
