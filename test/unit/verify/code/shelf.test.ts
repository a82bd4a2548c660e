import assert from 'node:assert/strict';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { repairReport } from '../../../../server/verify/code/repairs.ts';
import { entryNode, shelfEntries } from '../../../../server/verify/code/shelf/entries.ts';
import { withFields } from '../../../../server/verify/code/shelf/fields.ts';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { parseNodes } from '../../../../server/verify/syntax/node.ts';

const signal = new AbortController().signal;

/** The repairs of a text's function that are accepted, by what they change. */
async function repairsOf(
  languageId: string,
  text: string,
  accept: (candidate: RepairCandidate) => boolean,
): Promise<readonly string[]> {
  const range = { start: 0, end: text.length };
  const report = await repairReport({ languageId, text, range }, signal);
  return report.functions
    .flatMap((fn) => fn.candidates)
    .filter(accept)
    .map((each) => `${text.slice(each.range.start, each.range.end)} → ${each.newText}`);
}

/** Those that make a function do what a well-known one of its name does. */
const knownOf = (languageId: string, text: string): Promise<readonly string[]> =>
  repairsOf(languageId, text, ({ features }) => (features?.['known'] ?? 0) > 0);

describe('the shelf of well-known functions', () => {
  it('holds functions that can be read, each with a name', async () => {
    for (const { names, source } of shelfEntries()) {
      assert.ok(names.every((name) => name.length > 0));
      assert.ok(await entryNode(source.replaceAll('$', 'field_')), source);
    }
  });

  it('knows sums of price times quantity, whatever the fields are called', async () => {
    const text =
      'def order_total(lines):\n    total = 0\n    for line in lines:\n        total += line["unit_price"] + line["qty"]\n    return total\n';
    assert.ok((await knownOf('python', text)).includes('+ → *'));
  });

  it('knows the extreme by the only field that is compared', async () => {
    const text =
      'function cheapest(flights) {\n  let best = flights[0];\n  for (const flight of flights) {\n    if (flight.fare > best.fare) best = flight;\n  }\n  return best;\n}';
    assert.ok((await knownOf('javascript', text)).includes('> → <'));
  });

  it('says nothing where a role has no field', async () => {
    const text = 'function total(items) { return items.length; }';
    const root = await parseNodes('javascript', text);
    const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
    const fn = root && node && describeFunction(root, text, 'javascript', node);
    assert.ok(fn);
    assert.equal(withFields('(items) => items[0].$price', fn), undefined);
    assert.equal(withFields('(items) => items[0]', fn), '(items) => items[0]');
  });

  it('gets over lists that hold themselves', async () => {
    const text =
      'export function flatten<T>(nested: T[][]): T[] {\n  const flat: T[] = [];\n  for (const inner of nested) {\n    for (const item of inner) {\n      flat.push(inner);\n    }\n  }\n  return flat;\n}';
    assert.ok((await repairsOf('typescript', text, () => true)).includes('inner → item'));
  });
});
