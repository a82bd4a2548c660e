import * as l10n from '@vscode/l10n';
import type { Node } from 'web-tree-sitter';
import { worthwhile, type LogicForm, type LogicSite } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { AtomTable } from './atoms.ts';
import { canChain, chainSaving } from './chains.ts';
import { atomsOf, costOf, isRedundant, operandsOf, type Expr } from './expr.ts';
import { factsOf, type Dialect, type Facts } from './facts.ts';
import { print, styleOf, type Style } from './print.ts';
import { everything, Prover, type Claim } from './prove.ts';
import { Reader } from './read.ts';
import { equal } from './rewrite.ts';
import { isEvidentlyMinimal, simplerForms } from './search.ts';
import { skeletonOf } from './skeleton.ts';
import { siteAt, type Site } from './sites.ts';
import { parseSnippet, type Snippet } from './snippet.ts';

/** Forms offered per site. */
const offered = 8;
/** A form that costs this much more than the best is no alternative to it. */
const alternativeCost = 3;
/** Candidates that are printed and proven per site. */
const tried = 24;

/** All conditions of a selection; the outermost that can be simplified wins over what it contains. */
export async function conditionSites(
  languageId: string,
  dialect: Dialect,
  text: string,
  selection: OffsetRange,
): Promise<LogicSite[]> {
  const snippet = await parseSnippet(languageId, dialect, text);
  if (!snippet) return [];
  try {
    const context: Context = {
      languageId,
      dialect,
      text,
      snippet,
      facts: factsOf(snippet.tree.rootNode, dialect),
      selection,
    };
    const sites: LogicSite[] = [];
    await collect(snippet.tree.rootNode, context, sites);
    return sites;
  } finally {
    snippet.tree.delete();
  }
}

interface Context {
  readonly languageId: string;
  readonly dialect: Dialect;
  readonly text: string;
  readonly snippet: Snippet;
  readonly facts: Facts;
  readonly selection: OffsetRange;
}

async function collect(node: Node, context: Context, sites: LogicSite[]): Promise<void> {
  const { shift } = context.snippet;
  const start = context.selection.start + shift;
  const end = context.selection.end + shift;
  if (node.endIndex <= start || node.startIndex >= end) return;
  const found = node.hasError ? undefined : siteAt(node, context.dialect);
  const site = found?.restructures && isInFunction(node, start) ? undefined : found;
  if (site && site.range.start >= start && site.range.end <= end) {
    const read = await logicSite(site, context);
    sites.push(read);
    if (read.forms.length > 0) return;
    if (!isBeyondBound(site, context)) return collectOperands(node, context, sites);
  }
  await collectChildren(node, context, sites);
}

/** Whoever selects a whole function asks about its conditions, not about how its statements nest. */
function isInFunction(node: Node, from: number): boolean {
  for (let current = node.parent; current && current.startIndex >= from; current = current.parent)
    if (/function|method|lambda/.test(current.type)) return true;
  return false;
}

async function collectChildren(node: Node, context: Context, sites: LogicSite[]): Promise<void> {
  const { shift } = context.snippet;
  for (const child of node.namedChildren) {
    // A statement that was rewritten together with its `if` is done.
    const done = sites.some(
      ({ range, forms }) => forms.length > 0 && child && range.end + shift >= child.endIndex,
    );
    if (child && !done) await collect(child, context, sites);
  }
}

const logicTypes = new Set([
  'parenthesized_expression',
  'unary_expression',
  'binary_expression',
  'not_operator',
  'boolean_operator',
  'comparison_operator',
]);

/** What a minimal condition is made of needs no second look, but its operands may hold conditions of their own. */
async function collectOperands(node: Node, context: Context, sites: LogicSite[]): Promise<void> {
  for (const child of node.namedChildren) {
    if (!child) continue;
    if (logicTypes.has(child.type)) await collectOperands(child, context, sites);
    else await collect(child, context, sites);
  }
}

/** Operands beyond which a condition is not searched as a whole, but part by part. */
const operandBound = 12;

function isBeyondBound(site: Site, context: Context): boolean {
  const table = new AtomTable();
  return (
    atomsOf(site.claim.read(new Reader(table, context.facts, everything))).length > operandBound
  );
}

async function logicSite(site: Site, context: Context): Promise<LogicSite> {
  const { shift, framed } = context.snippet;
  const original = framed.slice(site.range.start, site.range.end);
  const forms = await formsOf(site, original, context);
  const doubtful = new Reader(new AtomTable(), context.facts, everything);
  site.claim.read(doubtful);
  return {
    kind: 'condition',
    range: { start: site.range.start - shift, end: site.range.end - shift },
    original,
    ...forms,
    ...(doubtful.doubtful[0] === undefined
      ? {}
      : { note: doubtNote(doubtful.doubtful[0], context.dialect) }),
  };
}

function doubtNote(name: string, dialect: Dialect): string {
  return dialect === 'python'
    ? l10n.t(
        '`{0}` is compared with `True` or `False`, which was kept because it may hold something else.',
        name,
      )
    : l10n.t(
        '`{0}` is compared with `true` or `false`, which was kept because it may hold something else.',
        name,
      );
}

async function formsOf(
  site: Site,
  original: string,
  context: Context,
): Promise<Pick<LogicSite, 'forms' | 'skeleton'>> {
  const table = new AtomTable();
  const reader = new Reader(table, context.facts, everything);
  const expr = site.claim.read(reader);
  const cost = costOf(expr, table.weightOf) + reader.extra + site.frameCost;
  if (isEvidentlyMinimal(expr, table) && reader.extra + site.frameCost === 0) return { forms: [] };
  if (site.claim.valued && choosesLoosely(expr, reader)) return { forms: [] };
  const chains = context.dialect === 'python' && /[<>]/.test(original);
  const style = { ...styleOf(original, context.text, context.dialect, reader.mixes), chains };
  // What a chain saves shows only in its spelling, which is weighed once it is proven.
  const spelled = chains && canChain(expr, table) ? [expr] : [];
  const found = simplerForms({
    original: expr,
    cost: chains ? cost + chainSaving : cost,
    valued: site.claim.valued,
    table,
    facts: context.facts,
  });
  const candidates = [...found, ...spelled];
  const prover = new Prover(site.claim, context.facts);
  const letters = skeletonOf(expr, table, context.dialect);
  const forms: LogicForm[] = [];
  const seen = new Set<string>();
  for (const candidate of candidates.slice(0, tried)) {
    // A cast beside the same form without one is only of use where that rests on an assumption.
    const inner =
      candidate.kind === 'cast' ? print(candidate.of, table, style, site.outer) : undefined;
    if (forms.some((form) => form.assumption === undefined && form.text === site.wrap(inner ?? '')))
      continue;
    for (const text of spellings(candidate, table, style, site.outer)) {
      if (seen.has(text)) continue;
      seen.add(text);
      const form = await proven(text, site, { expr, cost }, prover, context);
      const skeleton = letters?.spell(candidate);
      if (form) forms.push(skeleton === undefined ? form : { ...form, skeleton });
    }
    if (forms.length >= offered) break;
  }
  const skeleton = letters && { text: letters.text, operands: letters.operands };
  return { forms: rank(forms, original), ...(skeleton ? { skeleton } : {}) };
}

/** `c ? x : false` as a value, with an `x` that is no boolean: a choice between values and no logic. */
function choosesLoosely(expr: Expr, reader: Reader): boolean {
  if (expr.kind !== 'choice')
    return operandsOf(expr).some((operand) => choosesLoosely(operand, reader));
  if (equal(expr.test, expr.yes) || equal(expr.test, expr.no)) return false;
  return !(reader.isBoolean(expr.yes) && reader.isBoolean(expr.no));
}

function spellings(expr: Expr, table: AtomTable, style: Style, outer: number): string[] {
  const other: Style = { ...style, castBy: style.castBy === 'bang' ? 'call' : 'bang' };
  const plain: Style[] = style.chains ? [{ ...style, chains: false }] : [];
  return [style, other, ...plain].map((each) => print(expr, table, each, outer));
}

async function proven(
  text: string,
  site: Site,
  original: { readonly expr: Expr; readonly cost: number },
  prover: Prover,
  context: Context,
): Promise<LogicForm | undefined> {
  return withExpression(context.languageId, context.dialect, text, (node) => {
    const after: Claim = { ...site.claim, read: (reader) => reader.read(node) };
    const proof = prover.prove(after);
    if (proof.verdict !== 'equivalent') return undefined;
    const table = new AtomTable();
    const reader = new Reader(table, context.facts, everything);
    const expr = after.read(reader);
    const own = costOf(expr, table.weightOf) + reader.extra;
    if (own > original.cost - worthwhile) return undefined;
    const assumption = proof.assumption === undefined ? {} : { assumption: proof.assumption };
    return {
      text: site.wrap(text),
      cost: Math.round(own * 10) / 10,
      proof: proof.proof,
      ...assumption,
      ...(isRedundant(original.expr, expr) && { leavesOut: true }),
    };
  });
}

/** Parses one expression and hands over its node while the tree lives; undefined when it is none. */
export async function withExpression<T>(
  languageId: string,
  dialect: Dialect,
  text: string,
  use: (node: Node) => T,
): Promise<T | undefined> {
  const snippet = await parseSnippet(languageId, dialect, `(${text}\n)`);
  if (!snippet) return undefined;
  try {
    const statement = snippet.tree.rootNode.namedChildren[0];
    const bracketed = statement?.namedChildren[0];
    const sound =
      snippet.tree.rootNode.namedChildCount === 1 && bracketed?.type === 'parenthesized_expression';
    if (snippet.tree.rootNode.hasError || !sound || bracketed.namedChildCount !== 1)
      return undefined;
    return use(bracketed.namedChildren[0] as Node);
  } finally {
    snippet.tree.delete();
  }
}

/**
 * Cheapest first; among those that differ from the cheapest by taste alone, the one that keeps most of the author's own
 * text: whoever writes `!!!(a && b)` means `!(a && b)`.
 */
function rank(forms: readonly LogicForm[], original: string): LogicForm[] {
  const words = wordsOf(original);
  const cheapest = Math.min(...forms.map((form) => form.cost));
  const keys = new Map(
    forms.map((form) => {
      const own = wordsOf(form.text);
      const taste = form.cost < cheapest + worthwhile;
      return [
        form,
        [taste ? cheapest : form.cost, -shared(words, own), -sharedPairs(words, own), form.cost],
      ];
    }),
  );
  return forms
    .filter((form) => form.cost <= cheapest + alternativeCost)
    .sort((a, b) => compareKeys(keys.get(a) ?? [], keys.get(b) ?? []))
    .slice(0, offered);
}

function compareKeys(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

function wordsOf(text: string): string[] {
  const bare = text.replace(/\b(Boolean|bool)\(|!!|[()]/g, ' ');
  return bare.match(/[\w$.]+|[^\s\w]+/g) ?? [];
}

/** Length of the longest common subsequence, as a share of the shorter text. */
function shared(left: readonly string[], right: readonly string[]): number {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const next = [0];
    for (let index = 0; index < right.length; index += 1) {
      const match = word === right[index] ? (row[index] as number) + 1 : 0;
      next.push(Math.max(match, row[index + 1] as number, next[index] as number));
    }
    row = next;
  }
  return (row[right.length] as number) / Math.max(1, Math.min(left.length, right.length));
}

/** Share of the neighbouring words of `right` that are neighbours in `left` too. */
function sharedPairs(left: readonly string[], right: readonly string[]): number {
  const pairsOf = (words: readonly string[]): string[] =>
    words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`);
  const known = new Set(pairsOf(left));
  const own = pairsOf(right);
  return own.filter((pair) => known.has(pair)).length / Math.max(1, own.length);
}
