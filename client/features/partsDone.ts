import type * as vscode from 'vscode';
import { messages } from '../messages.ts';
import { anchored } from '../review/anchored.ts';
import type { TrackedHunk } from '../review/trackedHunk.ts';
import type { ComparedReply, RefineDeps, RefineSummary } from './refine.ts';
import { deservesPreview } from './refactorPreview.ts';

/** More sentences than this are left to the log. */
const mostTold = 3;

/** What became of the parts of a document so far; each reply's proposals go into the review at once. */
export class PartsDone {
  private readonly hunks: TrackedHunk[] = [];
  private readonly notes = new Set<string>();
  private readonly problems: string[] = [];
  private dropped = 0;
  private asked: vscode.Range[] = [];

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly deps: Pick<RefineDeps, 'reviews' | 'notices' | 'log'>,
  ) {}

  /** Parts that were answered, well or not. */
  get count(): number {
    return this.asked.length;
  }

  add(part: vscode.Range, reply: ComparedReply): void {
    this.asked.push(part);
    const lines = messages.partLines(part.start.line + 1, part.end.line + 1);
    if ('problem' in reply) {
      this.problems.push(`${lines}: ${reply.problem}`);
      return;
    }
    const { result, recorder } = reply.kept;
    const { hunks, dropped } = anchored(this.document, result, recorder);
    recorder.dispose();
    const refineId = this.hunks[0]?.traceId ?? result.trace.id;
    const tracked = hunks.map((each) => ({ ...each, refineId }));
    this.hunks.push(...tracked);
    this.dropped += dropped;
    if (result.note !== undefined) {
      this.deps.log.info(`${lines}: ${result.note}`);
      this.notes.add(result.note);
    }
    this.deps.reviews.addMore(this.document.uri, tracked);
  }

  summary(note?: string): RefineSummary {
    const { hunks, dropped } = this;
    return { proposed: hunks.length, dropped, ...(note === undefined ? {} : { note }) };
  }

  /** Says what all of it came to; `wanted` is how many parts there are. */
  tell(wanted: number): RefineSummary {
    const { notices, reviews, log } = this.deps;
    const { hunks, problems, asked } = this;
    for (const each of problems) log.warn(each);
    if (hunks.length > 0) {
      const offer = deservesPreview(reviews, hunks, asked) ? notices.many : notices.brief;
      offer(messages.proposals(hunks.length));
    }
    if (problems.length > 0) {
      const note = messages.partsFailed(problems.length, wanted, told(problems));
      notices.problem(note);
      return this.summary(note);
    }
    if (hunks.length > 0) return this.summary();
    const note = this.notes.size > 0 ? told([...this.notes]) : messages.nothingProposed();
    notices.answer(note);
    return this.summary(note);
  }
}

function told(sentences: readonly string[]): string {
  const more = sentences.length > mostTold ? [messages.moreInLog()] : [];
  return [...sentences.slice(0, mostTold), ...more].join(' ');
}
