"""Damage to verbs: agreement, tense, participles, infinitives and gerunds.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import prose_tables as tables
from prose_draft import change, change_each, pick, place
from prose_words import (
    ADVERBS, BASE, BE, COLLECTIVES, DETERMINERS, GERUND, MODALS, NUMBERS, PARTICIPLE, PAST, PERFECT, PLURAL_SUBJECTS, SINGULARS,
    SUBJECTS, THIRD, THIRD_SUBJECTS, TO_BASE, VERBS,
)  # fmt: skip

DO = set("do does did don't doesn't didn't".split())
SELDOM_VERBS = set("like last present open close direct right past round fit free clean live complete".split())
PAST_CUES = set("yesterday ago".split())
BE_SWAP = {"is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do"}


def agreement(rng, draft):
    """`she don't`, `the tests was`, `he explain`."""
    def wrong(i):
        word, before = draft.core(i), draft.plain(i - 1)
        if word in tables.AGREEMENT:
            if "if" in (before, draft.plain(i - 2)) or before in COLLECTIVES or word in ("was", "were") and before in ("wish", "i"):
                return None
            return None if word == "do" and before in MODALS | {"to", "i"} else tables.AGREEMENT[word]
        if word in VERBS and i > 0:
            forms = VERBS[word]
            if word == forms[THIRD] and before in THIRD_SUBJECTS | {"which", "who", "that", "this"}:
                return forms[BASE]
            if word == forms[BASE] and word != forms[PAST] and before in PLURAL_SUBJECTS and draft.plain(i - 2) not in DO | MODALS:
                return forms[THIRD]
        return None

    return change_each(rng, draft, wrong)


def verb_after_noun(rng, draft):
    """`The results shows`, `last week the team move`."""
    told_past = any(draft.plain(k) in PAST_CUES or draft.plain(k) == "last" and draft.plain(k + 1) in ("week", "month", "year", "night", "summer")
                    for k in range(len(draft.parts)))  # fmt: skip
    options = []
    for at in draft.places(lambda i: draft.follows(i) and draft.core(i) in VERBS):
        word, before = draft.core(at), draft.plain(at - 1)
        forms = VERBS[word]
        after_plural = before in NUMBERS and before not in SINGULARS | COLLECTIVES
        if word == forms[BASE] and word != forms[PAST] and word not in SELDOM_VERBS and after_plural:
            options += [(at, forms[THIRD])] * 3
        elif word == forms[PAST] and word != forms[BASE] and told_past and before not in BE | PERFECT | DETERMINERS:
            options += [(at, forms[BASE]), (at, forms[THIRD])]
            if forms[PARTICIPLE] != word:
                options.append((at, forms[PARTICIPLE]))
        elif word == forms[THIRD] and before in SINGULARS and draft.plain(at - 2) in DETERMINERS and word not in NUMBERS:
            options += [(at, forms[BASE])] * 2
        elif word == forms[GERUND] and before in BE:
            options.append((at, forms[BASE]))
    return change(rng, draft, options)


def be_after_noun(rng, draft):
    """`The files is`, `the list of names are`: the noun before the verb and not a pronoun decides."""
    at = place(rng, draft, lambda i: i > 1 and draft.core(i) in BE_SWAP and draft.plain(i - 1) not in COLLECTIVES
               and (draft.plain(i - 1) in NUMBERS or draft.plain(i + 1) == "not" and draft.plain(i - 1) not in ("do", "if")))  # fmt: skip
    if at is None:
        return False
    draft.put(at, BE_SWAP[draft.core(at)])
    return True


def other_form(rng, draft, at):
    """A wrong form of the verb at `at` that its left neighbour makes wrong, or None."""
    word, before = draft.core(at), draft.plain(at - 1)
    forms = VERBS.get(word)
    if forms is None or before in DETERMINERS or not draft.follows(at):
        return None
    base, third, gerund, past, participle = forms
    if word == base and before in TO_BASE:
        return pick(rng, (third, gerund, past, past))
    if word == base and before in SUBJECTS and draft.plain(at - 2) in DO:
        return pick(rng, (third, past, past, gerund))
    if word == base and before in PLURAL_SUBJECTS and word != past:
        return pick(rng, (third, gerund, third))
    if word == third and word not in NUMBERS and (before in SUBJECTS or before in SINGULARS or before in ADVERBS or draft.core(at - 1)[:1].isupper()):
        return pick(rng, (base, base, base, gerund))
    if word == participle and before in PERFECT:
        return pick(rng, (base, past if past != participle else gerund, gerund if before.startswith("ha") else base))
    if word == participle and before in BE:
        return pick(rng, (base, past, base if base in NUMBERS else gerund)) if word not in ("done", "gone") else past
    if word == gerund and before in BE | {"for", "by", "of", "without", "from", "before", "after", "about", "in", "at"}:
        return pick(rng, (base, base, third))
    if word == past and before in THIRD_SUBJECTS:
        return pick(rng, (base, base, participle))
    if word == past and before in SUBJECTS and participle != past:
        return participle
    return None


def wrong_form(rng, draft):
    """The form behind an auxiliary, a subject or a preposition."""
    return change_each(rng, draft, lambda i: other_form(rng, draft, i) if i > 0 else None)


def irregular(rng, draft):
    """`He goed`, `have wrote`, `was broke`, `has begun` as `has began`."""
    def wrong(i):
        word, before = draft.core(i), draft.plain(i - 1)
        if before in PERFECT | BE and word in tables.PARTICIPLE_TO_PAST:
            return tables.PARTICIPLE_TO_PAST[word] if rng.random() < 0.7 else tables.PARTICIPLE_TO_BASE[word]
        if word in tables.REGULARISED and (before in SUBJECTS or before in SINGULARS):
            return tables.REGULARISED[word]
        if word in VERBS and not word.endswith("ed"):
            base, _, _, past, participle = VERBS[word]
            if word in (past, participle) and word != base and before in SUBJECTS | PERFECT:
                return (base + "d" if base.endswith("e") else base + "ed") if rng.random() < 0.5 else None
        return None

    return change_each(rng, draft, lambda i: wrong(i) if i > 0 else None)


TAKE_GERUND = set("enjoy enjoys enjoyed finish finished avoid avoids avoided suggest suggests suggested mind keep keeps kept recommend dislike "
                  "consider considered practise imagine risk quit miss worth by without before after of for at".split())  # fmt: skip
TAKE_INFINITIVE = set("want wants wanted decide decided decides hope hopes hoped plan plans planned agree agreed offer offered promise promised "
                      "refuse refused refuses manage managed afford expect expected learn learned need needs needed fail failed wants going able "
                      "ready easy hard difficult important possible impossible happy sorry glad".split())  # fmt: skip
TAKE_BARE = set("can could must should will would may might let's".split())


def complement(rng, draft):
    """`enjoy to swim`, `want going`, `suggest to go`, `good at to cook`, `can to see`."""
    options = []
    for at in draft.places(lambda i: i > 0 and draft.core(i) in VERBS and not draft.parts[i - 1][2]):
        word, before = draft.core(at), draft.plain(at - 1)
        forms = VERBS[word]
        if word == forms[GERUND] and before in TAKE_GERUND:
            options += [(at, forms[BASE], False), (at, "to " + forms[BASE], False)]
        elif word == forms[BASE] and before == "to" and at - 1 not in draft.used and draft.plain(at - 2) in TAKE_INFINITIVE:
            options += [(at, forms[GERUND], True), (at, forms[BASE], True), (at, forms[GERUND], False), (at, forms[PAST], False), (at, "for " + forms[BASE], True)]
        elif word == forms[BASE] and before in TAKE_BARE:
            options.append((at, "to " + forms[BASE], False))
    options = [option for option in options if option[1] != draft.core(option[0])]
    if not options:
        return False
    at, wrong, without = pick(rng, options)
    draft.put(at, wrong)
    if without:
        del draft.parts[at - 1]
        draft.used = {i if i < at - 1 else i - 1 for i in draft.used} | {at - 2, at - 1, at}
    return True


def parallel(rng, draft):
    """The second of two verbs joined by and, or, but, then takes another form than the first."""
    options = []
    for at in draft.places(lambda i: i > 2 and draft.plain(i - 1) in ("and", "or", "but", "then") and draft.core(i) in VERBS):
        forms = VERBS[draft.core(at)]
        here = [k for k in range(5) if forms[k] == draft.core(at)]
        firsts = [draft.plain(k) for k in range(max(0, at - 8), at - 1)]
        if any(word in VERBS and VERBS[word][k] == word for word in firsts for k in here):
            options += [(at, form) for form in (forms[BASE], forms[THIRD], forms[GERUND], forms[PAST]) if form != draft.core(at)]
    return change(rng, draft, options)


def auxiliary(rng, draft):
    """`Where you went?`, `did you went`: a question or a negation without `do`, or with the tense twice."""
    places = [at for at in draft.places(lambda i: draft.plain(i) in DO and draft.follows(i + 1) if i + 1 < len(draft.parts) else False)]
    options = []
    for at in places:
        for verb in (at + 1, at + 2):
            word = draft.plain(verb)
            if draft.free(verb) if verb < len(draft.parts) else False:
                if word in VERBS and VERBS[word][BASE] == word and (verb == at + 1 or draft.plain(at + 1) in SUBJECTS | {"not"}):
                    options.append((verb, VERBS[word][PAST if draft.plain(at).startswith("did") else THIRD]))
                    break
    return change(rng, draft, [option for option in options if option[1] != draft.core(option[0])])


VERB_KINDS = [
    (agreement, "agreement", 30), (verb_after_noun, "verbAfterNoun", 26), (be_after_noun, "beAfterNoun", 18), (wrong_form, "form", 44),
    (irregular, "irregular", 14), (complement, "complement", 14), (parallel, "parallel", 30), (auxiliary, "auxiliary", 8),
]  # fmt: skip
