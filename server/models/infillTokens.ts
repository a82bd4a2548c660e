import type { Header } from './ggufLayout.ts';

/**
 * Texts by which llama.cpp (`llama-vocab.cpp`, `special_fim_*`) and node-llama-cpp find the tokens that stand before the
 * text above the cursor and before the text below it, where a file does not number them.
 */
const before = [
  '<|fim_prefix|>',
  '<fim-prefix>',
  '<fim_prefix>',
  '<｜fim▁begin｜>',
  '<PRE>',
  '▁<PRE>',
  '<|code_prefix|>',
];
const after = [
  '<|fim_suffix|>',
  '<fim-suffix>',
  '<fim_suffix>',
  '<｜fim▁hole｜>',
  '<SUF>',
  '▁<SUF>',
  '<|code_suffix|>',
];

/** What to look for in a vocabulary, to tell {@link canInfill}. */
export const infillTexts: ReadonlySet<string> = new Set([...before, ...after]);

/** Whether a model knows the tokens that ask for the text between two others; whether it was trained on them only use tells. */
export function canInfill(header: Header): boolean {
  const tokens = header.get('tokenizer.ggml.tokens');
  const found = tokens?.kind === 'array' ? (tokens.found ?? []) : [];
  // The second name of each is that of older files.
  const isThere = (names: readonly string[], texts: readonly string[]): boolean =>
    names.some((name) => header.get(`tokenizer.ggml.${name}_token_id`)?.kind === 'number') ||
    texts.some((text) => found.includes(text));
  return isThere(['fim_pre', 'prefix'], before) && isThere(['fim_suf', 'suffix'], after);
}
