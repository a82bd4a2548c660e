import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hostAccessRequest, type HostAccess } from '../../protocol/httpMembers.ts';
import { measureRunRequest, type MeasuredRun } from '../../protocol/measure.ts';
import { startGatedServer, type GatedServer } from '../support/gatedServer.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const item = { grader: 'number', id: 'sum', prompt: 'What is 12 + 5?', gold: 17 };
const key = 'a-key-that-must-stay-in-memory';

// The address of all interfaces reaches this machine, and is none of those that Eidolon takes for it.
describe('a measurement of a pool with a member on another machine', function () {
  this.timeout(120_000);
  let home: string;
  let server: GatedServer;
  let client: RawLspClient;
  let answer: HostAccess;
  let asked: unknown[];
  const host = (): string => server.host.replace('127.0.0.1', '0.0.0.0');

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-measure-access-'));
    // The models of this installation answer at once: it is the other member that matters here.
    const script = path.join(home, 'script.json');
    writeFileSync(script, JSON.stringify({ load: false, rules: [{ text: '17' }] }));
    server = await startGatedServer();
    server.open();
    server.answerWith(() => ({ tokens: ['17'], logProb: -0.1 }));
    client = RawLspClient.start({ EIDOLON_HOME: home, EIDOLON_SCRIPTED_ENGINE: script });
    client.answers.set(hostAccessRequest, (params) => {
      asked.push(params);
      return answer;
    });
    const httpMembers = [{ url: `http://${host()}/v1`, model: 'small' }];
    const settings = { httpMembers };
    const initializationOptions = {
      client: 'eidolon-vscode',
      review: true,
      trusted: true,
      settings,
    };
    await client.initialize({}, { initializationOptions });
  });
  after(async () => {
    client.kill();
    await server.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  beforeEach(() => (asked = []));

  const measure = () =>
    client.call(measureRunRequest, {
      ...{ suite: 'mine.jsonl', text: JSON.stringify(item), items: 1, memory: false },
    });

  it('without consent sends nothing, and says so in one sentence', async () => {
    answer = { allowed: false };
    const { error } = await measure();
    const said = error?.message ?? '';
    assert.match(said, /^Nothing was measured, because http:0\.0\.0\.0:\d+\/small cannot be asked/);
    assert.match(said, /Asking 0\.0\.0\.0:\d+ was not allowed/);
    assert.equal(said.split('\n').length, 1);
    assert.deepEqual(server.requests, []);
    assert.deepEqual(asked, [{ host: host(), encrypted: false }]);
  });

  it('with a consent asks its user no second time, and carries the key in memory only', async () => {
    answer = { allowed: true, key };
    const { result, error } = await measure();
    assert.equal(error, undefined);
    const member = `http:${host()}/small`;
    const measured = (result as MeasuredRun).systems.find(({ name }) => name === member);
    assert.equal(measured?.accuracy.value, 1, JSON.stringify(result));
    assert.deepEqual(asked, [{ host: host(), encrypted: false }]);
    const sent = new Set(server.requests.map(({ headers }) => headers['authorization']));
    assert.deepEqual(sent, new Set([`Bearer ${key}`]));
    const files = readdirSync(home, { recursive: true }).map((name) =>
      path.join(home, String(name)),
    );
    const written = files.filter((file) => statSync(file).isFile());
    assert.notEqual(written.length, 0);
    assert.deepEqual(
      written.filter((file) => readFileSync(file, 'utf8').includes(key)),
      [],
    );
    const logged = client
      .notifications('window/logMessage')
      .map(({ params }) => JSON.stringify(params));
    assert.deepEqual(
      logged.filter((line) => line.includes(key)),
      [],
    );
    assert.equal(client.stderr.includes(key), false);
  });

  it('says in one sentence that the server is gone, before there are rows without it', async () => {
    const { port } = new URL(server.url);
    await server.close();
    const { error } = await measure();
    assert.match(
      error?.message ?? '',
      /^Nothing was measured, .*Nothing answers at 0\.0\.0\.0:\d+;/,
    );
    server = await startGatedServer(Number(port));
  });
});
