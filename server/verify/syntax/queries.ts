import type { ParseReport, SourceText, SyntaxReport } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { descendants, parseNodes, within, type SyntaxNode } from './node.ts';

const functionTypes: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'generator_function_declaration',
  'generator_function',
  'arrow_function',
  'method_definition',
  'function_definition',
  'class_declaration',
  'class_definition',
  'class',
]);

/** Counts syntax errors. */
export async function parseReport(source: SourceText): Promise<ParseReport> {
  const root = await parseNodes(source.languageId, source.text);
  if (!root) return { supported: false, errors: 0 };
  return { supported: true, errors: countErrors(root) };
}

/** ERROR and MISSING nodes of a tree. */
export function countErrors(root: SyntaxNode): number {
  let errors = 0;
  for (const node of descendants(root)) if (node.type === 'ERROR' || node.missing) errors += 1;
  return errors;
}

/** The chain of nodes that cover a range, blanks at its ends ignored. */
export async function syntaxReport(
  source: SourceText & { range: OffsetRange },
): Promise<SyntaxReport> {
  const root = await parseNodes(source.languageId, source.text);
  if (!root) return { supported: false, types: [] };
  const chain = covering(root, trimmed(source.text, source.range));
  const enclosing = chain.find((node) => functionTypes.has(node.type));
  return {
    supported: true,
    types: chain.map((node) => node.type),
    ...(enclosing && { enclosing: { start: enclosing.start, end: enclosing.end } }),
  };
}

function covering(root: SyntaxNode, range: OffsetRange): readonly SyntaxNode[] {
  const chain: SyntaxNode[] = [root];
  for (let at: SyntaxNode | undefined = root; at;) {
    at = at.children.find((child) => child.named && within(range, child));
    if (at) chain.unshift(at);
  }
  return chain;
}

function trimmed(text: string, range: OffsetRange): OffsetRange {
  let { start, end } = range;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
