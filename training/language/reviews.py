"""Rows `review DOMAIN: …` of proposed changes, made while the model trains, from clean sentences and edited functions.

The prompt shows one text with the change marked in place (`generate/marks.py`); the target is `accept` or `reject`. Right
changes repair some or all of the mistakes and nothing else. Wrong ones are those that our experts make: they leave a mistake and add
another, repair it to another wrong form, touch what was right, or change what the text says.
"""

from __future__ import annotations

import difflib
import random
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "generate")]
import prose  # noqa: E402
from marks import mark_changes  # noqa: E402
from reviewer import ProseEdits  # noqa: E402

RIGHT_SHARE = 0.5
WHOLE_SHARE = 0.6  # of the right changes of several mistakes, those that repair them all
PIECE = re.compile(r"\s+|[^\s]+")


def row(domain: str, original: str, proposed: str, right: bool) -> tuple[str, str] | None:
    """Prompt and target, or nothing where nothing changes."""
    if original == proposed:
        return None
    return f"review {domain}: {mark_changes(original, proposed)}", "accept" if right else "reject"


def partly(wrong: str, clean: str, rng: random.Random) -> str:
    """`wrong` with one or more of its mistakes repaired."""
    before, after = PIECE.findall(wrong), PIECE.findall(clean)
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    places = [n for n, block in enumerate(blocks) if block[0] != "equal"]
    wanted = {n for n in places if rng.random() < 0.5} or {rng.choice(places)}
    return "".join("".join(after[k:m] if n in wanted else before[i:j]) for n, (_, i, j, k, m) in enumerate(blocks))


class ProseReviews(ProseEdits):
    """Rows of sentences and passages."""

    def __init__(self, sentences: list[str], vocabulary: set[str]) -> None:
        self._sentences = sentences
        self._index(vocabulary)

    def row(self, rng: random.Random) -> tuple[str, str] | None:
        """One change of a drawn sentence, right or wrong."""
        clean = self._sentences[int(rng.random() * len(self._sentences))]
        wrong, kinds = prose.damage(rng, clean)
        if not kinds:
            return None
        part = partly(wrong, clean, rng)
        if rng.random() < RIGHT_SHARE:
            return row("prose", wrong, clean if rng.random() < WHOLE_SHARE else part, True)
        roll = rng.random()
        if roll < 0.2:  # touches what was right
            return row("prose", clean, wrong, False)
        if roll < 0.35:  # repairs a part and touches what was right
            spoilt = prose.damage(rng, part)[0]
            return row("prose", wrong, spoilt, False) if spoilt != part else None
        if roll < 0.5:
            edit = self._other_damage(rng, clean, wrong)
        elif roll < 0.72:
            edit = self._wrong_word(rng, clean, wrong)
        else:
            edit = self._reworded(rng, clean, clean if roll < 0.88 else wrong)
        return row("prose", edit.original, edit.proposed, False) if edit else None


def code_row(function: dict[str, Any], rng: random.Random) -> tuple[str, str] | None:
    """One change of a function of `training/ranker/edits.ts`, right or wrong."""
    code, edits = function["code"], function["edits"]
    first = rng.choice(edits)
    wrong = applied(code, [first])
    if rng.random() < RIGHT_SHARE:
        return row("code", wrong, code, True)
    if rng.random() < 0.4:
        return row("code", code, wrong, False)
    near = [edit for edit in edits if edit != first and edit[0] < first[1] + 1 and first[0] < edit[1] + 1]
    if near and rng.random() < 0.6:  # another change of the right place
        return row("code", wrong, applied(code, [rng.choice(near)]), False)
    apart = [edit for edit in edits if edit[1] < first[0] or first[1] < edit[0]]
    return row("code", wrong, applied(code, [first, rng.choice(apart)]), False) if apart else None


def applied(code: str, edits: list[list[Any]]) -> str:
    """The code with edits [start, end, newText, kind] that do not overlap."""
    for start, end, text, _ in sorted(edits, reverse=True):
        code = code[:start] + text + code[end:]
    return code
