import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../../protocol/result.ts';
import type { RouteDecision, RouteInput } from '../../../protocol/route.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Trace } from '../../../protocol/trace.ts';
import { looksBinary } from '../edits/characters.ts';
import type { DraftInput, Reported } from '../experts/expert.ts';
import { prepared } from '../member.ts';
import type { Reviewer } from '../review/reviewer.ts';
import type { ExactTools } from '../tools.ts';
import { createTraceRecorder, type TraceClock, type TraceRecorder } from '../trace.ts';
import { draftByVote } from './council.ts';
import type { Domain } from './domain.ts';
import { excerptAround } from './excerpt.ts';
import { judgeDrafts, type CheckedDraft, type RangeOutcome } from './judgeDrafts.ts';
import type { JudgedDraft, RefinedHunk } from './judgedDraft.ts';
import { jointNote, type SaidOf } from './notes.ts';
import { outOfScope } from './scope.ts';

/** A request to refine parts of one document; ranges are UTF-16 offsets into its text. */
export interface RefineRequest {
  readonly documentText: string;
  readonly languageId: string;
  /** Empty means the whole document. */
  readonly ranges: readonly OffsetRange[];
  readonly instruction?: string;
  readonly expert?: string;
  /** Name or specification of the ensemble that drafts and reviews. */
  readonly ensemble?: unknown;
  readonly diagnostics?: readonly string[];
  /** Those of the diagnostics whose place is known. */
  readonly reported?: readonly Reported[];
  readonly fileName?: string;
}

export interface RefineOutcome {
  readonly hunks: readonly RefinedHunk[];
  /** Every draft inside the selection, in order. */
  readonly drafts: readonly JudgedDraft[];
  readonly note?: string;
  readonly trace: Trace;
  /** What checks taught about who drafted; proofs and refusals, in order. */
  readonly checked: readonly CheckedDraft[];
}

export type RefineStage = 'routing' | 'drafting' | 'checking';

export interface RefineDeps {
  readonly route: (input: RouteInput) => RouteDecision;
  readonly domains: ReadonlyMap<string, Domain>;
  readonly reviewer?: Reviewer;
  readonly tools: ExactTools;
  readonly clock: TraceClock;
  readonly onStage?: (stage: RefineStage, detail: string) => void;
}

/** A second expert is asked only when the router gives it at least this probability. */
const secondExpertScore = 0.2;

/** Route, draft, check, review, and cut into hunks. Rejects only when the signal aborts. */
export async function refine(
  request: RefineRequest,
  deps: RefineDeps,
  signal: AbortSignal,
): Promise<Result<RefineOutcome>> {
  const trace = createTraceRecorder(deps.clock);
  const whole = { start: 0, end: request.documentText.length };
  const ranges = mergeRanges(request.ranges.length > 0 ? request.ranges : [whole]);
  const hunks: RefinedHunk[] = [];
  const said: SaidOf[] = [];
  const checked: CheckedDraft[] = [];
  const drafts: JudgedDraft[] = [];
  for (const range of ranges) {
    signal.throwIfAborted();
    const part = await refineExcerpt(request, range, deps, trace, signal);
    hunks.push(...part.hunks);
    drafts.push(...(part.drafts ?? []));
    checked.push(...(part.checked ?? []));
    said.push({ range, note: part.note });
  }
  const note = jointNote(said, request.documentText);
  if (note !== undefined) trace.add({ kind: 'note', text: note });
  return ok({ hunks, drafts, ...(note ? { note } : {}), trace: trace.finish(), checked });
}

/** Refines a range by what surrounds it; the hunks come back with offsets into the whole document. */
async function refineExcerpt(
  request: RefineRequest,
  range: OffsetRange,
  deps: RefineDeps,
  trace: TraceRecorder,
  signal: AbortSignal,
): Promise<RangeOutcome> {
  const excerpt = excerptAround(request.documentText, range, request.languageId);
  const near = { ...request, documentText: excerpt.text };
  const part = await refineRange(near, shift(range, -excerpt.start), deps, trace, signal);
  return {
    ...part,
    hunks: part.hunks.map((hunk) => ({ ...hunk, range: shift(hunk.range, excerpt.start) })),
  };
}

function shift({ start, end }: OffsetRange, by: number): OffsetRange {
  return { start: start + by, end: end + by };
}

async function refineRange(
  request: RefineRequest,
  range: OffsetRange,
  deps: RefineDeps,
  trace: TraceRecorder,
  signal: AbortSignal,
): Promise<RangeOutcome> {
  const text = request.documentText.slice(range.start, range.end);
  if (text.trim() === '')
    return { hunks: [], note: l10n.t('Select some text first: this selection is empty.') };
  if (looksBinary(text))
    return { hunks: [], note: l10n.t('This looks like a binary file, so it was left alone.') };
  const decision = await chooseExpert(request, range, text, deps, trace, signal);
  const order =
    request.expert === undefined ? ordered(request, decision, deps.domains) : [request.expert];
  const expert = order[0] ?? decision.expert;
  const refusal = outOfScope({ ...request, text, expert });
  if (refusal !== undefined) return { hunks: [], note: refusal };
  let note: string | undefined;
  let declined: string | undefined;
  const checked: CheckedDraft[] = [];
  const drafts: JudgedDraft[] = [];
  let standingIn = false;
  for (const name of order) {
    const asked = { ...request, ...(standingIn && { standingIn }) };
    const outcome = await draftAndJudge(name, asked, range, deps, trace, signal);
    checked.push(...(outcome.checked ?? []));
    drafts.push(...(outcome.drafts ?? []));
    if (outcome.hunks.length > 0) return { ...outcome, checked, drafts };
    if (outcome.declined) declined ??= outcome.note;
    else note ??= outcome.note;
    standingIn ||= !outcome.declined && name === 'code';
  }
  note ??= declined;
  return { hunks: [], checked, drafts, ...(note !== undefined && { note }) };
}

async function chooseExpert(
  request: RefineRequest,
  range: OffsetRange,
  text: string,
  deps: RefineDeps,
  trace: TraceRecorder,
  signal: AbortSignal,
): Promise<RouteDecision> {
  deps.onStage?.('routing', l10n.t('Choosing an expert'));
  const timer = trace.timer();
  const { documentText, languageId, instruction, diagnostics } = request;
  const node = await deps.tools.call(
    'syntax/node',
    { languageId, text: documentText, range },
    signal,
  );
  const syntaxNode = node.ok ? node.value.types[0] : undefined;
  const decision = deps.route({ text, languageId, instruction, diagnostics, syntaxNode });
  trace.add({ kind: 'route', decision, ms: timer() });
  return decision;
}

/**
 * Code and logic share their documents, and what logic proposes is proven, so each stands in for the other
 * that found nothing.
 */
const standIns: Readonly<Record<string, string>> = { code: 'logic', logic: 'code' };

/** A repair that was asked for by a diagnostic is not answered with a change of something else. */
function ordered(
  { reported = [] }: RefineRequest,
  decision: RouteDecision,
  domains: ReadonlyMap<string, Domain>,
): readonly string[] {
  const order = expertOrder(decision, domains);
  return reported.length > 0 && order[0] === 'code' ? ['code'] : order;
}

function expertOrder(
  decision: RouteDecision,
  domains: ReadonlyMap<string, Domain>,
): readonly string[] {
  const ranked = Object.entries(decision.scores)
    .filter(([name]) => domains.has(name))
    .sort((a, b) => b[1] - a[1]);
  // A domain of the user's own answers questions and drafts no edits; the likeliest one that does stands in for it.
  const expert = domains.has(decision.expert)
    ? decision.expert
    : (ranked[0]?.[0] ?? decision.expert);
  const likely = ranked.filter(([, score]) => score >= secondExpertScore).map(([name]) => name);
  const standIn = standIns[expert];
  return [...new Set([expert, ...likely, ...(standIn === undefined ? [] : [standIn])])];
}

async function draftAndJudge(
  name: string,
  request: RefineRequest & Pick<DraftInput, 'standingIn'>,
  range: OffsetRange,
  deps: RefineDeps,
  trace: TraceRecorder,
  signal: AbortSignal,
): Promise<RangeOutcome> {
  const domain = deps.domains.get(name);
  if (!domain) return { hunks: [], note: l10n.t('There is no expert called “{0}”.', name) };
  deps.onStage?.('drafting', l10n.t('The {0} expert drafts', name));
  const timer = trace.timer();
  const { documentText, languageId, instruction, diagnostics, reported, standingIn } = request;
  const input: DraftInput = {
    ...{ documentText, languageId, range, instruction, diagnostics },
    ...(reported && { reported }),
    ...(standingIn && { standingIn }),
  };
  const { expert, voters } = domain;
  const member = domain.member && (await prepared(domain.member, signal));
  const { tools } = deps;
  const outcome = voters
    ? await draftByVote(expert, input, voters, name, { tools, trace }, signal)
    : await expert.draft(input, { member, tools }, signal);
  if (outcome.kind === 'declined') return { hunks: [], note: outcome.reason, declined: true };
  const { fileName } = request;
  const context = { domain: name, languageId, documentText, instruction, fileName };
  return judgeDrafts(outcome, { domain, range, context, ms: timer() }, { ...deps, trace }, signal);
}

/** Overlapping selections (several cursors) become one. */
function mergeRanges(ranges: readonly OffsetRange[]): readonly OffsetRange[] {
  const ordered = [...ranges].sort((a, b) => a.start - b.start);
  const merged: OffsetRange[] = [];
  for (const range of ordered) {
    const last = merged[merged.length - 1];
    if (last && range.start < last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else {
      merged.push(range);
    }
  }
  return merged;
}
