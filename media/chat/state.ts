import type { ChatSource } from '../../protocol/chat.ts';
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
  readonly attach: readonly ChatSource['kind'][];
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
  | { readonly kind: 'toggleSource'; readonly source: ChatSource['kind'] }
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
    pool: { chatMembers: [] },
    view,
    summaries: [],
    search: '',
    draft,
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
    case 'toggleSource':
      return { ...state, draft: { ...state.draft, attach: toggled(state, action.source) } };
    case 'edit': {
      const turn = state.conversation.turns.find(({ id }) => id === action.turnId);
      if (!turn) return state;
      const attach = [...new Set(turn.question.sources.map(({ kind }) => kind))];
      const draft = { text: questionText(turn.question), attach, replaces: turn.id };
      return { ...state, view: 'chat', draft };
    }
    case 'cancelEdit':
    case 'sent':
      return { ...state, draft: emptyDraft };
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
  const attached = attach.some((kind) => state.sources.some((each) => each.kind === kind));
  return runningTurn(state) === undefined && (text.trim() !== '' || attached);
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
    case 'draft': {
      const attach = message.attach ? (['selection'] as const) : [];
      return { ...state, view: 'chat', draft: { text: message.text, attach } };
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

function toggled(state: PanelState, source: ChatSource['kind']): readonly ChatSource['kind'][] {
  const { attach } = state.draft;
  return attach.includes(source) ? attach.filter((each) => each !== source) : [...attach, source];
}

function parseKept(value: unknown): KeptState {
  const kept = isRecord(value) ? value : {};
  const draft = isRecord(kept['draft']) ? kept['draft'] : {};
  const { text, attach, replaces } = draft;
  const kinds = Array.isArray(attach) ? attach : [];
  return {
    view: kept['view'] === 'history' ? 'history' : 'chat',
    draft: {
      text: typeof text === 'string' ? text : '',
      attach: kinds.filter((each) => each === 'selection' || each === 'file'),
      ...(typeof replaces === 'string' && { replaces }),
    },
  };
}
