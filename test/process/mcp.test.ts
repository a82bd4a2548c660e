import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { agentTools } from '../../protocol/agentTools.ts';
import { cliPath } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';

describe('eidolon mcp, asked by the official client', function () {
  this.timeout(120_000);
  let home: string;
  let client: Client;

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-mcp-'));
    client = new Client({ name: 'test', version: '1' });
    const env = { PATH: process.env['PATH'] ?? '', EIDOLON_HOME: home };
    const args = [cliPath, 'mcp'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
  });
  after(async () => {
    await client.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  async function call(
    name: string,
    input: Record<string, unknown>,
  ): Promise<{ readonly text: string; readonly isError: boolean }> {
    const result = await client.callTool({ name, arguments: input });
    const [part] = result.content as readonly { readonly type: string; readonly text: string }[];
    return { text: part?.text ?? '', isError: result.isError === true };
  }

  it('lists its tools as they are declared, and says that they change nothing', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
      agentTools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
    );
    assert(tools.every(({ annotations }) => annotations?.readOnlyHint));
    assert.equal(client.getServerVersion()?.name, 'eidolon');
  });

  it('reviews a condition and tells the change with its verdict', async () => {
    const { text, isError } = await call('eidolon_review', {
      text: '!(!isOpen || !isPaid)',
      fileName: 'gate.ts',
      instruction: 'simplify the condition',
    });
    assert.equal(isError, false);
    assert.match(text, /^- line 1: "[^"]+" → "[^"]+" \(proven; proposed by .*equivalence/);
    assert.match(text, /```\nisOpen && isPaid\n```/);
  });

  it('says what a council would need where no model chats', async () => {
    const { text, isError } = await call('eidolon_council', { question: 'Is it late?' });
    assert.equal(isError, false);
    assert.match(text, /asks several models that answer questions, and this pool has none/);
  });

  it('answers wrong input and unknown tools with a sentence, and goes on', async () => {
    for (const [name, input, sentence] of [
      ['eidolon_review', {}, /needs “text”/],
      ['eidolon_council', { question: 7 }, /needs “question”/],
      ['eidolon_other', {}, /There is no tool/],
      ['eidolon_council', { question: 'a', ensemble: 'none' }, /none/],
    ] as const) {
      const { text, isError } = await call(name, input);
      assert.deepEqual([isError, sentence.test(text)], [true, true], text);
    }
  });

  it('writes nothing but messages to standard output, and ends with its client', async () => {
    const server = spawn(process.execPath, [cliPath, 'mcp'], {
      env: { ...process.env, EIDOLON_HOME: home },
    });
    let output = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const message = { jsonrpc: '2.0', id: 1, method: 'ping' };
    server.stdin.write(`no message\n${JSON.stringify(message)}\n`);
    await eventually('the ping is answered', () => output.includes('\n') || undefined);
    server.stdin.end();
    const [code] = (await once(server, 'exit')) as [number | null];
    assert.equal(code, 0);
    assert.deepEqual(
      output
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: number }).id),
      [1],
    );
  });
});
