import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CandidateRun, Outcome } from '../../protocol/behaviour.ts';
import { createSandboxClient } from '../../server/verify/behaviour/client.ts';
import type { CheckerClient } from '../../server/verify/client.ts';
import { eventually } from '../support/eventually.ts';
import { hostilePrograms } from '../support/hostilePrograms.ts';
import { isAlive } from '../support/descendants.ts';
import { repositoryRoot } from '../support/rawLspClient.ts';
import { createRecordedLog } from '../support/silentLog.ts';

const dist =
  process.env['EIDOLON_BUILD_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));
const entry = path.join(dist, 'server/sandbox.mjs');
const signal = new AbortController().signal;

const secret = 'host-secret-4711';

/** An outcome as the table of hostile programs writes it. */
function ending(candidate: CandidateRun | undefined): string {
  if (!candidate?.usable) return `unusable ${candidate?.error}`;
  return outcomeText(candidate.outcomes[0]);
}

function outcomeText(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'value') return outcome.repr;
  return outcome?.kind === 'error' ? outcome.type : (outcome?.kind ?? 'none');
}

describe('the sandbox', function () {
  this.timeout(400_000);
  const log = createRecordedLog();
  let sandbox: CheckerClient;
  let folder: string;
  let server: Server;
  let requests = 0;

  before(async () => {
    process.env['EIDOLON_TEST_SECRET'] = secret;
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-sandbox-'));
    writeFileSync(path.join(folder, 'file'), secret);
    server = createServer((_, response) => {
      requests += 1;
      response.end(secret);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    sandbox = createSandboxClient({ entry, log, mayRun: true });
  });

  after(() => {
    delete process.env['EIDOLON_TEST_SECRET'];
    sandbox.dispose();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(
    languageId: string,
    programs: readonly string[],
    inputs: readonly string[] = ['1'],
  ): Promise<readonly CandidateRun[]> {
    const params = { languageId, programs, entryPoint: 'f', inputs };
    const answer = await sandbox.call('behaviour/run', params, signal);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer.value.candidates;
  }

  /** Puts the places in that a hostile program aims at. */
  function aimed(program: string): string {
    return program
      .replaceAll('MARK', path.join(folder, 'mark'))
      .replaceAll('FILE', path.join(folder, 'file'))
      .replaceAll('PORT', String((server.address() as AddressInfo).port));
  }

  const good = {
    python:
      'import json, math, collections\ndef f(x):\n  return [len([x, x]), abs(-x), math.floor(2.5), json.dumps(x), sorted([2, 1]), collections.Counter("aab")["a"], sum(range(60))]',
    javascript:
      'function f(x) { return [[x, x].map((y) => y + 1).join(), JSON.stringify({ x }), "abc".slice(1), Object.keys({ a: 1 })] }',
  };
  const goodAnswer = {
    python: "[2, 1, 2, '1', [1, 2], 2, 1770]",
    javascript: '["2,2", "{\\"x\\":1}", "bc", ["a"]]',
  };

  for (const languageId of ['python', 'javascript'] as const) {
    describe(`for ${languageId}`, () => {
      for (const { what, program, ends } of hostilePrograms[languageId]) {
        it(`holds a candidate that ${what}, and the next one is none the worse`, async () => {
          const [hostile, next] = await run(languageId, [aimed(program), good[languageId]]);
          assert.match(ending(hostile), ends);
          assert.equal(ending(next), goodAnswer[languageId]);
          assert.equal(existsSync(path.join(folder, 'mark')), false);
          assert.doesNotMatch(JSON.stringify(hostile), new RegExp(secret));
          assert.equal(requests, 0);
        });
      }

      it('keeps nothing of one candidate for another', async () => {
        const [writes, reads] =
          languageId === 'python'
            ? [
                'import math\nmath.kept = 1\nkept = 1\ndef f(x): return 1',
                'import math\ndef f(x): return hasattr(math, "kept") or "kept" in globals()',
              ]
            : [
                'globalThis.kept = 1; Object.prototype.kept = 1; function f(x) { return 1 }',
                'function f(x) { return "kept" in globalThis || "kept" in {} }',
              ];
        const [, after] = await run(languageId, [writes, reads]);
        assert.match(ending(after), /^false$/i);
      });

      it('gives the same values to the same candidate twice, random ones too', async () => {
        const program =
          languageId === 'python'
            ? 'import random\ndef f(x): return [random.random(), {str(i) for i in range(9)}.pop()]'
            : 'function f(x) { return Math.random() }';
        const [once, again] = await run(languageId, [program, program]);
        assert.deepEqual(once, again);
      });

      it('counts the other inputs of a candidate that loops on one', async () => {
        const program =
          languageId === 'python'
            ? 'def f(x):\n  while x == 2: pass\n  return x'
            : 'function f(x) { while (x === 2); return x }';
        const [candidate] = await run(languageId, [program], ['1', '2', '3']);
        assert.ok(candidate?.usable);
        assert.deepEqual(candidate.outcomes.map(outcomeText), ['1', 'timeout', '3']);
      });
    });
  }

  it('writes equal values alike and different ones differently', async () => {
    const values = [
      ['1', '1.0'],
      ['0.1 + 0.2', '0.3'],
      ['{1, 2, 3}', '{3, 2, 1}'],
      ["{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"],
      ["float('nan')", "float('nan')"],
      ['-0.0', '0'],
      ['(i for i in [1])', 'iter([1])'],
    ];
    const different = ['1', "'1'", '[1]', '(1,)', '{1}', 'True', 'None', "b'1'", '1.5', '[[1]]'];
    const program = (value: string): string => `def f(x): return ${value}`;
    const same = await run('python', values.flat().map(program));
    for (let at = 0; at < same.length; at += 2)
      assert.deepEqual(same[at], same[at + 1], values[at / 2]?.join());
    const others = (await run('python', different.map(program))).map(ending);
    assert.equal(new Set(others).size, different.length, others.join());
  });

  it('shows what a function does when it returns nothing', async () => {
    const [sorts, prints] = await run(
      'python',
      ['def f(x): x.sort()', 'def f(x): print(x)'],
      ['[2, 1]'],
    );
    assert.match(ending(sorts), /^None; arguments .*\[1, 2\]/);
    assert.match(ending(prints), /^None; printed '\[2, 1\]/);
    const [script] = await run('javascript', ['function f(x) { x.sort() }'], ['[2, 1]']);
    assert.equal(ending(script), 'undefined; arguments [[1, 2]]');
  });

  it('runs TypeScript, modules, promises and timers', async () => {
    const [typed, module, waiting, broken] = await run('typescript', [
      'interface A { n: number }\nfunction f(x: number): A { return { n: x satisfies number } }',
      'export const f = (x: number) => x + 1;',
      'async function f(x: number) { await new Promise((done) => setTimeout(done, 60_000)); return x }',
      'function f(x: number) { return }}',
    ]);
    assert.deepEqual([typed, module, waiting, broken].map(ending), [
      '{"n": 1}',
      '2',
      '1',
      'unusable SyntaxError',
    ]);
  });

  it('tells which tests each candidate passes', async () => {
    const params = {
      languageId: 'python',
      entryPoint: 'f',
      programs: ['def f(x): return x + 1', 'def f(x): return 2', 'def f(x:'],
      tests: ['assert f(1) == 2', 'assert f(2) == 3, "no"', 'assert f(', 'assert g()'],
    };
    const answer = await sandbox.call('behaviour/tests', params, signal);
    assert.ok(answer.ok);
    assert.deepEqual(
      answer.value.candidates.map((each) => (each.usable ? each.outcomes : each.error)),
      [
        ['passed', 'passed', 'invalid', 'failed'],
        ['passed', 'failed', 'invalid', 'failed'],
        'SyntaxError',
      ],
    );
  });

  it('is replaced when it is killed, and the candidates count all the same', async () => {
    await run('javascript', [good.javascript]);
    const pid = sandbox.pid();
    assert.ok(pid !== undefined && isAlive(pid));
    const answer = run('javascript', ['function f(x) { for (;;); }', good.javascript]);
    process.kill(pid, 'SIGKILL');
    const [, next] = await answer;
    assert.equal(ending(next), goodAnswer.javascript);
    assert.notEqual(sandbox.pid(), pid);
  });

  it('stops for an aborted question and answers the next one', async () => {
    const controller = new AbortController();
    const params = {
      languageId: 'javascript',
      programs: ['for (;;);'],
      entryPoint: 'f',
      inputs: ['1'],
    };
    const late = sandbox.call('behaviour/run', params, controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(late, /enough/);
    const [next] = await run('javascript', [good.javascript]);
    assert.equal(ending(next), goodAnswer.javascript);
  });

  it('says which languages it runs and why not the others', async () => {
    const ask = async (languageId: string): Promise<string> => {
      const answer = await sandbox.call('behaviour/capabilities', { languageId }, signal);
      assert.ok(answer.ok);
      return answer.value.reason ?? 'runs';
    };
    assert.equal(await ask('python'), 'runs');
    assert.equal(await ask('typescriptreact'), 'runs');
    assert.match(await ask('rust'), /rust cannot be run here/);
  });

  it('says so in the language of the translations that it may read', async () => {
    const l10nBundle = path.join(repositoryRoot, 'l10n/bundle.l10n.de.json');
    const german = createSandboxClient({ entry, log, mayRun: true, l10nBundle });
    try {
      const answer = await german.call('behaviour/capabilities', { languageId: 'rust' }, signal);
      assert.match(
        (answer.ok && answer.value.reason) || '',
        /^Kandidaten in rust können hier nicht/,
      );
    } finally {
      german.dispose();
    }
  });

  it('runs nothing in Restricted Mode', async () => {
    const restricted = createSandboxClient({ entry, log, mayRun: false });
    const params = {
      languageId: 'python',
      programs: ['def f(x): return 1'],
      entryPoint: 'f',
      inputs: ['1'],
    };
    const refused = await restricted.call('behaviour/run', params, signal);
    assert.ok(!refused.ok);
    assert.match(refused.failure.message, /Restricted Mode/);
    const can = await restricted.call('behaviour/capabilities', { languageId: 'python' }, signal);
    assert.ok(can.ok && !can.value.runs);
    assert.equal(restricted.pid(), undefined);
    restricted.dispose();
  });

  it('ends when it is disposed', async () => {
    const other = createSandboxClient({ entry, log, mayRun: true });
    const warm = await other.call(
      'behaviour/capabilities',
      { languageId: 'javascript', warm: true },
      signal,
    );
    assert.ok(warm.ok);
    const pid = other.pid() ?? 0;
    other.dispose();
    await eventually('the end of the process', () => (isAlive(pid) ? undefined : true));
  });
});
