"""Keeps measurement data, the benchmark's texts and test fixtures out of everything that is trained on.

A row is dropped when any run of eight words (lower case, letters and digits only) has a SHA-256 whose hex form
starts with a line of the exclusion file or stands in a text of the benchmark, or when its text equals a string in a
fixture. Whatever else the packages hold that the benchmark's texts are from is left out as well.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
FIXTURES = REPOSITORY / "test" / "fixtures"
PEOPLE = REPOSITORY / "server" / "bench" / "suites" / "people.jsonl.gz"
NGRAM = 8
_WORD = re.compile(r"[a-z0-9]+")
_HELD_SHARE = 4  # of 256: about 1.6 %


def words(text: str) -> list[str]:
    """Lower-case runs of letters and digits."""
    return _WORD.findall(text.lower())


def is_held_out(source: str) -> bool:
    """Whether a clean source text belongs to the held-out part; decided by its hash alone."""
    return hashlib.sha256(source.strip().encode("utf-8")).digest()[0] < _HELD_SHARE


@functools.cache
def people_rows() -> tuple[dict[str, str], ...]:
    """What people wrote in the benchmark: `text` or `code`, and `from` as package@version:licence."""
    with gzip.open(PEOPLE, "rt", encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines if line.strip())


@functools.cache
def benchmark_packages() -> frozenset[str]:
    """Names of the packages that the benchmark's texts are from."""
    return frozenset(_package(row["from"].rpartition("@")[0]) for row in people_rows())


def is_benchmark_source(path: Path | str) -> bool:
    """Whether a file, archive or package belongs to one of those packages; their names count anywhere in the path."""
    parts = (re.sub(r"-v?\d+(?:\.\w+)+.*$|\.\w+$", "", part) for part in re.split(r"[/\\]", str(path)))
    return any(_package(part) in benchmark_packages() for part in parts)


def _package(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.lower())


def runs(text: str) -> Iterator[str]:
    """Every run of eight words."""
    found = words(text)
    return (" ".join(found[i : i + NGRAM]) for i in range(len(found) - NGRAM + 1))


class Exclusion:
    """Answers whether a text must not be trained on."""

    def __init__(self, prefixes: Iterable[str], fixture_texts: Iterable[str], benchmark: Iterable[str] = ()) -> None:
        self._prefixes = frozenset(prefixes)
        self._length = len(next(iter(self._prefixes))) if self._prefixes else 0
        self._fixtures = frozenset(_normal(t) for t in fixture_texts)
        self._benchmark = frozenset(run for text in benchmark for run in runs(text))

    @classmethod
    def load(cls, path: Path | None, fixtures: Path = FIXTURES) -> "Exclusion":
        """Reads the exclusion file, when there is one, every string in the fixtures, and the benchmark's texts."""
        prefixes: list[str] = []
        if path is not None and path.exists():
            prefixes = [line.strip().lower() for line in path.read_text().splitlines() if line.strip()]
            if len({len(p) for p in prefixes}) > 1:
                raise ValueError(f"{path}: lines differ in length")
        people = [row.get("text") or row["code"] for row in people_rows()]
        return cls(prefixes, [*fixture_texts(fixtures), *people], people)

    def drops(self, *texts: str) -> bool:
        """True when any of the texts overlaps what is excluded."""
        return any(_normal(text) in self._fixtures or self._has_excluded_run(text) for text in texts)

    def _has_excluded_run(self, text: str) -> bool:
        for run in runs(text):
            if run in self._benchmark:
                return True
            if self._prefixes and hashlib.sha256(run.encode("utf-8")).hexdigest()[: self._length] in self._prefixes:
                return True
        return False


def add_exclude_argument(parser: argparse.ArgumentParser) -> None:
    """The `--exclude FILE` option that all generators share."""
    parser.add_argument("--exclude", type=Path, default=None, help="file of SHA-256 prefixes of forbidden word 8-grams")


def _normal(text: str) -> str:
    return " ".join(text.split())


def fixture_texts(folder: Path) -> Iterator[str]:
    """Every string in the fixtures: values of JSON files, whole source and text files."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield from _strings(json.loads(line))
        elif path.suffix == ".json":
            yield from _strings(json.loads(path.read_text(encoding="utf-8")))
        elif path.suffix in {".txt", ".md", ".ts", ".js", ".py", ".tsx"}:
            yield path.read_text(encoding="utf-8", errors="replace")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) > 8:
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
