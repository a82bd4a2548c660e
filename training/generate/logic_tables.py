"""Boolean expressions by their truth tables: columns, costs, cheapest forms and a reduction in steps."""

# A boolean expression is ('v', index), ('k', bool), ('!', e), ('&&', l, r) or ('||', l, r).

LEVEL = {'||': 0, '&&': 1}


def masks(count):
    """Truth column of each atom; the first bit is the row in which every atom is true."""
    rows = 1 << count
    columns = []
    for atom in range(count):
        column = 0
        for row in range(rows):
            value = ((rows - 1 - row) >> (count - 1 - atom)) & 1
            column = (column << 1) | value
        columns.append(column)
    return columns


def table_of(expr, columns, full):
    kind = expr[0]
    if kind == 'v':
        return columns[expr[1]]
    if kind == 'k':
        return full if expr[1] else 0
    if kind == '!':
        return full & ~table_of(expr[1], columns, full)
    left = table_of(expr[1], columns, full)
    right = table_of(expr[2], columns, full)
    return left & right if kind == '&&' else left | right


LEAF, OPERATOR, NEGATION, PAREN = 8, 8, 4, 1
# A gain below this is a matter of taste (De Morgan, brackets): the author's form stays.
WORTHWHILE = 4


def negation_cost(expr):
    # A negated group costs what its negated operands would, so neither form of De Morgan's law wins.
    return NEGATION * size_of(expr)


def cost_of(expr, context=-1):
    kind = expr[0]
    if kind in 'vk':
        return LEAF
    if kind == '!':
        return negation_cost(expr[1]) + cost_of(expr[1], 2)
    inner = OPERATOR + cost_of(expr[1], LEVEL[kind]) + cost_of(expr[2], LEVEL[kind])
    return inner + PAREN if context > LEVEL[kind] else inner


def minimal_forms(count):
    """Cheapest expression of every truth table, found cost by cost (uniform-cost search)."""
    columns = masks(count)
    full = (1 << (1 << count)) - 1
    best = {}
    buckets = {}

    def offer(table, level, cost, expr):
        known = best.get((table, level))
        if known is None or cost < known[0]:
            best[(table, level)] = (cost, expr)
            buckets.setdefault(cost, []).append((table, level, expr))

    for atom in range(count):
        offer(columns[atom], 2, LEAF, ('v', atom))
    offer(0, 2, LEAF, ('k', False))
    offer(full, 2, LEAF, ('k', True))
    done = []
    cost = 0
    limit = 200 if count == 3 else 120
    while cost <= limit:
        for table, level, expr in buckets.pop(cost, []):
            if best[(table, level)][0] != cost or best[(table, level)][1] is not expr:
                continue
            if level == 2:
                offer(full & ~table, 2, cost + negation_cost(expr), ('!', expr))
            else:
                offer(table, 2, cost + PAREN, expr)
            for other_table, other_level, other, other_cost in done + [(table, level, expr, cost)]:
                total = cost + other_cost + OPERATOR
                if total > limit:
                    continue
                # Chains grow to the right of their first operand; equal operators need no brackets.
                if level >= 1 and other_level >= 1:
                    first, second = ordered(other, expr)
                    offer(table & other_table, 1, total, ('&&', first, second))
                first, second = ordered(other, expr)
                offer(table | other_table, 0, total, ('||', first, second))
            done.append((table, level, expr, cost))
        cost += 1
    cheapest = {}
    for (table, _), (value, expr) in best.items():
        if table not in cheapest or value < cheapest[table][0]:
            cheapest[table] = (value, expr)
    return cheapest


def first_atom(expr):
    while expr[0] not in 'vk':
        expr = expr[1]
    return expr[1] if expr[0] == 'v' else 99


def ordered(left, right):
    return (left, right) if first_atom(left) <= first_atom(right) else (right, left)


def atoms_in_order(expr, found):
    if expr[0] == 'v':
        if expr[1] not in found:
            found.append(expr[1])
    elif expr[0] != 'k':
        for part in expr[1:]:
            atoms_in_order(part, found)
    return found


def renamed(expr, names):
    if expr[0] == 'v':
        return ('v', names[expr[1]])
    if expr[0] == 'k':
        return expr
    return (expr[0],) + tuple(renamed(part, names) for part in expr[1:])


def reduction(expr, columns, width):
    """The expression with truth bits for operands, reduced innermost first, one line per round."""
    full = (1 << width) - 1

    def lower(node):
        if node[0] == 'v':
            return ('b', columns[node[1]])
        if node[0] == 'k':
            return ('b', full if node[1] else 0)
        return (node[0],) + tuple(lower(part) for part in node[1:])

    def text(node, context=-1):
        if node[0] == 'b':
            return column(node[1], width)
        if node[0] == '!':
            return '!' + text(node[1], 2)
        inner = f'{text(node[1], LEVEL[node[0]])} {node[0]} {text(node[2], LEVEL[node[0]])}'
        return f'({inner})' if context > LEVEL[node[0]] else inner

    def step(node):
        if node[0] == 'b':
            return node
        parts = [step(part) if part[0] != 'b' else part for part in node[1:]]
        if any(part[0] != 'b' for part in node[1:]):
            return (node[0], *parts)
        if node[0] == '!':
            return ('b', full & ~parts[0][1])
        value = parts[0][1] & parts[1][1] if node[0] == '&&' else parts[0][1] | parts[1][1]
        return ('b', value)

    node = lower(expr)
    lines = [text(node)]
    while node[0] != 'b':
        node = step(node)
        lines.append(text(node))
    return lines, node[1]


def column(bits, width):
    """A truth column: hexadecimal where it fills whole digits, so that one digit is one token; bits otherwise."""
    return format(bits, f'0{width // 4}x') if width % 4 == 0 else format(bits, f'0{width}b')


def size_of(expr):
    if expr[0] in 'vk':
        return 1
    return sum(size_of(part) for part in expr[1:])
