import { mean } from '../confidence/numbers.ts';

type Vector = Float32Array | readonly number[];

/**
 * Smoothie (Guha and others 2024): how good members are, from their answers' embeddings alone. With independent errors the
 * squared distances between three members give each one's distance to the unseen right answer:
 * d_i = mean over pairs (j, k) of ½(‖g_i−g_j‖² + ‖g_i−g_k‖² − ‖g_j−g_k‖²), and θ_i = dimension / (2 d_i).
 */
export interface SmoothieWeights {
  /** One weight per member, in their order, summing to one; larger is better. */
  readonly weights: readonly number[];
  readonly best: number;
}

/** Global weights from many questions; `answers` holds per question one embedding per member, at least three members. */
export function smoothieWeights(
  answers: readonly (readonly Vector[])[],
): SmoothieWeights | undefined {
  const members = answers[0]?.length ?? 0;
  if (members < 3) return undefined;
  const perQuestion = answers.map(distancesToTruth);
  const dimension = answers[0]?.[0]?.length ?? 1;
  const distances = Array.from({ length: members }, (_, member) =>
    mean(perQuestion.map((question) => question[member] ?? 0)),
  );
  // Noise can carry the least distance below zero; it is held at a hundredth of the mean.
  const floor = Math.max(1e-12, 0.01 * mean(distances.map(Math.abs)));
  const thetas = distances.map((distance) => dimension / (2 * Math.max(floor, distance)));
  const total = thetas.reduce((sum, theta) => sum + theta, 0);
  const weights = thetas.map((theta) => theta / total);
  return { weights, best: weights.lastIndexOf(Math.max(...weights)) };
}

/** Weights for one question from the `neighbours` (default 20) questions whose embeddings lie nearest to it. */
export function localSmoothieWeights(
  answers: readonly (readonly Vector[])[],
  questions: readonly Vector[],
  asked: Vector,
  neighbours = 20,
): SmoothieWeights | undefined {
  const nearest = questions
    .map((question, row) => ({ row, distance: squaredDistance(question, asked) }))
    .sort((one, other) => one.distance - other.distance || one.row - other.row)
    .slice(0, neighbours);
  return smoothieWeights(nearest.map(({ row }) => answers[row] ?? []));
}

/** d_i of every member for one question. */
function distancesToTruth(vectors: readonly Vector[]): readonly number[] {
  const between = vectors.map((one) => vectors.map((other) => squaredDistance(one, other)));
  const at = (one: number, other: number): number => between[one]?.[other] ?? 0;
  return vectors.map((_, i) => {
    const others = vectors.map((__, j) => j).filter((j) => j !== i);
    const triples = others.flatMap((j, place) =>
      others.slice(place + 1).map((k) => (at(i, j) + at(i, k) - at(j, k)) / 2),
    );
    return mean(triples);
  });
}

function squaredDistance(one: Vector, other: Vector): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
  return sum;
}
