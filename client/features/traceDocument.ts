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
import { hunkAt, type TrackedHunk } from '../review/trackedHunk.ts';
import type { Notices } from './notices.ts';
import { traceText } from './traceText.ts';
import { whyText } from './whyText.ts';
import { whyWords } from './whyWords.ts';

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
        const [id = '', hunkId = ''] = uri.query.split('/');
        const trace = deps.traces.get(id);
        if (!trace) return messages.traceGone();
        return uri.path === whyPath ? why(deps, trace, hunkId) : shown(trace, deps.level());
      },
    }),
    vscode.commands.registerCommand(commandIds.showTrace, async (argument?: unknown) => {
      const found = find(deps, argument);
      if (found) return openTrace(found.trace);
      deps.notices.info(messages.noTrace());
      return undefined;
    }),
    vscode.commands.registerCommand(commandIds.whyThisAnswer, async (argument?: unknown) => {
      const found = find(deps, argument);
      if (found) return openWhy(found.trace, found.hunkId);
      deps.notices.info(messages.noTrace());
      return undefined;
    }),
  ];
}

/** Path of the page that is made to be read; the scheme's other documents are whole records. */
const whyPath = 'Why this answer.md';

/** VS Code's own Markdown preview as an editor, which stays with its document; the other kind follows the active one. */
const markdownPreview = 'vscode.markdown.preview.editor';

/** Shows why an answer, or one hunk of it, is as it is; answers the trace's id. */
export async function openWhy(trace: Trace, hunkId = ''): Promise<string> {
  const { id } = trace;
  const query = hunkId === '' ? id : `${id}/${hunkId}`;
  const uri = vscode.Uri.from({ scheme: traceScheme, path: whyPath, query });
  try {
    await vscode.commands.executeCommand('vscode.openWith', uri, markdownPreview);
  } catch {
    // Where VS Code's own Markdown support is switched off, the text reads well enough.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
  return id;
}

function why({ reviews, level }: TraceDeps, trace: Trace, hunkId: string): string {
  const hunks = reviews.all().flatMap((review) => review.hunks);
  const hunk = hunks.find((each) => each.hunk.id === hunkId)?.hunk;
  if (level() !== 'redacted') return whyText(trace, whyWords(), hunk);
  const redacted = redactedTrace(trace);
  return whyText(redacted, whyWords());
}

/** Shows a trace that {@link Traces} keeps; answers its id. */
export async function openTrace(trace: Trace): Promise<string> {
  const uri = vscode.Uri.from({ scheme: traceScheme, path: 'Eidolon trace.md', query: trace.id });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
  return trace.id;
}

function shown(trace: Trace, level: TraceLevel): string {
  return level === 'redacted' ? traceText(redactedTrace(trace), 'full') : traceText(trace, level);
}

/** Marks differ from one showing to the next, so that short texts cannot be guessed from them. */
function redactedTrace(trace: Trace): Trace {
  const key = randomBytes(32);
  const mark = (text: string): string =>
    markOf(text, createHmac('sha256', key).update(text).digest('hex'));
  return redact(trace, mark);
}

/** A trace, and the hunk that is asked about where one is. */
interface Found {
  readonly trace: Trace;
  readonly hunkId?: string;
}

/** The trace behind the named hunk, else behind the one at the cursor, else the latest one. */
function find(deps: TraceDeps, argument: unknown): Found | undefined {
  const target = parseHunkTarget(argument) ?? deps.threads.targetOf(argument);
  const { traces, reviews } = deps;
  if (target) {
    const review = reviews.get(vscode.Uri.parse(target.uri, true));
    return behind(
      traces,
      review?.hunks.find((each) => each.hunk.id === target.hunkId),
    );
  }
  const editor = vscode.window.activeTextEditor;
  const review = editor && reviews.get(editor.document.uri);
  const here = review && hunkAt(review.hunks, toRange(editor.selection).start, review.currentId);
  return behind(traces, here) ?? (traces.latest && { trace: traces.latest });
}

function behind(traces: Traces, tracked: TrackedHunk | undefined): Found | undefined {
  const trace = tracked && traces.get(tracked.traceId);
  return trace && { trace, hunkId: tracked.hunk.id };
}
