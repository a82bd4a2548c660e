"""Writes training rows for the logic expert: boolean simplification and small integer arithmetic.

Usage: python3 training/generate/logic.py --corpus DIR --out FILE --count N --seed S --split train|held

Every row is {"prompt", "target", "kind"}. The target writes out its work, because a tiny model cannot
find a minimal form in one step, and ends with `= answer`:

  simplify       operands are letters, as the expert asks at run time; each stands for its column of the truth
                 table in hexadecimal (A=c B=a, with a third f0 cc aa), reduced step by step:
                 `simplify: !(!A || !B)` -> `!(!c || !a) ; !(3 || 5) ; !7 ; 8 = A && B`
  simplifyNamed  realistic operands in three syntaxes; bindings and the substituted expression come first
  simplifyRange  comparisons of one operand with numbers; bits run over the regions of the number line
  eval           small integer arithmetic and comparisons, one reduction per step

Rows are split by a hash of their structure (names and syntax removed; numbers kept for `eval`), so that
no held-out structure is ever trained on.
"""

import argparse
import hashlib
import json
import random
import re
import sys

from logic_names import NamePool
from logic_syntax import LOOSE, PYTHON, SCRIPT, atom_text, show, show_flipped
from logic_tables import WORTHWHILE, atoms_in_order, cost_of, masks, minimal_forms, reduction, renamed, size_of, table_of

LETTERS = 'ABCD'
HELD_SHARE = 16


def random_expr(rng, count, depth):
    if depth == 0 or rng.random() < 0.15:
        leaf = ('k', rng.random() < 0.5) if rng.random() < 0.03 else ('v', rng.randrange(count))
        return ('!', leaf) if rng.random() < 0.3 else leaf
    node = ('&&' if rng.random() < 0.5 else '||', random_expr(rng, count, depth - 1), random_expr(rng, count, depth - 1))
    if rng.random() < 0.35:
        node = ('!', node)
        if rng.random() < 0.1:
            node = ('!', node)
    return node


def shape_expr(rng, count):
    """The redundancies that people really write, which random trees make too rarely."""
    x, y, z = (('v', rng.randrange(count)) for _ in range(3))
    if rng.random() < 0.25:
        y = ('!', y)
    shapes = [
        lambda: ('!', ('!', x)),
        lambda: ('!', ('&&', ('!', x), ('!', y))),
        lambda: ('!', ('||', ('!', x), ('!', y))),
        lambda: ('!', ('||', x, ('!', y))),
        lambda: ('||', x, ('&&', x, y)),
        lambda: ('&&', x, ('||', x, y)),
        lambda: ('||', x, ('&&', ('!', x), y)),
        lambda: ('&&', x, ('||', ('!', x), y)),
        lambda: ('||', ('&&', x, y), ('&&', x, z)),
        lambda: ('&&', ('||', x, y), ('||', x, z)),
        lambda: ('||', ('&&', x, y), ('&&', x, ('!', y))),
        lambda: ('&&', ('||', x, y), ('||', x, ('!', y))),
        lambda: ('&&', x, ('!', x)),
        lambda: ('||', ('||', x, y), x),
        lambda: ('&&', ('&&', x, y), x),
        lambda: ('&&', ('!', x), ('!', y)),
        lambda: ('&&', ('&&', x, y), z),
        lambda: ('||', x, ('&&', y, z)),
    ]
    node = rng.choice(shapes)()
    return ('!', node) if rng.random() < 0.15 else node


def draw_boolean(rng, minimal):
    while True:
        count = rng.choice((1, 2, 2, 2, 3, 3, 3))
        expr = shape_expr(rng, count) if rng.random() < 0.35 else random_expr(rng, count, rng.choice((1, 2, 2, 3)))
        if expr[0] in 'vk' or size_of(expr) > 8:
            continue
        order = atoms_in_order(expr, [])
        if not order:
            continue
        expr = renamed(expr, {atom: index for index, atom in enumerate(order)})
        count = len(order)
        columns = masks(count)
        full = (1 << (1 << count)) - 1
        table = table_of(expr, columns, full)
        cost, best = minimal[count][table]
        if rng.random() < 0.1 and best[0] not in 'vk':
            # Nothing to do is an answer that must be learnt too.
            expr = best
            order = atoms_in_order(expr, [])
            expr = renamed(expr, {atom: index for index, atom in enumerate(order)})
            count = len(order)
            return expr, expr, count, masks(count)
        # What is already minimal stays as its author wrote it.
        answer = expr if cost_of(expr) < cost + WORTHWHILE else best
        return expr, answer, count, columns


def simplify_row(rng, pool, minimal):
    expr, answer, count, columns = draw_boolean(rng, minimal)
    syntax = PYTHON if rng.random() < 0.1 else SCRIPT
    letters = LETTERS[:count]
    lines, _ = reduction(expr, masks(max(2, count)), 4 if count < 3 else 8)
    target = ' ; '.join(lines) + ' = ' + show(answer, letters, syntax)
    structure = 'bool ' + show(expr, letters, SCRIPT)
    return 'simplify: ' + show(expr, letters, syntax), target, 'simplify', structure


def named_atom(rng, pool, syntax):
    kind = rng.random()
    name = pool.name(rng)
    if kind < 0.5:
        return name
    if kind < 0.62:
        return f'{name}.{pool.name(rng)}'
    if kind < 0.68:
        return f'{name}()'
    if kind < 0.8:
        return (name, rng.choice(('<', '>', '<=', '>=')), str(rng.choice((0, 1, 2, 3, 5, 10, 18, 100))))
    if kind < 0.9 or syntax is not PYTHON:
        right = rng.choice((str(rng.randrange(10)), 'null' if syntax is not PYTHON else '0', pool.name(rng)))
        return (name, rng.choice((syntax.equal, syntax.unequal)), right)
    if kind < 0.95:
        return (name, rng.choice(('is', 'is not')), 'None')
    return (name, rng.choice(('in', 'not in')), pool.name(rng))


def named_row(rng, pool, minimal):
    while True:
        expr, answer, count, columns = draw_boolean(rng, minimal)
        syntax = rng.choice((SCRIPT, SCRIPT, LOOSE, PYTHON, PYTHON))
        atoms = []
        while len(atoms) < count:
            atom = named_atom(rng, pool, syntax)
            if atom_text(atom) not in map(atom_text, atoms):
                atoms.append(atom)
        prompt = show(expr, atoms, syntax)
        if len(prompt) <= 100:
            break
    letters = LETTERS[:count]
    bindings = ' '.join(f'{letters[i]}={atom_text(atoms[i])}' for i in range(count))
    lines, _ = reduction(expr, masks(max(2, count)), 4 if count < 3 else 8)
    final = show_flipped(answer, atoms, syntax)
    # An unchanged structure may still flip a negated comparison.
    work = [bindings, show(expr, letters, SCRIPT), *lines, show(answer, letters, SCRIPT)]
    structure = 'bool ' + show(expr, letters, SCRIPT)
    return 'simplify: ' + prompt, ' ; '.join(work) + ' = ' + final, 'simplifyNamed', structure


HOLDS = {
    '<': lambda p, t: p < t, '<=': lambda p, t: p <= t, '>': lambda p, t: p > t,
    '>=': lambda p, t: p >= t, '===': lambda p, t: p == t, '!==': lambda p, t: p != t,
}
COMPARISONS = list(HOLDS)


def region_bits(operator, threshold, points):
    bits = 0
    for point in points:
        bits = (bits << 1) | int(HOLDS[operator](point, threshold))
    return bits


def range_row(rng, pool, minimal):
    """One operand against one to three thresholds: bits run over the regions between and at them."""
    while True:
        thresholds = sorted(rng.sample(range(0, 40), rng.choice((1, 2, 2, 2, 3))))
        expr = rng.choice((lambda: shape_expr(rng, 3), lambda: random_expr(rng, 3, rng.choice((1, 1, 2)))))()
        order = atoms_in_order(expr, [])
        if expr[0] in 'vk' or not order or size_of(expr) > 4:
            continue
        expr = renamed(expr, {atom: index for index, atom in enumerate(order)})
        atoms = [('n', rng.choice(COMPARISONS), rng.choice(thresholds)) for _ in order]
        if len({atom_text(atom) for atom in atoms}) == len(atoms):
            break
    used = sorted({atom[2] for atom in atoms})
    points = [used[0] - 0.5]
    for low, high in zip(used, used[1:] + [used[-1] + 1]):
        points += [low, (low + high) / 2]
    width = len(points)
    columns = [region_bits(operator, threshold, points) for _, operator, threshold in atoms]
    lines, table = reduction(expr, columns, width)
    answer = cheapest_range(table, used, points, width)
    written = show(expr, atoms, SCRIPT)
    plain_cost = len(re.findall(r'&&|\|\||!(?!=)|[<>=!]=*', written))
    final = answer[1] if answer is not None and answer[0] < plain_cost else written
    work = [' '.join(map(str, used)), *lines]
    return 'simplify: ' + written, ' ; '.join(work) + ' = ' + final, 'simplifyRange', 'range ' + written


def cheapest_range(table, used, points, width):
    full = (1 << width) - 1
    if table in (0, full):
        return 0, 'true' if table else 'false'
    singles = []
    for threshold in used:
        for operator in COMPARISONS:
            bits = region_bits(operator, threshold, points)
            if bits == table:
                return 1, f'n {operator} {threshold}'
            singles.append((bits, f'n {operator} {threshold}'))
    for index, (left, left_text) in enumerate(singles):
        for right, right_text in singles[index + 1:]:
            if left & right == table:
                return 3, f'{left_text} && {right_text}'
            if left | right == table:
                return 3, f'{left_text} || {right_text}'
    return None


def arithmetic_row(rng, pool, minimal):
    def number(top):
        return rng.randrange(top + 1)

    kind = rng.random()
    if kind < 0.25:
        left, right, operator = number(99), number(99), rng.choice('+-')
        steps = [f'{left} {operator} {right}', str(left + right if operator == '+' else left - right)]
    elif kind < 0.4:
        left, right = number(12), number(12)
        steps = [f'{left} * {right}', str(left * right)]
    elif kind < 0.6:
        left, middle, right, operator = number(50), number(12), number(12), rng.choice('+-')
        product = middle * right
        value = left + product if operator == '+' else left - product
        steps = [f'{left} {operator} {middle} * {right}', f'{left} {operator} {product}', str(value)]
    elif kind < 0.72:
        left, middle, right, operator = number(12), number(12), number(50), rng.choice('+-')
        inner = left + middle
        if rng.random() < 0.5:
            steps = [f'{left} * {middle} {operator} {right}', f'{left * middle} {operator} {right}']
            steps.append(str(left * middle + right if operator == '+' else left * middle - right))
        else:
            factor = number(9)
            steps = [f'({left} + {middle}) * {factor}', f'{inner} * {factor}', str(inner * factor)]
    else:
        left, middle, right = number(60), number(40), number(60)
        operator, comparison = rng.choice('+-'), rng.choice(COMPARISONS)
        value = middle + right if operator == '+' else middle - right
        if rng.random() < 0.4:
            left = abs(value) + rng.randrange(-2, 3)
        swapped = rng.random() < 0.4
        holds = HOLDS[comparison](value, left) if swapped else HOLDS[comparison](left, value)
        total = f'{middle} {operator} {right}'
        whole = f'{total} {comparison} {left}' if swapped else f'{left} {comparison} {total}'
        reduced = f'{value} {comparison} {left}' if swapped else f'{left} {comparison} {value}'
        steps = [whole, reduced, 'true' if holds else 'false']
    prompt = steps[0]
    target = ' ; '.join(steps[1:-1]) + (' = ' if len(steps) > 2 else '= ') + steps[-1]
    return 'eval: ' + prompt, target, 'eval', 'eval ' + prompt


# Most rows are what the expert asks; names and other syntaxes keep the model from reading letters by rote.
MAKERS = ((simplify_row, 0.56), (named_row, 0.12), (range_row, 0.12), (arithmetic_row, 0.20))


def is_held(structure):
    return hashlib.sha256(structure.encode()).digest()[0] % HELD_SHARE == 0


def rows(count, seed, split, pool):
    rng = random.Random(f'{seed}/{split}')
    minimal = {atoms: minimal_forms(atoms) for atoms in (1, 2, 3)}
    makers = [maker for maker, _ in MAKERS]
    weights = [weight for _, weight in MAKERS]
    written = 0
    while written < count:
        prompt, target, kind, structure = rng.choices(makers, weights)[0](rng, pool, minimal)
        if is_held(structure) != (split == 'held'):
            continue
        written += 1
        yield {'prompt': prompt, 'target': target, 'kind': kind}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--corpus', default='')
    parser.add_argument('--out', required=True)
    parser.add_argument('--count', type=int, required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--split', choices=('train', 'held'), required=True)
    options = parser.parse_args()
    pool = NamePool(options.corpus)
    with open(options.out, 'w', encoding='utf-8') as out:
        for row in rows(options.count, options.seed, options.split, pool):
            out.write(json.dumps(row, ensure_ascii=False) + '\n')
    print(f'{options.count} rows, {len(pool.harvested)} harvested names', file=sys.stderr)


if __name__ == '__main__':
    main()
