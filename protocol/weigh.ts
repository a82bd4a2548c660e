import { isRecord } from './record.ts';

/** Client to server request with `ChatParams`; answers {@link ChatWeights}: what the message would cost, without asking it. */
export const weighRequest = 'eidolon/chat/weigh';

/** What becomes of an attached text in the prompt. */
export type SourceFate = 'whole' | 'shortened' | 'left';

/** One attached text as its readers count it. */
export interface SourceWeight {
  /** Tokens of the whole text, by the reader that needs the most; absent where nobody would read it. */
  readonly tokens?: number;
  readonly fate: SourceFate;
  /** One sentence for a text that does not go along whole. */
  readonly why?: string;
}

/** What a message would cost those who would answer it. */
export interface ChatWeights {
  /** Ids of the members that would read the message; empty where exact tools or quotations answer it. */
  readonly members: readonly string[];
  /** False where a reader tells no tokens, so that the numbers are estimates. */
  readonly exact: boolean;
  /** In the order of the message's sources. */
  readonly sources: readonly SourceWeight[];
  /** Tokens of the prompt: question, attached texts and earlier messages; absent where the text is read in parts. */
  readonly total?: number;
  /** Tokens that prompt and answer share; absent where the text is read in parts, or the reader does not tell. */
  readonly window?: number;
  /** What else is left out, a sentence each. */
  readonly dropped: readonly string[];
}

const fates: readonly SourceFate[] = ['whole', 'shortened', 'left'];

/** Weights from the wire; undefined when they cannot be read. */
export function parseWeights(value: unknown): ChatWeights | undefined {
  if (!isRecord(value) || !Array.isArray(value['sources'])) return undefined;
  const sources = value['sources'].map(parseWeight);
  if (!sources.every((each) => each !== undefined)) return undefined;
  const { total, window } = value;
  return {
    members: texts(value['members']),
    exact: value['exact'] === true,
    sources,
    dropped: texts(value['dropped']),
    ...(isCount(total) && { total }),
    ...(isCount(window) && { window }),
  };
}

function parseWeight(value: unknown): SourceWeight | undefined {
  if (!isRecord(value)) return undefined;
  const fate = fates.find((each) => each === value['fate']);
  const { tokens, why } = value;
  return (
    fate && { fate, ...(isCount(tokens) && { tokens }), ...(typeof why === 'string' && { why }) }
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
