import * as l10n from '@vscode/l10n';
import { ok, type Result } from '../../../../protocol/result.ts';
import { tokenSignals } from '../../confidence/tokenSignals.ts';
import type { Member } from '../../member.ts';
import type { Answer } from '../answer.ts';
import { canonicalAnswer, shownAnswer } from '../canonical/canonical.ts';
import { withConflicts } from '../conflicts.ts';
import { defaultMaxTokens } from '../draw.ts';
import { estimateConfidence, rawSignal } from '../estimate.ts';
import { confidenceLesson } from '../learnConfidence.ts';
import type { Question } from '../question.ts';
import type { FuseSpec } from '../spec.ts';
import type { AnswerContext, Strategy } from '../strategy.ts';
import { absenceNote, joinNotes, sumCalls } from '../together.ts';

import { askAll, type Candidates } from './askAll.ts';
import type { Fused } from './fused.ts';
import { readJson } from './jsonMerge.ts';
import { mergeJsonAnswers, mergeProseAnswers, pluralityAnswer } from './merge.ts';
import { rerank } from './rerank.ts';
import { synthesise } from './synthesise.ts';
import { generateByTokens } from './tokens.ts';

/** Several answers become one; children are in the order of the specification, weakest first. */
export function createFuse(spec: FuseSpec, path: string, children: readonly Strategy[]): Strategy {
  const fuse: Fuse = { path, spec, children, judge: judgeOf(spec) };
  const strategy: Strategy = {
    path,
    children,
    lessons: [],
    answer: (question, context, signal) =>
      spec.by === 'tokens'
        ? answerByTokens(fuse, question, context, signal)
        : answerByCandidates(fuse, question, context, signal),
  };
  return { ...strategy, lessons: [confidenceLesson(strategy)] };
}

interface Fuse {
  readonly path: string;
  readonly spec: FuseSpec;
  readonly children: readonly Strategy[];
  /** Id of the member that compares or writes. */
  readonly judge: string | undefined;
}

/** The named judge, else the strongest member that is no ensemble. */
function judgeOf({ judge, members }: FuseSpec): string | undefined {
  if (judge) return judge.kind === 'member' ? judge.id : undefined;
  const last = members.findLast((member) => member.kind === 'member');
  return last?.kind === 'member' ? last.id : undefined;
}

async function answerByCandidates(
  fuse: Fuse,
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const elapsed = context.trace.timer();
  const asked = await askAll(fuse.children, question, context, signal);
  if (!asked.ok) return asked;
  const candidates = asked.value;
  const fused = await applyRule(fuse, candidates, question, context, signal);
  if (!fused.ok) return fused;
  traceFusion(fuse, candidates, fused.value, elapsed(), context);
  const notes = [...(fused.value.notes ?? []), ...missingJudge(fuse, candidates, context)];
  const answer = answerOf(fuse, candidates, { ...fused.value, notes }, question, context);
  const others = candidates.answers.map(({ text }, index) => ({
    by: candidates.names[index] ?? '',
    text,
  }));
  return ok(await withConflicts(answer, others, question, context, signal));
}

/** What a judge that was named and cannot be had means for the answer; nothing where none was needed. */
function missingJudge(
  { spec, judge }: Fuse,
  { answers }: Candidates,
  context: AnswerContext,
): readonly string[] {
  const needed = spec.judge !== undefined && judge !== undefined && answers.length > 1;
  if (!needed || context.member(judge)) return [];
  return [
    spec.by === 'rerank'
      ? l10n.t('{0} is not available, so the answers were ranked without a judge.', judge)
      : l10n.t('{0} is not available, so the answers were merged by what they share.', judge),
  ];
}

async function applyRule(
  { spec, judge }: Fuse,
  { answers, names }: Candidates,
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<Fused>> {
  const judging = judge === undefined ? undefined : context.member(judge);
  if (answers.length === 1) {
    const reason = l10n.t('Only one member answered.');
    return ok({ ...pluralityAnswer(answers), raw: answers[0]?.confidence ?? 0, reason });
  }
  switch (spec.by) {
    case 'rerank':
      return rerank(answers, judging, question, signal);
    case 'synthesise': {
      if (!judging || question.answerKind !== 'text')
        return merge(answers, names, question, judging, context, signal);
      const maxTokens = context.maxTokens ?? defaultMaxTokens;
      const deps = { writer: judging, tools: context.tools, maxTokens, seed: context.seed };
      return synthesise(answers, question, deps, signal);
    }
    default:
      return merge(answers, names, question, judging, context, signal);
  }
}

/** JSON by its fields, prose by its sentences; numbers, choices and programs are chosen whole. */
async function merge(
  answers: readonly Answer[],
  names: readonly string[],
  question: Question,
  embedder: Member | undefined,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<Fused>> {
  const { answerKind } = question;
  const structured =
    answerKind === 'json' ||
    (answerKind === 'text' && answers.every(({ text }) => isStructured(text)));
  const fields = structured ? mergeJsonAnswers(answers) : undefined;
  if (fields) return ok(fields);
  if (answerKind !== 'text') return ok(pluralityAnswer(answers));
  return await mergeProseAnswers(answers, names, embedder, context.tools, signal);
}

function isStructured(text: string): boolean {
  const value = /^\s*[[{]/u.test(text) ? readJson(text) : undefined;
  return typeof value === 'object' && value !== null;
}

function answerOf(
  { path }: Fuse,
  { answers, absent }: Candidates,
  fused: Fused,
  question: Question,
  context: AnswerContext,
): Answer {
  const base = fused.base === undefined ? undefined : answers[fused.base];
  const canonical = base ? base.canonical : canonicalAnswer(question, fused.text);
  const signals = { ...base?.signals, ...fused.signals, [rawSignal]: fused.raw };
  const own = fused.callsBy ?? {};
  return {
    ...(base?.member !== undefined && { member: base.member }),
    ...(base?.chosen && { chosen: base.chosen }),
    text: base ? base.text : shownAnswer(question, fused.text, canonical),
    canonical,
    ...estimateConfidence(context.fitted.nodes[path], question.domain, signals),
    ...sumCalls([...answers, { callsBy: own }]),
    ...(fused.disputed && { alternatives: fused.disputed }),
    samples: answers.flatMap(({ samples }) => samples),
    signals,
    stop: 'fixed',
    ...joinNotes(absenceNote(absent), fused.notes, ...answers.map(({ notes }) => notes)),
  };
}

function traceFusion(
  { path, spec }: Fuse,
  { answers, names }: Candidates,
  { base, scores, parts, reason }: Fused,
  ms: number,
  { trace }: AnswerContext,
): void {
  trace.add({
    kind: 'fuse',
    place: path,
    by: spec.by,
    candidates: answers.map(({ text }, index) => ({ text, by: names[index] ?? '' })),
    ...(base !== undefined && { base }),
    ...(scores && { scores }),
    ...(parts && { parts }),
    reason,
    ms,
  });
}

async function answerByTokens(
  { path, spec }: Fuse,
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const elapsed = context.trace.timer();
  const ids = spec.members.flatMap((member) => (member.kind === 'member' ? [member.id] : []));
  const drawn = await generateByTokens(ids, question, context, signal);
  if (!drawn.ok) return drawn;
  const { sample, members } = drawn.value;
  const canonical = canonicalAnswer(question, sample.text);
  const shared = tokenSignals(sample.tokens ?? []);
  const signals = { ...shared, [rawSignal]: Math.exp(shared['meanLogProb'] ?? Math.log(0.5)) };
  const reason = l10n.t('The next-token probabilities of {0} were averaged.', members.join(', '));
  const candidates = [{ text: sample.text, by: members.join(' + ') }];
  context.trace.add({ kind: 'fuse', place: path, by: spec.by, candidates, reason, ms: elapsed() });
  const answer: Answer = {
    text: shownAnswer(question, sample.text, canonical),
    canonical,
    ...estimateConfidence(context.fitted.nodes[path], question.domain, signals),
    ...sumCalls([{ callsBy: Object.fromEntries(members.map((member) => [member, 1])) }]),
    samples: [sample],
    signals,
    stop: 'single',
  };
  return ok(await withConflicts(answer, [], question, context, signal));
}
