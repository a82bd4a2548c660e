import type { RepairCandidate } from '../../../protocol/checker.ts';
import { parseNodes, type SyntaxNode } from '../syntax/node.ts';
import { describeFunction, isFunction, statementOf, type FunctionInfo } from './functionInfo.ts';

/** A function in a text of its own: the statement or class that holds it, with the comments above. */
export interface Excerpt {
  readonly text: string;
  readonly languageId: string;
  /** Where the excerpt starts in the document. */
  readonly offset: number;
  /** Where the function starts in the excerpt. */
  readonly start: number;
}

/** Cuts out the outermost statement around a function, so that edited versions parse quickly. */
export function excerptOf(fn: FunctionInfo): Excerpt {
  let top: SyntaxNode = statementOf(fn.node);
  while (top.parent?.parent) top = top.parent;
  const siblings = top.parent?.children ?? [];
  let first = top;
  for (let place = siblings.indexOf(top) - 1; place >= 0; place -= 1) {
    const sibling = siblings[place];
    if (sibling?.type !== 'comment') break;
    first = sibling;
  }
  const offset = fn.text.lastIndexOf('\n', first.start - 1) + 1;
  return {
    text: fn.text.slice(offset, top.end),
    languageId: fn.languageId,
    offset,
    start: fn.node.start - offset,
  };
}

/** The function after an edit; undefined where the edit does not parse. */
export async function versionOf(
  excerpt: Excerpt,
  edit?: Pick<RepairCandidate, 'range' | 'newText'>,
): Promise<FunctionInfo | undefined> {
  const { offset, languageId } = excerpt;
  const text = edit
    ? excerpt.text.slice(0, edit.range.start - offset) +
      edit.newText +
      excerpt.text.slice(edit.range.end - offset)
    : excerpt.text;
  const root = await parseNodes(languageId, text);
  if (!root || hasError(root)) return undefined;
  const node = functionAt(root, excerpt.start);
  return node && describeFunction(root, text, languageId, node);
}

/** Whether a tree holds anything that the grammar could not read. */
export function hasError(node: SyntaxNode): boolean {
  return node.type === 'ERROR' || node.missing || node.children.some(hasError);
}

function functionAt(node: SyntaxNode, start: number): SyntaxNode | undefined {
  if (isFunction(node) && node.start === start) return node;
  for (const child of node.children) {
    if (child.start > start || child.end < start) continue;
    const found = functionAt(child, start);
    if (found) return found;
  }
  return undefined;
}
