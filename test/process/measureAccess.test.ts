import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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
  let env: Record<string, string>;
  const host = (): string => server.host.replace('127.0.0.1', '0.0.0.0');

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-measure-access-'));
    // The models of this installation answer at once: it is the other member that matters here.
    const script = path.join(home, 'script.json');
    writeFileSync(script, JSON.stringify({ load: false, rules: [{ text: '17' }] }));
    server = await startGatedServer();
    server.open();
    server.answerWith(() => ({ tokens: ['17'], logProb: -0.1 }));
    env = { EIDOLON_HOME: home, EIDOLON_SCRIPTED_ENGINE: script };
    client = RawLspClient.start(env);
    client.answers.set(hostAccessRequest, (params) => {
      asked.push(params);
      return answer;
    });
    const settings = { httpMembers: [{ url: `http://${host()}/v1`, model: 'small' }] };
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

  const params = { suite: 'mine.jsonl', text: JSON.stringify(item), items: 1, memory: false };
  const measure = () => client.call(measureRunRequest, params);

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

  it('holds to what the user of another editor answered before', async () => {
    const questions: string[] = [];
    const own = path.join(home, 'other');
    mkdirSync(path.join(own, 'models'), { recursive: true });
    // A row that was written by hand, so nobody has agreed to it yet.
    const row = { id: `http:${host()}/small`, url: `http://${host()}/v1`, model: 'small' };
    writeFileSync(path.join(own, 'models/models.json'), JSON.stringify({ models: [row] }));
    const other = RawLspClient.start({ ...env, EIDOLON_HOME: own });
    other.answers.set('window/showMessageRequest', (params) => {
      questions.push((params as { message: string }).message);
      return { title: 'Allow' };
    });
    try {
      await other.initialize();
      for (const _ of ['first', 'second']) {
        const { error } = await other.call(measureRunRequest, params);
        assert.equal(error, undefined);
      }
      assert.equal(questions.length, 1);
      assert.match(questions[0] ?? '', /is about to send text to 0\.0\.0\.0:\d+, unencrypted/);
    } finally {
      other.kill();
    }
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
