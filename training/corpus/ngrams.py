"""Writes `server/models/ngrams.bin.gz` and `classes.bin.gz`: the n-gram models of correct English that weigh corrections.

The first is a word trigram model. General English is the back-off model of CMU Sphinx (BSD-2-Clause, in the package
pocketsphinx), which knows neither marks of punctuation nor the words of the trade; the other half is counted from the corpus
folders (permissively licensed sources only, see training/README.md) with interpolated absolute discounting (Ney, Essen and
Kneser 1994). They are mixed n-gram by n-gram, and the corpus is believed the more the oftener it has seen a context.

The second is a 5-gram model of word classes: small words stand for themselves, all others for the parts of speech and forms
that they can be (Brown et al. 1992 with given classes). It judges agreement and verb forms over words never seen together.
Its words are the classes; behind its table stands the class of each word of the first model (uint16 planes).
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from backoff import Backoff, counted, planes, pruned, table, without, write
from sphinx import SphinxModel, read_sphinx

START, END, NUMBER, UNKNOWN, MASK = "<s>", "</s>", "<n>", "<unk>", "<mask>"
SPECIAL = [UNKNOWN, START, END, NUMBER, MASK, *",;:.?!"]
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[,;:.?!□]")
_NAMED = {"□": MASK}

# Words of closed classes: each is a class of its own.
SMALL = set(
    """a an the this that these those each every either neither another any some no all both several few many much most more less other others such own same enough
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself himself herself itself ourselves themselves
who whom whose which what where when why how whether if because although though while since until unless as than so and or but nor yet not never there here
am is are was were be been being isn't aren't wasn't weren't i'm you're he's she's it's we're they're that's there's what's who's let's i've you've we've they've
i'll you'll he'll she'll it'll we'll they'll i'd you'd he'd she'd we'd they'd has have had having hasn't haven't hadn't do does did done doing doesn't don't didn't
can could will would shall should may might must cannot can't couldn't won't wouldn't shouldn't mustn't ought need let please
of in on at to for with by from about into onto over under after before between among through during without within against upon across behind beyond near per via
toward towards until till like out up down off back away along around together also only just even still already always often usually sometimes ever very too quite
rather really then now again once twice first last next one two three four five six seven eight nine ten hundred thousand everyone everybody everything someone
somebody something anyone anybody anything nobody nothing none yes please thanks however therefore instead else""".split()
)


def tokens(sentence: str) -> list[str]:
    """What the model sees of a sentence: small words, `<n>`, `<mask>`, and the marks that end or part clauses."""
    found = _TOKEN.findall(sentence.lower().replace("’", "'"))
    return [NUMBER if t[0].isdigit() else _NAMED.get(t, t) for t in found]


def corpus_sentences(folders: list[Path], cap: int) -> Iterator[list[str]]:
    """Tokens of every sentence, at most `cap` of a file: one publisher's manner is not English."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            with path.open(encoding="utf-8") as lines:
                for _, line in zip(range(cap), lines, strict=False):
                    yield [START, *tokens(line), END]


def general(model: SphinxModel, vocab: list[str]) -> Backoff:
    """The general model in the numbers of our vocabulary; the end of its sentences is a full stop."""
    size = len(vocab)
    number = {word: i for i, word in enumerate(vocab)}
    stop = number["."]
    ours = np.array([stop if w == END else number.get(w, -1) for w in model.words])
    known = ours >= 0
    unigram, back = np.full(size, 1e-9), np.ones(size)
    unigram[ours[known]] = np.exp(model.unigram[known])
    back[ours[known]] = np.exp(model.unigram_backoff[known])
    result = Backoff(size, unigram)
    result.backs[1] = back
    for grams, probs, backs in ((model.bigrams, model.bigram, model.bigram_backoff), (model.trigrams, model.trigram, None)):
        rows = ours[grams]
        whole = (rows >= 0).all(axis=1) & (rows[:, :-1] != stop).all(axis=1)
        keys = np.zeros(int(whole.sum()), np.int64)
        for column in rows[whole].T:
            keys = keys * size + column
        order = np.argsort(keys)
        result.add(keys[order], np.exp(probs[whole][order]))
        if backs is not None:
            result.backs[2] = np.exp(backs[whole][order])
    return result


def mixture(own: Backoff, other: Backoff, seen: dict[int, np.ndarray], share: float) -> Backoff:
    """Both models n-gram by n-gram. A context that one of them does not know is the other's alone."""
    unigram = share * own.unigram + (1 - share) * other.unigram
    model = Backoff(own.size, unigram / unigram.sum())
    speaks = other.unigram > 1e-9
    for order, patience in ((2, 30), (3, 4)):
        keys = np.union1d(own.keys[order], other.keys[order])
        known, at = own.context(keys, order)
        often = np.where(known, seen[order - 1][at], 0.0)
        weight = np.where(speaks[keys // own.size % own.size], share * often / (often + patience), 1.0)
        model.add(keys, weight * own.prob(keys, order) + (1 - weight) * other.prob(keys, order))
    model.normalise()
    return model


def vocabulary(words: list[str], corpus: Counter[str], other: dict[str, float], size: int) -> list[str]:
    """Special tokens and the words of the run time's lists as far as either source uses them, the most frequent first."""
    total = corpus.total()
    share = {w: corpus[w] / total + other.get(w, 0.0) for w in set(words) if corpus[w] >= 4 or other.get(w, 0.0) > 1e-8}
    return SPECIAL + sorted((w for w in share if w not in SPECIAL), key=lambda w: (-share[w], w))[:size]


def readings(forms: Path) -> dict[str, dict[str, float]]:
    """Word -> part of speech with form -> how often, from the table of inflected forms."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in gzip.decompress(forms.read_bytes()).decode().split("\n"):
        if not line:
            continue
        lemma, counts, verb, noun = line.split("\t")
        nouns, verbs, adjectives, adverbs = map(float, counts.split(" "))
        for tag, count in (("N", nouns), ("V", verbs), ("A", adjectives), ("R", adverbs)):
            found[lemma][tag] += count
        for tag, variants in zip(("Z", "G", "D", "P"), verb.split(",") if verb else (), strict=False):
            for word in variants.split("/"):
                found[word][tag] += verbs
        for word in noun.split("/") if noun else ():
            found[word]["S"] += nouns
    return found


def class_of(word: str, known: dict[str, float]) -> str:
    """A name for all that a word can be; readings that are rare beside the others are not said."""
    if word in SMALL or word in SPECIAL:
        return word
    most = max(known.values(), default=0.0)
    said = {tag for tag, count in known.items() if count > 0 and count >= 0.12 * most}
    if said:
        return "".join(sorted(said))
    endings = (("ing", "-G"), ("ed", "-D"), ("ly", "-R"), ("'s", "-'s"), ("n't", "-n't"), ("s", "-S"))
    return next((name for ending, name in endings if word.endswith(ending)), "-N")


def listed_words(words: Path, forms: dict[str, dict[str, float]]) -> list[str]:
    """Words that the run time knows: its frequency list and all inflected forms."""
    return [line.split("\t")[0] for line in gzip.decompress(words.read_bytes()).decode().split("\n") if line] + list(forms)


def class_model(ids: np.ndarray, vocab: list[str], forms: dict[str, dict[str, float]], most: list[int]) -> tuple[Backoff, list[str], np.ndarray]:
    """The 5-gram model of classes, their names, and the class of each word."""
    names = [class_of(word, forms.get(word, {})) for word in vocab]
    classes = list(dict.fromkeys(names))
    number = {name: i for i, name in enumerate(classes)}
    of_word = np.array([number[name] for name in names])
    stream = of_word[ids]
    unigram = np.bincount(stream, minlength=len(classes)) + 0.5
    unigram[number[START]] = 0.5
    model, _ = counted(stream, len(classes), 5, number[END], unigram / unigram.sum(), least=2)
    return pruned(model, most), classes, of_word


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="folders of *.txt, a sentence a line")
    parser.add_argument("--general", type=Path, required=True, help="en-us.lm.bin of the package pocketsphinx")
    parser.add_argument("--words", type=Path, required=True, help="server/models/words.tsv.gz")
    parser.add_argument("--forms", type=Path, required=True, help="server/models/forms.tsv.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder of ngrams.bin.gz and classes.bin.gz")
    parser.add_argument("--vocabulary", type=int, default=50_000)
    parser.add_argument("--cap", type=int, default=120_000, help="most sentences of one source")
    parser.add_argument("--share", type=float, default=0.5, help="how far the corpus is believed where both models speak")
    parser.add_argument("--ngrams", type=int, nargs=2, default=[1_200_000, 1_500_000])
    parser.add_argument("--class-ngrams", type=int, nargs=4, default=[50_000, 250_000, 350_000, 300_000])
    args = parser.parse_args()
    forms = readings(args.forms)
    sphinx = read_sphinx(args.general)
    counts: Counter[str] = Counter()
    for sentence in corpus_sentences(args.corpus, args.cap):
        counts.update(sentence)
    prior = dict(zip(sphinx.words, np.exp(sphinx.unigram), strict=True))
    vocab = vocabulary(listed_words(args.words, forms), counts, prior, args.vocabulary)
    number = {word: i for i, word in enumerate(vocab)}
    ids = np.fromiter((number.get(t, 0) for s in corpus_sentences(args.corpus, args.cap) for t in s), np.int64)
    print(f"{len(ids)} tokens, {np.mean(ids == 0):.3%} unknown", file=sys.stderr)
    classes, names, of_word = class_model(ids, vocab, forms, args.class_ngrams)
    write(table(classes, names) + planes(of_word), args.out / "classes.bin.gz")
    unigram = np.bincount(ids, minlength=len(vocab)) + 0.5
    unigram[number[START]] = 0.5
    own, seen = counted(ids, len(vocab), 3, number[END], unigram / unigram.sum())
    without(own, number[UNKNOWN], seen)
    mixed = mixture(own, general(sphinx, vocab), seen, args.share)
    small = pruned(mixed, args.ngrams)
    print({n: len(small.keys[n]) for n in (2, 3)}, len(names), "classes", file=sys.stderr)
    write(table(small, vocab), args.out / "ngrams.bin.gz")


if __name__ == "__main__":
    main()
