import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './eventually.ts';

/** A request as the server heard it. */
export interface HeardRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** How its answer ended; undefined while it lasts. */
  end?: 'answered' | 'left';
}

/** What the server says; the default is a sentence of six tokens. */
export interface GatedAnswer {
  readonly tokens: readonly string[];
  /** Natural-log probability of each token; absent tells none. */
  readonly logProb?: number;
  readonly finish?: string;
}

/** Answers instead of the usual; true when it did. */
export type Misbehave = (request: HeardRequest, response: ServerResponse) => boolean;

/**
 * An OpenAI-compatible server on 127.0.0.1 whose streamed answers wait at a gate before every token, so that a test
 * decides how far an answer has come. It may live in the test's own process: a sidecar reaches it by its address.
 */
export interface GatedServer {
  /** Base address, `http://127.0.0.1:<port>/v1`. */
  readonly url: string;
  /** Host and port, as they stand in a member's id. */
  readonly host: string;
  /** Completions asked for so far, those of one token with which a member is probed left out. */
  readonly asked: readonly HeardRequest[];
  readonly requests: readonly HeardRequest[];
  /** Lets so many tokens through, of whatever answer waits first. */
  release(tokens?: number): void;
  /** Lets everything through from now on, or holds it again. */
  open(open?: boolean): void;
  answerWith(answer: (request: HeardRequest) => GatedAnswer): void;
  misbehave(how: Misbehave | undefined): void;
  /** Resolves once so many answers wait at the gate. */
  untilWaiting(answers?: number): Promise<void>;
  close(): Promise<void>;
}

/** What it says unless it is told otherwise. */
export const defaultAnswer: GatedAnswer = {
  tokens: ['The', ' harbour', ' is', ' open', ' today', '.'],
  logProb: -0.1,
};

/** Starts one on a free port, or on the given one. */
export async function startGatedServer(port = 0): Promise<GatedServer> {
  const requests: HeardRequest[] = [];
  const waiting: (() => void)[] = [];
  let free = false;
  let passes = 0;
  let answerOf: (request: HeardRequest) => GatedAnswer = () => defaultAnswer;
  let misbehave: Misbehave | undefined;

  function letThrough(): void {
    while (waiting.length > 0 && (free || passes > 0)) {
      if (!free) passes--;
      waiting.shift()?.();
    }
  }

  function gate(response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const pass = (): void => {
        response.off('close', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(pass), 1);
        resolve();
      };
      response.once('close', leave);
      waiting.push(pass);
      letThrough();
    });
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(message);
    const request: HeardRequest = { path: message.url ?? '', headers: message.headers, body };
    requests.push(request);
    response.once('close', () => (request.end = response.writableFinished ? 'answered' : 'left'));
    if (misbehave?.(request, response)) return;
    const answer = answerOf(request);
    if (body['stream'] !== true) return sendJson(response, whole(request, answer));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    for (const token of answer.tokens) {
      await gate(response);
      if (response.destroyed) return;
      response.write(event(piece(request, [token], answer)));
    }
    await gate(response);
    if (response.destroyed) return;
    response.write(event(piece(request, [], answer, answer.finish ?? 'stop')));
    response.end('data: [DONE]\n\n');
  }

  const server = createServer((message, response) => void handle(message, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/v1`,
    host,
    requests,
    get asked() {
      return requests.filter(({ body }) => body['stream'] === true);
    },
    release(tokens = 1) {
      passes += tokens;
      letThrough();
    },
    open(open = true) {
      free = open;
      letThrough();
    },
    answerWith: (answer) => void (answerOf = answer),
    misbehave: (how) => void (misbehave = how),
    async untilWaiting(answers = 1) {
      await eventually(`${answers} answers wait at the gate`, () =>
        waiting.length >= answers ? true : undefined,
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(message: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** One event of a stream. */
export function event(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function isChat({ path }: HeardRequest): boolean {
  return path.endsWith('/chat/completions');
}

/** Log-probabilities only for who asks for them, with the token itself and another as the likeliest. */
function logProbsOf(
  { body }: HeardRequest,
  tokens: readonly string[],
  logProb: number | undefined,
): object {
  if (logProb === undefined || !('logprobs' in body)) return {};
  if (typeof body['logprobs'] === 'number')
    return { logprobs: { tokens, token_logprobs: tokens.map(() => logProb) } };
  const content = tokens.map((token) => ({
    token,
    logprob: logProb,
    top_logprobs: [
      { token, logprob: logProb },
      { token: 'reject', logprob: Math.log(1 - Math.exp(logProb)) },
    ],
  }));
  return { logprobs: { content } };
}

function piece(
  request: HeardRequest,
  tokens: readonly string[],
  { logProb }: GatedAnswer,
  finish: string | null = null,
): object {
  const content = tokens.join('');
  const text = isChat(request) ? { delta: { content } } : { text: content };
  const logProbs = logProbsOf(request, tokens, logProb);
  return { choices: [{ index: 0, ...text, ...logProbs, finish_reason: finish }] };
}

/** A whole answer, as long as the request allows. */
function whole(request: HeardRequest, answer: GatedAnswer): object {
  const most = Number(request.body['max_tokens'] ?? answer.tokens.length);
  const tokens = answer.tokens.slice(0, most);
  const content = tokens.join('');
  const logProbs = logProbsOf(request, tokens, answer.logProb);
  const text = isChat(request) ? { message: { role: 'assistant', content } } : { text: content };
  return { choices: [{ index: 0, ...text, ...logProbs, finish_reason: 'stop' }] };
}
