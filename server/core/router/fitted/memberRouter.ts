import * as l10n from '@vscode/l10n';
import type { MemberWeights, RouterModel } from './routerModel.ts';
import { readQuestion, type QuestionVector } from './questionVector.ts';
import { closeness, createComparison, neighbourCounts, type Surroundings } from './similarity.ts';

/** Which member a question goes to, and why. */
export interface MemberChoice {
  readonly member: string;
  /** Expected score by member, 0 to 1; outside the training radius each member's mean. */
  readonly scores: Readonly<Record<string, number>>;
  /** False where the question is unlike the training questions, so that the best member over all answers. */
  readonly inside: boolean;
  /** One clause in words. */
  readonly reason: string;
}

export interface MemberChoiceOptions {
  /** How much score one unit of cost is worth; 0, the default, looks at scores alone. */
  readonly price?: number;
  /** Only these members may be chosen; absent means all. */
  readonly among?: readonly string[];
}

/** Decides for each question who answers it, without a model call. */
export interface MemberRouter {
  readonly members: readonly string[];
  choose(prompt: string, options?: MemberChoiceOptions): MemberChoice | undefined;
}

/**
 * By how much another member must be expected to score better before it takes the question from the best one: gains
 * smaller than that are noise and vanish on questions of another kind.
 */
const margin = 0.02;

/** Makes the router of a fitted model. */
export function createMemberRouter(model: RouterModel): MemberRouter {
  const compare = createComparison(model, model.questions);
  return {
    members: model.members.map(({ id }) => id),
    choose(prompt, { price = 0, among } = {}) {
      const allowed = model.members.flatMap(({ id }, at) =>
        among === undefined || among.includes(id) ? [at] : [],
      );
      if (allowed.length === 0) return undefined;
      const cost = (at: number): number => price * (model.members[at]?.cost ?? 0);
      const means = model.members.map(({ mean }) => mean);
      const best = highest(allowed, (at) => (means[at] ?? 0) - cost(at));
      const question = readQuestion(prompt);
      const around = compare(question);
      const inside =
        model.radius !== null && closeness(around.closest, model.questions) >= model.radius;
      const scores = inside ? expectedScores(model, around) : means;
      const value = (at: number): number =>
        (scores[at] ?? 0) - cost(at) + (at === best ? margin : 0);
      const chosen = inside ? highest(allowed, value) : best;
      const seen = { question, around, scores, chosen, best, inside, dear: price > 0 };
      return {
        member: nameOf(model, chosen),
        scores: Object.fromEntries(
          allowed.map((at) => [nameOf(model, at), Math.min(1, Math.max(0, scores[at] ?? 0))]),
        ),
        inside,
        reason: explain(model, seen),
      };
    },
  };
}

/** The mean of the regression's and the neighbours' expectation of each member. */
function expectedScores(model: RouterModel, around: Surroundings): readonly number[] {
  return model.members.map(({ mean }, at) => {
    const weights = model.weights[at];
    const regressed = mean + (weights ? wordsSay(weights, around) + formSays(weights, around) : 0);
    return (regressed + neighboursSay(model, around, at)) / 2;
  });
}

function wordsSay({ scale, words }: MemberWeights, around: Surroundings): number {
  let sum = 0;
  for (const { bucket, weight } of around.words) sum += weight * words[bucket]!;
  return sum * scale;
}

function formSays({ form }: MemberWeights, around: Surroundings): number {
  let sum = 0;
  for (let at = 0; at < form.length; at += 1) sum += form[at]! * around.form[at]!;
  return sum;
}

function neighboursSay(
  { members, questions }: RouterModel,
  { neighbours }: Surroundings,
  member: number,
): number {
  let sum = 0;
  let total = 0;
  for (const { row, similarity } of neighbours.slice(0, neighbourCounts.scored)) {
    const score = questions[row]!.scores[member]!;
    if (Number.isNaN(score)) continue;
    sum += similarity * score;
    total += similarity;
  }
  return total > 0 ? sum / total : (members[member]?.mean ?? 0);
}

/** The last of those with the highest value: members are listed weakest to strongest. */
function highest(positions: readonly number[], valueOf: (at: number) => number): number {
  return positions.reduce((top, at) => (valueOf(at) >= valueOf(top) ? at : top));
}

function nameOf({ members }: RouterModel, at: number): string {
  return members[at]?.id ?? '';
}

interface Seen {
  readonly question: QuestionVector;
  readonly around: Surroundings;
  readonly scores: readonly number[];
  readonly chosen: number;
  readonly best: number;
  readonly inside: boolean;
  readonly dear: boolean;
}

function explain(model: RouterModel, seen: Seen): string {
  const { chosen, best, scores, inside, dear } = seen;
  const share = (at: number): string => (scores[at] ?? 0).toFixed(2);
  const over = dear ? l10n.t('the best over all at its cost') : l10n.t('the best over all');
  const strongest = nameOf(model, best);
  if (model.radius === null)
    return l10n.t(
      'the router was fitted on too few questions to tell them apart, and {0} is {1}',
      strongest,
      over,
    );
  if (!inside)
    return l10n.t(
      'unlike the questions that the router was fitted on, so {0} answers, {1}',
      strongest,
      over,
    );
  if (chosen === best)
    return l10n.t('{0} is {1}, and nothing here speaks for another', strongest, over);
  const signs = strongestTerms(model, seen);
  const why =
    signs.length > 0 ? l10n.t('strongest signs: {0}', signs.join(', ')) : l10n.t('by its form');
  return l10n.t(
    '{0} is expected to score {1} and {2}, {3}, {4}; {5}',
    nameOf(model, chosen),
    share(chosen),
    strongest,
    over,
    share(best),
    why,
  );
}

/** Terms that speak most for the chosen member against the best one. */
function strongestTerms(
  model: RouterModel,
  { question, around, chosen, best }: Seen,
): readonly string[] {
  const weightOf = new Map(around.words.map(({ bucket, weight }) => [bucket, weight]));
  const pull = (member: number, bucket: number): number => {
    const weights = model.weights[member];
    return weights ? weights.scale * weights.words[bucket]! : 0;
  };
  return question.terms
    .filter(({ text }) => /\p{L}/u.test(text))
    .map(({ text, bucket }) => ({
      text: `“${text}”`,
      pull: (weightOf.get(bucket) ?? 0) * (pull(chosen, bucket) - pull(best, bucket)),
    }))
    .filter((term) => term.pull > 0.001)
    .sort((one, other) => other.pull - one.pull)
    .slice(0, 3)
    .map(({ text }) => text);
}
