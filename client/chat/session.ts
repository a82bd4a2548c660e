import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  chatRequest,
  parseChatPart,
  parseChatReply,
  parseSlash,
  traceOf,
  type ChatMessage,
  type ChatParams,
  type ChatRoute,
} from '../../protocol/chat.ts';
import {
  answerText,
  questionText,
  type AttachedSource,
  type ChatAnswer,
  type ChatQuestion,
  type ChatTurn,
  type Conversation,
} from '../../protocol/conversation.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { HostMessage } from '../../protocol/webview.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import { withTexts, withoutTexts } from './sources.ts';
import type { ChatStore } from './store.ts';

export interface SessionDeps {
  readonly link: ServerLink;
  readonly store: ChatStore;
  readonly log: vscode.LogOutputChannel;
  readonly keepTrace: (trace: Trace) => void;
  /** Whether what models read of conversations is kept on disk. */
  readonly keepsStates: () => boolean;
  /** To the panel, if one is open. */
  readonly post: (message: HostMessage) => void;
}

let requestCount = 0;

/** The open conversation: sends its messages, one at a time, and keeps every change. */
export class ChatSession implements vscode.Disposable {
  private current: Conversation = { id: randomUUID(), turns: [] };
  private running: vscode.CancellationTokenSource | undefined;
  private opening: Promise<void> | undefined;

  constructor(private readonly deps: SessionDeps) {}

  get conversation(): Conversation {
    return this.current;
  }

  /** Brings back the conversation of the last window, once. */
  restore(): Promise<void> {
    this.opening ??= this.openStored(this.deps.store.currentId);
    return this.opening;
  }

  /** Asks a message as typed; with `replaces`, in a copy of the conversation up to that turn. */
  async send(typed: string, sources: readonly AttachedSource[], replaces?: string): Promise<void> {
    if (this.running) return;
    const { command, text } = parseSlash(typed);
    const question: ChatQuestion = { text, sources, ...(command && { command }) };
    await this.sendQuestion(question, replaces);
  }

  /** The conversation so far, as the next question would be asked in it. */
  earlier(): readonly ChatMessage[] {
    return earlierMessages(this.current.turns, '');
  }

  /** Whether an answer is being made. */
  get busy(): boolean {
    return this.running !== undefined;
  }

  /** Asks a question that names who shall answer, whatever its text begins with. */
  async sendTo(route: ChatRoute, text: string, sources: readonly AttachedSource[]): Promise<void> {
    if (!this.running) await this.sendQuestion({ text, sources, route });
  }

  private async sendQuestion(asked: ChatQuestion, replaces?: string): Promise<void> {
    const question = { ...asked, sources: withoutTexts(asked.sources) };
    const at = this.current.turns.findIndex(({ id }) => id === replaces);
    if (at >= 0) this.fork(this.current.turns.slice(0, at));
    await this.ask(randomUUID(), question);
  }

  /** Asks a turn's question again, of someone else where a route is given. */
  async retry(turnId: string, route?: ChatRoute): Promise<void> {
    const turn = this.turn(turnId);
    if (this.running || !turn) return;
    await this.ask(turn.id, { ...turn.question, ...(route && { route }) });
  }

  stop(): void {
    this.running?.cancel();
  }

  turn(id: string): ChatTurn | undefined {
    return this.current.turns.find((each) => each.id === id);
  }

  async startNew(): Promise<void> {
    await this.show({ id: randomUUID(), turns: [] });
  }

  async open(id: string): Promise<void> {
    const stored = await this.deps.store.load(id);
    if (stored) await this.show(stored);
  }

  /** Deletes a conversation; where it is the open one, an empty one takes its place. */
  async delete(id: string): Promise<void> {
    if (id === this.current.id) await this.startNew();
    await this.deps.store.delete(id);
  }

  dispose(): void {
    this.stop();
  }

  private async openStored(id: string | undefined): Promise<void> {
    const stored = id === undefined ? undefined : await this.deps.store.load(id);
    if (!stored || this.current.turns.length > 0) return;
    const turns = stored.turns.map((turn) => ({ ...turn, answer: settled(turn.answer) }));
    this.current = { id: stored.id, turns };
  }

  private async show(conversation: Conversation): Promise<void> {
    this.stop();
    this.current = conversation;
    this.deps.post({ kind: 'conversation', conversation: slim(conversation) });
    await this.deps.store.setCurrent(conversation.id);
  }

  private async ask(id: string, question: ChatQuestion): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    this.setRunning(source);
    const { id: conversationId } = this.current;
    const earlier = earlierMessages(this.current.turns, id);
    const turn: ChatTurn = {
      id,
      at: new Date().toISOString(),
      question,
      answer: { state: 'running', stage: '', text: '' },
    };
    this.setTurn(conversationId, turn);
    await this.deps.store.setCurrent(conversationId);
    // The question is on disk before it is asked: the window may be closed at any moment.
    await this.deps.store.flush();
    let streamed = '';
    const onPart = (value: unknown): void => {
      const part = parseChatPart(value);
      if (part?.kind === 'text') {
        streamed += part.text;
        this.keepSoFar(conversationId, id, streamed);
      }
      if (part && this.current.id === conversationId)
        this.deps.post({
          kind: part.kind === 'text' ? 'piece' : 'stage',
          turnId: id,
          text: part.text,
        });
    };
    const kept = this.deps.keepsStates() ? { conversation: conversationId } : {};
    const asked = { ...question, ...kept, earlier };
    const answer = await this.answer(asked, source, onPart, () => streamed);
    source.dispose();
    if (this.running === source) this.setRunning(undefined);
    this.setTurn(conversationId, { ...turn, answer });
    await this.deps.store.flush();
  }

  private async answer(
    asked: Omit<ChatParams, 'sources' | 'partialResultToken'> & Pick<ChatQuestion, 'sources'>,
    source: vscode.CancellationTokenSource,
    report: (value: unknown) => void,
    streamed: () => string,
  ): Promise<ChatAnswer> {
    const token = `eidolon-chat-${++requestCount}`;
    try {
      const sources = await withTexts(asked.sources);
      const params: ChatParams = { ...asked, sources, partialResultToken: token };
      const reply = await this.deps.link.request(chatRequest, params, source.token, {
        token,
        report,
      });
      if (!reply.ok) return { state: 'failed', text: streamed(), sentence: reply.failure.message };
      const parsed = parseChatReply(reply.value);
      if (!parsed) {
        this.deps.log.error(`Unreadable answer: ${JSON.stringify(reply.value)?.slice(0, 2000)}`);
        return { state: 'failed', text: streamed(), sentence: messages.chatUnreadable() };
      }
      const trace = traceOf(parsed);
      if (trace) this.deps.keepTrace(trace);
      return { state: 'replied', reply: parsed };
    } catch (error) {
      if (error instanceof vscode.CancellationError) return { state: 'stopped', text: streamed() };
      this.deps.log.error(error instanceof Error ? error : String(error));
      return { state: 'failed', text: streamed(), sentence: messages.failed() };
    }
  }

  /** What has come of an answer; the panel has it already. */
  private keepSoFar(conversationId: string, id: string, text: string): void {
    if (conversationId !== this.current.id) return;
    const turns = this.current.turns.map((turn) =>
      turn.id === id ? { ...turn, answer: { state: 'running' as const, stage: '', text } } : turn,
    );
    this.current = { ...this.current, turns };
    this.deps.store.save(this.current);
  }

  /** Puts a turn into its conversation, also when the user has opened another one meanwhile. */
  private setTurn(conversationId: string, turn: ChatTurn): void {
    if (conversationId === this.current.id) {
      const { turns } = this.current;
      const known = turns.some(({ id }) => id === turn.id);
      this.current = {
        id: conversationId,
        turns: known ? turns.map((each) => (each.id === turn.id ? turn : each)) : [...turns, turn],
      };
      this.deps.store.save(this.current);
      this.deps.post({ kind: 'turn', turn: slimTurn(turn) });
      return;
    }
    void this.deps.store.load(conversationId).then((stored) => {
      if (!stored) return;
      const turns = stored.turns.map((each) => (each.id === turn.id ? turn : each));
      this.deps.store.save({ id: conversationId, turns });
    });
  }

  /** The conversation as it was stays in the history. */
  private fork(turns: readonly ChatTurn[]): void {
    this.current = { id: randomUUID(), turns };
    this.deps.post({ kind: 'conversation', conversation: slim(this.current) });
  }

  private setRunning(source: vscode.CancellationTokenSource | undefined): void {
    this.running = source;
    void vscode.commands.executeCommand('setContext', 'eidolon.chatRunning', source !== undefined);
  }
}

/** Traces stay with the extension: the panel shows none, and they are the largest part. */
export function slim({ id, turns }: Conversation): Conversation {
  return { id, turns: turns.map(slimTurn) };
}

function slimTurn(turn: ChatTurn): ChatTurn {
  const { answer } = turn;
  if (answer.state !== 'replied') return turn;
  const { reply } = answer;
  if (reply.kind !== 'refined' && reply.kind !== 'answered') return turn;
  const trace = { ...reply.trace, steps: [] };
  return { ...turn, answer: { state: 'replied', reply: { ...reply, trace } } };
}

/** An answer that a closed window left unfinished. */
function settled(answer: ChatAnswer): ChatAnswer {
  if (answer.state !== 'running') return answer;
  return { state: 'failed', text: answer.text, sentence: messages.chatInterrupted() };
}

function earlierMessages(turns: readonly ChatTurn[], until: string): ChatMessage[] {
  const at = turns.findIndex(({ id }) => id === until);
  return (at < 0 ? turns : turns.slice(0, at)).flatMap(({ question, answer }): ChatMessage[] => {
    const text = answerText(answer);
    if (answer.state !== 'replied' || text === '') return [];
    return [
      { role: 'user', text: questionText(question) },
      { role: 'assistant', text },
    ];
  });
}
