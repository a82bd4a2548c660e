"""Pre-tokenised rows on disk: one flat array of ids with offsets, and how long each prompt is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from nano.tokenizer import END, NanoTokenizer

IGNORED = -100


class Shards:
    """Rows of one or more shard files, addressable by index."""

    def __init__(self, paths: list[Path]) -> None:
        parts = [np.load(path) for path in paths]
        self.ids = np.concatenate([p["ids"] for p in parts])
        lengths = np.concatenate([p["lengths"] for p in parts])
        self.prompts = np.concatenate([p["prompts"] for p in parts])
        self.edited = np.concatenate([p["edited"] if "edited" in p else np.zeros(len(p["ids"]), bool) for p in parts])
        self.ends = np.cumsum(lengths.astype(np.int64))
        self.starts = self.ends - lengths
        self.lengths = lengths

    def __len__(self) -> int:
        return len(self.lengths)

    def row(self, index: int) -> tuple[np.ndarray, int]:
        """Ids of one row and the number of them that are prompt."""
        return self.ids[self.starts[index] : self.ends[index]], int(self.prompts[index])

    def edits(self, index: int) -> np.ndarray:
        """Which tokens of the row the answer does not share with the text it corrects."""
        return self.edited[self.starts[index] : self.ends[index]]


def edited_tokens(source: str, target: str, pieces: list[str]) -> list[bool]:
    """Which of the target's tokens belong to a word that the source lacks, or stand where the source has a word too many."""
    words, wanted = source.split(" "), target.split(" ")
    starts = np.cumsum([0, *(len(word.encode()) + 1 for word in wanted)])
    spans = []
    for tag, _, _, first, last in difflib.SequenceMatcher(None, words, wanted, autojunk=False).get_opcodes():
        if tag != "equal":
            spans.append((starts[first], starts[max(last, first + 1)] if first < len(wanted) else starts[-1]))
    marks, at = [], 0
    for piece in pieces:
        # A byte-level token is as long in bytes as it has letters; the blank before a word belongs to the word.
        begin, at = at, at + len(piece)
        marks.append(any(begin < until - 1 and at > since for since, until in spans))
    return marks


def write_shard(path: Path, rows: Iterator[tuple[str, str]], tokenizer: NanoTokenizer, context: int) -> tuple[int, int]:
    """Tokenises (prompt, target) pairs; returns rows kept and rows too long."""
    ids: list[np.ndarray] = []
    edited: list[np.ndarray] = []
    lengths: list[int] = []
    prompts: list[int] = []
    dropped = 0
    for chunk in _chunks(rows, 4096):
        targets = tokenizer.encode_batch([t for _, t in chunk])
        for (prompt, answer), target in zip(chunk, targets):
            head = tokenizer.prompt(prompt)
            row = [*head, *target, END]
            if len(row) > context:
                dropped += 1
                continue
            marks = np.zeros(len(row), bool)
            if prompt.startswith("fix: "):
                marks[len(head) : -1] = edited_tokens(prompt[5:], answer, [tokenizer.tokens[i] for i in target])
            ids.append(np.asarray(row, dtype=np.uint16))
            edited.append(marks)
            lengths.append(len(row))
            prompts.append(len(head))
    flat, marked = np.concatenate(ids), np.concatenate(edited)
    np.savez(path, ids=flat, edited=marked, lengths=np.asarray(lengths, np.int32), prompts=np.asarray(prompts, np.int32))
    return len(lengths), dropped


def _chunks(rows: Iterator[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    chunk: list[tuple[str, str]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def batches(shards: Shards, batch_tokens: int, seed: int) -> Iterator[np.ndarray]:
    """Endless batches of row indices of similar length, about `batch_tokens` each, reshuffled every epoch."""
    epoch = 0
    while True:
        rng = np.random.default_rng((seed, epoch))
        order = rng.permutation(len(shards))
        groups: list[np.ndarray] = []
        for window in np.array_split(order, max(1, len(order) // 4096)):
            ranked = window[np.argsort(shards.lengths[window], kind="stable")]
            groups.extend(_cut(ranked, shards.lengths, batch_tokens))
        rng.shuffle(groups)
        yield from groups
        epoch += 1


def _cut(ranked: np.ndarray, lengths: np.ndarray, budget: int) -> Iterator[np.ndarray]:
    start = 0
    while start < len(ranked):
        end = start + 1
        while end < len(ranked) and (end + 1 - start) * int(lengths[ranked[end]]) <= budget:
            end += 1
        yield ranked[start:end]
        start = end


def collate(
    shards: Shards, indices: np.ndarray, prompt_share: float = 0.0, rng: np.random.Generator | None = None
) -> tuple[Tensor, Tensor]:
    """Padded inputs and targets; padding carries no loss, and prompts only at a drawn share of their positions."""
    rows = [shards.row(int(i)) for i in indices]
    width = max(len(ids) for ids, _ in rows) - 1
    inputs = np.zeros((len(rows), width), np.int64)
    targets = np.full((len(rows), width), IGNORED, np.int64)
    for r, (ids, prompt) in enumerate(rows):
        inputs[r, : len(ids) - 1] = ids[:-1]
        targets[r, prompt - 1 : len(ids) - 1] = ids[prompt:]
        if rng is not None and prompt_share > 0 and prompt > 3:
            drawn = 1 + np.flatnonzero(rng.random(prompt - 3) < prompt_share)
            targets[r, drawn] = ids[drawn + 1]
    return torch.from_numpy(inputs), torch.from_numpy(targets)


def edit_mask(shards: Shards, indices: np.ndarray, width: int) -> Tensor:
    """Which targets of `collate` are edited tokens, [rows, width]."""
    mask = np.zeros((len(indices), width), bool)
    for r, index in enumerate(indices):
        marks = shards.edits(int(index))[1:]
        mask[r, : len(marks)] = marks
    return torch.from_numpy(mask)
