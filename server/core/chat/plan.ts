import * as l10n from '@vscode/l10n';
import type { ChatCommand, ChatParams, ChatSource } from '../../../protocol/chat.ts';
import { parseQuestion } from '../refine/question.ts';
import { outOfScope } from '../refine/scope.ts';
import { sourceWords } from './sourceWords.ts';
import { readSurface } from '../router/surface.ts';

/** What a message asks the refine pipeline to do, and with which text. */
export interface RefineTask {
  readonly kind: 'refine';
  /** The text itself, or the part of a document that holds it. */
  readonly subject:
    | { readonly kind: 'text'; readonly text: string; readonly languageId: string }
    | { readonly kind: 'source'; readonly source: ChatSource };
  readonly instruction?: string;
  readonly expert?: string;
  /** What the message named and this does not look at, a sentence each. */
  readonly dropped: readonly string[];
}

/** How a message is answered. */
export type ChatPlan =
  | RefineTask
  | {
      readonly kind: 'ask';
      readonly prompt: string;
      /** Name or specification; absent means one model. */
      readonly ensemble?: unknown;
      /** What to call it. */
      readonly by?: string;
    }
  | { readonly kind: 'find'; readonly question: string }
  | { readonly kind: 'decline'; readonly message: string; readonly needsModel: boolean };

/** What can be asked beside the experts. */
export interface ChatPool {
  /** Ids of the members that chat, which no nano model does. */
  readonly chatMembers: readonly string[];
  /** A folder is open whose files can be quoted. */
  readonly canFind: boolean;
  /** Names of the user's own ensembles. */
  readonly ensembles: readonly string[];
  /** True for an ensemble that can refine. */
  readonly refines: (ensemble: string) => boolean;
}

/** Said where a message needs a model that chats and there is none. */
export function noChatModel(): string {
  return l10n.t(
    'The nano pool does not do this; add a model. On its own it corrects English, simplifies conditions, works out integer arithmetic and repairs small bugs in short functions.',
  );
}

/** Decides what a message asks for. Without a model that chats, what the experts do not do is declined. */
export function planChat(params: ChatParams, pool: ChatPool): ChatPlan {
  const { text, command, route, sources } = params;
  if (text.trim() === '' && sources.length === 0)
    return decline(
      command === undefined
        ? l10n.t('Write something, or attach the selection.')
        : l10n.t('Write or paste a text after /{0}, or attach the selection.', command),
    );
  if (command === 'vote' || command === 'council') return planMany(command, text, pool);
  if (command === 'find') return planFind(text, pool);
  // A model that answers questions is asked; an ensemble that can refine does so.
  if (
    route?.kind === 'ensemble' &&
    (pool.chatMembers.includes(route.name) || !pool.refines(route.name))
  )
    return { kind: 'ask', prompt: text, ensemble: route.name, by: route.name };
  const forced = command !== undefined || route !== undefined;
  const task = refineTask(params, forced);
  const chats = pool.chatMembers.length > 0;
  if (task && !(chats && !forced && isBeyondExperts(task))) return task;
  if (chats) return { kind: 'ask', prompt: text };
  if (!forced && pool.canFind && isQuestion(text)) return { kind: 'find', question: text };
  const message =
    command === undefined
      ? l10n.t('{0} To have this text itself corrected, send it with /fix.', noChatModel())
      : noChatModel();
  return decline(message, true);
}

function planFind(text: string, pool: ChatPool): ChatPlan {
  if (text.trim() === '') return decline(l10n.t('Write a question after /{0}.', 'find'));
  if (!pool.canFind)
    return decline(l10n.t('/find quotes files of an open folder; open one first.'));
  return { kind: 'find', question: text };
}

function planMany(command: 'vote' | 'council', text: string, pool: ChatPool): ChatPlan {
  if (text.trim() === '') return decline(l10n.t('Write a question after /{0}.', command));
  if (pool.ensembles.includes(command))
    return { kind: 'ask', prompt: text, ensemble: command, by: command };
  const members = pool.chatMembers;
  if (members.length < 2)
    return decline(
      members.length === 0
        ? l10n.t(
            '/{0} asks several models that answer questions, and this pool has none; add a model.',
            command,
          )
        : l10n.t(
            '/{0} asks several models that answer questions, and this pool has one; add a model.',
            command,
          ),
      true,
    );
  const ensemble =
    command === 'vote'
      ? { kind: 'vote', members, by: 'majority' }
      : { kind: 'fuse', members, by: 'rerank' };
  return { kind: 'ask', prompt: text, ensemble, by: command };
}

/** What the experts could be given; undefined when the message reads as a question or an order to a chat model. */
function refineTask(params: ChatParams, forced: boolean): RefineTask | undefined {
  const { text, command, route } = params;
  const forcedExpert =
    route?.kind === 'expert' ? route.name : command === 'simplify' ? 'logic' : undefined;
  // Problems and what a terminal shows are about a text, and none to be corrected.
  const source = params.sources.find(({ kind }) => kind === 'selection' || kind === 'file');
  const dropped = params.sources.filter((each) => each !== source).map(leftByExperts);
  if (source) {
    const instruction = instructionOf(text, command);
    return {
      kind: 'refine',
      subject: { kind: 'source', source },
      dropped,
      ...(instruction !== undefined && { instruction }),
      ...(forcedExpert !== undefined && { expert: forcedExpert }),
    };
  }
  const block = fencedBlock(text);
  const asked = command === undefined && !block ? parseQuestion(text) : undefined;
  if (asked) {
    const expert = forcedExpert ?? asked.expert;
    return {
      kind: 'refine',
      subject: { kind: 'text', text: asked.text, languageId: asked.languageId },
      dropped,
      ...(asked.instruction !== undefined && { instruction: asked.instruction }),
      ...(expert !== undefined && { expert }),
    };
  }
  const pasted = pastedTask(text, block, command, forcedExpert, forced);
  return pasted && { ...pasted, dropped };
}

/** Why the experts do not look at a text beside the one that they are given. */
export function leftByExperts(source: ChatSource): string {
  return l10n.t('{0} was left out: the experts look at one text at a time.', sourceWords(source));
}

function pastedTask(
  text: string,
  block: FencedBlock | undefined,
  command: ChatCommand | undefined,
  expert: string | undefined,
  forced: boolean,
): RefineTask | undefined {
  if (block === undefined && !forced && readsAsRequest(text)) return undefined;
  const subject = block?.text ?? text.trim();
  const languageId = block?.languageId ?? languageOf(subject);
  const instruction = instructionOf(block?.around ?? '', command);
  if (block && !forced && outOfScope({ text: subject, languageId, instruction }) !== undefined)
    return undefined;
  return {
    kind: 'refine',
    subject: { kind: 'text', text: subject, languageId },
    dropped: [],
    ...(instruction !== undefined && { instruction }),
    ...(expert !== undefined && { expert }),
  };
}

/** With a model that chats, only what the experts are made for goes to them unasked. */
function isBeyondExperts(task: RefineTask): boolean {
  if (task.subject.kind === 'source')
    return outOfScope({ text: '', instruction: task.instruction ?? '' }) !== undefined;
  return task.expert === undefined && task.instruction === undefined;
}

function instructionOf(words: string, command: ChatCommand | undefined): string | undefined {
  const trimmed = words.trim();
  if (command === 'rewrite') return `rewrite ${trimmed}`.trim();
  return trimmed === '' ? undefined : trimmed;
}

interface FencedBlock {
  readonly text: string;
  readonly languageId: string;
  /** The message without the block. */
  readonly around: string;
}

const fenceNames: Readonly<Record<string, string>> = {
  ts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  jsx: 'javascriptreact',
  py: 'python',
  md: 'markdown',
  text: 'plaintext',
  txt: 'plaintext',
};

/** The language of a file that is not open, by its ending; an unknown one counts as plain text. */
export function languageOfFile(name: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return fenceNames[ending] ?? 'plaintext';
}

function fencedBlock(message: string): FencedBlock | undefined {
  const match = /(^|\n)(```|~~~)([\w+#-]*)[^\n]*\n([\s\S]*?)\n?\2(?=\n|$)/.exec(message);
  const text = match?.[4];
  if (!match || text === undefined || text.trim() === '') return undefined;
  const name = (match[3] ?? '').toLowerCase();
  return {
    text,
    languageId: name === '' ? languageOf(text) : (fenceNames[name] ?? name),
    around: `${message.slice(0, match.index)} ${message.slice(match.index + match[0].length)}`,
  };
}

/** A guess by the text's shape: running text, Python, or else TypeScript, which includes JavaScript. */
function languageOf(text: string): string {
  const { codeLines, sentences, expression } = readSurface(text);
  const isCode =
    (expression !== undefined && expression.kind !== 'value') ||
    (codeLines >= 0.5 && sentences === 0);
  if (!isCode) return 'plaintext';
  const isPython =
    /^\s*(?:def|class|elif|import|from|if|for|while)\b.*:\s*(?:#.*)?$/m.test(text) ||
    (/\b(?:and|or|not|None|True|False)\b/.test(text) && !/&&|\|\||!\w|[{};]/.test(text));
  return isPython ? 'python' : 'typescript';
}

const request =
  /^(?:(?:please|hey|hi|hello|ok|so)[\s,!]+)*(?:what|why|how|who|whom|whose|when|where|which|can|could|would|should|will|shall|is|are|was|were|do|does|did|has|have|tell|explain|describe|write|give|show|list|create|make|generate|translate|summari[sz]e|compare|help|suggest|recommend|find|search|add|implement|build|draft|compose|refactor|optimi[sz]e|convert|rename|hello|hi|hey|thanks|thank you)\b/i;

/** A question, a greeting or an order, as against a text that was pasted to be corrected. */
function readsAsRequest(text: string): boolean {
  const trimmed = text.trim();
  return (
    request.test(trimmed) ||
    /[?？]\s*$/.test(trimmed) ||
    !/[\p{L}\p{N}].*[\s(<>=!&|+*/-]/su.test(trimmed)
  );
}

/** Asks for something that may stand written somewhere. */
function isQuestion(text: string): boolean {
  return /^\s*(?:what|why|how|who|when|where|which)\b|[?？]\s*$/i.test(text);
}

function decline(message: string, needsModel = false): ChatPlan {
  return { kind: 'decline', message, needsModel };
}
