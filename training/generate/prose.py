"""Rows that teach the prose expert: a clean sentence, damaged the way people damage sentences.

    python3 training/generate/prose.py --corpus DIR --out FILE --count N --seed S --split train|held [--exclude FILE]

Reads every DIR/prose/*.txt (one clean sentence per line) and writes JSON Lines
{"prompt": "fix: <damaged>", "target": "<clean>", "kind": "typo+article"}; `kind` is "none" where nothing
was damaged. The split is by a hash of the clean sentence, so a held-out sentence never trains.
"""

import argparse
import glob
import hashlib
import json
import os
import random
import re

from prose_draft import Draft
from prose_marks import MARK_KINDS
from prose_nouns import NOUN_KINDS
from prose_phrases import phrase
from prose_small import SMALL_KINDS
from prose_spelling import CLEAN_WORDS, MISSPELT, SPELLING_KINDS
from prose_verbs import VERB_KINDS

__all__ = ["CLEAN_WORDS", "MISSPELT", "damage", "read_corpus"]

HELD_OUT_IN = 50  # One sentence in fifty is held out.
CLEAN_SHARE = 0.35
JOINED_SHARE = 0.25
MAX_CHARS = 400

# Weights allow for how seldom a kind finds a place: almost every sentence can take a typo, few an apostrophe.
KINDS = [*SPELLING_KINDS, *MARK_KINDS, *VERB_KINDS, *NOUN_KINDS, *SMALL_KINDS, (phrase, "phrase", 110)]
FUNCTIONS = [kind[:2] for kind in KINDS]
WEIGHTS = [kind[2] for kind in KINDS]


def damage(rng, sentence, more=0):
    """The sentence with one to four errors (most often one) and up to `more` further ones, and their kinds."""
    draft = Draft(sentence)
    wanted = rng.choices((1, 2, 3, 4), (46, 32, 16, 6))[0] + (rng.randrange(more + 1) if more else 0)
    kinds = []
    for _ in range(wanted * 4):
        act, name = rng.choices(FUNCTIONS, WEIGHTS)[0]
        if act(rng, draft):
            kinds.append(name)
        if len(kinds) == wanted:
            break
    text = draft.text()
    return (text, kinds) if text != sentence else (sentence, [])


# --- corpus ---


def is_held(sentence):
    return int.from_bytes(hashlib.sha256(sentence.encode()).digest()[:4], "big") % HELD_OUT_IN == 0


def read_corpus(folder, split):
    """Clean sentences of this split, in a fixed order, and the vocabulary of all of them."""
    sentences, vocabulary = [], {}
    for path in sorted(glob.glob(os.path.join(folder, "prose", "*.txt"))):
        with open(path, encoding="utf-8") as file:
            for line in file:
                sentence = line.strip()
                if not 12 <= len(sentence) <= MAX_CHARS or sentence.count(" ") < 2:
                    continue
                for word in sentence.split(" "):
                    word = word.strip(".,;:!?()[]\"'`")
                    if word.isalpha() and word.islower():
                        vocabulary[word] = vocabulary.get(word, 0) + 1
                if is_held(sentence) == (split == "held"):
                    sentences.append(sentence)
    # Words seen twice count as words: one sighting may be an author's own typo.
    return sentences, {word for word, seen in vocabulary.items() if seen > 1}


class Exclusion:
    """Refuses sentences that share a word 8-gram with an evaluation set (by hash prefix)."""

    def __init__(self, path):
        self.prefixes = set()
        self.lengths = ()
        if path:
            with open(path, encoding="utf-8") as file:
                self.prefixes = {line.split()[0].lower() for line in file if line.strip() and not line.startswith("#")}
            self.lengths = tuple(sorted({len(prefix) for prefix in self.prefixes}))
        self.seen = {}

    def refuses(self, sentence):
        if not self.prefixes:
            return False
        if sentence not in self.seen:
            lower = sentence.lower()
            # "Letters and digits only" can split "don't" or close it up, so both readings are tried.
            readings = (re.findall(r"[a-z0-9]+", lower), re.sub(r"[^a-z0-9\s]", "", lower).split())
            grams = {" ".join(words[i : i + 8]) for words in readings for i in range(len(words) - 7)}
            digests = (hashlib.sha256(gram.encode()).hexdigest() for gram in grams)
            self.seen[sentence] = any(d[:n] in self.prefixes for d in digests for n in self.lengths)
        return self.seen[sentence]


def rows(sentences, count, rng, exclusion):
    order, position = [], 0

    def draw():
        nonlocal order, position
        while True:
            if position == len(order):
                order = list(range(len(sentences)))
                rng.shuffle(order)
                position = 0
            sentence = sentences[order[position]]
            position += 1
            if not exclusion.refuses(sentence):
                return sentence

    for _ in range(count):
        target = draw()
        if rng.random() < JOINED_SHARE:
            second = draw()
            if target[-1:] in ".!?" and second[:1].isupper() and len(target) + len(second) <= MAX_CHARS:
                target = target + " " + second
        prompt, kinds = (target, []) if rng.random() < CLEAN_SHARE else damage(rng, target)
        yield {"prompt": "fix: " + prompt, "target": target, "kind": "+".join(kinds) or "none"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--split", choices=("train", "held"), required=True)
    parser.add_argument("--exclude")
    args = parser.parse_args()

    sentences, vocabulary = read_corpus(args.corpus, args.split)
    if not sentences:
        raise SystemExit(f"no clean sentences for split {args.split} under {args.corpus}/prose")
    CLEAN_WORDS.update(vocabulary)
    rng = random.Random(f"{args.seed}:{args.split}")
    with open(args.out, "w", encoding="utf-8") as out:
        for row in rows(sentences, args.count, rng, Exclusion(args.exclude)):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
