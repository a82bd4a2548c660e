import * as vscode from 'vscode';
import { parseSlash, type ChatMessage, type ChatParams } from '../../protocol/chat.ts';
import type { Weighed } from '../../protocol/attachments.ts';
import type { HostMessage, PanelMessage } from '../../protocol/webview.ts';
import { parseWeights, weighRequest } from '../../protocol/weigh.ts';
import type { ServerLink } from '../serverLink.ts';
import { sourceOf, withTexts, withoutTexts } from './sources.ts';

export interface WeighingDeps {
  readonly link: ServerLink;
  readonly earlier: () => readonly ChatMessage[];
  readonly post: (message: HostMessage) => void;
}

/** Finds out what a draft would cost; a newer question ends the one before. */
export class Weighing implements vscode.Disposable {
  private running: vscode.CancellationTokenSource | undefined;

  constructor(private readonly deps: WeighingDeps) {}

  async weigh(asked: Extract<PanelMessage, { kind: 'weigh' }>): Promise<void> {
    this.running?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.running = source;
    try {
      const weighed = await this.ask(asked, source.token);
      this.deps.post({ kind: 'weights', ticket: asked.ticket, weighed });
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) throw error;
    } finally {
      if (this.running === source) this.running = undefined;
      source.dispose();
    }
  }

  dispose(): void {
    this.running?.cancel();
  }

  private async ask(
    { text: typed, attach }: Extract<PanelMessage, { kind: 'weigh' }>,
    token: vscode.CancellationToken,
  ): Promise<Weighed> {
    const found = await Promise.all(attach.map(sourceOf));
    const there = found.filter((each) => each !== undefined);
    const sources = await withTexts(there);
    const { command, text } = parseSlash(typed);
    const earlier = this.deps.earlier();
    const params: ChatParams = { text, sources, earlier, ...(command && { command }) };
    const reply = await this.deps.link.request(weighRequest, params, token);
    const weights = reply.ok ? parseWeights(reply.value) : undefined;
    const chips = found.map((each) => {
      const weight = each && weights?.sources[there.indexOf(each)];
      const [source] = each ? withoutTexts([each]) : [];
      return { ...(source && { source }), ...(weight && { weight }) };
    });
    const { members = [], exact = false, dropped = [], total, window } = weights ?? {};
    return {
      ...{ members, exact, chips },
      dropped: reply.ok ? dropped : [reply.failure.message],
      ...(total !== undefined && { total }),
      ...(window !== undefined && { window }),
    };
  }
}
