"""Twin of `server/core/review/changes.ts`: writes a change as one text with marks for the reviewer."""

from __future__ import annotations

import re

TOKEN = re.compile(r"[A-Za-z0-9_']+|[ \t]+|\n[ \t]*|[^A-Za-z0-9_' \t\n]")
KEPT_BEFORE, KEPT_AFTER, MAX_ALIGNED = 500, 300, 240


def mark_changes(original: str, proposed: str) -> str:
    """`The list §-are§+is§ long.`, with bounded context on both sides."""
    before, after = TOKEN.findall(original), TOKEN.findall(proposed)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    most = min(len(before), len(after)) - head
    while tail < most and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    middle = _align(before[head : len(before) - tail], after[head : len(after) - tail])
    leading, trailing = "".join(before[:head]), "".join(before[len(before) - tail :])
    return leading[-KEPT_BEFORE:] + middle + trailing[:KEPT_AFTER]


def _mark(removed: str, inserted: str) -> str:
    return f"§-{removed}§+{inserted}§" if removed or inserted else ""


def _align(before: list[str], after: list[str]) -> str:
    if not before and not after:
        return ""
    if len(before) > MAX_ALIGNED or len(after) > MAX_ALIGNED:
        return _mark("".join(before), "".join(after))
    common = _common_lengths(before, after)
    text = removed = inserted = ""
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and before[i] == after[j]:
            text += _mark(removed, inserted) + before[i]
            removed = inserted = ""
            i, j = i + 1, j + 1
        elif i < len(before) and (j == len(after) or common[i + 1][j] >= common[i][j + 1]):
            removed += before[i]
            i += 1
        else:
            inserted += after[j]
            j += 1
    return text + _mark(removed, inserted)


def _common_lengths(before: list[str], after: list[str]) -> list[list[int]]:
    table = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            if before[i] == after[j]:
                table[i][j] = table[i + 1][j + 1] + 1
            else:
                table[i][j] = max(table[i + 1][j], table[i][j + 1])
    return table
