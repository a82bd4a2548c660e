import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import type { EventSourceMessage } from 'eventsource-parser';
import { tooSlow } from './transport.ts';

/** One event holds a few tokens with their likeliest alternatives; a longer one is no answer. */
const longestEvent = 1_048_576;

export type EventEnd =
  | { readonly kind: 'data'; readonly data: string }
  /** The server never ended its line. */
  | { readonly kind: 'endless' };

/**
 * The data of server-sent events as they come. Rejects with a network error, also when nothing but comments came for
 * `patienceMs`; leaving off closes the connection.
 */
export async function* readEvents(body: Readable, patienceMs: number): AsyncGenerator<EventEnd> {
  const { createParser } = await import('eventsource-parser');
  const events: EventSourceMessage[] = [];
  let endless = false;
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent: (event) => void events.push(event),
    onError: ({ type }) => (endless ||= type === 'max-buffer-size-exceeded'),
  });
  const decoder = new StringDecoder('utf8');
  let heardAt = performance.now();
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      parser.feed(decoder.write(chunk));
      if (events.length > 0) heardAt = performance.now();
      else if (performance.now() - heardAt > patienceMs) throw tooSlow();
      for (const { data } of events.splice(0)) yield { kind: 'data', data };
      if (endless) return yield { kind: 'endless' };
    }
    // A last event without its empty line still counts.
    parser.feed('\n\n');
    for (const { data } of events.splice(0)) yield { kind: 'data', data };
  } finally {
    body.destroy();
  }
}
