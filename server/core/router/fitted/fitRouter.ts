import { foldOf, folds } from '../../ensemble/folds.ts';
import { createKernelFeatures, kernelCosines, scaleOf } from './randomFeatures.ts';
import { readQuestion, wordBuckets, type QuestionVector } from './questionVector.ts';
import { fitRidge, multiply, type Design } from './ridge.ts';
import type { MemberWeights, RoutedMember, RouterModel, StoredQuestion } from './routerModel.ts';
import { normalisePrompt, type ScoreTable } from './scoreTable.ts';
import { closeness, createComparison, densityAt } from './similarity.ts';
import { countTerms, weighTerms } from './vocabulary.ts';

/** Fewer questions than this tell members apart only by luck, so the best one then always answers. */
const fewestQuestions = 100;
/** Share of the training questions themselves that lie outside their own radius. */
const outsideShare = 0.1;
const penalties = [10, 20, 40];
/** Penalties are compared by regressions that are solved this roughly. */
const roughly = 0.003;
/** Steps in which a score is kept. */
export const scoreSteps = 254;

/**
 * Fits a router that expects each member's score on a question: a ridge regression on its words and form, and the mean
 * of its nearest neighbours, half each. Neither the order of the rows nor chance has a say.
 */
export function fitRouter(table: ScoreTable): RouterModel {
  const read = table.rows.map(({ prompt }) => compact(readQuestion(prompt)));
  const vocabulary = countTerms(read.map(({ terms }) => terms));
  const shapeScale = scaleOf(read.map(({ shape }) => shape));
  const scores = table.rows.map(({ scores: row }) =>
    Float64Array.from(table.members, (member) => kept(row[member])),
  );
  const members = table.members.map((id, at) => describeMember(table, id, scores, at));
  const everyone = read.map((_, at) => at);
  const targets = members.map(({ mean }, member) =>
    Float64Array.from(scores, (row) => (row[member] ?? NaN) - mean),
  );
  const penalty = choosePenalty(table, read, targets);
  const design = designOf(read, everyone, everyone);
  const weights = targets.map((target) => packWeights(fitRidge(design, target, penalty)));
  const compare = createComparison(
    { vocabulary, shapeScale },
    read.map(({ terms, shape }) => ({ buckets: bucketsOf(terms), shape })),
  );
  const around = read.map((question, at) => compare(question, at).closest);
  const questions: readonly StoredQuestion[] = read.map(({ terms, shape }, at) => ({
    buckets: bucketsOf(terms),
    shape,
    scores: scores[at] ?? new Float64Array(members.length),
    density: Math.fround(densityAt(around[at] ?? [])),
  }));
  const inside = around
    .map((closest) => closeness(closest, questions))
    .sort((one, other) => one - other);
  const radius =
    read.length < fewestQuestions
      ? null
      : (inside[Math.floor(outsideShare * inside.length)] ?? null);
  return { members, vocabulary, shapeScale, penalty, weights, questions, radius };
}

/** With its form in the precision of a router file. */
function compact({ terms, shape }: QuestionVector): QuestionVector {
  return { terms, shape: shape.map(Math.fround) };
}

function kept(score: number | undefined): number {
  return score === undefined ? NaN : Math.round(score * scoreSteps) / scoreSteps;
}

function describeMember(
  table: ScoreTable,
  id: string,
  scores: readonly Float64Array[],
  at: number,
): RoutedMember {
  const known = scores.flatMap((row) => (Number.isNaN(row[at]) ? [] : [row[at] ?? 0]));
  const costs = table.rows.flatMap(({ costs: row }) => row[id] ?? []);
  const mean = (list: readonly number[]): number =>
    list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
  return { id, mean: mean(known), ...(costs.length > 0 && { cost: mean(costs) }) };
}

function bucketsOf(terms: QuestionVector['terms']): Uint16Array {
  return Uint16Array.from(terms, ({ bucket }) => bucket);
}

/** Rows of the regression for the questions `use`, with words and form weighed as the questions `train` tell. */
function designOf(
  read: readonly QuestionVector[],
  train: readonly number[],
  use: readonly number[],
): Design {
  const of = (positions: readonly number[]): QuestionVector[] =>
    positions.flatMap((at) => read[at] ?? []);
  const seen = of(train);
  const vocabulary = countTerms(seen.map(({ terms }) => terms));
  const formOf = createKernelFeatures(scaleOf(seen.map(({ shape }) => shape)));
  const used = of(use);
  const words = used.map(({ terms }) => weighTerms(terms, vocabulary));
  const offsets = new Int32Array(used.length + 1);
  words.forEach((list, row) => (offsets[row + 1] = (offsets[row] ?? 0) + list.length));
  const dense = new Float32Array(used.length * kernelCosines);
  used.forEach(({ shape }, row) => dense.set(formOf(shape), row * kernelCosines));
  return {
    rows: used.length,
    offsets,
    indices: Int32Array.from(words.flatMap((list) => list.map(({ bucket }) => bucket))),
    values: Float32Array.from(words.flatMap((list) => list.map(({ weight }) => weight))),
    sparseWidth: wordBuckets,
    dense,
    denseWidth: kernelCosines,
  };
}

/** The penalty with the least squared error on questions that were left out; three folds of five tell enough. */
function choosePenalty(
  table: ScoreTable,
  read: readonly QuestionVector[],
  targets: readonly Float64Array[],
): number {
  const placed = table.rows.map(({ prompt }) => foldOf(normalisePrompt(prompt)));
  const errors = penalties.map(() => 0);
  for (const fold of folds.slice(0, 3)) {
    const train = placed.flatMap((each, at) => (each === fold ? [] : [at]));
    const held = placed.flatMap((each, at) => (each === fold ? [at] : []));
    if (train.length === 0 || held.length === 0) continue;
    const fitting = designOf(read, train, train);
    const asking = designOf(read, train, held);
    for (const target of targets) {
      const known = Float64Array.from(train, (at) => target[at] ?? NaN);
      penalties.forEach((penalty, at) => {
        const said = multiply(asking, fitRidge(fitting, known, penalty, roughly));
        errors[at]! += held.reduce((sum, row, place) => {
          const error = (target[row] ?? NaN) - (said[place] ?? 0);
          return Number.isNaN(error) ? sum : sum + error * error;
        }, 0);
      });
    }
  }
  const least = Math.min(...errors);
  return penalties[errors.indexOf(least)] ?? 10;
}

/** Rounds words' weights to signed bytes; a few outliers are clipped, which keeps the resolution of the rest. */
function packWeights(weights: Float64Array): MemberWeights {
  const words = weights.subarray(0, wordBuckets);
  const sizes = words
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort();
  const scale = Math.max(1e-9, (sizes[Math.floor(sizes.length * 0.9995)] ?? 0) / 127);
  return {
    scale,
    words: Int8Array.from(words, (weight) =>
      Math.max(-127, Math.min(127, Math.round(weight / scale))),
    ),
    form: Array.from(weights.subarray(wordBuckets)),
  };
}
