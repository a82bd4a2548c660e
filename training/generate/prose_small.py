"""Damage to the small words between: lost, needless, doubled, swapped, and wrong prepositions and pairs.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import re

import prose_tables as tables
from prose_draft import change, change_each, drop, insert, match_case, pick, place
from prose_words import DETERMINERS, MODALS, SINGULARS, THIRD_SUBJECTS

LOST = set("to of in for with at is are was were be been have has it and do does if as by on from".split())
EXTRA = "to to of for is be have with on will and in at it".split()
LIKELY = {
    "in": "of to", "on": "of to in", "at": "to of", "to": "for at in", "for": "to of", "of": "in for on", "with": "of to",
    "from": "of by", "by": "from of", "about": "of on", "into": "in to at",
}  # fmt: skip
DOUBLE_NEGATIVES = {"anything": "nothing", "anyone": "no one", "anybody": "nobody", "any": "no", "ever": "never", "anywhere": "nowhere"}
NEGATIONS = re.compile(r"^(not|never|cannot|without|nobody|hardly|\w+n't)$")
CONJUNCTIONS = {"although": "but", "though": "but", "because": "so", "if": "then", "since": "so"}


def missing(rng, draft):
    """A small word is not there."""
    def lost(i):
        word, before = draft.core(i), draft.plain(i - 1)
        if i == 0 or draft.parts[i][2]:
            return False
        if word in ("will", "would", "can", "should"):
            return before in THIRD_SUBJECTS or before in SINGULARS
        if word == "on" and (draft.plain(i + 1) in tables.DAYS or before in ("depends", "go", "goes", "going")):
            return False
        return word in LOST and (word not in ("do", "does") or draft.plain(i + 1) == "not")

    return drop(rng, draft, lost)


def lost_first(rng, draft):
    """`Is too late` for `It is too late`, `Have sent it` for `I have sent it`."""
    at = place(rng, draft, lambda i: draft.starts(i) and draft.core(i) in ("It", "There") and draft.plain(i + 1) in ("is", "was", "has", "are"))
    if at is None:
        return False
    word = draft.core(at + 1)
    draft.parts[at + 1][1] = match_case("A", word)
    return drop(rng, draft, lambda i: i == at)


def extra(rng, draft):
    """A small word too many."""
    def before_word(i):
        return draft.follows(i) and draft.core(i).islower() and draft.plain(i - 1) not in ("and", "or", "but")

    at = place(rng, draft, before_word)
    if at is None:
        return False
    word, after, left = pick(rng, EXTRA), draft.plain(at), draft.plain(at - 1)
    if word in (after, left) or word == "and" and after in DETERMINERS or word == "will" and left not in MODALS | {"to", "is", "are"}:
        return False
    insert(draft, at, word)
    return True


def doubled(rng, draft):
    """`the the`."""
    places = draft.places(lambda i: not draft.parts[i][2] and not draft.parts[i][0] and draft.core(i) not in ("that", "had", "very", "really"))
    if not places:
        return False
    small = [i for i in places if len(draft.core(i)) <= 4]
    at = pick(rng, small if small and rng.random() < 0.8 else places)
    insert(draft, at + 1, draft.core(at).lower() if draft.core(at) != "I" else "I")
    return True


SECOND = set("not been be is are it they we he she to the of".split())


def swapped_words(rng, draft):
    """Two neighbouring words change places: `can be not`, `how is it`."""
    at = place(rng, draft, lambda i: i > 1 and draft.core(i) in SECOND and draft.follows(i) and draft.core(i - 1).islower()
               and not draft.parts[i][2] and i - 1 not in draft.used and draft.plain(i - 1) not in ("and", "or"))  # fmt: skip
    if at is None:
        return False
    one, other = draft.core(at - 1), draft.core(at)
    draft.put(at, one)
    draft.put(at - 1, other)
    return True


def preposition(rng, draft):
    """Another preposition than the word before it takes."""
    def wrong(i):
        pair = draft.plain(i - 1) + " " + draft.plain(i)
        return pick(rng, tables.COLLOCATIONS[pair].split()) if i > 0 and pair in tables.COLLOCATIONS else None

    return change_each(rng, draft, wrong)


def wrong_preposition(rng, draft):
    """Another preposition than the words around it take."""
    at = place(rng, draft, lambda i: i > 0 and draft.core(i) in LIKELY and not draft.parts[i][2] and draft.plain(i + 1) not in ("that", ""))
    if at is None:
        return False
    draft.put(at, pick(rng, LIKELY[draft.core(at)].split()))
    return True


def wrong_pair(rng, draft):
    """`neither ... or`, `either ... nor`, `both ... or`, `between ... to`."""
    options = []
    for first, right, wrong in (("neither", "nor", "or"), ("either", "or", "nor"), ("both", "and", "or"), ("between", "and", "to")):
        for at in draft.places(lambda i: draft.core(i) == right):
            if any(draft.plain(k) == first for k in range(max(0, at - 8), at)):
                options.append((at, wrong))
    return change(rng, draft, options)


def double_negative(rng, draft):
    """`did not find nothing`."""
    def wrong(i):
        negated = any(NEGATIONS.match(draft.plain(k)) for k in range(max(0, i - 5), i))
        return DOUBLE_NEGATIVES.get(draft.core(i)) if negated else None

    return change_each(rng, draft, wrong)


def double_conjunction(rng, draft):
    """`Although it rained, but we went`."""
    first = draft.plain(0)
    if first not in CONJUNCTIONS or first == "if":
        return False
    places = [i for i in draft.places(lambda i: i > 2) if draft.parts[i - 1][2] == ","]
    if not places:
        return False
    insert(draft, places[0], CONJUNCTIONS[first])
    return True


SMALL_KINDS = [
    (missing, "missing", 14), (lost_first, "lostFirst", 3), (extra, "extra", 6), (doubled, "doubled", 8), (swapped_words, "swappedWords", 4),
    (preposition, "preposition", 10), (wrong_preposition, "preposition", 6), (wrong_pair, "pair", 20), (double_negative, "doubleNegative", 14),
    (double_conjunction, "doubleConjunction", 12),
]  # fmt: skip
