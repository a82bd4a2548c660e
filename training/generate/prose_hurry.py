"""Damage of hurried writing: agreement and tense that only the rest of the sentence decides, small words, marks, capitals.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import re

from prose_draft import insert, match_case, pick
from prose_learners import AUXILIARIES, BASE, GERUND, NUMBERS, PARTICIPLE, PAST, THIRD, VERBS

PLURALS = {plural for plural in NUMBERS if plural.endswith("s") and not NUMBERS[plural].endswith("s")}
PAST_CUES = set("yesterday ago last earlier previously once when before after was were had did".split())
SLIPS_OF_SMALL_WORDS = {
    "the": "teh hte th the the", "and": "adn nad an", "that": "taht tht thta", "this": "thsi tihs", "with": "wiht wtih whit",
    "have": "ahve hvae haev", "from": "form fro", "for": "fro ofr", "you": "yuo yu", "your": "yoru yuor", "of": "fo", "is": "si",
    "to": "ot", "are": "aer rae", "not": "nto", "but": "btu", "was": "wsa", "can": "cna", "all": "al", "will": "wil wll",
    "they": "tehy thye", "there": "tehre", "their": "thier", "when": "wehn whne", "what": "waht", "which": "whcih wich",
    "into": "inot", "some": "soem", "our": "oru", "has": "hsa", "very": "vrey", "just": "jsut", "then": "tehn", "than": "thna",
    "because": "becuase becouse", "about": "abotu", "would": "woudl", "should": "shoudl", "could": "coudl", "other": "otehr",
}  # fmt: skip
DOUBLE_NEGATIVES = {"anything": "nothing", "anyone": "no one", "any": "no", "ever": "never", "anywhere": "nowhere"}
NEGATIONS = re.compile(r"^(not|never|cannot|without|\w+n't)$")
CONJUNCTIONS = {"although": "but", "though": "but", "because": "so"}


def verb_after_noun(rng, draft):
    """`The results shows`, `he explain`, `last week the team move`."""
    options = []
    for at in draft.places(lambda i: i > 0 and draft.core(i) in VERBS and not draft.parts[i - 1][2]):
        word, before = draft.core(at), draft.plain(at - 1)
        forms = VERBS[word]
        if word == forms[BASE] and before in PLURALS and forms[THIRD] != word:
            options += [(at, forms[THIRD])] * 3
        elif word == forms[PAST] and word != forms[BASE] and any(draft.plain(k) in PAST_CUES for k in range(len(draft.parts))):
            options += [(at, forms[BASE]), (at, forms[THIRD])]
            if forms[PARTICIPLE] != word:
                options.append((at, forms[PARTICIPLE]))
        elif word == forms[THIRD] and draft.plain(at - 1) in ("he", "she", "it", "which", "that", "who", "everyone", "nobody", "each"):
            options += [(at, forms[BASE])] * 2
        elif word == forms[GERUND] and before in AUXILIARIES:
            options.append((at, forms[BASE]))
    if not options:
        return False
    draft.put(*pick(rng, options))
    return True


def be_after_noun(rng, draft):
    """`The files is`, `the list of names are`: the noun before the verb and not a pronoun decides."""
    swap = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do"}
    places = draft.places(lambda i: i > 1 and draft.core(i) in swap and (draft.plain(i - 1) in NUMBERS or draft.plain(i + 1) == "not"))
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, swap[draft.core(at)])
    return True


def small_word(rng, draft):
    """Fingers slip on the shortest words, too."""
    places = draft.places(lambda i: draft.plain(i) in SLIPS_OF_SMALL_WORDS)
    if not places:
        return False
    at = pick(rng, places)
    word = draft.core(at)
    draft.put(at, match_case(word, pick(rng, SLIPS_OF_SMALL_WORDS[word.lower()].split())))
    return draft.core(at) != word


def plural_apostrophe(rng, draft):
    """`The file's are`, `three day's`."""
    places = draft.places(lambda i: i > 0 and draft.core(i) in PLURALS)
    if not places:
        return False
    at = pick(rng, places)
    word = draft.core(at)
    draft.put(at, word[:-1] + "'s" if rng.random() < 0.8 else word + "'")
    return True


def small_name(rng, draft):
    """A name in the middle of a sentence loses its capital."""
    places = draft.places(
        lambda i: i > 0 and draft.core(i)[:1].isupper() and draft.core(i)[1:].islower() and len(draft.core(i)) > 3
        and not "".join(draft.parts[i - 1][:3]).endswith((".", "!", "?", ":", '"'))
    )  # fmt: skip
    if not places:
        return False
    at = pick(rng, places)
    draft.parts[at][1] = draft.core(at).lower()
    draft.used.add(at)
    return True


def great_word(rng, draft):
    """A common word in the middle of a sentence gets a capital."""
    places = draft.places(lambda i: i > 0 and draft.core(i) in NUMBERS)
    if not places:
        return False
    at = pick(rng, places)
    draft.parts[at][1] = draft.core(at).capitalize()
    draft.used.update((at - 1, at, at + 1))
    return True


def question_mark(rng, draft):
    """A question that ends like a statement."""
    last = draft.parts[-1]
    if len(last) == 4 or last[2] != "?":
        return False
    last[2] = "." if rng.random() < 0.7 else ""
    return True


def inner_stop(rng, draft):
    """Two sentences with nothing between them, or a comma, or a small letter behind the full stop."""
    places = [
        i for i in range(len(draft.parts) - 1)
        if len(draft.parts[i]) == 3 and len(draft.parts[i + 1]) == 3 and draft.parts[i][2] == "." and {i, i + 1}.isdisjoint(draft.used)
        and draft.core(i + 1)[:1].isupper() and draft.core(i + 1)[1:].islower()
    ]  # fmt: skip
    if not places:
        return False
    at = pick(rng, places)
    roll = rng.random()
    if roll < 0.45:
        draft.parts[at + 1][1] = draft.core(at + 1).lower()
    elif roll < 0.8:
        draft.parts[at][2] = ""
    else:
        draft.parts[at][2] = ","
        draft.parts[at + 1][1] = draft.core(at + 1).lower()
    draft.used.update((at, at + 1))
    return True


def double_negative(rng, draft):
    """`did not find nothing`."""
    places = [
        i for i in draft.places(lambda i: draft.core(i) in DOUBLE_NEGATIVES)
        if any(NEGATIONS.match(draft.plain(k)) for k in range(max(0, i - 5), i))
    ]  # fmt: skip
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, DOUBLE_NEGATIVES[draft.core(at)])
    return True


def double_conjunction(rng, draft):
    """`Although it rained, but we went`."""
    first = draft.plain(0)
    if first not in CONJUNCTIONS:
        return False
    places = [i for i in draft.places(lambda i: i > 2) if draft.parts[i - 1][2] == ","]
    if not places:
        return False
    insert(draft, places[0], CONJUNCTIONS[first])
    return True


def swapped_words(rng, draft):
    """Two neighbouring words change places: `can be not`, `how is it`."""
    second = set("not been be is are also only always never often it they you we he she to".split())
    places = draft.places(
        lambda i: i > 1 and draft.core(i) in second and draft.core(i - 1) is not None and draft.core(i - 1).islower()
        and not draft.parts[i - 1][2] and not draft.parts[i][2] and i - 1 not in draft.used
    )  # fmt: skip
    if not places:
        return False
    at = pick(rng, places)
    one, other = draft.core(at - 1), draft.core(at)
    draft.put(at, one)
    draft.put(at - 1, other)
    return True


HURRY_KINDS = [
    (verb_after_noun, "verbAfterNoun", 26), (be_after_noun, "beAfterNoun", 18), (small_word, "smallWord", 8),
    (plural_apostrophe, "pluralApostrophe", 8), (small_name, "smallName", 8), (great_word, "greatWord", 3),
    (question_mark, "questionMark", 10), (inner_stop, "innerStop", 12), (double_negative, "doubleNegative", 12),
    (double_conjunction, "doubleConjunction", 12), (swapped_words, "swappedWords", 4),
]  # fmt: skip
