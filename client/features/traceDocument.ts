import { createHmac, randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { markOf, redact } from '../../protocol/redact.ts';
import type { TraceLevel } from '../../protocol/settings.ts';
import type { Trace } from '../../protocol/trace.ts';
import { commandIds, parseHunkTarget } from '../commandIds.ts';
import { toRange } from '../convert.ts';
import { messages } from '../messages.ts';
import type { Reviews } from '../review/reviews.ts';
import type { ReviewThreads } from '../review/threads.ts';
import { hunkAt } from '../review/trackedHunk.ts';
import type { Notices } from './notices.ts';
import { traceText } from './traceText.ts';

export const traceScheme = 'eidolon-trace';

const keptTraces = 50;

/** The last traces of this window; the engine forgets them with the request. */
export class Traces {
  private readonly byId = new Map<string, Trace>();

  keep(trace: Trace): void {
    this.byId.delete(trace.id);
    this.byId.set(trace.id, trace);
    const oldest = this.byId.keys().next();
    if (this.byId.size > keptTraces && !oldest.done) this.byId.delete(oldest.value);
  }

  get(id: string): Trace | undefined {
    return this.byId.get(id);
  }

  get latest(): Trace | undefined {
    return [...this.byId.values()].pop();
  }
}

export interface TraceDeps {
  readonly traces: Traces;
  readonly reviews: Reviews;
  readonly threads: ReviewThreads;
  readonly notices: Notices;
  readonly level: () => TraceLevel;
}

/** *Show Trace*: a read-only document, so that it can be searched, copied and compared like any other. */
export function registerTraceDocument(deps: TraceDeps): vscode.Disposable[] {
  return [
    vscode.workspace.registerTextDocumentContentProvider(traceScheme, {
      provideTextDocumentContent: (uri) => {
        const trace = deps.traces.get(uri.query);
        return trace ? shown(trace, deps.level()) : messages.traceGone();
      },
    }),
    vscode.commands.registerCommand(commandIds.showTrace, async (argument?: unknown) => {
      const trace = find(deps, argument);
      if (trace === undefined) {
        deps.notices.info(messages.noTrace());
        return undefined;
      }
      return openTrace(trace);
    }),
  ];
}

/** Shows a trace that {@link Traces} keeps; answers its id. */
export async function openTrace(trace: Trace): Promise<string> {
  const uri = vscode.Uri.from({ scheme: traceScheme, path: 'Eidolon trace.md', query: trace.id });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
  return trace.id;
}

/** Marks differ from one showing to the next, so that short texts cannot be guessed from them. */
function shown(trace: Trace, level: TraceLevel): string {
  if (level !== 'redacted') return traceText(trace, level);
  const key = randomBytes(32);
  const mark = (text: string): string =>
    markOf(text, createHmac('sha256', key).update(text).digest('hex'));
  return traceText(redact(trace, mark), 'full');
}

/** The trace behind the named hunk, else behind the one at the cursor, else the latest one. */
function find(deps: TraceDeps, argument: unknown): Trace | undefined {
  const target = parseHunkTarget(argument) ?? deps.threads.targetOf(argument);
  if (target) {
    const review = deps.reviews.get(vscode.Uri.parse(target.uri, true));
    const tracked = review?.hunks.find((each) => each.hunk.id === target.hunkId);
    return tracked && deps.traces.get(tracked.traceId);
  }
  const editor = vscode.window.activeTextEditor;
  const review = editor && deps.reviews.get(editor.document.uri);
  const here = review && hunkAt(review.hunks, toRange(editor.selection).start, review.currentId);
  return (here && deps.traces.get(here.traceId)) ?? deps.traces.latest;
}
