import type { RepairCandidate } from '../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  within,
  type SyntaxNode,
} from '../syntax/node.ts';
import { asCall, asMember, binariesOf, integerValue } from './expressions.ts';
import { repair } from './finding.ts';
import type { FunctionInfo } from './functionInfo.ts';
import { similarNames } from './scope.ts';

const operatorSwaps: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>', '>='],
  '<=': ['<', '>=', '>'],
  '>': ['>=', '<', '<='],
  '>=': ['>', '<=', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['||'],
  and: ['or'],
  or: ['and'],
  '+': ['-', '*'],
  '-': ['+', '/'],
  '*': ['/', '+', '**'],
  '/': ['*', '%', '//'],
  '//': ['%', '/', '*'],
  '%': ['/', '*'],
  '**': ['*'],
  '+=': ['-=', '*=', '='],
  '-=': ['+='],
  '*=': ['+=', '/='],
  '/=': ['*='],
  '++': ['--'],
  '--': ['++'],
  is: ['is not'],
  'is not': ['is'],
  in: ['not in'],
  'not in': ['in'],
};

const methodPairs: readonly (readonly [string, string])[] = [
  ['push', 'unshift'],
  ['pop', 'shift'],
  ['startsWith', 'endsWith'],
  ['startswith', 'endswith'],
  ['some', 'every'],
  ['any', 'all'],
  ['floor', 'ceil'],
  ['append', 'extend'],
  ['toUpperCase', 'toLowerCase'],
  ['upper', 'lower'],
  ['indexOf', 'lastIndexOf'],
  ['find', 'rfind'],
  ['min', 'max'],
  ['add', 'remove'],
  ['trimStart', 'trimEnd'],
  ['lstrip', 'rstrip'],
  ['padStart', 'padEnd'],
  ['keys', 'values'],
];
const otherMethod = new Map(methodPairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));

/** Every single edit that could repair the function, without any evidence yet. */
export function enumerateRepairs(fn: FunctionInfo): readonly RepairCandidate[] {
  const found: RepairCandidate[] = [];
  for (const node of descendants(fn.node)) {
    if (inType(node)) continue;
    found.push(
      ...operators(node, fn),
      ...numbers(node),
      ...bounds(node),
      ...swappedArguments(node),
      ...names(node, fn),
      ...methods(node),
      ...negations(node, fn),
      ...literals(node),
      ...awaits(node, fn),
      ...returns(node, fn),
    );
  }
  return found.filter((candidate) => within(candidate.range, fn.node));
}

function inType(node: SyntaxNode): boolean {
  const holder = ancestor(node, (at) =>
    /type_annotation|type_arguments|^type$|type_parameters/.test(at.type),
  );
  return holder !== undefined;
}

function operators(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const tokens = binariesOf(node).map((binary) => binary.operator);
  if (node.type === 'update_expression' || /^augmented_assignment/.test(node.type)) {
    tokens.push(...node.children.filter((child) => !child.named));
  }
  return tokens.flatMap((token) =>
    (operatorSwaps[token.text] ?? [])
      .filter((text) => fn.family === 'python' || text !== '//')
      .filter((text) => fn.family === 'script' || text !== '===')
      .map((text) => repair(token, text, operatorKind(token.text), 0)),
  );
}

function operatorKind(operator: string): string {
  if (/^[<>]=?$|^[!=]==?$/.test(operator)) return 'comparison';
  return 'operator';
}

function numbers(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'number' && node.type !== 'integer') return [];
  const value = integerValue(node);
  if (value === undefined || value > 3) return [];
  const near = value === 0 ? [1] : [value - 1, value + 1];
  return near.map((other) => repair(node, String(other), 'offByOne', 0));
}

/** `n` ↔ `n - 1`, `n + 1` where a bound, an index or a slice end stands. */
function bounds(node: SyntaxNode): readonly RepairCandidate[] {
  if (!isBoundPlace(node)) return [];
  const written = node.text;
  const offset = /^(.*?) ?([+-]) ?1$/.exec(written);
  if (offset && binariesOf(node).length === 1) {
    const [, base = '', sign = '+'] = offset;
    const flipped = sign === '+' ? '-' : '+';
    return [
      repair(node, base.trim(), 'offByOne', 0),
      repair(node, `${base.trim()} ${flipped} 1`, 'offByOne', 0),
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
  const isLength = /(\.length|^len\(.*\))( [+-] 1)?$/.test(node.text);
  if (node.field === 'index' || (parent.type === 'subscript' && node.field === 'subscript')) {
    return node.type !== 'slice';
  }
  if (parent.type === 'slice') return true;
  if (parent.type === 'variable_declarator' && node.field === 'value') {
    return isLength || parent.parent?.field === 'initializer';
  }
  if (parent.type === 'arguments' || parent.type === 'argument_list') {
    const call = parent.parent && asCall(parent.parent);
    return call !== undefined && /^(range|slice|substring|substr|splice|randint)$/.test(call.name);
  }
  const operator = binariesOf(parent).find((binary) => binary.right === node)?.operator.text;
  return (
    operator !== undefined && /^[<>]=?$/.test(operator) && (isLength || node.type === 'identifier')
  );
}

function swappedArguments(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call || call.arguments.length < 2 || call.arguments.length > 4) return [];
  const texts = call.arguments.map((argument) => argument.text);
  if (
    texts.join(', ').length > 100 ||
    call.arguments.some((argument) => argument.type === 'keyword_argument')
  ) {
    return [];
  }
  const first = call.arguments[0];
  const last = call.arguments[call.arguments.length - 1];
  if (!first || !last) return [];
  const range = { start: first.start, end: last.end };
  const found: RepairCandidate[] = [];
  for (let place = 0; place + 1 < texts.length; place += 1) {
    const swapped = [...texts];
    [swapped[place], swapped[place + 1]] = [texts[place + 1] ?? '', texts[place] ?? ''];
    if (swapped.join() !== texts.join())
      found.push(repair(range, swapped.join(', '), 'swappedArguments', 0));
  }
  return found;
}

function names(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'identifier') return [];
  const uses = fn.uses.get(node.text);
  const use = uses?.find((each) => each.node === node);
  if (!use || use.kind === 'parameter' || use.kind === 'declare') return [];
  const parent = node.parent;
  if (parent && asCall(parent)?.callee === node) return [];
  return similarNames(fn, node).map((name) => repair(node, name, 'wrongVariable', 0));
}

function methods(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call) return [];
  const other = otherMethod.get(call.name);
  const token = asMember(call.callee)?.property ?? call.callee;
  return other ? [repair(token, other, 'wrongMethod', 0)] : [];
}

function negations(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const not = fn.family === 'python' ? 'not ' : '!';
  if (
    node.type === 'not_operator' ||
    (node.type === 'unary_expression' && node.children[0]?.text === '!')
  ) {
    const inner = childOf(node, 'argument');
    return inner ? [repair(node, inner.text, 'negation', 0)] : [];
  }
  const parent = node.parent;
  if (!parent || !/^(identifier|member_expression|attribute|call|call_expression)$/.test(node.type))
    return [];
  const inCondition =
    node.field === 'condition' ||
    (parent.type === 'parenthesized_expression' && parent.field === 'condition') ||
    binariesOf(parent).some((binary) => /^(&&|\|\||and|or)$/.test(binary.operator.text));
  return inCondition ? [repair(node, `${not}${node.text}`, 'negation', 0)] : [];
}

function literals(node: SyntaxNode): readonly RepairCandidate[] {
  const flipped: Readonly<Record<string, string>> = {
    true: 'false',
    false: 'true',
    True: 'False',
    False: 'True',
  };
  const other =
    node.type === node.text || /^(true|false)$/.test(node.type) ? flipped[node.text] : undefined;
  return node.named && other ? [repair(node, other, 'literal', 0)] : [];
}

function awaits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const call = asCall(node);
  const parent = node.parent;
  if (!call || !parent || /^await/.test(parent.type) || !fn.isAsync) return [];
  if (
    !/^(variable_declarator|assignment|assignment_expression|expression_statement|return_statement)$/.test(
      parent.type,
    )
  ) {
    return [];
  }
  return [repair({ start: node.start, end: node.end }, `await ${node.text}`, 'missingAwait', 0)];
}

function returns(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (
    node.type !== 'expression_statement' ||
    !/^(statement_block|block)$/.test(node.parent?.type ?? '')
  )
    return [];
  const inner = namedChildren(node)[0];
  if (!inner || /assignment|update|yield|string/.test(inner.type) || fn.isGenerator) return [];
  return [repair(node, `return ${node.text}`, 'missingReturn', 0)];
}
