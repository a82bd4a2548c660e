import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ChatParams, ChatPart, ChatPlace, ChatReply } from '../../protocol/chat.ts';
import type { Hunk } from '../../protocol/refine.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { OffsetRange } from '../../protocol/text.ts';
import {
  noChatModel,
  planChat,
  type ChatPlan,
  type ChatPool,
  type RefineTask,
} from '../core/chat/plan.ts';
import type { FindResult } from '../../protocol/find.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import { createPositionIndex } from '../core/edits/positions.ts';
import { parseRefinePlan } from '../core/ensemble/refinePlan.ts';
import type { CheckedDraft, RefineRequest } from '../core/refine/refine.ts';
import { isUsable, type Services } from '../services.ts';
import { askEnsemble, askMember } from './chatMembers.ts';

/** A reply for the client, and what checks taught about who drafted. */
export interface HandledChat {
  readonly reply: ChatReply;
  readonly checked: readonly CheckedDraft[];
}

export type OnPart = (part: ChatPart) => void;

/** Searches the open folders for lines that answer; absent where none is open. */
export type Find = (question: string, signal: AbortSignal) => Promise<Result<FindResult>>;

/** Gives an open document by its address. */
export type DocumentOf = (uri: string) => TextDocument | undefined;

/**
 * Answers a message of the chat panel. Corrections, conditions, sums and repairs go through the refine pipeline with
 * its checks; everything else goes to a model that chats, or is declined where there is none.
 */
export async function handleChat(
  params: ChatParams,
  documentOf: DocumentOf,
  find: Find | undefined,
  services: Services,
  onPart: OnPart,
  signal: AbortSignal,
): Promise<Result<HandledChat>> {
  const usable = (await services.pool.members()).filter(isUsable).map(({ id }) => id);
  const pool: ChatPool = {
    chatMembers: usable.filter((id) => !id.startsWith('nano:')),
    canFind: find !== undefined,
    ensembles: Object.keys(services.ensembles),
    refines: (ensemble) => parseRefinePlan(ensemble, services.ensembles).ok,
  };
  const plan = planChat(params, pool);
  switch (plan.kind) {
    case 'decline': {
      const { message, needsModel } = plan;
      return ok({ reply: { kind: 'declined', message, needsModel }, checked: [] });
    }
    case 'refine':
      return answerByRefining(plan, params, documentOf, services, onPart, signal);
    case 'find': {
      const found = await find?.(plan.question, signal);
      if (found && !found.ok) return found;
      return ok({ reply: foundReply(found?.value, params), checked: [] });
    }
    case 'ask': {
      const asked = withSources(plan, params, documentOf);
      const reply =
        asked.ensemble === undefined
          ? await askMember(asked, pool.chatMembers, services, onPart, signal)
          : await askEnsemble(asked, services, onPart, signal);
      return reply.ok ? ok({ reply: reply.value, checked: [] }) : reply;
    }
  }
}

/** Quotations, or the honest word that there are none and what would help. */
function foundReply(found: FindResult | undefined, { command }: ChatParams): ChatReply {
  const { quotations = [], note } = found ?? {};
  if (quotations.length > 0)
    return { kind: 'found', quotations, ...(note !== undefined && { note }) };
  const nothing = note ?? 'No line of the open folder answers this.';
  const message = command === 'find' ? nothing : `${nothing} ${noChatModel}`;
  return { kind: 'declined', message, needsModel: command !== 'find' };
}

/** The text to refine, where it lies in its document, and which document that is. */
interface Subject {
  readonly documentText: string;
  readonly range: OffsetRange;
  readonly languageId: string;
  readonly fileName?: string;
  readonly place?: ChatPlace;
}

async function answerByRefining(
  task: RefineTask,
  params: ChatParams,
  documentOf: DocumentOf,
  services: Services,
  onPart: OnPart,
  signal: AbortSignal,
): Promise<Result<HandledChat>> {
  const found = subjectOf(task, documentOf);
  if (!found.ok) return found;
  const { documentText, range, languageId, fileName, place } = found.value;
  const request: RefineRequest = {
    documentText,
    languageId,
    ranges: [range],
    instruction: task.instruction,
    expert: task.expert,
    ensemble: params.route?.kind === 'ensemble' ? params.route.name : undefined,
    fileName,
  };
  const outcome = await services.refine(
    request,
    (_, text) => onPart({ kind: 'stage', text }),
    signal,
  );
  if (!outcome.ok) return outcome;
  const { hunks, note, trace, checked } = outcome.value;
  const original = documentText.slice(range.start, range.end);
  const within = hunks.map((hunk) => ({
    ...hunk,
    range: { start: hunk.range.start - range.start, end: hunk.range.end - range.start },
  }));
  const vouched = within.filter((hunk) => hunk.verdict !== 'unreviewed');
  const index = createPositionIndex(original);
  return ok({
    reply: {
      kind: 'refined',
      original,
      text: applyChanges(original, vouched),
      languageId,
      hunks: within.map((hunk): Hunk => ({ ...hunk, range: index.rangeAt(hunk.range) })),
      dropped: task.dropped,
      trace,
      ...(place && { place }),
      ...(note !== undefined && { note }),
    },
    checked,
  });
}

function subjectOf(task: RefineTask, documentOf: DocumentOf): Result<Subject> {
  if (task.subject.kind === 'text') {
    const { text, languageId } = task.subject;
    return ok({ documentText: text, range: { start: 0, end: text.length }, languageId });
  }
  const { source } = task.subject;
  const document = documentOf(source.uri);
  if (!document)
    return failed(
      'documentChanged',
      'The attached document is not open any more; attach it again.',
    );
  // A range of another version would point at other text than the user chose.
  if (source.range !== undefined && source.version !== document.version)
    return failed(
      'documentChanged',
      'The document changed after its selection was attached; select the text again and retry.',
    );
  const documentText = document.getText();
  const start = source.range ? document.offsetAt(source.range.start) : 0;
  const end = source.range ? document.offsetAt(source.range.end) : documentText.length;
  return ok({
    documentText,
    range: { start, end },
    languageId: document.languageId,
    fileName: decodeURIComponent(source.uri.slice(source.uri.lastIndexOf('/') + 1)),
    place: { uri: source.uri, start: document.positionAt(start) },
  });
}

/** A question to models, with the texts that go with it. */
export interface AskedModels {
  readonly prompt: string;
  readonly ensemble?: unknown;
  readonly by?: string;
  readonly earlier: ChatParams['earlier'];
  readonly dropped: readonly string[];
}

/** Attached texts longer than this in all would leave a small model no room for its answer. */
const mostSourceCharacters = 12_000;

function withSources(
  plan: Extract<ChatPlan, { kind: 'ask' }>,
  { sources, earlier }: ChatParams,
  documentOf: DocumentOf,
): AskedModels {
  const parts: string[] = [];
  const dropped: string[] = [];
  let room = mostSourceCharacters;
  for (const { kind, uri, range } of sources) {
    const document = documentOf(uri);
    const text = document?.getText(range) ?? '';
    if (!document) dropped.push(`The ${kind} was left out: its document is not open any more.`);
    else if (text.length > room)
      dropped.push(`The ${kind} was left out: it has ${text.length} characters, and ${room} fit.`);
    else {
      room -= text.length;
      parts.push(`${fenced(text, document.languageId)}\n`);
    }
  }
  const { prompt, ...rest } = plan;
  return { ...rest, prompt: [...parts, prompt].join('\n'), earlier, dropped };
}

/** A fence longer than any inside. */
function fenced(text: string, languageId: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${languageId}\n${text}\n${marks}`;
}
