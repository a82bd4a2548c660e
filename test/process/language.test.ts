import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RefineResult } from '../../protocol/refine.ts';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient, repositoryRoot } from '../support/rawLspClient.ts';

const uri = 'untitled:harbour.ts';
const text = 'export const mayEnter = (isOpen: boolean) => !(!isOpen);\n';
/** The condition. */
const range = { start: { line: 0, character: 45 }, end: { line: 0, character: 55 } };
const germanBundle = path.join(repositoryRoot, 'l10n/bundle.l10n.de.json');
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

  /** What the sidecar says of a document that is not open, and the checker of a draft's length. */
  async function refusalAndReason(
    l10nBundle: string | undefined,
  ): Promise<{ refusal?: string; reason?: string }> {
    const settings = { sharedPool: false };
    const options = { client: 'eidolon-vscode', trusted: true, settings, l10nBundle };
    await client.initialize({}, { initializationOptions: options });
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
