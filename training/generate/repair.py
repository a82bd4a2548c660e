"""Rows that teach the repair of one small mistake in a function.

  prompt   repair py:
           def last(items):
               return items[len(items)]
  target   -return items[len(items)]
           +return items[len(items) - 1]

The target shows the lines that change as a diff without context, moved to the left margin, or says `ok` where nothing is
wrong. `server/core/experts/codeRepairPrompt.ts` writes the same texts at run time. A source row is one of
`training/ranker/edits.ts`: {"language", "code", "edits": [[start, end, newText, kind], …]}.
"""

from __future__ import annotations

import random
from typing import Any

LANGUAGES = {"typescript": "ts", "javascript": "js", "python": "py"}
CLEAN_SHARE = 0.25
# How often each kind of mistake is wanted; the others get 2.
KINDS = {
    "comparison": 16, "operator": 13, "offByOne": 20, "swappedArguments": 8, "swappedOperands": 3, "swappedNames": 4,
    "wrongVariable": 14, "wrongProperty": 3, "missingReturn": 7, "missingAwait": 7, "wrongMethod": 8, "negation": 8,
    "literal": 8, "assignment": 4, "returnPlacement": 3, "missingIndex": 2, "missingCall": 4, "missingStatement": 3,
    "superfluous": 1,
}  # fmt: skip


def repair_row(row: dict[str, Any], rng: random.Random) -> tuple[str, str]:
    """A prompt with one mistake, or none, and its target."""
    code, edits = row["code"], row["edits"]
    head = f"repair {LANGUAGES[row['language']]}:\n"
    if rng.random() < CLEAN_SHARE:
        return head + code, "ok"
    start, end, text, _ = rng.choices(edits, [KINDS.get(edit[3], 2) for edit in edits])[0]
    # Offsets count UTF-16 units; outside the basic plane they would shift, which no function here does.
    wrong = code[:start] + text + code[end:]
    return head + wrong, difference(wrong, code)


def difference(before: str, after: str) -> str:
    """The changed lines of `before` and `after` as a diff without context."""
    old, new = before.split("\n"), after.split("\n")
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    # An insertion or deletion shows the line above it, so that its place is known.
    if first > 0 and (len(old) - last == first or len(new) - last == first):
        first -= 1
    gone, come = old[first : len(old) - last], new[first : len(new) - last]
    # Lines that are only added above the first keep their margin: no other line would tell it.
    told = gone + come if gone else []
    margin = min((len(line) - len(line.lstrip(" ")) for line in told if line.strip()), default=0)
    return "\n".join(["-" + line[margin:] for line in gone] + ["+" + line[margin:] for line in come])
