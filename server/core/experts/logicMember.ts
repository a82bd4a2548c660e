import type { GenerateRequest, Member } from '../member.ts';

/** What the member wrote for one prompt. */
export interface MemberWork {
  /** The answer after the last `=` of each sample, the greedy one first. */
  readonly answers: readonly string[];
  /** A sample's work up to its last `=`, by answer: the context in which other answers are scored. */
  readonly chains: ReadonlyMap<string, string>;
}

/** Samples drawn beside the greedy one. */
const samples = 8;
/** A chain over three operands with every step written out. */
const chainTokens = 200;

/** Best-of-N drafts: one greedy, eight drawn, all judged by an exact tool afterwards. Nothing when the member fails. */
export async function draftsOf(
  member: Member,
  prompt: string,
  signal: AbortSignal,
): Promise<MemberWork> {
  const request: GenerateRequest = {
    messages: [{ role: 'user', content: prompt }],
    maxTokens: chainTokens,
    temperature: 0,
    stop: ['\n'],
  };
  const texts = [
    ...(await collect(member, request, signal)),
    ...(await collect(member, { ...request, temperature: 0.8, samples, seed: 1 }, signal)),
  ];
  const answers: string[] = [];
  const chains = new Map<string, string>();
  for (const text of texts) {
    const answer = answerOf(text);
    if (answer === undefined) continue;
    answers.push(answer.text);
    if (!chains.has(answer.text)) chains.set(answer.text, answer.chain);
  }
  return { answers, chains };
}

/** What stands after the last ` = ` of a chain, and the chain before it. */
export function answerOf(
  text: string,
): { readonly text: string; readonly chain: string } | undefined {
  const line = text.split('\n')[0] ?? '';
  const found = /^(.*(?:^|\s)=) ([^=\s].*)$/.exec(line.trimEnd());
  return found ? { chain: `${found[1]} `, text: (found[2] as string).trim() } : undefined;
}

async function collect(
  member: Member,
  request: GenerateRequest,
  signal: AbortSignal,
): Promise<string[]> {
  const texts: string[] = [];
  for await (const chunk of member.generate(request, signal)) {
    // A failed member is no reason to fail: the exact tool has answers of its own.
    if (chunk.kind === 'failed') return [];
    if (chunk.kind === 'token') texts[chunk.sample] = (texts[chunk.sample] ?? '') + chunk.text;
  }
  return texts.filter((text) => text !== undefined);
}

/** The member's log-probability of each answer, after a chain of its own; undefined where it cannot score. */
export async function scoresOf(
  member: Member,
  prompt: string,
  chain: string,
  answers: readonly string[],
  signal: AbortSignal,
): Promise<readonly number[] | undefined> {
  if (!member.capabilities.score) return undefined;
  const texts = answers.map((answer) => chain + answer);
  const scored = await member.score(
    { messages: [{ role: 'user', content: prompt }], texts },
    signal,
  );
  return scored.ok ? scored.value.map((score) => score.logProb) : undefined;
}
