import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../protocol/result.ts';
import { canonicalChoice } from '../core/ensemble/canonical/choice.ts';
import { canonicalNumber } from '../core/ensemble/canonical/number.ts';
import { Malformed, readJsonLines } from '../core/jsonLines.ts';
import { graderKinds, type BenchItem, type Grader } from './item.ts';

type Row = Readonly<Record<string, unknown>>;

/** Longest text of an item, in UTF-16 units; beyond it nothing in the pool could read it. */
const longestText = 100_000;

/**
 * Reads a suite of one's own, JSON Lines of
 * `{"grader":"edit","text","accept":[…],"languageId"?,"instruction"?}` or
 * `{"grader":"number"|"choice"|"text"|"code","prompt","gold"|"accept":[…]|"tests":[…],"entryPoint"?,"languageId"?}`, each
 * with `"id"?` and `"domain"?`. The first line that is not one is refused with its number and the reason.
 */
export function parseItems(
  text: string,
  domainOf: (text: string, languageId: string | undefined) => string,
): Result<readonly BenchItem[]> {
  const items: BenchItem[] = [];
  const ids = new Set<string>();
  const read = readJsonLines(text, (row) => {
    const item = itemOf(row, `item-${items.length + 1}`, domainOf);
    if (ids.has(item.id)) throw new Malformed(l10n.t('its id “{0}” was used before', item.id));
    ids.add(item.id);
    items.push(item);
  });
  return read.ok ? ok(items) : read;
}

function itemOf(
  row: Row,
  id: string,
  domainOf: (text: string, languageId: string | undefined) => string,
): BenchItem {
  const kind = graderKinds.find((each) => each === row['grader']);
  if (kind === undefined)
    throw new Malformed(
      l10n.t(
        '"{0}" must be one of {1}',
        'grader',
        graderKinds.map((each) => `"${each}"`).join(', '),
      ),
    );
  const text = requiredText(row, kind === 'edit' ? 'text' : 'prompt');
  const languageId = optionalText(row, 'languageId');
  const instruction = optionalText(row, 'instruction');
  const given = row['id'];
  if (given !== undefined && typeof given !== 'string' && typeof given !== 'number')
    throw new Malformed(l10n.t('"id" must be a string or a number'));
  return {
    id: given === undefined ? id : String(given),
    domain: optionalText(row, 'domain') ?? domainOf(text, languageId),
    source: 'people',
    languageId: languageId ?? 'plaintext',
    text,
    ...(instruction !== undefined && { instruction }),
    grader: graderOf(kind, row),
  };
}

function graderOf(kind: Grader['kind'], row: Row): Grader {
  switch (kind) {
    case 'edit':
      return { kind, accept: texts(row, 'accept') };
    case 'text':
      return { kind, accept: 'accept' in row ? texts(row, 'accept') : [requiredText(row, 'gold')] };
    case 'number': {
      const gold =
        typeof row['gold'] === 'number' ? String(row['gold']) : requiredText(row, 'gold');
      if (canonicalNumber(gold) === undefined)
        throw new Malformed(l10n.t('"gold" must hold a number'));
      return { kind, gold };
    }
    case 'choice': {
      const gold = requiredText(row, 'gold');
      if (canonicalChoice(gold) === undefined)
        throw new Malformed(l10n.t('"gold" must be a letter or a short label'));
      return { kind, gold };
    }
    case 'code':
      return { kind, entryPoint: requiredText(row, 'entryPoint'), tests: texts(row, 'tests') };
  }
}

function requiredText(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== 'string' || value.trim() === '')
    throw new Malformed(l10n.t('"{0}" must be a text that is not empty', name));
  if (value.length > longestText)
    throw new Malformed(l10n.t('"{0}" is longer than {1} characters', name, longestText));
  return value;
}

function optionalText(row: Row, name: string): string | undefined {
  return row[name] === undefined ? undefined : requiredText(row, name);
}

function texts(row: Row, name: string): readonly string[] {
  const value = row[name];
  if (
    !Array.isArray(value) ||
    value.length === 0 ||
    !value.every((each) => typeof each === 'string')
  )
    throw new Malformed(l10n.t('"{0}" must be a list of at least one text', name));
  return value as readonly string[];
}
