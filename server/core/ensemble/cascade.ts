import { ok } from '../../../protocol/result.ts';
import { accepts, lastStands } from './accept.ts';
import type { Answer } from './answer.ts';
import { rawSignal } from './estimate.ts';
import { voterName, type Asking } from './gather.ts';
import type { CascadeSpec } from './spec.ts';
import { stepLessons } from './stepLessons.ts';
import { isLast, traceStep, tryUntil, type Attempt, type Cascade, type Tried } from './steps.ts';
import type { Strategy } from './strategy.ts';
import { absenceNote, allAbsent, joinNotes, sumCalls } from './together.ts';

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
