import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asSubscript,
  integerValue,
  lengthSubject,
  withOffset,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { countedLoops, indexUses, usesBeyondIndex, type CountedLoop } from '../loops.ts';
import { hasWord } from '../words.ts';

/** A loop that runs one past the end, or stops one short, of the list that it indexes. */
export function loopBounds(fn: FunctionInfo): readonly RepairCandidate[] {
  return countedLoops(fn).flatMap((loop) => [
    ...pastEnd(loop),
    ...shortOfEnd(fn, loop),
    ...afterFirst(fn, loop),
    ...downward(fn, loop),
    ...neighbours(loop),
    ...inclusive(fn, loop),
  ]);
}

/** `i <= xs.length` or `range(len(xs) + 1)` with `xs[i]`. */
function pastEnd(loop: CountedLoop): readonly RepairCandidate[] {
  const { base, offset } = withOffset(loop.bound);
  const subject = lengthSubject(base);
  if (subject === undefined || loop.step < 0) return [];
  const plain = indexUses(loop).filter(
    (use) => use.object === subject && use.offset === 0 && isRead(use.node),
  );
  if (plain.length === 0) return [];
  if (loop.comparison?.text === '<=' && offset === 0) {
    const why = l10n.t('“{0}[{1}]” would be read one past the end.', subject, loop.variable);
    return [
      repair(loop.comparison, '<', 'comparison', evidence.certain, why),
      repair(loop.bound, `${loop.bound.text} - 1`, 'offByOne', evidence.hint, why),
    ];
  }
  if (offset !== 1 || loop.comparison?.text === '<=') return [];
  const why = l10n.t('“{0}[{1}]” would be read one past the end.', subject, loop.variable);
  return [repair(loop.bound, base.text, 'offByOne', evidence.certain, why)];
}

/** `i < xs.length - 1` although nothing looks at the next element. */
function shortOfEnd(fn: FunctionInfo, loop: CountedLoop): readonly RepairCandidate[] {
  const { base, offset } = withOffset(loop.bound);
  const subject = lengthSubject(base);
  const inclusiveBound = loop.comparison?.text === '<=';
  if (subject === undefined || offset !== (inclusiveBound ? -2 : -1) || loop.step < 0) return [];
  if (!readsOnlyCurrent(loop, subject) || mentionsLast(fn, subject) || usesBeyondIndex(loop))
    return [];
  const why = l10n.t('The loop leaves out the last element of “{0}”.', subject);
  const text = inclusiveBound ? `${base.text} - 1` : base.text;
  return [
    repair(
      loop.bound,
      text,
      'offByOne',
      wholeListWords(fn) || addsUp(loop) ? evidence.strong : evidence.likely,
      why,
    ),
  ];
}

/** A loop from 1 although nothing looks at the element before, nor at the first one. */
function afterFirst(fn: FunctionInfo, loop: CountedLoop): readonly RepairCandidate[] {
  const subject = lengthSubject(withOffset(loop.bound).base);
  if (subject === undefined || integerValue(loop.start) !== 1 || loop.step < 0 || !loop.start)
    return [];
  if (withOffset(loop.bound).offset !== 0 || !readsOnlyCurrent(loop, subject)) return [];
  if (
    mentionsOther(fn, subject, loop.variable) ||
    usesBeyondIndex(loop) ||
    hasWord(fn.docWords, ...exceptFirst)
  )
    return [];
  if (hasWord(fn.nameWords, ...exceptFirst)) return [];
  const why = l10n.t('The loop leaves out the first element of “{0}”.', subject);
  const weight = wholeListWords(fn) || addsUp(loop) ? evidence.strong : evidence.likely;
  if (!loop.call) return [repair(loop.start, '0', 'offByOne', weight, why)];
  const next = namedChildren(loop.call.children[1] ?? loop.call)[1];
  const cut = { start: loop.start.start, end: next?.start ?? loop.start.end };
  return [
    repair(cut, '', 'offByOne', weight, why),
    repair(loop.start, '0', 'offByOne', weight - 0.6, why),
  ];
}

const exceptFirst = [
  'rest',
  'tail',
  'skip',
  'header',
  'headers',
  'except',
  'but',
  'second',
  'remaining',
  'args',
  'after',
  'adjacent',
  'consecutive',
  'without',
];

/** Downward loops: from `xs.length` reads past the end, `i > 0` leaves out the first element. */
function downward(fn: FunctionInfo, loop: CountedLoop): readonly RepairCandidate[] {
  if (loop.step > 0 || !loop.start || !loop.comparison) return [];
  const { base, offset } = withOffset(loop.start);
  const subject = lengthSubject(base);
  if (subject === undefined) return [];
  const uses = indexUses(loop).filter((use) => use.object === subject);
  const current = uses.some((use) => use.offset === 0 && isRead(use.node));
  const others = uses.some((use) => use.offset !== 0);
  if (!current || others) return [];
  if (offset === 0) {
    const why = l10n.t('“{0}[{1}]” would first be read one past the end.', subject, loop.variable);
    return [repair(loop.start, `${base.text} - 1`, 'offByOne', evidence.certain, why)];
  }
  if (
    offset === -1 &&
    loop.comparison.text === '>' &&
    integerValue(loop.bound) === 0 &&
    !usesBeyondIndex(loop) &&
    !hasWord([...fn.docWords, ...fn.nameWords], ...exceptFirst, 'ignoring', 'first')
  ) {
    return [
      repair(
        loop.comparison,
        '>=',
        'comparison',
        evidence.strong,
        l10n.t('The loop leaves out “{0}[0]”.', subject),
      ),
    ];
  }
  return [];
}

/** `xs[i + 1]` needs a bound one lower, `xs[i - 1]` a start one higher, unless a condition guards it. */
function neighbours(loop: CountedLoop): readonly RepairCandidate[] {
  const { base, offset } = withOffset(loop.bound);
  const subject = lengthSubject(base);
  if (subject === undefined || loop.step < 0) return [];
  const uses = indexUses(loop).filter((use) => use.object === subject && isRead(use.node));
  const unguarded = (wanted: number) =>
    uses.some((use) => use.offset === wanted && !isGuarded(use.node, loop)) &&
    uses.some((use) => use.offset === 0);
  const inclusiveBound = loop.comparison?.text === '<=';
  if (offset === 0 && !inclusiveBound && unguarded(1)) {
    const why = l10n.t('“{0}[{1} + 1]” would be read one past the end.', subject, loop.variable);
    return [repair(loop.bound, `${loop.bound.text} - 1`, 'offByOne', evidence.strong, why)];
  }
  const first = integerValue(loop.start) ?? (loop.start ? undefined : 0);
  if (first === 0 && unguarded(-1)) {
    const why = l10n.t('“{0}[{1} - 1]” would be read before the start.', subject, loop.variable);
    if (loop.start) return [repair(loop.start, '1', 'offByOne', evidence.strong, why)];
    return [repair(loop.bound, `1, ${loop.bound.text}`, 'offByOne', evidence.strong, why)];
  }
  return [];
}

/** Whether a condition, a remainder or a default around an access keeps it inside. */
function isGuarded(node: SyntaxNode, loop: CountedLoop): boolean {
  if (
    ancestor(node, (at) => /try_statement|ternary|conditional_expression/.test(at.type)) !==
    undefined
  )
    return true;
  const parent = node.parent;
  if (parent && isHarmlessPastEnd(parent, node, loop)) return true;
  if (parent && /\?\?|\|\|/.test(asBinary(parent)?.operator.text ?? '')) return true;
  for (const each of descendants(loop.body)) {
    const binary = asBinary(each);
    if (!binary || !/^(<|<=|>|>=|==|===|!=|!==|&&|and|\|\||or|%)$/.test(binary.operator.text))
      continue;
    const sides = [binary.left, binary.right].map((side) => withOffset(side).base.text);
    if (sides.includes(loop.variable)) return true;
    if (/^(&&|and|\|\||or)$/.test(binary.operator.text) && binary.left.text.includes(node.text))
      return true;
    if (/undefined|null|None/.test(binary.right.text) && binary.left.text === node.text)
      return true;
  }
  return (
    [...descendants(loop.body)].some(
      (each) =>
        /^(!|not )/.test(each.text) &&
        each.text.endsWith(node.text) &&
        each.text.length < node.text.length + 5,
    ) || isTruthGuard(node, loop)
  );
}

/** Nothing equals a literal, and what is put into a name may be tested there. */
function isHarmlessPastEnd(parent: SyntaxNode, node: SyntaxNode, loop: CountedLoop): boolean {
  const binary = asBinary(parent);
  const literal = binary && (binary.left === node ? binary.right : binary.left);
  if (/^={2,3}$/.test(binary?.operator.text ?? '') && /^(string|number)$/.test(literal?.type ?? ''))
    return true;
  const assignment = asAssignment(parent);
  if (assignment?.value !== node || assignment.target.type !== 'identifier') return false;
  const name = assignment.target.text.replace(/\$/g, '\\$');
  const tested = `\\b${name} *([!=]==?|is not|is) *(undefined|null|None)|\\b${name} *(\\?[.?]|&&|\\|\\|)|[!(] *${name} *\\)|(!|not )${name}\\b`;
  return new RegExp(tested).test(loop.body.text);
}

function isTruthGuard(node: SyntaxNode, loop: CountedLoop): boolean {
  return [...descendants(loop.body)].some(
    (each) => each.field === 'condition' && each.text.replace(/[()]/g, '') === node.text,
  );
}

/** A count up to a number that words call inclusive, with a bound that excludes it. */
function inclusive(fn: FunctionInfo, loop: CountedLoop): readonly RepairCandidate[] {
  if (loop.step < 0 || loop.bound.type !== 'identifier' || lengthSubject(loop.bound)) return [];
  const isParameter = fn.parameters.some((parameter) => parameter.name === loop.bound.text);
  if (!isParameter || indexUses(loop).length > 0) return [];
  const first = integerValue(loop.start);
  const product = accumulates(loop, '*=');
  const counting = (first === 1 || first === 2) && (accumulates(loop, '+=') || product);
  const says = saysInclusive(fn, loop.bound.text);
  const factorial =
    product &&
    first !== undefined &&
    first > 0 &&
    fn.nameWords.some((word) => /^fact(orial)?$/.test(word));
  if (!factorial && !(says && (counting || loop.start))) return [];
  const why = l10n.t('“{0}” itself belongs to the range.', loop.bound.text);
  const weight = evidence.strong;
  if (loop.comparison) {
    return loop.comparison.text === '<'
      ? [repair(loop.comparison, '<=', 'comparison', weight, why)]
      : [];
  }
  return [repair(loop.bound, `${loop.bound.text} + 1`, 'offByOne', weight, why)];
}

function saysInclusive(fn: FunctionInfo, bound: string): boolean {
  const doc = fn.doc.toLowerCase();
  if (
    /\b(exclusive|excluding|excluded|not including|exclude|exclusively|below|less than)\b/.test(doc)
  )
    return false;
  if (/\binclusive|\bincluding\b|\b(both|ends|end)\b[^.]*\bincluded/.test(doc)) return true;
  const name = bound.toLowerCase();
  return (
    new RegExp(`\\b(1|one)\\b\\W*(\\.\\.+|through|thru|to|up to|and|-|…|–)\\W*\`?${name}\\b`).test(
      doc,
    ) || new RegExp(`\\bfirst \`?${name}\\b`).test(doc)
  );
}

function accumulates(loop: CountedLoop, operator: string): boolean {
  return [...descendants(loop.body)].some((node) => {
    const assignment = asAssignment(node);
    return assignment?.operator === operator && assignment.value.text === loop.variable;
  });
}

/** Whether the loop adds up what it reads. */
function addsUp(loop: CountedLoop): boolean {
  return [...descendants(loop.body)].some(
    (node) =>
      asAssignment(node)?.operator === '+=' && /\[/.test(asAssignment(node)?.value.text ?? ''),
  );
}

function wholeListWords(fn: FunctionInfo): boolean {
  const words = [...fn.nameWords, ...fn.docWords];
  return hasWord(
    words,
    'all',
    'every',
    'each',
    'sum',
    'total',
    'count',
    'average',
    'mean',
    'product',
    'add',
    'adds',
    'any',
    'contains',
    'find',
    'index',
    'double',
    'map',
  );
}

function readsOnlyCurrent(loop: CountedLoop, subject: string): boolean {
  const uses = indexUses(loop).filter((use) => use.object === subject);
  return uses.length > 0 && uses.every((use) => use.offset === 0 && isRead(use.node));
}

/** Whether the function handles the last element on its own. */
function mentionsLast(fn: FunctionInfo, subject: string): boolean {
  const text = fn.node.text.replaceAll(' ', '');
  return (
    [
      `${subject}[${subject}.length-1]`,
      `${subject}[-1]`,
      `${subject}[len(${subject})-1]`,
      `${subject}.at(-1)`,
    ].some((last) => text.includes(last)) ||
    hasWord([...fn.docWords, ...fn.nameWords], 'last', 'except', 'but', 'without')
  );
}

/** Whether the list is also read at another place, or cut. */
function mentionsOther(fn: FunctionInfo, subject: string, variable: string): boolean {
  return (
    [...descendants(fn.node)].some((node) => {
      const subscript = asSubscript(node);
      return subscript?.object.text === subject && subscript.index.text !== variable;
    }) ||
    [...descendants(fn.node)].some((node) => {
      const call = asCall(node);
      return call?.object?.text === subject && /^(shift|pop|slice|at)$/.test(call.name);
    })
  );
}

function isRead(node: SyntaxNode): boolean {
  const parent = node.parent;
  const assignment = parent && asAssignment(parent);
  return !(assignment && assignment.target === node && assignment.operator === '=');
}

/** `xs[xs.length]` read, or `xs[len(xs)]`. */
export function indexPastEnd(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const subscript = asSubscript(node);
    if (!subscript || lengthSubject(subscript.index) !== subscript.object.text) return [];
    if (!isRead(node)) return [];
    const why = l10n.t('“{0}” lies one past the end.', node.text);
    return [
      repair(subscript.index, `${subscript.index.text} - 1`, 'offByOne', evidence.certain, why),
    ];
  });
}
