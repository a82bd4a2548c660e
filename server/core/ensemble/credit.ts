import type { Credit } from '../../../protocol/outcome.ts';
import { questionKindOf } from '../trust/questionKinds.ts';
import type { Answer } from './answer.ts';
import { canonicalAnswer } from './canonical/canonical.ts';
import { contextsOf } from './dynamic/contexts.ts';
import type { AnswerKind, Question } from './question.ts';

/** Kinds whose texts tell by themselves whether two answers are the same. */
const comparable: ReadonlySet<AnswerKind> = new Set(['number', 'choice', 'json']);

/**
 * Who is answerable for an answer: the member whose sample it is, others whose first sample says the same, and against
 * them those that say something else. An answer that was merged or written anew is everybody's below it.
 */
export function creditOf(question: Question, answer: Answer): Credit {
  const { domain, prompt, answerKind } = question;
  const { samples, chosen, canonical, propensity, planName, callsBy } = answer;
  const first = new Map<string, string>();
  for (const { member, text } of samples) if (!first.has(member)) first.set(member, text);
  const same = new Set(chosen ? [chosen.member] : first.keys());
  const against: string[] = [];
  if (chosen && canonical !== undefined)
    for (const [member, text] of first) {
      const said = canonicalAnswer(question, text);
      if (said === canonical) same.add(member);
      else if (said !== undefined && member !== chosen.member && comparable.has(answerKind))
        against.push(member);
    }
  return {
    by: [...same],
    ...(against.length > 0 && { against }),
    domain,
    questionKind: questionKindOf(prompt),
    ...(propensity !== undefined && { propensity }),
    ...(planName !== undefined && {
      plan: { name: planName, contexts: contextsOf(question), callsBy },
    }),
  };
}
