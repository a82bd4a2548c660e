import * as vscode from 'vscode';
import { agentReply } from '../../protocol/agentTools.ts';
import {
  chatCommands,
  chatRequest,
  parseChatPart,
  parseChatReply,
  type ChatReply,
  type ChatSource,
} from '../../protocol/chat.ts';
import { reviewReply } from '../chat/editing.ts';
import { referredSource } from '../chat/sources.ts';
import { internalCommandIds } from '../commandIds.ts';
import { openWhy, type Traces } from '../features/traceDocument.ts';
import type { Notices } from '../features/notices.ts';
import { messages } from '../messages.ts';
import type { Reviews } from '../review/reviews.ts';
import type { ServerLink } from '../serverLink.ts';
import { chatRequestOf, type GivenMessage } from './requests.ts';

/** Id of the participant in the manifest; people write `@eidolon`. */
export const participantId = 'eidolon.chat';

type Refined = Extract<ChatReply, { kind: 'refined' }>;

/** Answers whose changes can still be reviewed from the chat. */
const mostKept = 50;
let requestCount = 0;

export interface ParticipantDeps {
  readonly link: ServerLink;
  readonly traces: Traces;
  readonly reviews: Reviews;
  readonly notices: Notices;
}

/** `@eidolon` in the editor's own chat: the same answers as in our panel, and every change goes through a review. */
export function registerParticipant(
  chat: Partial<typeof vscode.chat> | undefined,
  deps: ParticipantDeps,
): vscode.Disposable[] {
  const refined = new Map<string, Refined>();
  const { traces, reviews, notices } = deps;
  const participant = chat?.createChatParticipant?.(participantId, createHandler(deps, refined));
  if (!participant) return [];
  participant.iconPath = new vscode.ThemeIcon('layers');
  return [
    participant,
    vscode.commands.registerCommand(internalCommandIds.reviewAnswer, async (id: unknown) => {
      const reply = refined.get(String(id));
      const problem = reply ? await reviewReply(reply, reviews) : messages.traceGone();
      if (problem !== undefined) notices.info(problem);
    }),
    vscode.commands.registerCommand(internalCommandIds.whyAnswer, async (id: unknown) => {
      const trace = traces.get(String(id));
      if (trace) await openWhy(trace);
      else notices.info(messages.traceGone());
    }),
  ];
}

/** What answers a request; `refined` keeps the answers whose changes can be reviewed, by their traces' ids. */
export function createHandler(
  { link, traces }: Pick<ParticipantDeps, 'link' | 'traces'>,
  refined: Map<string, Refined>,
): vscode.ChatRequestHandler {
  return async (request, context, stream, cancel) => {
    const sources = await Promise.all(request.references.map(({ value }) => sourceOf(value)));
    const command = chatCommands.find((each) => each === request.command);
    const params = chatRequestOf(command ? { command } : {}, [
      ...context.history.map(earlierMessage),
      // A command and an attachment say enough.
      { role: 1, content: [{ value: request.prompt.trim() || (command ?? '') }] },
    ]);
    if (!params.ok) return { errorDetails: { message: params.failure.message } };
    const token = `eidolon-participant-${++requestCount}`;
    let streamed = '';
    const report = (value: unknown): void => {
      const part = parseChatPart(value);
      if (part?.kind === 'stage') stream.progress(part.text);
      if (part?.kind !== 'text') return;
      streamed += part.text;
      stream.markdown(part.text);
    };
    const asked = {
      ...params.value,
      ...(request.prompt.trim() === '' && { text: '' }),
      sources: sources.filter((each) => each !== undefined),
      partialResultToken: token,
    };
    const reply = await link.request(chatRequest, asked, cancel, { token, report });
    if (!reply.ok) return { errorDetails: { message: reply.failure.message } };
    const parsed = parseChatReply(reply.value);
    if (!parsed) return { errorDetails: { message: messages.badReply() } };
    // What has been streamed is the beginning of the whole answer.
    const whole = agentReply(parsed);
    stream.markdown(whole.startsWith(streamed) ? whole.slice(streamed.length) : `\n\n${whole}`);
    if ('trace' in parsed) offerMore(parsed, stream);
    return {};
  };

  function offerMore(
    reply: Extract<ChatReply, { readonly trace: unknown }>,
    stream: vscode.ChatResponseStream,
  ): void {
    const { trace } = reply;
    traces.keep(trace);
    if (reply.kind === 'refined' && reply.hunks.length > 0) {
      refined.set(trace.id, reply);
      const [oldest] = refined.keys();
      if (refined.size > mostKept && oldest !== undefined) refined.delete(oldest);
      stream.button({
        command: internalCommandIds.reviewAnswer,
        title: messages.reviewInEditor(),
        arguments: [trace.id],
      });
    }
    stream.button({
      command: internalCommandIds.whyAnswer,
      title: messages.whyThisAnswer(),
      arguments: [trace.id],
    });
  }
}

/** A turn of the editor's chat as a message: what was asked, or the text that was answered. */
function earlierMessage(turn: vscode.ChatRequestTurn | vscode.ChatResponseTurn): GivenMessage {
  if ('prompt' in turn) return { role: 1, content: [{ value: turn.prompt }] };
  const texts = turn.response.map(({ value }: { value?: unknown }) =>
    typeof value === 'object' && value !== null && 'value' in value ? value : { value: '' },
  );
  return { role: 2, content: texts };
}

/** What is attached to a request: a text, a file, or a place in one; undefined for anything else. */
async function sourceOf(value: unknown): Promise<ChatSource | undefined> {
  if (typeof value === 'string')
    return { kind: 'file', uri: 'agent:/attached.txt', version: 0, text: value };
  if (value instanceof vscode.Uri) return referredSource(value);
  return value instanceof vscode.Location ? referredSource(value.uri, value.range) : undefined;
}
