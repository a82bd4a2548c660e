import type { Message, TopLogProbs } from '../../core/member.ts';

/** Probability below which a server's answer counts as none of the options. */
const leastMass = 0.02;

/**
 * Probability of each option, normalised over them, from the likeliest first tokens of an answer. A token speaks for the
 * option that it begins, or that begins it, and for none where it fits several. Undefined when hardly any token fits.
 */
export function decideByFirstToken(
  top: TopLogProbs,
  options: readonly string[],
): readonly number[] | undefined {
  const wanted = options.map(plain);
  const mass = options.map(() => 0);
  for (const [text, logProb] of top) {
    const token = plain(text);
    if (token === '') continue;
    const fits = wanted.flatMap((option, at) => (speaksFor(token, option) ? [at] : []));
    const [only] = fits;
    if (only !== undefined && fits.length === 1) mass[only] = (mass[only] ?? 0) + Math.exp(logProb);
  }
  const total = mass.reduce((sum, each) => sum + each, 0);
  return total < leastMass ? undefined : mass.map((each) => each / total);
}

function speaksFor(token: string, option: string): boolean {
  // “A” of “A) True” and “accept.” for “accept”, but not “acceptable”.
  return option.startsWith(token) || new RegExp(`^${escaped(option)}(?!\\w)`, 'u').test(token);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function plain(text: string): string {
  return text
    .replace(/^[\s▁Ġ"'“‘(*]+/u, '')
    .trimEnd()
    .toLowerCase();
}

/** The messages with a last line that asks for one of the options, as a chat model needs to be told. */
export function askForOption(
  messages: readonly Message[],
  options: readonly string[],
): readonly Message[] {
  const line = `Answer with one of these and nothing else: ${options.join(', ')}`;
  const last = messages.at(-1);
  if (last?.role !== 'user') return [...messages, { role: 'user', content: line }];
  return [...messages.slice(0, -1), { role: 'user', content: `${last.content}\n\n${line}` }];
}
