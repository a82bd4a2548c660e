import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import type { Member } from '../member.ts';
import { fillingText, holesOf, type Hole } from './codePrompt.ts';
import { nothingWrong, repairQuestion } from './codeRepairPrompt.ts';

/** What a member says of one repair, in natural-log odds. */
export interface Opinion {
  /** The repair against leaving the function as it is, asked as a repair. */
  readonly repair?: number;
  /** The new text against the present one at the same place, asked as a hole to fill. */
  readonly gain?: number;
  /** Log-probability that the member gave to the repair. */
  readonly logProb?: number;
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
  opinions: Map<RepairCandidate, Opinion>,
  signal: AbortSignal,
): Promise<void> {
  const question = repairQuestion(documentText, languageId, functionRange, candidates);
  if (!question || question.answers.size === 0) return;
  const texts = [...new Set([nothingWrong, ...question.answers.values()])];
  const scores = await member.score(
    { messages: [{ role: 'user', content: question.prompt }], texts },
    signal,
  );
  // A member that fails leaves the decision to the evidence alone; its failure shows in the pool's log.
  if (!scores.ok) return;
  const logProbs = new Map(texts.map((text, place) => [text, scores.value[place]?.logProb]));
  const alone = logProbs.get(nothingWrong);
  if (alone === undefined) return;
  for (const [candidate, text] of question.answers) {
    const logProb = logProbs.get(text);
    if (logProb !== undefined)
      opinions.set(candidate, { ...opinions.get(candidate), repair: logProb - alone, logProb });
  }
}

/** How many places the member is asked about at a time; its worker batches them. */
const concurrentHoles = 4;

/** Scores what each place could hold. */
export async function askFillings(
  { documentText, languageId, functionRange }: Asked,
  candidates: readonly RepairCandidate[],
  member: Member,
  opinions: Map<RepairCandidate, Opinion>,
  signal: AbortSignal,
): Promise<void> {
  const holes = holesOf(documentText, languageId, functionRange, candidates);
  for (let place = 0; place < holes.length; place += concurrentHoles) {
    signal.throwIfAborted();
    const batch = holes.slice(place, place + concurrentHoles);
    await Promise.all(batch.map((hole) => scoreHole(hole, member, opinions, signal)));
  }
}

async function scoreHole(
  hole: Hole,
  member: Member,
  opinions: Map<RepairCandidate, Opinion>,
  signal: AbortSignal,
): Promise<void> {
  const texts = [hole.original, ...hole.fillings.map((filling) => filling.text)].map(fillingText);
  const scores = await member.score(
    { messages: [{ role: 'user', content: hole.prompt }], texts },
    signal,
  );
  if (!scores.ok) return;
  const [original, ...others] = scores.value;
  if (!original) return;
  hole.fillings.forEach(({ candidate }, place) => {
    const score = others[place];
    if (!score) return;
    const known = opinions.get(candidate);
    const gain = score.logProb - original.logProb;
    opinions.set(candidate, { logProb: score.logProb, ...known, gain });
  });
}
