"""Harvests clean English sentences from installed documentation, one file per source, one sentence per line.

Run after installing the packages that training/README.md lists; a missing source is skipped and reported.
"""

from __future__ import annotations

import argparse
import gzip
import html
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from exclude import Exclusion, add_exclude_argument, is_benchmark_source

DOC = Path("/usr/share/doc")
MAX_WORDS = 40
MAX_CHARS = 240

_BLOCK = re.compile(r'<(p|li|dd|td)\b[^>]*>(.*?)</\1>|<div class="para">(.*?)</div>', re.S | re.I)
_DROP = re.compile(r"<(script|style|pre|table|nav|head)\b.*?</\1>", re.S | re.I)
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|St|No|Fig|Sec|al|approx|resp|[A-Z])\.$")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]?\s+(?=[\"'(]?[A-Z])")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_ODD = re.compile(r"[{}<>|\\=~^`$*@#%_\[\]]|--|\.\.|::|//|&\w+;|[^\x20-\x7e]")
_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "\u00a0": " ", "\u00ad": ""})


def sentences(text: str) -> Iterator[str]:
    """Splits a paragraph at sentence ends, keeping common abbreviations together."""
    pending = ""
    for piece in _SENTENCE_END.split(_SPACE.sub(" ", text).strip()):
        pending = f"{pending} {piece}".strip()
        if not _ABBREVIATION.search(pending):
            yield pending
            pending = ""
    if pending:
        yield pending


class Filter:
    """Keeps sentences that a careful reader would call correct everyday or technical English."""

    def __init__(self, known: frozenset[str], exclusion: Exclusion) -> None:
        self._known = known
        self._exclusion = exclusion
        self._seen: set[str] = set()

    def clean(self, sentence: str) -> str | None:
        """The sentence ready for the corpus, or nothing."""
        text = _SPACE.sub(" ", sentence.translate(_CURLY)).strip()
        if not 12 <= len(text) <= MAX_CHARS or text[-1] not in ".?!" or not (text[0].isupper() or text[0] == '"'):
            return None
        if _ODD.search(text) or text.count("(") != text.count(")") or text.count('"') % 2:
            return None
        if re.search(r"\s[.,;:?!]|[.,;:?!]{2}|\(\s|\s\)|\b(\w+) \1\b|[,;]\w", text):
            return None
        tokens = text.split(" ")
        found = _WORD.findall(text)
        if not 4 <= len(tokens) <= MAX_WORDS or len(found) < 0.85 * len(tokens):
            return None
        if text.isupper() or sum(t.isupper() and len(t) > 1 for t in tokens) > 2:
            return None
        if any(w.lower() not in self._known for w in found if w.islower()):
            return None
        capitals = sum(t[0].isupper() for t in tokens[1:])
        if capitals > 0.3 * len(tokens):
            return None
        key = re.sub(r"[^a-z]", "", text.lower())
        if key in self._seen or self._exclusion.drops(text):
            return None
        self._seen.add(key)
        return text


def html_paragraphs(path: Path) -> Iterator[str]:
    """Texts of the paragraphs, items and cells of one HTML or Mallard file."""
    text = _DROP.sub(" ", read(path))
    for match in _BLOCK.finditer(text):
        yield html.unescape(_TAG.sub("", match.group(2) or match.group(3) or ""))


def plain_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of a text file; indented ones are code or tables."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[*+-] )", read(path)):
        if not paragraph.startswith(("    ", "\t", "#", "|", "```")):
            yield re.sub(r"^\s*[*+-]\s+", "", paragraph)


def markdown_paragraphs(path: Path) -> Iterator[str]:
    """Markdown paragraphs without code, links or emphasis."""
    text = re.sub(r"```.*?```|~~~.*?~~~|<!--.*?-->", "\n\n", read(path), flags=re.S)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])", r"\1", text)
    text = re.sub(r"(\*\*|__|\*)(\S.*?\S)\1", r"\2", text)
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[*+-]|\d+\.) )", text):
        if not paragraph.lstrip().startswith(("#", "|", ">", "    ")):
            yield re.sub(r"^\s*(?:[*+-]|\d+\.)\s+", "", paragraph)


def man_paragraphs(path: Path) -> Iterator[str]:
    """Running text between the macros of a manual page."""
    lines: list[str] = []
    for line in read(path).splitlines():
        if line.startswith((".", "'")):
            if line.startswith((".PP", ".P", ".LP", ".TP", ".IP", ".SH", ".SS", ".sp", ".RE", ".RS", ".Pp")):
                yield " ".join(lines)
                lines = []
            elif re.match(r"\.(?:B|I|BR|IR|RB|RI)\s", line):
                lines.append(line.split(" ", 1)[1].replace('"', ""))
        else:
            lines.append(re.sub(r"\\f(?:\[\w*\]|.)|\\&|\\\||\\%", "", line).replace("\\-", "-").replace("\\(aq", "'"))
    yield " ".join(lines)


def fortune_paragraphs(path: Path) -> Iterator[str]:
    """Single fortunes, without attribution lines."""
    for cookie in read(path).split("\n%\n"):
        yield re.sub(r"\n\s*--.*", "", cookie, flags=re.S)


def wordnet_examples(path: Path) -> Iterator[str]:
    """Example sentences of the glosses, closed with a full stop where they are whole sentences."""
    start = re.compile(r"(?:[Tt]he|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Yy]ou|[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|[Tt]his|[Tt]hese|[Mm]any|[Ss]ome) ")
    for line in read(path).splitlines():
        for example in re.findall(r'"([^"]+)"', line.partition("|")[2]):
            text = example.strip()
            if start.match(text) and len(text.split()) >= 5:
                yield text[0].upper() + text[1:] + ("" if text[-1] in ".?!" else ".")


def python_docstrings(root: Path) -> Iterator[str]:
    """Docstrings and comment blocks: what a developer would select in an editor."""
    for path in sorted(root.rglob("*.py")):
        text = read(path)
        for match in re.finditer(r'"""(.*?)"""', text, re.S):
            for paragraph in match.group(1).split("\n\n"):
                if ">>>" not in paragraph and ":param" not in paragraph:
                    yield paragraph
        for match in re.finditer(r"(?:^[ \t]*# .*\n){2,}", text, re.M):
            yield re.sub(r"^[ \t]*# ", "", match.group(), flags=re.M)


def script_comments(root: Path) -> Iterator[str]:
    """Comments of JavaScript and TypeScript declarations in installed modules."""
    for path in sorted(root.rglob("*.d.ts"))[:9000]:
        for match in re.finditer(r"/\*\*(.*?)\*/", read(path), re.S):
            text = re.sub(r"^\s*\*? ?", "", match.group(1), flags=re.M)
            for paragraph in re.split(r"\n\s*\n|\n(?=@)|\n(?=\s*- )", text):
                yield re.sub(r"^@\w+\s*(?:\{[^}]*\})?\s*", "", paragraph)


def read(path: Path) -> str:
    """Text of a plain or gzipped file; anything unreadable, and anything of the benchmark's packages, is empty."""
    if is_benchmark_source(path):
        return ""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except OSError:
        return ""
    return data.decode("utf-8", "replace")


def each(reader: Callable[[Path], Iterator[str]], *roots: Path, pattern: str) -> Iterator[str]:
    """Paragraphs of all files below the roots whose path fits the glob pattern."""
    for root in roots:
        for path in sorted(root.rglob(pattern)):
            if path.is_file():
                yield from reader(path)


def sources(modules: Path, speeches: Path | None) -> dict[str, tuple[Iterator[str], int]]:
    """Name -> (paragraphs, most sentences to keep); everyday text has no cap, manuals do."""
    help_pages = Path("/usr/share/help/C")
    rust = DOC / "rust-doc" / "html"
    books = [rust / b for b in ("book", "cargo", "reference", "edition-guide", "rust-by-example", "embedded-book")]
    table: dict[str, tuple[Iterator[str], int]] = {
        "examples": (each(wordnet_examples, Path("/usr/share/wordnet"), pattern="data.*"), 60_000),
        "fortunes": (each(fortune_paragraphs, Path("/usr/share/games/fortunes"), pattern="*[a-z]"), 40_000),
        "games": (each(plain_paragraphs, Path("/usr/share/crawl/dat/descript"), pattern="*.txt"), 20_000),
        "help": (each(html_paragraphs, help_pages, pattern="*.page"), 40_000),
        "office": (each(html_paragraphs, Path("/usr/share/libreoffice/help/en-US"), pattern="*.html"), 15_000),
        "handbook": (each(html_paragraphs, DOC / "debian-handbook" / "html" / "en-US", pattern="*.html"), 30_000),
        "books": (each(html_paragraphs, *books, pattern="*.html"), 30_000),
        "python": (each(html_paragraphs, DOC / "python3.11" / "html", pattern="*.html"), 30_000),
        "django": (each(html_paragraphs, DOC / "python-django-doc" / "html", pattern="*.html"), 30_000),
        "database": (each(html_paragraphs, DOC / "postgresql-doc-15", DOC / "sqlite3", pattern="*.html"), 20_000),
        "git": (each(html_paragraphs, DOC / "git-doc", DOC / "git", pattern="*.html"), 20_000),
        "debian": (each(html_paragraphs, *(DOC / d for d in ("debian-reference-common", "debian", "maint-guide", "developers-reference", "aptitude")), pattern="*.html"), 20_000),
        "readmes": (each(markdown_paragraphs, modules, pattern="*.md"), 60_000),
        "comments": (script_comments(modules), 30_000),
        "docstrings": (python_docstrings(Path("/usr/lib/python3")), 30_000),
        "manuals": (each(man_paragraphs, Path("/usr/share/man/man1"), Path("/usr/share/man/man5"), pattern="*.gz"), 40_000),
    }
    if speeches is not None:
        table["speeches"] = (each(plain_paragraphs, speeches, pattern="*.txt"), 30_000)
    return table


def load_lexicon(path: Path) -> frozenset[str]:
    """Words that may occur: the frequency list's, and their forms with an apostrophe."""
    known = {line.split()[0].lower() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()}
    known |= {"i", "a"}
    stems = "i you he she it we they that there what who where how here let is are was were do does did has have had can could will would should must need ca wo ai".split()
    known |= {f"{s}'{e}" for s in stems for e in ("s", "re", "ve", "ll", "d", "m")} | {f"{s}n't" for s in stems}
    known |= {f"{w}'s" for w in list(known)}
    known |= set(
        "config plugin plugins runtime async metadata backend frontend username filename filenames repository workflow email website "
        "url json boolean integer iterator iterators callback callbacks namespace wildcard wildcards timestamp timestamps online offline "
        "unicode substring substrings default defaults initialize initialized asynchronous subclass subclasses tuple tuples regex hash "
        "hashes parser parsers bytecode kernel server servers desktop laptop internet login logins checkbox dropdown toolbar app apps "
        "blog podcast smartphone wifi screenshot screenshots refactor middleware localhost changelog debug debugging api apis stdin "
        "stdout stderr subdirectory subdirectories whitespace uppercase lowercase hostname hostnames lookup cleanup setup".split()
    )
    return frozenset(known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lexicon", type=Path, required=True, help="word frequency list, e.g. the one in the package symspellpy")
    parser.add_argument("--modules", type=Path, default=Path("node_modules"))
    parser.add_argument("--speeches", type=Path, default=None, help="folder of public-domain speeches as text")
    parser.add_argument("--seed", type=int, default=1)
    add_exclude_argument(parser)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    keep = Filter(load_lexicon(args.lexicon), Exclusion.load(args.exclude))
    random.seed(args.seed)
    total: Counter[str] = Counter()
    for name, (paragraphs, cap) in sources(args.modules, args.speeches).items():
        found = [c for p in paragraphs for s in sentences(p) if (c := keep.clean(s)) is not None]
        random.shuffle(found)
        found = found[:cap]
        total[name] = len(found)
        if found:
            (args.out / f"{name}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        print(f"{name}: {len(found)}", flush=True)
    print(f"all: {sum(total.values())}")


if __name__ == "__main__":
    main()
