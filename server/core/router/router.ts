import type { RouteDecision, RouteInput } from '../../../protocol/route.ts';
import { classes, type Classifier } from './classifier.ts';
import { extractFeatures } from './features.ts';
import type { CorrectionMatch } from './corrections.ts';
import { decideByForm, decideByInstruction } from './rules.ts';
import { readSurface } from './surface.ts';

/** Decides which expert a text belongs to, without a model call. */
export interface Router {
  route(input: RouteInput): RouteDecision;
}

/** What the router knows beyond what ships. */
export interface RouterKnowledge {
  /** What the user's corrections say of a text; only of these domains. */
  readonly correctionOf?: (text: string, domains: readonly string[]) => CorrectionMatch | undefined;
}

/** What an instruction, a correction or a form says about a text. */
interface Verdict {
  readonly expert: string;
  readonly confidence: number;
  readonly reason: string;
  readonly second?: string;
}

/**
 * An instruction that names its task first, then what the user corrected before, then rules where they are sure; the
 * classifier everywhere else, and for the scores beside them.
 */
export function createRouter(classifier: Classifier, knowledge: RouterKnowledge = {}): Router {
  return {
    route: (input) => {
      const surface = readSurface(input.text);
      const features = extractFeatures(input.text, surface);
      const probabilities = softmax(classifier.logits(features));
      const scores = Object.fromEntries(classes.map((name, at) => [name, probabilities[at] ?? 0]));
      const verdict =
        decideByInstruction(input, surface) ??
        decideByCorrection(input, knowledge) ??
        decideByForm(input, surface);
      if (verdict !== undefined)
        return { expert: verdict.expert, scores: blend(scores, verdict), reason: verdict.reason };
      const expert = classes[probabilities.indexOf(Math.max(...probabilities))] ?? 'prose';
      const evidence = classifier.evidence(features, expert);
      const reason =
        evidence.length === 0 ? 'the overall wording' : `strongest signs: ${evidence.join(', ')}`;
      return { expert, scores, reason };
    },
  };
}

/** The user knows best, for the same text and for what is nearly the same. */
function decideByCorrection(
  { text }: RouteInput,
  { correctionOf }: RouterKnowledge,
): Verdict | undefined {
  const match = correctionOf?.(text, classes);
  if (match === undefined) return undefined;
  const { domain, similarity, day } = match;
  return similarity === 1
    ? { expert: domain, confidence: 0.99, reason: `you corrected this before (on ${day})` }
    : {
        expert: domain,
        confidence: 0.9,
        reason: `you corrected a text before (on ${day}) that is ${Math.round(100 * similarity)} % the same`,
      };
}

/** The verdict's expert gets its confidence, a named second most of the rest; the scores share out the remainder. */
function blend(scores: Readonly<Record<string, number>>, verdict: Verdict): Record<string, number> {
  const rest = 1 - verdict.confidence;
  const forSecond = verdict.second === undefined ? 0 : 0.8 * rest;
  const given = (name: string): number =>
    name === verdict.expert ? verdict.confidence : name === verdict.second ? forSecond : 0;
  return Object.fromEntries(
    Object.entries(scores).map(([name, score]) => [name, given(name) + (rest - forSecond) * score]),
  );
}

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
