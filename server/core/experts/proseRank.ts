import { sigmoid } from '../confidence/numbers.ts';
import type { SentenceForm } from '../../../protocol/checker.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import type { Member } from '../member.ts';
import type { EditOption } from './proseEdits.ts';
import { chooseDisjoint, repairSame } from './proseEdits.ts';
import { kindWords } from './proseKinds.ts';
import type { OwnEditKind } from './proseSafety.ts';
import type { WorkingText } from './proseText.ts';
import { applyEdits, project } from './proseText.ts';
import type { Vocabulary } from './proseVocabulary.ts';
import { weighOptions, type WeighedOption } from './proseWeigh.ts';
import { proseThresholds, proseWeights } from './proseWeights.ts';

/** The edits to make, each with its probability, and everything that was weighed. */
export interface Ranking {
  readonly chosen: readonly RankedEdit[];
  readonly candidates: readonly TraceCandidate[];
}

/** An edit that a tool or a model wants. */
export interface WantedEdit extends EditOption {
  /** What a model's own edit changes. */
  readonly own?: OwnEditKind;
}

export interface RankedEdit extends WantedEdit {
  readonly probability: number;
  readonly score: number;
}

/** Without a model: what the tools are sure of. */
export function rankByTools(
  working: WorkingText,
  options: readonly EditOption[],
  { mayMake }: Pick<SentenceContext, 'mayMake'>,
): Ranking {
  const ranked = options.filter(mayMake).map((option) => ({
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

/** What is known of a sentence beside its words. */
export interface SentenceContext {
  readonly form: SentenceForm;
  /** A mistake was corrected in it already. */
  readonly erring: boolean;
  /** The words of its document's other sentences. */
  readonly usesElsewhere: Vocabulary;
  /** Whether the rounds before let an edit be made. */
  readonly mayMake: (edit: WantedEdit) => boolean;
}

/** With a model: its own rewriting adds options, and its scores weigh all of them. */
export async function rankByMember(
  working: WorkingText,
  options: readonly EditOption[],
  context: SentenceContext,
  member: Member,
  signal: AbortSignal,
): Promise<Ranking> {
  const { form, erring } = context;
  const weighed = await weighOptions(working, options, form, member, signal);
  if (weighed === undefined) return rankByTools(working, options, context);
  const { source, unchanged } = weighed;
  const allowed = weighed.options.filter(context.mayMake);
  const careful = judgedAll(allowed, member.id, context);
  const ranked =
    erring || !careful.some(isSureSlip)
      ? careful
      : judgedAll(allowed, member.id, { ...context, erring: true });
  if (ranked.length === 0) return { chosen: [], candidates: [] };
  return finish(
    working,
    ranked.filter((edit) => edit.score > -Infinity),
    0,
    [
      { text: source, by: 'unchanged', logProb: unchanged },
      ...ranked.map((edit) => candidateOf(working, edit, edit.logProb)),
    ],
  );
}

/** Prompt and answer must fit the expert's context; a longer sentence is left to the tools. */
export const maxMemberChars = 600;

function finish(
  working: WorkingText,
  ranked: readonly RankedEdit[],
  threshold: number,
  candidates: readonly TraceCandidate[],
): Ranking {
  const likely = ranked.filter((edit) => edit.probability >= threshold);
  const chosen = chooseDisjoint(withoutDoubleRepairs(working, likely));
  return {
    chosen: chosen.filter(
      (edit) => edit.newText !== working.text.slice(edit.range.start, edit.range.end),
    ),
    candidates,
  };
}

/** A tool's edit silences the model's own one that repairs the same mistake in the next word. */
function withoutDoubleRepairs(
  { text }: WorkingText,
  edits: readonly RankedEdit[],
): readonly RankedEdit[] {
  const fromTools = edits.filter(({ by }) => by.startsWith('tool:'));
  return edits.filter(
    (edit) => fromTools.includes(edit) || !fromTools.some((tool) => repairSame(text, tool, edit)),
  );
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
    note: `${kindWords(edit.kind)}, ${edit.probability.toFixed(2)}`,
  };
}

type JudgedEdit = RankedEdit & { readonly logProb: number };

function judgedAll(
  options: readonly WeighedOption[],
  memberId: string,
  context: SentenceContext,
): readonly JudgedEdit[] {
  return options.map((option) => {
    const [score, bar] = judged(option, memberId, context);
    const probability = sigmoid(score);
    return { ...option, probability, score: probability >= bar ? score : -Infinity };
  });
}

/** A mistake that is beyond doubt; a missing full stop says nothing of the words. */
function isSureSlip({ kind, score, probability }: RankedEdit): boolean {
  return score > -Infinity && probability >= proseThresholds.sure && kind !== 'stop';
}

/** Log-odds that an edit is right, and the probability from which it is made. */
function judged(
  option: WeighedOption,
  memberId: string,
  { erring, usesElsewhere }: SentenceContext,
): readonly [number, number] {
  const more = erring ? proseWeights.erring : 0;
  const { agreed, rule, counted, doubted, model } = proseWeights;
  const gain = limited(option.gainInRewriting ?? option.gain);
  const prior = logit(option.prior);
  if (option.by === memberId) {
    const least = Math.min(gain, limited(option.gain));
    const even = option.own === undefined ? Infinity : model.even[option.own];
    const own = isOwnWord(option, usesElsewhere) ? model.ownWord : 0;
    return [model.slope * (least - even - own + more), proseThresholds.model];
  }
  if (option.gainInRewriting !== undefined)
    return [agreed.bias + agreed.prior * prior + agreed.gain * gain, proseThresholds.agreed];
  if (option.by === 'tool:rules')
    return [prior + rule.gain * (gain / wordsIn(option)), proseThresholds.rule];
  if (option.by === 'tool:harper')
    return [
      doubted.bias + doubted.prior * prior + doubted.gain * (gain + more),
      proseThresholds.doubted,
    ];
  return [
    counted.bias + counted.prior * prior + counted.gain * (gain + more),
    proseThresholds.counted,
  ];
}

/** Whether an edit takes a word that the author uses elsewhere for a slip of one that he does not. */
function isOwnWord({ own, oldText, newText }: WeighedOption, usesElsewhere: Vocabulary): boolean {
  return own === 'slip' && usesElsewhere(oldText.trim()) && !usesElsewhere(newText.trim());
}

/** A model's dislike of a longer wording grows with its length. */
function wordsIn({ oldText, newText }: EditOption): number {
  return Math.max(1, countWords(oldText), countWords(newText));
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}'’]+/gu)?.length ?? 0;
}

function limited(gain: number): number {
  const { gainLimit } = proseWeights;
  return Math.max(-gainLimit, Math.min(gainLimit, gain));
}

function logit(p: number): number {
  const inside = Math.min(0.995, Math.max(0.005, p));
  return Math.log(inside / (1 - inside));
}
