import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';

/** Longer than any message of ours; whoever sends more is no client of ours. */
const longestLine = 64 * 1024 * 1024;

/** One JSON value for each line, in both directions of a socket. */
export function sendLine(socket: Socket, value: unknown): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(value)}\n`);
}

/** Hands over every value that arrives; a line that is no JSON, or has no end, closes the socket. */
export function onLines(socket: Socket, receive: (value: unknown) => void): void {
  const decoder = new StringDecoder('utf8');
  let pieces: string[] = [];
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    const [head = '', ...tail] = decoder.write(chunk).split('\n');
    pieces.push(head);
    length += head.length;
    for (const piece of tail) {
      const line = pieces.join('');
      pieces = [piece];
      length = piece.length;
      const value = parsed(line);
      if (value === undefined) return void socket.destroy();
      receive(value);
    }
    if (length > longestLine) socket.destroy();
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
