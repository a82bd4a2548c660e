import { ok, type Failure, type Result } from '../../../protocol/result.ts';
import type { Answer } from './answer.ts';
import { accepts, lastStands, type Verdict } from './accept.ts';
import { rawSignal, scoredEstimate, type ScoredEstimate } from './estimate.ts';
import { voterName, type Asking } from './gather.ts';
import type { CascadeSpec } from './spec.ts';
import { stepLessons } from './stepLessons.ts';
import type { Strategy } from './strategy.ts';
import { absenceNote, allAbsent, isFatal, joinNotes, sumCalls } from './together.ts';

/** What all functions of one cascade share. */
export interface Cascade {
  readonly path: string;
  readonly spec: CascadeSpec;
  readonly children: readonly Strategy[];
}

/** A step's answer, with the confidence that the cascade itself has learned for it. */
export interface Tried {
  readonly step: number;
  readonly answer: Answer;
  readonly estimate: ScoredEstimate;
  readonly signals: Readonly<Record<string, number>>;
}

/** The steps that were asked, and those that did not answer. */
export interface Attempt {
  readonly tried: readonly Tried[];
  readonly failures: readonly Failure[];
  readonly absent: readonly string[];
}

/**
 * A cascade. With calibration, a step is accepted where both hold: the share of all questions that end at this step with
 * a wrong answer stays at most `risk`, with probability 1 − `delta` over all steps (fixed-sequence testing with
 * Clopper–Pearson bounds, for questions like the calibration rows); and going on is not expected to be right more often
 * by more than .25. The last step abstains where the first rule is broken. Without calibration: a vote must be
 * unanimous, a member's tokens must have a mean log-probability of −0.2, and an answer without either evidence is
 * passed on.
 */
export function createCascade(
  spec: CascadeSpec,
  path: string,
  children: readonly Strategy[],
): Strategy {
  const cascade: Cascade = { path, spec, children };
  return {
    path,
    children,
    lessons: children.flatMap((_, step) => stepLessons(cascade, step)),
    async answer(question, context, signal) {
      const asking = { question, context, signal };
      const attempt = await tryUntil(cascade, asking, children.length);
      if (!attempt.ok) return attempt;
      const { tried, failures, absent } = attempt.value;
      return tried.length === 0
        ? allAbsent(absent, failures)
        : ok(conclude(cascade, attempt.value, asking));
    },
  };
}

/** Key of what was learned about accepting one step. */
export function stepPath({ path }: Cascade, step: number): string {
  return `${path}/accept.${step}`;
}

/** Asks step after step, up to `end`, until one is accepted. */
export async function tryUntil(
  cascade: Cascade,
  asking: Asking,
  end: number,
): Promise<Result<Attempt>> {
  const tried: Tried[] = [];
  const failures: Failure[] = [];
  const absent: string[] = [];
  for (const [step, child] of cascade.children.slice(0, end).entries()) {
    const answer = await child.answer(asking.question, asking.context, asking.signal);
    if (!answer.ok) {
      if (isFatal(answer.failure)) return answer;
      failures.push(answer.failure);
      absent.push(voterName(child));
      continue;
    }
    const made = judge(cascade, step, answer.value, tried, asking);
    tried.push(made);
    if (isLast(cascade, made)) break;
    const verdict = accepts(cascade, made, asking);
    traceStep(cascade, made, verdict.accepted ? 'accepted' : 'escalated', verdict, asking);
    if (verdict.accepted) break;
  }
  return ok({ tried, failures, absent });
}

function judge(
  cascade: Cascade,
  step: number,
  answer: Answer,
  before: readonly Tried[],
  { question, context }: Asking,
): Tried {
  const agreeing = before.filter((tried) => tried.answer.canonical === answer.canonical).length;
  const signals = {
    ...answer.signals,
    [rawSignal]: answer.confidence,
    ...(before.length > 0 && {
      agrees: answer.canonical === undefined ? 0 : agreeing / before.length,
      earlierConfidence: Math.max(...before.map(({ estimate }) => estimate.confidence)),
    }),
  };
  const fit = context.fitted.nodes[stepPath(cascade, step)];
  const learned = scoredEstimate(fit, question.domain, signals);
  const { confidence, calibrated } = answer;
  const estimate = fit?.calibrators ? learned : { confidence, calibrated, score: confidence };
  return { step, answer, signals, estimate };
}

/** The answer of the step that was accepted, or of the last one, which abstains when it is unsure. */
function conclude(cascade: Cascade, { tried, absent }: Attempt, asking: Asking): Answer {
  const last = tried[tried.length - 1] as Tried;
  const accepted = !isLast(cascade, last) && accepts(cascade, last, asking).accepted;
  const verdict = accepted ? undefined : lastStands(cascade, last, asking);
  const abstained = verdict !== undefined && !verdict.accepted;
  if (verdict) traceStep(cascade, last, abstained ? 'abstained' : 'accepted', verdict, asking);
  const others = tried.slice(0, -1);
  const { confidence, calibrated } = last.estimate;
  return {
    ...last.answer,
    confidence,
    calibrated,
    ...sumCalls(tried.map(({ answer }) => answer)),
    ...(abstained && { abstained }),
    ...(others.length > 0 && {
      alternatives: others.map(({ step, answer }) => ({
        by: answer.member ?? voterName(cascade.children[step] as Strategy),
        text: answer.text,
      })),
    }),
    samples: tried.flatMap(({ answer }) => answer.samples),
    signals: { ...last.signals, step: last.step, [rawSignal]: confidence },
    stop: abstained ? 'abstained' : accepted ? 'accepted' : 'lastStep',
    ...joinNotes(absenceNote(absent), ...tried.map(({ answer }) => answer.notes)),
  };
}

function isLast({ children }: Cascade, { step }: Tried): boolean {
  return step === children.length - 1;
}

function traceStep(
  { path }: Cascade,
  { step, estimate }: Tried,
  outcome: 'accepted' | 'escalated' | 'abstained',
  { threshold, reason }: Verdict,
  { context }: Asking,
): void {
  const { confidence } = estimate;
  const made = { place: path, step, outcome, confidence, reason };
  context.trace.add({ kind: 'step', ...made, ...(threshold !== undefined && { threshold }) });
}
