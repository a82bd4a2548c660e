import * as l10n from '@vscode/l10n';
import type { ExampleReport, RepairReport } from '../../../protocol/checker.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import type { Member } from '../member.ts';
import { chooseByExamples, keepExamples, runExamples, type ExampleChoice } from './codeExamples.ts';
import { chooseByDiagnostic } from './codeDiagnosed.ts';
import { chooseRepair, rankRepairs, type RankedRepair } from './codeRank.ts';
import {
  asksByExample,
  codeRefusal,
  longestFunctionLines,
  mayStateExample,
  noFunctionNote,
  nothingFoundNote,
  tooLongNote,
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
    const { documentText: text, languageId, range, diagnostics, instruction } = input;
    const refusal = codeRefusal(languageId, instruction);
    if (refusal !== undefined && !mayStateExample(instruction ?? ''))
      return { kind: 'declined', reason: refusal };
    const report = await deps.tools.call(
      'code/repairs',
      { text, languageId, range, diagnostics, longestLines: longestFunctionLines },
      signal,
    );
    if (!report.ok) return { kind: 'declined', reason: report.failure.message };
    return draftFunctions(input, report.value, refusal, deps, signal);
  },
};

async function draftFunctions(
  input: DraftInput,
  report: RepairReport,
  refusal: string | undefined,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  if (report.functions.length === 0 && refusal === undefined)
    return { kind: 'declined', reason: noFunctionNote() };
  const short = report.functions.filter((fn) => linesOf(input, fn) <= longestFunctionLines);
  const [tooLong] = report.functions.filter((fn) => !short.includes(fn));
  if (tooLong && short.length === 0)
    return { kind: 'declined', reason: tooLongNote(linesOf(input, tooLong)) };
  const drafts: Draft[] = [];
  const notes: string[] = [];
  const subjects: { readonly fn: RepairsOfFunction; readonly examples: ExampleReport }[] = [];
  for (const fn of short)
    subjects.push({ fn, examples: await runExamples(input, fn.range, [], deps, signal) });
  if (refusal !== undefined && !isAskedByExample(input, subjects))
    return { kind: 'declined', reason: refusal };
  for (const { fn, examples } of subjects) {
    const { draft, note } = await draftFunction(input, fn, examples, deps, signal);
    if (draft) drafts.push(draft);
    if (note !== undefined) notes.push(note);
  }
  if (drafts.length === 0 && notes.length === 0) notes.push(nothingFoundNote(), ...hasteOf(short));
  const note = notes.join(' ');
  return { kind: 'drafts', drafts, ...(note !== '' && { note }) };
}

/** One sentence where not everything was looked at, so that nobody takes silence for more than it is. */
function hasteOf(functions: readonly RepairsOfFunction[]): readonly string[] {
  const { all, untried } = effortOf(functions);
  return untried === 0
    ? []
    : [l10n.t('Time allowed for trying out {0} of {1} small edits.', all - untried, all)];
}

function effortOf(functions: readonly RepairsOfFunction[]): {
  readonly all: number;
  readonly untried: number;
} {
  const leftOut = functions.reduce((sum, fn) => sum + (fn.leftOut ?? 0), 0);
  const candidates = functions.flatMap((fn) => fn.candidates);
  const untried = leftOut + candidates.filter((each) => each.untried).length;
  return { all: leftOut + candidates.length, untried };
}

function isAskedByExample(
  { instruction = '' }: DraftInput,
  subjects: readonly { readonly examples: ExampleReport }[],
): boolean {
  const stated = subjects.flatMap(({ examples: { examples } }) =>
    examples.flatMap((example) => (example.stated ? [example.stated] : [])),
  );
  return asksByExample(instruction, stated);
}

interface FunctionOutcome {
  readonly draft?: Draft;
  readonly note?: string;
}

async function draftFunction(
  input: DraftInput,
  fn: RepairsOfFunction,
  examples: ExampleReport,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<FunctionOutcome> {
  const { documentText, languageId } = input;
  const { member } = deps;
  const ranked = await rankRepairs(
    documentText,
    languageId,
    fn.range,
    fn.candidates,
    member,
    signal,
  );
  const choice = await choose(input, fn, ranked, examples, deps, signal);
  const { chosen, note } = choice;
  if (!chosen) return note === undefined ? {} : { note };
  return { draft: draftOf(documentText, fn, ranked, { ...choice, chosen }, member) };
}

/** The repair to propose: what the examples bear out where there are any, else what is likely enough. */
async function choose(
  input: DraftInput,
  fn: RepairsOfFunction,
  ranked: readonly RankedRepair[],
  examples: ExampleReport,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<ExampleChoice> {
  if (examples.examples.some(({ met }) => !met))
    return chooseByExamples(input, fn.range, ranked, examples, deps, signal);
  const reported = await chooseByDiagnostic(input, fn.range, ranked, deps, signal);
  if (reported && examples.examples.length === 0) return reported;
  const chosen = reported ? reported.chosen : chooseRepair(ranked);
  if (!chosen || examples.examples.length === 0) return { chosen };
  const evidence = await keepExamples(input, fn.range, chosen, examples, deps, signal);
  return evidence ? { chosen, evidence } : {};
}

function draftOf(
  documentText: string,
  fn: RepairsOfFunction,
  ranked: readonly RankedRepair[],
  { chosen, evidence, achieves }: ExampleChoice & { readonly chosen: RankedRepair },
  member: Member | undefined,
): Draft {
  const { candidate } = chosen;
  const byRule = candidate.prior > 0;
  const asked = chosen.logProb !== undefined ? member?.id : undefined;
  const proposedBy = byRule ? tool : (asked ?? tool);
  return {
    ...replacementOf(documentText, chosen),
    shown: fn.range,
    proposedBy,
    ...(byRule && asked !== undefined && { changedBy: asked }),
    summary: summaryOf(documentText, chosen, achieves),
    confidence: chosen.probability,
    ...(evidence && { evidence: [evidence] }),
    candidates: [
      ...[chosen, ...ranked.filter((each) => each.candidate !== candidate)]
        .slice(0, tracedCandidates)
        .map((each) => traced(documentText, each, member?.id)),
      ...hasteOf([fn]).map((text) => ({ text, by: tool })),
    ],
  };
}

/** What takes the place of what; where something is only taken out, the next thing stays in it as it is. */
function replacementOf(
  documentText: string,
  { candidate: { range, newText } }: RankedRepair,
): Pick<Draft, 'range' | 'newText'> {
  if (newText.trim() !== '') return { range, newText };
  const next = /^\s*\S/.exec(documentText.slice(range.end))?.[0] ?? '';
  return { range: { start: range.start, end: range.end + next.length }, newText: newText + next };
}

function linesOf(input: DraftInput, fn: RepairsOfFunction): number {
  return input.documentText.slice(fn.range.start, fn.range.end).split('\n').length;
}

const kindNames: Readonly<Record<string, () => string>> = {
  comparison: () => l10n.t('Comparison'),
  operator: () => l10n.t('Operator'),
  offByOne: () => l10n.t('Off by one'),
  swappedArguments: () => l10n.t('Swapped arguments'),
  swappedOperands: () => l10n.t('Swapped operands'),
  wrongVariable: () => l10n.t('Wrong variable'),
  missingReturn: () => l10n.t('Missing return'),
  missingAwait: () => l10n.t('Missing await'),
  wrongMethod: () => l10n.t('Wrong method'),
  negation: () => l10n.t('Inverted condition'),
  literal: () => l10n.t('Wrong literal'),
  swappedNames: () => l10n.t('Swapped names'),
  swappedBranches: () => l10n.t('Swapped branches'),
  statementOrder: () => l10n.t('Order of statements'),
  assignment: () => l10n.t('Assignment'),
  wrongProperty: () => l10n.t('Wrong property'),
  wrongName: () => l10n.t('Misspelt name'),
  missingCall: () => l10n.t('Missing call'),
  missingSpread: () => l10n.t('Missing spread'),
  missingIndex: () => l10n.t('Missing index'),
  returnPlacement: () => l10n.t('Return in the wrong place'),
  jump: () => l10n.t('Jump'),
};

function nameOf(kind: string): string {
  return kindNames[kind]?.() ?? l10n.t('Repair');
}

function summaryOf(
  documentText: string,
  { candidate }: RankedRepair,
  achieves: string | undefined,
): string {
  const name = nameOf(candidate.kind);
  if (candidate.why !== undefined) return l10n.t('{0}: {1}', name, candidate.why);
  const after = shortened(candidate.newText);
  const before = shortened(documentText.slice(candidate.range.start, candidate.range.end));
  return achieves === undefined
    ? l10n.t('{0}: “{1}” fits the rest of the function better than “{2}”.', name, after, before)
    : l10n.t('{0}: with “{1}” in place of “{2}” {3}.', name, after, before, achieves);
}

function traced(
  documentText: string,
  ranked: RankedRepair,
  memberId: string | undefined,
): TraceCandidate {
  const { candidate, logProb, repair } = ranked;
  const before = documentText.slice(candidate.range.start, candidate.range.end);
  const note = [nameOf(candidate.kind)];
  if (candidate.prior > 0) note.push(l10n.t('evidence {0}', candidate.prior.toFixed(1)));
  if (repair !== undefined)
    note.push(l10n.t('member {0}', `${repair >= 0 ? '+' : ''}${repair.toFixed(1)}`));
  if (candidate.untried) note.push(l10n.t('not tried out'));
  return {
    text: `${shortened(before)} → ${shortened(candidate.newText)}`,
    by: candidate.prior > 0 ? tool : (memberId ?? tool),
    ...(logProb !== undefined && { logProb }),
    note: note.join(', '),
  };
}

function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 48 ? `${line.slice(0, 45)}…` : line;
}
