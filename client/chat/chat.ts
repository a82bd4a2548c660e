import * as vscode from 'vscode';
import type { Attachment } from '../../protocol/attachments.ts';
import { traceOf, type ChatRoute } from '../../protocol/chat.ts';
import type { EidolonSettings } from '../../protocol/settings.ts';
import { canAnswer, type EngineStatus } from '../../protocol/status.ts';
import type { HostMessage, PanelMessage, PoolSummary } from '../../protocol/webview.ts';
import { commandIds } from '../commandIds.ts';
import { ensembleWords } from '../ensembles/words.ts';
import type { EngineMonitor } from '../features/engineMonitor.ts';
import type { Notices } from '../features/notices.ts';
import { openWhy, type Traces } from '../features/traceDocument.ts';
import { messages } from '../messages.ts';
import type { Reviews } from '../review/reviews.ts';
import type { ServerLink } from '../serverLink.ts';
import { chooseRoute } from './chooseRoute.ts';
import { insertText, reviewBlock, reviewReply, showQuotation } from './editing.ts';
import { exportText } from './exportText.ts';
import { ChatSession, slim } from './session.ts';
import { chooseContext, chooseFile, findFiles, terminalSelection } from './pickContext.ts';
import { currentSources, offeredSources, sourceOf } from './sources.ts';
import { ChatStates } from './states.ts';
import { ChatStore, summaryOf } from './store.ts';
import { chatStrings } from './strings.ts';
import { ChatView, chatViewId } from './view.ts';
import { Weighing } from './weighing.ts';

const membersKey = 'eidolon.chat.members';

export interface ChatDeps {
  readonly context: vscode.ExtensionContext;
  readonly link: ServerLink;
  readonly monitor: EngineMonitor;
  readonly reviews: Reviews;
  readonly traces: Traces;
  readonly notices: Notices;
  readonly log: vscode.LogOutputChannel;
  readonly settings: () => EidolonSettings;
  readonly settingsChanged: vscode.Event<EidolonSettings>;
}

/** The chat panel: puts conversation, storage, editor and view together. */
export class Chat implements vscode.Disposable {
  private readonly store: ChatStore;
  private readonly session: ChatSession;
  private readonly view: ChatView;
  private readonly weighing: Weighing;
  private readonly states: ChatStates;
  /** As the engine last told, over windows: the panel must not start it to know. */
  private chatMembers: readonly string[];
  private listings = 0;
  private readonly modelsEmitter = new vscode.EventEmitter<void>();
  /** Other models answer questions now. */
  readonly onDidChangeModels = this.modelsEmitter.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly deps: ChatDeps) {
    const { context, link, log, traces } = deps;
    const home = context.storageUri ?? context.globalStorageUri;
    this.store = new ChatStore(vscode.Uri.joinPath(home, 'chats'), context.workspaceState, log);
    const post = (message: HostMessage): void => this.view.post(message);
    const keepTrace: Traces['keep'] = (trace) => traces.keep(trace);
    const keepsStates = (): boolean => deps.settings().keepChatState;
    this.states = new ChatStates(link, deps.notices, deps.settingsChanged, keepsStates);
    this.session = new ChatSession({ link, store: this.store, log, keepTrace, keepsStates, post });
    this.weighing = new Weighing({ link, post, earlier: () => this.session.earlier() });
    this.view = new ChatView({
      extension: context.extensionUri,
      title: messages.statusName(),
      log,
      hear: (message) => this.heard(message),
      onEditorChange: () => post({ kind: 'sources', sources: offeredSources() }),
    });
    const known = context.globalState.get<unknown>(membersKey);
    this.chatMembers = Array.isArray(known) ? known.filter((id) => typeof id === 'string') : [];
    this.subscriptions = [
      this.view,
      this.modelsEmitter,
      this.session,
      this.weighing,
      this.states,
      this.store,
      deps.monitor.onDidChangeEngine((status) => this.learnMembers(status)),
      ...this.registerCommands(),
    ];
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  /** Ids of the models that answer questions, as the engine last told. */
  get models(): readonly string[] {
    return this.chatMembers;
  }

  /** Opens the panel and asks there, with the selection where there is one; answers a sentence when it cannot. */
  async ask(text: string, route: ChatRoute): Promise<string | undefined> {
    // The focus leaves the editor, and the selection goes with the question all the same.
    const sources = currentSources().filter(({ kind }) => kind === 'selection');
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
    await this.session.restore();
    if (this.session.busy) return ensembleWords.chatBusy();
    await this.session.sendTo(route, text, sources);
    return undefined;
  }

  /** Opens the panel with a text in its composer and the selection attached; the user sends it. */
  async draft(text: string): Promise<void> {
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
    this.view.post({ kind: 'sources', sources: offeredSources() });
    this.view.post({ kind: 'draft', text, attach: true });
  }

  private registerCommands(): vscode.Disposable[] {
    const { commands } = vscode;
    const focus = (): Thenable<unknown> => commands.executeCommand(`${chatViewId}.focus`);
    return [
      commands.registerCommand(commandIds.openChat, focus),
      commands.registerCommand(commandIds.askAboutSelection, () => this.draft('')),
      commands.registerCommand(commandIds.askAboutTerminal, async () => {
        // The terminal has to be the active one still when it is asked.
        const attachment = await terminalSelection();
        await focus();
        this.attach(attachment);
      }),
      commands.registerCommand(commandIds.newChat, async () => {
        await focus();
        await this.session.startNew();
      }),
      commands.registerCommand(commandIds.showChats, async () => {
        await focus();
        await this.list('');
        this.view.post({ kind: 'show', view: 'history' });
      }),
      commands.registerCommand(commandIds.exportChat, async () => {
        await this.session.restore();
        await this.export(this.session.conversation.id);
      }),
      commands.registerCommand(commandIds.stopChat, () => this.session.stop()),
    ];
  }

  private heard(message: PanelMessage): void {
    this.obey(message).catch((error: unknown) => {
      this.deps.log.error(error instanceof Error ? error : String(error));
      this.tell(messages.failed());
    });
  }

  private async obey(message: PanelMessage): Promise<void> {
    const { session } = this;
    switch (message.kind) {
      case 'ready':
        return this.begin();
      case 'send': {
        const sources = await Promise.all(message.attach.map(sourceOf));
        const there = sources.filter((each) => each !== undefined);
        return session.send(message.text, there, message.replaces);
      }
      case 'weigh':
        return this.weighing.weigh(message);
      case 'chooseContext':
        return this.attach(await chooseContext());
      case 'chooseFile':
        return this.attach(await chooseFile());
      case 'attachTerminal':
        return this.attach(await terminalSelection());
      case 'findFiles': {
        const { query } = message;
        return this.view.post({ kind: 'files', query, files: await findFiles(query) });
      }
      case 'retry':
        return session.retry(message.turnId);
      case 'chooseRoute': {
        const route = await chooseRoute(this.deps.settings(), this.chatMembers);
        return route && session.retry(message.turnId, route);
      }
      case 'stop':
        return session.stop();
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return this.tell(messages.chatCopied());
      case 'insert':
        return this.tell((await insertText(message.text)) ?? messages.chatInserted());
      case 'apply':
      case 'applyBlock':
      case 'trace':
        return this.openAnswer(message);
      case 'openQuotation':
        return this.openQuotation(message.turnId, message.index);
      case 'addModel':
        return void (await vscode.commands.executeCommand(commandIds.addModel));
      case 'openLink':
        return this.openLink(message.href);
      case 'newConversation':
        return session.startNew();
      case 'listHistory':
        return this.list(message.query);
      case 'openConversation':
        return session.open(message.id);
      case 'deleteConversation':
        return this.delete(message.id);
      case 'exportConversation':
        return this.export(message.id);
    }
  }

  private attach(attachment: Attachment | undefined): void {
    if (attachment) this.view.post({ kind: 'attach', attachment });
  }

  private async begin(): Promise<void> {
    await this.session.restore();
    this.view.begin({
      kind: 'start',
      strings: chatStrings(),
      conversation: slim(this.session.conversation),
      sources: offeredSources(),
      pool: this.pool(),
    });
  }

  private pool(): PoolSummary {
    const canFind = (vscode.workspace.workspaceFolders ?? []).length > 0;
    return { chatMembers: this.chatMembers, canFind };
  }

  /** Opens what lies behind an answer: its review or its trace. */
  private async openAnswer(
    message: Extract<PanelMessage, { kind: 'apply' | 'applyBlock' | 'trace' }>,
  ): Promise<void> {
    const answer = this.session.turn(message.turnId)?.answer;
    const reply = answer?.state === 'replied' ? answer.reply : undefined;
    const trace = reply && traceOf(reply);
    // After a reload the window has forgotten it, the conversation has not.
    if (trace) this.deps.traces.keep(trace);
    if (message.kind === 'trace') return void (trace && (await openWhy(trace)));
    const { reviews } = this.deps;
    const by = reply?.kind === 'answered' ? reply.by : messages.statusName();
    const problem =
      message.kind === 'applyBlock'
        ? await reviewBlock(message.text, by, trace?.id ?? message.turnId, reviews)
        : reply?.kind === 'refined'
          ? await reviewReply(reply, reviews)
          : undefined;
    if (problem !== undefined) this.deps.notices.info(problem);
  }

  /** The place is the stored answer's, never the panel's word. */
  private async openQuotation(turnId: string, index: number): Promise<void> {
    const answer = this.session.turn(turnId)?.answer;
    const reply = answer?.state === 'replied' ? answer.reply : undefined;
    const quotation = reply?.kind === 'found' ? reply.quotations[index] : undefined;
    if (!quotation) return;
    const problem = await showQuotation(quotation);
    if (problem !== undefined) this.deps.notices.info(problem);
  }

  /** A model may write any address; VS Code asks before it opens one of the web. */
  private async openLink(href: string): Promise<void> {
    if (!/^https?:\/\//i.test(href)) return;
    await vscode.env.openExternal(vscode.Uri.parse(href, true));
  }

  private async list(query: string): Promise<void> {
    const asked = ++this.listings;
    const summaries = await this.store.list(query);
    // While one search reads, the next letter may have been typed.
    if (asked === this.listings) this.view.post({ kind: 'history', summaries });
  }

  private async delete(id: string): Promise<void> {
    const stored = await this.store.load(id);
    const title = (stored && summaryOf(stored)?.title) ?? '';
    const yes = messages.chatDeleteNow();
    const answer = await vscode.window.showWarningMessage(
      messages.chatDelete(title),
      { modal: true, detail: messages.chatDeleteDetail() },
      yes,
    );
    if (answer !== yes) return;
    await this.session.delete(id);
    void this.states.forget(id);
    await this.list('');
    this.view.post({ kind: 'show', view: 'history' });
  }

  private async export(id: string): Promise<void> {
    const { conversation } = this.session;
    const chosen = id === conversation.id ? conversation : await this.store.load(id);
    if (!chosen || chosen.turns.length === 0) return this.deps.notices.info(messages.chatEmpty());
    const content = exportText(chosen, messages.chatYou(), messages.statusName());
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(document);
  }

  private tell(sentence: string): void {
    this.view.post({ kind: 'notice', text: sentence });
    this.deps.notices.brief(sentence);
  }

  private learnMembers({ members }: EngineStatus): void {
    const chatMembers = members
      .filter((member) => canAnswer(member) && !member.id.startsWith('nano:'))
      .map(({ id }) => id);
    if (members.length === 0 || chatMembers.join() === this.chatMembers.join()) return;
    this.chatMembers = chatMembers;
    this.modelsEmitter.fire();
    void this.deps.context.globalState.update(membersKey, chatMembers);
    this.view.post({ kind: 'pool', pool: this.pool() });
  }
}
