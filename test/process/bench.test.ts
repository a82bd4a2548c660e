import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../support/cli.ts';

describe('eidolon bench, before anything is measured', function () {
  this.timeout(60_000);
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function refusal(args: readonly string[]): Promise<{ code: number | null; said: string }> {
    const { code, stdout, stderr } = await runCli(['bench', ...args], '', { EIDOLON_HOME: folder });
    assert.equal(stdout, '');
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
    return { code, said: stderr.trim() };
  }

  it('names the suites there are', async () => {
    const { code, said } = await refusal(['--suite', 'nono']);
    assert.equal(code, 2);
    assert.match(
      said,
      /no suite “nono”: nano, arithmetic, prose, conditions, bugs, mixed, or a file/,
    );
  });

  it('names line and reason of a file that is no suite', async () => {
    const file = path.join(folder, 'mine.jsonl');
    await writeFile(
      file,
      '{"grader":"text","prompt":"q","gold":"a"}\n{"grader":"edit","text":"q"}\n',
    );
    const { code, said } = await refusal(['--suite', file]);
    assert.equal(code, 1);
    assert.match(said, /mine\.jsonl”: Line 2: "accept" must be a list of at least one text\.$/);
  });

  it('says that a file is missing or empty', async () => {
    const file = path.join(folder, 'none.jsonl');
    assert.match((await refusal(['--suite', file])).said, /there is no such file/);
    await writeFile(file, '\n');
    assert.match((await refusal(['--suite', file])).said, /holds no items/);
  });

  it('refuses numbers that are none', async () => {
    for (const option of ['--items', '--seed']) {
      const { code, said } = await refusal([option, '-3']);
      assert.equal(code, 2);
      assert.match(said, new RegExp(`${option} takes a whole number`));
    }
  });

  it('goes on with nothing but rows of the same items', async () => {
    const out = path.join(folder, 'out.json');
    assert.match(
      (await refusal(['--resume', '--json', out])).said,
      /no measured rows in “.*out\.rows\.jsonl”; run without --resume/,
    );
    const header = { eidolonBench: 1, suite: 'prose', seed: 4, digest: 'other' };
    await writeFile(path.join(folder, 'out.rows.jsonl'), `${JSON.stringify(header)}\n`);
    const { code, said } = await refusal(['--resume', '--json', out]);
    assert.equal(code, 1);
    assert.match(said, /rows of other items \(suite prose, seed 4\)/);
  });

  it('refuses a result that cannot be written before it measures', async () => {
    const { code, said } = await refusal(['--json', path.join(folder, 'no/such/folder/out.json')]);
    assert.equal(code, 1);
    assert.match(said, /cannot be written \(ENOENT\)/);
  });
});
