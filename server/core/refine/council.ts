import * as l10n from '@vscode/l10n';
import type { TraceCandidate, TraceTally } from '../../../protocol/trace.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Draft, DraftInput, DraftOutcome, Expert } from '../experts/expert.ts';
import { prepared, type Member } from '../member.ts';
import type { ExactTools } from '../tools.ts';
import type { TraceRecorder } from '../trace.ts';

/** One vote on each passage: a member with the domain's exact tools, or those tools alone. */
export interface Voter {
  readonly id: string;
  /** Absent for the exact tools alone. */
  readonly member?: Member;
}

/** A voter's drafts of the whole selection. */
interface Ballots {
  readonly voter: Voter;
  readonly drafts: readonly Draft[];
}

/** What voters make of one passage: the same text, or different ones. */
interface Option {
  /** The passage as it would read. */
  readonly text: string;
  readonly by: readonly Ballots[];
}

export interface CouncilDeps {
  readonly tools: ExactTools;
  readonly trace: TraceRecorder;
}

/**
 * Every voter drafts, listed weakest to strongest, and each passage is decided by plurality; to leave it as it is counts
 * as an answer. Where a change and leaving alone are level, the change goes on, as checks and the reviewer still stand
 * before it; what the others wrote is kept for the case that it is refused. Who declines does not vote.
 */
export async function draftByVote(
  expert: Expert,
  input: DraftInput,
  voters: readonly Voter[],
  domain: string,
  { tools, trace }: CouncilDeps,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  const ballots: Ballots[] = [];
  let declined: DraftOutcome | undefined;
  let note: string | undefined;
  for (const voter of voters) {
    signal.throwIfAborted();
    const member = voter.member && (await prepared(voter.member, signal));
    const outcome = await expert.draft(input, { ...(member && { member }), tools }, signal);
    if (outcome.kind === 'declined') declined ??= outcome;
    else {
      note ??= outcome.note;
      ballots.push({ voter, drafts: outcome.drafts });
    }
  }
  if (ballots.length === 0) return declined ?? { kind: 'drafts', drafts: [] };
  const passages = passagesOf(ballots.flatMap(({ drafts }) => drafts.map(({ range }) => range)));
  const decided = passages.map((passage) => decide(passage, ballots, input.documentText));
  for (const { tally } of decided)
    trace.add({
      kind: 'vote',
      place: `council.${domain}`,
      by: 'majority',
      tally,
      stop: l10n.t('{0} of {1} drafted', ballots.length, voters.length),
      confidence: (tally[0]?.votes ?? 0) / ballots.length,
    });
  const drafts = decided.flatMap((each) => each.drafts);
  const outvoted = passages.length > 0 && drafts.length === 0;
  const said = outvoted ? l10n.t('Most of the council would leave this as it is.') : note;
  return { kind: 'drafts', drafts, ...(said !== undefined && { note: said }) };
}

interface Decided {
  readonly drafts: readonly Draft[];
  readonly tally: readonly TraceTally[];
}

function decide(passage: OffsetRange, ballots: readonly Ballots[], text: string): Decided {
  const original = text.slice(passage.start, passage.end);
  const within = ballots.map(({ voter, drafts }) => ({
    voter,
    drafts: drafts.filter(({ range }) => touches(range, passage)),
  }));
  const ranked = optionsOf(passage, within, text).sort(
    (a, b) =>
      b.by.length - a.by.length ||
      Number(a.text === original) - Number(b.text === original) ||
      surest(b) - surest(a) ||
      last(b, within) - last(a, within),
  );
  const tally = ranked.map((option): TraceTally => ({
    answer: option.text,
    votes: option.by.length,
    weight: option.by.length,
    by: option.by.map(({ voter }) => voter.id),
  }));
  const [winner, ...others] = ranked;
  if (!winner || winner.text === original) return { drafts: [], tally };
  const changes = others.filter((option) => option.text !== original);
  const author = winner.by.at(-1);
  const drafts = (author?.drafts ?? []).map((draft) =>
    withOthers(
      draft,
      passage,
      changes,
      l10n.t('{0} ({1} of {2} agree)', draft.summary, winner.by.length, ballots.length),
    ),
  );
  return { drafts, tally };
}

/** Voters by the text that each makes of a passage. */
function optionsOf(passage: OffsetRange, ballots: readonly Ballots[], text: string): Option[] {
  const byText = new Map<string, Ballots[]>();
  for (const ballot of ballots) {
    const said = applied(passage, ballot.drafts, text);
    byText.set(said, [...(byText.get(said) ?? []), ballot]);
  }
  return [...byText].map(([said, by]) => ({ text: said, by }));
}

function applied(passage: OffsetRange, drafts: readonly Draft[], text: string): string {
  let at = passage.start;
  const parts: string[] = [];
  for (const { range, newText } of [...drafts].sort((a, b) => a.range.start - b.range.start)) {
    parts.push(text.slice(at, range.start), newText);
    at = range.end;
  }
  return parts.join('') + text.slice(at, passage.end);
}

/** What others wrote of just this passage may stand in for a draft that is refused. */
function withOthers(
  draft: Draft,
  passage: OffsetRange,
  others: readonly Option[],
  summary: string,
): Draft {
  const { range } = draft;
  const comparable = range.start === passage.start && range.end === passage.end;
  if (!comparable) return { ...draft, summary };
  const candidates = others.map(({ text, by }): TraceCandidate => ({
    text,
    by: by.map(({ voter }) => voter.id).join(', '),
    note: l10n.t('{0} of the council', by.length),
  }));
  return {
    ...draft,
    summary,
    candidates: [...draft.candidates, ...candidates],
    alternatives: [...others.map(({ text }) => text), ...(draft.alternatives ?? [])],
  };
}

/** Ranges that overlap, or stand at the same place, are one passage. */
function passagesOf(ranges: readonly OffsetRange[]): readonly OffsetRange[] {
  const passages: OffsetRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const before = passages.at(-1);
    if (before && touches(range, before))
      passages[passages.length - 1] = {
        start: before.start,
        end: Math.max(before.end, range.end),
      };
    else passages.push(range);
  }
  return passages;
}

function touches(a: OffsetRange, b: OffsetRange): boolean {
  return (a.start < b.end && b.start < a.end) || a.start === b.start;
}

function surest({ by }: Option): number {
  return Math.max(0, ...by.flatMap(({ drafts }) => drafts.map(({ confidence }) => confidence)));
}

function last({ by }: Option, ballots: readonly Ballots[]): number {
  return Math.max(...by.map((each) => ballots.indexOf(each)));
}
