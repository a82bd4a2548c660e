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
LONGEST_DOC = 200


def python_functions(path: Path, keeps_docs: bool = False) -> Iterator[str]:
    """Functions and methods of one file, dedented; docstrings are removed or cut to a first paragraph."""
    try:
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
                if name.endswith(".py") and "_vendor" not in name:
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
        and not re.search(r"__esModule|_interopRequire|@__PURE__|__awaiter|__generator|[A-Za-z0-9+/]{60}", code)
    )


class Collector:
    """Deduplicates (by text without spaces and names of the package) and writes rows per language."""

    def __init__(self, exclusion: Exclusion) -> None:
        self._exclusion = exclusion
        self._seen: set[str] = set()
        self._taken: dict[tuple[str, str], int] = {}
        self.rows: dict[str, list[dict[str, str]]] = {"typescript": [], "javascript": [], "python": []}

    def add(self, language: str, row: dict[str, str]) -> None:
        """Keeps the row when it is new, short and allowed."""
        code = row["code"].replace("\r\n", "\n").replace("\t", "  ")
        key = re.sub(r"\s+|;", "", code)
        place = (language, row["source"])
        if key in self._seen or self._taken.get(place, 0) >= PER_SOURCE or not acceptable(code):
            return
        if is_benchmark_source(row["source"]) or self._exclusion.drops(code):
            return
        self._seen.add(key)
        self._taken[place] = self._taken.get(place, 0) + 1
        self.rows[language].append({**row, "code": code})


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
        for code in python_functions(path, args.docs):
            collector.add("python", {"code": code, "source": package, "licence": licence})
    for found in script_functions(args.npm, args.docs):
        collector.add(found.pop("language"), found)
    args.out.mkdir(parents=True, exist_ok=True)
    random.seed(args.seed)
    for language, rows in collector.rows.items():
        random.shuffle(rows)
        text = "".join(json.dumps({"language": language, **row}) + "\n" for row in rows)
        (args.out / f"{language}.jsonl").write_text(text, encoding="utf-8")
        print(f"{language}: {len(rows)} functions from {len({r['source'] for r in rows})} packages")


if __name__ == "__main__":
    main()
