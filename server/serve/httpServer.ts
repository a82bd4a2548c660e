import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PQueue from 'p-queue';
import type { HttpMemberKind } from '../../protocol/httpMembers.ts';
import { failed, ok, type Failure, type Result } from '../../protocol/result.ts';
import type { Log } from '../log.ts';
import type { Services } from '../services.ts';
import { complete, servedModels } from './complete.ts';
import { turnAway } from './gatekeeper.ts';
import { parseCompletion, type CompletionRequest } from './parseRequest.ts';
import { errorBody, eventBody, statusOf, wholeBody, type Finished } from './wire.ts';

export interface ServeOptions {
  readonly services: Services;
  readonly log: Log;
  readonly port: number;
  readonly token: string;
  /** Completions at a time; others wait. */
  readonly parallel: number;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const mostWaiting = 64;
const mostConnections = 256;
const longestBody = 2 ** 20;
/** A sign of life while an ensemble thinks, so that nobody gives it up for dead. */
const heartbeatMs = 10_000;

const kinds: Readonly<Record<string, HttpMemberKind>> = {
  '/v1/chat/completions': 'chat',
  '/v1/completions': 'completions',
};

/** Serves members and ensembles on 127.0.0.1. Rejects when the port cannot be had. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const queue = new PQueue({ concurrency: options.parallel });
  const server = createServer((message, response) => {
    handle(message, response, portOf(server), queue, options).catch((error: unknown) => {
      options.log.error('a request failed inside', error);
      refuse(response, 500, { kind: 'internal', message: 'Eidolon failed inside; see its log.' });
    });
  });
  server.maxConnections = mostConnections;
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo | null)?.port ?? 0;
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  port: number,
  queue: PQueue,
  options: ServeOptions,
): Promise<void> {
  const { method = '', headers } = message;
  const { host, origin, authorization } = headers;
  const visitor = { method, host, origin, authorization, contentType: headers['content-type'] };
  const refusal = turnAway(visitor, port, options.token);
  if (refusal) return refuse(response, refusal.status, { kind: 'refused', ...refusal });
  const path = (message.url ?? '').split('?', 1)[0] ?? '';
  if (path === '/v1/models') {
    if (method !== 'GET') return refuse(response, 405, wrongMethod('GET'), { allow: 'GET' });
    return sendJson(response, 200, modelList(await servedModels(options.services)));
  }
  const kind = kinds[path];
  if (kind === undefined)
    return refuse(response, 404, { kind: 'unknownPath', message: `There is no ${path} here.` });
  if (method !== 'POST') return refuse(response, 405, wrongMethod('POST'), { allow: 'POST' });
  const body = await readBody(message);
  if (!body.ok) return refuse(response, body.failure.kind === 'tooLong' ? 413 : 400, body.failure);
  const asked = parseCompletion(body.value, kind);
  if (!asked.ok) return refuse(response, statusOf(asked.failure), asked.failure);
  if (queue.size >= mostWaiting) {
    const message = `${queue.size} requests wait already; try again in a moment.`;
    return refuse(response, 429, { kind: 'busy', message }, { 'retry-after': '2' });
  }
  await inTurn(queue, asked.value, response, options);
}

/** Waits for its turn and answers; a client that leaves before or during that ends its work. */
async function inTurn(
  queue: PQueue,
  asked: CompletionRequest,
  response: ServerResponse,
  { services }: ServeOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort(new Error('the client left')));
  try {
    await queue.add(() => answer(asked, response, services, gone.signal), { signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function answer(
  asked: CompletionRequest,
  response: ServerResponse,
  services: Services,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const head = {
    id: `${asked.kind === 'chat' ? 'chatcmpl' : 'cmpl'}-${randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
  };
  if (asked.stream) return stream(head, asked, response, services, signal);
  const tokens = new Map<number, Finished['tokens'][number][]>();
  const finished: Finished[] = [];
  for await (const part of complete(asked, services, signal)) {
    if (part.kind === 'failed') return refuse(response, statusOf(part.failure), part.failure);
    const heard = tokens.get(part.sample) ?? [];
    tokens.set(part.sample, heard);
    if (part.kind === 'token') heard.push(part.token);
    else finished.push({ ...part, tokens: heard });
  }
  sendJson(response, 200, wholeBody(head, asked, finished));
}

async function stream(
  head: { readonly id: string; readonly created: number },
  asked: CompletionRequest,
  response: ServerResponse,
  services: Services,
  signal: AbortSignal,
): Promise<void> {
  const heartbeat = setInterval(() => begin(response).write(': working\n\n'), heartbeatMs);
  try {
    for await (const part of complete(asked, services, signal)) {
      if (part.kind === 'failed') {
        if (!response.headersSent) return refuse(response, statusOf(part.failure), part.failure);
        await send(response, errorBody(part.failure), signal);
        return void response.end();
      }
      await send(begin(response), eventBody(head, asked, part), signal);
    }
    begin(response).end('data: [DONE]\n\n');
  } finally {
    clearInterval(heartbeat);
  }
}

/** Sends the head of a stream once. */
function begin(response: ServerResponse): ServerResponse {
  if (!response.headersSent)
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  return response;
}

/** Writes one event, and waits while its reader is slow. */
async function send(response: ServerResponse, body: object, signal: AbortSignal): Promise<void> {
  if (response.write(`data: ${JSON.stringify(body)}\n\n`)) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    response.once('close', resolve);
  });
  signal.throwIfAborted();
}

async function readBody(message: IncomingMessage): Promise<Result<unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longestBody)
      return failed('tooLong', `The body is larger than ${longestBody} bytes.`);
    chunks.push(chunk);
  }
  try {
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown);
  } catch {
    return failed('badInput', 'The body is not valid JSON.');
  }
}

function modelList(ids: readonly string[]): object {
  const data = ids.map((id) => ({ id, object: 'model', created: 0, owned_by: 'eidolon' }));
  return { object: 'list', data };
}

function wrongMethod(right: string): { readonly kind: string; readonly message: string } {
  return { kind: 'wrongMethod', message: `Use ${right} here.` };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** An answer that ends the connection: what else was sent on it is not read. */
function refuse(
  response: ServerResponse,
  status: number,
  failure: Pick<Failure, 'message'> & { readonly kind: string },
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) return void response.destroy();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('connection', 'close');
  sendJson(response, status, errorBody(failure));
}
