import * as vscode from 'vscode';
import type { Range } from '../../protocol/text.ts';
import { nameOf, toVsRange } from '../convert.ts';
import type { Notices } from '../features/notices.ts';
import { messages } from '../messages.ts';
import { unifyLineEnds } from '../review/anchor.ts';
import { applyReplacements } from '../review/apply.ts';
import type { Replacement } from '../review/apply.ts';
import type { Decision, Reviews } from '../review/reviews.ts';
import {
  bounded,
  isRemembered,
  parseEntries,
  replaced,
  standing,
  withDecision,
  withNeighbours,
  withState,
} from './entry.ts';
import type { AcceptedPart, HistoryEntry, Neighbours } from './entry.ts';
import { locateAll, neighbourLength, rangesIn } from './locate.ts';
import { words } from './words.ts';

const storeKey = 'eidolon.history';
const saveAfterMs = 300;
const mostEntries = 100;
const mostCharacters = 400_000;
/** Lines on either side in which the neighbours of a change are looked for. */
const nearbyLines = 4;

/**
 * Remembers what was accepted, so that it can be looked at and taken back later, over reloads too. It holds the replaced
 * texts and a few words around them, never a document. Nothing here changes a text unless the user asks for it.
 */
export class RefineHistory implements vscode.Disposable {
  private kept: readonly HistoryEntry[];
  private readonly stale = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private warned = false;
  private readonly subscriptions: vscode.Disposable[];
  private readonly tookBack = new vscode.EventEmitter<AcceptedPart>();
  /** An accepted hunk was taken back that no review follows any more, so that nobody else tells of it. */
  readonly onDidTakeBack = this.tookBack.event;

  constructor(
    private readonly state: vscode.Memento,
    private readonly reviews: Reviews,
    private readonly notices: Notices,
  ) {
    this.kept = parseEntries(state.get<unknown>(storeKey));
    this.subscriptions = [
      reviews.onDidDecide((decision) => this.hear(decision)),
      // What lies on the disk is what a later window finds.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.saveSoon(uri)),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        files.forEach(({ oldUri, newUri }) => this.move(oldUri.toString(), newUri.toString())),
      ),
    ];
  }

  /** Refines of which something was accepted, newest first. */
  get entries(): readonly HistoryEntry[] {
    return this.kept.filter(isRemembered);
  }

  find(id: string): HistoryEntry | undefined {
    return this.entries.find((each) => each.id === id);
  }

  async clear(): Promise<void> {
    this.kept = [];
    await this.flush();
  }

  /**
   * Puts the old texts of a refine back where the new ones stand, all in one edit or none; answers how many. Where a text
   * has changed since, that is said and nothing happens.
   */
  async undo(id: string): Promise<number> {
    const entry = this.find(id);
    const parts = entry ? standing(entry) : [];
    if (!entry || parts.length === 0) return 0;
    const uri = vscode.Uri.parse(entry.uri, true);
    const document = await openDocument(uri);
    if (!document) return this.refuse(words.fileGone(nameOf(uri)));
    const followed = this.followed(document.uri);
    const replacements = this.reversed(document, parts);
    if (!replacements) return this.refuse(words.changedSince(nameOf(uri)));
    const outcome = await applyReplacements(document, replacements);
    switch (outcome) {
      case 'applied': {
        const current = this.find(id);
        const ids = parts.map(({ hunkId }) => hunkId);
        // Hunks that are still followed have told it already.
        if (current) this.kept = replaced(this.kept, current, withState(current, ids, 'undone'));
        for (const part of parts) if (!followed.has(part.hunkId)) this.tookBack.fire(part);
        this.saveSoon(uri);
        this.notices.brief(words.tookBack(parts.length));
        return parts.length;
      }
      case 'moved':
        return this.refuse(messages.movedMeanwhile());
      case 'refused':
        this.notices.problem(words.notTakenBack(nameOf(uri)));
        return 0;
    }
  }

  /** Writes at once; tests and shutdown need not wait for the timer. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    for (const uri of this.stale) this.refreshNeighbours(uri);
    this.stale.clear();
    this.kept = [...this.kept].slice(0, mostEntries);
    const stored = bounded(this.entries, { most: mostEntries, characters: mostCharacters });
    const [newest] = this.entries;
    if (newest && !stored.includes(newest) && !this.warned) {
      this.warned = true;
      this.notices.brief(words.tooLarge());
    }
    await this.state.update(storeKey, stored.length === 0 ? undefined : stored);
  }

  dispose(): void {
    void this.flush();
    this.tookBack.dispose();
    for (const each of this.subscriptions) each.dispose();
  }

  private hear({ uri, hunk: tracked, decision }: Decision): void {
    const document = openNow(uri.toString());
    const { hunk } = tracked;
    const traceId = tracked.refineId ?? tracked.traceId;
    const neighbours = document ? neighboursOf(document, tracked.range) : { left: '', right: '' };
    const proposed = { hunk, traceId, proposedIn: tracked.traceId };
    const heard = { ...proposed, decision, neighbours, uri: uri.toString(), nowMs: Date.now() };
    this.kept = withDecision(this.kept, heard);
    this.saveSoon(uri);
  }

  private saveSoon(uri: vscode.Uri): void {
    this.stale.add(uri.toString());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), saveAfterMs);
  }

  /** A neighbour may have been accepted or edited in between; a hunk that is still followed knows its place. */
  private refreshNeighbours(uri: string): void {
    const document = openNow(uri);
    const review = document && this.reviews.get(document.uri);
    if (!document || !review) return;
    const now = new Map(
      review.hunks
        .filter((each) => each.state === 'accepted')
        .map((each) => [each.hunk.id, neighboursOf(document, each.range)]),
    );
    if (now.size === 0) return;
    this.kept = this.kept.map((entry) => (entry.uri === uri ? withNeighbours(entry, now) : entry));
  }

  /** The edits that put the old texts back; undefined when one of the new ones is not there any more. */
  private reversed(
    document: vscode.TextDocument,
    parts: readonly AcceptedPart[],
  ): readonly Replacement[] | undefined {
    const tracked = this.followed(document.uri);
    const sought = parts.filter(({ hunkId }) => !tracked.has(hunkId));
    const text = unifyLineEnds(document.getText());
    const offsets = locateAll(text, sought);
    if (!offsets) return undefined;
    const found = rangesIn(text, offsets);
    return parts.flatMap((part): Replacement[] => {
      const range = tracked.get(part.hunkId) ?? found[sought.indexOf(part)];
      return range ? [{ range, oldText: part.after, newText: part.before }] : [];
    });
  }

  /** Where accepted hunks are that a review follows, by id. */
  private followed(uri: vscode.Uri): ReadonlyMap<string, Range> {
    const hunks = this.reviews.get(uri)?.hunks ?? [];
    const accepted = hunks.filter((each) => each.state === 'accepted');
    return new Map(accepted.map((each) => [each.hunk.id, each.range]));
  }

  private move(from: string, to: string): void {
    this.kept = this.kept.map((entry) =>
      entry.uri === from || entry.uri.startsWith(`${from}/`)
        ? { ...entry, uri: to + entry.uri.slice(from.length) }
        : entry,
    );
  }

  private refuse(sentence: string): number {
    this.notices.info(sentence);
    return 0;
  }
}

function openNow(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = openNow(uri.toString());
  // An untitled document that was closed would come back empty, under its old name.
  if (open || uri.scheme === 'untitled') return open;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

function neighboursOf(document: vscode.TextDocument, { start, end }: Range): Neighbours {
  const first = new vscode.Position(Math.max(0, start.line - nearbyLines), 0);
  const last = new vscode.Position(end.line + nearbyLines, 0);
  const { start: from, end: to } = toVsRange({ start, end });
  const left = document.getText(new vscode.Range(first, from));
  const right = document.getText(document.validateRange(new vscode.Range(to, last)));
  return {
    left: unifyLineEnds(left).slice(-neighbourLength),
    right: unifyLineEnds(right).slice(0, neighbourLength),
  };
}
