"""Counts words of the prose corpus into the table that ranks spelling candidates at run time.

The corpus is small and technical, so counts of a general frequency list are added, scaled to the corpus's size.
Writes gzipped lines `word<TAB>count`, most frequent first; capitals are lowered, and only words of the general list
or seen at least `--seen` times in the corpus are kept.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


def corpus_counts(folder: Path) -> Counter[str]:
    """Lower-cased words of all sentences."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        counts.update(word.lower() for word in WORD.findall(path.read_text(encoding="utf-8")))
    return counts


def general_counts(path: Path) -> Counter[str]:
    """The list `word count`, one a line."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        word, _, count = line.partition(" ")
        if word.isascii() and word.isalpha():
            counts[word.lower()] += int(count)
    return counts


def combine(corpus: Counter[str], general: Counter[str], seen: int) -> Counter[str]:
    """Sum of both, the general list scaled to as many words as the corpus has."""
    scale = corpus.total() / general.total()
    result: Counter[str] = Counter({w: round(c * scale) for w, c in general.items()})
    for word, count in corpus.items():
        if word in general or (count >= seen and (len(word) > 2 or "'" in word)):
            result[word] += count
    return +result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt")
    parser.add_argument("--general", type=Path, required=True, help="frequency list of the package symspellpy (MIT)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=40_000)
    parser.add_argument("--seen", type=int, default=12)
    args = parser.parse_args()
    counts = combine(corpus_counts(args.corpus), general_counts(args.general), args.seen)
    lines = [f"{word}\t{count}\n" for word, count in sorted(counts.items(), key=lambda i: (-i[1], i[0]))[: args.size]]
    args.out.write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))
    print(f"{args.out}: {len(lines)} words, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
