import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RouteCorrection, RouteDecision } from '../../protocol/route.ts';
import { parseLines, runCli } from '../support/cli.ts';
import { lawExpert } from '../support/ownExperts.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const prompt = 'Tell me how the old clock in the tower keeps its time';
const row = JSON.stringify({ id: 1, prompt });

describe('correcting the router', function () {
  this.timeout(60_000);
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'correct-'));
  });
  afterEach(() => rm(home, { recursive: true }));
  const cli = (args: readonly string[], input = '') =>
    runCli(['route', ...args], input, { EIDOLON_HOME: home });

  it('holds from the next call on, can be looked at, and is forgotten on request', async () => {
    const [before] = parseLines<RouteDecision>((await cli([], row)).stdout);
    assert.equal(before?.expert, 'prose');
    const kept = await cli(['--correct', 'logic'], row);
    assert.equal(kept.code, 0, kept.stderr);
    const [after] = parseLines<RouteDecision>((await cli([], row)).stdout);
    assert.equal(after?.expert, 'logic');
    assert.match(after.reason, /^you corrected this before/);
    const [listed] = parseLines<RouteCorrection>((await cli(['--corrections'])).stdout);
    assert.deepEqual([listed?.domain, listed?.opening], ['logic', prompt]);
    const unknown = await cli(['--forget', '0000']);
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /no correction with the fingerprint “0000”/);
    assert.equal((await cli(['--forget', listed?.fingerprint ?? ''])).code, 0);
    const [last] = parseLines<RouteDecision>((await cli([], row)).stdout);
    assert.equal(last?.expert, 'prose');
  });

  it('refuses a domain that there is not, a malformed line and mixed tasks', async () => {
    const unknown = await cli(['--correct', 'law'], row);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /no domain called “law”; the router knows code, logic, prose/);
    const malformed = await cli(['--correct', 'code'], 'nonsense');
    assert.equal(malformed.code, 1);
    assert.match(malformed.stderr, /line 1: this is not JSON/);
    assert.equal((await cli(['--correct', 'code', '--corrections'])).code, 2);
  });

  it('knows the domains of a file and names their member', async () => {
    const file = path.join(home, 'experts.json');
    await writeFile(file, JSON.stringify({ law: lawExpert }));
    const asked = JSON.stringify({
      prompt: 'Is the landlord liable when a tenant slips on the stairs?',
    });
    const [own] = parseLines<RouteDecision>((await cli(['--experts', file], asked)).stdout);
    assert.deepEqual([own?.expert, own?.member], ['law', lawExpert.member]);
    assert.equal((await cli(['--experts', file, '--correct', 'law'], row)).code, 0);
    const [corrected] = parseLines<RouteDecision>((await cli(['--experts', file], row)).stdout);
    assert.equal(corrected?.expert, 'law');
    const [without] = parseLines<RouteDecision>((await cli([], row)).stdout);
    assert.equal(without?.expert, 'prose');
    await writeFile(file, JSON.stringify({ law: { ...lawExpert, examples: [] } }));
    const few = await cli(['--experts', file], row);
    assert.equal(few.code, 1);
    assert.match(few.stderr, /Your expert “law” has 0 “examples” and needs at least 10/);
  });

  it('is a request of the language server too', async () => {
    const client = RawLspClient.start({ EIDOLON_HOME: home });
    try {
      await client.initialize();
      const wrong = await client.call('eidolon/route/correct', { text: prompt, domain: 'law' });
      assert.match(wrong.error?.message ?? '', /no domain called “law”/);
      const right = await client.call('eidolon/route/correct', { text: prompt, domain: 'code' });
      assert.equal((right.result as RouteDecision).expert, 'code');
      const listed = await client.call('eidolon/route/corrections', null);
      assert.equal((listed.result as RouteCorrection[]).length, 1);
      const left = await client.call('eidolon/route/forget', {});
      assert.deepEqual(left.result, []);
    } finally {
      client.kill();
    }
  });
});
