import assert from 'node:assert/strict';
import { codeExpert } from '../../../server/core/experts/code.ts';
import { diagnose } from '../../../server/verify/code/diagnostics.ts';
import { codeTools } from '../../../server/verify/code/tools.ts';
import { exactTools } from '../../support/exactTools.ts';

const { signal } = new AbortController();

describe('a repair that a diagnostic asks for', function () {
  this.timeout(60_000);

  async function repair(
    text: string,
    message?: string,
  ): Promise<{ readonly text: string; readonly note: string; readonly checks: readonly string[] }> {
    const found = (await diagnose('typescript', text)) ?? [];
    const reported = found.map((each) => ({
      message: message ?? each.message,
      range: { start: each.start, end: each.end },
    }));
    const range = { start: 0, end: text.length };
    const input = { documentText: text, languageId: 'typescript', range, reported };
    const outcome = await codeExpert.draft(input, { tools: exactTools(codeTools) }, signal);
    assert.equal(outcome.kind, 'drafts');
    if (outcome.kind !== 'drafts') throw new Error('declined');
    const [draft] = outcome.drafts;
    const { start, end } = draft?.range ?? { start: 0, end: 0 };
    return {
      text: draft ? text.slice(0, start) + draft.newText + text.slice(end) : text,
      note: outcome.note ?? '',
      checks: (draft?.evidence ?? []).map(({ check, status }) => `${check} ${status}`),
    };
  }

  it('is the one after which the type checker is silent', async () => {
    const load = (text: string): string =>
      `export async function load(read: () => Promise<string>): Promise<number> {\n  const text = ${text};\n  return text.length;\n}\n`;
    const repaired = await repair(load('read()'));
    assert.equal(repaired.text, load('await read()'));
    assert.deepEqual(repaired.checks, ['diagnostic passed']);
  });

  it('is the name that the type checker suggests', async () => {
    const last = (name: string): string =>
      `export function last(values: string[]): string {\n  return values[values.${name} - 1] ?? '';\n}\n`;
    assert.equal((await repair(last('lenght'))).text, last('length'));
  });

  it('is none when no small edit makes it go away, and the note says so', async () => {
    const text =
      'export function size(value: string): number {\n  return value.measureEverything() + 1;\n}\n';
    const { text: same, note } = await repair(text);
    assert.equal(same, text);
    assert.match(note, /none makes “Property 'measureEverything'.*so nothing is proposed\./);
  });

  it('is none when several edits that do different things would do', async () => {
    const text =
      'export function pick(a: string, b: string, n: number): string {\n  return n;\n}\n';
    const { text: same, note } = await repair(text);
    assert.equal(same, text);
    assert.match(note, /none is clearly the right one/);
  });

  it('is judged as without it when the checker here does not find the same', async () => {
    const text = 'export function add(a: number, b: number): number {\n  return a + b;\n}\n';
    const { text: same, note } = await repair(text, 'A rule of another tool');
    assert.equal(same, text);
    assert.doesNotMatch(note, /go away/);
  });
});
