"""Rows that teach the reviewer: real corrections to accept, plausible wrong edits to reject.

    python3 training/generate/reviewer.py --corpus DIR --out FILE --count N --seed S --split train|held [--exclude FILE]

The prompt is `review DOMAIN: ` and the text with the change marked in place (marks.py); the target is `accept` or
`reject`. Wrong edits are those a small expert makes: the opposite direction (correct text damaged), a repair that
misses or picks another word, an edit that repairs one place and breaks another, words added or lost, a condition
that is no longer equivalent, a mutation instead of a repair. `kind` names domain and reason, e.g. `prose-over`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
import code as code_rows  # noqa: E402  (this folder's code.py)
import logic as logic_rows  # noqa: E402
import prose as prose_rows  # noqa: E402
from marks import mark_changes  # noqa: E402
from prose_draft import match_case  # noqa: E402


class Edit(NamedTuple):
    """A proposed change and whether it is right."""

    original: str
    proposed: str
    right: bool
    reason: str


SWAPS = {
    "always": "often", "never": "rarely", "all": "some", "some": "all", "must": "may", "may": "must", "can": "cannot",
    "and": "or", "or": "and", "before": "after", "after": "before", "more": "less", "less": "more", "first": "last",
    "last": "first", "true": "false", "false": "true", "on": "off", "with": "without", "new": "old", "old": "new",
    "large": "small", "small": "large", "left": "right", "good": "bad", "user": "server", "file": "folder", "two": "three",
    "is": "is not", "are": "are not", "was": "was not", "very": "", "only": "", "also": "", "not": "", "good": "great",
    "big": "large", "help": "assist", "use": "utilize", "show": "display", "start": "begin", "need": "require",
    "get": "obtain", "make": "create", "but": "however", "because": "since", "quickly": "fast", "many": "numerous",
}  # fmt: skip


class ProseEdits:
    """Edits of sentences."""

    def __init__(self, corpus: str, split: str, exclude: str | None) -> None:
        self._sentences, vocabulary = prose_rows.read_corpus(corpus, split)
        prose_rows.CLEAN_WORDS.update(vocabulary)
        self._exclusion = prose_rows.Exclusion(exclude)
        self._index(vocabulary)

    def _index(self, vocabulary: set[str]) -> None:
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        for word in sorted(vocabulary):
            if len(word) >= 4:
                for size in (len(word) - 1, len(word), len(word) + 1):
                    self._by_shape.setdefault((word[0], size), []).append(word)

    def draw(self, rng: random.Random) -> Edit | None:
        """One edit; nothing when the sentence offered no place for it."""
        clean = self._sentences[int(rng.random() * len(self._sentences))]
        if self._exclusion.refuses(clean):
            return None
        wrong, kinds = prose_rows.damage(rng, clean)
        if not kinds:
            return None
        roll = rng.random()
        if roll < 0.50:
            return Edit(wrong, clean, True, "right")
        if roll < 0.66:
            return Edit(clean, wrong, False, "backwards")
        if roll < 0.76:
            return self._other_damage(rng, clean, wrong)
        if roll < 0.86:
            return self._wrong_word(rng, clean, wrong)
        start = clean if rng.random() < 0.6 else wrong
        return self._reworded(rng, clean, start)

    def _other_damage(self, rng: random.Random, clean: str, wrong: str) -> Edit | None:
        other, kinds = prose_rows.damage(rng, clean)
        return Edit(wrong, other, False, "breaks") if kinds and other != wrong else None

    def _wrong_word(self, rng: random.Random, clean: str, wrong: str) -> Edit | None:
        """The damaged word becomes another real word than the one that was meant."""
        before, after = wrong.split(" "), clean.split(" ")
        if len(before) != len(after):
            return None
        places = [i for i, (a, b) in enumerate(zip(before, after)) if a != b and b.isalpha() and b.islower() and len(b) >= 4]
        if not places:
            return None
        at = rng.choice(places)
        near = [w for w in self._by_shape.get((after[at][0], len(after[at])), []) if w != after[at] and _close(w, before[at])]
        if not near:
            return None
        changed = list(after)
        changed[at] = rng.choice(near)
        return Edit(wrong, " ".join(changed), False, "wrongWord")

    def _reworded(self, rng: random.Random, clean: str, start: str) -> Edit | None:
        """Meaning changed, style changed, a word lost or doubled: not a correction."""
        words = clean.split(" ")
        places = [i for i, w in enumerate(words) if w.lower() in SWAPS]
        if places and rng.random() < 0.7:
            at = rng.choice(places)
            swap = SWAPS[words[at].lower()]
            words[at] = match_case(words[at], swap) if swap else ""
        else:
            at = rng.randrange(1, len(words))
            if rng.random() < 0.5:
                del words[at]
            else:
                words.insert(at, rng.choice(clean.split(" ")).strip(".,;:?!").lower())
        changed = " ".join(w for w in words if w)
        return Edit(start, changed, False, "over") if changed != start else None


def _close(left: str, right: str) -> bool:
    """At most two letters differ, by position from either end."""
    if abs(len(left) - len(right)) > 1:
        return False
    forward = sum(a == b for a, b in zip(left, right))
    backward = sum(a == b for a, b in zip(reversed(left), reversed(right)))
    return forward + backward >= max(len(left), len(right)) - 1 and left != right


OPERATORS = [
    ["<", "<=", ">", ">="], ["===", "!=="], ["==", "!="], ["&&", "||"], ["and", "or"], ["+", "-"], ["*", "/", "+"],
    ["+=", "-=", "*=", "="], ["++", "--"], ["%", "/"], ["//", "/"], ["??", "||"], ["**", "*"],
]  # fmt: skip
METHODS = [
    ["push", "unshift"], ["pop", "shift"], ["startsWith", "endsWith"], ["startswith", "endswith"], ["some", "every"],
    ["any", "all"], ["floor", "ceil", "round"], ["min", "max"], ["append", "extend"], ["toUpperCase", "toLowerCase"],
    ["upper", "lower"], ["indexOf", "lastIndexOf"], ["find", "filter"], ["add", "remove"], ["keys", "values"],
    ["true", "false"], ["True", "False"], ["first", "last"], ["strip", "lstrip", "rstrip"],
]  # fmt: skip


COUNTS = re.compile(r"\b(?:len\(|length$|size$|count$|[ijkn]$|index$|idx$|start$|end$|low$|high$|left$|right$|mid$|total$|page$)")


def _alternatives(text: str, groups: list[list[str]]) -> list[str]:
    return [other for group in groups if text in group for other in group if other != text]


class CodeEdits:
    """Edits of functions at the places where repairs are proposed."""

    def __init__(self, corpus: str, split: str, exclude: str | None) -> None:
        self._functions = code_rows.Functions(corpus, split, code_rows.read_excluded(exclude or ""))

    def draw(self, rng: random.Random) -> Edit | None:
        """One edit; nothing when the function offered no place for it."""
        _, code, sites = self._functions.draw(rng)
        first = self._mutate(rng, code, sites)
        if first is None:
            return None
        roll = rng.random()
        if roll < 0.5:
            return Edit(first, code, True, "right")
        if roll < 0.78:
            return Edit(code, first, False, "backwards")
        second = self._mutate(rng, code, sites)
        if second is None or second == first:
            return None
        return Edit(first, second, False, "breaks")

    def _mutate(self, rng: random.Random, code: str, sites: list[tuple[int, int, str]]) -> str | None:
        if not sites:
            return None
        kinds = sorted({site[2] for site in sites})
        kind = rng.choice(kinds)
        start, end, _ = rng.choice([site for site in sites if site[2] == kind])
        text = code[start:end]
        options = [o for o in self._options(rng, code, text, kind) if o != text]
        return code[:start] + rng.choice(options) + code[end:] if options else None

    def _options(self, rng: random.Random, code: str, text: str, kind: str) -> list[str]:
        if kind == "operator":
            return _alternatives(text, OPERATORS)
        if kind == "method":
            return _alternatives(text, METHODS)
        if kind == "number":
            value = re.fullmatch(r"\d+", text)
            return [str(int(text) + 1), str(abs(int(text) - 1))] if value else []
        if kind == "arguments":
            parts = text.split(", ")
            return [", ".join(parts[::-1]), ", ".join([parts[1], parts[0], *parts[2:]])] if len(parts) > 1 else []
        if kind == "head":
            return [re.sub(r"^(return |await |new )", "", text)] if re.match(r"(return|await|new) ", text) else []
        if kind == "bound":
            stripped = re.sub(r" ?[+-] ?1$", "", text)
            if stripped != text:
                return [stripped]
            return [f"{text} - 1", f"{text} + 1"] if COUNTS.search(text) else []
        if kind == "negation":
            bare = re.sub(r"^(!|not )", "", text)
            return [bare] if bare != text else [("not " if " and " in code or ":\n" in code else "!") + text]
        found = [t for k, t, _, _ in code_rows.tokens_of(code) if k == "name" and t not in code_rows.WORDS and t != text]
        names = sorted({t for t in found if found.count(t) > 1})
        return rng.sample(names, min(3, len(names)))


class LogicEdits:
    """Simplified conditions, and ones that mean something else."""

    def __init__(self, corpus: str, split: str) -> None:
        self._split, self._pool = split, logic_rows.NamePool(corpus)
        self._rows: Iterator[dict[str, str]] = iter(())
        self._seed = 0

    def draw(self, rng: random.Random) -> Edit | None:
        """One edit; nothing when the row is not a condition."""
        row = next(self._rows, None)
        if row is None:
            self._seed += 1
            self._rows = logic_rows.rows(4000, self._seed * 7919 + 5, self._split, self._pool)
            row = next(self._rows)
        if not row["prompt"].startswith("simplify: "):
            return None
        before, after = row["prompt"].removeprefix("simplify: "), row["target"].rpartition(" = ")[2]
        if before == after:
            return None
        if rng.random() < 0.5:
            return Edit(before, after, True, "right")
        changed = self._spoil(rng, after)
        return Edit(before, changed, False, "different") if changed not in (after, before) else None

    def _spoil(self, rng: random.Random, text: str) -> str:
        parts = re.split(r"(&&|\|\||\band\b|\bor\b)", text)
        if len(parts) > 1 and rng.random() < 0.5:
            at = rng.randrange(1, len(parts), 2)
            parts[at] = {"&&": "||", "||": "&&", "and": "or", "or": "and"}[parts[at]]
            return "".join(parts)
        if text in ("true", "false", "True", "False"):
            return {"true": "false", "false": "true", "True": "False", "False": "True"}[text]
        if len(parts) > 1 and rng.random() < 0.5:
            return parts[0].strip()
        python = bool(re.search(r"\b(and|or|not)\b", text))
        bare = re.sub(r"^(!|not )", "", text)
        return bare if bare != text else ("not " if python else "!") + text


def rows(count: int, seed: int, split: str, corpus: str, exclude: str | None) -> Iterator[dict[str, str]]:
    """`count` rows in the shares that a user's edits have."""
    rng = random.Random(f"{seed}/{split}/review")
    domains = {
        "prose": ProseEdits(corpus, split, exclude),
        "code": CodeEdits(corpus, split, exclude),
        "logic": LogicEdits(corpus, split),
    }
    written = 0
    while written < count:
        domain = rng.choices(("prose", "code", "logic"), (50, 40, 10))[0]
        edit = domains[domain].draw(rng)
        if edit is None or edit.original == edit.proposed:
            continue
        written += 1
        yield {
            "prompt": f"review {domain}: {mark_changes(edit.original, edit.proposed)}",
            "target": "accept" if edit.right else "reject",
            "kind": f"{domain}-{edit.reason}",
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--split", choices=("train", "held"), required=True)
    parser.add_argument("--exclude")
    args = parser.parse_args()
    with open(args.out, "w", encoding="utf-8") as out:
        for row in rows(args.count, args.seed, args.split, args.corpus, args.exclude):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
