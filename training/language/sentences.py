"""Picks clean sentences for the language model, so many characters of each file, into one shuffled file.

    python3 training/language/sentences.py --in FILE…=3.5e6 --out DIR/prose/clean.txt --exclude EXCLUDE

Each `--in` is a file of one sentence a line, with `=CHARACTERS` where not all of it is wanted. Lines that look like code or hold
a mistake that the generators make themselves are left out, and so is what `corpus/exclude.py` drops.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "generate"), str(HERE.parent / "corpus")]
import prose  # noqa: E402
from exclude import Exclusion, add_exclude_argument  # noqa: E402

SHORTEST, LONGEST = 15, 320
LETTERS = 0.86  # share of letters and spaces, at least
WHOLE = re.compile(r"^[\"'(`A-Z0-9].*[.!?][\"')]?$")
# Wrong articles, doubled words and spaces, links and code.
ODD = re.compile(
    r"\b[Aa] [aei][a-z]|\b[Aa]n [bcdfgjklmnpqrtvwxyz][a-z]|  |\b(\w+) \1\b(?<!that that)(?<!had had)"
    r"|https?:|[<>{}|=\\]|::|--"
)
MISSPELT = {wrong for spellings in prose.MISSPELT.values() for wrong in spellings}


def acceptable(line: str) -> bool:
    """Whether a line reads like one correct sentence."""
    if not SHORTEST <= len(line) <= LONGEST or line.count(" ") < 3 or line.count("`") % 2:
        return False
    if not WHOLE.match(line) or ODD.search(line):
        return False
    if sum(c.isalpha() or c == " " for c in line) < LETTERS * len(line):
        return False
    return not any(word.strip('.,;:!?()"') in MISSPELT for word in line.lower().split())


def chosen(path: Path, most: float, seen: set[str], exclusion: Exclusion, rng: random.Random) -> list[str]:
    """Sentences of one file in random order, until there are `most` characters; adds what it takes to `seen`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    rng.shuffle(lines)
    found, size = [], 0
    for line in map(str.strip, lines):
        if size > most:
            break
        key = re.sub(r"\W+", "", line.lower())
        if key in seen or not acceptable(line) or exclusion.drops(line):
            continue
        seen.add(key)
        found.append(line)
        size += len(line) + 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="sources", nargs="+", required=True, metavar="FILE[=CHARACTERS]")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    add_exclude_argument(parser)
    args = parser.parse_args()
    exclusion, rng, seen, sentences = Exclusion.load(args.exclude), random.Random(args.seed), set(), []
    for source in sorted(args.sources):
        name, _, most = source.partition("=")
        found = chosen(Path(name), float(most or "inf"), seen, exclusion, rng)
        print(f"{name}: {len(found)} sentences")
        sentences += found
    rng.shuffle(sentences)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("\n".join(sentences) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
