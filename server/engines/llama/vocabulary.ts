import { createHash } from 'node:crypto';
import type { LlamaModel } from 'node-llama-cpp';

/** Text that exercises merges, digits, blanks, code, accents and other scripts. */
const probe =
  "The tokenizer's probe: 12345 6.78 + naïve café\n\tif (x != null) { return x[0]; } // 日本語 Ünïcödé…";

const known = new WeakMap<LlamaModel, string>();

/** Equal for models whose tokens mean the same texts and whose tokenizers cut alike. */
export function vocabularyDigest(model: LlamaModel): string {
  const found = known.get(model);
  if (found !== undefined) return found;
  const hash = createHash('sha256');
  for (const token of model.iterateAllTokens())
    hash.update(`${JSON.stringify(model.detokenize([token], true))}\n`);
  hash.update(JSON.stringify(model.tokenize(probe, false)));
  const digest = hash.digest('hex');
  known.set(model, digest);
  return digest;
}

/** Tokens that a vocabulary may have more than another and yet be the same: rows that only fill a tensor up. */
const mostPadding = 128;

/** Whether two models mean the same texts by the same tokens, and cut alike; paddings at the end of one do not count. */
export function sharesVocabulary(one: LlamaModel, other: LlamaModel): boolean {
  const sizes = [vocabularySize(one), vocabularySize(other)];
  const common = Math.min(...sizes);
  if (Math.max(...sizes) - common > mostPadding) return false;
  const cut = (model: LlamaModel): string => model.tokenize(probe, false).join();
  if (cut(one) !== cut(other) || one.tokens.bos !== other.tokens.bos) return false;
  for (const token of one.iterateAllTokens()) {
    if (token >= common) break;
    if (one.detokenize([token], true) !== other.detokenize([token], true)) return false;
  }
  return true;
}

const sizes = new WeakMap<LlamaModel, number>();

/** Number of tokens of a model's vocabulary. */
export function vocabularySize(model: LlamaModel): number {
  const found = sizes.get(model) ?? [...model.iterateAllTokens()].length;
  sizes.set(model, found);
  return found;
}
