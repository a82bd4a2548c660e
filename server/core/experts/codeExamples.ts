import * as l10n from '@vscode/l10n';
import type { CheckerCalls, ExampleReport } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { RankedRepair } from './codeRank.ts';
import type { DraftInput, ExpertDeps } from './expert.ts';

/** Share of repairs right that meet every example, where their own function did not (test/eval/codeExamples.ts). */
const confidenceByExamples = 0.9;

const noExamples: ExampleReport = { examples: [], tried: 0 };

/** Runs the examples of a function on it and on edits of it; a checker that is out of reach knows none. */
export async function runExamples(
  input: DraftInput,
  range: OffsetRange,
  edits: CheckerCalls['code/examples']['params']['edits'],
  { tools }: ExpertDeps,
  signal: AbortSignal,
): Promise<ExampleReport> {
  const { documentText: text, languageId, instruction } = input;
  const params = { text, languageId, range, instruction, edits };
  const answer = await tools.call('code/examples', params, signal);
  return answer.ok ? answer.value : noExamples;
}

/** A repair that the examples bear out, or why there is none. */
export interface ExampleChoice {
  readonly chosen?: RankedRepair;
  readonly evidence?: CheckReport;
  /** What the function does with the repair and does not do as it is, as the end of a sentence. */
  readonly achieves?: string;
  /** One sentence for the user when the examples stand against every repair. */
  readonly note?: string;
}

/** The best-ranked repair that meets every example which the function as it is does not meet. */
export async function chooseByExamples(
  input: DraftInput,
  range: OffsetRange,
  ranked: readonly RankedRepair[],
  { examples }: ExampleReport,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<ExampleChoice> {
  const order = inOrderOfTrial(ranked);
  const edits = order.map(({ candidate }) => ({
    range: candidate.range,
    newText: candidate.newText,
  }));
  const found = await runExamples(input, range, edits, deps, signal);
  const best = found.first === undefined ? undefined : order[found.first];
  if (!best) return { note: nothingMeets(found.tried, examples) };
  const chosen = { ...best, probability: Math.max(best.probability, confidenceByExamples) };
  return {
    chosen,
    achieves: l10n.t('the function meets its examples'),
    evidence: passed(
      examples.length === 1
        ? l10n.t('Meets the one example given.')
        : l10n.t('Meets the {0} examples given.', examples.length),
    ),
  };
}

/** Lets a repair of a function that meets its examples stand only if it meets them too. */
export async function keepExamples(
  input: DraftInput,
  range: OffsetRange,
  { candidate }: RankedRepair,
  { examples }: ExampleReport,
  deps: ExpertDeps,
  signal: AbortSignal,
): Promise<CheckReport | undefined> {
  const { range: at, newText } = candidate;
  const found = await runExamples(input, range, [{ range: at, newText }], deps, signal);
  if (found.first === undefined) return undefined;
  return passed(
    examples.length === 1
      ? l10n.t('Still meets the one example given.')
      : l10n.t('Still meets the {0} examples given.', examples.length),
  );
}

/** One repair of each behaviour first: those that did the same on every trial argument come when all else failed. */
export function inOrderOfTrial(ranked: readonly RankedRepair[]): readonly RankedRepair[] {
  const seen = new Set<number>([0]);
  const [first, later]: [RankedRepair[], RankedRepair[]] = [[], []];
  for (const repair of ranked) {
    const group = repair.candidate.group ?? -1;
    (group >= 0 && seen.has(group) ? later : first).push(repair);
    seen.add(group);
  }
  return [...first, ...later];
}

function nothingMeets(tried: number, examples: ExampleReport['examples']): string {
  const [first = '', second] = examples.filter(({ met }) => !met).map(({ text }) => `“${text}”`);
  const shown = second === undefined ? first : l10n.t('{0} and {1}', first, second);
  return tried === 1
    ? l10n.t(
        'The function does not give {0}, and the one edit tried does not meet every example, so nothing is proposed.',
        shown,
      )
    : l10n.t(
        'The function does not give {0}, and none of the {1} edits tried meets every example, so nothing is proposed.',
        shown,
        tried,
      );
}

function passed(detail: string): CheckReport {
  return { check: 'examples', status: 'passed', detail };
}
