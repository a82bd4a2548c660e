import * as vscode from 'vscode';
import { completeRequest, parseCompleteResult } from '../../protocol/complete.ts';
import type { CompleteParams, CompleteResult } from '../../protocol/complete.ts';
import { isSynchronised } from '../engine/documents.ts';
import { messages } from '../messages.ts';
import type { Notices } from '../features/notices.ts';
import type { ServerLink } from '../serverLink.ts';
import { createLatest } from './latest.ts';

/** As long as between two keys of someone who types without stopping. */
const quietMs = 250;

export interface InlineCompletionDeps {
  readonly link: ServerLink;
  readonly notices: Pick<Notices, 'brief'>;
  readonly isEnabled: (document: vscode.TextDocument) => boolean;
}

/** Ghost text from the code expert, off by default. It is no part of the document until the user takes it. */
export class InlineCompletions implements vscode.InlineCompletionItemProvider, vscode.Disposable {
  private readonly latest = createLatest((ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  });
  private toldNoModel = false;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly deps: InlineCompletionDeps) {
    this.subscriptions = [
      vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, this),
    ];
  }

  async provideInlineCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind, selectedCompletionInfo }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlineCompletionItem[]> {
    // While the list of suggestions previews one of its own, ghost text would have to continue that one.
    if (selectedCompletionInfo || !isSynchronised(document) || !this.deps.isEnabled(document))
      return [];
    const { version } = document;
    const wait = triggerKind === vscode.InlineCompletionTriggerKind.Invoke ? 0 : quietMs;
    const params: CompleteParams = {
      textDocument: { uri: document.uri.toString(), version },
      position: { line: position.line, character: position.character },
    };
    const cancelled = new AbortController();
    const listening = token.onCancellationRequested(() => cancelled.abort());
    if (token.isCancellationRequested) cancelled.abort();
    try {
      const result = await this.latest.ask(wait, cancelled.signal, (signal) =>
        this.request(params, signal),
      );
      if (result?.kind === 'noModel') this.tellNoModel();
      if (result?.kind !== 'completed' || document.version !== version) return [];
      return [new vscode.InlineCompletionItem(result.text, new vscode.Range(position, position))];
    } finally {
      listening.dispose();
    }
  }

  dispose(): void {
    this.latest.end();
    for (const each of this.subscriptions) each.dispose();
  }

  private async request(
    params: CompleteParams,
    signal: AbortSignal,
  ): Promise<CompleteResult | undefined> {
    const source = new vscode.CancellationTokenSource();
    const cancel = (): void => source.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const reply = await this.deps.link.request(completeRequest, params, source.token);
      return reply.ok ? parseCompleteResult(reply.value) : undefined;
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      source.dispose();
    }
  }

  /** Once in a window: whoever types does not want to hear it at each key. */
  private tellNoModel(): void {
    if (this.toldNoModel) return;
    this.toldNoModel = true;
    this.deps.notices.brief(messages.noInfillModel());
  }
}
