import { isRecord } from './record.ts';
import type { Position } from './text.ts';

/** Client to server request with {@link CompleteParams}; answers {@link CompleteResult}. It can be cancelled. */
export const completeRequest = 'eidolon/complete/run';

/** The place where the user is typing, in an open document. */
export interface CompleteParams {
  readonly textDocument: { readonly uri: string; readonly version: number };
  readonly position: Position;
}

/** What could be written at the place. */
export type CompleteResult =
  /** Line ends are `\n`; none of it follows the place already. */
  | { readonly kind: 'completed'; readonly text: string; readonly by: string }
  /** The model has nothing to add, or a later question took this one's place. */
  | { readonly kind: 'nothing' }
  /** No model of the pool can write between two texts. */
  | { readonly kind: 'noModel' };

/** A place from the wire; undefined when it cannot be read. */
export function parseCompleteParams(value: unknown): CompleteParams | undefined {
  if (!isRecord(value) || !isRecord(value['textDocument']) || !isRecord(value['position']))
    return undefined;
  const { uri, version } = value['textDocument'];
  const { line, character } = value['position'];
  if (typeof uri !== 'string' || !isCount(version) || !isCount(line) || !isCount(character))
    return undefined;
  return { textDocument: { uri, version }, position: { line, character } };
}

/** An answer from the wire; undefined when it cannot be read. */
export function parseCompleteResult(value: unknown): CompleteResult | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, text, by } = value;
  if (kind === 'nothing' || kind === 'noModel') return { kind };
  if (kind !== 'completed' || typeof text !== 'string' || typeof by !== 'string') return undefined;
  return { kind, text, by };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
