import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import { parseQuestion } from '../core/refine/question.ts';
import type { Member } from '../core/member.ts';
import { createTraceRecorder } from '../core/trace.ts';
import type { Services } from '../services.ts';

export interface Question {
  readonly text: string;
  readonly ensemble?: string;
}

export interface Answer {
  readonly text: string;
  readonly trace?: Trace;
}

const noChatMember =
  'The nano pool corrects English, simplifies conditions, works out integer arithmetic and repairs small ' +
  'bugs; it does not chat. Add a chat model with “eidolon models add FILE.gguf” and ask again.';

const maxAnswerTokens = 1024;

/**
 * Answers a question. What the experts can do (a correction, a condition, a sum) goes through the refine
 * pipeline with its checks; everything else needs a chat model, and the answer says so when there is none.
 */
export async function answerQuestion(
  question: Question,
  services: Services,
  onText: (piece: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  if (question.text.trim() === '')
    return failed('badInput', 'Ask something: the question is empty.');
  const task = parseQuestion(question.text);
  if (task) return answerByRefining(task, question.ensemble, services, onText, signal);
  const chat = await chatMember(services, question.ensemble);
  if (!chat) return failed('unsupported', noChatMember);
  return answerByChat(question.text, chat, services, onText, signal);
}

async function answerByRefining(
  task: { text: string; languageId: string; instruction?: string; expert?: string },
  ensemble: string | undefined,
  services: Services,
  onText: (piece: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const { text, ...rest } = task;
  const outcome = await services.refine(
    { documentText: text, ranges: [], ...rest, ensemble },
    () => undefined,
    signal,
  );
  if (!outcome.ok) return outcome;
  const { hunks, note, trace } = outcome.value;
  const vouched = hunks.filter((hunk) => hunk.verdict !== 'unreviewed');
  const answer = vouched.length > 0 ? applyChanges(text, vouched) : (note ?? text);
  await onText(answer);
  return ok({ text: answer, trace });
}

async function chatMember(services: Services, id: string | undefined): Promise<Member | undefined> {
  const members = await services.pool.members();
  const usable = members.filter(
    (member) => member.state !== 'missing' && member.state !== 'quarantined',
  );
  const chosen = id
    ? usable.find((member) => member.id === id)
    : usable.find((member) => member.id.startsWith('file:'));
  return chosen && services.pool.member(chosen.id);
}

async function answerByChat(
  text: string,
  member: Member,
  services: Services,
  onText: (piece: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const trace = createTraceRecorder({ now: () => Date.now(), newId: () => crypto.randomUUID() });
  const timer = trace.timer();
  trace.add({ kind: 'route', decision: services.route({ text }), ms: timer() });
  const pieces: string[] = [];
  let logProb = 0;
  const request = {
    messages: [{ role: 'user' as const, content: text }],
    maxTokens: maxAnswerTokens,
    temperature: 0,
  };
  for await (const chunk of member.generate(request, signal)) {
    if (chunk.kind === 'failed') return { ok: false, failure: chunk.failure };
    if (chunk.kind !== 'token') continue;
    pieces.push(chunk.text);
    logProb += chunk.logProb;
    await onText(chunk.text);
  }
  const answer = pieces.join('');
  trace.add({
    kind: 'draft',
    member: member.id,
    original: text,
    candidates: [{ text: answer, by: member.id, logProb }],
    ms: timer(),
  });
  return ok({ text: answer, trace: trace.finish() });
}
