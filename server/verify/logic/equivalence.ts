import * as l10n from '@vscode/l10n';
import type { Node } from 'web-tree-sitter';
import { worthwhile, type EquivalenceReport } from '../../../protocol/checker.ts';
import { constantOf, constantText } from './arithmetic.ts';
import { AtomTable } from './atoms.ts';
import { costOf } from './expr.ts';
import { factsOf, type Dialect, type Facts } from './facts.ts';
import { loneIfClaim } from './nestedIfs.ts';
import { everything, Prover, type Proof } from './prove.ts';
import { Reader } from './read.ts';
import { siteAt, type Site } from './sites.ts';
import { parseSnippet, type Snippet } from './snippet.ts';

/** Compares two pieces of code that each are one condition, one `return` or one arithmetic expression. */
export async function compareTexts(
  languageId: string,
  dialect: Dialect,
  before: string,
  after: string,
): Promise<EquivalenceReport> {
  return withTwo(languageId, dialect, before, after, (first, second) => {
    const [left, right] = [onlyNode(first, before.length), onlyNode(second, after.length)];
    if (!left || !right)
      return { verdict: 'notProven', detail: l10n.t('not one condition on either side') };
    return compareNodes(left, right, first, dialect);
  });
}

/** Compares the same place in a document before and after an edit, in the light of what surrounds it. */
export async function compareEdit(
  languageId: string,
  dialect: Dialect,
  documentText: string,
  range: { readonly start: number; readonly end: number },
  newText: string,
): Promise<EquivalenceReport> {
  const edited = documentText.slice(0, range.start) + newText + documentText.slice(range.end);
  const newEnd = range.start + newText.length;
  return withTwo(languageId, dialect, documentText, edited, (first, second) => {
    const left = coveringNode(first, range.start, range.end);
    const right = coveringNode(second, range.start, newEnd);
    if (!left || !right)
      return { verdict: 'notProven', detail: l10n.t('no condition covers the change') };
    return compareNodes(left, right, first, dialect);
  });
}

async function withTwo(
  languageId: string,
  dialect: Dialect,
  before: string,
  after: string,
  use: (before: Snippet, after: Snippet) => EquivalenceReport,
): Promise<EquivalenceReport> {
  const first = await parseSnippet(languageId, dialect, before);
  if (!first)
    return {
      verdict: 'notProven',
      detail: l10n.t('the language has no conditions that can be compared'),
    };
  const second = await parseSnippet(languageId, dialect, after);
  try {
    return second
      ? use(first, second)
      : { verdict: 'notProven', detail: l10n.t('the new text does not parse') };
  } finally {
    first.tree.delete();
    second?.tree.delete();
  }
}

function compareNodes(
  left: Node,
  right: Node,
  before: Snippet,
  dialect: Dialect,
): EquivalenceReport {
  const values = [left, right].map((node) => constantOf(statementless(node), dialect));
  if (values[0] && values[1]) {
    const [first, second] = [constantText(values[0], dialect), constantText(values[1], dialect)];
    return first === second
      ? { verdict: 'equivalent', detail: l10n.t('value {0}', first) }
      : { verdict: 'different', detail: l10n.t('the value is {0}, not {1}', first, second) };
  }
  const [one, other] = [claimOf(left, dialect), claimOf(right, dialect)];
  if (!one || !other) return { verdict: 'notProven', detail: l10n.t('not a condition') };
  const facts = factsOf(before.tree.rootNode, dialect);
  const report = reportOf(new Prover(one.claim, facts).prove(other.claim));
  if (report.verdict !== 'equivalent') return report;
  const [cost, costBefore] = [costOfClaim(other, facts), costOfClaim(one, facts)];
  return { ...report, cost, saves: cost <= costBefore - worthwhile };
}

function costOfClaim({ claim, frameCost }: Compared, facts: Facts): number {
  const table = new AtomTable();
  const reader = new Reader(table, facts, everything);
  return costOf(claim.read(reader), table.weightOf) + reader.extra + frameCost;
}

function reportOf(proof: Proof): EquivalenceReport {
  if (proof.verdict !== 'equivalent') return proof;
  const { assumption } = proof;
  return {
    verdict: 'equivalent',
    detail: proof.proof,
    ...(assumption === undefined ? {} : { assumption }),
  };
}

/** The expression that a statement is all of. */
function statementless(node: Node): Node {
  const inner = node.namedChildren[0];
  const isWrapper = node.type === 'expression_statement' || node.type === 'block';
  return isWrapper && node.namedChildCount === 1 && inner ? statementless(inner) : node;
}

type Compared = Pick<Site, 'claim' | 'frameCost'>;

/** A statement or expression as a claim: also one that is no condition by itself, such as a plain name. */
function claimOf(node: Node, dialect: Dialect): Compared | undefined {
  const site = siteAt(node, dialect);
  if (site) return site;
  const lone = loneIfClaim(node);
  if (lone) return { frameCost: 0, claim: lone };
  if (node.type === 'return_statement') {
    const value = node.namedChildren[0];
    return value
      ? {
          frameCost: 0,
          claim: { shape: 'return', valued: true, read: (reader) => reader.read(value) },
        }
      : undefined;
  }
  if (node.type === 'expression_statement' && node.namedChildCount === 1) {
    const inner = node.namedChildren[0] as Node;
    const [target, value] = [inner.childForFieldName('left'), inner.childForFieldName('right')];
    const isAssignment = inner.type === 'assignment' || inner.type === 'assignment_expression';
    if (isAssignment && target && value) {
      return {
        frameCost: 0,
        claim: { shape: target.text, valued: true, read: (reader) => reader.read(value) },
      };
    }
    return claimOf(inner, dialect);
  }
  const inner = node.namedChildren[0];
  if (node.type === 'block' && node.namedChildCount === 1 && inner) return claimOf(inner, dialect);
  if (/_statement$|_declaration$|^block$|^statement_block$/.test(node.type)) return undefined;
  return {
    frameCost: 0,
    claim: { shape: 'expression', valued: true, read: (reader) => reader.read(node) },
  };
}

/** The one statement or expression that a piece of code is. */
function onlyNode(snippet: Snippet, length: number): Node | undefined {
  return coveringNode(snippet, 0, length);
}

/** The largest node inside a range that covers all of it but white space and a semicolon. */
function coveringNode(snippet: Snippet, from: number, to: number): Node | undefined {
  let start = from + snippet.shift;
  let end = to + snippet.shift;
  const { framed } = snippet;
  while (start < end && /\s/.test(framed[start] as string)) start += 1;
  while (end > start && /[\s;]/.test(framed[end - 1] as string)) end -= 1;
  const node = snippet.tree.rootNode.namedDescendantForIndex(start, Math.max(start, end - 1));
  if (!node || node.hasError) return undefined;
  return pairOf(node, start, end) ?? widest(node, start, end);
}

function widest(node: Node, start: number, end: number): Node | undefined {
  let widestSoFar = fits(node, start, end) ? node : undefined;
  let current: Node | null = node.parent;
  while (current && current.startIndex >= start && current.endIndex <= end + 1) {
    if (fits(current, start, end) && current.parent) widestSoFar = current;
    current = current.parent;
  }
  return widestSoFar;
}

function fits(node: Node, start: number, end: number): boolean {
  return node.startIndex === start && node.endIndex >= end && node.endIndex <= end + 1;
}

/** `if (c) return true; return false;` is two statements; the site begins at the first. */
function pairOf(parent: Node, start: number, end: number): Node | undefined {
  const first = parent.namedChildren.find((child) => child?.startIndex === start);
  const next = first?.nextNamedSibling;
  const isPair =
    first?.type === 'if_statement' && next && next.endIndex >= end && next.endIndex <= end + 1;
  return isPair ? first : undefined;
}
