"""Writes `server/models/forms.tsv.gz`: the inflected forms of frequent English words, and how often each is which part of speech.

One line a lemma: `lemma<TAB>noun verb adjective adverb<TAB>third,gerund,past,participle<TAB>plural`. The four counts
are WordNet's sense-tagged occurrences plus one where WordNet knows the word as that part of speech (WordNet licence);
the forms come from the package lemminflect (MIT, data of the NIH SPECIALIST lexicon). Spelling variants stand behind
a slash, the usual one first; an empty column means that the word is no verb, or no noun that can be counted.
"""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from pathlib import Path

import lemminflect

_PARTS = {"1": 0, "2": 1, "3": 2, "5": 2, "4": 3}
_TRADE_VERBS = (
    "refactor deploy upload download log cache parse render debug click reset boot reboot compile lint commit rebase "
    "serialize deserialize tokenize initialize iterate instantiate invoke override overwrite preload prefetch unmount "
    "unsubscribe authenticate validate encrypt decrypt normalize sanitize minify bundle fork clone tweet google email text "
    "restart reload reopen rerun reconnect redirect reinstall retry unzip rename resubmit reschedule rebuild recreate rewrite relaunch "
    "format hash sort filter map zip ping query fetch patch publish subscribe throttle toggle update upgrade downgrade"
).split()
_INDEX = {"noun": 0, "verb": 1, "adj": 2, "adv": 3}


def part_counts(wordnet: Path) -> dict[str, list[int]]:
    """Lemma -> occurrences as noun, verb, adjective, adverb; one where WordNet lists it without any."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for name, part in _INDEX.items():
        for line in (wordnet / f"index.{name}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                counts[line.split(" ", 1)[0]][part] = 1
    for line in (wordnet / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split(" ")
        lemma, _, rest = key.partition("%")
        counts[lemma][_PARTS[rest[0]]] += int(count)
    return counts


def verb_forms(lemma: str) -> str:
    """`goes,going,went,gone`, variants behind slashes."""
    found = lemminflect.getAllInflections(lemma, upos="VERB") or lemminflect.getAllInflectionsOOV(lemma, upos="VERB")
    past = found.get("VBD", ())
    columns = (found.get("VBZ", ()), found.get("VBG", ()), past, found.get("VBN", past) or past)
    return ",".join("/".join(forms) for forms in columns) if all(columns) else ""


def plural(lemma: str) -> str:
    """The plural, empty where the noun has none of its own."""
    forms = [f for f in lemminflect.getAllInflections(lemma, upos="NOUN").get("NNS", ()) if f != lemma]
    return "/".join(forms)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True, help="server/models/words.tsv.gz")
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seen", type=int, default=6, help="least count in the word list of the lemma or a form of it")
    args = parser.parse_args()
    seen = {w: int(c) for w, c in (x.split("\t") for x in gzip.decompress(args.words.read_bytes()).decode().split("\n") if x)}
    lines: list[str] = []
    parts = part_counts(args.wordnet)
    for lemma in sorted({*parts, *_TRADE_VERBS}):
        counts = parts[lemma]
        if not lemma.isascii() or not lemma.isalpha() or not lemma.islower() or len(lemma) < 2:
            continue
        verbs = verb_forms(lemma) if counts[1] or lemma in _TRADE_VERBS else ""
        nouns = plural(lemma) if counts[0] else ""
        written = {lemma, *verbs.replace("/", ",").split(","), *nouns.split("/")}
        if max(seen.get(form, 0) for form in written) >= args.seen:
            lines.append(f"{lemma}\t{' '.join(map(str, counts))}\t{verbs}\t{nouns}\n")
    args.out.write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))
    print(f"{args.out}: {len(lines)} lemmas, {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
