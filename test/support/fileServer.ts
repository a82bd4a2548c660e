import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with a request. */
export interface Behaviour {
  /** The file; the default is the one it was started with. */
  readonly bytes?: Buffer;
  /** The connection is cut after so many bytes. */
  readonly cutAfter?: number;
  /** Answers a range request with the whole file. */
  readonly ignoresRanges?: boolean;
  /** Sends the head and so many bytes, and then waits until the client leaves. */
  readonly stopAfter?: number;
  readonly status?: number;
  readonly location?: string;
  /** More headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly etag?: string;
  /** Announces this length instead of the true one. */
  readonly announces?: number;
}

/** An HTTP server on 127.0.0.1 with one file, which misbehaves as the test says. */
export interface FileServer {
  readonly url: URL;
  /** The Range header of each request so far; empty where there was none. */
  readonly ranges: readonly string[];
  /** What the next requests meet, one each; afterwards all goes well. */
  expect(...behaviours: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startFileServer(file: Buffer): Promise<FileServer> {
  const ranges: string[] = [];
  const behaviours: Behaviour[] = [];

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const range = request.headers.range ?? '';
    ranges.push(range);
    const behaviour = behaviours.shift() ?? {};
    const { bytes = file, ignoresRanges = false, status, location, headers } = behaviour;
    const { etag = '"one"' } = behaviour;
    if (status !== undefined) {
      response.writeHead(status, { ...(location !== undefined && { location }), ...headers }).end();
      return;
    }
    const condition = request.headers['if-range'];
    const ranged = range !== '' && !ignoresRanges && (condition ?? etag) === etag;
    const start = ranged ? Number(/^bytes=(\d+)-$/.exec(range)?.[1]) : 0;
    if (ranged && start >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    response.writeHead(ranged ? 206 : 200, {
      ...(etag !== '' && { etag }),
      ...headers,
      'content-length': behaviour.announces ?? bytes.length - start,
      ...(ranged && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
    });
    send(response, bytes.subarray(start), behaviour);
  }

  function send(response: ServerResponse, bytes: Buffer, behaviour: Behaviour): void {
    const { cutAfter, stopAfter } = behaviour;
    const most = cutAfter ?? stopAfter;
    if (most === undefined) {
      // A client would wait for what was announced as long as the connection is open.
      if (behaviour.announces === undefined) response.end(bytes);
      else response.write(bytes, () => response.socket?.end());
      return;
    }
    response.write(bytes.subarray(0, most), () => {
      // Ends after what was sent, where a reset could overtake it.
      if (cutAfter !== undefined) response.socket?.end();
    });
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/model.gguf`),
    ranges,
    expect: (...next) => {
      behaviours.push(...next);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
