import { ok, type Result } from '../../../../protocol/result.ts';
import type { Member } from '../../member.ts';
import type { ExactTools } from '../../tools.ts';
import type { Sentences } from './proseMerge.ts';
import { cutSentences, type Sentence } from './sentences.ts';

/** Cuts texts into sentences with what each claims, and with vectors where a member can embed. */
export async function readTexts(
  texts: readonly string[],
  tools: ExactTools,
  embedder: Member | undefined,
  signal: AbortSignal,
): Promise<Result<readonly Sentences[]>> {
  const read = await tools.call('text/claims', { texts }, signal);
  if (!read.ok) return read;
  const sentences = texts.map((text, index) => {
    const claims = read.value.claims[index];
    return claims ? cutSentences(index, text, claims) : [];
  });
  const embed = embedder?.embed;
  if (!embed) return ok(sentences);
  return ok(
    await Promise.all(
      sentences.map((list) =>
        Promise.all(list.map((sentence) => embedded(sentence, embed, signal))),
      ),
    ),
  );
}

/** Without its vector a sentence is still compared by its words. */
async function embedded(
  sentence: Sentence,
  embed: NonNullable<Member['embed']>,
  signal: AbortSignal,
): Promise<Sentence> {
  const vector = await embed(sentence.text, signal);
  return vector.ok ? { ...sentence, vector: vector.value } : sentence;
}
