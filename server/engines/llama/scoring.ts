import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { Score, ScoreRequest, TokenLogProb } from '../../core/member.ts';
import { fitTokens, forget, share, type GenerationParts } from './generation.ts';
import { askTokens, readTokens } from './logits.ts';
import { compareTokens, planScoring, scoreChild, type ScoreNode } from './scorePlan.ts';
import { cutBack, type SequencePool } from './sequences.ts';

/** Most sequences that one scoring request works on at a time; more would starve other requests. */
const widestScoring = 4;
/** Scored tokens are evaluated in stretches this long, so that a cancel need not wait for a whole text. */
const stretch = 64;

/** Scores fixed texts against one prompt, which is read once; shared beginnings are evaluated once. */
export async function score(
  parts: GenerationParts,
  request: ScoreRequest,
  signal: AbortSignal,
  progress: () => void,
): Promise<Result<readonly Score[]>> {
  const { prompter, pool } = parts;
  const prompt = prompter.prompt(request.messages);
  if (!prompt.ok) return prompt;
  const end = prompter.end;
  if (end === undefined)
    return failed(
      'unsupported',
      'The model has no end token, so it cannot score texts; use another one.',
    );
  const texts = request.texts.map((text) => [...prompter.answer(text), end]);
  const longest = Math.max(0, ...texts.map(({ length }) => length));
  const room = fitTokens(prompt.value.tokens.length + longest, 1, pool.contextSize);
  if (!room.ok) return room;
  const known = await evaluateTexts(pool, prompt.value.tokens, texts, signal, progress);
  return ok(
    texts.map((tokens, index) => toScore(parts, request.texts[index] ?? '', tokens, known)),
  );
}

async function evaluateTexts(
  pool: SequencePool,
  prompt: Token[],
  texts: readonly Token[][],
  signal: AbortSignal,
  progress: () => void,
): Promise<ScoreNode> {
  const known: ScoreNode = { children: new Map() };
  const leases = await pool.acquire(prompt, Math.min(widestScoring, texts.length), signal);
  try {
    const head = prompt.slice(0, -1);
    const [first, ...others] = leases.map(({ sequence }) => sequence);
    if (!first || texts.length === 0) return known;
    await pool.prefill(first, head, signal, progress);
    for (const other of others) await share(pool, first, other, head, signal, { progress });
    const groups = split(texts, leases.length);
    const work = groups.map((group, index) => {
      const lease = leases[index];
      return lease ? scoreGroup(lease.sequence, prompt, group, known, signal, progress) : undefined;
    });
    const settled = await Promise.allSettled(work);
    const broken = settled.find((outcome) => outcome.status === 'rejected');
    if (broken) throw broken.reason;
    return known;
  } catch (error) {
    if (!signal.aborted) await forget(leases.map(({ sequence }) => sequence));
    throw error;
  } finally {
    for (const lease of leases) lease.release();
  }
}

async function scoreGroup(
  sequence: LlamaContextSequence,
  prompt: Token[],
  texts: readonly Token[][],
  known: ScoreNode,
  signal: AbortSignal,
  progress: () => void,
): Promise<void> {
  for (const step of planScoring(prompt, texts)) {
    const before = sequence.contextTokens.slice(0, step.keep);
    await cutBack(sequence, before);
    let node = before.slice(prompt.length).reduce<ScoreNode>(scoreChild, known);
    for (let start = 0; start < step.tokens.length; start += stretch) {
      signal.throwIfAborted();
      const tokens = step.tokens.slice(start, start + stretch) as Token[];
      const targets = step.targets.slice(start, start + stretch) as Token[][];
      const outputs = await sequence.controlledEvaluate(
        tokens.map((token, index) => askTokens(token, targets[index] ?? [])),
      );
      progress();
      for (const [index, token] of tokens.entries()) {
        // The last prompt token comes first of all and is not part of a text.
        if (step.keep + start + index >= prompt.length) node = scoreChild(node, token);
        const found = readTokens(outputs[index], targets[index] ?? []);
        if (!found) throw new Error('the model gave no probabilities');
        for (const [target, logProb] of found) scoreChild(node, target).logProb = logProb;
      }
    }
  }
}

function toScore(
  { model }: GenerationParts,
  text: string,
  tokens: readonly Token[],
  known: ScoreNode,
): Score {
  let node = known;
  const scored = tokens.map((token, position): TokenLogProb => {
    node = scoreChild(node, token);
    const shown = position === tokens.length - 1 ? '' : model.detokenize([token]);
    return { text: shown, logProb: node.logProb ?? Number.NaN };
  });
  const logProb = scored.reduce((sum, item) => sum + item.logProb, 0);
  if (!Number.isFinite(logProb))
    throw new Error(`no finite score for ${JSON.stringify(text.slice(0, 40))}`);
  return { tokens: scored, logProb };
}

// Neighbours in token order share beginnings, so they belong to one sequence.
function split(texts: readonly Token[][], parts: number): Token[][][] {
  const sorted = [...texts].sort(compareTokens);
  const size = Math.ceil(sorted.length / Math.max(1, parts));
  const groups: Token[][][] = [];
  for (let start = 0; start < sorted.length; start += size)
    groups.push(sorted.slice(start, start + size));
  return groups;
}
