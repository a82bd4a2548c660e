"""Endless rows of every task for the language model, packed into sequences and handed over as files in memory.

Each process writes `NAME.npz` files of `SEQUENCES` rows of `LENGTH` tokens: `ids` (uint16), `rows` (uint8, which row of the
file's sequence a token belongs to, 255 where there is none) and `weights` (uint8, what a prediction of that token counts).
"""

from __future__ import annotations

import glob
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "generate"), str(HERE.parent)]
import code as holes  # noqa: E402  (generate/code.py)
import code_templates  # noqa: E402
import prose  # noqa: E402
from nano.shards import edited_tokens  # noqa: E402
from repair import repair_row  # noqa: E402
from reviews import ProseReviews, code_row  # noqa: E402
from vocabulary import ASSISTANT, BOS, END, USER, Vocabulary  # noqa: E402

LENGTH, SEQUENCES = 512, 256
EMPTY = 255
OPEN = 24  # sequences that are filled side by side
EDITED = 3  # what a token counts that the answer does not share with the text it corrects
# Share of each task in the rows; a code row is about three times as long as a sentence.
SHARES = {"fix": 57, "repair": 26, "fill": 3, "review": 10, "other": 4}
TEMPLATE_SHARE = 0.3
PROSE_REVIEWS = 0.6  # of the review rows; the others are of code
PASSAGE = (45, 30, 15, 10)  # one to four sentences
CLEAN_SHARE = 0.3
LONGEST = 600


def shares_of(parts: list[str]) -> dict[str, int]:
    """Shares from TASK=WEIGHT; none are those above."""
    found = {}
    for part in parts:
        task, _, weight = part.partition("=")
        if task not in SHARES or not weight.isdigit():
            raise SystemExit(f"{part} is no share: write TASK=WEIGHT with one of {', '.join(SHARES)} and a whole number.")
        found[task] = int(weight)
    return found or SHARES


class Sentences:
    """Rows `fix: …` from clean sentences."""

    def __init__(self, folder: Path, held: bool) -> None:
        self.sentences, vocabulary = prose.read_corpus(str(folder), "held" if held else "train")
        prose.CLEAN_WORDS.update(vocabulary)
        self.reviews = ProseReviews(self.sentences, vocabulary)

    def draw(self, rng: random.Random) -> tuple[str, str]:
        """A damaged passage and the passage."""
        target = ""
        for _ in range(rng.choices((1, 2, 3, 4), PASSAGE)[0]):
            sentence = self.sentences[int(rng.random() * len(self.sentences))]
            if len(target) + len(sentence) < LONGEST and (not target or target[-1] in ".!?"):
                target = f"{target} {sentence}".strip()
        if rng.random() < CLEAN_SHARE:
            return f"fix: {target}", target
        return f"fix: {prose.damage(rng, target, more=len(target) // 110)[0]}", target


class Functions:
    """Rows `repair LANGUAGE:` and `fill LANGUAGE:` from correct functions and their edits."""

    def __init__(self, folder: Path, held: bool) -> None:
        self.functions = []
        for path in sorted(glob.glob(str(folder / "edits*.jsonl"))):
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    if holes.is_held(row["code"] + "·") == held:
                        self.functions.append(row)
        self.concepts = code_templates.load(str(HERE.parent / "generate"))

    def repair(self, rng: random.Random) -> tuple[str, str]:
        """A function with one mistake, or none, and the repair."""
        return repair_row(self.functions[int(rng.random() * len(self.functions))], rng)

    def review(self, rng: random.Random) -> tuple[str, str] | None:
        """A change of a function, and whether it is right."""
        return code_row(self.functions[int(rng.random() * len(self.functions))], rng)

    def fill(self, rng: random.Random) -> tuple[str, str] | None:
        """A function with holes and their texts."""
        if rng.random() < TEMPLATE_SHARE:
            language, code = code_templates.compose(self.concepts, rng)
        else:
            row = self.functions[int(rng.random() * len(self.functions))]
            language, code = row["language"], row["code"]
        sites = holes.sites_of(code)
        if not sites or len(code) > holes.MAX_CHARACTERS or re.search("§", code):
            return None
        row = holes.row_of(language, code, sites, rng)
        return row["prompt"], row["target"]


class Others:
    """Ready rows of further tasks."""

    def __init__(self, folder: Path, held: bool) -> None:
        self.rows = []
        for path in sorted(glob.glob(str(folder / "other*.jsonl"))):
            with open(path, encoding="utf-8") as lines:
                self.rows += [line for place, line in enumerate(lines) if (place % 50 == 0) == held]

    def draw(self, rng: random.Random) -> tuple[str, str] | None:
        """One of them."""
        if not self.rows:
            return None
        row = json.loads(self.rows[int(rng.random() * len(self.rows))])
        return row["prompt"], row["target"]


def tokens_of(prompt: str, target: str, vocabulary: Vocabulary) -> tuple[list[int], list[int]]:
    """Ids of one row, and what the prediction of each counts."""
    head = [BOS, USER, *vocabulary.encode(prompt), ASSISTANT]
    answer = vocabulary.encode(target)
    counts = [1] * len(answer)
    if prompt.startswith("fix: ") and prompt[5:] != target:
        marks = edited_tokens(prompt[5:], target, [vocabulary.tokens[i] for i in answer])
        counts = [EDITED if mark else 1 for mark in marks]
    elif prompt.startswith("review "):
        counts = [EDITED] * len(answer)
    return [*head, *answer, END], [0] * len(head) + counts + [1]


class Tasks:
    """Every task's source of rows."""

    def __init__(self, folder: Path, held: bool) -> None:
        sentences, functions, others = Sentences(folder, held), Functions(folder, held), Others(folder, held)
        self._acts = {"fix": sentences.draw, "repair": functions.repair, "fill": functions.fill, "other": others.draw}

        def review(rng: random.Random) -> tuple[str, str] | None:
            return sentences.reviews.row(rng) if rng.random() < PROSE_REVIEWS else functions.review(rng)

        self._acts["review"] = review

    def drawn(self, seed: str, shares: dict[str, int]) -> Iterator[tuple[str, str]]:
        """Rows without end, of each task its share."""
        rng = random.Random(seed)
        tasks, weights = list(shares), list(shares.values())
        while True:
            row = self._acts[rng.choices(tasks, weights)[0]](rng)
            if row is not None:
                yield row


def packed(rows: Iterator[tuple[str, str]], vocabulary: Vocabulary) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Sequences of rows, filled first-fit."""
    waiting: list[list[tuple[list[int], list[int]]]] = []
    sizes: list[int] = []
    for prompt, target in rows:
        ids, counts = tokens_of(prompt, target, vocabulary)
        if len(ids) > LENGTH:
            continue
        place = next((k for k, size in enumerate(sizes) if size + len(ids) <= LENGTH), None)
        if place is None:
            if len(waiting) == OPEN:
                fullest = max(range(OPEN), key=sizes.__getitem__)
                yield laid_out(waiting.pop(fullest))
                sizes.pop(fullest)
            waiting.append([])
            sizes.append(0)
            place = len(waiting) - 1
        waiting[place].append((ids, counts))
        sizes[place] += len(ids)


def laid_out(rows: list[tuple[list[int], list[int]]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ids, owner, weights = np.zeros(LENGTH, np.uint16), np.full(LENGTH, EMPTY, np.uint8), np.zeros(LENGTH, np.uint8)
    at = 0
    for number, (tokens, counts) in enumerate(rows):
        until = at + len(tokens)
        ids[at:until], owner[at:until], weights[at:until] = tokens, number, counts
        at = until
    return ids, owner, weights


def stack(sequences: Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]], count: int) -> dict[str, np.ndarray]:
    """The next `count` sequences as three arrays."""
    some = [next(sequences) for _ in range(count)]
    return {name: np.stack([each[k] for each in some]) for k, name in enumerate(("ids", "rows", "weights"))}


def work(data: Path, out: Path, seed: int, shares: dict[str, int], most: int = 400) -> None:
    """Writes files until killed; waits while `most` are unread."""
    vocabulary = Vocabulary(data / "tok.json")
    sequences = packed(Tasks(data, held=False).drawn(f"language/{seed}", shares), vocabulary)
    number = 0
    while True:
        name = out / f"{seed:03}-{number:06}.npz"
        np.savez(name.with_suffix(".part.npz"), **stack(sequences, SEQUENCES))
        os.replace(name.with_suffix(".part.npz"), name)
        number += 1
        while len(os.listdir(out)) > most:
            time.sleep(0.2)


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), shares_of(sys.argv[4:]))
