"""Harvests short functions under permissive licences, as JSON Lines of {"code", "source", "licence"}.

Python functions come from the standard library and installed packages; JavaScript and TypeScript ones from npm
packages, through `functions.mjs` (the TypeScript parser). Packages without a permissive licence are skipped.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import re
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

from exclude import Exclusion, add_exclude_argument, is_benchmark_source

PERMISSIVE = re.compile(r"\b(MIT|ISC|BSD|Apache|Unlicense|CC0|0BSD|PSF|Python Software Foundation)\b", re.I)
MIN_LINES, MAX_LINES, MAX_CHARS = 2, 25, 900
PER_SOURCE = 2500
LARGEST_FILE = 300_000
SAME_SHAPE = 4
# A package with so many functions in TypeScript ships what it compiled of them as JavaScript.
COMPILED_FROM = 40
# What compilers write, markup, and data.
MACHINE_MADE = re.compile(
    r"__esModule|_interopRequire|@__PURE__|#__PURE__|__awaiter|__generator|[A-Za-z0-9+/]{60}"
    r"|\bvoid 0\b|\(0, [\w$]+[.)]|\b_this\b|\b_a[0-9]*\b *=|__(?:spread|rest|assign|values|read)\w*\(|</\w|/>\s*[);]"
    r"|\b_(?:extends|slicedToArray|toConsumableArray|arrayWithoutHoles|classCallCheck|createClass|inherits\w*|defineProperty"
    r"|possibleConstructorReturn|objectSpread\w*|iterableToArray\w*|typeof|getPrototypeOf|assertThisInitialized)\("
)
KEYWORDS = frozenset(
    "if else for while return in of not and or is None True False true false null undefined let const var function def "
    "class new throw raise try except catch finally break continue async await yield lambda switch case default with "
    "typeof instanceof this self len range min max Math floor ceil abs push append".split()
)
# Tests, and what generators wrote.
LITTLE_WORTH = re.compile(r"(?:^|/)(?:tests?|testing|migrations|generated|models|types|resources|locale|data)/|_pb2|test_")
TOKEN = re.compile(r"""'[^'\n]*'|"[^"\n]*"|`[^`]*`|[A-Za-z_$][\w$]*|\d[\w.]*|\S""")
LONGEST_DOC = 200


def python_functions(path: Path, keeps_docs: bool = False) -> Iterator[str]:
    """Functions and methods of one file, dedented; docstrings are removed or cut to a first paragraph."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
    except (OSError, SyntaxError, ValueError, RecursionError):
        return
    lines = text.splitlines()
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.end_lineno is None:
            continue
        body = lines[node.lineno - 1 : node.end_lineno]
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            if len(node.body) == 1 or first.end_lineno is None:
                continue
            doc = short_doc(first.value.value) if keeps_docs else None
            shown = [] if doc is None else [" " * first.col_offset + doc]
            body = lines[node.lineno - 1 : first.lineno - 1] + shown + lines[first.end_lineno : node.end_lineno]
        code = textwrap.dedent("\n".join(body)).rstrip()
        if parses(code):
            yield code


def short_doc(doc: str) -> str | None:
    """The first paragraph of a docstring as one of its own, where it is short."""
    text = " ".join(doc.strip().split("\n\n")[0].split())
    plain = text and len(text) <= LONGEST_DOC and '"' not in text and "\\" not in text
    return f'"""{text}"""' if plain else None


def parses(code: str) -> bool:
    """Whether a snippet is Python by itself."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    return True


def python_sources(folders: list[Path]) -> Iterator[tuple[str, str, Path]]:
    """(package, licence, file) of the standard library and of packages whose metadata name a permissive licence."""
    import sysconfig

    standard = Path(sysconfig.get_path("stdlib"))
    skip = {"test", "tests", "site-packages", "dist-packages", "idlelib", "lib2to3", "turtledemo"}
    for path in sorted(standard.rglob("*.py")):
        if not skip.intersection(path.parts):
            yield "python-stdlib", "PSF-2.0", path
    for folder in folders:
        for metadata in sorted(folder.glob("*.dist-info/METADATA")):
            licence = _licence(metadata.read_text(encoding="utf-8", errors="replace"))
            record = metadata.with_name("RECORD")
            if licence is None or not record.exists():
                continue
            package = metadata.parent.name.split("-")[0]
            for line in record.read_text(encoding="utf-8").splitlines():
                name = line.split(",")[0]
                if name.endswith(".py") and "_vendor" not in name and not LITTLE_WORTH.search(name):
                    yield package, licence, folder / name


def _licence(metadata: str) -> str | None:
    head = metadata.split("\n\n")[0]
    found = re.findall(r"^(?:License|License-Expression|Classifier: License ::.*):? *:?:? *(.*)$", head, re.M)
    text = " ".join(found) + " ".join(re.findall(r"^Classifier: License :: (.*)$", head, re.M))
    if re.search(r"\b[AL]?GPL|General Public", text):
        return None
    match = PERMISSIVE.search(text)
    return match.group(0) if match else None


def script_functions(roots: list[Path], keeps_docs: bool = False) -> Iterator[dict[str, str]]:
    """Rows that the Node script prints for all packages below the roots."""
    script = Path(__file__).with_name("functions.mjs")
    command = ["node", str(script), *(["--docs"] if keeps_docs else []), *map(str, roots)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode != 0:
        raise RuntimeError("functions.mjs failed")


def acceptable(code: str) -> bool:
    """Short, plain ASCII and not machine-made."""
    lines = code.split("\n")
    return (
        MIN_LINES <= len(lines) <= MAX_LINES
        and 40 <= len(code) <= MAX_CHARS
        and code.isascii()
        and max(map(len, lines)) <= 110
        and not MACHINE_MADE.search(code)
    )


DOC = re.compile(r'^/\*\*[^\n]*\*/\n|^ *"""[^"\n]*"""\n', re.M)
COMMENT = {"python": re.compile(r"(?:^|\s)#.*"), "script": re.compile(r"(?:^|\s)//.*|/\*[^*]*\*/")}


def shape(code: str, language: str) -> str:
    """The function with its names and literals blotted out, so that near duplicates are alike."""
    plain = COMMENT["python" if language == "python" else "script"].sub("", DOC.sub("", code))
    return "".join(map(blotted, TOKEN.findall(plain)))


def blotted(token: str) -> str:
    """A keyword or sign as it is, a name as `a`, a number as `0`, a text as a quote."""
    if token in KEYWORDS:
        return f" {token} "
    if token[0] in "'\"`":
        return '"'
    if token[0].isalpha() or token[0] in "_$":
        return "a"
    return "0" if token[0].isdigit() else token


class Collector:
    """Leaves out repetitions (same text but for spaces, or the fifth of one shape) and keeps rows per language."""

    def __init__(self, exclusion: Exclusion) -> None:
        self._exclusion = exclusion
        self._seen: set[str] = set()
        self._taken: dict[tuple[str, str], int] = {}
        self._shapes: dict[str, int] = {}
        self.rows: dict[str, list[dict[str, str]]] = {"typescript": [], "javascript": [], "python": []}

    def add(self, language: str, row: dict[str, str]) -> None:
        """Keeps the row when it is new, short and allowed."""
        code = row["code"].replace("\r\n", "\n").replace("\t", "  ")
        key = re.sub(r"\s+|;", "", DOC.sub("", code))
        place = (language, row["source"])
        if key in self._seen or self.is_full(language, row["source"]) or not acceptable(code):
            return
        path = row.get("path", "")
        if is_benchmark_source(row["source"]) or is_benchmark_source(path) or self._exclusion.drops(code):
            return
        form = shape(code, language)
        if self._shapes.get(form, 0) >= SAME_SHAPE:
            return
        self._shapes[form] = self._shapes.get(form, 0) + 1
        self._seen.add(key)
        self._taken[place] = self._taken.get(place, 0) + 1
        self.rows[language].append({"code": code, "source": row["source"], "licence": row["licence"]})

    def is_full(self, language: str, package: str) -> bool:
        """Whether a package has given as much as it may."""
        return self._taken.get((language, package), 0) >= PER_SOURCE

    def drop_compiled(self) -> None:
        """Takes out the JavaScript of packages whose TypeScript is there."""
        self.rows["javascript"] = [
            row
            for row in self.rows["javascript"]
            if self._taken.get(("typescript", row["source"]), 0) < COMPILED_FROM
        ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--npm", type=Path, nargs="*", default=[Path("node_modules")], help="folders of npm packages")
    parser.add_argument("--python", type=Path, nargs="*", default=[], help="site-packages folders")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--docs", action="store_true", help="keep the first paragraph of comments and docstrings")
    add_exclude_argument(parser)
    args = parser.parse_args()
    collector = Collector(Exclusion.load(args.exclude))
    for package, licence, path in python_sources(args.python):
        if collector.is_full("python", package):
            continue
        for code in python_functions(path, args.docs):
            collector.add("python", {"code": code, "source": package, "licence": licence, "path": str(path)})
    for found in script_functions(args.npm, args.docs):
        collector.add(found.pop("language"), found)
    collector.drop_compiled()
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(args.seed)
    for language, rows in collector.rows.items():
        random.shuffle(rows)
        text = "".join(json.dumps({"language": language, **row}) + "\n" for row in rows)
        (args.out / f"{language}.jsonl").write_text(text, encoding="utf-8")
        print(f"{language}: {len(rows)} functions from {len({r['source'] for r in rows})} packages")


if __name__ == "__main__":
    main()
