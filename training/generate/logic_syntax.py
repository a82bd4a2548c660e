"""Boolean expressions as text, in the syntax of one language or another."""

from logic_tables import LEVEL


class Syntax:
    """How one language writes the operators."""

    def __init__(self, conj, disj, negation, true, false, equal, unequal):
        self.op = {'&&': conj, '||': disj}
        self.negation = negation
        self.constant = {True: true, False: false}
        self.equal = equal
        self.unequal = unequal


SCRIPT = Syntax('&&', '||', '!', 'true', 'false', '===', '!==')
LOOSE = Syntax('&&', '||', '!', 'true', 'false', '==', '!=')
PYTHON = Syntax('and', 'or', 'not ', 'True', 'False', '==', '!=')

FLIP = {
    '<': '>=', '>=': '<', '>': '<=', '<=': '>', '===': '!==', '!==': '===', '==': '!=', '!=': '==',
    'is': 'is not', 'is not': 'is', 'in': 'not in', 'not in': 'in',
}


def atom_text(atom):
    return atom if isinstance(atom, str) else f'{atom[0]} {atom[1]} {atom[2]}'


def show(expr, atoms, syntax, context=-1):
    """The expression as a person writes it, brackets only where the grammar needs them."""
    kind = expr[0]
    if kind == 'v':
        text = atom_text(atoms[expr[1]])
        return f'({text})' if context == 2 and not isinstance(atoms[expr[1]], str) else text
    if kind == 'k':
        return syntax.constant[expr[1]]
    if kind == '!':
        if syntax is PYTHON:
            # `not` binds weaker than comparison, tighter than `and`.
            inner = expr[1]
            if inner[0] == 'v':
                return 'not ' + atom_text(atoms[inner[1]])
        return syntax.negation + show(expr[1], atoms, syntax, 2)
    level = LEVEL[kind]
    text = f'{show(expr[1], atoms, syntax, level)} {syntax.op[kind]} {show(expr[2], atoms, syntax, level)}'
    return f'({text})' if context > level else text


def show_flipped(expr, atoms, syntax, context=-1):
    """Like `show`, with negated comparisons written as their opposite."""
    kind = expr[0]
    if kind == '!' and expr[1][0] == 'v' and not isinstance(atoms[expr[1][1]], str):
        left, operator, right = atoms[expr[1][1]]
        text = f'{left} {FLIP[operator]} {right}'
        return f'({text})' if context == 2 else text
    if kind == '!':
        return syntax.negation + show_flipped(expr[1], atoms, syntax, 2)
    if kind in LEVEL:
        level = LEVEL[kind]
        left = show_flipped(expr[1], atoms, syntax, level)
        right = show_flipped(expr[2], atoms, syntax, level)
        text = f'{left} {syntax.op[kind]} {right}'
        return f'({text})' if context > level else text
    return show(expr, atoms, syntax, context)
