import * as l10n from '@vscode/l10n';
import type { ChatParams, ChatPlace, ChatReply } from '../../protocol/chat.ts';
import type { Hunk } from '../../protocol/refine.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { OffsetRange } from '../../protocol/text.ts';
import {
  languageOfFile,
  noChatModel,
  planChat,
  type ChatPlan,
  type ChatPool,
  type RefineTask,
} from '../core/chat/plan.ts';
import { sourceName } from '../core/chat/sourceWords.ts';
import type { FindResult } from '../../protocol/find.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import { createPositionIndex } from '../core/edits/positions.ts';
import { parseRefinePlan } from '../core/ensemble/refinePlan.ts';
import { withNotes } from '../core/trace.ts';
import type { CheckedDraft } from '../core/refine/judgeDrafts.ts';
import type { RefineRequest } from '../core/refine/refine.ts';
import type { MemberInfo } from '../pool/messages.ts';
import { canAnswer, type Services } from '../services.ts';
import {
  fitContext,
  readSources,
  wholeText,
  type DocumentOf,
  type WholeQuestion,
} from './chatContext.ts';
import { askEnsemble, askMember, type AskedModels, type OnPart } from './chatMembers.ts';
import { answeringMember, createReaders, ensembleReaders, type Readers } from './chatReaders.ts';

/** A reply for the client, and what checks taught about who drafted. */
export interface HandledChat {
  readonly reply: ChatReply;
  readonly checked: readonly CheckedDraft[];
}

/** Searches the open folders for lines that answer; absent where none is open. */
export type Find = (
  question: string,
  signal: AbortSignal,
  onStage: (text: string) => void,
) => Promise<Result<FindResult>>;

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
  const infos = await services.pool.members();
  const pool = chatPool(infos, find !== undefined, services);
  const plan = planChat(params, pool);
  switch (plan.kind) {
    case 'decline': {
      const { message, needsModel } = plan;
      return ok({ reply: { kind: 'declined', message, needsModel }, checked: [] });
    }
    case 'refine':
      return answerByRefining(plan, params, documentOf, services, onPart, signal);
    case 'find': {
      const found = await find?.(plan.question, signal, (text) => onPart({ kind: 'stage', text }));
      if (found && !found.ok) return found;
      return ok({ reply: foundReply(found?.value, params), checked: [] });
    }
    case 'ask': {
      const whole = wholeQuestion(plan, params, documentOf);
      const readers = readersOf(plan, whole, infos, pool, services);
      const { conversation } = params;
      const asked = {
        ...plan,
        ...(await fitContext(whole, readers, signal)),
        ...(conversation !== undefined && { conversation }),
      };
      const reply = await askModels(asked, wholeText(whole), pool, services, onPart, signal);
      return reply.ok ? ok({ reply: reply.value, checked: [] }) : reply;
    }
  }
}

/** What of the pool a message can be put to. */
export function chatPool(
  infos: readonly MemberInfo[],
  canFind: boolean,
  services: Pick<Services, 'ensembles'>,
): ChatPool {
  const usable = infos.filter(canAnswer).map(({ id }) => id);
  return {
    chatMembers: usable.filter((id) => !id.startsWith('nano:')),
    canFind,
    ensembles: Object.keys(services.ensembles),
    refines: (ensemble) => parseRefinePlan(ensemble, services.ensembles).ok,
  };
}

/** A question to models with all that could go along. */
export function wholeQuestion(
  { prompt }: Extract<ChatPlan, { kind: 'ask' }>,
  { sources, earlier }: ChatParams,
  documentOf: DocumentOf,
): WholeQuestion {
  return { prompt, sources: readSources(sources, documentOf), earlier };
}

/** Those who will read a question. */
export function readersOf(
  { ensemble }: Extract<ChatPlan, { kind: 'ask' }>,
  whole: WholeQuestion,
  infos: readonly MemberInfo[],
  { chatMembers }: ChatPool,
  services: Services,
): Readers {
  if (ensemble !== undefined)
    return createReaders(ensembleReaders(ensemble, infos, services), infos, services);
  const id = answeringMember(services.route({ text: wholeText(whole) }), chatMembers);
  return createReaders(id === undefined ? [] : [id], infos, services);
}

function askModels(
  asked: AskedModels,
  whole: string,
  { chatMembers }: ChatPool,
  services: Services,
  onPart: OnPart,
  signal: AbortSignal,
): Promise<Result<ChatReply>> {
  return asked.ensemble === undefined
    ? askMember(asked, whole, chatMembers, services, onPart, signal)
    : askEnsemble(asked, services, onPart, signal);
}

/** Quotations, or the honest word that there are none and what would help. */
function foundReply(found: FindResult | undefined, { command }: ChatParams): ChatReply {
  const { quotations = [], note, ranking } = found ?? {};
  if (quotations.length > 0)
    return {
      kind: 'found',
      quotations,
      ...(ranking && { ranking }),
      ...(note !== undefined && { note }),
    };
  const nothing = note ?? l10n.t('No line of the open folder answers this.');
  const message = command === 'find' ? nothing : `${nothing} ${noChatModel()}`;
  return { kind: 'declined', message, needsModel: command !== 'find' };
}

/** The text to refine, where it lies in its document, and which document that is. */
export interface Subject {
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
      trace: withNotes(trace, task.dropped),
      ...(place && { place }),
      ...(note !== undefined && { note }),
    },
    checked,
  });
}

export function subjectOf(task: RefineTask, documentOf: DocumentOf): Result<Subject> {
  if (task.subject.kind === 'text') {
    const { text, languageId } = task.subject;
    return ok({ documentText: text, range: { start: 0, end: text.length }, languageId });
  }
  const { source } = task.subject;
  const document = documentOf(source.uri);
  const { uri, kind, text } = source;
  if (!document && kind === 'file' && text !== undefined)
    return ok({
      ...{ documentText: text, range: { start: 0, end: text.length } },
      ...{ languageId: languageOfFile(sourceName(source)), fileName: sourceName(source) },
      place: { uri, start: { line: 0, character: 0 } },
    });
  if (!document)
    return failed(
      'documentChanged',
      l10n.t('The attached document is not open any more; attach it again.'),
    );
  // A range of another version would point at other text than the user chose.
  if (source.range !== undefined && source.version !== document.version)
    return failed(
      'documentChanged',
      l10n.t(
        'The document changed after its selection was attached; select the text again and retry.',
      ),
    );
  const documentText = document.getText();
  const start = source.range ? document.offsetAt(source.range.start) : 0;
  const end = source.range ? document.offsetAt(source.range.end) : documentText.length;
  return ok({
    documentText,
    range: { start, end },
    languageId: document.languageId,
    fileName: sourceName(source),
    place: { uri: source.uri, start: document.positionAt(start) },
  });
}
