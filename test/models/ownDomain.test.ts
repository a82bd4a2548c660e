import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../support/cli.ts';
import { lawExpert } from '../support/ownExperts.ts';

/** What the test reads of an answer. */
interface Asked {
  readonly text: string;
  readonly trace: {
    readonly steps: readonly {
      readonly kind: string;
      readonly member?: string;
      readonly decision?: { readonly expert: string };
    }[];
  };
}

const question = 'Is the landlord liable when a tenant slips on the stairs?';

describe('a domain of the user’s own in ask', function () {
  this.timeout(60_000);
  let home: string;
  let file: string;
  before(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-domain-'));
    file = path.join(home, 'experts.json');
    writeFileSync(file, JSON.stringify({ law: lawExpert }));
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const ask = (...args: readonly string[]): ReturnType<typeof runCli> =>
    runCli(['ask', ...args], '', { EIDOLON_HOME: home });

  it('is answered by its member, as the trace says', async () => {
    const asked = await ask(question, '--experts', file, '--json');
    assert.equal(asked.code, 0, asked.stderr);
    const { text, trace } = JSON.parse(asked.stdout) as Asked;
    assert.notEqual(text, '');
    const domains = trace.steps.flatMap(({ decision }) => decision?.expert ?? []);
    const members = trace.steps.flatMap(({ member }) => member ?? []);
    assert.deepEqual([domains, members], [['law'], [lawExpert.member]]);
  });

  it('belongs to the shipped mixture of experts too', async () => {
    const asked = await ask(question, '--experts', file, '--ensemble', 'unreviewed', '--json');
    assert.equal(asked.code, 0, asked.stderr);
    assert.match(asked.stdout, /"law"/);
    assert.match(asked.stdout, /nano:general/);
  });

  it('leaves other questions to whom they belong', async () => {
    const asked = await ask('simplify: !(a > b)', '--experts', file);
    assert.deepEqual([asked.code, asked.stdout], [0, 'a <= b\n']);
  });

  it('is not known without the file, and the answer says what to do', async () => {
    const asked = await ask(question);
    assert.equal(asked.code, 1);
    assert.match(asked.stderr, /Add a chat model with “eidolon models add FILE.gguf”/);
  });

  it('refuses a file with too few examples by name', async () => {
    const few = path.join(home, 'few.json');
    writeFileSync(few, JSON.stringify({ law: { ...lawExpert, examples: [] } }));
    const asked = await ask(question, '--experts', few);
    assert.equal(asked.code, 1);
    assert.match(asked.stderr, /Your expert “law” has 0 “examples” and needs at least 10/);
  });
});
