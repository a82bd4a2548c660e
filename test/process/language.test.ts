import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chatRequest } from '../../protocol/chat.ts';
import { checkEnsembleRequest } from '../../protocol/ensembles.ts';
import type { RefineResult } from '../../protocol/refine.ts';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { l10nStrings } from '../support/l10nStrings.ts';
import { RawLspClient, repositoryRoot } from '../support/rawLspClient.ts';

const uri = 'untitled:harbour.ts';
const text = 'export const mayEnter = (isOpen: boolean) => !(!isOpen);\n';
/** The condition. */
const range = { start: { line: 0, character: 45 }, end: { line: 0, character: 55 } };
const germanBundle = path.join(repositoryRoot, 'l10n/bundle.l10n.de.json');
/** A loop that leaves the last number out. */
const sumOfAll = [
  'def sum_of_all(numbers):',
  '    total = 0',
  '    for i in range(len(numbers) - 1):',
  '        total += numbers[i]',
  '    return total',
  '',
].join('\n');
/** Said by the sidecar. */
const refusal = 'The document is not open any more, so nothing was changed.';

describe('the engine’s sentences', function () {
  this.timeout(120_000);
  let home: string;
  let client: RawLspClient;

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-language-'));
    client = RawLspClient.start({ EIDOLON_HOME: home });
  });

  afterEach(async () => {
    client.kill();
    await eventually('all processes end', () => processesWithEnvironment(home).length === 0);
    await rm(home, { recursive: true, force: true });
  });

  it('are in the editor’s language, whichever process says them', async () => {
    const german = JSON.parse(await readFile(germanBundle, 'utf8')) as Record<string, string>;
    const said = await refusalAndReason(germanBundle);
    assert.deepEqual(said, { refusal: german[refusal], reason: '6 Zeichen statt 10.' });
    assert.deepEqual(complaints(), []);
  });

  it('are in English when the editor names no translations', async () => {
    const said = await refusalAndReason(undefined);
    assert.deepEqual(said, { refusal, reason: '6 characters for 10.' });
    assert.deepEqual(complaints(), []);
  });

  it('are all translated: none of a refinement, a refusal, an answer and an ensemble is in English only', async () => {
    const bundle = path.join(home, 'bundle.json');
    const marked = l10nStrings().map((sentence) => [sentence, `⟦${sentence}⟧`]);
    await writeFile(bundle, JSON.stringify(Object.fromEntries(marked)));
    await start(bundle);
    const notes = 'untitled:notes.md';
    client.open(notes, 'markdown', 'The program prints wether the harbour is open.\n');
    const whole = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const refine = { textDocument: { uri: notes, version: 1 }, ranges: [whole] };
    client.open(uri, 'typescript', text);
    const sum = 'untitled:sum.py';
    client.open(sum, 'python', sumOfAll);
    const all = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    const chat = { sources: [], earlier: [] };
    const replies = await Promise.all([
      client.call('eidolon/refine/run', refine),
      client.call('eidolon/refine/run', { ...refine, instruction: 'translate into French' }),
      client.call('eidolon/refine/run', { ...refine, ensemble: 'nobody' }),
      client.call('eidolon/refine/run', { textDocument: { uri, version: 1 }, ranges: [range] }),
      client.call('eidolon/refine/run', { textDocument: { uri: sum, version: 1 }, ranges: [all] }),
      client.call(chatRequest, { ...chat, text: 'why is the sky blue?' }),
      client.call(chatRequest, { ...chat, text: '', command: 'find' }),
      client.call(chatRequest, { ...chat, text: 'who?', command: 'council' }),
      client.call(checkEnsembleRequest, { name: 'mine', spec: { kind: 'vote', members: [] } }),
      client.call(checkEnsembleRequest, {
        name: 'mine',
        spec: { kind: 'cascade', steps: ['nano:prose', 'nano:logic'] },
      }),
    ]);
    const said = replies.map((reply) => sentencesOf(reply));
    assert.deepEqual(
      said.flat().filter((sentence) => /\p{L}{2}/u.test(outsideMarks(sentence))),
      [],
    );
    for (const [at, sentences] of said.entries())
      assert.notEqual(sentences.length, 0, JSON.stringify(replies[at]));
  });

  for (const [what, contents] of [
    ['are not there', undefined],
    ['are cut off', '{"The draft is empty.": "Der Entw'],
    ['are no sentences', '{"The draft is empty.": 7}'],
  ] as const) {
    it(`are in English when the translations ${what}, which the log tells once`, async () => {
      const bundle = path.join(home, 'bundle.json');
      if (contents !== undefined) await writeFile(bundle, contents);
      const said = await refusalAndReason(bundle);
      assert.deepEqual(said, { refusal, reason: '6 characters for 10.' });
      assert.equal(complaints().length, 1);
    });
  }

  async function start(l10nBundle: string | undefined): Promise<void> {
    const settings = { sharedPool: false };
    const options = { client: 'eidolon-vscode', trusted: true, settings, l10nBundle };
    await client.initialize({}, { initializationOptions: options });
  }

  /** What the sidecar says of a document that is not open, and the checker of a draft's length. */
  async function refusalAndReason(
    l10nBundle: string | undefined,
  ): Promise<{ refusal?: string; reason?: string }> {
    await start(l10nBundle);
    const refine = { textDocument: { uri, version: 1 }, ranges: [range] };
    const refused = await client.call('eidolon/refine/run', refine);
    client.open(uri, 'typescript', text);
    const { result } = await client.call('eidolon/refine/run', refine);
    const [hunk] = (result as RefineResult).hunks;
    const check = hunk?.checks.find((each) => each.check === 'length');
    return { refusal: refused.error?.message, reason: check?.detail };
  }

  /** What the log says of translations. */
  function complaints(): readonly string[] {
    const lines = client
      .notifications('window/logMessage')
      .map(({ params }) => (params as { message: string }).message);
    return lines.filter((line) => line.includes('translations'));
  }
});

const forPeople = new Set(['detail', 'summary', 'note', 'reason', 'message', 'plan', 'problem']);

/** The texts of an answer that people read. */
function sentencesOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    typeof part === 'string' && part !== '' && forPeople.has(key) ? [part] : sentencesOf(part),
  );
}

/** What of a text no translation marked: marks may lie in each other. */
function outsideMarks(text: string): string {
  const outer = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  return outer === text ? text : outsideMarks(outer);
}
