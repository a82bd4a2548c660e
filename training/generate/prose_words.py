"""Word classes behind the prose error generator, read from the shipped tables of word forms and frequencies."""

import gzip
import math
import os

MODELS = os.path.join(os.path.dirname(__file__), "..", "..", "server", "models")
AUXILIARIES = set("is are was were be been being am has have had having does do did doing done".split())
NOT_VERBS = set("will would can could may might must shall should ought still well even near own up down out back".split())
BASE, THIRD, GERUND, PAST, PARTICIPLE = range(5)


def read_table(name):
    """The columns of each line of a packed table."""
    with gzip.open(os.path.join(MODELS, name), "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def read_forms():
    """Word -> its verb forms (base, third person, gerund, past, participle); singular <-> plural of nouns; adjectives, adverbs."""
    verbs, numbers, singulars, adjectives, adverbs = {}, {}, set(), set(), set()
    for lemma, counts, verb, plural in read_table("forms.tsv.gz"):
        noun, acts, describes, modifies = (int(count) for count in counts.split())
        if verb and acts >= 2 and lemma not in AUXILIARIES | NOT_VERBS:
            paradigm = [lemma, *(form.split("/")[0] for form in verb.split(","))]
            for form in paradigm:
                # A form of two verbs ("found") belongs to the one that is named by it least often, so it stays out.
                verbs[form] = None if form in verbs and verbs[form] != paradigm else paradigm
        if plural and noun >= 3 and noun > acts:
            numbers.setdefault(lemma, plural.split("/")[0])
            numbers.setdefault(plural.split("/")[0], lemma)
            singulars.add(lemma)
        if describes >= 2 and describes > noun and describes > acts:
            adjectives.add(lemma)
        if modifies >= 2 and modifies > noun:
            adverbs.add(lemma)
    return {word: forms for word, forms in verbs.items() if forms}, numbers, singulars, adjectives, adverbs


VERBS, NUMBERS, SINGULARS, ADJECTIVES, ADVERBS = read_forms()
FREQUENCIES = {word: int(seen) for word, seen in read_table("words.tsv.gz")}


def rarity(word):
    """How much rarer than `the` a word is, damped: 1 for `the`, about 30 for a word that is a thousand times rarer."""
    return math.sqrt(FREQUENCIES["the"] / max(FREQUENCIES.get(word.lower(), 0), 30))


TO_BASE = set("to can could will would should must may might cannot can't won't don't doesn't didn't did does do let's please".split())
MODALS = set("can could will would should must may might cannot can't won't wouldn't shouldn't couldn't mustn't".split())
SUBJECTS = set("i you he she it we they who which that".split())
THIRD_SUBJECTS = set("he she it everyone everybody nobody someone somebody".split())
PLURAL_SUBJECTS = set("i you we they".split())
PERFECT = set("has have had having haven't hasn't hadn't i've you've we've they've".split())
BE = set("is are was were be been being am i'm you're we're they're he's she's it's isn't aren't wasn't weren't".split())
POSSESSIVES = set("my your his her its our their".split())
DETERMINERS = POSSESSIVES | set("the a an this that these those each every any some no".split())
TIMES = set("seconds minutes hours days weeks months years decades ages centuries".split())
NUMERALS = set("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred".split())
COLLECTIVES = set(
    "team family staff police government group company majority couple crew audience number data pair band committee public army".split()
)
