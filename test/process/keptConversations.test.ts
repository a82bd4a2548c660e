import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chatRequest, forgetChatsRequest, type ChatParams } from '../../protocol/chat.ts';
import { addModelRequest } from '../../protocol/models.ts';
import { randomModel } from '../support/badModels.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

const member = 'file:random';
const long = Array.from({ length: 11 }, (_, at) => `Line ${at} tells why the sky is blue.`).join(
  ' ',
);
const conversation = 'c0ffee';

// Every window here is a sidecar of its own; they share a pool host that leaves when the last of them has.
describe('what models read of the chat', function () {
  this.timeout(120_000);
  let home: string;
  const windows: RawLspClient[] = [];

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-kept-'));
    const file = path.join(home, 'random.gguf');
    copyFileSync(randomModel, file);
    const window = await open(true);
    const added = await window.call(addModelRequest, { path: file });
    assert.equal(added.error, undefined, JSON.stringify(added.error));
    await close(window);
  });
  afterEach(async () => {
    await Promise.all(windows.splice(0).map(close));
    rmSync(folder(), { recursive: true, force: true });
  });
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

  async function open(keepChatState: boolean): Promise<RawLspClient> {
    const window = RawLspClient.start({
      EIDOLON_HOME: home,
      EIDOLON_RUNTIME_DIR: path.join(home, 'run'),
      EIDOLON_HOST_LINGER_MS: '0',
    });
    windows.push(window);
    const settings = { keepChatState };
    const initializationOptions = { client: 'eidolon-vscode', trusted: true, settings };
    await window.initialize({}, { initializationOptions });
    return window;
  }

  async function close(window: RawLspClient): Promise<void> {
    if (window.exit) return;
    await window.call('shutdown', null);
    window.notify('exit', undefined);
    await eventually('the window is closed', () => window.exit);
  }

  async function ask(window: RawLspClient, more: Partial<ChatParams> = {}): Promise<void> {
    const params: ChatParams = { text: long, sources: [], earlier: [], ...more };
    const { result, error } = await window.call(chatRequest, params);
    assert.equal((result as { by?: string } | undefined)?.by, member, JSON.stringify(error));
  }

  const folder = (): string => path.join(home, 'conversations');

  function kept(): readonly string[] {
    const names = existsSync(folder()) ? readdirSync(folder(), { recursive: true }) : [];
    return names.map(String).filter((name) => /\.(state|json)$/.test(name));
  }

  async function keepOne(): Promise<void> {
    const window = await open(true);
    await ask(window, { conversation });
    await close(window);
    // The host leaves after its windows.
    await eventually('the host has kept it', () => (kept().length === 2 ? true : undefined));
  }

  it('is kept when the last of several windows closes, for its user alone', async () => {
    const [one, other] = await Promise.all([open(true), open(true)]);
    await ask(one, { conversation });
    await ask(other, { text: 'Why is grass green?' });
    await close(one);
    await ask(other, { text: 'Why is snow white?' });
    assert.deepEqual(kept(), [], 'another window has the model still');
    await close(other);
    await eventually('the host has kept it', () => (kept().length === 2 ? true : undefined));
    if (process.platform === 'win32') return;
    for (const name of readdirSync(folder(), { recursive: true }).map(String))
      assert.equal(statSync(path.join(folder(), name)).mode & 0o077, 0, name);
  });

  it('is not kept where the setting is off, whatever a message says', async () => {
    const window = await open(false);
    await ask(window, { conversation });
    await close(window);
    assert.equal(existsSync(folder()), false);
  });

  it('is not kept of a message that names no conversation', async () => {
    const window = await open(true);
    await ask(window);
    await close(window);
    assert.equal(existsSync(folder()), false);
  });

  it('is removed with its conversation, and not written again by whoever still knows it', async () => {
    await keepOne();
    const window = await open(true);
    await ask(window, { conversation });
    await window.call(forgetChatsRequest, { conversation: 'another' });
    assert.equal(kept().length, 2);
    const { error } = await window.call(forgetChatsRequest, { conversation });
    assert.equal(error, undefined);
    assert.deepEqual(readdirSync(folder()), []);
    await close(window);
    assert.deepEqual(kept(), []);
  });

  it('is removed as a whole, on request and by an engine that starts with the setting off', async () => {
    await keepOne();
    const window = await open(true);
    const { error } = await window.call(forgetChatsRequest, {});
    assert.equal(error, undefined);
    assert.equal(existsSync(folder()), false);
    await close(window);
    await keepOne();
    await open(false);
    await eventually('the folder is gone', () => (existsSync(folder()) ? undefined : true));
  });
});
