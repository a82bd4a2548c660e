import { parseSource } from './chat.ts';
import { parseAttached, type AttachedSource } from './conversation.ts';
import { isRecord } from './record.ts';
import { parseWeights, type ChatWeights } from './weigh.ts';

/** What of the active editor can go along; it is looked up when the message is sent. */
export const editorAttachments = ['selection', 'file', 'problems'] as const;
export type EditorAttachment = (typeof editorAttachments)[number];

/** A file of the workspace by its address. */
export interface NamedFile {
  readonly uri: string;
  /** Name of the file. */
  readonly name: string;
  /** Where it lies, for people. */
  readonly path: string;
}

/** What a message takes along as the panel names it. */
export type Attachment =
  | { readonly kind: EditorAttachment }
  | ({ readonly kind: 'named' } & Omit<NamedFile, 'path'>)
  /** What was selected in a terminal, as it was then. */
  | { readonly kind: 'terminal'; readonly name: string; readonly text: string };

/** One attachment as it is now. */
export interface Chip {
  /** Absent where there is nothing of it at the moment. */
  readonly source?: AttachedSource;
  /** Tokens and fate; absent where they could not be found out. */
  readonly weight?: ChatWeights['sources'][number];
}

/** The cost of what is being written. */
export interface Weighed extends Omit<ChatWeights, 'sources'> {
  /** In the order of the attachments. */
  readonly chips: readonly Chip[];
}

/** Tells one attachment from another; equal ones have the same. */
export function attachmentKey(attachment: Attachment): string {
  switch (attachment.kind) {
    case 'named':
      return `named ${attachment.uri}`;
    case 'terminal':
      return `terminal ${attachment.name} ${attachment.text}`;
    default:
      return attachment.kind;
  }
}

/** An attachment that stands for a source of an earlier message. */
export function attachmentOf(source: AttachedSource): Attachment {
  const { kind, uri, name, text } = source;
  if (kind === 'file') return { kind: 'named', uri, name };
  return kind === 'terminal' ? { kind, name, text: text ?? '' } : { kind };
}

/** An attachment from the wire or from storage. */
export function parseAttachment(value: unknown): Attachment | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, name, text } = value;
  const kind = editorAttachments.find((each) => each === value['kind']);
  if (kind) return { kind };
  if (typeof name !== 'string') return undefined;
  if (value['kind'] === 'named')
    return typeof uri === 'string' ? { kind: 'named', uri, name } : undefined;
  if (value['kind'] !== 'terminal' || typeof text !== 'string') return undefined;
  return { kind: 'terminal', name, text };
}

/** Attachments from the wire, each once; what cannot be read is left out. */
export function parseAttachments(value: unknown): Attachment[] {
  const all = Array.isArray(value) ? value.flatMap((each) => parseAttachment(each) ?? []) : [];
  const keys = all.map(attachmentKey);
  return all.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

/** A file from the wire. */
export function parseNamedFile(value: unknown): NamedFile | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, name, path } = value;
  if (typeof uri !== 'string' || typeof name !== 'string' || typeof path !== 'string')
    return undefined;
  return { uri, name, path };
}

/** A cost from the wire. */
export function parseWeighed(value: unknown): Weighed | undefined {
  if (!isRecord(value) || !Array.isArray(value['chips'])) return undefined;
  const chips = value['chips'].map(parseChip);
  const weights = parseWeights({ ...value, sources: [] });
  if (!weights) return undefined;
  const { sources: _, ...rest } = weights;
  return { ...rest, chips };
}

function parseChip(value: unknown): Chip {
  if (!isRecord(value)) return {};
  const source = parseSource(value['source']) && parseAttached(value['source']);
  const weight = parseWeights({ sources: [value['weight']] })?.sources[0];
  return { ...(source && { source }), ...(weight && { weight }) };
}
