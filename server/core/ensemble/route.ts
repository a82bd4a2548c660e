import { failed, ok, type Failure, type Result } from '../../../protocol/result.ts';
import type { Answer } from './answer.ts';
import { voterName } from './gather.ts';
import type { Question } from './question.ts';
import type { RouteSpec } from './spec.ts';
import type { Strategy } from './strategy.ts';
import { absenceNote, allAbsent, isFatal, joinNotes, sumCalls } from './together.ts';

/** A mixture of experts; `experts` are in the order of the specification's domains. */
export function createRoute(spec: RouteSpec, path: string, experts: readonly Strategy[]): Strategy {
  const domains = Object.keys(spec.experts);
  return {
    path,
    children: experts,
    lessons: [],
    async answer(question, context, signal) {
      const ranked = rankDomains(domains, question).slice(0, spec.topK);
      if (
        ranked.length === 0 ||
        (spec.topK === 1 && !domains.includes(question.domain) && !question.domainScores)
      )
        return failed(
          'unsupported',
          `No expert of ${path} answers in the domain “${question.domain}”; it has ${domains.join(', ') || 'none'}.`,
        );
      const asked = ranked.flatMap((domain) => experts[domains.indexOf(domain)] ?? []);
      const results = await Promise.all(
        asked.map((expert) => expert.answer(question, context, signal)),
      );
      return gated(asked, results);
    },
  };
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
      alternatives: others.map(({ member, text }) => ({ by: member ?? 'another expert', text })),
    }),
    ...joinNotes(absenceNote(absent), best.notes),
  });
}
