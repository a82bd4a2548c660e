"""Damage to one word: slips of the fingers, spelling by ear, known misspellings, and words that are taken for others.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import os

import prose_tables as tables
from prose_draft import match_case, pick, place
from prose_words import rarity

HERE = os.path.dirname(__file__)
CLEAN_WORDS = set()  # filled by whoever reads the corpus


def lines_of(name):
    """The lines of a table beside this file, without comments."""
    with open(os.path.join(HERE, name), encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def misspellings():
    """Right word -> wrong spellings, from the table that the shipped word rules use too and from one for training alone."""
    with open(os.path.join(HERE, "..", "..", "server", "verify", "prose", "misspellings.ts"), encoding="utf-8") as file:
        shipped = file.read().split("`\n")[1].split(";")
    table = {}
    for entry in [*shipped, *lines_of("misspellings.txt")]:
        right, *wrong = entry.split() or [""]
        if right:
            table[right] = list(dict.fromkeys(table.get(right, []) + wrong))
    return table


LEVELS = {"[very common]": 6, "[common]": 1, "[slips]": 0.3}


def confusions():
    """Lower-case word -> (what is written for it, how likely it is confused): rare words must not be rarer still among the damage."""
    table, level = {}, 1
    for line in lines_of("confusions.txt"):
        if line in LEVELS:
            level = LEVELS[line]
            continue
        right, _, wrong = line.partition(">")
        words = right.split()
        for word in words:
            others, weight = table.get(word.lower(), ([], 0))
            found = wrong.split() if wrong else [other for other in words if other != word]
            table[word.lower()] = (others + [other for other in found if other not in others], max(weight, level * rarity(word)))
    return table


MISSPELT = misspellings()
CONFUSED = confusions()


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
    if roll < 0.78:
        return word[:at] + pick(rng, tables.NEIGHBOURS.get(word[at], "e")) + word[at + 1 :]
    if roll < 0.84:
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
    at = place(rng, draft, lambda i: len(draft.core(i)) >= 4 and draft.core(i)[1:].islower() and draft.core(i).lower() in CLEAN_WORDS)
    if at is None:
        return False
    word = draft.core(at)
    wrong = slip(rng, word.lower())
    if wrong == word.lower() or wrong in CLEAN_WORDS:
        return False
    draft.put(at, match_case(word, wrong))
    return True


def misspelling(rng, draft):
    at = place(rng, draft, lambda i: draft.core(i) in MISSPELT or draft.plain(i) in MISSPELT)
    if at is None:
        return False
    word = draft.core(at)
    draft.put(at, match_case(word, pick(rng, MISSPELT.get(word) or MISSPELT[word.lower()])))
    return True


def confused(rng, draft):
    """Another word that sounds or looks alike."""
    places = draft.places(lambda i: draft.plain(i) in CONFUSED)
    if not places:
        return False
    at = rng.choices(places, [CONFUSED[draft.plain(i)][1] for i in places])[0]
    word = draft.core(at)
    draft.put(at, match_case(word if at == 0 or word != "I" else "i", pick(rng, CONFUSED[word.lower()][0])))
    return draft.core(at) != word


def small_word(rng, draft):
    """Fingers slip on the shortest words, too."""
    at = place(rng, draft, lambda i: draft.plain(i) in tables.SLIPS_OF_SMALL_WORDS)
    if at is None:
        return False
    word = draft.core(at)
    draft.put(at, match_case(word, pick(rng, tables.SLIPS_OF_SMALL_WORDS[word.lower()].split())))
    return draft.core(at) != word


def lost_blank(rng, draft):
    """Two short words without the blank between them."""
    at = place(rng, draft, lambda i: draft.follows(i) and len(draft.core(i)) + len(draft.core(i - 1)) < 10 and draft.core(i).islower()
               and i - 1 not in draft.used and (draft.core(i - 1) + draft.core(i)).lower() not in CLEAN_WORDS)  # fmt: skip
    if at is None:
        return False
    draft.parts[at][1] = draft.core(at - 1) + draft.core(at)
    draft.parts[at][0] = draft.parts[at - 1][0]
    del draft.parts[at - 1]
    draft.used = {i if i < at else i - 1 for i in draft.used} | {at - 2, at - 1, at}
    return True


SPELLING_KINDS = [
    (typo, "typo", 30), (misspelling, "misspelling", 30), (confused, "confused", 60), (small_word, "smallWord", 8), (lost_blank, "lostBlank", 3),
]  # fmt: skip
