import type { Node } from 'web-tree-sitter';
import { joined } from './expr.ts';
import type { Claim } from './prove.ts';

/** `if (a) { if (b) { … } }` without an `else`: one `if` over `a && b` says the same. */
export interface NestedIf {
  readonly claim: Claim;
  /** Where the inner condition ends; from there on the text stays, but for its indentation. */
  readonly headEnd: number;
  wrap(condition: string): string;
}

/** What the second `if` costs a reader. */
export const nestedIfCost = 4;

/** The outermost of ifs that hold nothing but each other; undefined for any other node. */
export function nestedIf(outer: Node): NestedIf | undefined {
  const levels = levelsOf(outer);
  const inner = levels.at(-1);
  const conditions = levels.flatMap((level) => level.childForFieldName('condition') ?? []);
  const last = conditions.at(-1);
  if (!inner || !last || levels.length < 2 || conditions.length !== levels.length) return undefined;
  const source = outer.tree.rootNode.text;
  const tail = source.slice(last.endIndex, inner.endIndex);
  // A string over several lines would change with its indentation.
  if (/`[^`]*\n[^`]*`|"""|'''/.test(tail)) return undefined;
  const body = dedented(tail, indentAt(source, inner), indentAt(source, outer));
  const isPython = outer.childForFieldName('consequence')?.type === 'block';
  return {
    claim: {
      shape: shapeOf(inner),
      valued: false,
      read: (reader) =>
        joined(
          'and',
          conditions.map((condition) => reader.read(condition)),
        ),
    },
    headEnd: last.endIndex,
    wrap: (text) => (isPython ? `if ${text}${body}` : `if (${text})${body}`),
  };
}

/** The statement and the lone ifs inside it, outermost first. */
function levelsOf(outer: Node): Node[] {
  const levels: Node[] = [];
  for (let node: Node | null = outer; node && isLoneIf(node);) {
    levels.push(node);
    node = onlyStatement(node.childForFieldName('consequence'));
  }
  return levels;
}

/** A plain `if` as a claim about when its body runs; undefined when it has an `else`. */
export function loneIfClaim(node: Node): Claim | undefined {
  const condition = isLoneIf(node) ? node.childForFieldName('condition') : null;
  if (!condition) return undefined;
  return { shape: shapeOf(node), valued: false, read: (reader) => reader.read(condition) };
}

/** Two ifs with the same shape do the same once they run. */
function shapeOf(node: Node): string {
  return `if ${(node.childForFieldName('consequence')?.text ?? '').replace(/\s+/g, ' ')}`;
}

function isLoneIf(node: Node): boolean {
  return (
    node.type === 'if_statement' &&
    node.parent?.type !== 'else_clause' &&
    node.childrenForFieldName('alternative').every((each) => each === null)
  );
}

function onlyStatement(consequence: Node | null): Node | null {
  const isBlock = consequence?.type === 'statement_block' || consequence?.type === 'block';
  if (!consequence || !isBlock) return consequence;
  return consequence.namedChildCount === 1 ? (consequence.namedChildren[0] ?? null) : null;
}

/** White space before the first token of the line that a node begins in. */
function indentAt(source: string, node: Node): string {
  const lineStart = source.lastIndexOf('\n', node.startIndex - 1) + 1;
  return /^[ \t]*/.exec(source.slice(lineStart, node.startIndex))?.[0] ?? '';
}

function dedented(text: string, from: string, to: string): string {
  if (!from.startsWith(to)) return text;
  return text.replaceAll(`\n${from}`, `\n${to}`);
}
