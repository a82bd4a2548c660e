import type { RepairReport } from '../../../protocol/checker.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import { chooseByExamples, examplesCheck } from './codeExamples.ts';
import { rankRepairs, type RankedRepair } from './codeRank.ts';
import {
  codeRefusal,
  longestFunctionLines,
  noFunctionNote,
  nothingFoundNote,
  tooLongNote,
  untriedRemark,
} from './codeScope.ts';
import type { Draft, DraftInput, DraftOutcome, Expert, ExpertDeps } from './expert.ts';

type RepairsOfFunction = RepairReport['functions'][number];

const tool = 'tool:code';

/** At most this many candidates go into the trace. */
const tracedCandidates = 12;

/** Repairs one small bug per function: exact tools propose and find evidence, the member ranks. */
export const codeExpert: Expert = {
  id: 'code',
  async draft(input, deps, signal) {
    const refusal = codeRefusal(input.languageId, input.instruction);
    if (refusal !== undefined) return { kind: 'declined', reason: refusal };
    const { documentText: text, languageId, range, diagnostics, instruction } = input;
    const report = await deps.tools.call(
      'code/repairs',
      { text, languageId, range, diagnostics, instruction },
      signal,
    );
    if (!report.ok) return { kind: 'declined', reason: report.failure.message };
    return draftFunctions(input, report.value, deps, signal);
  },
};

async function draftFunctions(
  input: DraftInput,
  report: RepairReport,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  if (report.functions.length === 0) return { kind: 'declined', reason: noFunctionNote };
  const short = report.functions.filter((fn) => linesOf(input, fn) <= longestFunctionLines);
  const [tooLong] = report.functions.filter((fn) => !short.includes(fn));
  if (tooLong && short.length === 0)
    return { kind: 'declined', reason: tooLongNote(linesOf(input, tooLong)) };
  const drafts: Draft[] = [];
  for (const fn of short) {
    const draft = await draftFunction(input, fn, deps, signal);
    if (draft) drafts.push(draft);
  }
  const remarks = short.flatMap(({ untried, candidates }) =>
    untried === undefined ? [] : [untriedRemark(untried, candidates.length)],
  );
  if (drafts.length > 0) return { kind: 'drafts', drafts, remarks };
  return { kind: 'drafts', drafts, note: nothingFoundNote, remarks };
}

async function draftFunction(
  input: DraftInput,
  fn: RepairsOfFunction,
  { member }: ExpertDeps,
  signal: AbortSignal,
): Promise<Draft | undefined> {
  const { documentText, languageId } = input;
  const ranked = await rankRepairs(
    documentText,
    languageId,
    fn.range,
    fn.candidates,
    member,
    signal,
  );
  const chosen = chooseByExamples(ranked, fn.examples);
  if (!chosen) return undefined;
  const { candidate } = chosen;
  const byRule = candidate.prior > 0;
  const asked = chosen.gain !== undefined ? member?.id : undefined;
  const proposedBy = byRule ? tool : (asked ?? tool);
  return {
    range: candidate.range,
    newText: candidate.newText,
    shown: fn.range,
    proposedBy,
    ...(byRule && asked !== undefined && { changedBy: asked }),
    summary: summaryOf(documentText, chosen),
    confidence: chosen.probability,
    ...(fn.examples && { evidence: [examplesCheck(fn.examples)] }),
    candidates: ranked
      .slice(0, tracedCandidates)
      .map((each) => traced(documentText, each, member?.id)),
  };
}

function linesOf(input: DraftInput, fn: RepairsOfFunction): number {
  return input.documentText.slice(fn.range.start, fn.range.end).split('\n').length;
}

const kindNames: Readonly<Record<string, string>> = {
  comparison: 'Comparison',
  operator: 'Operator',
  offByOne: 'Off by one',
  swappedArguments: 'Swapped arguments',
  swappedOperands: 'Swapped operands',
  wrongVariable: 'Wrong variable',
  missingReturn: 'Missing return',
  missingAwait: 'Missing await',
  wrongMethod: 'Wrong method',
  negation: 'Inverted condition',
  literal: 'Wrong literal',
  swappedNames: 'Swapped names',
  swappedBranches: 'Swapped branches',
  statementOrder: 'Order of statements',
  assignment: 'Assignment',
  wrongProperty: 'Wrong property',
  missingCall: 'Missing call',
  missingSpread: 'Missing spread',
  missingIndex: 'Missing index',
  returnPlacement: 'Return in the wrong place',
  jump: 'Jump',
};

function summaryOf(documentText: string, { candidate }: RankedRepair): string {
  const name = kindNames[candidate.kind] ?? 'Repair';
  if (candidate.why !== undefined) return `${name}: ${candidate.why}`;
  const before = documentText.slice(candidate.range.start, candidate.range.end);
  return `${name}: “${shortened(candidate.newText)}” fits the rest of the function better than “${shortened(before)}”.`;
}

function traced(
  documentText: string,
  ranked: RankedRepair,
  memberId: string | undefined,
): TraceCandidate {
  const { candidate, logProb, gain } = ranked;
  const before = documentText.slice(candidate.range.start, candidate.range.end);
  const evidence = candidate.prior > 0 ? `, evidence ${candidate.prior.toFixed(1)}` : '';
  const liking = gain === undefined ? '' : `, member ${gain >= 0 ? '+' : ''}${gain.toFixed(1)}`;
  return {
    text: `${shortened(before)} → ${shortened(candidate.newText)}`,
    by: candidate.prior > 0 ? tool : (memberId ?? tool),
    ...(logProb !== undefined && { logProb }),
    note: `${candidate.kind}${evidence}${liking}`,
  };
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 48 ? `${line.slice(0, 45)}…` : line;
}
