import type { DownloadableModel } from '../../../protocol/downloads.ts';
import { roles, type Role } from '../../../protocol/roles.ts';

/** What the choice knows of a model. */
export type Choosable = Pick<
  DownloadableModel,
  'name' | 'family' | 'sizeBytes' | 'cacheBytesPerToken' | 'roles'
>;

/** Models for the pool's roles that fit into memory together. */
export interface Recommendation<M extends Choosable> {
  /** Who has which role; one model may have several, and a role may stay empty. */
  readonly roles: Readonly<Partial<Record<Role, M>>>;
  /** Each once, largest first. */
  readonly models: readonly M[];
  /** Memory of all of them in use. */
  readonly memoryBytes: number;
  /** The reviewer is of another family than everybody whose work it reviews, so that their errors differ. */
  readonly independent: boolean;
}

/** More models than this are loaded and unloaded in turns on the machines that need a recommendation. */
const mostModels = 3;

/** A model made for one kind of work stands for one this much larger that is made for everything: a rule of thumb. */
const specialistFactor = 1.5;

const authors = roles.filter((role) => role !== 'reviewer');

/**
 * Chooses at most three models for the four roles within a budget in bytes. First as many roles as possible are filled,
 * then the reviewer is of another family than the authors, then the models are large: the sum of the logarithms of their
 * sizes, a specialist's counted larger, which is a guess at quality where nothing was measured. Undefined where no model fits.
 */
export function recommend<M extends Choosable>(
  models: readonly M[],
  budgetBytes: number,
  memoryOf: (model: M) => number,
): Recommendation<M> | undefined {
  let best: Scored<M> | undefined;
  for (const set of subsets(models, budgetBytes, memoryOf)) {
    for (const candidate of assignments(set)) {
      const scored = score(candidate, memoryOf);
      if (!best || isBetter(scored, best)) best = scored;
    }
  }
  return best?.recommendation;
}

type Assigned<M> = Readonly<Partial<Record<Role, M>>>;

interface Scored<M extends Choosable> {
  readonly recommendation: Recommendation<M>;
  /** Compared from the first to the last. */
  readonly score: readonly number[];
}

/** Sets of one to three models that fit together. */
function* subsets<M extends Choosable>(
  models: readonly M[],
  budget: number,
  memoryOf: (model: M) => number,
  from = 0,
  chosen: readonly M[] = [],
): Generator<readonly M[]> {
  if (chosen.length > 0) yield chosen;
  if (chosen.length === mostModels) return;
  for (let at = from; at < models.length; at++) {
    const model = models[at];
    if (!model) continue;
    const left = budget - memoryOf(model);
    if (left >= 0) yield* subsets(models, left, memoryOf, at + 1, [...chosen, model]);
  }
}

/** Every way to give the roles to models that are meant for them. */
function* assignments<M extends Choosable>(
  set: readonly M[],
  at = 0,
  given: Assigned<M> = {},
): Generator<Assigned<M>> {
  const role = roles[at];
  if (role === undefined) {
    yield given;
    return;
  }
  const able = set.filter((model) => model.roles.includes(role));
  for (const model of able) yield* assignments(set, at + 1, { ...given, [role]: model });
  if (able.length === 0) yield* assignments(set, at + 1, given);
}

function score<M extends Choosable>(
  assigned: Assigned<M>,
  memoryOf: (model: M) => number,
): Scored<M> {
  const given = roles.flatMap((role) => assigned[role] ?? []);
  const models = [...new Set(given)].sort((a, b) => b.sizeBytes - a.sizeBytes);
  const memoryBytes = models.reduce((sum, model) => sum + memoryOf(model), 0);
  const { reviewer } = assigned;
  const reviewed = authors.flatMap((role) => assigned[role] ?? []);
  const independent =
    reviewer !== undefined &&
    reviewed.length > 0 &&
    reviewed.every(({ family }) => family !== reviewer.family);
  const size = roles.reduce((sum, role) => sum + worth(assigned[role], role), 0);
  return {
    recommendation: { roles: assigned, models, memoryBytes, independent },
    // Of two that are as good, the one that takes less.
    score: [given.length, independent ? 1 : 0, size, -memoryBytes],
  };
}

function worth(model: Choosable | undefined, role: Role): number {
  if (!model) return 0;
  const written = model.roles.filter((each) => each !== 'reviewer');
  const isSpecialist = role !== 'reviewer' && written.length === 1;
  return Math.log(model.sizeBytes * (isSpecialist ? specialistFactor : 1));
}

function isBetter<M extends Choosable>(one: Scored<M>, other: Scored<M>): boolean {
  for (const [at, value] of one.score.entries()) {
    const difference = value - (other.score[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/**
 * Tokens per second of a model: writing one reads all of its weights once, so that what limits a machine is the bytes
 * per second that it gets through its processor. `bytesPerSecond` is measured with a model of the same storage.
 */
export function expectedTokensPerSecond(
  { sizeBytes }: Pick<Choosable, 'sizeBytes'>,
  bytesPerSecond: number,
): number {
  return bytesPerSecond / sizeBytes;
}
