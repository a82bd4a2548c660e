import { unusable } from '../behaviour/votes.ts';
import { voteByBehaviour } from '../behaviour/voteByBehaviour.ts';
import type { Ballot } from './ballot.ts';
import { normalisedCode } from './canonical/codeText.ts';
import type { Asking } from './gather.ts';

/** Ballots whose answers can be compared with one another, and what was done to compare them. */
export interface Comparable {
  readonly ballots: readonly Ballot[];
  readonly notes: readonly string[];
}

/** Name of the signal that holds a program's support: the share of the others that behave alike, over the inputs. */
export const supportSignal = 'support';

/**
 * Programs are equal when they behave alike, so they can be compared only together: each gets the normalised text of its
 * cluster as its canonical form. Answers of other kinds, and a program alone, come back as they are; so do programs that
 * could not be compared at all, which then count by their text.
 */
export async function makeComparable(
  ballots: readonly Ballot[],
  { question, context, signal }: Asking,
): Promise<Comparable> {
  if (question.answerKind !== 'code' || ballots.length < 2) return { ballots, notes: [] };
  // In one order, so that the inputs that are generated do not depend on who is listed first.
  const texts = [...new Set(ballots.map(programText))].sort();
  const all = texts.flatMap((text) => ballots.filter((ballot) => programText(ballot) === text));
  const vote = await voteByBehaviour(question, all.map(programText), context.tools, signal);
  if (vote.clusters.every((cluster) => cluster === unusable)) return { ballots, notes: vote.notes };
  const names = new Map<number, string>();
  all.forEach((ballot, at) => {
    const cluster = vote.clusters[at] ?? unusable;
    const name = normalisedCode(programText(ballot), question.languageId);
    const known = names.get(cluster);
    if (known === undefined || name < known) names.set(cluster, name);
  });
  const placeOf = new Map(all.map((ballot, at) => [ballot, at]));
  const compared = ballots.map((ballot): Ballot => {
    const at = placeOf.get(ballot) ?? 0;
    const cluster = vote.clusters[at] ?? unusable;
    const canonical = cluster === unusable ? undefined : names.get(cluster);
    const signals = { ...ballot.answer.signals, [supportSignal]: vote.scores[at] ?? 0 };
    return { ...ballot, answer: { ...ballot.answer, canonical, signals } };
  });
  return { ballots: compared, notes: vote.notes };
}

function programText({ answer }: Ballot): string {
  return answer.chosen?.text ?? answer.text;
}
