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

    def text(self):
        return " ".join("".join(part[:3]) for part in self.parts if part is not None)


def match_case(model, text):
    return text[0].upper() + text[1:] if model[:1].isupper() else text


def pick(rng, items):
    return items[int(rng.random() * len(items))]


def remove(draft, at):
    del draft.parts[at]
    draft.used = {i if i < at else i - 1 for i in draft.used} | {at - 1, at}


def insert(draft, at, word):
    draft.parts.insert(at, ["", word, ""])
    draft.used = {i if i < at else i + 1 for i in draft.used} | {at - 1, at, at + 1}
