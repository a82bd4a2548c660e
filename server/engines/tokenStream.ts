import type { StopReason, TokenLogProb, TopLogProbs } from '../core/member.ts';

/** Text of the tokens, given those before them. */
export type Detokenize = (tokens: readonly number[], before: readonly number[]) => string;

/**
 * Turns the tokens of one sample into text that is safe to show: a character split over several tokens
 * comes out whole with its last token, and text that may become a stop text is held back.
 */
export interface TokenStream {
  /** Adds one token; returns what may be shown now, and whether a stop text ended the sample. */
  push(
    token: number,
    logProb: number,
    top?: TopLogProbs,
  ): { readonly out: readonly TokenLogProb[]; readonly stopped: boolean };
  /** Everything held back. */
  flush(): readonly TokenLogProb[];
  /** The whole text so far, without a stop text. */
  text(): string;
  readonly tokens: readonly number[];
}

const replacement = '\ufffd';
const contextTokens = 4;
const longestCharacter = 4;

/** A stream for one sample with the given stop texts. */
export function createTokenStream(detokenize: Detokenize, stops: readonly string[]): TokenStream {
  const tokens: number[] = [];
  let partial = 0;
  let held: TokenLogProb[] = [];
  let shown = '';

  function decode(): string {
    const window = tokens.slice(tokens.length - partial);
    const before = tokens.slice(
      Math.max(0, tokens.length - partial - contextTokens),
      tokens.length - partial,
    );
    return detokenize(window, before);
  }

  function heldText(): string {
    return held.map(({ text }) => text).join('');
  }

  function release(count: number): TokenLogProb[] {
    const out = held.slice(0, count);
    held = held.slice(count);
    shown += out.map(({ text }) => text).join('');
    return out;
  }

  return {
    tokens,
    text: () => shown + heldText(),
    flush: () => {
      const last = held.at(-1);
      if (partial > 0 && last) held[held.length - 1] = { ...last, text: decode() };
      partial = 0;
      return release(held.length);
    },
    push(token, logProb, top) {
      tokens.push(token);
      partial++;
      const text = decode();
      const whole = !text.endsWith(replacement) || partial >= longestCharacter;
      held.push({ text: whole ? text : '', logProb, ...(top && { top }) });
      if (!whole) return { out: [], stopped: false };
      partial = 0;
      const pending = heldText();
      const stopAt = firstStop(pending, stops);
      if (stopAt >= 0) {
        held = cutAt(held, stopAt);
        return { out: release(held.length), stopped: true };
      }
      return {
        out: release(tokensBefore(held, pending.length - openStop(pending, stops))),
        stopped: false,
      };
    },
  };
}

/** The reason that ended a sample, given why the loop left off. */
export function stopReason(ended: boolean, stopped: boolean): StopReason {
  if (stopped) return 'stopText';
  return ended ? 'end' : 'maxTokens';
}

function firstStop(text: string, stops: readonly string[]): number {
  let first = -1;
  for (const stop of stops) {
    const at = stop === '' ? -1 : text.indexOf(stop);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

// Length of the longest end of the text that begins a stop text.
function openStop(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}

function tokensBefore(held: readonly TokenLogProb[], length: number): number {
  let position = 0;
  for (let index = 0; index < held.length; index++) {
    position += held[index]?.text.length ?? 0;
    if (position > length) return index;
  }
  return held.length;
}

function cutAt(held: readonly TokenLogProb[], length: number): TokenLogProb[] {
  const out: TokenLogProb[] = [];
  let position = 0;
  for (const token of held) {
    if (position >= length) break;
    out.push({ ...token, text: token.text.slice(0, length - position) });
    position += token.text.length;
  }
  return out;
}
