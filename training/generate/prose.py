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

import prose_tables as tables
from prose_draft import Draft, insert, match_case, pick, remove
from prose_hurry import HURRY_KINDS
from prose_learners import LEARNER_KINDS

HELD_OUT_IN = 50  # One sentence in fifty is held out.
CLEAN_SHARE = 0.35
JOINED_SHARE = 0.25
MAX_CHARS = 400

VOWELS = set("aeiou")


def misspellings():
    """Right word -> wrong spellings, from the table that the shipped word rules use too."""
    path = os.path.join(os.path.dirname(__file__), "..", "..", "server", "verify", "prose", "misspellings.ts")
    with open(path, encoding="utf-8") as file:
        table = file.read().split("`\n")[1]
    return {right: wrong for right, *wrong in (entry.split() for entry in table.split(";") if entry.strip())}


def groups(text):
    """Word -> the other members of its group."""
    result = {}
    for group in text.split("|"):
        words = group.split()
        for word in words:
            result.setdefault(word, []).extend(other for other in words if other != word)
    return result


MISSPELT = misspellings()
CONFUSED = groups(tables.CONFUSED)
AGREEMENT = groups(tables.AGREEMENT)


# --- single kinds of damage: each returns True when it changed the draft ---


def slip(rng, word):
    """One slip of the fingers or the ear inside `word`."""
    roll = rng.random()
    last = len(word) - 1
    at = 1 + int(rng.random() * last) if rng.random() < 0.93 else 0
    if roll < 0.24:
        at = max(0, min(at, last) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if roll < 0.50:
        return word[:at] + word[at + 1 :]
    doubles = [i for i in range(last) if word[i] == word[i + 1]]
    if roll < 0.60 and doubles:
        at = pick(rng, doubles)
        return word[:at] + word[at + 1 :]
    if roll < 0.70:
        return word[:at] + word[at] + word[at:]
    if roll < 0.80:
        return word[:at] + pick(rng, tables.NEIGHBOURS.get(word[at], "e")) + word[at + 1 :]
    if roll < 0.86:
        return word[:at] + pick(rng, tables.NEIGHBOURS.get(word[at], "e")) + word[at:]
    return by_ear(rng, word)


def by_ear(rng, word):
    options = [(a, b) for a, b in tables.PHONETIC if a in word[1:]]
    if not options:
        return word
    heard, written = pick(rng, options)
    at = word.index(heard, 1)
    return word[:at] + written.rstrip("_") + word[at + len(heard) :]


def typo(rng, draft):
    places = draft.places(lambda i: len(draft.core(i)) >= 4 and draft.core(i)[1:].islower() and draft.core(i).lower() in CLEAN_WORDS)
    if not places:
        return False
    at = pick(rng, places)
    word = draft.core(at)
    wrong = slip(rng, word.lower())
    if wrong == word.lower() or wrong in CLEAN_WORDS:
        return False
    draft.put(at, match_case(word, wrong))
    return True


def misspelling(rng, draft):
    places = draft.places(lambda i: draft.core(i) in MISSPELT or draft.core(i).lower() in MISSPELT)
    if not places:
        return False
    at = pick(rng, places)
    word = draft.core(at)
    draft.put(at, match_case(word, pick(rng, MISSPELT.get(word) or MISSPELT[word.lower()])))
    return True


def confused(rng, draft):
    places = draft.places(lambda i: draft.plain(i) in CONFUSED)
    if not places:
        return False
    # Very frequent function words would otherwise be most of the damage.
    at = pick(rng, places)
    if draft.plain(at) in RARELY_CONFUSED and rng.random() < 0.8:
        at = pick(rng, places)
    word = draft.core(at)
    draft.put(at, match_case(word, pick(rng, CONFUSED[word.lower()])))
    return True


RARELY_CONFUSED = set("of and is it if or on be as have an no now one by that this who some any".split())


def agreement(rng, draft):
    def fits(i):
        word = draft.core(i)
        if word in AGREEMENT:
            return True
        before = draft.plain(i - 1)
        if word in tables.THIRD_PERSON:
            return before not in NOT_BEFORE_VERB and i > 0
        return word in tables.BASE_TO_THIRD and before in ("they", "we", "you", "i", "who", "which", "that")

    places = draft.places(fits)
    if not places:
        return False
    at = pick(rng, places)
    word = draft.core(at)
    if word in AGREEMENT:
        draft.put(at, pick(rng, AGREEMENT[word]))
    else:
        draft.put(at, tables.THIRD_PERSON.get(word) or tables.BASE_TO_THIRD[word])
    return True


NOT_BEFORE_VERB = set("the a an of to in on for with by from these those many several all some no two".split())


def article(rng, draft):
    roll = rng.random()
    if roll < 0.6:
        places = draft.places(lambda i: draft.plain(i) in ("a", "an"))
        if places:
            at = pick(rng, places)
            word = draft.core(at)
            draft.put(at, match_case(word, "an" if word.lower() == "a" else "a"))
            return True
    if roll < 0.85:
        places = draft.places(lambda i: draft.core(i) in ("a", "an", "the") and i > 0 and not draft.parts[i][2])
        if not places:
            return False
        at = pick(rng, places)
        remove(draft, at)
        return True
    places = draft.places(lambda i: i > 0 and draft.plain(i - 1) in ("of", "in", "with", "for", "about") and draft.core(i).islower()
                          and draft.plain(i) not in DETERMINERS and len(draft.core(i)) > 3)
    if not places:
        return False
    insert(draft, pick(rng, places), "the")
    return True


DETERMINERS = set("the a an this that these those my your our their its his her each every any some no all both".split())


def verb_form(rng, draft):
    def option(i):
        word, before = draft.core(i), draft.plain(i - 1)
        if before in ("has", "have", "had", "been", "be", "was", "is", "are", "were"):
            if word in tables.PARTICIPLE_TO_PAST:
                return tables.PARTICIPLE_TO_PAST[word] if rng.random() < 0.7 else tables.PARTICIPLE_TO_BASE[word]
            if word.endswith("ed") and len(word) > 5:
                return word[:-1] if word[:-1] in CLEAN_WORDS else word[:-2] if word[:-2] in CLEAN_WORDS else None
        if before in MODALS and word in tables.BASE_TO_THIRD:
            return pick(rng, (tables.BASE_TO_THIRD[word], past_of(word), progressive(word)))
        if before == "to" and word in tables.BASE_TO_THIRD:
            return pick(rng, (past_of(word), progressive(word), tables.BASE_TO_THIRD[word]))
        if word in tables.REGULARISED and before in SUBJECTS:
            return tables.REGULARISED[word]
        if word in tables.PAST_TO_BASE and before in SUBJECTS and rng.random() < 0.3:
            return tables.PAST_TO_BASE[word]
        if word.endswith("ing") and before in ("for", "by", "of", "without", "from", "before", "after", "is", "are", "was", "were"):
            stem = word[:-3]
            return stem + "e" if stem + "e" in CLEAN_WORDS else stem if stem in CLEAN_WORDS else None
        return None

    options = [(i, form) for i in draft.places(lambda i: i > 0) for form in [option(i)] if form and form != draft.core(i)]
    if not options:
        return False
    at, form = pick(rng, options)
    draft.put(at, form)
    return True


MODALS = set("can could will would should must may might cannot can't won't don't doesn't didn't did does do shouldn't couldn't".split())
SUBJECTS = set("i you he she it we they who that which".split())


def past_of(base):
    if base in tables.IRREGULAR:
        return tables.IRREGULAR[base][0]
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in VOWELS else base + "ed"


def progressive(base):
    return base[:-1] + "ing" if base.endswith("e") and not base.endswith("ee") else base + "ing"


def comparison(rng, draft):
    places = draft.places(lambda i: draft.core(i) in tables.COMPARATIVES or draft.core(i) in tables.SUPERLATIVES)
    if not places:
        return False
    at = pick(rng, places)
    insert(draft, at, "more" if draft.core(at) in tables.COMPARATIVES else "most")
    return True


def preposition(rng, draft):
    pairs = [(i, draft.plain(i - 1) + " " + draft.plain(i)) for i in draft.places(lambda i: i > 0)]
    pairs = [(i, pair) for i, pair in pairs if pair in tables.COLLOCATIONS]
    if not pairs:
        return False
    at, pair = pick(rng, pairs)
    draft.put(at, pick(rng, tables.COLLOCATIONS[pair].split()))
    return True


def number(rng, draft):
    def option(i):
        word = draft.core(i)
        if word in tables.UNCOUNTABLE and rng.random() < 0.5:
            return tables.UNCOUNTABLE[word]
        if word in tables.IRREGULAR_PLURALS:
            return tables.IRREGULAR_PLURALS[word]
        if word in tables.PLURALS:
            return tables.PLURALS[word] if {draft.plain(i - 1), draft.plain(i - 2)} & tables.PLURAL_CUES else None
        return {"these": "this", "those": "that", "many": "much", "fewer": "less", "this": "these" if rng.random() < 0.2 else None}.get(word)

    options = [(i, form) for i in draft.places(lambda i: i >= 0) for form in [option(i)] if form]
    if not options:
        return False
    at, form = pick(rng, options)
    draft.put(at, form)
    return True


def doubled(rng, draft):
    places = draft.places(lambda i: not draft.parts[i][2] and not draft.parts[i][0] and draft.core(i) not in ("that", "had"))
    if not places:
        return False
    small = [i for i in places if len(draft.core(i)) <= 4]
    at = pick(rng, small if small and rng.random() < 0.7 else places)
    insert(draft, at + 1, draft.core(at).lower() if draft.core(at) != "I" else "I")
    return True


def capital(rng, draft):
    names = draft.places(lambda i: draft.core(i) in tables.LOWERED or draft.core(i) in ("I", "I'm", "I've", "I'll"))
    if names and rng.random() < 0.7:
        at = pick(rng, names)
        draft.parts[at][1] = draft.core(at).lower()
        draft.used.add(at)
        return True
    starts = [i for i in draft.places(lambda i: True)
              if (i == 0 or ends_sentence(draft, i - 1)) and draft.core(i)[:1].isupper() and draft.core(i)[1:].islower()
              and draft.core(i).lower() in CLEAN_WORDS]
    if not starts:
        return False
    at = pick(rng, starts)
    draft.parts[at][1] = draft.core(at)[0].lower() + draft.core(at)[1:]
    draft.used.add(at)
    return True


def ends_sentence(draft, index):
    return "".join(draft.parts[index][:3]).endswith((".", "!", "?"))


def full_stop(rng, draft):
    last = draft.parts[-1]
    if len(last) == 4 and not last[1].endswith("`.") or not "".join(last[:3]).endswith("."):
        return False
    slot = 1 if len(last) == 4 else 2
    last[slot] = last[slot][:-1]
    return True


def apostrophe(rng, draft):
    places = draft.places(lambda i: draft.core(i) in tables.CONTRACTIONS or draft.core(i)[0].lower() + draft.core(i)[1:] in tables.CONTRACTIONS
                          or draft.core(i).endswith("'s"))
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, draft.core(at).replace("'", ""))
    return True


def comma(rng, draft):
    """A comma lost after an opening word or before `but`, or one too many before `that`."""
    intro = [0] if draft.core(0) in tables.INTRODUCTIONS and draft.parts[0][2] == "," else []
    before = [i - 1 for i in draft.places(lambda i: draft.plain(i) in ("but", "so") and i > 0) if draft.parts[i - 1][2] == "," ]
    places = intro + before
    if places and rng.random() < 0.85:
        at = pick(rng, places)
        draft.parts[at][2] = draft.parts[at][2][1:]
        draft.used.add(at)
        return True
    extra = [i - 1 for i in draft.places(lambda i: i > 1 and draft.plain(i) in ("that", "because")) if len(draft.parts[i - 1]) == 3 and not draft.parts[i - 1][2]
             and draft.plain(i - 1) in ("know", "think", "say", "said", "note", "means", "mean", "sure", "so", "believe", "assume")]
    if not extra:
        return False
    draft.parts[pick(rng, extra)][2] = ","
    return True


def spacing(rng, draft):
    """A blank before a comma or stop, or none behind a comma."""
    places = [i for i in range(len(draft.parts) - 1) if i not in draft.used and draft.core(i) and draft.parts[i][2] in (",", ";", ":")]
    if places and rng.random() < 0.6:
        at = pick(rng, places)
        if rng.random() < 0.5:
            draft.parts[at][2] = " " + draft.parts[at][2]
        elif draft.core(at + 1):
            draft.parts[at] = ["", "".join(draft.parts[at]) + "".join(draft.parts[at + 1]), "", True]
            remove(draft, at + 1)
        else:
            return False
        draft.used.update((at, at + 1))
        return True
    if draft.core(len(draft.parts) - 1) and draft.parts[-1][2] in ("!", "?", "."):
        draft.parts[-1][2] = " " + draft.parts[-1][2] if rng.random() < 0.5 else draft.parts[-1][2] * 2 if draft.parts[-1][2] != "." else ".."
        return True
    return False


def word_break(rng, draft):
    pairs = [i for i in draft.places(lambda i: i > 0 and draft.core(i - 1) is not None and not draft.parts[i - 1][2])
             if draft.plain(i - 1) + " " + draft.plain(i) in tables.JOINED and i - 1 not in draft.used]
    if pairs and rng.random() < 0.6:
        at = pick(rng, pairs)
        first = draft.core(at - 1)
        joined = tables.JOINED[draft.plain(at - 1) + " " + draft.plain(at)]
        draft.parts[at - 1] = [draft.parts[at - 1][0], match_case(first, joined), draft.parts[at][2]]
        remove(draft, at)
        return True
    places = draft.places(lambda i: draft.plain(i) in tables.SPLIT)
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, tables.SPLIT[draft.plain(at)])
    return True


def lost_word(rng, draft):
    places = draft.places(lambda i: i > 0 and draft.core(i) in ("to", "is", "are", "be", "of", "was", "been", "it", "not_") and not draft.parts[i][2])
    if not places:
        return False
    remove(draft, pick(rng, places))
    return True


# Weights allow for how seldom a kind finds a place: almost every sentence can take a typo, few an apostrophe.
KINDS = [
    (typo, "typo", 22), (misspelling, "typo", 14), (confused, "confused", 13), (agreement, "agreement", 16),
    (article, "article", 10), (verb_form, "verb", 14), (preposition, "preposition", 7), (number, "number", 12),
    (doubled, "doubled", 5), (capital, "capital", 6), (full_stop, "stop", 4), (apostrophe, "apostrophe", 22),
    (comma, "comma", 9), (spacing, "spacing", 2), (word_break, "wordBreak", 10), (lost_word, "lostWord", 3),
    (comparison, "comparison", 12),
] + LEARNER_KINDS + HURRY_KINDS
FUNCTIONS = [kind[:2] for kind in KINDS]
WEIGHTS = [kind[2] for kind in KINDS]
CLEAN_WORDS = set()


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
