import { createHash } from 'node:crypto';
import type { SyntaxBag } from '../../../protocol/behaviour.ts';
import { hasGrammar } from './grammars.ts';
import { ancestor, descendants, parseNodes, type SyntaxNode } from './node.ts';
import { countErrors } from './queries.ts';

/** Each text as a bag of hashed subtrees, for comparing programs that cannot be run. */
export async function syntaxBags({
  languageId,
  texts,
}: {
  readonly languageId: string;
  readonly texts: readonly string[];
}): Promise<{ supported: boolean; bags: readonly SyntaxBag[] }> {
  if (!hasGrammar(languageId)) return { supported: false, bags: [] };
  const bags: SyntaxBag[] = [];
  for (const text of texts) {
    const root = await parseNodes(languageId, text);
    if (root) bags.push(bagOf(root));
  }
  return { supported: true, bags };
}

function bagOf(root: SyntaxNode): SyntaxBag {
  const names = localNames(root);
  const subtrees: Record<string, number> = {};
  const visit = (node: SyntaxNode): string => {
    const parts = node.children.filter(({ type }) => type !== 'comment').map(visit);
    const leaf = node.children.length === 0 ? (names.get(node.text) ?? node.text) : '';
    // A property of the same name as a local is no local.
    const own = isMember(node) ? node.text : leaf;
    const hash = createHash('sha1')
      .update([node.type, own, ...parts].join('\0'))
      .digest('base64url');
    const short = hash.slice(0, 12);
    if (node.named) subtrees[short] = (subtrees[short] ?? 0) + 1;
    return short;
  };
  return { errors: countErrors(root), root: visit(root), subtrees };
}

const parameterLists: ReadonlySet<string> = new Set([
  'parameters',
  'lambda_parameters',
  'formal_parameters',
]);

/** Names that the text itself binds, numbered in order of their first appearance. */
function localNames(root: SyntaxNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of descendants(root)) {
    if (node.type === 'identifier' && isBinding(node) && !names.has(node.text))
      names.set(node.text, `local ${names.size}`);
  }
  return names;
}

function isBinding(node: SyntaxNode): boolean {
  const { parent, field } = node;
  if (!parent || isMember(node)) return false;
  if (field === 'left' && /^(?:assignment|for_|augmented_assignment)/.test(parent.type))
    return true;
  if (field === 'name' && parent.type === 'variable_declarator') return true;
  if (
    /^(?:pattern_list|tuple_pattern|list_pattern|array_pattern|as_pattern_target)$/.test(
      parent.type,
    )
  )
    return true;
  const list = ancestor(node, ({ type }) => parameterLists.has(type));
  // A type hint or a default value inside the list binds nothing.
  return (
    list !== undefined &&
    field !== 'type' &&
    field !== 'value' &&
    !ancestor(node, ({ type }) => type === 'type')
  );
}

function isMember(node: SyntaxNode): boolean {
  const { type, field, parent } = node;
  if (type === 'property_identifier') return true;
  if (parent?.type === 'attribute') return field === 'attribute';
  return parent?.type === 'keyword_argument' && field === 'name';
}
