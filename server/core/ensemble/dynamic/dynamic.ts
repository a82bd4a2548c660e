import * as l10n from '@vscode/l10n';
import { failed, ok, type Failure, type Result } from '../../../../protocol/result.ts';
import type { Answer } from '../answer.ts';
import { estimateConfidence, rawSignal } from '../estimate.ts';
import {
  addOutcomes,
  expectOf,
  learnOutcome,
  type PlanOutcomes,
} from '../../trust/planOutcomes.ts';
import type { NodeFit } from '../fitted.ts';
import { confidenceLesson } from '../learnConfidence.ts';
import { createLesson, type LearningRow, type Lesson } from '../lesson.ts';
import type { Question } from '../question.ts';
import type { Spec } from '../spec.ts';
import type { AnswerContext, Strategy } from '../strategy.ts';
import { isFatal, joinNotes } from '../together.ts';
import { choosePlan, type PlanChoice, type PlanOption } from './choosePlan.ts';
import { planWords } from './planWords.ts';
import { canRun, expectedCalls, planName } from './plans.ts';
import { contextsOf } from './contexts.ts';

/** What all functions of one meta-controller share. */
interface Dynamic {
  readonly path: string;
  readonly plans: readonly Spec[];
  readonly children: readonly Strategy[];
}

/**
 * The meta-controller: takes for each question the cheapest plan that is expected to do, from what was learned of the
 * plans in this kind of question and from the state of the machine. A plan that fails gives way to the next best.
 */
export function createDynamic(
  plans: readonly Spec[],
  path: string,
  children: readonly Strategy[],
): Strategy {
  const dynamic: Dynamic = { path, plans, children };
  const strategy: Strategy = {
    path,
    children,
    lessons: [],
    answer: (question, context, signal) => answer(dynamic, question, context, signal),
  };
  return { ...strategy, lessons: [planLesson(dynamic), confidenceLesson(strategy)] };
}

async function answer(
  dynamic: Dynamic,
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const elapsed = context.trace.timer();
  const tried = new Set<string>();
  const notes: string[] = [];
  let failure: Failure | undefined;
  for (;;) {
    const choice = choose(dynamic, question, context, tried);
    if (!choice) break;
    tried.add(choice.plan.path);
    traceChoice(dynamic, choice, elapsed(), context);
    const child = dynamic.children.find(({ path }) => path === choice.plan.path);
    const result = await child?.answer(question, context, signal);
    if (result?.ok) return ok(conclude(dynamic, choice, result.value, notes, question, context));
    if (result && isFatal(result.failure)) return result;
    failure ??= result?.failure;
    const why = result?.failure.message ?? l10n.t('it is not there');
    notes.push(l10n.t('{0} did not answer: {1}', choice.plan.words, why));
  }
  if (failure) return { ok: false, failure };
  return failed(
    'memberUnknown',
    l10n.t('No plan of this ensemble can run: none of its members is available.'),
  );
}

/** What rows taught of the plans and what the user's outcomes did, which know plans by their names, together. */
function knownOf({ path, plans, children }: Dynamic, { fitted }: AnswerContext): PlanOutcomes {
  const learned = Object.fromEntries(
    children.map((child, at) => [child.path, fitted.trust?.plans[nameOf(plans[at])] ?? {}]),
  );
  return addOutcomes(fitted.nodes[path]?.plans ?? {}, learned);
}

function nameOf(plan: Spec | undefined): string {
  return plan ? planName(plan) : '';
}

function choose(
  dynamic: Dynamic,
  question: Question,
  context: AnswerContext,
  tried: ReadonlySet<string>,
): PlanChoice | undefined {
  const { plans, children } = dynamic;
  const known = knownOf(dynamic, context);
  const contexts = contextsOf(question);
  const options = children.flatMap((child, at): readonly (PlanOption & { whole: boolean })[] => {
    const spec = plans[at];
    if (!spec || tried.has(child.path)) return [];
    const expected = expectOf(known, child.path, contexts);
    const callsBy = expected.callsBy ?? expectedCalls(spec);
    const whole = canRun(spec, (id) => isAvailable(id, context));
    const [name, words] = [planName(spec), planWords(spec)];
    return [{ path: child.path, name, words, expected, callsBy, whole }];
  });
  // A plan that lacks a member can still answer, so it comes after all that lack none.
  const whole = options.filter((option) => option.whole);
  return choosePlan(whole.length > 0 ? whole : options, {
    conditions: context.conditions ?? {},
    inConversation: (question.history ?? []).length > 0,
  });
}

/** A recorded row holds only members that were asked in it; the list of prices names all that could have been. */
function isAvailable(id: string, { member, conditions }: AnswerContext): boolean {
  return conditions?.costs?.[id] !== undefined || member(id) !== undefined;
}

function conclude(
  { path }: Dynamic,
  { plan }: PlanChoice,
  answered: Answer,
  notes: readonly string[],
  question: Question,
  context: AnswerContext,
): Answer {
  const { confidence } = answered;
  const signals = {
    ...answered.signals,
    planQuality: plan.expected.quality,
    [rawSignal]: confidence,
  };
  const fit = context.fitted.nodes[path];
  return {
    ...answered,
    ...(fit?.calibrators && estimateConfidence(fit, question.domain, signals)),
    plan: plan.path,
    planName: plan.name,
    signals,
    ...joinNotes(notes, answered.notes),
  };
}

function traceChoice(
  { path }: Dynamic,
  { plan, ranked, reason }: PlanChoice,
  ms: number,
  { trace }: AnswerContext,
): void {
  const plans = ranked.map(({ words, expected, cost, utility }) => ({
    name: words,
    quality: expected.quality,
    cost,
    utility,
  }));
  trace.add({ kind: 'plan', place: path, chosen: plan.words, plans, reason, ms });
}

interface Seen {
  readonly answers: readonly (Answer | undefined)[];
}

/** Runs every plan on every row, to learn where each is right and what it costs. */
function planLesson({ path, children }: Dynamic): Lesson {
  const look = async (
    { question, context }: LearningRow,
    signal: AbortSignal,
  ): Promise<Result<Seen>> => {
    const results = await Promise.all(
      children.map((child) => child.answer(question, context, signal)),
    );
    return ok({ answers: results.map((result) => (result.ok ? result.value : undefined)) });
  };
  return createLesson('outcomes', look, (observed): Readonly<Record<string, NodeFit>> => {
    let plans: PlanOutcomes = {};
    for (const { row, seen } of observed) {
      const contexts = contextsOf(row.question);
      for (const [at, answered] of seen.answers.entries()) {
        const right = answered && row.isRight(answered);
        const plan = children[at]?.path;
        if (answered === undefined || right === undefined || plan === undefined) continue;
        const { callsBy } = answered;
        plans = learnOutcome(plans, { plan, contexts, reward: right ? 1 : 0, callsBy });
      }
    }
    return { [path]: { rows: observed.length, plans } };
  });
}
