import * as vscode from 'vscode';
import { isRecord } from '../../protocol/record.ts';
import { commandIds } from '../commandIds.ts';
import { nameOf } from '../convert.ts';
import { memberName } from '../features/memberWords.ts';
import type { Notices } from '../features/notices.ts';
import { openTrace } from '../features/traceDocument.ts';
import type { Traces } from '../features/traceDocument.ts';
import { messages } from '../messages.ts';
import { standing } from './entry.ts';
import type { HistoryEntry } from './entry.ts';
import { openHistoryDiff, registerHistoryDocuments } from './historyDocuments.ts';
import type { RefineHistory } from './refineHistory.ts';
import { words } from './words.ts';

export interface HistoryDeps {
  readonly history: RefineHistory;
  readonly traces: Traces;
  readonly notices: Notices;
}

interface EntryItem extends vscode.QuickPickItem {
  /** Absent from *Clear History*. */
  readonly entry?: HistoryEntry;
}

type Action = 'showDiff' | 'undo' | 'showTrace';

interface ActionItem extends vscode.QuickPickItem {
  readonly action: Action;
}

/** *Refine History…*: a refine of before, and what to do with it. */
export function registerHistory(deps: HistoryDeps): vscode.Disposable[] {
  const { history } = deps;
  return [
    registerHistoryDocuments(history),
    vscode.commands.registerCommand(commandIds.showHistory, (given?: unknown) =>
      showHistory(deps, parseWanted(given)),
    ),
  ];
}

/** What a key may ask for without a list; without an id it means the newest refine. */
interface Wanted {
  readonly action: Action | 'clear';
  readonly id?: string;
}

const actions: readonly Wanted['action'][] = ['showDiff', 'undo', 'showTrace', 'clear'];

/** Arguments of a command come from anywhere; without an action that is known, the list is shown. */
function parseWanted(given: unknown): Wanted | undefined {
  if (!isRecord(given)) return undefined;
  const action = actions.find((each) => each === given['action']);
  const { id } = given;
  return action && { action, ...(typeof id === 'string' && { id }) };
}

async function showHistory(deps: HistoryDeps, wanted: Wanted | undefined): Promise<unknown> {
  const { history, notices } = deps;
  const { entries } = history;
  if (entries.length === 0) return notices.info(words.nothing());
  if (wanted?.action === 'clear') return clearHistory(deps);
  const entry = wanted?.id === undefined ? entries[0] : history.find(wanted.id);
  if (wanted) return entry ? act(deps, entry, wanted.action) : notices.info(words.gone());
  const clear: EntryItem = {
    label: `$(clear-all) ${words.clear()}`,
    detail: words.clearDetail(),
  };
  const line: EntryItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const chosen = await vscode.window.showQuickPick([...entries.map(entryItem), line, clear], {
    title: words.title(),
    placeHolder: words.placeHolder(),
    matchOnDetail: true,
  });
  if (!chosen) return undefined;
  if (chosen.entry) return askWhat(deps, chosen.entry);
  return clearHistory(deps);
}

async function clearHistory({ history, notices }: HistoryDeps): Promise<void> {
  await history.clear();
  notices.brief(words.cleared());
}

async function askWhat(deps: HistoryDeps, entry: HistoryEntry): Promise<unknown> {
  const { label, detail = '' } = entryItem(entry);
  const items: ActionItem[] = [{ label: `$(diff) ${words.showDiff()}`, action: 'showDiff' }];
  if (standing(entry).length > 0) {
    items.push({
      label: `$(discard) ${words.undo()}`,
      detail: words.undoDetail(),
      action: 'undo',
    });
  }
  items.push({ label: `$(list-tree) ${messages.showTrace()}`, action: 'showTrace' });
  const chosen = await vscode.window.showQuickPick(items, { title: label, placeHolder: detail });
  return chosen && act(deps, entry, chosen.action);
}

function act(deps: HistoryDeps, entry: HistoryEntry, action: Action): Promise<unknown> {
  switch (action) {
    case 'showDiff':
      return openHistoryDiff(entry);
    case 'undo':
      return deps.history.undo(entry.id);
    case 'showTrace':
      return showTrace(deps, entry);
  }
}

async function showTrace({ traces, notices }: HistoryDeps, entry: HistoryEntry): Promise<unknown> {
  const trace = traces.get(entry.traceId);
  return trace ? openTrace(trace) : notices.info(messages.traceGone());
}

function entryItem(entry: HistoryEntry): EntryItem {
  const { accepted, rejected, by, atMs } = entry;
  const when = new Date(atMs).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const uri = vscode.Uri.parse(entry.uri, true);
  const state = standing(entry).length === 0 ? [words.takenBack()] : [];
  const counts = words.counts(accepted.length, rejected.length);
  return {
    entry,
    label: words.label(nameOf(uri), when),
    description: [...state, by.map(memberName).join(', ')].join(' · '),
    detail: `${counts} · ${preview(entry)}`,
  };
}

/** The beginning of the first change, on one line. */
function preview({ accepted: [first] }: HistoryEntry): string {
  const short = (text: string): string => {
    const line = text.replace(/\s+/g, ' ').trim();
    return line.length > 40 ? `${line.slice(0, 39)}…` : line;
  };
  return first ? `${short(first.before)} → ${short(first.after)}` : '';
}
