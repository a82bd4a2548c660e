"""A sentence as words that can be damaged, each at most once and never next to another damage."""

import re

WORD = re.compile(r"^([\"'(\[]*)([A-Za-z]+(?:'[a-z]+)?)([.,;:!?)\]\"']*)$")


class Draft:
    """A sentence as words with their punctuation, protected words marked, ready to be damaged."""

    def __init__(self, sentence):
        self.parts = []
        inside_code = False
        for piece in sentence.split(" "):
            match = None if inside_code or "`" in piece else WORD.match(piece)
            if piece.count("`") % 2 == 1:
                inside_code = not inside_code
            self.parts.append(list(match.groups()) if match else ["", piece, "", True])
        self.used = set()

    def core(self, index):
        part = self.parts[index]
        return None if len(part) == 4 else part[1]

    def plain(self, index):
        """The lower-cased word at `index`, or an empty string outside or on a protected one."""
        if index < 0 or index >= len(self.parts):
            return ""
        return (self.core(index) or "").lower()

    def free(self, index):
        return index not in self.used and self.core(index) is not None

    def put(self, index, text):
        old = self.parts[index][1]
        if old[:1].isupper() and text[:1].islower() and old != "I" and not text.startswith("i'"):
            text = text[0].upper() + text[1:]
        self.parts[index][1] = text
        self.used.update((index - 1, index, index + 1))

    def places(self, accept):
        return [i for i in range(len(self.parts)) if self.free(i) and accept(i)]

    def follows(self, index):
        """Whether nothing but a blank stands between the word at `index` and the word before it."""
        return index > 0 and self.core(index - 1) is not None and not self.parts[index - 1][2] and not self.parts[index][0]

    def starts(self, index):
        """Whether a sentence starts at `index`."""
        return index == 0 or self.ends(index - 1)

    def ends(self, index):
        """Whether a sentence ends at `index`."""
        return "".join(self.parts[index][:3]).endswith((".", "!", "?"))

    def text(self):
        return " ".join("".join(part[:3]) for part in self.parts if part is not None)


def match_case(model, text):
    return text[0].upper() + text[1:] if model[:1].isupper() and model != "I" else text


def pick(rng, items):
    return items[int(rng.random() * len(items))]


def place(rng, draft, accept):
    """One undamaged word that `accept` takes, or None."""
    places = draft.places(accept)
    return pick(rng, places) if places else None


def change(rng, draft, options):
    """Puts one of the (place, wrong word) pairs into the draft; whether there was one."""
    if not options:
        return False
    draft.put(*pick(rng, options))
    return True


def change_each(rng, draft, option):
    """Puts what `option(place)` says of one of the words for which it says anything."""
    options = ((at, option(at)) for at in draft.places(lambda i: True))
    return change(rng, draft, [(at, wrong) for at, wrong in options if wrong and wrong != draft.core(at)])


def drop(rng, draft, accept):
    """Takes away one of the words that `accept` takes."""
    at = place(rng, draft, accept)
    if at is None:
        return False
    if at == 0 and len(draft.parts) > 1 and draft.core(1):
        draft.parts[1][1] = match_case(draft.parts[0][1], draft.parts[1][1])
    remove(draft, at)
    return True


def remove(draft, at):
    del draft.parts[at]
    draft.used = {i if i < at else i - 1 for i in draft.used} | {at - 1, at}


def insert(draft, at, word):
    draft.parts.insert(at, ["", word, ""])
    draft.used = {i if i < at else i + 1 for i in draft.used} | {at - 1, at, at + 1}
