"""Writes texts for `eidolon distill export --data`, of the training split: the ensemble's checked answers teach a student.

    python3 training/generate/texts.py --corpus DIR --conditions 1500 --prose prose.train.jsonl=500 --code edits.jsonl=80 \\
        --seed 1 --out TEXTS.jsonl

Lines are {"id", "text", "languageId"}: conditions over real identifiers in frames of three languages, written in a roundabout
way by one or two laws of logic, or as they should be, and small sums; damaged and clean sentences of rows of
`generate/prose.py --split train`; functions with one mistake, or none, of rows of `training/ranker/edits.ts`.
What is right is not written down: the ensemble has to find it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from code import is_held
from logic import arithmetic_row, named_atom
from logic_names import NamePool
from logic_syntax import PYTHON, SCRIPT, atom_text
from repair import LANGUAGES, repair_row

NAMES = {short: name for name, short in LANGUAGES.items()}
SUM_SHARE = 0.12
# What stays as it is: right answers that must be learnt too.
PLAIN_SHARE = 0.3
TWICE_SHARE = 0.35
QUOTED_SHARE = 0.2
LONGEST_CONDITION = 170
FRAMES = {
    "script": ("{0}", "if ({0}) {{\n  {1}();\n}}", "while ({0}) {{\n  {1}();\n}}", "return {0};", "const {1} = {0};"),
    "python": ("{0}", "if {0}:\n    {1}()", "while {0}:\n    {1}()", "return {0}", "{1} = {0}"),
}
FRAME_WEIGHTS = (4, 4, 3, 1, 1)


def author_form(rng: random.Random, count: int) -> Any:
    """A condition of one to three operands, each once."""
    leaves = [("!", ("v", i)) if rng.random() < 0.25 else ("v", i) for i in range(count)]
    tree = leaves[0]
    for leaf in leaves[1:]:
        join = rng.choice(("&&", "||"))
        tree = (join, tree, leaf) if rng.random() < 0.6 else (join, leaf, tree)
    return ("!", tree) if count > 1 and rng.random() < 0.15 else tree


def other(join: str) -> str:
    return "||" if join == "&&" else "&&"


def law(rng: random.Random, tree: Any) -> Any:
    """The same condition at more length, by a textbook law."""
    if tree[0] not in ("&&", "||") or rng.random() < 0.15:
        return ("!", ("!", tree))
    join, left, right = tree
    forms = [
        ("!", (other(join), ("!", left), ("!", right))),
        (join, left, (join, right, (other(join), right, left))),
        (join, tree, (other(join), left, right)),
        (join, tree, tree),
        (join, left, (other(join), ("!", left), right)),
    ]
    for whole, part in ((left, right), (right, left)):
        if part[0] == other(join):
            forms.append((part[0], (join, whole, part[1]), (join, whole, part[2])))
    return rng.choice(forms)


def printed(tree: Any, atoms: list[Any], syntax: Any, brackets: bool, inside: str = "") -> str:
    """The condition as code; `brackets` writes those between && and || that the grammar does not need."""
    if tree[0] == "v":
        text = atom_text(atoms[tree[1]])
        return f"({text})" if inside == "!" and " " in text and syntax is SCRIPT else text
    if tree[0] == "!":
        return syntax.negation + printed(tree[1], atoms, syntax, brackets, "!")
    join, left, right = tree
    sides = [printed(side, atoms, syntax, brackets, join) for side in (left, right)]
    text = f" {syntax.op[join]} ".join(sides)
    needed = inside == "!" or (inside == "&&" and join == "||") or (brackets and inside not in ("", join))
    return f"({text})" if needed else text


def operand(rng: random.Random, pool: NamePool, syntax: Any) -> Any:
    """A flag, a member, a call or a comparison, with a text in quotes now and then."""
    if rng.random() < QUOTED_SHARE:
        return (f"{pool.name(rng)}.{pool.name(rng)}", rng.choice((syntax.equal, syntax.unequal)), f"'{pool.name(rng)}'")
    return named_atom(rng, pool, syntax)


def condition(rng: random.Random, pool: NamePool) -> dict[str, str]:
    """One condition in its frame."""
    while True:
        language = rng.choice(("typescript", "javascript", "python"))
        syntax = PYTHON if language == "python" else SCRIPT
        count = rng.choice((1, 2, 2, 3, 3))
        atoms: list[Any] = []
        while len(atoms) < count:
            atom = operand(rng, pool, syntax)
            if all(atom_text(atom).split(" ")[0] != atom_text(each).split(" ")[0] for each in atoms):
                atoms.append(atom)
        tree = author_form(rng, count)
        if rng.random() >= PLAIN_SHARE:
            tree = law(rng, tree)
            if rng.random() < TWICE_SHARE and tree[0] != "!":
                tree = law(rng, tree)
        text = printed(tree, atoms, syntax, rng.random() < 0.5)
        if len(text) <= LONGEST_CONDITION:
            frames = FRAMES["python" if syntax is PYTHON else "script"]
            return {"text": rng.choices(frames, FRAME_WEIGHTS)[0].format(text, pool.name(rng)), "languageId": language}


def conditions(count: int, corpus: str, rng: random.Random) -> Iterator[dict[str, str]]:
    pool = NamePool(corpus)
    for _ in range(count):
        if rng.random() < SUM_SHARE:
            yield {"text": arithmetic_row(rng, pool, None)[0].removeprefix("eval: "), "languageId": "plaintext"}
        else:
            yield condition(rng, pool)


def sentences(rows: list[dict[str, Any]], rng: random.Random) -> Iterator[dict[str, str]]:
    for row in rows:
        yield {"text": row["prompt"].removeprefix("fix: "), "languageId": rng.choice(("plaintext", "markdown"))}


def functions(rows: list[dict[str, Any]], rng: random.Random) -> Iterator[dict[str, str]]:
    for row in rows:
        prompt, _ = repair_row(row, rng)
        head, _, text = prompt.partition(":\n")
        yield {"text": text, "languageId": NAMES[head.removeprefix("repair ")]}


def drawn(named: str | None, rng: random.Random) -> list[dict[str, Any]]:
    """So many rows as stand behind the `=` of FILE=COUNT."""
    if named is None:
        return []
    path, _, count = named.rpartition("=")
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if "code" not in row or not is_held(row["code"])]
    return rng.sample(rows, min(int(count), len(rows)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", default="", help="folder whose code/ lends identifiers")
    parser.add_argument("--conditions", type=int, default=0)
    parser.add_argument("--prose", help="FILE=COUNT")
    parser.add_argument("--code", help="FILE=COUNT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rng = random.Random(f"texts/{args.seed}")
    texts = [*conditions(args.conditions, args.corpus, rng), *sentences(drawn(args.prose, rng), rng), *functions(drawn(args.code, rng), rng)]
    rng.shuffle(texts)
    distinct = {text["text"]: text for text in texts}
    lines = [json.dumps({"id": at, **text}, ensure_ascii=False) + "\n" for at, text in enumerate(distinct.values())]
    args.out.write_text("".join(lines), encoding="utf-8")
    print(f"{args.out}: {len(lines)} texts")


if __name__ == "__main__":
    main()
