import {
  parseAttachment,
  parseAttachments,
  parseNamedFile,
  parseWeighed,
  type Attachment,
  type NamedFile,
  type Weighed,
} from './attachments.ts';
import {
  parseAttached,
  parseConversation,
  parseSummary,
  parseTurn,
  type AttachedSource,
  type ChatTurn,
  type Conversation,
  type ConversationSummary,
} from './conversation.ts';
import { isRecord } from './record.ts';

/** Names of the texts that the panel shows; the client translates each. */
export const chatStringKeys = [
  'composerLabel',
  'composerPlaceholder',
  'send',
  'stop',
  'stopped',
  'retry',
  'edit',
  'editing',
  'cancelEdit',
  'copy',
  'copyMessage',
  'insert',
  'apply',
  'why',
  'askWith',
  'askCouncil',
  'findInFiles',
  'next',
  'attachSelection',
  'attachFile',
  'attachProblems',
  'addContext',
  'context',
  'chipSelection',
  'chipProblems',
  'chipTerminal',
  'chipNothing',
  'chipCounting',
  'chipCut',
  'chipLeft',
  'removeChip',
  'chipRemoved',
  'chipAttached',
  'tokens',
  'tokensAbout',
  'tokensOf',
  'tokensAboutOf',
  'readInParts',
  'readBy',
  'sizes',
  'refSelection',
  'refFile',
  'refProblems',
  'refTerminal',
  'suggestions',
  'you',
  'eidolon',
  'working',
  'changes',
  'noChanges',
  'found',
  'orderedBy',
  'orderedByMeaning',
  'quotation',
  'verdictProven',
  'verdictReviewed',
  'verdictUnreviewed',
  'confidence',
  'notReviewedHint',
  'certain',
  'likely',
  'unsure',
  'members',
  'leaves',
  'agreement',
  'cost',
  'abstained',
  'addModel',
  'correctThis',
  'emptyTitle',
  'emptyNano',
  'emptyNanoNot',
  'emptyChat',
  'tryOne',
  'exampleProse',
  'exampleLogic',
  'exampleSum',
  'history',
  'newConversation',
  'back',
  'search',
  'noHistory',
  'delete',
  'export',
  'messages',
  'commandFix',
  'commandSimplify',
  'commandRewrite',
  'commandFind',
  'commandVote',
  'commandCouncil',
  'tooLong',
  'conversation',
  'earlier',
] as const;
export type ChatStringKey = (typeof chatStringKeys)[number];
export type ChatStrings = Readonly<Record<ChatStringKey, string>>;

/** What the panel needs to know of the pool. */
export interface PoolSummary {
  /** Members that answer questions; empty with the nano pool alone. */
  readonly chatMembers: readonly string[];
  /** A folder is open whose files can be quoted. */
  readonly canFind: boolean;
}

/** From the extension to the panel. */
export type HostMessage =
  | {
      readonly kind: 'start';
      readonly strings: ChatStrings;
      readonly conversation: Conversation;
      readonly sources: readonly AttachedSource[];
      readonly pool: PoolSummary;
    }
  | { readonly kind: 'conversation'; readonly conversation: Conversation }
  /** Adds a turn, or puts it in the place of the one with its id. */
  | { readonly kind: 'turn'; readonly turn: ChatTurn }
  | { readonly kind: 'stage'; readonly turnId: string; readonly text: string }
  | { readonly kind: 'piece'; readonly turnId: string; readonly text: string }
  | { readonly kind: 'history'; readonly summaries: readonly ConversationSummary[] }
  | { readonly kind: 'sources'; readonly sources: readonly AttachedSource[] }
  | { readonly kind: 'pool'; readonly pool: PoolSummary }
  | { readonly kind: 'show'; readonly view: ChatView }
  /** Adds something to what goes along. */
  | { readonly kind: 'attach'; readonly attachment: Attachment }
  /** Answers `weigh` of the same ticket. */
  | { readonly kind: 'weights'; readonly ticket: number; readonly weighed: Weighed }
  /** Answers `findFiles` of the same query. */
  | { readonly kind: 'files'; readonly query: string; readonly files: readonly NamedFile[] }
  /** Puts a text into the composer, with what is selected attached. */
  | { readonly kind: 'draft'; readonly text: string; readonly attach: boolean }
  /** One sentence for the live region. */
  | { readonly kind: 'notice'; readonly text: string };

export type ChatView = 'chat' | 'history';

/** From the panel to the extension. */
export type PanelMessage =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'send';
      /** As typed, slash command included. */
      readonly text: string;
      readonly attach: readonly Attachment[];
      /** The turn whose question was edited; the new one goes on from what stood before it. */
      readonly replaces?: string;
    }
  /** Asks what a message would cost; each ticket is higher than the one before. */
  | {
      readonly kind: 'weigh';
      readonly ticket: number;
      readonly text: string;
      readonly attach: readonly Attachment[];
    }
  /** Lets the user choose what goes along. */
  | { readonly kind: 'chooseContext' }
  | { readonly kind: 'chooseFile' }
  /** Attaches what is selected in the terminal. */
  | { readonly kind: 'attachTerminal' }
  /** Looks for files whose name holds the query. */
  | { readonly kind: 'findFiles'; readonly query: string }
  | { readonly kind: 'retry'; readonly turnId: string }
  /** Lets the user choose who shall answer instead. */
  | { readonly kind: 'chooseRoute'; readonly turnId: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'insert'; readonly text: string }
  /** Opens the review of a turn's changes. */
  | { readonly kind: 'apply'; readonly turnId: string }
  /** Opens a review that puts a code block in the place of the selection. */
  | { readonly kind: 'applyBlock'; readonly turnId: string; readonly text: string }
  | { readonly kind: 'trace'; readonly turnId: string }
  /** Shows a quotation in its file. */
  | { readonly kind: 'openQuotation'; readonly turnId: string; readonly index: number }
  | { readonly kind: 'addModel' }
  | { readonly kind: 'openLink'; readonly href: string }
  | { readonly kind: 'newConversation' }
  | { readonly kind: 'listHistory'; readonly query: string }
  | { readonly kind: 'openConversation'; readonly id: string }
  | { readonly kind: 'deleteConversation'; readonly id: string }
  | { readonly kind: 'exportConversation'; readonly id: string };

/** A message to the panel; undefined when it cannot be read. */
export function parseHostMessage(value: unknown): HostMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, turnId, text } = value;
  switch (kind) {
    case 'start':
      return parseStart(value);
    case 'conversation': {
      const conversation = parseConversation(value['conversation']);
      return conversation && { kind, conversation };
    }
    case 'turn': {
      const turn = parseTurn(value['turn']);
      return turn && { kind, turn };
    }
    case 'stage':
    case 'piece':
      return typeof turnId === 'string' && typeof text === 'string'
        ? { kind, turnId, text }
        : undefined;
    case 'history':
      return { kind, summaries: listOf(value['summaries'], parseSummary) };
    case 'sources':
      return { kind, sources: listOf(value['sources'], parseAttached) };
    case 'pool':
      return { kind, pool: parsePool(value['pool']) };
    case 'attach': {
      const attachment = parseAttachment(value['attachment']);
      return attachment && { kind, attachment };
    }
    case 'weights': {
      const weighed = parseWeighed(value['weighed']);
      const { ticket } = value;
      return weighed && typeof ticket === 'number' ? { kind, ticket, weighed } : undefined;
    }
    case 'files':
      return typeof value['query'] === 'string'
        ? { kind, query: value['query'], files: listOf(value['files'], parseNamedFile) }
        : undefined;
    case 'show':
      return { kind, view: value['view'] === 'history' ? 'history' : 'chat' };
    case 'draft':
      return typeof text === 'string'
        ? { kind, text, attach: value['attach'] === true }
        : undefined;
    case 'notice':
      return typeof text === 'string' ? { kind, text } : undefined;
    default:
      return undefined;
  }
}

function parseStart(value: Record<string, unknown>): HostMessage | undefined {
  const conversation = parseConversation(value['conversation']);
  const given = isRecord(value['strings']) ? value['strings'] : {};
  if (!conversation) return undefined;
  const entries = chatStringKeys.map((key): [ChatStringKey, string] => {
    const text = given[key];
    return [key, typeof text === 'string' ? text : key];
  });
  return {
    kind: 'start',
    strings: Object.fromEntries(entries) as ChatStrings,
    conversation,
    sources: listOf(value['sources'], parseAttached),
    pool: parsePool(value['pool']),
  };
}

/** A message from the panel; undefined when it cannot be read. */
export function parsePanelMessage(value: unknown): PanelMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { kind } = value;
  const word = (key: string): string | undefined =>
    typeof value[key] === 'string' ? value[key] : undefined;
  switch (kind) {
    case 'ready':
    case 'stop':
    case 'addModel':
    case 'newConversation':
    case 'chooseContext':
    case 'chooseFile':
    case 'attachTerminal':
      return { kind };
    case 'send':
      return parseSend(value);
    case 'weigh': {
      const text = word('text');
      const { ticket } = value;
      if (text === undefined || typeof ticket !== 'number') return undefined;
      return { kind, ticket, text, attach: parseAttachments(value['attach']) };
    }
    case 'findFiles': {
      const query = word('query');
      return query === undefined ? undefined : { kind, query };
    }
    case 'copy':
    case 'insert': {
      const text = word('text');
      return text === undefined ? undefined : { kind, text };
    }
    case 'apply':
    case 'retry':
    case 'chooseRoute':
    case 'trace': {
      const turnId = word('turnId');
      return turnId === undefined ? undefined : { kind, turnId };
    }
    case 'applyBlock': {
      const [turnId, text] = [word('turnId'), word('text')];
      return turnId === undefined || text === undefined ? undefined : { kind, turnId, text };
    }
    case 'openQuotation': {
      const turnId = word('turnId');
      const { index } = value;
      return turnId === undefined || typeof index !== 'number'
        ? undefined
        : { kind, turnId, index };
    }
    case 'openLink': {
      const href = word('href');
      return href === undefined ? undefined : { kind, href };
    }
    case 'listHistory':
      return { kind, query: word('query') ?? '' };
    case 'openConversation':
    case 'deleteConversation':
    case 'exportConversation': {
      const id = word('id');
      return id === undefined ? undefined : { kind, id };
    }
    default:
      return undefined;
  }
}

function parseSend(value: Record<string, unknown>): PanelMessage | undefined {
  const { text, replaces } = value;
  if (typeof text !== 'string') return undefined;
  return {
    kind: 'send',
    text,
    attach: parseAttachments(value['attach']),
    ...(typeof replaces === 'string' && { replaces }),
  };
}

function parsePool(value: unknown): PoolSummary {
  const members = isRecord(value) ? value['chatMembers'] : undefined;
  const names = Array.isArray(members) ? members : [];
  const chatMembers = names.filter((each) => typeof each === 'string');
  return { chatMembers, canFind: isRecord(value) && value['canFind'] === true };
}

function listOf<T>(value: unknown, parse: (each: unknown) => T | undefined): T[] {
  return Array.isArray(value) ? value.flatMap((each) => parse(each) ?? []) : [];
}
