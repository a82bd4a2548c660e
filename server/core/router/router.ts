import * as l10n from '@vscode/l10n';
import type { RouteDecision, RouteInput } from '../../../protocol/route.ts';
import { classes, type Classifier } from './classifier.ts';
import { extractFeatures } from './features.ts';
import type { CorrectionMatch } from './corrections.ts';
import type { DomainJudge, OwnVerdict } from './ownDomains/judge.ts';
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
  /** Domains of the user's own. */
  readonly ownDomains?: DomainJudge;
}

/** What an instruction, a correction or a form says about a text. */
interface Verdict {
  readonly expert: string;
  readonly confidence: number;
  readonly reason: string;
  readonly second?: string;
}

/**
 * An instruction that names its task first, then what the user corrected before, then domains of the user's own, then
 * rules where they are sure; the classifier everywhere else, and for the scores beside them.
 */
export function createRouter(classifier: Classifier, knowledge: RouterKnowledge = {}): Router {
  const { ownDomains } = knowledge;
  const own = ownDomains?.domains ?? [];
  const memberOf = (name: string): string | undefined =>
    own.find((domain) => domain.name === name)?.member;
  return {
    route: (input) => {
      const surface = readSurface(input.text);
      const features = extractFeatures(input.text, surface);
      const probabilities = softmax(classifier.logits(features));
      const shipped = Object.fromEntries(classes.map((name, at) => [name, probabilities[at] ?? 0]));
      const verdicts = ownDomains?.judge(features) ?? [];
      const scores = withOwnScores(shipped, verdicts);
      const verdict =
        decideByInstruction(input, surface) ??
        decideByCorrection(input, knowledge) ??
        decideByOwnDomain(verdicts) ??
        decideByForm(input, surface);
      if (verdict !== undefined) {
        const member = memberOf(verdict.expert);
        return {
          expert: verdict.expert,
          scores: blend(scores, verdict),
          reason: verdict.reason,
          ...(member !== undefined && { member }),
        };
      }
      const expert = classes[probabilities.indexOf(Math.max(...probabilities))] ?? 'prose';
      const evidence = classifier.evidence(features, expert);
      const reason =
        evidence.length === 0
          ? l10n.t('the overall wording')
          : l10n.t('strongest signs: {0}', evidence.join(', '));
      return { expert, scores, reason };
    },
  };
}

/** The user knows best, for the same text and for what is nearly the same. */
function decideByCorrection(
  { text }: RouteInput,
  { correctionOf, ownDomains }: RouterKnowledge,
): Verdict | undefined {
  const own = (ownDomains?.domains ?? []).map(({ name }) => name);
  const match = correctionOf?.(text, [...classes, ...own]);
  if (match === undefined) return undefined;
  const { domain, similarity, day } = match;
  return similarity === 1
    ? {
        expert: domain,
        confidence: 0.99,
        reason: l10n.t('you corrected this before (on {0})', day),
      }
    : {
        expert: domain,
        confidence: 0.9,
        reason: l10n.t(
          'you corrected a text before (on {0}) that is {1} % the same',
          day,
          Math.round(100 * similarity),
        ),
      };
}

/** A text that is more like the examples of one of the user's domains than like anything else belongs there. */
function decideByOwnDomain([likeliest]: readonly OwnVerdict[]): Verdict | undefined {
  if (likeliest === undefined || likeliest.probability <= 0.5) return undefined;
  const { domain, probability, signs } = likeliest;
  return {
    expert: domain.name,
    confidence: probability,
    reason:
      signs.length === 0
        ? l10n.t('like the examples of your expert “{0}”', domain.name)
        : l10n.t(
            'like the examples of your expert “{0}”; strongest signs: {1}',
            domain.name,
            signs.join(', '),
          ),
  };
}

/** Scores that sum to one, in which the user's domains stay below the likeliest built-in one until a verdict says else. */
function withOwnScores(
  shipped: Readonly<Record<string, number>>,
  verdicts: readonly OwnVerdict[],
): Readonly<Record<string, number>> {
  const [likeliest] = verdicts;
  if (likeliest === undefined) return shipped;
  const total = verdicts.reduce((sum, { probability }) => sum + probability, 0);
  const share = Math.min(0.5, likeliest.probability) * Math.max(...Object.values(shipped));
  return Object.fromEntries([
    ...Object.entries(shipped).map(([name, score]) => [name, score * (1 - share)] as const),
    ...verdicts.map(
      ({ domain, probability }) =>
        [
          domain.name,
          total === 0 ? share / verdicts.length : (share * probability) / total,
        ] as const,
    ),
  ]);
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
