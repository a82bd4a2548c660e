import { ok, type Failure, type Result } from '../../../protocol/result.ts';
import { riskControlledThreshold } from '../confidence/riskControl.ts';
import type { Answer } from './answer.ts';
import { estimateConfidence, learnConfidence, rawSignal, type Estimate } from './estimate.ts';
import type { NodeFit } from './fitted.ts';
import { voterName, type Asking } from './gather.ts';
import { createLesson, type LearningRow, type Lesson } from './lesson.ts';
import type { CascadeSpec } from './spec.ts';
import type { Strategy } from './strategy.ts';
import { absenceNote, allAbsent, isFatal, joinNotes, sumCalls } from './together.ts';

interface Cascade {
  readonly path: string;
  readonly spec: CascadeSpec;
  readonly children: readonly Strategy[];
}

/** A step's answer, with the confidence that the cascade itself has learned for it. */
interface Tried {
  readonly step: number;
  readonly answer: Answer;
  readonly estimate: Estimate;
  readonly signals: Readonly<Record<string, number>>;
}

/** What one step led to: the answer of a step, or that nothing was to be had. */
interface Attempt {
  readonly tried: readonly Tried[];
  readonly failures: readonly Failure[];
  readonly absent: readonly string[];
}

/** Mean log-probability from which an uncalibrated answer of one member is accepted: tokens of probability .82. */
export const defaultMeanLogProb = -0.2;

/**
 * A cascade. With calibration, a step is accepted from the confidence at which the share of all questions that end there
 * with a wrong answer is at most `risk`, with probability 1 − `delta` over all steps (fixed-sequence testing with
 * Clopper–Pearson bounds); this holds for questions like the calibration rows. The last step abstains by the same rule.
 * Without calibration: a vote must be unanimous, a member's tokens must have a mean log-probability of −0.2, and an
 * answer without either evidence is passed on.
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
      const attempt = await tryUntil(cascade, { question, context, signal }, children.length);
      if (!attempt.ok) return attempt;
      const { tried, failures, absent } = attempt.value;
      if (tried.length === 0) return allAbsent(absent, failures);
      return ok(conclude(cascade, attempt.value, { question, context, signal }));
    },
  };
}

/** Key of what was learned about accepting one step. */
function stepPath({ path }: Cascade, step: number): string {
  return `${path}/accept.${step}`;
}

/** Asks step after step, up to `end`, until one is accepted. */
async function tryUntil(cascade: Cascade, asking: Asking, end: number): Promise<Result<Attempt>> {
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
    const isLast = step === cascade.children.length - 1;
    if (isLast) break;
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
  const samples = before.flatMap((tried) => tried.answer.samples);
  const agreeing = before.filter((tried) => tried.answer.canonical === answer.canonical).length;
  const signals = {
    ...answer.signals,
    [rawSignal]: answer.confidence,
    ...(before.length > 0 && {
      agrees: answer.canonical === undefined ? 0 : agreeing / before.length,
      earlierConfidence: Math.max(...before.map(({ estimate }) => estimate.confidence)),
      earlierSamples: Math.log1p(samples.length),
    }),
  };
  const fit = context.fitted.nodes[stepPath(cascade, step)];
  const learned = estimateConfidence(fit, question.domain, signals);
  const { confidence, calibrated } = answer;
  return {
    step,
    answer,
    signals,
    estimate: fit?.calibrators ? learned : { confidence, calibrated },
  };
}

interface Verdict {
  readonly accepted: boolean;
  readonly threshold?: number;
  readonly reason: string;
}

/** Whether a step's answer may stand, and why, in words. */
function accepts(
  cascade: Cascade,
  { step, answer, estimate }: Tried,
  { context }: Asking,
): Verdict {
  const threshold = context.fitted.nodes[stepPath(cascade, step)]?.threshold;
  if (threshold !== undefined) {
    const accepted = estimate.confidence >= threshold;
    const needed =
      threshold > 1 ? 'no confidence would keep' : `${percent(threshold)} are needed to keep`;
    const risk = `the risk of a wrong answer below ${percent(cascade.spec.accept.risk)}`;
    return {
      accepted,
      threshold,
      reason: `Sure to ${percent(estimate.confidence)}; ${needed} ${risk}.`,
    };
  }
  const { share, votes, meanLogProb } = answer.signals;
  if (share !== undefined && votes !== undefined && votes > Math.log1p(1))
    return share === 1
      ? { accepted: true, threshold: 1, reason: 'All votes agree.' }
      : { accepted: false, threshold: 1, reason: `Only ${percent(share)} of the votes agree.` };
  if (meanLogProb !== undefined) {
    const accepted = meanLogProb >= defaultMeanLogProb;
    const compared = accepted ? 'is not below' : 'is below';
    const reason = `The mean log-probability ${meanLogProb.toFixed(2)} ${compared} ${defaultMeanLogProb}.`;
    return { accepted, reason };
  }
  return { accepted: false, reason: 'Nothing tells how sure this answer is.' };
}

/** The answer of the step that was accepted, or of the last one, which abstains when it is unsure. */
function conclude(cascade: Cascade, { tried, absent }: Attempt, asking: Asking): Answer {
  const last = tried[tried.length - 1] as Tried;
  const accepted =
    last.step < cascade.children.length - 1 && accepts(cascade, last, asking).accepted;
  const verdict = accepted ? undefined : lastVerdict(cascade, last, asking);
  const abstained = verdict !== undefined && !verdict.accepted;
  const best = abstained ? bestGuess(tried) : last;
  if (verdict) traceStep(cascade, last, abstained ? 'abstained' : 'accepted', verdict, asking);
  const others = tried.filter((each) => each !== best);
  return {
    ...best.answer,
    ...best.estimate,
    ...sumCalls(tried.map(({ answer }) => answer)),
    ...(abstained && { abstained }),
    ...(others.length > 0 && {
      alternatives: others.map(({ step, answer }) => ({
        by: answer.member ?? voterName(cascade.children[step] as Strategy),
        text: answer.text,
      })),
    }),
    samples: tried.flatMap(({ answer }) => answer.samples),
    signals: { ...best.signals, step: last.step, [rawSignal]: best.estimate.confidence },
    stop: abstained ? 'abstained' : accepted ? 'accepted' : 'lastStep',
    ...joinNotes(absenceNote(absent), ...tried.map(({ answer }) => answer.notes)),
  };
}

/** The last step stands unless there is evidence that it is unsure. */
function lastVerdict(cascade: Cascade, last: Tried, asking: Asking): Verdict {
  const verdict = accepts(cascade, last, asking);
  const { share, meanLogProb, agrees } = last.signals;
  const silent =
    verdict.threshold === undefined && share === undefined && meanLogProb === undefined;
  if (verdict.accepted || (verdict.threshold !== undefined && verdict.threshold !== 1))
    return verdict;
  if (silent) return { accepted: true, reason: 'The last step answers.' };
  return agrees !== undefined && agrees > 0
    ? { accepted: true, reason: 'The last step agrees with an earlier one.' }
    : verdict;
}

/** Of calibrated answers the surest one; else the last step's. */
function bestGuess(tried: readonly Tried[]): Tried {
  const last = tried[tried.length - 1] as Tried;
  if (!tried.every(({ estimate }) => estimate.calibrated)) return last;
  return tried.reduce((best, each) =>
    each.estimate.confidence >= best.estimate.confidence ? each : best,
  );
}

/** For each step: its confidence among the questions that reach it, then the threshold that keeps the risk. */
function stepLessons(cascade: Cascade, step: number): readonly Lesson[] {
  const path = stepPath(cascade, step);
  const { risk, delta } = cascade.spec.accept;
  const look = async (
    row: LearningRow,
    signal: AbortSignal,
  ): Promise<Result<Tried | undefined>> => {
    const asking = { question: row.question, context: row.context, signal };
    const attempt = await tryUntil(cascade, asking, step + 1);
    if (!attempt.ok) return attempt;
    return ok(attempt.value.tried.find((tried) => tried.step === step));
  };
  const graded = (row: LearningRow, seen: Tried | undefined): boolean | undefined =>
    seen && row.isRight(seen.answer);
  return [
    createLesson('outcomes', look, (observed) => {
      const outcomes = observed.flatMap(({ row, seen }) => {
        const right = graded(row, seen);
        const { domain, prompt } = row.question;
        return seen === undefined || right === undefined
          ? []
          : [{ domain, prompt, signals: seen.signals, right }];
      });
      return { [path]: { rows: outcomes.length, ...learnConfidence(outcomes) } };
    }),
    createLesson('outcomes', look, (observed): Readonly<Record<string, NodeFit>> => {
      const reached = observed.flatMap(({ row, seen }) => {
        const right = graded(row, seen);
        return seen === undefined || right === undefined
          ? []
          : [{ confidence: seen.estimate.confidence, right }];
      });
      const threshold = riskControlledThreshold(
        reached.map(({ confidence }) => confidence),
        reached.map(({ right }) => !right),
        { alpha: risk, delta: delta / cascade.children.length, total: observed.length },
      );
      // JSON knows no infinity: a threshold above 1 is never reached either.
      return { [path]: { rows: reached.length, threshold: Math.min(2, threshold) } };
    }),
  ];
}

function traceStep(
  { path }: Cascade,
  { step, estimate }: Tried,
  outcome: 'accepted' | 'escalated' | 'abstained',
  { threshold, reason }: Verdict,
  { context }: Asking,
): void {
  const { confidence } = estimate;
  const place = { place: path, step, outcome, confidence, reason };
  context.trace.add({ kind: 'step', ...place, ...(threshold !== undefined && { threshold }) });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
