import { chatCommands, type ChatCommand } from '../../protocol/chat.ts';
import type { NamedFile } from '../../protocol/attachments.ts';
import type { PanelState } from './state.ts';

/** What a # may name beside files; `file` lets the user choose one. */
export const references = ['selection', 'file', 'problems', 'terminal'] as const;
export type Reference = (typeof references)[number];

/** One line of the list below which a message is written. */
export type Suggestion =
  | { readonly kind: 'command'; readonly command: ChatCommand }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'named'; readonly file: NamedFile };

/** A # and what follows it up to the cursor. */
export interface TypedReference {
  /** Offset of the #. */
  readonly start: number;
  /** Offset of the cursor. */
  readonly end: number;
  readonly query: string;
}

const typed = /(?:^|\s)#([\p{L}\p{N}_.:/-]*)$/u;

/** The # that is being typed at the cursor. */
export function typedReference(text: string, cursor: number): TypedReference | undefined {
  const query = typed.exec(text.slice(0, cursor))?.[1];
  return query === undefined
    ? undefined
    : { start: cursor - query.length - 1, end: cursor, query: query.replace(/^file:/, '') };
}

/** The text without the # that has become an attachment. */
export function withoutReference(text: string, { start, end }: TypedReference): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  return /\s$|^$/.test(before) ? before + after.trimStart() : before + after;
}

/** What the text up to the cursor may become: a command at its beginning, something to attach after a #. */
export function suggestionsFor(state: PanelState, cursor: number): readonly Suggestion[] {
  const { text } = state.draft;
  const begun = /^\/([a-z]*)$/.exec(text)?.[1];
  if (begun !== undefined)
    return chatCommands
      .filter((each) => each.startsWith(begun))
      .map((command) => ({ kind: 'command', command }));
  const reference = typedReference(text, cursor);
  if (!reference) return [];
  const { query } = reference;
  const offered = (each: Reference): boolean =>
    each === 'file' || each === 'terminal' || state.sources.some(({ kind }) => kind === each);
  const named = references.filter((each) => each.startsWith(query) && offered(each));
  const files = query !== '' && state.files.query === query ? state.files.found : [];
  return [
    ...named.map((each): Suggestion => ({ kind: 'reference', reference: each })),
    ...files.map((file): Suggestion => ({ kind: 'named', file })),
  ];
}
