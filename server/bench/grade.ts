import { canonicalChoice } from '../core/ensemble/canonical/choice.ts';
import { canonicalNumber } from '../core/ensemble/canonical/number.ts';
import { joinCompletion } from '../core/behaviour/program.ts';
import type { ExactTools } from '../core/tools.ts';
import { comparable, type BenchItem } from './item.ts';

/** Whether an answer is right; undefined when its tests could not be run. */
export async function gradeAnswer(
  item: BenchItem,
  answer: string,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  const { grader } = item;
  switch (grader.kind) {
    case 'edit':
    case 'text':
      return grader.accept.some((text) => comparable(text) === comparable(answer));
    case 'number':
      return canonicalNumber(answer) === canonicalNumber(grader.gold);
    case 'choice':
      return canonicalChoice(answer) === canonicalChoice(grader.gold);
    case 'code':
      return passesTests(item, answer, tools, signal);
  }
}

async function passesTests(
  { text: prompt, languageId, grader }: BenchItem,
  answer: string,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  if (grader.kind !== 'code') return undefined;
  const { entryPoint, tests } = grader;
  const program = joinCompletion({ prompt, text: answer, entryPoint, languageId });
  const run = await tools.call(
    'behaviour/tests',
    { languageId, programs: [program], entryPoint, tests },
    signal,
  );
  if (!run.ok) return undefined;
  const [candidate] = run.value.candidates;
  return candidate?.usable === true && candidate.outcomes.every((outcome) => outcome === 'passed');
}
