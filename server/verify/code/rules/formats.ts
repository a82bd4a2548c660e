import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asCall, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';
import { escaped } from './searchParts.ts';

/** Texts whose parts stand in another order than a comment shows. */
export function formats(fn: FunctionInfo): readonly RepairCandidate[] {
  if (fn.doc === '') return [];
  return [...descendants(fn.body)].flatMap((node) => exchangedParts(fn, node));
}

interface Part {
  readonly value: SyntaxNode;
  readonly start: number;
  readonly end: number;
}

/** `${first}, ${last}` beside “Doe, Jane” or “last, first”. */
function exchangedParts(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const parts = partsOf(node);
  const [one, other] = parts;
  if (!one || !other || parts.length !== 2 || one.value.text === other.value.text) return [];
  const between = fn.text.slice(one.end, other.start);
  if (between.trim() === '' || between.length > 4 || /[\w{}]/.test(between)) return [];
  const [first, second] = [lastWord(one.value), lastWord(other.value)];
  const shown = (before: string, after: string): boolean =>
    new RegExp(`\\b${before}${escaped(between)}${after}\\b`, 'i').test(withoutMarks(fn.doc));
  const isNamed = shown(escaped(second), escaped(first)) && !shown(escaped(first), escaped(second));
  const isShown = surname(one) === false && surname(other) === true && showsName(fn.doc, between);
  if (!isNamed && !isShown) return [];
  const range = { start: one.value.start, end: other.value.end };
  const text = other.value.text + fn.text.slice(one.value.end, other.value.start) + one.value.text;
  const why = l10n.t('The comment shows them the other way round.');
  return [repair(range, text, 'swappedNames', evidence.strong, why)];
}

/** The values that a template puts in, with where their brackets begin and end. */
function partsOf(node: SyntaxNode): readonly Part[] {
  const isTemplate =
    node.type === 'template_string' || (node.type === 'string' && /^[fF]/.test(node.text));
  if (!isTemplate) return [];
  return namedChildren(node).flatMap((child) => {
    const [value] = namedChildren(child);
    const isPart = /^(template_substitution|interpolation)$/.test(child.type);
    return isPart && value ? [{ value, start: child.start, end: child.end }] : [];
  });
}

/** The last name of an expression: `lastName` of `user.lastName.trim()`. */
function lastWord(node: SyntaxNode): string {
  const call = asCall(node);
  if (call) return lastWord(call.object ?? call.arguments[0] ?? call.callee);
  return asMember(node)?.property.text ?? node.text;
}

/** Whether a part is a family name; undefined where it is no name at all. */
function surname({ value }: Part): boolean | undefined {
  const words = wordsOf(lastWord(value));
  if (words.some((word) => /^(last|surname|family|lastname)$/.test(word))) return true;
  return words.some((word) => /^(first|given|forename|firstname)$/.test(word)) ? false : undefined;
}

/** “Doe, Jane”: behind a comma stands the given name. */
function showsName(doc: string, between: string): boolean {
  return between === ', ' && /["'`“][A-Z][a-z]+, [A-Z][a-z]+["'`”]/.test(doc);
}

/** Brackets around the parts of a shown format: `<host>:<port>`, `{key}={value}`. */
function withoutMarks(doc: string): string {
  return doc.replace(/\$?\{(\w+)\}|<(\w+)>|\[(\w+)\]/g, '$1$2$3');
}
