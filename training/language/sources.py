"""Gathers correct functions for `training/ranker/edits.ts` to make mistakes in.

    python3 training/language/sources.py --in FILE.jsonl… --composed 20000 --out FILE.jsonl --exclude EXCLUDE

Each `--in` holds rows of `corpus/code.py` and is named after their language; textbook-like functions of
`generate/code_templates.py` join them. What `corpus/exclude.py` drops, whatever is from a package of the benchmark, and
what `generate/code.py` holds out, stay out.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "generate"), str(HERE.parent / "corpus")]
import code as holes  # noqa: E402  (generate/code.py)
import code_templates  # noqa: E402
from exclude import Exclusion, add_exclude_argument, is_benchmark_source  # noqa: E402

SHORTEST, LONGEST = 20, 900


def candidates(files: list[Path], composed: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Language and text of every function."""
    for path in files:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if not is_benchmark_source(row.get("source", "")):
                    yield row.get("language", path.stem), holes.dedent(row["code"])
    concepts = code_templates.load(str(HERE.parent / "generate"))
    for _ in range(composed):
        language, code = code_templates.compose(concepts, rng)
        yield language, holes.dedent(code)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--in", dest="sources", nargs="+", type=Path, required=True)
    parser.add_argument("--composed", type=int, default=20_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    add_exclude_argument(parser)
    args = parser.parse_args()
    exclusion, rng = Exclusion.load(args.exclude), random.Random(args.seed)
    rows, seen = [], set()
    for language, code in candidates(args.sources, args.composed, rng):
        key = re.sub(r"\s+", "", code)
        # Offsets of edits count UTF-16 units, those of Python characters.
        plain = SHORTEST <= len(code) <= LONGEST and "§" not in code and all(ord(c) <= 0xFFFF for c in code)
        if not plain or key in seen or holes.is_held(code) or exclusion.drops(code):
            continue
        seen.add(key)
        rows.append({"language": language, "code": code})
    rng.shuffle(rows)
    args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} functions")


if __name__ == "__main__":
    main()
