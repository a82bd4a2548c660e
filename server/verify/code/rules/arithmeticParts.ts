import { descendants } from '../../syntax/node.ts';
import { asBinary, type Binary } from '../expressions.ts';
import type { FunctionInfo } from '../functionInfo.ts';

/** Shared by the rules beside this file. */
export function allBinaries(fn: FunctionInfo): readonly Binary[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const binary = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
    return binary ? [binary] : [];
  });
}
