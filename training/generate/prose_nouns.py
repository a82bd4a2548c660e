"""Damage to nouns and what goes with them: number, articles, pronouns, quantities, adjectives and adverbs.

Each function takes a random source and a draft and returns whether it changed the draft.
"""

import prose_tables as tables
from prose_draft import change_each, drop, insert, match_case, place
from prose_words import ADJECTIVES, ADVERBS, BE, COLLECTIVES, DETERMINERS, NUMBERS, NUMERALS, POSSESSIVES, SINGULARS, VERBS

ONE = set("a an each every another one this".split())
MANY = NUMERALS | set("many several few these those both various different multiple".split())
SHARES = set("one some many most all each few".split())
LOTS = set("lot lots kinds types number list couple dozens series set pair".split())
VERBS_OF_NUMBER = set("is are was were has have does do".split())


def counted(draft, at):
    """Whether a numeral or a word for many stands before the noun at `at`, with an adjective between them at most."""
    def many(i):
        return draft.plain(i) in MANY or i >= 0 and draft.parts[i][1].isdigit() and draft.parts[i][1] not in ("0", "1")

    return many(at - 1) or many(at - 2) and draft.plain(at - 1) in ADJECTIVES


def single(draft, at):
    return draft.plain(at - 1) in ONE or draft.plain(at - 2) in ONE and draft.plain(at - 1) in ADJECTIVES


def noun_number(rng, draft):
    """A singular where the words before or behind it want a plural, or the reverse."""
    def wrong(i):
        word = draft.core(i)
        if i == 0 or word not in NUMBERS or word in COLLECTIVES or draft.plain(i + 1) in NUMBERS:
            return None
        one, before, second, third = word in SINGULARS, *(draft.plain(i - k) for k in (1, 2, 3))
        if (single(draft, i) if one else counted(draft, i)) or draft.plain(i + 1) in VERBS_OF_NUMBER:
            return NUMBERS[word]
        some_of_them = third in SHARES and second == "of" and before in POSSESSIVES | {"the"}
        return NUMBERS[word] if not one and (some_of_them or before == "of" and second in LOTS) else None

    return change_each(rng, draft, wrong)


def number(rng, draft):
    """`informations`, `childs`, `this files`."""
    def wrong(i):
        word, after = draft.core(i), draft.plain(i + 1)
        if word in tables.UNCOUNTABLE and not draft.parts[i][2].startswith("'"):
            return tables.UNCOUNTABLE[word] if word not in VERBS or draft.plain(i - 1) in DETERMINERS else None
        if word in tables.IRREGULAR_PLURALS and (word not in VERBS or draft.plain(i - 1) in DETERMINERS):
            return tables.IRREGULAR_PLURALS[word]
        if word in ("these", "those") and (after in NUMBERS or after in BE):
            return {"these": "this", "those": "that"}[word]
        if word == "this" and after in SINGULARS and rng.random() < 0.3:
            return "these"
        return "much" if word == "many" and after in NUMBERS else None

    return change_each(rng, draft, wrong)


def article(rng, draft):
    """A wrong, a lost or a needless article."""
    if rng.random() < 0.5:
        at = place(rng, draft, lambda i: draft.plain(i) in ("a", "an"))
        if at is not None:
            word = draft.core(at)
            draft.put(at, match_case(word, "an" if word.lower() == "a" else "a"))
            return True

    def needed(i):
        """Whether the noun phrase cannot stand without its article."""
        one, two, three = (draft.plain(i + k) for k in (1, 2, 3))
        if draft.parts[i][2] or not one:
            return False
        if draft.core(i) in ("a", "an"):
            return True
        if draft.core(i) != "the" or one in tables.UNCOUNTABLE:
            return False
        ends = one in SINGULARS and two not in NUMBERS
        described = one in ADJECTIVES and two in SINGULARS and three not in NUMBERS
        return ends or described or one in ("same", "first", "only", "next", "most", "best", "end")

    return drop(rng, draft, lambda i: needed(i))


NO_ARTICLE = set("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Germany France Spain Italy Europe China Japan India Berlin Paris London "
                 "America Python JavaScript GitHub Windows Linux English German French Spanish".split())  # fmt: skip


def needless_article(rng, draft):
    """`the Germany`, `in the July`, `the my book`, `a information`."""
    def takes(i):
        word = draft.core(i)
        if i == 0 or not draft.follows(i) or draft.plain(i - 1) in DETERMINERS:
            return False
        if word in NO_ARTICLE:
            return draft.plain(i + 1) not in NUMBERS and draft.plain(i + 1) not in ADJECTIVES and not draft.core(i - 1)[:1].isupper()
        return word in ("my", "your", "our", "his", "their", "this", "both", "each", "every") and draft.core(i - 1).islower() or (
            word in tables.UNCOUNTABLE and word not in VERBS and draft.plain(i + 1) not in NUMBERS and draft.plain(i - 1) not in ADJECTIVES)

    at = place(rng, draft, takes)
    if at is None:
        return False
    word = draft.core(at)
    insert(draft, at, ("an" if word[0] in "aei" else "a") if word in tables.UNCOUNTABLE else "the")
    return True


PRONOUNS = dict(
    pair.split(":")
    for pair in """i:me me:i he:him him:he she:her us:we we:us they:them them:they whom:who my:me mine:my your:yours
their:theirs our:ours""".split()
)


def pronoun(rng, draft):
    """A pronoun in the wrong case."""
    def likely(i):
        word = draft.plain(i)
        if word not in PRONOUNS:
            return False
        joined = "and" in (draft.plain(i - 1), draft.plain(i + 1))
        return joined or word in ("my", "mine", "your", "their", "our", "whom") or rng.random() < 0.15

    at = place(rng, draft, likely)
    if at is None:
        return False
    wrong = PRONOUNS[draft.plain(at)]
    draft.put(at, "I" if wrong == "i" else match_case(draft.core(at), wrong) if draft.core(at) != "I" or at == 0 else wrong)
    return True


def quantity(rng, draft):
    """`much files`, `less errors`, `the amount of users`, `all file`."""
    def wrong(i):
        word, after = draft.core(i), draft.plain(i + 1)
        plural = after in NUMBERS and after not in SINGULARS
        if word == "many" and plural or word == "fewer" or word == "few" and plural:
            return {"many": "much", "fewer": "less", "few": "little"}[word]
        if word == "much" and after in tables.UNCOUNTABLE or word == "less" and after in tables.UNCOUNTABLE:
            return {"much": "many", "less": "fewer"}[word]
        if word == "number" and after == "of" and draft.plain(i - 1) in ("the", "large", "small"):
            return "amount"
        if word in ("every", "each") and after in SINGULARS:
            return "all"
        if word == "another" and after in SINGULARS:
            return "other"
        return "others" if word == "other" and plural else "other" if word == "others" else None

    return change_each(rng, draft, wrong)


NOT_FROM_ADJECTIVE = set("only early family supply apply reply likely daily friendly lovely lonely ugly elderly weekly monthly yearly hourly costly "
                         "assembly anomaly july italy rely imply multiply comply fly holy silly belly jelly bully ally".split())  # fmt: skip


def manner(rng, draft):
    """`runs quick` for `runs quickly`, `a quickly start` for `a quick start`, `bored` for `boring`."""
    def wrong(i):
        word, after = draft.core(i), draft.plain(i + 1)
        if word.endswith("ly") and len(word) > 5 and word not in NOT_FROM_ADJECTIVE:
            stem = word[:-3] + "y" if word.endswith("ily") else word[:-1] + "e" if word.endswith("bly") else word[:-2]
            stem = stem if stem in ADJECTIVES else word[:-4] if word.endswith("ally") else stem
            return stem if stem in ADJECTIVES else None
        if word in ADJECTIVES and after in NUMBERS and word + "ly" in ADVERBS and draft.plain(i - 1) in DETERMINERS and rng.random() < 0.5:
            return word + "ly"
        if word.endswith("ing") and word[:-3] + "ed" in ADJECTIVES and (after in NUMBERS or draft.plain(i - 1) in BE):
            return word[:-3] + "ed"
        return None

    return change_each(rng, draft, wrong)


def comparison(rng, draft):
    """`more bigger`, `most easiest`, `more big`, `the more large`, `gooder`."""
    def odd(word):
        stem = word[:-2] if word.endswith("er") else word[:-3]
        stem = stem[:-1] + "y" if stem.endswith("i") else stem
        stem = stem if stem in ADJECTIVES else stem + "e" if stem + "e" in ADJECTIVES else stem[:-1] if stem[:-1] in ADJECTIVES else None
        return {"better": "good", "worse": "bad", "best": "good", "worst": "bad"}.get(word, stem)

    at = place(rng, draft, lambda i: draft.core(i) in tables.COMPARATIVES or draft.core(i) in tables.SUPERLATIVES)
    if at is None:
        return False
    word = draft.core(at)
    more = "more" if word in tables.COMPARATIVES else "most"
    if rng.random() < 0.3 and odd(word):
        draft.put(at, f"{more} {odd(word)}")
    elif rng.random() < 0.15:
        draft.put(at, {"better": "gooder", "worse": "worser", "best": "bestest", "worst": "worstest"}.get(word, "more " + word))
    else:
        insert(draft, at, more)
    return True


NOUN_KINDS = [
    (noun_number, "nounNumber", 24), (number, "number", 14), (article, "article", 26), (needless_article, "needlessArticle", 5),
    (pronoun, "pronoun", 8), (quantity, "quantity", 14), (manner, "manner", 14), (comparison, "comparison", 14),
]  # fmt: skip
