import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { ChatParams, ChatReply } from '../../../protocol/chat.ts';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { createMcpServer } from '../../../server/mcp/mcpServer.ts';
import { createRecordedLog } from '../../support/silentLog.ts';

type Answer = (params: ChatParams, signal: AbortSignal) => Promise<Result<ChatReply>>;

const yes: ChatReply = { kind: 'declined', message: 'yes', needsModel: false };

describe('the MCP server', () => {
  let client: Client;
  let answer: Answer;

  beforeEach(async () => {
    client = new Client({ name: 'test', version: '1' });
    const server = createMcpServer({
      version: '1.2.3',
      log: createRecordedLog(),
      answer: (params, signal) => answer(params, signal),
    });
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    await Promise.all([server.connect(ours), client.connect(theirs)]);
  });
  afterEach(() => client.close());

  async function ask(signal?: AbortSignal): Promise<readonly [string, boolean]> {
    const asked = { name: 'eidolon_council', arguments: { question: 'Is it late?' } };
    const { content, isError } = await client.callTool(asked, undefined, signal && { signal });
    const [part] = content as readonly { readonly text: string }[];
    return [part?.text ?? '', isError === true];
  }

  it('puts a call to the engine as a message of the chat', async () => {
    let asked: ChatParams | undefined;
    answer = (params) => {
      asked = params;
      return Promise.resolve(ok(yes));
    };
    assert.deepEqual(await ask(), ['yes', false]);
    assert.deepEqual(asked, { text: 'Is it late?', sources: [], earlier: [], command: 'council' });
  });

  it('answers with the sentence of a failure, or of a bug, and goes on', async () => {
    answer = () => Promise.resolve(failed('modelMissing', 'No model can run.'));
    assert.deepEqual(await ask(), ['No model can run.', true]);
    answer = () => Promise.reject(new Error('broken'));
    const [text, isError] = await ask();
    assert.match(text, /internal error: .*broken/);
    assert.equal(isError, true);
    answer = () => Promise.resolve(ok(yes));
    assert.deepEqual(await ask(), ['yes', false]);
  });

  it('stops the engine when the call is cancelled, and goes on', async () => {
    const controller = new AbortController();
    let stopped: () => void = () => undefined;
    const hasStopped = new Promise<void>((resolve) => (stopped = resolve));
    answer = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          stopped();
          reject(signal.reason as Error);
        });
        controller.abort(new Error('enough'));
      });
    await assert.rejects(ask(controller.signal), /enough/);
    await hasStopped;
    answer = () => Promise.resolve(ok(yes));
    assert.deepEqual(await ask(), ['yes', false]);
  });
});
