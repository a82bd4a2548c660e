import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asMember,
  asSubscript,
  binariesOf,
  integerValue,
  lengthSubject,
  type Binary,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import {
  asBranch,
  exits,
  following,
  returnedValue,
  statementsOf,
  type Branch,
} from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Comparisons that must point the same way as their neighbours, or the other way. */
export function ladders(fn: FunctionInfo): readonly RepairCandidate[] {
  const nodes = [...descendants(fn.body)];
  return [
    ...nodes.flatMap((node) => [
      ...oddStep(node),
      ...oddBound(node),
      ...beyondEnd(node),
      ...keptWhenLong(node),
      ...wrongSubtree(node),
    ]),
    ...sameHalves(nodes),
  ];
}

const ordering = /^[<>]=?$/;

function mirrored(operator: string): string {
  return operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
}

/** `x >= 90 … x >= 80 … x <= 70`: one step of a ladder that points the other way. */
function oddStep(node: SyntaxNode): readonly RepairCandidate[] {
  if (node.type !== 'if_statement' || isLaterStep(node)) return [];
  const steps = ladderFrom(node).map((branch) => asBinary(branch.condition));
  if (steps.length < 3) return [];
  const known = steps.filter((step): step is Binary => step !== undefined);
  const [first] = known;
  const values = known.map((step) => integerValue(step.right));
  if (!first || known.length !== steps.length) return [];
  if (known.some((step) => step.left.text !== first.left.text)) return [];
  if (known.some((step) => !ordering.test(step.operator.text))) return [];
  const isFalling = values.every(
    (value, place) => value !== undefined && (place === 0 || value < (values[place - 1] ?? value)),
  );
  const isRising = values.every(
    (value, place) => value !== undefined && (place === 0 || value > (values[place - 1] ?? value)),
  );
  if (!isFalling && !isRising) return [];
  const wrong = known.filter((step) => step.operator.text.startsWith(isFalling ? '<' : '>'));
  const [only] = wrong;
  if (!only || wrong.length !== 1) return [];
  const why = l10n.t('The other steps of this ladder point the other way.');
  const text = mirrored(only.operator.text);
  return [repair(only.operator, text, 'comparison', evidence.certain, why)];
}

/** Whether an `if` continues another one. */
function isLaterStep(node: SyntaxNode): boolean {
  if (/^else_clause$/.test(node.parent?.type ?? '')) return true;
  const siblings = namedChildren(node.parent ?? node);
  const before = siblings[siblings.indexOf(node) - 1];
  const branch = before && asBranch(before);
  return branch !== undefined && exits(branch.consequence) && !branch.alternative;
}

/** An `if` with every `elif` and `else if`, and with the `if`s that follow one that leaves. */
function ladderFrom(node: SyntaxNode): readonly Branch[] {
  const branch = asBranch(node);
  if (!branch) return [];
  const clauses = node.children.flatMap((child) =>
    child.type === 'elif_clause' ? (asBranch(child) ?? []) : [],
  );
  const otherwise = branch.alternative && namedChildren(branch.alternative)[0];
  if (otherwise?.type === 'if_statement') return [branch, ...ladderFrom(otherwise)];
  const [next] = following(node);
  const goesOn = exits(branch.consequence) && !branch.alternative && clauses.length === 0;
  return [branch, ...clauses, ...(goesOn && next ? ladderFrom(next) : [])];
}

const sizes = /(\.length|\.size)$|^len\(|^(this\.|self\.)?(rows|cols|columns|width|height|size)$/;

/** `0 <= r < len(grid) and 0 <= c <= len(grid[0])`: one place of two may lie past its end. */
function oddBound(node: SyntaxNode): readonly RepairCandidate[] {
  const isWhole = binariesOf(node).some((each) => /^(&&|and)$/.test(each.operator.text));
  const holder = node.parent && binariesOf(node.parent)[0];
  if (!isWhole || /^(&&|and)$/.test(holder?.operator.text ?? '')) return [];
  const uppers = [...descendants(node)]
    .filter((each) => each.type !== 'parenthesized_expression')
    .flatMap((each) => binariesOf(each))
    .filter(({ operator, right }) => /^<=?$/.test(operator.text) && sizes.test(right.text));
  const loose = uppers.filter(({ operator }) => operator.text === '<=');
  const [only] = loose;
  const lowers = node.text.match(/>= 0\b|\b0 <= /g) ?? [];
  if (!only || loose.length !== 1 || uppers.length !== 2 || lowers.length < 2) return [];
  const why = l10n.t('“{0}” may lie one past the end here, unlike the other one.', only.left.text);
  return [repair(only.operator, '<', 'comparison', evidence.certain, why)];
}

/** `i <= xs.length && xs[i] …`, `while (i <= xs.length) … xs[i]`. */
function beyondEnd(node: SyntaxNode): readonly RepairCandidate[] {
  const both = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  const isChain = both !== undefined && /^(&&|and)$/.test(both.operator.text);
  const test = isChain ? asBinary(both.left) : undefined;
  if (!both || !test || test.operator.text !== '<=') return [];
  const list = lengthSubject(test.right);
  const isRead = [...descendants(both.right)].some((each) => {
    const subscript = asSubscript(each);
    return subscript?.object.text === list && subscript?.index.text === test.left.text;
  });
  if (list === undefined || !isRead) return [];
  const why = l10n.t('“{0}[{1}]” would be read past the end.', list, test.left.text);
  return [repair(test.operator, '<', 'comparison', evidence.certain, why)];
}

/** `if (text.length > width) return text; return text.slice(0, width - 1) + …`: only the long is cut. */
function keptWhenLong(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  const [first] = branch ? statementsOf(branch.consequence) : [];
  const kept = first && returnedValue(first);
  if (!binary || !kept || branch.alternative || !/^>=?$/.test(binary.operator.text)) return [];
  const subject = lengthSubject(binary.left);
  const bound = binary.right.text.replace(/[^\w.]/g, '');
  if (subject === undefined || kept.text !== subject || !/^[\w.]+$/.test(binary.right.text))
    return [];
  const cuts = following(node).some((each) => {
    const cut = `${subject.replaceAll('.', '\\.')}(\\[:|\\.(slice|substring|substr)\\(0,) ?`;
    return new RegExp(`return .*\\b${cut}[^\\])]*\\b${bound}\\b`).test(each.text);
  });
  if (!cuts) return [];
  const text = binary.operator.text === '>' ? '<=' : '<';
  const why = l10n.t('“{0}” is cut although it fits, and kept where it does not.', subject);
  return [repair(binary.operator, text, 'comparison', evidence.certain, why)];
}

const held = /^(key|value|val|data)$/;

/** `if (key > node.key) … node.left`: what is larger lies to the right. */
function wrongSubtree(node: SyntaxNode): readonly RepairCandidate[] {
  const branch = asBranch(node);
  const binary = branch && asBinary(branch.condition);
  if (!binary || !ordering.test(binary.operator.text)) return [];
  const [left, right] = [asMember(binary.left), asMember(binary.right)];
  const inner = right && held.test(right.property.text) ? right : left;
  if (!inner || !held.test(inner.property.text)) return [];
  const isNodeRight = inner === right;
  const goes = (text: string, side: string): boolean =>
    new RegExp(`\\b${inner.object.text.replaceAll('.', '\\.')}\\.${side}\\b`).test(text);
  const inside = branch.consequence.text;
  const outside = [branch.alternative, ...following(node)]
    .map((each) => each?.text ?? '')
    .join('\n');
  const isLess = binary.operator.text.startsWith('<') === isNodeRight;
  const [own, other] = isLess ? ['right', 'left'] : ['left', 'right'];
  if (!goes(inside, own) || goes(inside, other) || !goes(outside, other)) return [];
  const why = l10n.t('What is smaller lies to the left.');
  const text = mirrored(binary.operator.text);
  return [repair(binary.operator, text, 'comparison', evidence.strong, why)];
}

const lowSide = ['left', 'less', 'smaller', 'below', 'lower', 'low', 'before', 'lesser'];
const highSide = ['right', 'greater', 'larger', 'above', 'higher', 'high', 'after', 'bigger'];

/** `left = [x for x in xs if x < pivot]` beside `right = [x for x in xs if x <= pivot]`. */
function sameHalves(nodes: readonly SyntaxNode[]): readonly RepairCandidate[] {
  const parts = nodes.flatMap((node) => {
    const assignment = asAssignment(node);
    if (!assignment || !/\bif\b|\.filter\(/.test(assignment.value.text)) return [];
    const tests = [...descendants(assignment.value)]
      .filter((each) => each.type !== 'parenthesized_expression')
      .flatMap((each) => binariesOf(each))
      .filter(({ operator }) => ordering.test(operator.text));
    const words = wordsOf(assignment.target.text);
    const isHigh = hasWord(words, ...highSide);
    const [test] = tests;
    return test && tests.length === 1 && isHigh !== hasWord(words, ...lowSide)
      ? [{ test, isHigh }]
      : [];
  });
  const [one, two] = parts;
  if (!one || !two || parts.length !== 2 || one.isHigh === two.isHigh) return [];
  if (one.test.right.text !== two.test.right.text || one.test.left.text !== two.test.left.text)
    return [];
  const sign = one.test.operator.text.charAt(0);
  if (two.test.operator.text.charAt(0) !== sign) return [];
  const wrong = one.isHigh === (sign === '<') ? one : two;
  const other = wrong === one ? two : one;
  const isStrict = other.test.operator.text.length === 1;
  const text = `${sign === '<' ? '>' : '<'}${isStrict ? '=' : ''}`;
  const why = l10n.t('Both halves take the same side.');
  return [repair(wrong.test.operator, text, 'comparison', evidence.certain, why)];
}
