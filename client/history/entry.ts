import type { Credit } from '../../protocol/outcome.ts';
import type { Hunk } from '../../protocol/refine.ts';
import { isRecord } from '../../protocol/record.ts';
import { unifyLineEnds } from '../review/anchor.ts';
import type { Decision } from '../review/reviews.ts';

/** Text on either side of a change, by which its place is found again. Line ends are `\n`. */
export interface Neighbours {
  readonly left: string;
  readonly right: string;
}

/** One hunk that the user accepted. Texts have `\n` as line ends. */
export interface AcceptedPart extends Neighbours {
  readonly hunkId: string;
  readonly before: string;
  readonly after: string;
  /** `undone`: the old text is back in the document. */
  readonly state: 'accepted' | 'undone';
  /** For whoever learns from it being taken back; entries of earlier versions have none. */
  readonly source?: PartSource;
}

/** Which request a hunk came from and who is answerable for it. */
export interface PartSource {
  readonly traceId: string;
  readonly credit: Credit;
}

/** What the user decided about the proposals of one refine. */
export interface HistoryEntry {
  readonly id: string;
  readonly uri: string;
  readonly traceId: string;
  /** When the first of its hunks was decided, in milliseconds since 1970. */
  readonly atMs: number;
  /** Members and exact tools whose text was accepted. */
  readonly by: readonly string[];
  readonly accepted: readonly AcceptedPart[];
  /** Ids of the hunks that the user did not want. */
  readonly rejected: readonly string[];
}

/** A decision with what surrounds the hunk now. */
export interface Heard extends Pick<Decision, 'decision'> {
  readonly uri: string;
  readonly traceId: string;
  readonly hunk: Hunk;
  /** The request that proposed the hunk: one of several where a refine took more than one. */
  readonly proposedIn: string;
  readonly neighbours: Neighbours;
  readonly nowMs: number;
}

/** Entries with one more decision, newest first; a decision that changes nothing gives the same array. */
export function withDecision(
  entries: readonly HistoryEntry[],
  heard: Heard,
): readonly HistoryEntry[] {
  const { decision, hunk, uri, traceId } = heard;
  // An accepted hunk that nobody can follow any more was accepted all the same.
  if (decision === 'left') return entries;
  const found = entries.find((each) => each.traceId === traceId && each.uri === uri);
  if (decision === 'undone')
    return found ? replaced(entries, found, withState(found, [hunk.id], 'undone')) : entries;
  const entry = found ?? {
    ...{ id: `${traceId} ${uri}`, uri, traceId, atMs: heard.nowMs },
    ...{ by: [], accepted: [], rejected: [] },
  };
  const decided =
    decision === 'rejected'
      ? { ...entry, rejected: [...new Set([...entry.rejected, hunk.id])] }
      : withAccepted(entry, heard);
  return found ? replaced(entries, found, decided) : [decided, ...entries];
}

function withAccepted(entry: HistoryEntry, heard: Heard): HistoryEntry {
  const { hunk, neighbours, proposedIn } = heard;
  const { credit } = hunk;
  const part: AcceptedPart = {
    ...{ hunkId: hunk.id, ...neighbours, state: 'accepted' },
    before: unifyLineEnds(hunk.oldText),
    after: unifyLineEnds(hunk.newText),
    ...(credit && { source: { traceId: proposedIn, credit } }),
  };
  const by = [hunk.proposedBy, ...(hunk.changedBy === undefined ? [] : [hunk.changedBy])];
  return {
    ...entry,
    by: [...new Set([...entry.by, ...by])],
    accepted: [...entry.accepted.filter((each) => each.hunkId !== hunk.id), part],
    rejected: entry.rejected.filter((id) => id !== hunk.id),
  };
}

/** The entry with some of its accepted hunks taken back, or accepted again. */
export function withState(
  entry: HistoryEntry,
  hunkIds: readonly string[],
  state: AcceptedPart['state'],
): HistoryEntry {
  return {
    ...entry,
    accepted: entry.accepted.map((part) =>
      hunkIds.includes(part.hunkId) ? { ...part, state } : part,
    ),
  };
}

/** The entry with what surrounds its hunks now. */
export function withNeighbours(
  entry: HistoryEntry,
  byHunk: ReadonlyMap<string, Neighbours>,
): HistoryEntry {
  return {
    ...entry,
    accepted: entry.accepted.map((part) => ({ ...part, ...byHunk.get(part.hunkId) })),
  };
}

/** Entries with one of them in a new form. */
export function replaced(
  entries: readonly HistoryEntry[],
  old: HistoryEntry,
  next: HistoryEntry,
): readonly HistoryEntry[] {
  return entries.map((each) => (each === old ? next : each));
}

/** Hunks whose new text is in the document, as far as is known. */
export function standing(entry: HistoryEntry): readonly AcceptedPart[] {
  return entry.accepted.filter(({ state }) => state === 'accepted');
}

/** A refine of which nothing was accepted is no part of the history. */
export function isRemembered(entry: HistoryEntry): boolean {
  return entry.accepted.length > 0;
}

/** The newest entries whose texts together stay below a number of UTF-16 units; one that alone is larger is left out. */
export function bounded(
  entries: readonly HistoryEntry[],
  { most, characters }: { readonly most: number; readonly characters: number },
): readonly HistoryEntry[] {
  let left = characters;
  const kept: HistoryEntry[] = [];
  for (const entry of entries.slice(0, most)) {
    const size = JSON.stringify(entry).length;
    if (size > characters) continue;
    left -= size;
    if (left < 0) break;
    kept.push(entry);
  }
  return kept;
}

/** Entries that an earlier window stored; what does not have their shape is left out. */
export function parseEntries(value: unknown): readonly HistoryEntry[] {
  return Array.isArray(value) ? value.flatMap((each: unknown) => parseEntry(each) ?? []) : [];
}

function parseEntry(value: unknown): HistoryEntry | undefined {
  if (!isRecord(value)) return undefined;
  const { id, uri, traceId, atMs, by, accepted, rejected } = value;
  if (typeof id !== 'string' || typeof uri !== 'string' || typeof traceId !== 'string')
    return undefined;
  if (typeof atMs !== 'number' || !isTexts(by) || !isTexts(rejected)) return undefined;
  const parts = Array.isArray(accepted) ? accepted.map(parsePart) : [];
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
  return { id, uri, traceId, atMs, by, rejected, accepted: parts };
}

function parsePart(value: unknown): AcceptedPart | undefined {
  if (!isRecord(value)) return undefined;
  const { hunkId, before, after, left, right, state } = value;
  const texts = [hunkId, before, after, left, right];
  if (!isTexts(texts) || (state !== 'accepted' && state !== 'undone')) return undefined;
  const [id = '', old = '', now = '', leftText = '', rightText = ''] = texts;
  const source = parseSource(value['source']);
  return {
    ...{ hunkId: id, before: old, after: now, left: leftText, right: rightText, state },
    ...(source && { source }),
  };
}

/** Only the engine looks into a credit, and it checks it again. */
function parseSource(value: unknown): PartSource | undefined {
  if (!isRecord(value)) return undefined;
  const { traceId, credit } = value;
  if (typeof traceId !== 'string' || !isRecord(credit)) return undefined;
  return { traceId, credit: credit as unknown as Credit };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
