import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { OffsetRange } from '../../../protocol/text.ts';
import { parseSource } from './grammars.ts';

/** A syntax node copied out of the parser's memory, so that nobody has to free it. Offsets are UTF-16. */
export interface SyntaxNode extends OffsetRange {
  readonly type: string;
  readonly named: boolean;
  /** The grammar's name for this child's role in its parent, e.g. `left`, `body`. */
  readonly field?: string;
  readonly parent?: SyntaxNode;
  readonly children: readonly SyntaxNode[];
  readonly text: string;
  readonly missing: boolean;
}

/** Parses a text into plain nodes; undefined where there is no grammar for the language. */
export async function parseNodes(
  languageId: string,
  text: string,
): Promise<SyntaxNode | undefined> {
  const tree = await parseSource(languageId, text);
  if (!tree) return undefined;
  try {
    return copyTree(tree, text);
  } finally {
    tree.delete();
  }
}

function copyTree(tree: Tree, text: string): SyntaxNode {
  const cursor = tree.walk();
  try {
    return copyNode(cursor, text, undefined);
  } finally {
    cursor.delete();
  }
}

function copyNode(cursor: TreeCursor, text: string, parent: SyntaxNode | undefined): SyntaxNode {
  const children: SyntaxNode[] = [];
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const node: SyntaxNode = {
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName ?? undefined,
    start,
    end,
    parent,
    children,
    text: text.slice(start, end),
    missing: cursor.nodeIsMissing,
  };
  if (cursor.gotoFirstChild()) {
    do children.push(copyNode(cursor, text, node));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}

/** The child in a role. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** Children that are not punctuation or comments. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named && child.type !== 'comment');
}

/** The node and everything below it, in document order. */
export function* descendants(node: SyntaxNode): Generator<SyntaxNode> {
  // A stack of its own: nested generators would pay for the depth of the tree at every node.
  const waiting = [node];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    yield at;
    for (let place = at.children.length - 1; place >= 0; place -= 1) {
      const child = at.children[place];
      if (child) waiting.push(child);
    }
  }
}

/** Every descendant of one of the given types. */
export function descendantsOfType(
  node: SyntaxNode,
  ...types: readonly string[]
): readonly SyntaxNode[] {
  return [...descendants(node)].filter((child) => types.includes(child.type));
}

/** The nearest proper ancestor that satisfies a condition. */
export function ancestor(
  node: SyntaxNode,
  accept: (node: SyntaxNode) => boolean,
): SyntaxNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (accept(at)) return at;
  return undefined;
}

/** Whether `inner` lies within `outer`, ends included. */
export function within(inner: OffsetRange, outer: OffsetRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Strips brackets around an expression. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.type === 'parenthesized_expression') {
    const inner = namedChildren(at)[0];
    if (!inner) return at;
    at = inner;
  }
  return at;
}
