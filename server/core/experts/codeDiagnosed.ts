import * as l10n from '@vscode/l10n';
import type { CheckReport } from '../../../protocol/refine.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { inOrderOfTrial, type ExampleChoice } from './codeExamples.ts';
import type { RankedRepair } from './codeRank.ts';
import type { DraftInput, ExpertDeps, Reported } from './expert.ts';

/**
 * The repair after which the type checker no longer reports what the editor does, where one of those that do so is
 * clearly the likeliest. Undefined where the checker knows nothing of the diagnostic, so that it says nothing about any
 * repair.
 */
export async function chooseByDiagnostic(
  input: DraftInput,
  range: OffsetRange,
  ranked: readonly RankedRepair[],
  { tools }: ExpertDeps,
  signal: AbortSignal,
): Promise<ExampleChoice | undefined> {
  const { documentText: text, languageId, reported = [] } = input;
  const inside = reported.filter((each) => overlaps(each.range, range));
  if (inside.length === 0) return undefined;
  const order = [
    ...inside.flatMap((each) => suggested(text, each)),
    ...nearestFirst(inOrderOfTrial(ranked), inside),
  ];
  if (order.length === 0) return undefined;
  const edits = order.map(({ candidate: { range: at, newText } }) => ({ range: at, newText }));
  const answer = await tools.call(
    'code/diagnosed',
    { text, languageId, range, reported: inside, edits },
    signal,
  );
  if (!answer.ok || answer.value.message === undefined) return undefined;
  const { message, resolving, tried } = answer.value;
  const fitting = resolving.flatMap((place) => order[place] ?? []);
  const best = likeliest(fitting);
  if (!best) return { note: noRepair(message, fitting.length, tried) };
  return {
    chosen: best,
    achieves: l10n.t('TypeScript no longer reports “{0}”', message),
    evidence: resolved(message),
  };
}

/** Log-odds of the name that the type checker itself suggests, as those of a rule that knows the bug. */
const scoreOfSuggestion = 5;

/** The repair that the message itself names: “Did you mean 'length'?” */
function suggested(text: string, { message, range }: Reported): readonly RankedRepair[] {
  const newText = /Did you mean '([\w$]+)'\?/u.exec(message)?.[1];
  if (newText === undefined || !/^[\w$]+$/u.test(text.slice(range.start, range.end))) return [];
  const candidate = { range, newText, kind: 'wrongName', prior: scoreOfSuggestion };
  return [{ candidate, score: scoreOfSuggestion, probability: 0 }];
}

/** Edits at the reported place first; the order is kept among the others. */
function nearestFirst(
  ranked: readonly RankedRepair[],
  reported: readonly Reported[],
): readonly RankedRepair[] {
  const isNear = ({ candidate }: RankedRepair): boolean =>
    reported.some(({ range }) => overlaps(range, candidate.range));
  return [...ranked.filter(isNear), ...ranked.filter((each) => !isNear(each))];
}

/** The right repair is taken to be among those that fit, so their odds are against each other alone. */
function likeliest(fitting: readonly RankedRepair[]): RankedRepair | undefined {
  const sorted = fitting.toSorted((one, other) => other.score - one.score);
  const [best] = sorted;
  if (!best) return undefined;
  const total = sorted.reduce((sum, { score }) => sum + Math.exp(score - best.score), 0);
  const share = 1 / total;
  if (share < clearlyAhead && best.probability < sureByItself) return undefined;
  // Alone among the fitting ones says little about one that was never thought of.
  return { ...best, probability: Math.max(best.probability, Math.min(share, mostByDiagnostic)) };
}

/** A repair that shares its effect with others must have this share of all their odds. */
const clearlyAhead = 0.75;

/** Nor need it, when it is as probable as this without the diagnostic. */
const sureByItself = 0.55;

/** At most so sure is a repair because a diagnostic goes away; a bound by judgement, see test/eval/codeDiagnosed.ts. */
const mostByDiagnostic = 0.8;

function noRepair(message: string, fitting: number, tried: number): string {
  const told = message.length > 100 ? `${message.slice(0, 99)}…` : message;
  return fitting === 0
    ? l10n.t(
        'Of {0} small edits that were tried, none makes “{1}” go away without a new problem, so nothing is proposed.',
        tried,
        told,
      )
    : l10n.t(
        '{0} different small edits make “{1}” go away and none is clearly the right one, so nothing is proposed.',
        fitting,
        told,
      );
}

function resolved(message: string): CheckReport {
  return {
    check: 'diagnostic',
    status: 'passed',
    detail: l10n.t('TypeScript no longer reports “{0}”.', message),
  };
}

function overlaps(one: OffsetRange, other: OffsetRange): boolean {
  return one.start <= other.end && other.start <= one.end;
}
