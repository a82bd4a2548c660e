import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const serverBundle = path.join(repositoryRoot, 'dist/server/main.mjs');

export interface WireMessage {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** Speaks the wire itself: headers, lengths and JSON, with no language-server library in between. */
export class RawLspClient {
  readonly received: WireMessage[] = [];
  /** Answers to requests of the server by method; others get null. */
  readonly answers = new Map<string, (params: unknown) => unknown>([
    ['workspace/applyEdit', () => ({ applied: true })],
  ]);
  exit: { code: number | null; signal: NodeJS.Signals | null } | undefined;
  stderr = '';
  private nextId = 1;
  /** Who waits for the answer to a request, by its id. */
  private readonly waiting = new Map<number, (answer: WireMessage) => void>();
  private buffered: Buffer = Buffer.alloc(0);

  private constructor(readonly process: ChildProcessWithoutNullStreams) {
    process.stdout.on('data', (chunk: Buffer) => this.take(chunk));
    process.stderr.on('data', (chunk: Buffer) => {
      this.stderr = (this.stderr + chunk.toString()).slice(-50_000);
    });
    process.stdin.on('error', () => undefined);
    process.once('exit', (code, signal) => {
      this.exit = { code, signal };
    });
  }

  static start(
    env: Record<string, string>,
    args: readonly string[] = [serverBundle, '--stdio'],
  ): RawLspClient {
    const child = spawn(process.execPath, [...args], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
    return new RawLspClient(child);
  }

  /** Sends a request and returns its id at once; `reply` waits for the answer. */
  request(method: string, params: unknown): number {
    const id = this.nextId++;
    this.send({ jsonrpc: '2.0', id, method, params });
    return id;
  }

  async call(method: string, params: unknown, timeoutMs?: number): Promise<WireMessage> {
    return await this.reply(this.request(method, params), timeoutMs);
  }

  async reply(id: number, timeoutMs = 60_000): Promise<WireMessage> {
    const answer = this.received.find(
      (message) => message.id === id && message.method === undefined,
    );
    if (answer) return answer;
    return await new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.waiting.delete(id);
        const seconds = timeoutMs / 1000;
        reject(
          new Error(`no answer to request ${id} within ${seconds} s (${this.stderr.slice(-500)})`),
        );
      }, timeoutMs);
      this.waiting.set(id, (message) => {
        clearTimeout(late);
        resolve(message);
      });
    });
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  /** Answers a request that the server sent. */
  respond(id: number | string, result: unknown): void {
    this.send({ jsonrpc: '2.0', id, result });
  }

  sendRaw(text: string): void {
    this.process.stdin.write(text);
  }

  notifications(method: string): WireMessage[] {
    return this.received.filter((message) => message.method === method);
  }

  async initialize(capabilities: object = {}, more: object = {}): Promise<WireMessage> {
    const answer = await this.call('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities,
      ...more,
    });
    this.notify('initialized', {});
    return answer;
  }

  open(uri: string, languageId: string, text: string, version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  }

  async untilExit(
    timeoutMs = 15_000,
  ): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return await eventually('the server ends', () => this.exit, timeoutMs);
  }

  kill(): void {
    if (!this.exit) this.process.kill('SIGKILL');
  }

  private send(message: object): void {
    const body = Buffer.from(JSON.stringify(message));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  private take(chunk: Buffer): void {
    this.buffered = Buffer.concat([this.buffered, chunk]);
    for (;;) {
      const headerEnd = this.buffered.indexOf('\r\n\r\n');
      if (headerEnd < 0) return;
      const length = /Content-Length: (\d+)/i.exec(
        this.buffered.toString('ascii', 0, headerEnd),
      )?.[1];
      if (length === undefined) throw new Error('a message without Content-Length');
      const end = headerEnd + 4 + Number(length);
      if (this.buffered.length < end) return;
      const body = this.buffered.toString('utf8', headerEnd + 4, end);
      this.buffered = this.buffered.subarray(end);
      this.answerOrKeep(JSON.parse(body) as WireMessage);
    }
  }

  private answerOrKeep(message: WireMessage): void {
    this.received.push(message);
    if (message.method === undefined && typeof message.id === 'number') {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    }
    const isRequest =
      message.method !== undefined && message.id !== undefined && message.id !== null;
    if (isRequest)
      this.respond(
        message.id as number | string,
        this.answers.get(message.method)?.(message.params) ?? null,
      );
  }
}
