import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  type SyntaxNode,
} from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  binariesOf,
} from '../expressions.ts';
import { repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';

/** Constants that belong to one scale and are easily taken for each other. */
const scales: readonly (readonly number[])[] = [
  [60, 3600, 24, 1000],
  [7, 30, 365, 24],
  [10, 100, 1000],
  [12, 10, 100],
  [4, 100, 400],
  [1024, 1000],
  [180, 360],
  [26, 25],
  [2, 10, 16],
  [9, 5, 32],
];

/** A neighbouring number, one of its scale, or one that the function uses elsewhere. */
export function numberEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (!/^(number|integer|float)$/.test(node.type) || !/^\d+(\.\d+)?$/.test(node.text)) return [];
  const value = Number(node.text);
  const found = new Map<string, string>();
  if (Number.isInteger(value) && value <= 100) {
    for (const other of value === 0 ? [1] : [value - 1, value + 1])
      found.set(String(other), 'offByOne');
  }
  if (value <= 1 && isLoopStart(node)) found.set('2', 'literal');
  if (value === 0 && isLastOfCountdown(node)) found.set('-1', 'offByOne');
  if (value === 0 || value === 1) signs(node, fn).forEach((text) => found.set(text, 'literal'));
  if (value > 2 && value < 1000) found.set(String(value * 10), 'literal');
  for (const scale of scales)
    if (scale.includes(value))
      for (const other of scale) if (other !== value) found.set(String(other), 'literal');
  if (value > 1)
    for (const other of numbersOf(fn))
      if (other !== value && other > 2 && !found.has(String(other)))
        found.set(String(other), 'literal');
  const step = ladderStep(node);
  if (step !== undefined) found.set(String(step), 'literal');
  return [...found].slice(0, 10).map(([text, kind]) => repair(node, text, kind, 0));
}

/** `let n = 0` in the head of a `for`, and the first of two arguments of `range`. */
function isLoopStart(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent?.type === 'variable_declarator') return parent.parent?.field === 'initializer';
  const call = parent?.parent && asCall(parent.parent);
  return call?.name === 'range' && call.arguments.length === 2 && call.arguments[0] === node;
}

/** `0` in `range(n, 0, -1)`, which leaves out 0 itself. */
function isLastOfCountdown(node: SyntaxNode): boolean {
  const call = node.parent?.parent && asCall(node.parent.parent);
  return (
    call?.name === 'range' &&
    call.arguments[1] === node &&
    (call.arguments[2]?.text.startsWith('-') ?? false)
  );
}

/** The step that a ladder of comparisons lacks where it has one twice: 300 in 500, 400, 200, 200. */
function ladderStep(node: SyntaxNode): number | undefined {
  const comparison = node.parent && asBinary(node.parent);
  const statement = comparison && ancestor(comparison.node, (at) => at.type === 'if_statement');
  if (!comparison || comparison.right !== node || !statement?.parent) return undefined;
  const steps = namedChildren(statement.parent).flatMap((each) => {
    const condition = each.type === 'if_statement' ? childOf(each, 'condition') : undefined;
    const binary = condition && asBinary(condition);
    return binary && binary.left.text === comparison.left.text ? [binary.right] : [];
  });
  const place = steps.indexOf(node);
  const [before, after] = [Number(steps[place - 1]?.text), Number(steps[place + 1]?.text)];
  if (Number.isNaN(before) || Number.isNaN(after) || Number(node.text) !== after) return undefined;
  const middle = (before + after) / 2;
  return Number.isInteger(middle) ? middle : undefined;
}

/** `-1` for `1` as an index, step or start, and the first value of a search for the largest. */
function signs(node: SyntaxNode, fn: FunctionInfo): readonly string[] {
  const parent = node.parent;
  if (!parent) return [];
  const holder = parent.type === 'unary_operator' || parent.type === 'unary_expression';
  if (holder) return [];
  const start = asAssignment(parent);
  if (start?.value === node && node.text === '0')
    return fn.family === 'python' ? ["float('-inf')", "float('inf')"] : ['-Infinity', 'Infinity'];
  const isPlace =
    (asSubscript(parent)?.index ?? undefined) === node ||
    parent.type === 'slice' ||
    /arguments|argument_list|return_statement/.test(parent.type);
  return isPlace && node.text === '1' ? ['-1'] : [];
}

const numbersCache = new WeakMap<SyntaxNode, readonly number[]>();

function numbersOf(fn: FunctionInfo): readonly number[] {
  const known = numbersCache.get(fn.node);
  if (known) return known;
  const found = [...descendants(fn.body)].filter(
    (node) => /^(number|integer|float)$/.test(node.type) && /^\d+(\.\d+)?$/.test(node.text),
  );
  const numbers = [...new Set(found.map((node) => Number(node.text)))];
  numbersCache.set(fn.node, numbers);
  return numbers;
}

/** `-1` written as a whole, and infinities: the other sign. */
export function signEdits(node: SyntaxNode): readonly RepairCandidate[] {
  if (/^-(1|Infinity|math\.inf)$/.test(node.text) && /^unary/.test(node.type)) {
    const positive = node.text.slice(1);
    return [
      repair(node, positive, 'literal', 0),
      ...(positive === '1' ? [repair(node, '0', 'literal', 0)] : []),
    ];
  }
  if (
    /^(Infinity|math\.inf)$/.test(node.text) &&
    !/^unary/.test(node.parent?.type ?? '') &&
    node.field !== 'object'
  )
    return [repair(node, `-${node.text}`, 'literal', 0)];
  const found = /^float\((["'])(-?)inf\1\)$/.exec(node.text);
  if (!found || asCall(node) === undefined) return [];
  const [, quote = "'", sign] = found;
  return [repair(node, `float(${quote}${sign === '-' ? '' : '-'}inf${quote})`, 'literal', 0)];
}

/** `n` ↔ `n - 1`, `n + 1` where a bound, an index or a slice end stands. */
export function boundEdits(node: SyntaxNode): readonly RepairCandidate[] {
  if (
    /^(getMonth|getUTCMonth)$/.test(asCall(node)?.name ?? '') &&
    binariesOf(node.parent ?? node).length === 0
  )
    return [
      repair(
        node,
        asMember(node.parent ?? node) ? `(${node.text} + 1)` : `${node.text} + 1`,
        'offByOne',
        0,
      ),
    ];
  if (!isBoundPlace(node)) return [];
  const written = node.text;
  const offset = /^([^]*?) ?([+-]) ?1$/.exec(written);
  if (offset && binariesOf(node).length === 1) {
    const [, base = '', sign = '+'] = offset;
    const flipped = sign === '+' ? '-' : '+';
    const plain = base.trim();
    const holder = node.parent;
    const isBracketed = holder?.type === 'parenthesized_expression' && /^[\w.$]+$/.test(plain);
    return [
      repair(isBracketed ? holder : node, plain, 'offByOne', 0),
      repair(node, `${plain} ${flipped} 1`, 'offByOne', 0),
    ];
  }
  if (!/^(identifier|member_expression|attribute|call|call_expression)$/.test(node.type)) return [];
  return [
    repair(node, `${written} - 1`, 'offByOne', 0),
    repair(node, `${written} + 1`, 'offByOne', 0),
  ];
}

function isBoundPlace(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (!parent || !node.named) return false;
  const isLength = /(\.length|^len\(.*\)|\.size)( [+-] 1)?$/.test(node.text);
  if (node.field === 'index' || (parent.type === 'subscript' && node.field === 'subscript')) {
    return node.type !== 'slice';
  }
  if (parent.type === 'slice') return true;
  if (parent.type === 'variable_declarator' && node.field === 'value') {
    return isLength || parent.parent?.field === 'initializer';
  }
  if (/^assignment/.test(parent.type) && node.field === 'right')
    return isLength || /[+-] 1$/.test(node.text);
  if (parent.type === 'return_statement') return isLength || /[+-] 1$/.test(node.text);
  if (parent.type === 'arguments' || parent.type === 'argument_list')
    return isCounted(parent, node);
  if (isLength) {
    const holder = parent.type === 'parenthesized_expression' ? parent.parent : parent;
    return holder !== undefined && binariesOf(holder).length > 0;
  }
  const operator = binariesOf(parent).find((binary) => binary.right === node)?.operator.text;
  return (
    operator !== undefined &&
    /^[<>]=?$|^[!=]==?$/.test(operator) &&
    (node.type === 'identifier' || /[+-] 1$/.test(node.text))
  );
}

/** An argument that counts or points at something. */
function isCounted(list: SyntaxNode, node: SyntaxNode): boolean {
  const call = list.parent && asCall(list.parent);
  if (!call) return false;
  if (/^(range|slice|substring|substr|splice|randint|charAt|Date|repeat|fill|at)$/.test(call.name))
    return true;
  return (
    /^(identifier|binary_expression|binary_operator)$/.test(node.type) &&
    /^(n|i|j|k|lo|hi|low|high|start|end|mid|left|right|index|depth|count|level|remaining)\b( [+-] 1)?$/.test(
      node.text,
    )
  );
}

/** `pop()` ↔ `pop(0)`, `range(n)` ↔ `range(1, n + 1)`, `slice(0)` and half-open slices. */
export function rangeEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type === 'slice') return sliceEdits(node);
  const call = asCall(node);
  if (!call) return [];
  const inner = { start: call.argumentList.start + 1, end: call.argumentList.end - 1 };
  const [first, second] = call.arguments;
  if (fn.family === 'python' && call.name === 'pop' && call.object) {
    if (!first) return [repair(inner, '0', 'offByOne', 0)];
    return first.text === '0' && !second ? [repair(inner, '', 'offByOne', 0)] : [];
  }
  if (call.name === 'range' && first && !second) {
    const bound = first.text;
    return [
      repair(inner, `1, ${bound}`, 'offByOne', 0),
      repair(inner, `1, ${bound} + 1`, 'offByOne', 0),
    ];
  }
  if (
    call.name === 'range' &&
    first &&
    second &&
    call.arguments.length === 2 &&
    /^[01]$/.test(first.text)
  )
    return [repair(inner, second.text, 'offByOne', 0)];
  if (call.name === 'slice' && first && call.arguments.length === 1 && first.text !== '0')
    return [
      repair(inner, `0, ${first.text}`, 'offByOne', 0),
      repair(
        inner,
        first.text.startsWith('-') ? first.text.slice(1) : `-${first.text}`,
        'offByOne',
        0,
      ),
    ];
  if (call.name === 'slice' && first && second && call.arguments.length === 2)
    return [repair(inner, first.text === '0' ? second.text : first.text, 'offByOne', 0)];
  return [];
}

/** What is left of a share in place of what is taken: `0.9` for `0.1`. */
export function shareEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const digits = /^0?\.(\d{1,3})$/.exec(node.text)?.[1];
  const isFactor = node.parent && /^\*=?$/.test(operatorOf(node.parent));
  if (!/^(number|float)$/.test(node.type) || digits === undefined || !isFactor) return [];
  const rest = (1 - Number(node.text)).toFixed(digits.length);
  return [repair(node, rest, 'literal', 0)];
}

function operatorOf(node: SyntaxNode): string {
  return asBinary(node)?.operator.text ?? asAssignment(node)?.operator ?? '';
}

function sliceEdits(node: SyntaxNode): readonly RepairCandidate[] {
  const parts = namedChildren(node);
  const [only] = parts;
  if (node.text === '::-1') return [];
  if (parts.length !== 1 || !only) return [];
  const flipped = node.text.startsWith(':') ? `${only.text}:` : `:${only.text}`;
  const negated = only.text.startsWith('-') ? only.text.slice(1) : `-${only.text}`;
  const range = { start: node.start, end: node.end };
  return [repair(range, flipped, 'offByOne', 0), repair(only, negated, 'offByOne', 0)];
}
