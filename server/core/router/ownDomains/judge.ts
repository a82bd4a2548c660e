import { mean, deviation, quantile, sigmoid } from '../../confidence/numbers.ts';
import { buckets, dimensions, extractFeatures, type Features, type Term } from '../features.ts';
import { readSurface } from '../surface.ts';
import { backgroundTexts } from './backgroundTexts.ts';
import { solveWithInverse } from './kernel.ts';
import type { OwnDomain } from './parseOwnDomains.ts';

/** What a text says for one of the user's domains. */
export interface OwnVerdict {
  readonly domain: OwnDomain;
  /** Above 0.5 the text belongs to it rather than to any other. */
  readonly probability: number;
  /** Words that speak most for it, strongest first. */
  readonly signs: readonly string[];
}

/** Tells texts of the user's domains from all others. */
export interface DomainJudge {
  readonly domains: readonly OwnDomain[];
  /** One verdict for each domain, likeliest first. */
  judge(features: Features): readonly OwnVerdict[];
}

/** A text that does not belong to a user's domain, and the built-in domain that it belongs to. */
export interface BackgroundText {
  readonly domain: string;
  readonly text: string;
}

interface Vector {
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** A linear judgement of one domain: log-odds = slope × (weights · x + bias − threshold). */
interface FittedDomain {
  readonly domain: OwnDomain;
  readonly weights: Float64Array;
  readonly bias: number;
  readonly threshold: number;
  readonly slope: number;
}

const penalty = 0.01;
/** Share of texts from elsewhere that may pass for a domain's. */
const falseAlarms = 0.03;
/**
 * On a scale from −1 (elsewhere) to 1 (an example). Texts of other kinds than the background come close to a few examples
 * more easily than the background does; see test/eval/ownDomains.ts.
 */
const leastScore = -0.1;

/** Texts of all built-in domains, which stand for everything that is not the user's. */
export function shippedBackground(): readonly BackgroundText[] {
  return backgroundTexts
    .trim()
    .split('\n')
    .map((line) => ({
      domain: line.slice(0, line.indexOf('\t')),
      text: line.slice(line.indexOf('\t') + 1),
    }));
}

/**
 * Learns each domain from its description and examples against the background and the other domains: a kernel ridge
 * regression in which both sides have the same say, whose threshold is set by what it says of each text when that was left
 * out. `background` is given by measurements alone.
 */
export function createDomainJudge(
  domains: readonly OwnDomain[],
  background: readonly BackgroundText[] = shippedBackground(),
): DomainJudge {
  const rows = [
    ...domains.flatMap(({ name, description, examples }) =>
      [description, ...examples].map((text) => ({ owner: name, features: featuresOf(text) })),
    ),
    ...background.map(({ text }) => ({ owner: '', features: featuresOf(text) })),
  ];
  const rarity = rarityOf(rows.map(({ features }) => features));
  const vectors = rows.map(({ features }) => weigh(features, rarity));
  const kernel = kernelOf(vectors);
  const fitted = domains.map((domain) =>
    fitDomain(
      domain,
      rows.map(({ owner }) => owner === domain.name),
      kernel,
      vectors,
    ),
  );
  return {
    domains,
    judge: (features) => {
      const vector = weigh(features, rarity);
      return fitted
        .map((each) => ({
          domain: each.domain,
          probability: sigmoid(each.slope * (scoreOf(each, vector) - each.threshold)),
          signs: signsOf(features.terms, each.weights, rarity),
        }))
        .sort((one, other) => other.probability - one.probability);
    },
  };
}

function featuresOf(text: string): Features {
  return extractFeatures(text, readSurface(text));
}

/** Inverse document frequency of hashed n-grams, 0 to 1; features of form count in full. */
function rarityOf(all: readonly Features[]): Float64Array {
  const documents = new Float64Array(dimensions);
  for (const { indices } of all) for (const index of new Set(indices)) documents[index]! += 1;
  const most = Math.log(all.length + 1);
  return documents.map((count, index) =>
    index >= buckets ? 1 : (most - Math.log(count + 1)) / most,
  );
}

/** Words and form, each scaled to length one. */
function weigh({ indices, values }: Features, rarity: Float64Array): Vector {
  const weighted = values.map((value, at) => value * (rarity[indices[at] ?? 0] ?? 0));
  let [words, form] = [0, 0];
  weighted.forEach((value, at) => {
    if ((indices[at] ?? 0) < buckets) words += value * value;
    else form += value * value;
  });
  const scales = [1 / Math.sqrt(words || 1), 1 / Math.sqrt(form || 1)] as const;
  return {
    indices,
    values: weighted.map((value, at) => value * scales[(indices[at] ?? 0) < buckets ? 0 : 1]),
  };
}

/** Inner products of all pairs, and one more for the bias. */
function kernelOf(vectors: readonly Vector[]): readonly Float64Array[] {
  const spread = new Float64Array(dimensions);
  const rows = vectors.map(() => new Float64Array(vectors.length));
  vectors.forEach((vector, row) => {
    addTo(spread, vector, 1);
    for (let column = 0; column <= row; column += 1) {
      const value = 1 + dot(spread, vectors[column]!);
      rows[row]![column] = value;
      rows[column]![row] = value;
    }
    for (const index of vector.indices) spread[index] = 0;
  });
  return rows;
}

function fitDomain(
  domain: OwnDomain,
  owns: readonly boolean[],
  kernel: readonly Float64Array[],
  vectors: readonly Vector[],
): FittedDomain {
  const counts = [owns.filter((own) => !own).length, owns.filter((own) => own).length] as const;
  const target = owns.map((own) => (own ? 1 : -1));
  const matrix = kernel.map((line, row) => {
    const copy = line.slice();
    copy[row]! += penalty * counts[owns[row] ? 1 : 0];
    return copy;
  });
  const { solution, inverseDiagonal } = solveWithInverse(matrix, target);
  // What the regression says of a row that it has not seen, in closed form.
  const unseen = target.map((value, row) => value - solution[row]! / inverseDiagonal[row]!);
  const own = unseen.filter((_, row) => owns[row]);
  const others = unseen.filter((_, row) => !owns[row]);
  const [near, far] = [Math.max(0.05, deviation(own)), Math.max(0.05, deviation(others))];
  const between = (mean(own) * far + mean(others) * near) / (near + far);
  const weights = new Float64Array(dimensions);
  vectors.forEach((vector, row) => addTo(weights, vector, solution[row]!));
  return {
    domain,
    weights,
    bias: solution.reduce((sum, value) => sum + value, 0),
    threshold: Math.max(leastScore, between, quantile(others, 1 - falseAlarms)),
    slope: Math.max(1, mean(own) - mean(others)) / ((near * near + far * far) / 2),
  };
}

function scoreOf({ weights, bias }: FittedDomain, vector: Vector): number {
  return bias + dot(weights, vector);
}

function signsOf(
  terms: readonly Term[],
  weights: Float64Array,
  rarity: Float64Array,
): readonly string[] {
  return terms
    .filter(({ text }) => /\p{L}{2}/u.test(text))
    .map(({ text, index, value }) => ({
      text,
      pull: value * (rarity[index] ?? 0) * (weights[index] ?? 0),
    }))
    .filter(({ pull }) => pull > 0)
    .sort((one, other) => other.pull - one.pull)
    .slice(0, 3)
    .map(({ text }) => `“${text}”`);
}

function addTo(dense: Float64Array, { indices, values }: Vector, factor: number): void {
  for (let at = 0; at < indices.length; at += 1) dense[indices[at]!]! += factor * values[at]!;
}

function dot(dense: Float64Array, { indices, values }: Vector): number {
  let sum = 0;
  for (let at = 0; at < indices.length; at += 1) sum += dense[indices[at]!]! * values[at]!;
  return sum;
}
