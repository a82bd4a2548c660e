import * as l10n from '@vscode/l10n';
import type { Node } from 'web-tree-sitter';
import type { CheckParams } from '../../../../protocol/checker.ts';
import type { CheckReport } from '../../../../protocol/refine.ts';
import { parseSource } from '../../syntax/grammars.ts';
import { dialectOf } from '../facts.ts';
import { asTest } from './comment.ts';

/** What conditions call: methods of texts, lists and sets, and Python's own functions. */
const ours =
  /^(includes|startsWith|endsWith|has|some|every|test|length|size|startswith|endswith|len|all|any)$/;

/** Whether a condition written from a comment uses nothing but names that its document has. */
export async function scopeCheck(params: CheckParams): Promise<CheckReport> {
  const check = 'names';
  const { languageId, documentText, range, newText } = params;
  const dialect = dialectOf(languageId);
  const tree = dialect && (await parseSource(languageId, asTest(newText, dialect)));
  if (!tree)
    return { check, status: 'notChecked', detail: l10n.t('No parser for {0}.', languageId) };
  try {
    const around = `${documentText.slice(0, range.start)} ${documentText.slice(range.end)}`;
    const known = new Set(around.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu));
    const strange = namesIn(tree.rootNode).filter((name) => !known.has(name) && !ours.test(name));
    if (strange.length === 0)
      return { check, status: 'passed', detail: l10n.t('Every name stands in the document.') };
    const named = [...new Set(strange)].map((name) => l10n.t('“{0}”', name)).join(', ');
    return {
      check,
      status: 'failed',
      detail: l10n.t('The condition uses {0}, which is not in scope.', named),
    };
  } finally {
    tree.delete();
  }
}

/** Names that a condition does not bring along itself; the fields of what it does are its own affair too. */
function namesIn(root: Node): readonly string[] {
  const bound = new Set(
    [
      ...parametersIn(root, 'arrow_function', 'parameters'),
      ...parametersIn(root, 'for_in_clause', 'left'),
    ].map((name) => name.replace(/[()]/g, '').trim()),
  );
  return root
    .descendantsOfType(['identifier', 'property_identifier'])
    .filter((node): node is Node => node !== null)
    .filter(
      (node) => !bound.has(node.text) && !bound.has(node.parent?.namedChildren[0]?.text ?? ''),
    )
    .map((node) => node.text);
}

function parametersIn(root: Node, type: string, field: string): string[] {
  return root.descendantsOfType(type).flatMap((node) => {
    const name = (node?.childForFieldName(field) ?? node?.childForFieldName('parameter'))?.text;
    return name === undefined ? [] : [name];
  });
}
