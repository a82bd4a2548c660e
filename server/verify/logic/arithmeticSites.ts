import * as l10n from '@vscode/l10n';
import type { Node } from 'web-tree-sitter';
import type { LogicSite } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { constantOf, constantText, isComputation } from './arithmetic.ts';
import type { Dialect } from './facts.ts';
import { parseSnippet } from './snippet.ts';

/** Outermost expressions over integer literals in a selection, with their values. */
export async function arithmeticSites(
  languageId: string,
  dialect: Dialect,
  text: string,
  selection: OffsetRange,
): Promise<LogicSite[]> {
  const snippet = await parseSnippet(languageId, dialect, text);
  if (!snippet) return [];
  try {
    const sites: LogicSite[] = [];
    const start = selection.start + snippet.shift;
    const end = selection.end + snippet.shift;
    const whole = snippet.framed.slice(start, end).trim().replace(/;$/, '');
    const visit = (node: Node): void => {
      if (node.endIndex <= start || node.startIndex >= end) return;
      const inside = node.startIndex >= start && node.endIndex <= end;
      const constant = inside && isComputation(node) ? constantOf(node, dialect) : undefined;
      if (constant) sites.push(siteOf(node, snippet.shift, constantText(constant, dialect), whole));
      else for (const child of node.namedChildren) if (child) visit(child);
    };
    visit(snippet.tree.rootNode);
    return sites;
  } finally {
    snippet.tree.delete();
  }
}

function siteOf(node: Node, shift: number, value: string, whole: string): LogicSite {
  return {
    kind: 'arithmetic',
    range: { start: node.startIndex - shift, end: node.endIndex - shift },
    original: node.text,
    forms: [{ text: value, cost: 2, proof: l10n.t('value {0}', value) }],
    whole: node.text === whole && node.parent?.type === 'expression_statement',
  };
}
