import * as vscode from 'vscode';
import {
  answerText,
  parseConversation,
  questionText,
  type Conversation,
  type ConversationSummary,
} from '../../protocol/conversation.ts';

const currentKey = 'eidolon.chat.current';
const saveAfterMs = 300;

/** Keeps conversations, one file each, in the extension's storage for this workspace. */
export class ChatStore implements vscode.Disposable {
  private readonly unsaved = new Map<string, Conversation>();
  /** An answer that ends later must not bring its conversation back. */
  private readonly deleted = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly state: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Id of the conversation that was open last. */
  get currentId(): string | undefined {
    const id = this.state.get<unknown>(currentKey);
    return typeof id === 'string' ? id : undefined;
  }

  async setCurrent(id: string): Promise<void> {
    await this.state.update(currentKey, id);
  }

  async load(id: string): Promise<Conversation | undefined> {
    const unsaved = this.unsaved.get(id);
    if (unsaved) return unsaved;
    try {
      const bytes = await vscode.workspace.fs.readFile(this.fileOf(id));
      return parseConversation(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (error) {
      if (!isMissing(error)) this.log.warn(`A conversation cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  /** Writes soon; an answer that grows is not written for every word. */
  save(conversation: Conversation): void {
    if (this.deleted.has(conversation.id)) return;
    this.unsaved.set(conversation.id, conversation);
    // Not put off by further words: what has come of an answer outlives a window that closes.
    this.timer ??= setTimeout(() => void this.flush(), saveAfterMs);
  }

  /** Writes now what waits. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing = this.writing.then(async () => {
      for (const conversation of [...this.unsaved.values()]) await this.write(conversation);
    });
    return this.writing;
  }

  async delete(id: string): Promise<void> {
    this.deleted.add(id);
    this.unsaved.delete(id);
    await this.writing;
    await vscode.workspace.fs.delete(this.fileOf(id)).then(undefined, (error: unknown) => {
      if (!isMissing(error)) this.log.warn(`A conversation was not deleted: ${String(error)}`);
    });
  }

  /** Conversations that hold every word of the query, newest first. */
  async list(query: string): Promise<ConversationSummary[]> {
    await this.flush();
    const entries = await vscode.workspace.fs
      .readDirectory(this.folder)
      .then(undefined, () => [] as [string, vscode.FileType][]);
    const ids = entries.flatMap(([name]) => /^([\w-]+)\.json$/.exec(name)?.[1] ?? []);
    const all = await Promise.all(ids.map((id) => this.load(id)));
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return all
      .flatMap((each) => (each && holds(each, words) ? (summaryOf(each) ?? []) : []))
      .sort((a, b) => b.at.localeCompare(a.at));
  }

  dispose(): void {
    void this.flush();
  }

  private async write(conversation: Conversation): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      const bytes = new TextEncoder().encode(JSON.stringify(conversation));
      await vscode.workspace.fs.writeFile(this.fileOf(conversation.id), bytes);
      if (this.unsaved.get(conversation.id) === conversation) this.unsaved.delete(conversation.id);
    } catch (error) {
      this.log.warn(`A conversation was not saved: ${String(error)}`);
    }
  }

  private fileOf(id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${id}.json`);
  }
}

/** How a conversation stands in the list; undefined for one without messages. */
export function summaryOf({ id, turns }: Conversation): ConversationSummary | undefined {
  const [first, last] = [turns[0], turns.at(-1)];
  if (!first || !last) return undefined;
  const title = questionText(first.question).replace(/\s+/g, ' ').trim().slice(0, 80);
  const source = first.question.sources[0]?.name ?? '';
  return { id, title: title || source, at: last.at, turns: turns.length };
}

function holds({ turns }: Conversation, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = turns
    .map(({ question, answer }) => `${questionText(question)}\n${answerText(answer)}`)
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

function isMissing(error: unknown): boolean {
  return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}
