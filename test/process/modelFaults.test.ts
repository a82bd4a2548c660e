import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ScriptRule } from '../../server/engines/scripted/script.ts';
import { goodBytes, noise, randomModel } from '../support/badModels.ts';
import { parseLines, runCli } from '../support/cli.ts';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { installCopy, type Installation } from '../support/installation.ts';

interface Answer {
  readonly text: string;
  readonly hunks: readonly {
    readonly newText: string;
    readonly proposedBy: string;
    readonly verdict: string;
  }[];
  readonly note?: string;
}

/** An error that the exact tools find by themselves, so that something is left to propose without a model. */
const row = (text: string): string => JSON.stringify({ text, languageId: 'markdown' });

/** A mistake in code that the exact tools find by themselves, too. */
const offByOne = `/** Sums the durations of all tracks on an album, in seconds. */
export function albumLength(tracks: { seconds: number }[]): number {
  let seconds = 0;
  for (let i = 0; i <= tracks.length; i++) {
    seconds += tracks[i].seconds;
  }
  return seconds;
}
`;

describe('a refine with', function () {
  this.timeout(240_000);
  let installed: Installation;
  beforeEach(() => {
    installed = installCopy();
  });
  afterEach(async () => {
    await eventually('no process is left', () =>
      processesWithEnvironment(installed.home).length === 0 ? true : undefined,
    );
    installed.remove();
  });

  async function refine(rows: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Answer[]> {
    const environment = { EIDOLON_HOME: installed.home, ...env };
    const { code, stdout, stderr } = await runCli(
      ['refine', '--batch'],
      rows.join('\n'),
      environment,
      installed.cli,
    );
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /^\s+at /m);
    return [...parseLines<Answer>(stdout)];
  }

  it('damaged model files names each with the way out, and lets the exact tools work', async () => {
    installed.setModel('nano-language.gguf', undefined);
    installed.setModel('nano-reviewer.gguf', noise(5_000));
    installed.setModel('nano-logic.gguf', goodBytes());
    const [prose, code, logic] = await refine([
      row('He recieved it.'),
      JSON.stringify({ text: offByOne, languageId: 'typescript' }),
      JSON.stringify({
        text: 'if (!(a && !b)) run();\n',
        languageId: 'typescript',
        instruction: 'simplify the condition',
      }),
    ]);
    assert.equal(prose?.hunks[0]?.newText, 'received');
    assert.equal(prose.hunks[0].verdict, 'unreviewed', 'nobody reviewed it');
    assert.match(
      prose.note ?? '',
      /There is no file .*nano-language\.gguf; install Eidolon again\./,
    );
    assert.match(
      prose.note ?? '',
      /nano-reviewer\.gguf is not a usable model file.*install Eidolon/,
    );
    assert.equal(code?.hunks[0]?.proposedBy, 'tool:code');
    assert.equal(code.hunks[0].verdict, 'unreviewed');
    assert.match(
      code.note ?? '',
      /There is no file .*nano-language\.gguf; install Eidolon again\./,
    );
    assert.equal(logic?.hunks[0]?.verdict, 'proven');
    // Its header is a good one, so only its hash tells, once the model is to answer.
    assert.match(logic.note ?? '', /nano:logic.*SHA-256 differs.*install Eidolon again/);
    assert.doesNotMatch(logic.note ?? '', /nano-language/);
  });

  it('a model that misbehaves proposes no babble, and sets one aside that kills its process', async () => {
    const script = path.join(installed.home, 'script.json');
    const rule = (match: string, rest: Partial<ScriptRule>): ScriptRule => ({
      member: 'nano:prose',
      match: `^fix: .*${match}`,
      ...rest,
    });
    const rules = [
      rule('never stops', { act: 'babble' }),
      rule('repeats itself', { text: 'She knows that it '.repeat(200) }),
      rule('deceives', { text: 'She recei\u202eved that it deceives\u0007.' }),
      rule('says nothing', { text: '' }),
      rule('crashes', { act: 'crash' }),
    ];
    writeFileSync(script, JSON.stringify({ load: false, rules }));
    const endings = [
      'never stops',
      'repeats itself',
      'deceives',
      'says nothing',
      'crashes',
      'rests',
    ];
    const texts = endings.map((ending) => `She recieved one that ${ending}.`);
    const answers = await refine(texts.map(row), { EIDOLON_SCRIPTED_ENGINE: script });
    for (const [index, { text, hunks }] of answers.entries()) {
      const wanted = texts[index]?.replace('recieved', 'received');
      assert.ok(text === wanted || text === texts[index], text);
      assert.ok(
        hunks.every(({ newText }) => newText === 'received'),
        JSON.stringify(hunks),
      );
    }
    const [, , , , crashed, after] = answers;
    for (const answer of [crashed, after])
      assert.match(answer?.note ?? '', /nano:prose crashed its process 2 times.*models verify/);
    const again = await refine([row(texts[5] ?? '')], { EIDOLON_SCRIPTED_ENGINE: script });
    assert.match(again[0]?.note ?? '', /nano:prose crashed/, 'the next session knows it, too');
    const verified = await runCli(
      ['models', 'verify', 'nano:prose'],
      '',
      { EIDOLON_HOME: installed.home },
      installed.cli,
    );
    assert.equal(verified.code, 0, verified.stderr);
    const released = await refine([row(texts[5] ?? '')], { EIDOLON_SCRIPTED_ENGINE: script });
    assert.doesNotMatch(released[0]?.note ?? '', /crashed/);
  });
});

describe('adding a model on the command line', function () {
  this.timeout(120_000);
  let installed: Installation;
  beforeEach(() => {
    installed = installCopy();
  });
  afterEach(() => installed.remove());

  const folder = (): string => path.join(installed.home, 'models');

  it('on a full disk says so, and leaves nothing behind', () => {
    // No file may grow: the kernel answers the first byte as a full disk answers the last one.
    const command = 'trap "" XFSZ; ulimit -f 0; exec "$@"';
    for (const flags of [[], ['--copy']]) {
      const { status, stdout, stderr } = spawnSync(
        'sh',
        [
          '-c',
          command,
          'sh',
          process.execPath,
          installed.cli,
          'models',
          'add',
          ...flags,
          randomModel,
        ],
        { env: { ...process.env, EIDOLON_HOME: installed.home }, encoding: 'utf8' },
      );
      assert.equal(status, 1, stdout);
      assert.match(
        stderr,
        /^The disk is full: nothing was added in .*models\. Free some space.*\n$/,
      );
      assert.deepEqual(readdirSync(folder()), []);
    }
  });

  it('from two windows at once keeps both, under names of their own', async () => {
    const files = ['one', 'two'].map((name) => {
      const target = path.join(installed.home, name, 'mine.gguf');
      mkdirSync(path.dirname(target));
      cpSync(randomModel, target);
      return target;
    });
    const env = { EIDOLON_HOME: installed.home };
    const added = await Promise.all(
      files.map((file) => runCli(['models', 'add', file, '--json'], '', env, installed.cli)),
    );
    const ids = added.map(({ stdout }) => (JSON.parse(stdout) as { id: string }).id);
    assert.deepEqual(ids.sort(), ['file:mine', 'file:mine-2']);
    const { models } = JSON.parse(readFileSync(path.join(folder(), 'models.json'), 'utf8')) as {
      models: { id: string; file: string }[];
    };
    assert.deepEqual(models.map(({ file }) => file).sort(), files);
    assert.deepEqual(models.map(({ id }) => id).sort(), ids);
  });

  it('copies it in when asked to, and removes the copy with it', async () => {
    const env = { EIDOLON_HOME: installed.home };
    const run = (...args: string[]) => runCli(['models', ...args], '', env, installed.cli);
    const added = await run('add', randomModel, '--copy');
    assert.equal(added.stdout, `Added file:random (${path.join(folder(), 'random.gguf')}).\n`);
    assert.match((await run('list')).stdout, /^file:random .*random\.gguf\)$/m);
    assert.equal((await run('verify', 'file:random')).stdout, 'file:random: good\n');
    assert.equal((await run('remove', 'file:random')).stdout, 'Removed file:random.\n');
    assert.equal(existsSync(path.join(folder(), 'random.gguf')), false);
    assert.equal(existsSync(randomModel), true);
  });
});
