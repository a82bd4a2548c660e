import * as vscode from 'vscode';
import type { RefineParams, RefineResult } from '../../protocol/refine.ts';
import { refineRequest } from '../../protocol/refine.ts';
import type { Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import { nameOf, toRange, toVsRange } from '../convert.ts';
import { messages } from '../messages.ts';
import { parseRefineResult } from '../review/parse.ts';
import type { Reviews } from '../review/reviews.ts';
import { acceptableOf, pendingOf } from '../review/trackedHunk.ts';
import type { TrackedHunk } from '../review/trackedHunk.ts';
import { anchored } from '../review/anchored.ts';
import { ChangeRecorder } from '../review/changeRecorder.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Notices } from './notices.ts';
import { PartsDone } from './partsDone.ts';
import { withStages } from './progress.ts';
import { deservesPreview } from './refactorPreview.ts';
import { whyNotWritable } from './writable.ts';

/** How to refine, beyond what. */
export interface RefineHow {
  readonly instruction?: string;
  readonly expert?: string;
  readonly ensemble?: string;
  readonly diagnostics?: RefineParams['diagnostics'];
}

/** What a refine came to; commands return it, so that other extensions and tests can read it. */
export interface RefineSummary {
  readonly proposed: number;
  readonly dropped: number;
  /** The sentence that the user saw, if any. */
  readonly note?: string;
}

export interface RefineDeps {
  readonly link: ServerLink;
  readonly reviews: Reviews;
  readonly notices: Notices;
  readonly log: vscode.LogOutputChannel;
  readonly keepTrace: (trace: Trace) => void;
  /** True where the cursor stays although proposals appear. */
  readonly background?: boolean;
}

/** A reply whose review was not opened yet; its recorder follows the document until it is disposed. */
export interface KeptReply {
  readonly result: RefineResult;
  readonly recorder: ChangeRecorder;
  readonly ranges: readonly vscode.Range[];
}

/** One contestant's reply, or why there is none. */
export type ComparedReply = { readonly kept: KeptReply } | { readonly problem: string };

let tokenCount = 0;

/** Runs refines: one at a time per document, several documents at once. */
export class Refiner implements vscode.Disposable {
  readonly onDidChangeBusy: vscode.Event<boolean>;

  constructor(
    private readonly deps: RefineDeps,
    private readonly running = new Map<string, vscode.CancellationTokenSource>(),
    private readonly busyEmitter = new vscode.EventEmitter<boolean>(),
  ) {
    this.onDidChangeBusy = busyEmitter.event;
  }

  /**
   * The same refiner for work that the user did not ask for by hand: it speaks by other notices and leaves the cursor where
   * it is. What one of them works on, the other leaves alone.
   */
  inBackground(notices: Notices): Refiner {
    const deps = { ...this.deps, notices, background: true };
    return new Refiner(deps, this.running, this.busyEmitter);
  }

  /** Refines ranges of a document and opens the review; every outcome is told in one sentence. */
  async refine(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    how: RefineHow = {},
  ): Promise<RefineSummary> {
    const filled = ranges.filter((range) => document.getText(range).trim() !== '');
    const summary = await this.alone(document, filled, (source, recorder) =>
      this.run(document, filled, how, source, recorder),
    );
    return summary ?? { proposed: 0, dropped: 0 };
  }

  /**
   * Asks several for the same text, one after the other, and opens no review. A reply stays true to its document until it
   * is disposed; undefined when there was nothing to ask or the user cancelled, which is told.
   */
  async compare(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    hows: readonly RefineHow[],
    onTurn: (index: number) => string,
  ): Promise<readonly ComparedReply[] | undefined> {
    const replies: ComparedReply[] = [];
    const compared = await this.alone(document, ranges, (source, recorder) =>
      withStages(source, async (report) => {
        for (const [index, how] of hows.entries()) {
          report({ kind: 'report', message: onTurn(index) });
          replies.push(await this.askOnce(document, ranges, how, source.token, recorder));
        }
        return replies;
      }),
    );
    if (compared === replies) return replies;
    for (const reply of replies) if ('kept' in reply) reply.kept.recorder.dispose();
    return undefined;
  }

  /**
   * Refines one part of a document after the other. The proposals of a part are there as soon as it is done; neither a part
   * that fails nor a cancel takes them away.
   */
  async refineParts(
    document: vscode.TextDocument,
    parts: readonly vscode.Range[],
    how: RefineHow = {},
  ): Promise<RefineSummary> {
    const done = new PartsDone(document, this.deps);
    const { link } = this.deps;
    const work = (source: vscode.CancellationTokenSource, recorder: ChangeRecorder) =>
      withStages(source, async (report) => {
        for (const [index, part] of parts.entries()) {
          report({ kind: 'report', message: messages.partOf(index + 1, parts.length) });
          done.add(part, await this.askOnce(document, [part], how, source.token, recorder));
          if (recorder.closed || link.state === 'failed') break;
        }
        return done;
      });
    const stopped = (): string => messages.partsStopped(done.count, parts.length);
    const over = await this.alone(document, parts, work, stopped);
    return over instanceof PartsDone ? over.tell(parts.length) : (over ?? done.summary());
  }

  /** Opens the review of a reply that was kept. */
  review(
    document: vscode.TextDocument,
    { result, recorder, ranges }: KeptReply,
  ): Promise<RefineSummary> {
    return this.open(document, result, recorder, ranges);
  }

  /** Runs work on a document of which nothing else is asked meanwhile; undefined when it was cancelled. */
  private async alone<T>(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    work: (source: vscode.CancellationTokenSource, recorder: ChangeRecorder) => Promise<T>,
    stopped: () => string = messages.refineStopped,
  ): Promise<T | RefineSummary | undefined> {
    const key = document.uri.toString();
    if (this.running.has(key)) return this.say(messages.alreadyRefining());
    if (ranges.every((range) => document.getText(range).trim() === ''))
      return this.say(messages.blankSelection());
    const source = new vscode.CancellationTokenSource();
    this.running.set(key, source);
    this.updateBusy();
    const recorder = new ChangeRecorder(document);
    try {
      const readOnly = await whyNotWritable(document);
      if (readOnly !== undefined) return await this.say(readOnly);
      return await work(source, recorder);
    } catch (error) {
      if (error instanceof vscode.CancellationError) {
        this.deps.notices.brief(stopped());
        return undefined;
      }
      this.deps.log.error(error instanceof Error ? error : String(error));
      return await this.say(messages.failed());
    } finally {
      recorder.dispose();
      source.dispose();
      this.running.delete(key);
      this.updateBusy();
    }
  }

  private async askOnce(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    how: RefineHow,
    token: vscode.CancellationToken,
    sinceAsked: ChangeRecorder,
  ): Promise<ComparedReply> {
    const recorder = new ChangeRecorder(document);
    try {
      const reply = await this.ask(document, ranges, how, token, sinceAsked, () => undefined);
      const problem =
        typeof reply === 'string' ? reply : reply.ok ? undefined : reply.failure.message;
      const value = typeof reply === 'string' || !reply.ok ? undefined : reply.value;
      const result = value === undefined ? undefined : parseRefineResult(value);
      if (!result) {
        recorder.dispose();
        return { problem: problem ?? messages.badReply() };
      }
      this.deps.keepTrace(result.trace);
      return { kept: { result, recorder, ranges } };
    } catch (error) {
      recorder.dispose();
      throw error;
    }
  }

  cancelAll(): void {
    for (const source of this.running.values()) source.cancel();
  }

  dispose(): void {
    this.cancelAll();
    this.busyEmitter.dispose();
  }

  private async run(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    how: RefineHow,
    source: vscode.CancellationTokenSource,
    recorder: ChangeRecorder,
  ): Promise<RefineSummary> {
    const reply = await withStages(source, (report) =>
      this.ask(document, ranges, how, source.token, recorder, report),
    );
    if (typeof reply === 'string') return this.say(reply);
    if (!reply.ok) return this.fail(reply.failure.message);
    const result = parseRefineResult(reply.value);
    if (result === undefined) {
      this.deps.log.error(`Unreadable reply: ${JSON.stringify(reply.value)?.slice(0, 2000)}`);
      return this.fail(messages.badReply());
    }
    this.deps.keepTrace(result.trace);
    return this.open(document, result, recorder, ranges);
  }

  /** Sends the request about the text of the moment in which the engine runs; a sentence when that is gone. */
  private async ask(
    document: vscode.TextDocument,
    ranges: readonly vscode.Range[],
    how: RefineHow,
    token: vscode.CancellationToken,
    recorder: ChangeRecorder,
    report: (value: unknown) => void,
  ): Promise<Result<unknown> | string> {
    const started = await this.deps.link.startUnlessCancelled(token);
    if (!started.ok) return started;
    if (recorder.closed) return messages.documentClosed(nameOf(document.uri));
    const now = ranges.flatMap((range) => recorder.follow(toRange(range)) ?? []);
    if (now.length === 0) return messages.selectionGone();
    const workDoneToken = `eidolon-refine-${++tokenCount}`;
    const params: RefineParams = {
      textDocument: { uri: document.uri.toString(), version: document.version },
      ranges: now,
      workDoneToken,
      ...how,
      ...(how.diagnostics && { diagnostics: how.diagnostics.map((each) => moved(each, recorder)) }),
    };
    const progress = { token: workDoneToken, report };
    const reply = await this.deps.link.request(refineRequest, params, token, progress);
    return recorder.closed && !reply.ok ? messages.documentClosed(nameOf(document.uri)) : reply;
  }

  private async open(
    document: vscode.TextDocument,
    result: RefineResult,
    recorder: ChangeRecorder,
    asked: readonly vscode.Range[],
  ): Promise<RefineSummary> {
    if (recorder.closed) return this.say(messages.documentClosed(nameOf(document.uri)));
    const { hunks, dropped } = anchored(document, result, recorder);
    this.deps.reviews.add(document.uri, hunks);
    if (dropped > 0) this.deps.notices.brief(messages.droppedByEdit(dropped));
    if (hunks.length === 0) {
      const note = result.note ?? (dropped > 0 ? undefined : messages.nothingProposed());
      if (note !== undefined) this.deps.notices.answer(note);
      return { proposed: 0, dropped, ...(note === undefined ? {} : { note }) };
    }
    this.showFirst(document, hunks, asked);
    const { notices, reviews } = this.deps;
    const offer = deservesPreview(reviews, hunks, asked) ? notices.many : notices.brief;
    offer(messages.proposals(hunks.length));
    if (result.note !== undefined) this.deps.notices.info(result.note);
    return { proposed: hunks.length, dropped, ...(result.note ? { note: result.note } : {}) };
  }

  /** The selection would cover what the review paints; one that the user has moved since is left alone. */
  private showFirst(
    document: vscode.TextDocument,
    hunks: readonly TrackedHunk[],
    asked: readonly vscode.Range[],
  ): void {
    const editor = vscode.window.activeTextEditor;
    const first = acceptableOf(hunks)[0] ?? pendingOf(hunks)[0];
    if (!first || editor?.document !== document || this.deps.background) return;
    const unmoved = editor.selections
      .filter((selection) => !selection.isEmpty)
      .every((selection) => asked.some((range) => range.isEqual(selection)));
    if (!unmoved) return;
    const { start } = toVsRange(first.range);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(
      toVsRange(first.range),
      vscode.TextEditorRevealType.InCenterIfOutsideViewport,
    );
  }

  private say(note: string | undefined): Promise<RefineSummary> {
    if (note !== undefined) this.deps.notices.info(note);
    return Promise.resolve({ proposed: 0, dropped: 0, ...(note === undefined ? {} : { note }) });
  }

  private fail(note: string): RefineSummary {
    this.deps.notices.problem(note);
    return { proposed: 0, dropped: 0, note };
  }

  private updateBusy(): void {
    const busy = this.running.size > 0;
    void vscode.commands.executeCommand('setContext', 'eidolon.busy', busy);
    this.busyEmitter.fire(busy);
  }
}

type Diagnosed = NonNullable<RefineParams['diagnostics']>[number];

/** A diagnostic at its place of now; without one when an edit took it away. */
function moved(diagnostic: Diagnosed, recorder: ChangeRecorder): Diagnosed {
  if (typeof diagnostic === 'string') return diagnostic;
  const range = recorder.follow(diagnostic.range);
  return range ? { ...diagnostic, range } : diagnostic.message;
}
