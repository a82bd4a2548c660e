import {
  attachmentKey,
  attachmentOf,
  parseAttachments,
  type Attachment,
  type Chip,
  type NamedFile,
  type Weighed,
} from '../../protocol/attachments.ts';
import {
  questionText,
  type AttachedSource,
  type ChatTurn,
  type Conversation,
  type ConversationSummary,
} from '../../protocol/conversation.ts';
import type { ChatStrings, ChatView, HostMessage, PoolSummary } from '../../protocol/webview.ts';
import { isRecord } from '../../protocol/record.ts';

/** Everything that the panel shows. */
export interface PanelState {
  /** Absent until the extension has spoken. */
  readonly strings?: ChatStrings;
  readonly conversation: Conversation;
  readonly sources: readonly AttachedSource[];
  readonly pool: PoolSummary;
  readonly view: ChatView;
  readonly summaries: readonly ConversationSummary[];
  readonly search: string;
  readonly draft: Draft;
  /** The last question for what the draft costs. */
  readonly ticket: number;
  /** What the draft would cost; absent while that is not known. */
  readonly cost?: Omit<Weighed, 'chips'>;
  /** What is known of attachments, by their keys. */
  readonly chips: Readonly<Record<string, Chip>>;
  /** The last files that were looked for. */
  readonly files: { readonly query: string; readonly found: readonly NamedFile[] };
  /** How many of the newest turns are drawn. */
  readonly shown: number;
  /** Which member's answer is open, by turn; absent means the ensemble's own. */
  readonly tabs: Readonly<Record<string, number>>;
  /** The last sentence for the live region. */
  readonly notice: string;
}

/** What is being written. */
export interface Draft {
  readonly text: string;
  readonly attach: readonly Attachment[];
  /** The turn whose question is being edited. */
  readonly replaces?: string;
}

/** The part that outlives the hidden panel. */
export interface KeptState {
  readonly draft: Draft;
  readonly view: ChatView;
}

export type PanelAction =
  | { readonly kind: 'host'; readonly message: HostMessage }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'attach'; readonly attachment: Attachment; readonly notice?: string }
  | { readonly kind: 'detach'; readonly key: string; readonly notice?: string }
  /** A question for the draft's cost is on its way. */
  | { readonly kind: 'weighing'; readonly ticket: number }
  | { readonly kind: 'edit'; readonly turnId: string }
  | { readonly kind: 'cancelEdit' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'show'; readonly view: ChatView }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'showEarlier' }
  | { readonly kind: 'openTab'; readonly turnId: string; readonly index: number }
  | { readonly kind: 'notice'; readonly text: string };

/** A long conversation draws its newest turns, and more of the earlier ones on request. */
const shownAtFirst = 40;
const shownMore = 100;

const emptyDraft: Draft = { text: '', attach: [] };

/** The state before the extension has spoken, with what an earlier run of the panel kept. */
export function initialState(kept: unknown): PanelState {
  const { draft, view } = parseKept(kept);
  return {
    conversation: { id: '', turns: [] },
    sources: [],
    pool: { chatMembers: [], canFind: false },
    view,
    summaries: [],
    search: '',
    draft,
    ticket: 0,
    chips: {},
    files: { query: '', found: [] },
    shown: shownAtFirst,
    tabs: {},
    notice: '',
  };
}

/** What `setState` is given. */
export function keptOf({ draft, view }: PanelState): KeptState {
  return { draft, view };
}

/** The next state; never changes the one that it is given. */
export function reduce(state: PanelState, action: PanelAction): PanelState {
  switch (action.kind) {
    case 'host':
      return hear(state, action.message);
    case 'type':
      return { ...state, draft: { ...state.draft, text: action.text } };
    case 'attach':
      return noticed(withAttachment(state, action.attachment), action.notice);
    case 'detach': {
      const attach = state.draft.attach.filter((each) => attachmentKey(each) !== action.key);
      return noticed(withDraft(state, { ...state.draft, attach }), action.notice);
    }
    case 'weighing':
      return { ...state, ticket: action.ticket };
    case 'edit': {
      const turn = state.conversation.turns.find(({ id }) => id === action.turnId);
      if (!turn) return state;
      const attach = parseAttachments(turn.question.sources.map(attachmentOf));
      const draft = { text: questionText(turn.question), attach, replaces: turn.id };
      return withDraft({ ...state, view: 'chat' }, draft);
    }
    case 'cancelEdit':
    case 'sent':
      return withDraft(state, emptyDraft);
    case 'show':
      return { ...state, view: action.view };
    case 'search':
      return { ...state, search: action.query };
    case 'showEarlier':
      return { ...state, shown: state.shown + shownMore };
    case 'openTab':
      return { ...state, tabs: { ...state.tabs, [action.turnId]: action.index } };
    case 'notice':
      return { ...state, notice: action.text };
  }
}

/** The turns that are drawn; the number of those before them. */
export function shownTurns({ conversation, shown }: PanelState): {
  readonly turns: readonly ChatTurn[];
  readonly earlier: number;
} {
  const turns = conversation.turns.slice(-shown);
  return { turns, earlier: conversation.turns.length - turns.length };
}

/** The turn that is being answered. */
export function runningTurn({ conversation }: PanelState): ChatTurn | undefined {
  return conversation.turns.find(({ answer }) => answer.state === 'running');
}

/** Whether the composer holds something that can be sent. */
export function canSend(state: PanelState): boolean {
  const { text, attach } = state.draft;
  const attached = attach.some((each) => isThere(state, each));
  return runningTurn(state) === undefined && (text.trim() !== '' || attached);
}

/** Whether there is anything behind an attachment; what the editor shows may have gone. */
export function isThere({ sources }: PanelState, { kind }: Attachment): boolean {
  return kind === 'named' || kind === 'terminal' || sources.some((each) => each.kind === kind);
}

/** The draft's attachments as they are sent. */
export function sentAttachments(state: PanelState): readonly Attachment[] {
  return state.draft.attach.filter((each) => isThere(state, each));
}

function hear(state: PanelState, message: HostMessage): PanelState {
  switch (message.kind) {
    case 'start': {
      const { strings, sources, pool } = message;
      return { ...withConversation(state, message.conversation), strings, sources, pool };
    }
    case 'conversation':
      return { ...withConversation(state, message.conversation), view: 'chat' };
    case 'turn':
      return withTurn(state, message.turn);
    case 'stage':
      return whileRunning(state, message.turnId, (answer) => ({ ...answer, stage: message.text }));
    case 'piece':
      return whileRunning(state, message.turnId, (answer) => ({
        ...answer,
        text: answer.text + message.text,
      }));
    case 'history':
      return { ...state, summaries: message.summaries };
    case 'sources':
      return { ...state, sources: message.sources };
    case 'pool':
      return { ...state, pool: message.pool };
    case 'show':
      return { ...state, view: message.view };
    case 'attach':
      return withAttachment({ ...state, view: 'chat' }, message.attachment);
    case 'weights':
      return message.ticket === state.ticket ? withCost(state, message.weighed) : state;
    case 'files':
      return { ...state, files: { query: message.query, found: message.files } };
    case 'draft': {
      const attach = message.attach ? ([{ kind: 'selection' }] as const) : [];
      return withDraft({ ...state, view: 'chat' }, { text: message.text, attach });
    }
    case 'notice':
      return { ...state, notice: message.text };
  }
}

/** An edit of a turn that is no longer there has nothing to replace, but its text stays in the composer. */
function withConversation(state: PanelState, conversation: Conversation): PanelState {
  const { text, attach, replaces } = state.draft;
  const isThere = conversation.turns.some(({ id }) => id === replaces);
  const draft: Draft = { text, attach, ...(isThere && replaces !== undefined && { replaces }) };
  const isSame = conversation.id === state.conversation.id;
  return { ...state, conversation, draft, shown: isSame ? state.shown : shownAtFirst };
}

function withTurn(state: PanelState, turn: ChatTurn): PanelState {
  const { id, turns } = state.conversation;
  const known = turns.some((each) => each.id === turn.id);
  const next = known ? turns.map((each) => (each.id === turn.id ? turn : each)) : [...turns, turn];
  return { ...state, conversation: { id, turns: next } };
}

type Running = Extract<ChatTurn['answer'], { state: 'running' }>;

/** A part that comes after its answer has ended changes nothing. */
function whileRunning(
  state: PanelState,
  turnId: string,
  change: (answer: Running) => Running,
): PanelState {
  const turn = state.conversation.turns.find(({ id }) => id === turnId);
  if (turn?.answer.state !== 'running') return state;
  return withTurn(state, { ...turn, answer: change(turn.answer) });
}

/** What was known of the cost holds for these attachments no longer; an answer that is on its way neither. */
function withDraft(state: PanelState, draft: Draft): PanelState {
  const { cost: _, ...rest } = state;
  return { ...rest, draft, ticket: state.ticket + 1 };
}

function withAttachment(state: PanelState, attachment: Attachment): PanelState {
  const { attach } = state.draft;
  const key = attachmentKey(attachment);
  if (attach.some((each) => attachmentKey(each) === key)) return state;
  return withDraft(state, { ...state.draft, attach: [...attach, attachment] });
}

function withCost(state: PanelState, { chips, ...cost }: Weighed): PanelState {
  const keyed = state.draft.attach.map((each, at): [string, Chip] => [
    attachmentKey(each),
    chips[at] ?? {},
  ]);
  return { ...state, cost, chips: Object.fromEntries(keyed) };
}

function noticed(state: PanelState, notice: string | undefined): PanelState {
  return notice === undefined ? state : { ...state, notice };
}

function parseKept(value: unknown): KeptState {
  const kept = isRecord(value) ? value : {};
  const draft = isRecord(kept['draft']) ? kept['draft'] : {};
  const { text, attach, replaces } = draft;
  return {
    view: kept['view'] === 'history' ? 'history' : 'chat',
    draft: {
      text: typeof text === 'string' ? text : '',
      attach: parseAttachments(attach),
      ...(typeof replaces === 'string' && { replaces }),
    },
  };
}
