import * as vscode from 'vscode';
import { forgetChatsRequest, type ForgetChatsParams } from '../../protocol/chat.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import type { Notices } from '../features/notices.ts';
import type { ServerLink } from '../serverLink.ts';

/** Has the engine remove what models read of conversations: of one that is deleted, of all when the setting is switched off. */
export class ChatStates implements vscode.Disposable {
  private kept: boolean;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly link: ServerLink,
    private readonly notices: Notices,
    settingsChanged: vscode.Event<EidolonSettings>,
    keeps: () => boolean,
  ) {
    this.kept = keeps();
    this.subscription = settingsChanged(({ keepChatState }) => {
      const before = this.kept;
      this.kept = keepChatState;
      // One window does it for all; an engine that starts with the setting off does it by itself.
      const ours = vscode.window.state.focused || this.link.state === 'running';
      if (before && !keepChatState && ours) void this.ask({});
    });
  }

  /** Nothing is kept, and no engine started, where the setting is off. */
  async forget(conversation: string): Promise<void> {
    if (this.kept) await this.ask({ conversation });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async ask(params: ForgetChatsParams): Promise<void> {
    const { token } = new vscode.CancellationTokenSource();
    const reply = await this.link.request(forgetChatsRequest, params, token);
    if (!reply.ok) this.notices.problem(reply.failure.message);
  }
}
