import { leavesMachine } from '../../protocol/httpMembers.ts';
import type { Trace } from '../../protocol/trace.ts';

/** What an answer cost: calls of members, tokens that they wrote, milliseconds. */
export interface ComparedCost {
  readonly calls: number;
  readonly tokens: number;
  readonly ms: number;
}

/** The cost that a trace tells; zero without one. */
export function costOf(trace: Trace | undefined): ComparedCost {
  const usage = trace?.usage ?? [];
  return {
    calls: usage.reduce((sum, { calls }) => sum + calls, 0),
    tokens: usage.reduce((sum, { tokens }) => sum + tokens, 0),
    ms: trace?.totalMs ?? 0,
  };
}

/** Whether anyone who was asked for an answer is beyond the machine that computes. */
export function leftMachine(trace: Trace | undefined): boolean {
  return (trace?.usage ?? []).some(({ member, calls, texts }) => {
    return calls + texts > 0 && leavesMachine(member);
  });
}

/**
 * The ensemble that a contestant refines with. A single member is reviewed like an ensemble's drafts, as a comparison of
 * drafts that nobody judged with reviewed ones would compare the review.
 */
export function contestantEnsemble(
  name: string,
  isMember: boolean,
  reviewer: string | undefined,
): string {
  if (!isMember || reviewer === undefined || name === reviewer) return name;
  return JSON.stringify({ kind: 'review', draft: name, reviewer });
}

/** A file name in which nothing reads as a folder, with the extension by which an editor knows the language. */
export function comparedFileName(title: string, fileName: string): string {
  const extension = /\.[A-Za-z0-9]+$/.exec(fileName)?.[0] ?? '.txt';
  return `${title.replace(/[/\\:*?"<>|#]+/g, '-')}${extension}`;
}
