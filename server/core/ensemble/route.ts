import * as l10n from '@vscode/l10n';
import { failed, ok, type Failure, type Result } from '../../../protocol/result.ts';
import { createRandom } from '../random.ts';
import { chooseByTrust, type TrustPolicy, type TrustView } from '../trust/trustView.ts';
import type { Answer } from './answer.ts';
import { planName } from './dynamic/plans.ts';
import { hashOf } from './folds.ts';
import { voterName } from './gather.ts';
import type { Question } from './question.ts';
import type { MemberChoice } from '../router/fitted/memberRouter.ts';
import { chooseByScores, scoresLesson } from './routeByScores.ts';
import type { RouteSpec } from './spec.ts';
import type { AnswerContext, Strategy } from './strategy.ts';
import { absenceNote, allAbsent, isFatal, joinNotes, sumCalls } from './together.ts';

/** A mixture of experts; `experts` are in the order of the specification's domains. */
export function createRoute(spec: RouteSpec, path: string, experts: readonly Strategy[]): Strategy {
  const domains = Object.keys(spec.experts);
  return {
    path,
    children: experts,
    lessons: spec.by === 'scores' ? [scoresLesson(path, domains, experts)] : [],
    async answer(question, context, signal) {
      const picked = pick(spec, path, question, context);
      if (!picked.ok) return picked;
      const { ranked, propensity, note } = picked.value;
      if (picked.value.expected) traceChoice(path, picked.value, context);
      if (picked.value.reason !== undefined)
        context.trace.add({ kind: 'note', text: l10n.t('{0}: {1}.', path, picked.value.reason) });
      const asked = ranked
        .slice(0, spec.topK)
        .flatMap((domain) => experts[domains.indexOf(domain)] ?? []);
      const results = await Promise.all(
        asked.map((expert) => expert.answer(question, context, signal)),
      );
      const answer = gated(asked, results);
      if (!answer.ok) return answer;
      const told = spec.topK === 1 && propensity !== undefined ? { propensity } : {};
      return ok({ ...answer.value, ...told, ...joinNotes(note, answer.value.notes) });
    },
  };
}

/** Experts by their domains, the one to ask first before all others. */
interface Picked {
  readonly ranked: readonly string[];
  /** Expected reward by domain's expert; absent where the domain alone picks. */
  readonly expected?: Readonly<Record<string, number>>;
  readonly propensity?: number;
  /** Why, as one clause. */
  readonly reason?: string;
  readonly note?: string;
}

function pick(
  spec: RouteSpec,
  path: string,
  question: Question,
  context: AnswerContext,
): Result<Picked> {
  const domains = Object.keys(spec.experts);
  const { trust } = context.fitted;
  const byScores =
    spec.by === 'scores'
      ? chooseByScores(context.fitted.nodes[path], domains, question.prompt)
      : undefined;
  if (byScores) return ok(pickedByScores(domains, byScores));
  if ((spec.by === 'trust' || spec.by === 'context') && trust && domains.length > 0)
    return ok(pickByTrust(spec, spec.by, trust, question, context.seed));
  const ranked = rankDomains(domains, question);
  const strange = spec.topK === 1 && !domains.includes(question.domain) && !question.domainScores;
  if (ranked.length === 0 || (strange && spec.by === 'domain'))
    return failed(
      'unsupported',
      domains.length === 0
        ? l10n.t(
            'No expert answers in the domain “{0}”; there are experts for none.',
            question.domain,
          )
        : l10n.t(
            'No expert answers in the domain “{0}”; there are experts for {1}.',
            question.domain,
            domains.join(', '),
          ),
    );
  const note =
    spec.by === 'scores'
      ? l10n.t('No router was fitted to calibration rows, so the domain picked the expert.')
      : l10n.t('Nothing is known yet about whom to trust, so the domain picked the expert.');
  return ok({ ranked, ...(spec.by !== 'domain' && { note }) });
}

/** The router's choice first, the others by what it expects of them. */
function pickedByScores(
  domains: readonly string[],
  { member, scores, reason }: MemberChoice,
): Picked {
  const others = domains.filter((domain) => domain !== member);
  const expected = (domain: string): number => scores[domain] ?? 0;
  return {
    ranked: [member, ...others.sort((one, other) => expected(other) - expected(one))],
    reason,
  };
}

/**
 * The policy draws one expert, and the others follow by what is expected of them. The lot hangs on the seed and the
 * question alone, so that a run can be repeated.
 */
function pickByTrust(
  { experts }: RouteSpec,
  by: TrustPolicy,
  trust: TrustView,
  question: Question,
  seed: number,
): Picked {
  const domains = Object.keys(experts);
  const names = Object.values(experts).map(planName);
  const random = createRandom((hashOf(question.prompt) ^ seed) >>> 0);
  const choice = chooseByTrust(trust, by, names, question, random);
  const expected = (domain: string): number =>
    choice.expected[names[domains.indexOf(domain)] ?? ''] ?? 0;
  const first = domains[names.indexOf(choice.member)] as string;
  const others = domains.filter((domain) => domain !== first);
  return {
    ranked: [first, ...others.sort((one, other) => expected(other) - expected(one))],
    expected: Object.fromEntries(domains.map((domain) => [domain, expected(domain)])),
    propensity: choice.propensity,
  };
}

function traceChoice(
  place: string,
  { ranked, expected = {} }: Picked,
  { trace }: AnswerContext,
): void {
  const percent = (domain: string): string =>
    `${domain} ${Math.round(100 * (expected[domain] ?? 0))} %`;
  trace.add({
    kind: 'note',
    text: l10n.t(
      '{0}: {1} was drawn by what outcomes taught ({2}).',
      place,
      ranked[0] ?? '',
      ranked.map(percent).join(', '),
    ),
  });
}

/** Domains in the order of the router's scores; without scores the question's own first, then those listed last. */
function rankDomains(
  domains: readonly string[],
  { domain, domainScores }: Question,
): readonly string[] {
  const score = (name: string): number => domainScores?.[name] ?? (name === domain ? 1 : 0);
  return [...domains].sort(
    (one, other) => score(other) - score(one) || domains.indexOf(other) - domains.indexOf(one),
  );
}

/** The surest answer of the experts that were asked; where confidences cannot be compared, the likeliest expert's. */
function gated(asked: readonly Strategy[], results: readonly Result<Answer>[]): Result<Answer> {
  const answers: Answer[] = [];
  const absent: string[] = [];
  const failures: Failure[] = [];
  for (const [at, result] of results.entries()) {
    const expert = asked[at];
    if (result.ok) answers.push(result.value);
    else if (isFatal(result.failure)) return result;
    else if (expert) {
      absent.push(voterName(expert));
      failures.push(result.failure);
    }
  }
  const [first] = answers;
  if (!first) return allAbsent(absent, failures);
  const comparable = answers.every(({ calibrated }) => calibrated);
  const best = comparable
    ? answers.reduce((top, each) => (each.confidence > top.confidence ? each : top))
    : first;
  const others = answers.filter((each) => each !== best);
  return ok({
    ...best,
    ...sumCalls(answers),
    samples: answers.flatMap(({ samples }) => samples),
    ...(others.length > 0 && {
      alternatives: others.map(({ member, text }) => ({
        by: member ?? l10n.t('another expert'),
        text,
      })),
    }),
    ...joinNotes(absenceNote(absent), best.notes),
  });
}
