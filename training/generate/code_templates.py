"""Short textbook-like functions in TypeScript, JavaScript and Python, composed from patterns.

A pattern file (code_concepts_*.txt) holds concepts:

  ## names: words of one name | words of another      (joined in camelCase or snake_case)
  async: yes                                          (optional)
  doc: one sentence | another
  sig: name:TypeScriptType, ... -> ReturnType
  ts: / py:                                           (indented bodies, several of each)

`$XS`, `$X`, `$F` ... are placeholders; one filling is drawn per function, so names agree throughout.
"""

import os
import re

NOUNS = (
    'order orders|price prices|score scores|user users|item items|number numbers|value values|product products|'
    'account accounts|message messages|event events|task tasks|file files|line lines|row rows|entry entries|'
    'record records|student students|employee employees|customer customers|payment payments|invoice invoices|'
    'book books|player players|team teams|point points|node nodes|token tokens|image images|comment comments|'
    'temperature temperatures|reading readings|sample samples|grade grades|amount amounts|salary salaries|'
    'ticket tickets|booking bookings|room rooms|car cars|city cities|country countries|planet planets|tag tags|'
    'animal animals|song songs|track tracks|movie movies|recipe recipes|weight weights|height heights|size sizes|'
    'step steps|visit visits|click clicks|session sessions|server servers|job jobs|worker workers|log logs|'
    'measurement measurements|distance distances|duration durations|element elements|num nums|x xs|n numbers|'
    'lineItem lineItems|cartItem cartItems|word words|name names|char chars|letter letters|input inputs|bid bids'
).split('|')
FIELDS = (
    'price amount total quantity score age weight height size cost balance salary duration length count rating '
    'points distance votes stock width year priority value views minutes hours level rank progress fee'
).split()
FLAGS = (
    'active enabled done completed visible valid paid archived selected public open ready available verified '
    'published deleted locked hidden online approved read checked expired isActive isDone isPaid isOpen'
).split()
POOLS = {
    'ACC': 'total sum result acc totalSum subtotal running amount'.split(),
    'CNT': 'count total matches n found result'.split(),
    'OUT': 'result results output out list collected kept items selected copy'.split(),
    'BEST': 'best max largest highest top longest maximum currentMax'.split(),
    'LEAST': 'least min smallest lowest best minimum currentMin'.split(),
    'I': 'i i i i index idx k'.split(),
    'N': 'n value number num x amount'.split(),
    'M': 'm other factor'.split(),
    'LO': 'min low lower minimum minValue lo start'.split(),
    'HI': 'max high upper maximum maxValue hi end'.split(),
    'TARGET': 'target needle wanted value key searched'.split(),
    'W': 'text word str input s value string line title message'.split(),
    'AB': ['a b', 'a b', 'left right', 'first second', 'x y', 'one two', 'lhs rhs'],
    'GRID': 'matrix grid rows table board'.split(),
    'T': 'string number T'.split(),
    'LIM': '18 21 16 65'.split(),
}
PYTHON_TYPES = {
    'number': 'int', 'string': 'str', 'boolean': 'bool', 'void': 'None', 'number[]': 'list[float]',
    'string[]': 'list[str]', 'Date': 'date', 'unknown': 'object', 'number[][]': 'list[list[float]]',
}
PLACEHOLDER = re.compile(r'\$([A-Z]+1?)')


def load(directory):
    """The concepts of every pattern file in a directory."""
    concepts = []
    for name in sorted(os.listdir(directory)):
        if name.startswith('code_concepts_') and name.endswith('.txt'):
            with open(os.path.join(directory, name), encoding='utf-8') as text:
                concepts += parse(text.read())
    return concepts


def parse(text):
    concepts, body = [], None
    for line in text.split('\n'):
        if line.startswith('#') and not line.startswith('## '):
            continue
        if line.startswith('## names:'):
            concepts.append({'async': False, 'ts': [], 'py': []})
            concepts[-1]['names'] = [part.strip() for part in line[9:].split('|')]
        elif line.startswith('async:'):
            concepts[-1]['async'] = True
        elif line.startswith('doc:'):
            concepts[-1]['doc'] = [part.strip() for part in line[4:].split(' | ')]
        elif line.startswith('sig:'):
            parameters, returns = line[4:].strip().rsplit(' -> ', 1) if '=>' not in line else split_arrow(line)
            concepts[-1]['parameters'] = parse_parameters(parameters)
            concepts[-1]['returns'] = returns.strip()
        elif line in ('ts:', 'py:'):
            body = []
            concepts[-1][line[:2]].append(body)
        elif line.startswith('  '):
            body.append(line[2:])
    return concepts


def split_arrow(line):
    head, _, tail = line[4:].strip().rpartition(' -> ')
    return head, tail


def parse_parameters(text):
    """Splits `a:T, b:{ c: U }` at the commas outside brackets."""
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in '([{<':
            depth += 1
        elif char in ')]}' or (char == '>' and text[place - 1] != '='):
            depth -= 1
        elif char == ',' and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    parts.append(text[start:])
    return [tuple(part.strip().split(':', 1)) for part in parts]


def snake(name):
    return re.sub(r'([a-z0-9])([A-Z])', r'\1_\2', name).lower()


def filling(rng):
    """One draw of every placeholder."""
    singular, plural = rng.choice(NOUNS).split(' ')
    if rng.random() < 0.12:
        plural = rng.choice(('list', 'array', 'data', 'arr', 'collection'))
        singular = rng.choice(('item', 'x', 'value', 'element', 'entry'))
    field, other = rng.sample(FIELDS, 2)
    fill = {key: rng.choice(pool) for key, pool in POOLS.items()}
    fill['A'], fill['B'] = fill.pop('AB').split(' ')
    fill.update(X=singular, XS=plural, F=field, FS=field + 's', G=other, B1=rng.choice(FLAGS))
    fill['TYPE'] = singular[0].upper() + singular[1:]
    taken = {singular, plural}
    for key in ('ACC', 'CNT', 'OUT', 'BEST', 'LEAST', 'TARGET', 'N'):
        while fill[key] in taken:
            fill[key] = rng.choice(POOLS[key])
        if key not in ('N', 'TARGET'):
            continue
        taken.add(fill[key])
    return fill


def substitute(text, fill, python):
    def value(match):
        word = fill.get(match.group(1), match.group(0))
        return snake(word) if python and match.group(1) != 'TYPE' else word

    return PLACEHOLDER.sub(value, text)


def function_name(concept, fill, python, rng):
    pieces = []
    for word in rng.choice(concept['names']).split(' '):
        if word.startswith('$'):
            word = fill.get(word[1:], word[1:])
        pieces += snake(word).split('_') if word != word.lower() else [word]
    if python:
        return '_'.join(piece.lower() for piece in pieces)
    return pieces[0] + ''.join(piece[0].upper() + piece[1:] for piece in pieces[1:])


def untyped(line):
    """A body line without TypeScript's annotations."""
    line = re.sub(r'\b(const|let) (\w+): [\w\[\]<>, ]+ =', r'\1 \2 =', line)
    return re.sub(r'new (Map|Set)<[^()]*>\(', r'new \1(', line)


def example_words(doc, fill, python):
    words = substitute(doc, fill, False)
    return re.sub(r'\b([a-z]+)([A-Z])', lambda m: f'{m.group(1)} {m.group(2).lower()}', words) if python else words


def render_python(concept, fill, rng):
    body = [substitute(line, fill, True) for line in rng.choice(concept['py'])]
    if rng.random() < 0.4:
        body = [re.sub(rf'\b({snake(fill["X"])}|entry|best|least)\.({fill["F"]}|{fill["G"]}|id|{snake(fill["B1"])})\b',
                       r'\1["\2"]', line) for line in body]
    typed = rng.random() < 0.45
    names = []
    for name, kind in concept['parameters']:
        name = snake(substitute(name, fill, True))
        if typed and kind in PYTHON_TYPES:
            name += ': ' + PYTHON_TYPES[kind]
        names.append(name)
    returns = PYTHON_TYPES.get(concept['returns'])
    head = 'async def' if concept['async'] else 'def'
    arrow = f' -> {returns}' if typed and returns else ''
    lines = [f'{head} {function_name(concept, fill, True, rng)}({", ".join(names)}){arrow}:']
    style = rng.random()
    doc = example_words(rng.choice(concept['doc']), fill, True)
    if style < 0.45:
        lines.append(f'    """{doc}"""')
    elif style < 0.55:
        lines.insert(0, f'# {doc}')
    return lines + ['    ' + re.sub(r'^(  )+(?=\S)', lambda m: m.group(0), line) for line in body]


def render_script(concept, fill, rng, typed):
    body = [substitute(line, fill, False) for line in rng.choice(concept['ts'])]
    if not typed:
        body = [untyped(line) for line in body]
    if rng.random() < 0.25:
        body = [line.replace("'", '"') if '"' not in line else line for line in body]
    if rng.random() < 0.12:
        body = [re.sub(r';$', '', line) for line in body]
    name = function_name(concept, fill, False, rng)
    parameters, returns = [], substitute(concept['returns'], fill, False)
    for parameter, kind in concept['parameters']:
        parameter = substitute(parameter, fill, False)
        parameters.append(f'{parameter}: {substitute(kind, fill, False)}' if typed else parameter)
    lines = script_shape(name, ', '.join(parameters), f': {returns}' if typed else '', body, concept['async'], rng)
    doc = example_words(rng.choice(concept['doc']), fill, False)
    style = rng.random()
    if style < 0.25:
        lines.insert(0, f'// {doc}')
    elif style < 0.5:
        lines.insert(0, f'/** {doc} */')
    if rng.random() < 0.2:
        lines = [re.sub(r'^( +)', lambda m: m.group(1) * 2, line) for line in lines]
    return lines


def script_shape(name, parameters, returns, body, is_async, rng):
    prefix = 'async ' if is_async else ''
    shape = rng.random()
    inner = ['  ' + line for line in body]
    recursive = any(f'{name}(' in line for line in body)
    if shape < 0.62 or recursive:
        export = rng.choice(('', '', 'export '))
        return [f'{export}{prefix}function {name}({parameters}){returns} {{', *inner, '}']
    if shape < 0.7 and len(body) == 1 and body[0].startswith('return '):
        expression = body[0][7:].rstrip(';')
        wrapped = f'({expression})' if expression.startswith('{') else expression
        return [f'const {name} = {prefix}({parameters}){returns} => {wrapped};']
    if shape < 0.88:
        return [f'const {name} = {prefix}({parameters}){returns} => {{', *inner, '};']
    return [f'{prefix}{name}({parameters}){returns} {{', *inner, '}']


def compose(concepts, rng):
    """One function: (language, code)."""
    concept = rng.choice(concepts)
    fill = filling(rng)
    language = rng.choice(('typescript', 'javascript', 'python'))
    if language == 'python' and concept['py']:
        return language, '\n'.join(render_python(concept, fill, rng))
    if language == 'python':
        language = 'typescript'
    return language, '\n'.join(render_script(concept, fill, rng, language == 'typescript'))
