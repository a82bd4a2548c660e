"""Damage to marks and letters: capitals, stops, commas, apostrophes, blanks.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import prose_tables as tables
from prose_draft import pick, place, remove
from prose_spelling import CLEAN_WORDS
from prose_words import ADJECTIVES, NUMBERS

PLURALS = {plural for plural in NUMBERS if plural.endswith("s") and not NUMBERS[plural].endswith("s")}
OPENERS = set(
    "if when because although though after before as while since once unless until in for at on by to with without despite during".split()
)

TAKE_THAT = set("know think say said note means mean sure so believe assume see check ensure".split())


def lower_at(draft, at):
    draft.parts[at][1] = draft.core(at)[0].lower() + draft.core(at)[1:]
    draft.used.add(at)
    return True


def capital(rng, draft):
    """A name, `I` or the first word of a sentence in small letters."""
    names = draft.places(lambda i: draft.core(i) in tables.LOWERED or draft.core(i) in ("I", "I'm", "I've", "I'll", "I'd"))
    if names and rng.random() < 0.7:
        at = pick(rng, names)
        draft.parts[at][1] = draft.core(at).lower()
        draft.used.add(at)
        return True
    at = place(rng, draft, lambda i: draft.starts(i) and draft.core(i)[:1].isupper() and draft.core(i)[1:].islower()
               and draft.core(i).lower() in CLEAN_WORDS)  # fmt: skip
    return at is not None and lower_at(draft, at)


def no_capitals(rng, draft):
    """All in small letters, as in a chat."""
    def capitalized(i):
        word = draft.core(i)
        return word[:1].isupper() and (word[1:].islower() or word[:1] == "I" and len(word) < 5)

    places = draft.places(capitalized)
    if len(places) < 2:
        return False
    return all([lower_at(draft, at) for at in places])


def small_name(rng, draft):
    """A name in the middle of a sentence loses its capital."""
    at = place(rng, draft, lambda i: i > 0 and draft.core(i)[:1].isupper() and draft.core(i)[1:].islower() and len(draft.core(i)) > 3
               and not "".join(draft.parts[i - 1][:3]).endswith((".", "!", "?", ":", '"')))  # fmt: skip
    return at is not None and lower_at(draft, at)


def great_word(rng, draft):
    """A common word in the middle of a sentence gets a capital."""
    at = place(rng, draft, lambda i: i > 0 and draft.core(i) in NUMBERS)
    if at is None:
        return False
    draft.parts[at][1] = draft.core(at).capitalize()
    draft.used.update((at - 1, at, at + 1))
    return True


def full_stop(rng, draft):
    last = draft.parts[-1]
    if len(last) == 4 and not last[1].endswith("`.") or not "".join(last[:3]).endswith("."):
        return False
    slot = 1 if len(last) == 4 else 2
    last[slot] = last[slot][:-1]
    return True


def question_mark(rng, draft):
    """A question that ends like a statement."""
    places = [i for i, part in enumerate(draft.parts) if len(part) == 3 and part[2] == "?" and i not in draft.used]
    if not places:
        return False
    at = pick(rng, places)
    draft.parts[at][2] = "." if rng.random() < 0.6 or at < len(draft.parts) - 1 else ""
    draft.used.add(at)
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
    if roll < 0.3:
        lower_at(draft, at + 1)
    elif roll < 0.6:
        draft.parts[at][2] = ""
        if roll > 0.5:
            lower_at(draft, at + 1)
    else:
        draft.parts[at][2] = ","
        lower_at(draft, at + 1)
    draft.used.update((at, at + 1))
    return True


def apostrophe(rng, draft):
    """`dont`, `do'nt`, `Toms book`, `the users names`."""
    def contracted(word):
        return word in tables.CONTRACTIONS or word[0].lower() + word[1:] in tables.CONTRACTIONS

    at = place(rng, draft, lambda i: "'" in draft.core(i) or draft.parts[i][2] == "'" and draft.core(i).endswith("s"))
    if at is None:
        return False
    word = draft.core(at)
    if "'" not in word:
        draft.parts[at][2] = ""
        draft.used.add(at)
    elif word.endswith("n't") and rng.random() < 0.12:
        draft.put(at, word[:-3] + "'nt")
    elif not contracted(word) and word.endswith("'s") and rng.random() < 0.15:
        draft.put(at, word[:-2] + "s'")
    elif word.startswith("I'") and rng.random() < 0.6:
        draft.parts[at][1] = word.replace("'", "").lower()
        draft.used.add(at)
    else:
        draft.put(at, word.replace("'", ""))
    return True


def plural_apostrophe(rng, draft):
    """`The file's are`, `three day's`."""
    def possible(i):
        after = draft.plain(i + 1)
        return draft.core(i) in PLURALS and after not in NUMBERS and after not in ADJECTIVES

    at = place(rng, draft, lambda i: i > 0 and possible(i))
    if at is None:
        return False
    word = draft.core(at)
    draft.put(at, NUMBERS[word] + "'s" if rng.random() < 0.85 else word + "'")
    return True


def comma(rng, draft):
    """A comma lost behind an opening word or clause or before `but`, or one too many before `that`."""
    places, opening = [], None
    for i, part in enumerate(draft.parts):
        if draft.starts(i):
            opening = i if draft.plain(i) in OPENERS or draft.core(i) in tables.INTRODUCTIONS else None
        if part[2] == "," and len(part) == 3 and i not in draft.used:
            if opening is not None and i - opening < 12 or draft.plain(i + 1) in ("but", "so"):
                places.append(i)
            opening = None
    if places and rng.random() < 0.85:
        at = pick(rng, places)
        draft.parts[at][2] = ""
        draft.used.add(at)
        return True
    extra = [
        i - 1 for i in draft.places(lambda i: i > 1 and draft.plain(i) in ("that", "because", "if", "whether"))
        if draft.follows(i) and draft.plain(i - 1) in TAKE_THAT
    ]  # fmt: skip
    if not extra or rng.random() < 0.7:
        return False
    draft.parts[pick(rng, extra)][2] = ","
    return True


def spacing(rng, draft):
    """A blank before a comma or stop, two blanks, or none behind a comma."""
    roll = rng.random()
    places = [i for i in range(len(draft.parts) - 1) if i not in draft.used and draft.core(i)]
    if roll < 0.25 and places:
        draft.parts[pick(rng, places)][2] += " "
        return True
    places = [i for i in places if draft.parts[i][2] in (",", ";", ":", ".", "?")]
    if places and roll < 0.75:
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
    last = draft.parts[-1]
    if draft.core(len(draft.parts) - 1) and last[2] in ("!", "?", "."):
        last[2] = " " + last[2] if rng.random() < 0.5 else last[2] * 2
        return True
    return False


MARK_KINDS = [
    (capital, "capital", 10), (no_capitals, "noCapitals", 3), (small_name, "smallName", 6), (great_word, "greatWord", 2),
    (full_stop, "stop", 7), (question_mark, "questionMark", 14), (inner_stop, "innerStop", 14), (apostrophe, "apostrophe", 30),
    (plural_apostrophe, "pluralApostrophe", 7), (comma, "comma", 16), (spacing, "spacing", 5),
]  # fmt: skip
