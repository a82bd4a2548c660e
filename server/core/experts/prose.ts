import * as l10n from '@vscode/l10n';
import type { ProseSegment } from '../../../protocol/checker.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import type { Draft, DraftInput, DraftOutcome, Expert, ExpertDeps } from './expert.ts';
import { optionsOf } from './proseEdits.ts';
import { declineInstruction, declineLanguage } from './proseInstruction.ts';
import {
  mayMake,
  unedited,
  withEdits,
  withoutUnknownWords,
  type EditedSentence,
} from './proseMade.ts';
import type { RankedEdit, Ranking, SentenceContext, WantedEdit } from './proseRank.ts';
import { maxMemberChars, rankByMember, rankByTools } from './proseRank.ts';
import type { WorkingText } from './proseText.ts';
import type { Vocabulary } from './proseVocabulary.ts';
import { vocabularyOutside } from './proseVocabulary.ts';

/** Corrects English sentence by sentence: exact tools propose, a small model ranks and adds what it is sure of. */
export const proseExpert: Expert = { id: 'prose', draft };

async function draft(
  input: DraftInput,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  const declined = declineInstruction(input.instruction);
  if (declined !== undefined) return { kind: 'declined', reason: declined };
  const found = await deps.tools.call(
    'prose/segments',
    { languageId: input.languageId, text: input.documentText, range: input.range },
    signal,
  );
  if (!found.ok) return { kind: 'declined', reason: found.failure.message };
  const { segments, skipped } = found.value;
  if (segments.length === 0)
    return { kind: 'drafts', drafts: [], note: skipped ?? l10n.t('No errors found.') };
  const foreign = await foreignLanguage(segments, deps, signal);
  if (foreign !== undefined) return { kind: 'declined', reason: declineLanguage(foreign) };
  return draftSegments(segments, input.documentText, deps, signal);
}

async function draftSegments(
  segments: readonly ProseSegment[],
  documentText: string,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  const drafts: Draft[] = [];
  let foreign: string | undefined;
  for (const segment of segments) {
    signal.throwIfAborted();
    const language = segments.length > 1 ? await languageOf(segment.text, deps, signal) : 'en';
    if (language !== 'en' && language !== 'und') {
      foreign = language;
      continue;
    }
    const usesElsewhere = vocabularyOutside(documentText, segment.range);
    const result = await correctSegment(segment, usesElsewhere, deps, signal);
    if (typeof result === 'string') return { kind: 'declined', reason: result };
    if (result !== undefined) drafts.push(result);
  }
  if (foreign !== undefined)
    return {
      kind: 'drafts',
      drafts,
      note: l10n.t('Some text was left alone. {0}', declineLanguage(foreign)),
    };
  return drafts.length > 0
    ? { kind: 'drafts', drafts }
    : { kind: 'drafts', drafts, note: l10n.t('No errors found.') };
}

/** The language of the whole selection when it is surely not English. */
async function foreignLanguage(
  segments: readonly ProseSegment[],
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<string | undefined> {
  const language = await languageOf(
    segments.map((segment) => segment.text).join('\n'),
    deps,
    signal,
  );
  return language === 'en' || language === 'und' ? undefined : language;
}

async function languageOf(text: string, deps: ExpertDeps, signal: AbortSignal): Promise<string> {
  const report = await deps.tools.call('prose/language', { text }, signal);
  return report.ok ? report.value.language : 'und';
}

/** After each round the tools see a better sentence and may find more, but three rounds settle it. */
const maxRounds = 3;

/** The draft for one sentence, undefined when it is right; a string when the tools are out of reach. */
async function correctSegment(
  segment: ProseSegment,
  usesElsewhere: Vocabulary,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<Draft | string | undefined> {
  let sentence = unedited({ text: segment.text, masked: segment.masked });
  const candidates: TraceCandidate[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const { working } = sentence;
    const found = await deps.tools.call(
      'prose/corrections',
      { text: working.text, masked: working.masked, form: segment.form },
      signal,
    );
    if (!found.ok)
      return round === 0 ? found.failure.message : finishDraft(segment, sentence, candidates, deps);
    const { corrections } = found.value;
    const known = withoutUnknownWords(sentence, corrections);
    if (known !== undefined) {
      sentence = known;
      continue;
    }
    const current = sentence;
    const context = {
      form: segment.form,
      erring: sentence.made.length > 0,
      usesElsewhere,
      mayMake: (edit: WantedEdit) => mayMake(current, edit),
    };
    const ranking = await rank(working, optionsOf(working, corrections), context, deps, signal);
    candidates.push(...ranking.candidates);
    const edited = withEdits(sentence, ranking.chosen);
    if (edited === undefined) break;
    sentence = edited;
  }
  return finishDraft(segment, sentence, candidates, deps);
}

function rank(
  working: WorkingText,
  options: ReturnType<typeof optionsOf>,
  context: SentenceContext,
  deps: ExpertDeps,
  signal: AbortSignal,
): Ranking | Promise<Ranking> {
  const { member } = deps;
  if (member === undefined || !member.capabilities.score || working.text.length > maxMemberChars)
    return rankByTools(working, options, context);
  return rankByMember(working, options, context, member, signal);
}

function finishDraft(
  segment: ProseSegment,
  sentence: EditedSentence,
  candidates: readonly TraceCandidate[],
  deps: ExpertDeps,
): Draft | undefined {
  const { working } = sentence;
  const made = sentence.made.map(({ edit }) => edit);
  if (working.text === segment.text || made.length === 0) return undefined;
  const proposedBy = made.reduce((a, b) => (b.probability > a.probability ? b : a)).by;
  const rankedBy = deps.member?.id;
  return {
    range: segment.range,
    newText: working.text,
    proposedBy,
    ...(rankedBy === undefined || rankedBy === proposedBy ? {} : { changedBy: rankedBy }),
    summary: summaryOf(made),
    confidence: Math.min(...made.map((edit) => edit.probability)),
    candidates,
    masked: segment.masked,
  };
}

function summaryOf(made: readonly RankedEdit[]): string {
  const shown = made.slice(0, 4).map((edit) => describe(edit.oldText.trim(), edit.newText.trim()));
  const places = [...shown, ...(made.length > shown.length ? ['…'] : [])].join(', ');
  return made.length === 1
    ? l10n.t('Corrected one place: {0}.', places)
    : l10n.t('Corrected {0} places: {1}.', made.length, places);
}

function describe(before: string, after: string): string {
  if (before === '') return l10n.t('added “{0}”', after);
  return after === '' ? l10n.t('dropped “{0}”', before) : `${before} → ${after}`;
}
