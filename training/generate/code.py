"""Writes training rows for the code expert: small holes in correct functions, to be filled.

Usage: python3 training/generate/code.py --corpus DIR --out FILE --count N --seed S --split train|held
       [--exclude FILE]

Every row is {"prompt", "target", "kind"}:

  prompt   fill ts:
           function isAdult(age: number): boolean {
             return age §1 18;
           }
  target   §1 >=

Why holes and not mutated functions: by Bayes' rule a repair of one place is as likely as the quotient
P(repair | rest) / P(present text | rest), so a model that fills holes ranks every single-place repair and
needs no model of how people make mistakes. Each correct function gives dozens of rows, and a row with
several holes gives several answers for one prompt, which matters when training runs on one CPU core.

Holes lie where `server/verify/code` proposes repairs: operators, names, numbers, argument lists, bounds
(`xs.length - 1`), heads of statements (`return`, `await`) and negations. DIR/code/LANGUAGE.jsonl holds
harvested functions {"code"}; textbook-like ones come from code_templates.py.
"""

import argparse
import hashlib
import json
import os
import random
import re
import sys

sys.path.append(os.path.dirname(os.path.abspath(__file__)))
import code_templates  # noqa: E402

LANGUAGES = {'typescript': 'ts', 'javascript': 'js', 'python': 'py'}
HELD_SHARE = 24
MAX_CHARACTERS = 1000
TEMPLATE_SHARE = 0.5

TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/|(?<![\w\'"])#[^\n]*)'
    r'|(?P<string>"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`)'
    r'|(?P<number>\b\d+(?:\.\d+)?\b)'
    r'|(?P<name>[A-Za-z_$][\w$]*)'
    r'|(?P<operator>===|!==|\*\*=|<<=|>>=|==|!=|<=|>=|=>|&&|\|\||\?\?|\+\+|--|\+=|-=|\*=|/=|//|\*\*|->|\?\.|[-+*/%<>=!?])'
    r'|(?P<mark>[()\[\]{},;:.])',
    re.S,
)
BINARY = set('=== !== == != <= >= < > && || ?? + - * / % ** // += -= *= /= ++ -- and or'.split())
WORDS = set(
    'function const let var return if else for while do of in new await async def class import from as with try '
    'except catch finally throw raise switch case default break continue typeof instanceof void delete yield '
    'lambda not and or is pass elif this self null undefined None true false True False export static public '
    'private readonly number string boolean int str float bool list dict any unknown never type interface extends '
    'super print console Math Object Array Promise JSON len range'.split()
)
METHODS = set(
    'push unshift pop shift startsWith endsWith startswith endswith some every any all floor ceil round min max append '
    'extend toUpperCase toLowerCase upper lower indexOf lastIndexOf find filter map rfind add remove strip lstrip '
    'rstrip trimStart trimEnd keys values first last true false True False'.split()
)
KIND_WEIGHTS = {'operator': 9, 'name': 8, 'number': 4, 'arguments': 9, 'head': 4, 'bound': 5, 'negation': 3, 'method': 3}
ARGUMENTS = re.compile(r'(?<![\w.])(?P<before>(?:function|def|new)\s+)?[\w.]+\((?P<hole>[^()\n{}=]*, [^()\n{}=]*)\)(?!\s*[:{])')
HEAD = re.compile(r'(?:(?<=\n)[ ]*|(?<== ))(?P<hole>(?:return )?(?:await )?(?:new )?[A-Za-z_][\w]*)(?=[ .(\[;\n])')
BOUND = re.compile(
    r'(?:(?<=[<>] )|(?<=[<>]= )|(?<=\[)|(?<=\()|(?<=, )|(?<== ))'
    r'(?P<hole>(?:len\(\w+\)|[A-Za-z_][\w.]*)(?: ?[+-] ?1)?)(?=[\]);,:])'
)
NEGATION = re.compile(r'(?:(?<=if \()|(?<=if )|(?<=&& )|(?<=\|\| )|(?<=and )|(?<=or )|(?<=while )|(?<=while \()|(?<=return )|(?<=not ))'
                      r'(?P<hole>(?:!|not )?[A-Za-z_][\w.]*)(?=[) :;&|.(])')


def tokens_of(code):
    return [(match.lastgroup, match.group(0), match.start(), match.end()) for match in TOKEN.finditer(code)]


def sites_of(code):
    """Every place that may become a hole: (start, end, kind)."""
    tokens = tokens_of(code)
    opaque = [(start, end) for kind, _, start, end in tokens if kind in ('comment', 'string')]
    counts = {}
    for kind, text, _, _ in tokens:
        if kind == 'name':
            counts[text] = counts.get(text, 0) + 1
    sites = []
    body = signature_end(code)
    for place, (kind, text, start, end) in enumerate(tokens):
        if start < body:
            continue
        before = tokens[place - 1] if place else ('', '', 0, 0)
        after = tokens[place + 1] if place + 1 < len(tokens) else ('', '', 0, 0)
        if kind == 'operator' or text in ('and', 'or'):
            if text in BINARY and is_operator(code, text, before, start):
                sites.append((start, end, 'operator'))
        elif kind == 'number':
            sites.append((start, end, 'number'))
        elif kind == 'name' and (text in METHODS) and (before[1] == '.' or text not in counts or counts[text] == 1):
            sites.append((start, end, 'method'))
        elif kind == 'name' and text not in WORDS and counts[text] > 1 and before[1] != '.':
            if before[1] not in ('function', 'def', 'const', 'let', 'var', 'class') and not is_key(before, after):
                sites.append((start, end, 'name'))
    for pattern, kind in ((ARGUMENTS, 'arguments'), (HEAD, 'head'), (BOUND, 'bound'), (NEGATION, 'negation')):
        for match in pattern.finditer(code):
            start, end = match.span('hole')
            if start < body or (kind == 'arguments' and match.group('before')):
                continue
            if kind == 'head' and match.group('hole') in WORDS:
                continue
            if not any(low < end and start < high for low, high in opaque):
                sites.append((start, end, kind))
    return sites


def signature_end(code):
    """Where the first bracket closes: nothing in a parameter list can be inferred, so no hole lies there."""
    depth = 0
    for match in re.finditer(r'[()]', code):
        depth += 1 if match.group(0) == '(' else -1
        if depth == 0:
            return match.end()
    return 0


def is_operator(code, text, before, start):
    if text in ('<', '>'):
        return code[start - 1:start] == ' '
    if text in ('+', '-', '*', '/', '//', '%'):
        return before[0] in ('name', 'number', 'string') or before[1] in (')', ']')
    return True


def is_key(before, after):
    return after[1] == ':' and before[1] in ('{', ',')


class Functions:
    """Harvested functions of one split, and composed ones."""

    def __init__(self, corpus, split, excluded):
        self.split = split
        self.excluded = excluded
        self.harvested = []
        for language in LANGUAGES:
            path = os.path.join(corpus, 'code', f'{language}.jsonl')
            if not os.path.exists(path):
                continue
            with open(path, encoding='utf-8') as lines:
                for line in lines:
                    code = dedent(json.loads(line)['code'])
                    if self.wanted(code):
                        self.harvested.append((language, code, sites_of(code)))
        here = os.path.dirname(os.path.abspath(__file__))
        self.concepts = code_templates.load(here)

    def wanted(self, code):
        if not 20 <= len(code) <= MAX_CHARACTERS or '§' in code:
            return False
        if is_held(code) != (self.split == 'held'):
            return False
        return not (self.excluded and touches(code, self.excluded))

    def draw(self, rng):
        if self.harvested and rng.random() > TEMPLATE_SHARE:
            return rng.choice(self.harvested)
        while True:
            language, code = code_templates.compose(self.concepts, rng)
            if self.wanted(code):
                return language, code, sites_of(code)


def is_held(code):
    return hashlib.sha256(re.sub(r'\s+', '', code).encode()).digest()[0] % HELD_SHARE == 0


def dedent(code):
    """Moves a function to the left margin and turns tabs and odd line ends into plain ones."""
    lines = code.replace('\r\n', '\n').replace('\t', '    ').strip('\n').rstrip().split('\n')
    margins = [len(line) - len(line.lstrip(' ')) for line in lines[1:] if line.strip()]
    first = len(lines[0]) - len(lines[0].lstrip(' '))
    margin = min([first, *margins]) if first else min([*margins, 0], default=0)
    return '\n'.join(line[margin:].rstrip() for line in lines)


def read_excluded(path):
    """Hash starts, all of one length, of word 8-grams and of whole texts that must not be trained on."""
    if not path:
        return {}
    with open(path, encoding='utf-8') as lines:
        starts = {line.strip() for line in lines if line.strip()}
    by_length = {}
    for start in starts:
        by_length.setdefault(len(start), set()).add(start)
    return by_length


def touches(code, excluded):
    words = re.findall(r'[a-z0-9]+', code.lower())
    grams = [' '.join(words[i:i + 8]) for i in range(max(1, len(words) - 7))] + [code, code.strip()]
    for gram in grams:
        digest = hashlib.sha256(gram.encode()).hexdigest()
        if any(digest[:length] in starts for length, starts in excluded.items()):
            return True
    return False


def choose(sites, rng):
    """One to five places that do not overlap, in order."""
    by_kind = {}
    for site in sites:
        by_kind.setdefault(site[2], []).append(site)
    kinds = list(by_kind)
    weights = [KIND_WEIGHTS[kind] for kind in kinds]
    wanted = min(rng.choices((1, 2, 3, 4, 5), (40, 18, 16, 14, 12))[0], max(1, len(sites) // 4))
    chosen = []
    for _ in range(wanted * 2):
        site = rng.choice(by_kind[rng.choices(kinds, weights)[0]])
        if all(site[1] <= other[0] - 1 or other[1] <= site[0] - 1 for other in chosen):
            chosen.append(site)
        if len(chosen) == wanted:
            break
    return sorted(chosen)


def row_of(language, code, sites, rng):
    chosen = choose(sites, rng)
    pieces, target, at = [], [], 0
    for number, (start, end, _) in enumerate(chosen, 1):
        pieces += [code[at:start], f'§{number}']
        target.append(f'§{number} {code[start:end]}')
        at = end
    pieces.append(code[at:])
    kind = chosen[0][2] if len(chosen) == 1 else 'several'
    prompt = f'fill {LANGUAGES[language]}:\n{"".join(pieces)}'
    return {'prompt': prompt, 'target': ' '.join(target), 'kind': kind}


def rows(count, seed, functions):
    rng = random.Random(f'{seed}/{functions.split}')
    written = 0
    while written < count:
        language, code, sites = functions.draw(rng)
        if not sites:
            continue
        written += 1
        yield row_of(language, code, sites, rng)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--corpus', default='')
    parser.add_argument('--out', required=True)
    parser.add_argument('--count', type=int, required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--split', choices=('train', 'held'), required=True)
    parser.add_argument('--exclude', default='')
    options = parser.parse_args()
    functions = Functions(options.corpus, options.split, read_excluded(options.exclude))
    with open(options.out, 'w', encoding='utf-8') as out:
        for row in rows(options.count, options.seed, functions):
            out.write(json.dumps(row, ensure_ascii=False) + '\n')
    print(f'{options.count} rows, {len(functions.harvested)} harvested functions', file=sys.stderr)


if __name__ == '__main__':
    main()
