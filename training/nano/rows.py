"""Rows of training data as `eidolon distill export` and the generators write them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

HELD_SHARE = 10


def read_lines(path: Path, fields: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The named texts of every line; a malformed one ends the run with its number."""
    rows: list[tuple[str, ...]] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path} cannot be read as UTF-8 text ({error}).") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts = tuple(row[field] for field in fields)
            if not all(isinstance(text, str) for text in texts):
                raise TypeError("they must be texts")
        except (ValueError, KeyError, TypeError) as error:
            wanted = f"{', '.join(fields[:-1])} and {fields[-1]}"
            raise SystemExit(f"{path}, line {number}: expected an object with {wanted} ({error}).") from error
        rows.append(texts)
    return rows


def parse_rows(path: Path) -> list[tuple[str, ...]]:
    """(prompt, target) of every line."""
    return read_lines(path, ("prompt", "target"))


def split_rows(path: Path, rows: list[tuple[str, ...]]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Training and held-out rows of one file, told apart by a hash of the prompt, their first text."""
    train: list[tuple[str, ...]] = []
    held: list[tuple[str, ...]] = []
    for row in rows:
        digest = hashlib.sha256(row[0].encode()).digest()[0]
        (held if digest % HELD_SHARE == 0 else train).append(row)
    if not train or not held:
        raise SystemExit(f"{path} has {len(train)} rows to train on and {len(held)} to hold out; export more.")
    return train, held
