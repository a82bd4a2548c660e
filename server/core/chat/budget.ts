import type { SourceFate } from '../../../protocol/weigh.ts';

/** Tokens of everything that could go into one prompt. */
export interface ContextNeeds {
  /** Tokens that prompt and answer share. */
  readonly window: number;
  /** The longest answer that is asked for. */
  readonly answer: number;
  /** The question in the model's own frame, which always goes along. */
  readonly question: number;
  /** Attached texts in the order in which they were attached. */
  readonly sources: readonly number[];
  /** Earlier messages, oldest first. */
  readonly earlier: readonly number[];
}

export interface ContextPlan {
  /** By attached text: its fate, and the tokens that there are for it. */
  readonly sources: readonly { readonly fate: SourceFate; readonly room: number }[];
  /** How many of the newest earlier messages go along. */
  readonly earlier: number;
}

/** Less of a text than this many tokens is of no use to anybody. */
const leastUseful = 48;
/** Cells that the engine keeps free, and tokens that joining two texts may add. */
const slack = 8;
/** A quarter of a small window is enough for an answer about a long text. */
const answerShare = 0.25;

/** Tokens that are left for attached texts and earlier messages; never negative. */
export function contextRoom({ window, answer, question }: ContextNeeds): number {
  const kept = Math.min(answer, Math.floor(window * answerShare));
  return Math.max(0, window - kept - question - slack);
}

/**
 * Decides what goes into a prompt: attached texts first, in their order, whole as long as they fit, then as much of the
 * next one as fits; what is left is for earlier messages, the newest first and without a gap.
 */
export function planContext(needs: ContextNeeds): ContextPlan {
  let room = contextRoom(needs);
  const sources = needs.sources.map((tokens) => {
    const fate = fateOf(tokens, room);
    const given = fate === 'whole' ? tokens : room;
    if (fate !== 'left') room -= given;
    return { fate, room: given };
  });
  let earlier = 0;
  for (const tokens of [...needs.earlier].reverse()) {
    if (tokens > room) break;
    room -= tokens;
    earlier++;
  }
  return { sources, earlier };
}

function fateOf(tokens: number, room: number): SourceFate {
  if (tokens <= room) return 'whole';
  return room >= leastUseful ? 'shortened' : 'left';
}

/**
 * The most first lines of a text that `fits` accepts, found in about log2(lines) trials; 0 where none does. `fits` must
 * refuse every longer beginning of what it refuses.
 */
export async function mostLines(
  lines: number,
  fits: (lines: number) => Promise<boolean>,
): Promise<number> {
  let [low, high] = [0, lines];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (await fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
