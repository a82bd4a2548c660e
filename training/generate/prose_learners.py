"""Damage that learners and hurried writers do to whole words: the wrong form, case, preposition, pair or small word.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import gzip
import os

from prose_draft import insert, match_case, pick, remove

FORMS = os.path.join(os.path.dirname(__file__), "..", "..", "server", "models", "forms.tsv.gz")
AUXILIARIES = set("is are was were be been being am has have had having does do did doing done".split())


def read_forms():
    """Word -> its verb forms (base, third person, gerund, past, participle), and singular <-> plural of nouns."""
    verbs, numbers = {}, {}
    with gzip.open(FORMS, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, counts, verb, plural = line.rstrip("\n").split("\t")
            noun, acts, *_ = (int(count) for count in counts.split())
            if verb and acts >= 2 and lemma not in AUXILIARIES:
                paradigm = [lemma, *(form.split("/")[0] for form in verb.split(","))]
                for form in paradigm:
                    # A form of two verbs ("found") belongs to the one that is named by it least often, so it stays out.
                    verbs[form] = None if form in verbs and verbs[form] != paradigm else paradigm
            if plural and noun >= 3 and noun > acts:
                numbers.setdefault(lemma, plural.split("/")[0])
                numbers.setdefault(plural.split("/")[0], lemma)
    return {word: forms for word, forms in verbs.items() if forms}, numbers


VERBS, NUMBERS = read_forms()
BASE, THIRD, GERUND, PAST, PARTICIPLE = range(5)
TO_BASE = set("to can could will would should must may might cannot can't won't don't doesn't didn't did does do let's please".split())
SUBJECTS = set("i you he she it we they who which that".split())
PERFECT = set("has have had having".split())
BE = set("is are was were be been being am".split())
DETERMINERS = set("the a an this that these those my your our their its his her each every any some no".split())


def other_form(rng, draft, at):
    """A wrong form of the verb at `at` that its left neighbour makes wrong, or None."""
    word, before = draft.core(at), draft.plain(at - 1)
    forms = VERBS.get(word)
    if forms is None or before in DETERMINERS or draft.parts[at - 1][2]:
        return None
    base, third, gerund, past, participle = forms
    if word == base and before in TO_BASE:
        return pick(rng, (third, gerund, past, past))
    if word == base and before in SUBJECTS:
        return pick(rng, (third, gerund, third))
    if word == third:
        return pick(rng, (base, base, base, gerund))
    if word == participle and before in PERFECT:
        return pick(rng, (base, past if past != participle else gerund, gerund))
    if word == participle and before in BE:
        return pick(rng, (base, past, gerund))
    if word == gerund:
        return pick(rng, (base, base, third))
    if word == past and before in SUBJECTS:
        return pick(rng, (base, third, participle))
    return None


def wrong_form(rng, draft):
    """Agreement across whatever stands between, tense, and the form behind an auxiliary or a preposition."""
    options = [(i, form) for i in draft.places(lambda i: i > 0) for form in [other_form(rng, draft, i)] if form and form != draft.core(i)]
    if not options:
        return False
    draft.put(*pick(rng, options))
    return True


def parallel(rng, draft):
    """The second of two verbs joined by and, or, but, then takes another form than the first."""
    options = []
    for at in draft.places(lambda i: i > 2 and draft.plain(i - 1) in ("and", "or", "but", "then") and draft.core(i) in VERBS):
        forms = VERBS[draft.core(at)]
        here = [k for k in range(5) if forms[k] == draft.core(at)]
        firsts = [draft.plain(k) for k in range(max(0, at - 8), at - 1)]
        if any(word in VERBS and VERBS[word][k] == word for word in firsts for k in here):
            options.append((at, [form for form in (forms[BASE], forms[THIRD], forms[GERUND], forms[PAST]) if form != draft.core(at)]))
    if not options:
        return False
    at, forms = pick(rng, options)
    draft.put(at, pick(rng, forms))
    return True


ONE = set("a an each every another one this that".split())
MANY = set("two three four five six seven ten many several few these those all both various different other some such".split())


def noun_number(rng, draft):
    """A singular where the words before or behind it want a plural, or the reverse."""
    def shown(i):
        near = {draft.plain(i - 1), draft.plain(i - 2)}
        return near & ONE or near & MANY or draft.plain(i + 1) in ("is", "are", "was", "were", "has", "have", "does", "do")

    places = draft.places(lambda i: i > 0 and draft.core(i) in NUMBERS and shown(i))
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, NUMBERS[draft.core(at)])
    return True


PRONOUNS = dict(
    pair.split(":")
    for pair in "i:me me:i he:him him:he she:her we:us us:we they:them them:they who:whom my:me mine:my your:yours their:theirs our:ours".split()
)


def pronoun(rng, draft):
    """A pronoun in the wrong case."""
    places = draft.places(lambda i: draft.plain(i) in PRONOUNS)
    if not places:
        return False
    at = pick(rng, places)
    wrong = PRONOUNS[draft.plain(at)]
    draft.put(at, "I" if wrong == "i" else match_case(draft.core(at), wrong) if draft.core(at) != "I" or at == 0 else wrong)
    return True


PREPOSITIONS = "in on at to for of with from by about into".split()
LIKELY = {
    "in": "on at to into", "on": "in at of", "at": "in on to", "to": "for in at with", "for": "to of about", "of": "in for from on about",
    "with": "by to of", "from": "of by in", "by": "from with for", "about": "of on for", "into": "in to",
}


def wrong_preposition(rng, draft):
    """Another preposition than the words around it take."""
    places = draft.places(lambda i: i > 0 and draft.core(i) in LIKELY and not draft.parts[i][2])
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, pick(rng, LIKELY[draft.core(at)].split()))
    return True


LOST = set("the a an to of in on for with at is are was were be been has have will would can not that it and do does if as by".split())


def missing(rng, draft):
    """A small word is not there."""
    places = draft.places(lambda i: i > 0 and draft.core(i) in LOST and not draft.parts[i][2])
    if not places:
        return False
    remove(draft, pick(rng, places))
    return True


EXTRA = "the the the a to to of in for is that it be have with on will and".split()


def extra(rng, draft):
    """A small word too many."""
    places = draft.places(lambda i: i > 0 and not draft.parts[i - 1][2] and draft.core(i - 1) is not None and draft.core(i).islower())
    if not places:
        return False
    at = pick(rng, places)
    word = pick(rng, EXTRA)
    if word in (draft.plain(at), draft.plain(at - 1)) or (word in ("the", "a") and (draft.plain(at) in DETERMINERS or draft.plain(at - 1) in DETERMINERS)):
        return False
    insert(draft, at, word)
    return True


def wrong_pair(rng, draft):
    """`neither ... or`, `either ... nor`, `both ... or`, `between ... to`, `rather then`."""
    options = []
    for first, right, wrong in (("neither", "nor", "or"), ("either", "or", "nor"), ("both", "and", "or"), ("between", "and", "to")):
        for at in draft.places(lambda i: draft.core(i) == right):
            if any(draft.plain(k) == first for k in range(max(0, at - 8), at)):
                options.append((at, wrong))
    if not options:
        return False
    draft.put(*pick(rng, options))
    return True


QUANTITIES = dict(
    pair.split(":") for pair in "many:much much:many fewer:less few:little number:amount amount:number every:all each:all another:other".split()
)


def quantity(rng, draft):
    """`much files`, `less errors`, `the amount of users`."""
    places = draft.places(lambda i: draft.core(i) in QUANTITIES)
    if not places:
        return False
    at = pick(rng, places)
    draft.put(at, QUANTITIES[draft.core(at)])
    return True


def adverb(rng, draft):
    """`runs quick` for `runs quickly`, `a quickly start` for `a quick start`."""
    def option(i):
        word = draft.core(i)
        if word.endswith("ly") and len(word) > 5 and word not in ("only", "early", "family", "supply", "apply", "reply", "likely", "daily", "really"):
            return word[:-3] + "y" if word.endswith("ily") else word[:-1] + "e" if word.endswith("bly") else word[:-2]
        return None

    options = [(i, option(i)) for i in draft.places(lambda i: option(i) is not None)]
    if not options:
        return False
    draft.put(*pick(rng, options))
    return True


LEARNER_KINDS = [
    (wrong_form, "form", 40), (parallel, "parallel", 40), (noun_number, "nounNumber", 16), (pronoun, "pronoun", 10),
    (wrong_preposition, "preposition", 10), (missing, "missing", 12), (extra, "extra", 8), (wrong_pair, "pair", 20),
    (quantity, "quantity", 14), (adverb, "adverb", 8),
]
