import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  binariesOf,
  integerValue,
  lengthSubject,
  type Binary,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, exits, following, mentions, statementsOf } from '../patterns.ts';

/** Tests for nothing that stand the wrong way round: what they let through would then be used. */
export function guards(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const branch = asBranch(node);
    const found = [...shortCircuits(fn, node)];
    if (branch) found.push(...invertedGuard(fn, branch), ...caches(branch));
    return found;
  });
}

/** What a condition says of one subject. */
interface Test {
  readonly subject: string;
  /** Whether the condition holds when the subject is missing (null, undefined, None, 0, empty, -1). */
  readonly whenMissing: boolean;
  readonly kind: 'nothing' | 'falsy' | 'empty' | 'zero' | 'notFound' | 'status';
  readonly flip: RepairCandidate;
}

function testOf(fn: FunctionInfo, condition: SyntaxNode): Test | undefined {
  const binary = asBinary(condition);
  if (binary) return comparisonTest(binary);
  const plain = unwrapped(condition);
  if (/^(not_operator|unary_expression)$/.test(plain.type) && /^(!|not\b)/.test(plain.text)) {
    const inner = childOf(plain, 'argument');
    if (!inner || !isReference(inner)) return undefined;
    return {
      subject: inner.text,
      whenMissing: true,
      kind: statusOr(inner, 'falsy'),
      flip: repair(plain, inner.text, 'negation', 0),
    };
  }
  if (!isReference(plain)) return undefined;
  const not = fn.family === 'python' ? 'not ' : '!';
  return {
    subject: plain.text,
    whenMissing: false,
    kind: statusOr(plain, 'falsy'),
    flip: repair(plain, `${not}${plain.text}`, 'negation', 0),
  };
}

function statusOr(node: SyntaxNode, other: Test['kind']): Test['kind'] {
  return asMember(node)?.property.text === 'ok' ? 'status' : other;
}

function isReference(node: SyntaxNode): boolean {
  return /^(identifier|member_expression|attribute)$/.test(node.type);
}

const flippedEquality: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  is: 'is not',
  'is not': 'is',
  '>': '===',
  '<': '>=',
};

function comparisonTest(binary: Binary): Test | undefined {
  const operator = binary.operator.text;
  const flippedText = flippedEquality[operator];
  if (flippedText === undefined || /^</.test(operator)) return undefined;
  const equal = /^(===?|is)$/.test(operator);
  const flip = repair(binary.operator, flippedText, 'comparison', 0);
  const right = binary.right.text;
  const subject = binary.left.text;
  if (/^(null|undefined|None)$/.test(right) && /^(===?|!==?|is|is not)$/.test(operator)) {
    return { subject, whenMissing: equal, kind: 'nothing', flip };
  }
  const length = lengthSubject(binary.left);
  if (length !== undefined && integerValue(binary.right) === 0) {
    return { subject: length, whenMissing: equal, kind: 'empty', flip };
  }
  if (operator === '>') return undefined;
  if (integerValue(binary.right) === 0 && isReference(binary.left))
    return { subject, whenMissing: equal, kind: 'zero', flip };
  if (integerValue(binary.right) === -1 && isReference(binary.left))
    return { subject, whenMissing: equal, kind: 'notFound', flip };
  return undefined;
}

/** `if (user !== null) return …; user.name` and `if (user === null) user.name`. */
function invertedGuard(
  fn: FunctionInfo,
  branch: NonNullable<ReturnType<typeof asBranch>>,
): readonly RepairCandidate[] {
  const test = testOf(fn, branch.condition);
  if (!test) return [];
  const after = branch.alternative
    ? [branch.alternative]
    : exits(branch.consequence)
      ? following(branch.node)
      : [];
  const usedInside = needs(test, [branch.consequence]);
  const usedAfter = needs(test, after);
  const assigned = isAssigned(branch.consequence, test.subject);
  const strong =
    test.kind === 'falsy' || test.kind === 'empty' ? evidence.strong : evidence.certain;
  if (test.whenMissing && usedInside && !usedAfter && !assigned) {
    return [
      {
        ...test.flip,
        prior: strong,
        why: l10n.t('“{0}” is used where there is none.', test.subject),
      },
    ];
  }
  if (test.whenMissing || !usedAfter || usedInside || assigned) return [];
  if (mentionsSubject(branch.consequence, test.subject)) return [];
  if (test.kind === 'status' && !/^\W*(throw|raise)\b/.test(branch.consequence.text)) return [];
  return [
    {
      ...test.flip,
      prior: strong,
      why: l10n.t('Behind this test there is no “{0}”, and yet it is used.', test.subject),
    },
  ];
}

/** Whether statements use the subject in a way that fails when it is missing. */
function needs(test: Test, statements: readonly SyntaxNode[]): boolean {
  for (const statement of statements) {
    for (const node of descendants(statement)) {
      if (isOptional(node)) continue;
      if (needsAt(test, node)) return true;
    }
    if (isAssigned(statement, test.subject)) return false;
  }
  return false;
}

/** An empty list is there to be filled. */
const fillers = /^(append|add|extend|insert|push|unshift|update|set)$/;

function needsAt(test: Test, node: SyntaxNode): boolean {
  const { subject, kind } = test;
  const member = asMember(node);
  const subscript = asSubscript(node);
  switch (kind) {
    case 'nothing':
    case 'falsy':
      return (
        (member?.object.text === subject || subscript?.object.text === subject) &&
        !isTested(node) &&
        !(kind === 'falsy' && fillers.test(member?.property.text ?? ''))
      );
    case 'empty': {
      if (subscript?.object.text === subject && integerValue(subscript.index) === 0) return true;
      const binary = asBinary(node);
      return binary?.operator.text === '/' && lengthSubject(unwrapped(binary.right)) === subject;
    }
    case 'zero': {
      const binary = asBinary(node);
      return (
        binary !== undefined &&
        /^(\/|\/\/|%)$/.test(binary.operator.text) &&
        unwrapped(binary.right).text === subject
      );
    }
    case 'notFound': {
      if (subscript?.index.text === subject) return true;
      const call = asCall(node);
      return (
        /^(slice|splice|substring)$/.test(call?.name ?? '') && call?.arguments[0]?.text === subject
      );
    }
    case 'status': {
      const call = asCall(node);
      return (
        call?.object?.text === subject.replace(/\.ok$/, '') && /^(json|text|blob)$/.test(call.name)
      );
    }
    default:
      return kind satisfies never;
  }
}

/** Inside another test, or behind `?.`, a missing value does no harm. */
function isOptional(node: SyntaxNode): boolean {
  return node.children.some((child) => child.type === 'optional_chain' || child.text === '?.');
}

function isTested(node: SyntaxNode): boolean {
  return node.parent?.type === 'typeof';
}

function isAssigned(node: SyntaxNode, subject: string): boolean {
  return [...descendants(node)].some((child) => asAssignment(child)?.target.text === subject);
}

function mentionsSubject(node: SyntaxNode, subject: string): boolean {
  const root = /^[\w$]+/.exec(subject)?.[0] ?? subject;
  return mentions(node, root);
}

/** `x === null && x.name`, `x !== null || x.name`: the second half needs what the first denies. */
function shortCircuits(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  return binariesOf(node).flatMap((binary) => {
    const both = /^(&&|and)$/.test(binary.operator.text);
    if (!both && !/^(\|\||or)$/.test(binary.operator.text)) return [];
    const test = testOf(fn, binary.left);
    if (!test || test.kind === 'zero' || test.kind === 'status' || test.kind === 'notFound')
      return [];
    if (test.kind === 'falsy' && !both && !test.whenMissing) return [];
    if (test.whenMissing !== both || !needs(test, [binary.right])) return [];
    const other: Readonly<Record<string, string>> = {
      '&&': '||',
      '||': '&&',
      and: 'or',
      or: 'and',
    };
    const why = l10n.t(
      'The second half uses “{0}”, which the first half leaves missing.',
      test.subject,
    );
    return [
      repair(binary.operator, other[binary.operator.text] ?? '', 'operator', evidence.strong, why),
      { ...test.flip, prior: evidence.likely, why },
    ];
  });
}

/** `if (!cache.has(key)) return cache.get(key)`. */
function caches(branch: NonNullable<ReturnType<typeof asBranch>>): readonly RepairCandidate[] {
  const plain = unwrapped(branch.condition);
  const consequence = branch.consequence;
  if (/^unary_expression$/.test(plain.type) && plain.text.startsWith('!')) {
    const inner = childOf(plain, 'argument');
    const call = inner && asCall(inner);
    const key = call?.arguments[0]?.text;
    if (!inner || !call?.object || call.name !== 'has' || key === undefined || !exits(consequence))
      return [];
    const reads = new RegExp(
      `^\\W*return ${escaped(call.object.text)}\\.get\\(${escaped(key)}\\)`,
    ).test(consequence.text);
    return reads
      ? [
          repair(
            plain,
            inner.text,
            'negation',
            evidence.certain,
            l10n.t('What is not there cannot be read.'),
          ),
        ]
      : [];
  }
  const asked = asCall(plain);
  const wanted = asked?.arguments[0]?.text;
  if (asked?.object && asked.name === 'has' && wanted !== undefined) {
    const { text: store } = asked.object;
    const set = statementsOf(consequence)[0]?.text.startsWith(`${store}.set(${wanted}, `) === true;
    const [next] = following(branch.node);
    const isRead = next?.text.startsWith(`return ${store}.get(${wanted})`) === true;
    const isAlone = statementsOf(consequence).length === 1 && !branch.alternative;
    if (!set || !isRead || !isAlone || consequence.text.includes(`${store}.get(`)) return [];
    const why = l10n.t('It is there already.');
    return [repair(plain, `!${plain.text}`, 'negation', evidence.strong, why)];
  }
  const binary = asBinary(plain);
  if (!binary || !/^(not in|in)$/.test(binary.operator.text)) return [];
  const access = `${binary.right.text}[${binary.left.text}]`;
  const text = consequence.text.trim();
  if (binary.operator.text === 'not in' && text.startsWith(`return ${access}`)) {
    return [
      repair(
        binary.operator,
        'in',
        'comparison',
        evidence.certain,
        l10n.t('What is not there cannot be read.'),
      ),
    ];
  }
  if (binary.operator.text === 'in' && fillsKnown(branch, access))
    return [
      repair(
        binary.operator,
        'not in',
        'comparison',
        evidence.strong,
        l10n.t('It is there already.'),
      ),
    ];
  const initialises = new RegExp(
    `^${escaped(access)} = (\\[\\]|\\{\\}|0|set\\(\\)|list\\(\\)|dict\\(\\))$`,
  ).test(text);
  if (binary.operator.text === 'in' && initialises && !branch.alternative) {
    return [
      repair(
        binary.operator,
        'not in',
        'comparison',
        evidence.strong,
        l10n.t('This throws away what is already there.'),
      ),
    ];
  }
  return [];
}

/** `if (key in cache) cache[key] = load(key); return cache[key]`: what is there already is made once more. */
function fillsKnown(branch: NonNullable<ReturnType<typeof asBranch>>, access: string): boolean {
  const [only, ...more] = statementsOf(branch.consequence);
  const inner = only?.type === 'expression_statement' ? only.children[0] : only;
  const assignment = inner && asAssignment(inner);
  const [next] = following(branch.node);
  return (
    more.length === 0 &&
    !branch.alternative &&
    assignment?.operator === '=' &&
    assignment.target.text === access &&
    asCall(assignment.value) !== undefined &&
    !assignment.value.text.includes(access) &&
    next?.text.replace(/;$/, '') === `return ${access}`
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
