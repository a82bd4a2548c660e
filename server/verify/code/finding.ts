import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { FunctionInfo } from './functionInfo.ts';

/** A rule: looks at one function and proposes repairs that it has evidence for. */
export type Rule = (fn: FunctionInfo) => readonly RepairCandidate[];

/**
 * Natural-log odds that a repair is right, by the kind of evidence. `certain`: the code as it stands cannot
 * be meant, whatever the names say. `strong`: structure and words agree. `likely`: usually right, so a model
 * must agree. `hint`: only breaks ties.
 */
export const evidence = { certain: 5, strong: 4, likely: 2, hint: 0.7 } as const;

/** Builds one repair. */
export function repair(
  range: OffsetRange,
  newText: string,
  kind: string,
  prior: number,
  why?: string,
): RepairCandidate {
  return {
    range: { start: range.start, end: range.end },
    newText,
    kind,
    prior,
    ...(why && { why }),
  };
}
