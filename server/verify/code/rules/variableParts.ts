import { descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asBinary } from '../expressions.ts';
import { isFunction, type FunctionInfo, type Use } from '../functionInfo.ts';

/** Names that are declared and never read, with the place that declares them. */
export function unread(fn: FunctionInfo): readonly { readonly name: string; readonly use: Use }[] {
  return [...fn.uses].flatMap(([name, uses]) => {
    const declared = uses.filter((use) => use.kind === 'parameter' || use.kind === 'declare');
    const [only] = declared;
    const written = fn.family === 'python' ? uses.find((use) => use.kind === 'write') : undefined;
    const use = only ?? written;
    if (
      !use ||
      name.startsWith('_') ||
      /^(self|cls|this|args|kwargs)$/.test(name) ||
      name === fn.name
    )
      return [];
    if (
      uses.some((each) => each.kind === 'read') ||
      (use.node.parent && isFunction(use.node.parent) && use.node.field === 'name')
    )
      return [];
    return [{ name, use }];
  });
}

/** Shared by the rules beside this file. */
export function binaries(fn: FunctionInfo): readonly NonNullable<ReturnType<typeof asBinary>>[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
    return binary ? [binary] : [];
  });
}

/** Shared by the rules beside this file. */
export function identifiers(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  return [...descendants(node)].filter(
    (child) =>
      child.type === 'identifier' &&
      child.text === name &&
      !(child.parent?.type === 'attribute' && child.field === 'attribute'),
  );
}
