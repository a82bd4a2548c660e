import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chatRequest, parseChatReply } from '../../protocol/chat.ts';
import { addModelRequest } from '../../protocol/models.ts';
import type { Script } from '../../server/engines/scripted/script.ts';
import { randomModel } from '../support/badModels.ts';
import { processesWithEnvironment } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient, type WireMessage } from '../support/rawLspClient.ts';

const answer = 'The harbour opens at six and closes at nine';
const crowd = 200;

// `npm run faults` does the same for as long as one likes, with real models and kills at random.
describe('two hundred questions at once', function () {
  this.timeout(180_000);
  let home: string;
  let client: RawLspClient;

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-crowd-'));
    const script = path.join(home, 'script.json');
    const scripted: Script = { load: false, rules: [{ text: answer, tokenDelayMs: 1 }] };
    writeFileSync(script, JSON.stringify(scripted));
    client = RawLspClient.start({
      EIDOLON_HOME: home,
      EIDOLON_RUNTIME_DIR: path.join(home, 'run'),
      EIDOLON_SCRIPTED_ENGINE: script,
    });
    await client.initialize();
    const added = await client.call(addModelRequest, { path: randomModel });
    assert.equal(added.error, undefined, JSON.stringify(added.error));
  });
  after(() => {
    client.kill();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const ask = (at: number): number =>
    client.request(chatRequest, { text: `Tell me of ship ${at}.`, sources: [], earlier: [] });
  const answered = (ids: readonly number[]): number => {
    const wanted = new Set<unknown>(ids);
    return client.received.filter(({ id, method }) => method === undefined && wanted.has(id))
      .length;
  };
  const kill = (what: string): void => {
    for (const { pid, command } of processesWithEnvironment(home))
      if (command.includes(what)) process.kill(pid, 'SIGKILL');
  };

  /** How one of them ended; anything but these three would be a question that was lost. */
  function endOf({ result, error }: WireMessage): 'answered' | 'cancelled' | 'failed' {
    if (error?.code === -32800) return 'cancelled';
    if (error) {
      assert.equal(error.code, -32803, JSON.stringify(error));
      assert.match(
        error.message,
        /^(The engine|file:random) stopped while it was working .*; try again\.$/,
      );
      return 'failed';
    }
    const reply = parseChatReply(result);
    assert(reply?.kind === 'answered', JSON.stringify(result).slice(0, 500));
    assert.equal(reply.text, answer);
    return 'answered';
  }

  it('end answered, cancelled or with a reason, while workers and the pool host are killed', async () => {
    const ids = Array.from({ length: crowd }, (_, at) => ask(at));
    const stopped = ids.filter((_, at) => at % 7 === 3);
    for (const id of stopped) client.notify('$/cancelRequest', { id });
    for (const [after, victim] of [
      [stopped.length + 10, 'worker.mjs'],
      [stopped.length + 40, 'poolHost.mjs'],
      [stopped.length + 80, 'worker.mjs'],
    ] as const) {
      await eventually(`${after} ended`, () => (answered(ids) >= after ? true : undefined), 90_000);
      kill(victim);
    }
    const ends = (await Promise.all(ids.map((id) => client.reply(id, 90_000)))).map(endOf);
    const count = (end: string): number => ends.filter((each) => each === end).length;
    assert.equal(count('cancelled'), stopped.length);
    // What a kill cuts off in the middle of its answer is the little that runs at one time.
    assert.ok(count('answered') > crowd / 2, `${count('answered')} answered`);
    assert.equal(new Set(ids).size, answered(ids), 'each is answered once');
    assert.equal(endOf(await client.reply(ask(crowd))), 'answered', 'and the next one as ever');
  });

  it('leave nobody behind when the window is killed in the middle of them', async () => {
    const ids = Array.from({ length: crowd }, (_, at) => ask(at));
    await eventually('some have ended', () => (answered(ids) >= 5 ? true : undefined), 90_000);
    client.process.kill('SIGKILL');
    await eventually('every process is gone', () =>
      processesWithEnvironment(home).length === 0 ? true : undefined,
    );
  });
});
