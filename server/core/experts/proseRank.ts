import type { SentenceForm } from '../../../protocol/checker.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import type { Member } from '../member.ts';
import type { EditOption } from './proseEdits.ts';
import { chooseDisjoint, isPlausible, rewritingEdits } from './proseEdits.ts';
import type { WorkingText } from './proseText.ts';
import { applyEdits, project } from './proseText.ts';
import { proseThresholds, proseWeights } from './proseWeights.ts';

/** The edits to make, each with its probability, and everything that was weighed. */
export interface Ranking {
  readonly chosen: readonly RankedEdit[];
  readonly candidates: readonly TraceCandidate[];
}

export interface RankedEdit extends EditOption {
  readonly probability: number;
  readonly score: number;
}

/** Without a model: what the tools are sure of. */
export function rankByTools(working: WorkingText, options: readonly EditOption[]): Ranking {
  const ranked = options.map((option) => ({
    ...option,
    probability: option.prior,
    score: logit(option.prior),
  }));
  return finish(
    working,
    ranked,
    proseThresholds.toolAlone,
    ranked.map((edit) => candidateOf(working, edit, undefined)),
  );
}

/** With a model: its own rewriting adds options, and its scores weigh all of them. */
export async function rankByMember(
  working: WorkingText,
  options: readonly EditOption[],
  form: SentenceForm,
  member: Member,
  signal: AbortSignal,
): Promise<Ranking> {
  const source = project(working).text;
  const proposals = await ownProposals(working, source, form, member, signal);
  const known = new Set(options.map(keyOf));
  const all = [...options, ...proposals.filter((option) => !known.has(keyOf(option)))].slice(
    0,
    maxOptions,
  );
  if (all.length === 0) return { chosen: [], candidates: [] };
  const texts = [source, ...all.map((option) => project(applyEdits(working, [option])).text)];
  const scored = await member.score({ messages: promptFor(source), texts }, signal);
  if (!scored.ok) return rankByTools(working, options);
  const unchanged = scored.value[0]?.logProb ?? 0;
  const ranked = all.map((option, i): RankedEdit => {
    const gain = (scored.value[i + 1]?.logProb ?? -Infinity) - unchanged;
    const alone = option.by === member.id;
    const score = blend(option.prior, gain, alone ? proseWeights.model : proseWeights.tool);
    const probability = sigmoid(score);
    const { modelAlone, sure, doubtful, toolAlone } = proseThresholds;
    const bar = alone ? modelAlone : option.prior >= toolAlone ? sure : doubtful;
    return { ...option, probability, score: probability >= bar ? score : -Infinity };
  });
  const candidates = ranked.map((edit, i) =>
    candidateOf(working, edit, scored.value[i + 1]?.logProb),
  );
  return finish(
    working,
    ranked.filter((edit) => edit.score > -Infinity),
    0,
    [{ text: source, by: 'unchanged', logProb: unchanged }, ...candidates],
  );
}

const maxOptions = 32;
/** Prompt and answer must fit the expert's 256 tokens; a longer sentence is left to the tools. */
export const maxMemberChars = 320;

async function ownProposals(
  working: WorkingText,
  source: string,
  form: SentenceForm,
  member: Member,
  signal: AbortSignal,
): Promise<EditOption[]> {
  const rewriting = await greedy(member, source, signal);
  if (rewriting === undefined || rewriting === source) return [];
  return rewritingEdits(working, project(working), rewriting)
    .filter((edit) => isPlausible(working, edit, form))
    .map((edit) => ({
      ...edit,
      kind: 'model',
      by: member.id,
      prior: 0.5,
      oldText: working.text.slice(edit.range.start, edit.range.end),
    }));
}

async function greedy(
  member: Member,
  source: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  let text = '';
  const maxTokens = Math.ceil(source.length / 2) + 16;
  for await (const chunk of member.generate(
    { messages: promptFor(source), maxTokens, temperature: 0 },
    signal,
  )) {
    if (chunk.kind === 'token') text += chunk.text;
    else if (chunk.kind === 'failed' || chunk.stop === 'maxTokens') return undefined;
  }
  return text.trim();
}

function promptFor(source: string): { role: 'user'; content: string }[] {
  return [{ role: 'user', content: `fix: ${source}` }];
}

function finish(
  working: WorkingText,
  ranked: readonly RankedEdit[],
  threshold: number,
  candidates: readonly TraceCandidate[],
): Ranking {
  const chosen = chooseDisjoint(ranked.filter((edit) => edit.probability >= threshold));
  return {
    chosen: chosen.filter(
      (edit) => edit.newText !== working.text.slice(edit.range.start, edit.range.end),
    ),
    candidates,
  };
}

function candidateOf(
  working: WorkingText,
  edit: RankedEdit,
  logProb: number | undefined,
): TraceCandidate {
  return {
    text: project(applyEdits(working, [edit])).text,
    by: edit.by,
    ...(logProb === undefined ? {} : { logProb }),
    note: `${edit.kind}, ${edit.probability.toFixed(2)}`,
  };
}

function keyOf(option: EditOption): string {
  return `${String(option.range.start)}:${String(option.range.end)}:${option.newText}`;
}

interface Weights {
  readonly bias: number;
  readonly prior: number;
  readonly gain: number;
}

function blend(prior: number, gain: number, weights: Weights): number {
  const { gainLimit } = proseWeights;
  const limited = Math.max(-gainLimit, Math.min(gainLimit, gain));
  return weights.bias + weights.prior * logit(prior) + weights.gain * limited;
}

function logit(p: number): number {
  const inside = Math.min(0.995, Math.max(0.005, p));
  return Math.log(inside / (1 - inside));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
