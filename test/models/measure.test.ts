import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MeasuredRun, MeasureList, MeasureReport } from '../../protocol/measure.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const items = [
  { grader: 'edit', text: 'It recieves one file.', accept: ['It receives one file.'] },
  { grader: 'edit', text: 'All is well here.', accept: ['All is well here.'] },
  { grader: 'number', prompt: 'eval: 12 + 5', gold: 17 },
].map((item, at) => JSON.stringify({ id: `i${at}`, languageId: 'plaintext', ...item }));

describe('a measurement that an editor asks for', function () {
  this.timeout(300_000);
  let home = '';
  let client: RawLspClient;
  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-measure-'));
    client = RawLspClient.start({ EIDOLON_HOME: home });
    await client.initialize({ window: { workDoneProgress: true } });
  });
  after(async () => {
    client.kill();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const params = (count: number, token: string): object => ({
    ...{ suite: 'mine.jsonl', text: items.join('\n'), items: count },
    ...{ memory: false, workDoneToken: token },
  });
  const progress = (token: string): readonly Record<string, unknown>[] =>
    client.notifications('$/progress').flatMap((message) => {
      const sent = message.params as { token: string; value: Record<string, unknown> };
      return sent.token === token ? [sent.value] : [];
    });
  const rows = async (): Promise<readonly string[]> => {
    const folder = path.join(home, 'measurements/rows');
    const [name] = await readdir(folder).catch(() => []);
    const text = name ? await readFile(path.join(folder, name), 'utf8') : '';
    return text.split('\n').slice(1, -1);
  };

  it('keeps what was measured when it is cancelled, and goes on from there', async () => {
    const id = client.request('eidolon/measure/run', params(2, 'first'));
    await eventually(
      'some answers are there',
      async () => ((await rows()).length >= 3 ? true : undefined),
      120_000,
    );
    const second = await client.call('eidolon/measure/run', params(2, 'second'));
    assert.match(second.error?.message ?? '', /running already/);
    client.notify('$/cancelRequest', { id });
    assert.equal((await client.reply(id)).error?.code, -32800);
    const kept = await rows();
    const reply = await client.call('eidolon/measure/run', params(2, 'again'), 240_000);
    const run = reply.result as MeasuredRun;
    assert.deepEqual([run.suite, run.items], ['mine.jsonl', 2]);
    const all = await rows();
    assert.deepEqual(all.slice(0, kept.length), kept);
    assert.equal(new Set(all.map(keyOf)).size, all.length);
    const experts = run.systems.find(({ name }) => name === 'experts');
    assert.equal(experts?.accuracy.value, 1);
    const told = progress('again').map(({ message }) => String(message ?? ''));
    const left = all.length - kept.length;
    assert.ok(told.some((each) => each.startsWith(`${left} of ${left} answers (`)));
  });

  it('goes on with a finished one when more items are wanted', async () => {
    const before = await rows();
    const reply = await client.call('eidolon/measure/run', params(3, 'more'), 240_000);
    assert.equal((reply.result as MeasuredRun).items, 3);
    assert.deepEqual((await rows()).slice(0, before.length), before);
  });

  it('is in the history, with its report, and can be held against another', async () => {
    const list = (await client.call('eidolon/measure/list', null)).result as MeasureList;
    assert.deepEqual(
      list.runs.map(({ items: count }) => count),
      [3, 2],
    );
    assert.equal(list.suites.find(({ name }) => name === 'mixed')?.items, 800);
    const [later, earlier] = list.runs.map(({ id }) => id);
    const one = (await client.call('eidolon/measure/report', { id: later })).result;
    const { body, page, json } = one as MeasureReport;
    assert.match(body, /Most accurate of the members and ensembles/);
    assert.match(body, /<svg/);
    assert.doesNotMatch(body, /<script|<style|\sstyle=|\shref=|src=/);
    assert.match(page, /^<!doctype html>[\s\S]*default-src 'none'/);
    assert.equal((JSON.parse(json ?? '') as { items: { n: number } }).items.n, 3);
    const two = await client.call('eidolon/measure/report', { id: later, against: earlier });
    assert.match((two.result as MeasureReport).body, /paired over the 2 items/);
    await client.call('eidolon/measure/remove', { id: earlier });
    const left = (await client.call('eidolon/measure/list', null)).result as MeasureList;
    assert.equal(left.runs.length, 1);
    const gone = await client.call('eidolon/measure/report', { id: earlier });
    assert.match(gone.error?.message ?? '', /not kept any more/);
  });

  it('says in one sentence what is wrong with items or suite', async () => {
    const text = '{"grader":"text","prompt":"q"}\n';
    const bad = await client.call('eidolon/measure/run', { suite: 'x', text, items: 1 });
    assert.match(bad.error?.message ?? '', /“x”: Line 1: .*"gold" must be/);
    const unknown = await client.call('eidolon/measure/run', { suite: 'nono', items: 1 });
    assert.match(unknown.error?.message ?? '', /no suite “nono”: nano, /);
    const malformed = await client.call('eidolon/measure/run', { items: 1 });
    assert.match(malformed.error?.message ?? '', /cannot be read/);
  });
});

function keyOf(line: string): string {
  const { item, system } = JSON.parse(line) as { item: string; system: string };
  return `${system} ${item}`;
}
