"""Damage by the table of phrases (`phrases.txt`): what people write instead of a phrase that holds certain words.

A line is `right => wrong | wrong ; weight`. A token of the right side is a word, words joined by `/`, or a class in capitals; on the
wrong side a number stands for the token at that place. So `for NUM TIME => since 2 3` makes `since three years`.
"""

import os
import re

from prose_draft import match_case, pick
from prose_words import (
    ADJECTIVES, ADVERBS, BASE, BE, DETERMINERS, GERUND, MODALS, NUMBERS, NUMERALS, PARTICIPLE, PAST, PERFECT, POSSESSIVES, SINGULARS,
    SUBJECTS, THIRD, THIRD_SUBJECTS, TIMES, VERBS, rarity,
)  # fmt: skip

OBJECTS = set("me you him her it us them".split())


def verb(form):
    return lambda word: word in VERBS and VERBS[word][form] == word


def number(word):
    return word in NUMERALS or word.isdigit()


CLASSES = {
    "V": verb(BASE), "VS": verb(THIRD), "VG": verb(GERUND), "VD": verb(PAST), "VN": verb(PARTICIPLE),
    "N": SINGULARS.__contains__, "NS": lambda word: word in NUMBERS and word not in SINGULARS,
    "ADJ": ADJECTIVES.__contains__, "ADV": ADVERBS.__contains__, "DET": DETERMINERS.__contains__, "POSS": POSSESSIVES.__contains__,
    "NUM": number, "MODAL": MODALS.__contains__, "BE": BE.__contains__, "HAVE": PERFECT.__contains__, "SUBJ": SUBJECTS.__contains__,
    "SHE": THIRD_SUBJECTS.__contains__, "OBJ": OBJECTS.__contains__, "TIME": TIMES.__contains__,
    "NP": lambda word: word in DETERMINERS or word in OBJECTS or word in NUMERALS, "W": str.isalpha, "NAME": None,
}  # fmt: skip


def read_table(name="phrases.txt"):
    """Anchor word -> [(offset of the anchor, tests of the tokens, wrong sides, weight)]; the anchor is a pattern's rarest word."""
    anchors = {}
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as lines:
        for line in map(str.strip, lines):
            if not line or line.startswith("#"):
                continue
            right, _, wrong = line.partition("=>")
            wrong, _, weight = wrong.partition(";")
            tokens = right.split()
            tests = [CLASSES[token] if token in CLASSES else frozenset(token.split("/")).__contains__ for token in tokens]
            tests = [is_name if token == "NAME" else test for token, test in zip(tokens, tests)]
            sides = [[written(word) for word in side.split()] for side in wrong.split("|")]
            at = max((k for k, token in enumerate(tokens) if token not in CLASSES),
                     key=lambda k: min(map(rarity, tokens[k].split("/"))))  # fmt: skip
            for word in tokens[at].split("/"):
                anchors.setdefault(word, []).append((at, tests, sides, float(weight or 1) * rarity(word) ** 0.5))
    return anchors


def written(word):
    """A word of a wrong side: itself, or (place of the token that it repeats, ending)."""
    place = re.fullmatch(r"(\d)(\D*)", word)
    return (int(place[1]) - 1, place[2]) if place else word[0].upper() + word[1:] if re.match(r"i(?![a-z])", word) else word


def is_name(word):
    """Stands for the test of NAME, which looks at the draft itself."""
    raise NotImplementedError


ANCHORS = read_table()


def fits(draft, words, start, tests):
    """Whether the tokens from `start` on pass the tests, with nothing between them and nothing damaged yet."""
    if start < 0 or start + len(tests) > len(words):
        return False
    last = start + len(tests) - 1
    for k, test in enumerate(tests, start):
        part = draft.parts[k]
        if k in draft.used or (k < last and part[2]) or (k > start and part[0]):
            return False
        if test is is_name:
            if not part[1][:1].isupper() or not part[1].isalpha() or part[1] == "I":
                return False
        elif not test(words[k]):
            return False
        elif words[k].isdigit() != part[1].isdigit():
            return False
    return True


def found(draft):
    """(start, tests, sides, weight) of each phrase in the draft."""
    words = [part[1].lower() if len(part) == 3 else part[1] if part[1].isdigit() else "" for part in draft.parts]
    return [
        (at - offset, tests, sides, weight)
        for at, word in enumerate(words) if word in ANCHORS
        for offset, tests, sides, weight in ANCHORS[word] if fits(draft, words, at - offset, tests)
    ]  # fmt: skip


def phrase(rng, draft):
    """One of the draft's phrases is written the wrong way."""
    matches = found(draft)
    if not matches:
        return False
    start, tests, sides, _ = rng.choices(matches, [match[3] for match in matches])[0]
    old = draft.parts[start : start + len(tests)]
    new = []
    for item in pick(rng, sides):
        if isinstance(item, str):
            new.append(["", item, ""])
        else:
            new.append(list(old[item[0]]))
            new[-1][1] += item[1]
    before = "".join(draft.parts[start - 1][:3]) if start else "."
    opens_sentence = old[0][1][:1].isupper() and before.endswith((".", "!", "?", ":", '"')) and new[0][1] != old[0][1]
    for part in new:
        if len(part) == 3:
            part[0] = part[2] = ""
    if opens_sentence:
        for part in new[1:]:
            if part[1] == old[0][1] and part[1].lower() in DETERMINERS:
                part[1] = part[1].lower()
        new[0][1] = match_case(old[0][1], new[0][1])
    if len(new[0]) == 3:
        new[0][0] = old[0][0]
    if len(new[-1]) == 3:
        new[-1][2] = old[-1][2]
    draft.parts[start : start + len(tests)] = new
    shift, end = len(new) - len(old), start + len(old)
    draft.used = {k if k < start else k + shift for k in draft.used if k < start or k >= end}
    draft.used.update(range(start - 1, start + len(new) + 1))
    return True
