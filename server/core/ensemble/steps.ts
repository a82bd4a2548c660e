import { ok, type Failure, type Result } from '../../../protocol/result.ts';
import { accepts, type Verdict } from './accept.ts';
import type { Answer } from './answer.ts';
import { rawSignal, scoredEstimate, type ScoredEstimate } from './estimate.ts';
import { voterName, type Asking } from './gather.ts';
import type { CascadeSpec } from './spec.ts';
import type { Strategy } from './strategy.ts';
import { isFatal } from './together.ts';

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

/** Whether a step is the last one. */
export function isLast({ children }: Cascade, { step }: Tried): boolean {
  return step === children.length - 1;
}

/** Writes down what became of a step. */
export function traceStep(
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
