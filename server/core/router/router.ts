import type { RouteDecision, RouteInput } from '../../../protocol/route.ts';
import { classes, type Classifier } from './classifier.ts';
import { extractFeatures } from './features.ts';
import { decideByRule, type RuleVerdict } from './rules.ts';
import { readSurface } from './surface.ts';

/** Decides which expert a text belongs to, without a model call. */
export interface Router {
  route(input: RouteInput): RouteDecision;
}

/** Rules first, where they are sure; the classifier everywhere else, and for the scores beside a rule. */
export function createRouter(classifier: Classifier): Router {
  return {
    route: (input) => {
      const surface = readSurface(input.text);
      const rule = decideByRule(input, surface);
      const features = extractFeatures(input.text, surface);
      const probabilities = softmax(classifier.logits(features));
      const scores = Object.fromEntries(classes.map((name, at) => [name, probabilities[at] ?? 0]));
      if (rule !== undefined)
        return { expert: rule.expert, scores: blend(scores, rule), reason: rule.reason };
      const expert = classes[probabilities.indexOf(Math.max(...probabilities))] ?? 'prose';
      const evidence = classifier.evidence(features, expert);
      const reason =
        evidence.length === 0 ? 'the overall wording' : `strongest signs: ${evidence.join(', ')}`;
      return { expert, scores, reason };
    },
  };
}

/** The rule's expert gets the rule's confidence, a named second most of the rest; the classifier shares out the remainder. */
function blend(
  scores: Readonly<Record<string, number>>,
  rule: RuleVerdict,
): Record<string, number> {
  const rest = 1 - rule.confidence;
  const forSecond = rule.second === undefined ? 0 : 0.8 * rest;
  const given = (name: string): number =>
    name === rule.expert ? rule.confidence : name === rule.second ? forSecond : 0;
  return Object.fromEntries(
    classes.map((name) => [name, given(name) + (rest - forSecond) * (scores[name] ?? 0)]),
  );
}

function softmax(logits: readonly number[]): number[] {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
