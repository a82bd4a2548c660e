import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Member } from '../member.ts';
import { nothingWrong, repairedPrompt, repairQuestion } from './codeRepairPrompt.ts';

/** What a member says of one repair. */
export interface Opinion {
  /** Log-odds of the repair against leaving the function as it is (natural logarithm). */
  readonly repair?: number;
  /** Log-probability that the member gave to the repair. */
  readonly logProb?: number;
  /** Log-probability that nothing is wrong with the function as it is. */
  readonly alone?: number;
  /** Log-probability that nothing is wrong with the function as the repair leaves it. */
  readonly after?: number;
}

/** Where an opinion is asked for. */
export interface Asked {
  readonly documentText: string;
  readonly languageId: string;
  readonly functionRange: OffsetRange;
}

/** Scores every repair and leaving the function alone in one request; a member that fails has no opinion. */
export async function askRepairs(
  { documentText, languageId, functionRange }: Asked,
  candidates: readonly RepairCandidate[],
  member: Member,
  signal: AbortSignal,
): Promise<Map<RepairCandidate, Opinion>> {
  const opinions = new Map<RepairCandidate, Opinion>();
  const question = repairQuestion(documentText, languageId, functionRange, candidates);
  if (!question || question.answers.size === 0) return opinions;
  const texts = [...new Set([nothingWrong, ...question.answers.values()])];
  const messages = [{ role: 'user' as const, content: question.prompt }];
  const scores = await member.score({ messages, texts }, signal);
  if (!scores.ok) return opinions;
  const logProbs = new Map(texts.map((text, place) => [text, scores.value[place]?.logProb]));
  const alone = logProbs.get(nothingWrong);
  if (alone === undefined) return opinions;
  for (const [candidate, text] of question.answers) {
    const logProb = logProbs.get(text);
    if (logProb !== undefined) opinions.set(candidate, { repair: logProb - alone, logProb, alone });
  }
  return opinions;
}

/** How many functions the member is asked about at a time; its worker batches them. */
const concurrent = 4;

/**
 * How sure the member is that nothing is wrong any more with the function as each repair would leave it, as a natural
 * log-probability; a repair that it could not be asked about is absent.
 */
export async function askAfter(
  { documentText, languageId, functionRange }: Asked,
  candidates: readonly RepairCandidate[],
  member: Member,
  signal: AbortSignal,
): Promise<ReadonlyMap<RepairCandidate, number>> {
  const found = new Map<RepairCandidate, number>();
  const ask = async (candidate: RepairCandidate): Promise<void> => {
    const prompt = repairedPrompt(documentText, languageId, functionRange, candidate);
    if (prompt === undefined) return;
    const messages = [{ role: 'user' as const, content: prompt }];
    const scores = await member.score({ messages, texts: [nothingWrong] }, signal);
    const after = scores.ok ? scores.value[0]?.logProb : undefined;
    if (after !== undefined) found.set(candidate, after);
  };
  for (let place = 0; place < candidates.length; place += concurrent) {
    signal.throwIfAborted();
    await Promise.all(candidates.slice(place, place + concurrent).map(ask));
  }
  return found;
}
