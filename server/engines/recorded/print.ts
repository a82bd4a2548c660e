import type { Score, TokenLogProb } from '../../core/member.ts';
import type { RecordedCall, RecordedMemberInfo, RecordedRun, RecordedSample } from './format.ts';

/** What was recorded of one row, beside the row's own fields. */
export interface RecordedParts {
  readonly samples: ReadonlyMap<string, readonly RecordedSample[]>;
  readonly calls: ReadonlyMap<string, RecordedCall>;
}

/** The first line of a recorded file. */
export function printHeader(members: readonly RecordedMemberInfo[], run?: RecordedRun): string {
  const entries = members.map(({ id, ...info }) => [id, info] as const);
  return JSON.stringify({ members: Object.fromEntries(entries), ...(run && { run }) });
}

/** One line of a recorded file: the row's own fields (`gold`, `check`, … as they came), samples and exact replies. */
export function printRecordedRow(
  fields: Readonly<Record<string, unknown>>,
  { samples, calls }: RecordedParts,
): string {
  const members = [...samples].map(([id, list]) => [id, list.map(printSample)] as const);
  const replies = [...calls].map(([key, call]) => [key, printCall(call)] as const);
  return JSON.stringify({
    ...fields,
    members: Object.fromEntries(members),
    ...(replies.length > 0 && { calls: Object.fromEntries(replies) }),
  });
}

function printSample({ tokens, ...sample }: RecordedSample): object {
  return { ...sample, ...(tokens && { tokens: tokens.map(printToken) }) };
}

function printToken({ text, logProb, top }: TokenLogProb): object {
  return { t: text, lp: finite(logProb), ...(top && { top: top.map(printAlternative) }) };
}

function printAlternative([text, logProb]: readonly [string, number]): readonly [string, number] {
  return [text, finite(logProb)];
}

function printCall({ sample, scores, ...call }: RecordedCall): object {
  return {
    ...call,
    ...(sample && { sample: printSample(sample) }),
    ...(scores && { scores: scores.map(printScore) }),
  };
}

function printScore({ tokens, logProb }: Score): object {
  return { lp: logProb, tokens: tokens.map(printToken) };
}

/** JSON has no minus infinity. */
function finite(logProb: number): number {
  return Number.isFinite(logProb) ? logProb : -1e9;
}
