"""Gathers correct functions for `training/ranker/edits.ts` to make mistakes in.

    python3 training/language/sources.py --in FILE.jsonl… --composed 20000 --most python=55000 typescript=45000 \\
      --out FILE.jsonl --exclude EXCLUDE

Each `--in` holds rows of `corpus/code.py` and is named after their language; textbook-like functions of
`generate/code_templates.py` join them. What `corpus/exclude.py` drops, whatever is from a package of the benchmark, and
what `generate/code.py` holds out, stay out. Where there are more than `--most` of a language, those are likelier to stay
that a person would select: small, without state, with something to go wrong. The end tells how many are of which licence.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "generate"), str(HERE.parent / "corpus")]
import code as holes  # noqa: E402  (generate/code.py)
import code_templates  # noqa: E402
from exclude import Exclusion, add_exclude_argument, is_benchmark_source  # noqa: E402

SHORTEST, LONGEST = 20, 900
DOC = re.compile(r'^/\*\*[^\n]*\*/\n|^ *"""[^"\n]*"""\n', re.M)
# Comments that speak to a tool.
DIRECTIVE = re.compile(r"^/\*\* *(?:istanbul|eslint|c8|v8|ts-|prettier|biome|@)[^\n]*\n")
STATE = re.compile(r"\b(?:this|self|cls|super)\b")
# Where a single token may be wrong: operators, comparisons, places, branches, loops.
WEAK_SPOTS = re.compile(r"[<>!=]=|[-+*/%]|(?<![=-])>|<|&&|\|\||\?\?|\b(?:if|elif|for|while|and|or|not|in|min|max|range|len)\b|\w\[")
# Names of classes and modules, which a model cannot know.
STRANGERS = re.compile(r"\b(?!Math|Number|String|Array|Object|Map|Set|Date|Error|True|False|None|Promise|T\b)[A-Z]\w+")
# Methods of things that the function does not make, and arguments that are only handed on.
FOREIGN = re.compile(r"(?<!Math)\.[A-Za-z_]+\(|\b(\w+)=\1\b")
OWN = "own patterns"


def read(files: list[Path], bare_share: float, rng: random.Random) -> Iterator[dict[str, str]]:
    """Every function that is not from a package of the benchmark; some without their comment."""
    for path in files:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if is_benchmark_source(row.get("source", "")):
                    continue
                code = DIRECTIVE.sub("", row["code"])
                code = DOC.sub("", code, count=1) if rng.random() < bare_share else code
                yield {**row, "language": row.get("language", path.stem), "code": holes.dedent(code)}


def composed(count: int, rng: random.Random) -> Iterator[dict[str, str]]:
    """Textbook-like functions."""
    concepts = code_templates.load(str(HERE.parent / "generate"))
    for _ in range(count):
        language, code = code_templates.compose(concepts, rng)
        yield {"language": language, "code": holes.dedent(code), "source": OWN, "licence": OWN}


def worth(code: str) -> float:
    """How likely a person would select such a function, on a scale of its own."""
    text = DOC.sub("", code)
    spots = len(WEAK_SPOTS.findall(text))
    return (
        min(spots, 12) / 4
        - (2 if STATE.search(text) else 0)
        - 0.3 * min(len(STRANGERS.findall(text)), 6)
        - 0.15 * min(len(FOREIGN.findall(text)), 8)
        - (1 if len(text) > 600 else 0)
        - (2 if spots < 2 else 0)
    )


def select(rows: Iterable[dict[str, str]], most: int, per_package: int, rng: random.Random) -> list[dict[str, str]]:
    """At most so many rows in all and of one package, the worthier likelier."""
    taken: Counter[str] = Counter()
    chosen = []
    for row in sorted(rows, key=lambda row: worth(row["code"]) + rng.gauss(0, 0.7), reverse=True):
        if len(chosen) < most and taken[row["source"]] < per_package:
            taken[row["source"]] += 1
            chosen.append(row)
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="sources", nargs="+", type=Path, required=True)
    parser.add_argument("--composed", type=int, default=20_000)
    parser.add_argument("--most", nargs="*", default=[], help="LANGUAGE=COUNT, without those that are composed")
    parser.add_argument("--per-package", type=int, default=2500, help="most functions of one package and language")
    parser.add_argument("--bare-share", type=float, default=0.5, help="how many lose their comment or docstring")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    add_exclude_argument(parser)
    args = parser.parse_args()
    exclusion, rng = Exclusion.load(args.exclude), random.Random(args.seed)
    most = {language: int(count) for language, count in (limit.split("=") for limit in args.most)}
    by_language: dict[str, list[dict[str, str]]] = {}
    seen = set()

    def is_new(row: dict[str, str]) -> bool:
        code = row["code"]
        key = re.sub(r"\s+", "", code)
        # Offsets of edits count UTF-16 units, those of Python characters.
        plain = SHORTEST <= len(code) <= LONGEST and "§" not in code and all(ord(c) <= 0xFFFF for c in code)
        if not plain or key in seen or holes.is_held(code) or exclusion.drops(code):
            return False
        seen.add(key)
        return True

    for row in filter(is_new, read(args.sources, args.bare_share, rng)):
        by_language.setdefault(row["language"], []).append(row)
    rows = [
        row
        for language, found in by_language.items()
        for row in select(found, most.get(language, len(found)), args.per_package, rng)
    ]
    rows += filter(is_new, composed(args.composed, rng))
    rng.shuffle(rows)
    text = "".join(
        json.dumps({"language": row["language"], "code": row["code"]}, ensure_ascii=False) + "\n" for row in rows
    )
    args.out.write_text(text, encoding="utf-8")
    print(f"{len(rows)} functions of {len({row.get('source') for row in rows} - {OWN})} packages")
    for (language, licence), count in Counter((r["language"], r.get("licence", "")) for r in rows).most_common():
        print(f"{count:7} {language:11} {licence}")


if __name__ == "__main__":
    main()
