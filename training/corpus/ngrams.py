"""Writes `server/models/ngrams.bin.gz`: a word trigram model of correct English that ranks corrections at run time.

Counts come from two places. The corpus folder gives uni-, bi- and trigrams; use permissively licensed sources only (see
training/README.md). The package wordsegment (Apache-2.0) gives the most frequent bigrams of the web (Norvig 2009), and
symspellpy (MIT) some more, so that everyday pairs are known that manuals never say. Bigram probabilities are the mean of
both where both know the first word; trigrams are interpolated with absolute discounting (Ney, Essen and Kneser 1994) and
pruned by how much they change the log-probability (Stolcke 1998, simplified to the weighted difference).

File: one JSON line `{"words": [...], "bigrams": n, "trigrams": m}`, then little-endian arrays: back-off of each word
(uint8), log-probability of each word (uint8), number of bigrams of each first word (uint16), then of every bigram its
second word (uint16), log-probability and back-off (uint8), number of trigrams of each bigram (uint16), and of every trigram
its third word (uint16) and log-probability (uint8). A byte b stands for -b / 16 natural log units, a back-off byte for
(128 - b) / 16; entries are sorted by their words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

START, END, NUMBER, UNKNOWN = "<s>", "</s>", "<n>", "<unk>"
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[,;:.?!]")
STEP = 16.0


def tokens(sentence: str) -> list[str]:
    """What the model sees of a sentence: small words, `<n>`, and the marks that end or part clauses."""
    found = _TOKEN.findall(sentence.lower().replace("’", "'"))
    return [NUMBER if t[0].isdigit() else t for t in found]


def corpus_sentences(folder: Path) -> Iterator[list[str]]:
    """Tokens of every sentence of every file."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield [START, *tokens(line), END]


def web_bigrams(packages: Path) -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Counts of the web: bigrams of both packages on one scale, and unigrams."""
    def read(path: Path) -> Iterator[tuple[list[str], float]]:
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            *words, count = line.replace("\t", " ").split(" ")
            yield [w.lower() for w in words], float(count)

    single: Counter[str] = Counter()
    for words, count in read(packages / "wordsegment" / "unigrams.txt"):
        single[words[0]] += count
    pairs: Counter[tuple[str, str]] = Counter()
    for words, count in read(packages / "wordsegment" / "bigrams.txt"):
        if len(words) == 2 and all(w.isalpha() or w == START for w in words):
            pairs[words[0], words[1]] += count
    more = {(w[0], w[1]): c for w, c in read(packages / "symspellpy" / "frequency_bigramdictionary_en_243_342.txt") if len(w) == 2}
    ratios = sorted(pairs[p] / c for p, c in more.items() if p in pairs)
    scale = ratios[len(ratios) // 2]
    for pair, count in more.items():
        if pair not in pairs and "'" not in pair[0] + pair[1]:
            pairs[pair] = count * scale
    for (first, _), count in pairs.items():
        if first == START:
            single[START] += count
    return dict(pairs), dict(single)


def vocabulary(corpus: Counter[str], web: dict[str, float], words: list[str], size: int) -> list[str]:
    """The words that the model knows: the run time's word list as far as either source uses it."""
    special = [UNKNOWN, START, END, NUMBER, *",;:.?!"]
    known = [w for w in words if corpus[w] >= 2 or web.get(w, 0) > 2e5]
    return special + [w for w in known if w not in special][:size]


class Model:
    """Probabilities of the mixture, kept as dictionaries until they are written."""

    def __init__(self, unigram: dict[str, float], bigram: dict[str, dict[str, float]], trigram: dict[tuple[str, str], dict[str, float]]) -> None:
        self.unigram = unigram
        self.bigram = bigram
        self.trigram = trigram
        self.backoff1 = {a: self._left(listed, lambda b: unigram[b]) for a, listed in bigram.items()}
        self.backoff2 = {ab: self._left(listed, lambda c, b=ab[1]: self.second(b, c)) for ab, listed in trigram.items()}

    @staticmethod
    def _left(listed: dict[str, float], lower) -> float:  # noqa: ANN001
        free = max(1e-4, 1 - sum(listed.values()))
        return free / max(1e-4, 1 - sum(lower(w) for w in listed))

    def second(self, a: str, b: str) -> float:
        """P(b | a)."""
        listed = self.bigram.get(a)
        if listed is None:
            return self.unigram[b]
        return listed.get(b) or self.backoff1[a] * self.unigram[b]


def estimate(args: argparse.Namespace) -> tuple[Model, list[str]]:
    words = [line.split("\t")[0] for line in gzip.decompress(args.words.read_bytes()).decode().split("\n") if line]
    counts1: Counter[str] = Counter()
    for sentence in corpus_sentences(args.corpus):
        counts1.update(sentence)
    web2, web1 = web_bigrams(args.packages)
    vocab = vocabulary(counts1, web1, words, args.vocabulary)
    index = set(vocab)
    counts2: dict[str, Counter[str]] = defaultdict(Counter)
    counts3: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in corpus_sentences(args.corpus):
        known = [t if t in index else UNKNOWN for t in sentence]
        for a, b in zip(known, known[1:], strict=False):
            counts2[a][b] += 1
        for a, b, c in zip(known, known[1:], known[2:], strict=False):
            counts3[a, b][c] += 1
    total, web_total = counts1.total(), sum(web1.get(w, 0) for w in vocab)
    unigram = {w: 0.5 * (counts1[w] + 0.5) / total + 0.5 * web1.get(w, 0) / web_total for w in vocab}
    unigram[UNKNOWN] = 0.01
    norm = sum(unigram.values())
    unigram = {w: p / norm for w, p in unigram.items()}
    bigram = mixed_bigrams(counts2, web2, web1, unigram, index, args.least_bigram)
    model = Model(unigram, bigram, {})
    trigram: dict[tuple[str, str], dict[str, float]] = {}
    discount = 0.6
    for (a, b), following in counts3.items():
        if UNKNOWN in (a, b) or b not in bigram.get(a, {}):
            continue
        seen = following.total()
        share = discount * len(following) / seen
        kept = {}
        for c, count in following.items():
            lower = model.second(b, c)
            p = (count - discount) / seen + share * lower
            if c != UNKNOWN and count >= 2 and count * abs(math.log(p / lower)) >= args.least_gain:
                kept[c] = p
        if kept:
            trigram[a, b] = kept
    return Model(unigram, bigram, trigram), vocab


def mixed_bigrams(counts, web2, web1, unigram, index, least):  # noqa: ANN001, ANN201
    """First word -> second word -> probability, the mean of corpus and web where both know the first word."""
    web: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), count in web2.items():
        if a in index and b in index:
            web[a][b] = count / web1[a]
    bigram: dict[str, dict[str, float]] = {}
    for a in index - {UNKNOWN}:
        following = counts.get(a, Counter())
        seen, listed = following.total(), web.get(a, {})
        weight = seen / (seen + 200)  # How far the corpus is believed where the web has its say too.
        weight = 1.0 if not listed else min(0.6, weight)
        over = sum(listed.values())
        result = {}
        for b in set(following) | set(listed):
            if b == UNKNOWN:
                continue
            share = 0.75 * len(following) / seen if seen else 1.0
            own = (max(0.0, following[b] - 0.75) / seen if seen else 0.0) + share * unigram[b]
            other = listed.get(b, 0.0) / max(1.0, over * 1.02) if listed else 0.0
            p = weight * own + (1 - weight) * (other or max(0.02, 1 - over) * unigram[b])
            if b in listed or following[b] >= least:
                result[b] = p
        if result:
            bigram[a] = result
    return bigram


def byte(probability: float) -> int:
    """-log p in sixteenths."""
    return max(0, min(255, round(-math.log(probability) * STEP)))


def back_byte(weight: float) -> int:
    """Back-off weights may exceed one: 128 stands for one."""
    return max(0, min(255, round(128 - math.log(weight) * STEP)))


def write(model: Model, vocab: list[str], out: Path) -> None:
    number = {w: i for i, w in enumerate(vocab)}
    pairs = sorted((number[a], number[b], p) for a, row in model.bigram.items() for b, p in row.items())
    place = {(a, b): i for i, (a, b, _) in enumerate(pairs)}
    triples = sorted((place[number[a], number[b]], number[c], p) for (a, b), row in model.trigram.items() for c, p in row.items())
    back2 = {place[number[a], number[b]]: w for (a, b), w in model.backoff2.items()}
    head = json.dumps({"words": vocab, "bigrams": len(pairs), "trigrams": len(triples)}, separators=(",", ":"))
    parts = [
        np.array([back_byte(model.backoff1.get(w, 1.0)) for w in vocab], np.uint8),
        np.array([byte(model.unigram[w]) for w in vocab], np.uint8),
        starts([a for a, _, _ in pairs], len(vocab)),
        np.array([b for _, b, _ in pairs], "<u2"),
        np.array([byte(p) for _, _, p in pairs], np.uint8),
        np.array([back_byte(back2.get(i, 1.0)) for i in range(len(pairs))], np.uint8),
        starts([i for i, _, _ in triples], len(pairs)),
        np.array([c for _, c, _ in triples], "<u2"),
        np.array([byte(p) for _, _, p in triples], np.uint8),
    ]
    data = head.encode("utf-8") + b"\n" + b"".join(p.tobytes() for p in parts)
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{out}: {len(vocab)} words, {len(pairs)} bigrams, {len(triples)} trigrams, {out.stat().st_size} bytes")


def starts(keys: list[int], size: int) -> np.ndarray:
    """How many entries each key has, as uint16: their running sum finds an entry without storing its key."""
    counts = np.bincount(np.array(keys, np.int64), minlength=size) if keys else np.zeros(size, np.int64)
    if counts.max(initial=0) > 65535:
        raise ValueError("a key has more entries than uint16 can count")
    return counts.astype("<u2")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt, a sentence a line")
    parser.add_argument("--packages", type=Path, required=True, help="site-packages with wordsegment and symspellpy")
    parser.add_argument("--words", type=Path, required=True, help="server/models/words.tsv.gz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=30_000)
    parser.add_argument("--least-bigram", type=int, default=2)
    parser.add_argument("--least-gain", type=float, default=2.0)
    args = parser.parse_args()
    model, vocab = estimate(args)
    write(model, vocab, args.out)


if __name__ == "__main__":
    main()
