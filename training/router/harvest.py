"""Cuts comments, docstrings, conditions and functions out of real Python files.

Usage: python training/router/harvest.py COUNT FILE... > selections.jsonl
"""

import ast
import io
import json
import sys
import tokenize


def selections(source):
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.end_lineno - node.lineno < 40:
            yield "function", "code", ast.get_source_segment(source, node, padded=True)
        if isinstance(node, (ast.For, ast.Try, ast.With, ast.AugAssign)) and node.end_lineno - node.lineno < 12:
            yield "statement", "code", ast.get_source_segment(source, node, padded=True)
        if isinstance(node, ast.BoolOp) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
            yield "condition", "logic", ast.get_source_segment(source, node)
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module)):
            text = ast.get_docstring(node)
            if text and 40 < len(text) < 800:
                yield "docstring", "prose", f'"""{text}"""'
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and len(token.string.split()) > 6:
            yield "comment", "prose", token.string


def main():
    count = int(sys.argv[1])
    kept = {}
    for path in sys.argv[2:]:
        try:
            found = list(selections(open(path, encoding="utf8").read()))
        except (SyntaxError, UnicodeDecodeError, tokenize.TokenError):
            continue
        for kind, expert, text in found:
            bucket = kept.setdefault(kind, [])
            if text and text not in bucket:
                bucket.append(text)
    for kind, texts in kept.items():
        expert = {"condition": "logic", "docstring": "prose", "comment": "prose"}.get(kind, "code")
        step = max(1, len(texts) // count)
        for text in texts[::step][:count]:
            print(json.dumps({"prompt": text, "expert": expert, "languageId": "python", "kind": kind}))


main()
