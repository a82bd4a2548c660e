"""Back-off n-gram models of any order in arrays: counting, mixing, pruning, and the file that the run time reads.

An n-gram is one integer, its words as digits to the base of the vocabulary's size, so that its context is the quotient and
its shorter form the remainder of a division.

File: one JSON line `{"words": [...], "ngrams": [n2, n3, ...]}`, then byte planes. First, of each word its back-off and its
log-probability; then order by order: of every shorter n-gram how many entries it has (uint16, low bytes then high bytes), of
every entry its last word (as the difference to the one before it under the same context; low, then high bytes), its
log-probability and, below the highest order, its back-off. A byte b stands for -b / 16 natural log units, a back-off byte
for (128 - b) / 16.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np

STEP = 16.0
DISCOUNT = 0.7


def places(keys: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each wanted key is among the sorted ones, and where."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return keys[at] == wanted, at


class Backoff:
    """A back-off model: `keys[n]` and `probs[n]` are its n-grams for n from two, `backs[n]` their weights as contexts."""

    def __init__(self, size: int, unigram: np.ndarray) -> None:
        self.size = size
        self.order = 1
        self.unigram = unigram
        self.keys: dict[int, np.ndarray] = {1: np.arange(size)}
        self.probs: dict[int, np.ndarray] = {1: unigram}
        self.backs: dict[int, np.ndarray] = {1: np.ones(size)}

    def add(self, keys: np.ndarray, probs: np.ndarray) -> None:
        """The next order; its keys are sorted."""
        self.order += 1
        self.keys[self.order], self.probs[self.order] = keys, probs
        self.backs[self.order] = np.ones(len(keys))

    def context(self, keys: np.ndarray, order: int) -> tuple[np.ndarray, np.ndarray]:
        """Whether each n-gram's context is listed, and where."""
        return places(self.keys[order - 1], keys // self.size)

    def lower(self, keys: np.ndarray, order: int) -> np.ndarray:
        """What each n-gram's probability would be without its first word."""
        return self.prob(keys % self.size ** (order - 1), order - 1)

    def backed(self, keys: np.ndarray, order: int) -> np.ndarray:
        """What backing off says of each n-gram."""
        known, at = self.context(keys, order)
        return np.where(known, self.backs[order - 1][at], 1.0) * self.lower(keys, order)

    def prob(self, keys: np.ndarray, order: int) -> np.ndarray:
        """The probability of each n-gram's last word after the others."""
        if order == 1:
            return self.unigram[keys]
        found, at = places(self.keys[order], keys)
        return np.where(found, self.probs[order][at], self.backed(keys, order))

    def normalise(self) -> None:
        """Back-off weights with which every context's probabilities sum to one."""
        for order in range(2, self.order + 1):
            keys = self.keys[order]
            known, at = self.context(keys, order)
            if not known.all():
                raise ValueError("the context of an n-gram is not listed")
            size = len(self.keys[order - 1])
            listed = np.bincount(at, self.probs[order], size)
            lower = np.bincount(at, self.lower(keys, order), size)
            self.backs[order - 1] = np.maximum(1e-3, 1 - listed) / np.maximum(1e-3, 1 - lower)


def counted(ids: np.ndarray, size: int, order: int, end: int, unigram: np.ndarray, least: int = 1) -> tuple[Backoff, dict[int, np.ndarray]]:
    """Interpolated absolute discounting over a stream of sentences that close with `end`; and how often each context was seen."""
    model = Backoff(size, unigram)
    seen: dict[int, np.ndarray] = {}
    grams, inside = ids, np.ones(len(ids), bool)
    for n in range(2, order + 1):
        grams = grams[:-1] * size + ids[n - 1 :]
        inside = inside[:-1] & (ids[n - 2 : -1] != end)
        keys, counts = np.unique(grams[inside], return_counts=True)
        known, at = places(model.keys[n - 1], keys // size)
        keys, counts, at = keys[known], counts[known], at[known]
        contexts = len(model.keys[n - 1])
        seen[n - 1] = np.bincount(at, counts, contexts)
        types = np.bincount(at, minlength=contexts)
        # What is not kept goes to the back-off, as the discount does.
        kept = counts >= (least if n > 2 else 1)
        left = np.bincount(at, np.where(kept, DISCOUNT, counts), contexts)
        model.backs[n - 1] = np.where(seen[n - 1] > 0, left / np.maximum(seen[n - 1], 1), 1.0)
        del types
        keys, counts, at = keys[kept], counts[kept], at[kept]
        lower = model.lower(keys, n)
        model.add(keys, (counts - DISCOUNT) / seen[n - 1][at] + model.backs[n - 1][at] * lower)
    return model, seen


def without(model: Backoff, word: int, seen: dict[int, np.ndarray]) -> None:
    """Drops every n-gram that holds the word; it stays a unigram."""
    for n in range(2, model.order + 1):
        keys = model.keys[n]
        clean = np.ones(len(keys), bool)
        rest = keys
        for _ in range(n):
            clean &= rest % model.size != word
            rest = rest // model.size
        model.keys[n], model.probs[n], model.backs[n] = keys[clean], model.probs[n][clean], model.backs[n][clean]
        if n in seen:
            seen[n] = seen[n][clean]


def pruned(model: Backoff, most: list[int]) -> Backoff:
    """The model with, of each order, only the entries that say most more than their back-off, weighted by how often they are
    asked for (Seymore and Rosenfeld 1996); contexts of what is kept stay."""
    kept: dict[int, np.ndarray] = {}
    joint = {1: model.unigram}
    for n in range(2, model.order + 1):
        _, at = model.context(model.keys[n], n)
        joint[n] = joint[n - 1][at] * model.probs[n]
    needed = np.empty(0, np.int64)
    for n in range(model.order, 1, -1):
        keys = model.keys[n]
        gain = joint[n] * np.abs(np.log(model.probs[n]) - np.log(model.backed(keys, n)))
        if len(needed):
            gain[places(keys, needed)[1]] = np.inf
        keep = np.sort(np.argsort(-gain)[: max(most[n - 2], len(needed))])
        kept[n] = keep
        needed = np.unique(keys[keep] // model.size)
    small = Backoff(model.size, model.unigram)
    for n in range(2, model.order + 1):
        small.add(model.keys[n][kept[n]], model.probs[n][kept[n]])
    small.normalise()
    return small


def _byte(probability: np.ndarray) -> bytes:
    return np.clip(np.round(-np.log(probability) * STEP), 0, 255).astype(np.uint8).tobytes()


def _back_byte(weight: np.ndarray) -> bytes:
    return np.clip(np.round(128 - np.log(weight) * STEP), 0, 255).astype(np.uint8).tobytes()


def planes(values: np.ndarray) -> bytes:
    """Numbers below 65,536 as their low bytes, then their high bytes; these compress better apart."""
    if values.max(initial=0) > 65_535:
        raise ValueError("a number does not fit sixteen bits")
    return (values & 255).astype(np.uint8).tobytes() + (values >> 8).astype(np.uint8).tobytes()


def _differences(values: np.ndarray, owners: np.ndarray) -> np.ndarray:
    result = np.diff(values, prepend=0)
    first = np.diff(owners, prepend=-1) != 0
    result[first] = values[first]
    return result


def table(model: Backoff, words: list[str]) -> bytes:
    """The model as the run time reads it."""
    head = {"words": words, "ngrams": [len(model.keys[n]) for n in range(2, model.order + 1)]}
    parts = [json.dumps(head, separators=(",", ":")).encode("utf-8"), b"\n", _back_byte(model.backs[1]), _byte(model.unigram)]
    for n in range(2, model.order + 1):
        keys = model.keys[n]
        _, at = model.context(keys, n)
        parts += [planes(np.bincount(at, minlength=len(model.keys[n - 1]))), planes(_differences(keys % model.size, at)), _byte(model.probs[n])]
        if n < model.order:
            parts.append(_back_byte(model.backs[n]))
    return b"".join(parts)


def write(data: bytes, out: Path) -> None:
    """Compresses to a file that is the same every time."""
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{out}: {out.stat().st_size} bytes")
