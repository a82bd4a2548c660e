import * as l10n from '@vscode/l10n';
import type { CheckParams } from '../../../protocol/checker.ts';
import type { CheckReport, CheckStatus } from '../../../protocol/refine.ts';
import { countErrors } from '../syntax/queries.ts';
import { allPairedMethods, pairedMethods, partnersOf } from './pairs.ts';
import { descendants, parseNodes, type SyntaxNode } from '../syntax/node.ts';

/** The draft must not have more syntax errors than the document before. */
export async function parseCheck(params: CheckParams): Promise<CheckReport> {
  const [before, after] = await bothTrees(params);
  if (!before || !after) return report('parse', 'notChecked', noParser(params));
  const worse = countErrors(after) - countErrors(before);
  if (worse <= 0) return report('parse', 'passed', l10n.t('Parses no worse than before.'));
  return report(
    'parse',
    'failed',
    worse === 1
      ? l10n.t('The change adds 1 syntax error.')
      : l10n.t('The change adds {0} syntax errors.', worse),
  );
}

/** A repair may put one name that the document already knows in another's place, and no more. */
export async function namesCheck(params: CheckParams): Promise<CheckReport> {
  const [before, after] = await bothTrees(params);
  if (!before || !after) return report('names', 'notChecked', noParser(params));
  const known = count(before, isName);
  const difference = differenceOf(known, count(after, isName));
  // `Math` comes along with the function that is called on it.
  const changed = { ...difference, added: difference.added.filter((name) => name !== 'Math') };
  const partners = new Set(
    changed.removed.flatMap((name) => [...partnersOf(name), ...pairedMethods(name)]),
  );
  const unknown = changed.added.filter(
    (name) => !known.has(name) && !wellKnown.has(name) && !partners.has(name),
  );
  if (params.domain !== 'code') {
    if (unknown.length === 0) return report('names', 'passed', l10n.t('No new names.'));
    return report(
      'names',
      'failed',
      l10n.t('The change introduces the name {0}.', quoted(unknown)),
    );
  }
  if (unknown.length > 0)
    return report(
      'names',
      'failed',
      l10n.t('The change introduces the name {0}.', quoted(unknown)),
    );
  const isOneReference = isReference(before, params) && /^[\w$]+$/.test(params.newText);
  if (changed.added.length > 1 || (changed.removed.length > 1 && !isOneReference)) {
    return report(
      'names',
      'failed',
      l10n.t(
        'The change replaces more than one name: {0}.',
        quoted([...changed.removed, ...changed.added]),
      ),
    );
  }
  return report(
    'names',
    'passed',
    l10n.t('Names are kept, or one known name stands in for another.'),
  );
}

/** Whether a change replaces one variable, field or element: `xs[i]` names two things and is one value. */
function isReference(before: SyntaxNode, { range }: CheckParams): boolean {
  const node = [...descendants(before)].find(
    ({ start, end, named }) => named && start === range.start && end === range.end,
  );
  if (node?.type === 'call') return /^len\([\w.]+\)$/.test(node.text);
  return /^(subscript|subscript_expression|member_expression|attribute)$/.test(node?.type ?? '');
}

/** Whether one entity of HTML takes the place of another, or a name that of the same name in quotes. */
function isRespelt(
  { added, removed }: Difference,
  before: SyntaxNode,
  { newText }: CheckParams,
): boolean {
  const [text = '', ...more] = removed;
  const isEntity = [text, ...added].every((each) => /^&(amp|lt|gt);$/.test(each));
  const isUnquoted = added.length === 0 && text === newText && count(before, isName).has(text);
  return more.length === 0 && added.length <= 1 && (isEntity || isUnquoted);
}

/** A repair may change one short literal; text in quotes stays. */
export async function literalsCheck(params: CheckParams): Promise<CheckReport> {
  const [before, after] = await bothTrees(params);
  if (!before || !after) return report('literals', 'notChecked', noParser(params));
  const texts = differenceOf(count(before, isText), count(after, isText));
  if (texts.added.length + texts.removed.length > 0 && !isRespelt(texts, before, params)) {
    return report(
      'literals',
      'failed',
      l10n.t('The change alters the text {0}.', quoted([...texts.removed, ...texts.added])),
    );
  }
  const numbers = differenceOf(count(before, isValue), count(after, isValue));
  if (numbers.added.length > 1 || numbers.removed.length > 1) {
    return report(
      'literals',
      'failed',
      l10n.t(
        'The change alters more than one literal: {0}.',
        quoted([...numbers.removed, ...numbers.added]),
      ),
    );
  }
  return report('literals', 'passed', l10n.t('Literals are kept, or one small one changed.'));
}

/** Names that a repair may bring in without another in exchange, or in exchange for whatever stood there. */
const wellKnown: ReadonlySet<string> = new Set([
  ...allPairedMethods,
  ...'round length len Infinity float get'.split(' '),
]);

function isName(node: SyntaxNode): boolean {
  return /identifier/.test(node.type) && node.children.length === 0;
}

function isText(node: SyntaxNode): boolean {
  return (
    /^(string_fragment|string_content|template_string|regex_pattern|escape_sequence)$/.test(
      node.type,
    ) && node.type !== 'template_string'
  );
}

function isValue(node: SyntaxNode): boolean {
  return /^(number|integer|float|true|false|null|none|undefined)$/.test(node.type) && node.named;
}

async function bothTrees(params: CheckParams): Promise<readonly [SyntaxNode?, SyntaxNode?]> {
  const before = await parseNodes(params.languageId, params.documentText);
  const after = await parseNodes(params.languageId, editedText(params));
  return [before, after];
}

/** The document with the draft in place. */
export function editedText(params: CheckParams): string {
  const { documentText, range, newText } = params;
  return documentText.slice(0, range.start) + newText + documentText.slice(range.end);
}

function count(root: SyntaxNode, accept: (node: SyntaxNode) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  for (const node of descendants(root)) {
    if (accept(node)) counts.set(node.text, (counts.get(node.text) ?? 0) + 1);
  }
  return counts;
}

interface Difference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function differenceOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Difference {
  return { added: surplus(after, before), removed: surplus(before, after) };
}

function surplus(
  more: ReadonlyMap<string, number>,
  less: ReadonlyMap<string, number>,
): readonly string[] {
  return [...more].flatMap(([text, times]) =>
    Array<string>(Math.max(0, times - (less.get(text) ?? 0))).fill(text),
  );
}

function quoted(names: readonly string[]): string {
  return names
    .slice(0, 4)
    .map((name) => l10n.t('“{0}”', name))
    .join(', ');
}

function noParser({ languageId }: CheckParams): string {
  return l10n.t('No parser for {0}.', languageId);
}

function report(check: string, status: CheckStatus, detail: string): CheckReport {
  return { check, status, detail };
}
