import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import type { Answer as EnsembleAnswer } from '../core/ensemble/answer.ts';
import { nothingFitted } from '../core/ensemble/fitted.ts';
import type { AnswerKind } from '../core/ensemble/question.ts';
import { parseRefinePlan } from '../core/ensemble/refinePlan.ts';
import { parseQuestion } from '../core/refine/question.ts';
import type { Member } from '../core/member.ts';
import { createTraceRecorder } from '../core/trace.ts';
import type { RecordedFile } from '../engines/recorded/format.ts';
import { canAnswer, type Services } from '../services.ts';
import { liveEnsemble } from './ensemble.ts';
import { prepareFit } from './replay.ts';

export interface Question {
  readonly text: string;
  /** A name, a member id or inline JSON. */
  readonly ensemble?: string;
  /** How an ensemble compares answers; default `text`. */
  readonly answerKind?: AnswerKind;
  /** Recorded rows that an ensemble learns its confidence and thresholds from. */
  readonly calibrate?: RecordedFile;
}

/** The rest of the fields is an ensemble's. */
export interface Answer extends Partial<
  Pick<EnsembleAnswer, 'confidence' | 'abstained' | 'alternatives' | 'conflicts' | 'notes'>
> {
  readonly text: string;
  readonly trace?: Trace;
}

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
    return failed('badInput', l10n.t('Ask something: the question is empty.'));
  const task = parseQuestion(question.text);
  const { ensemble } = question;
  if (task && (ensemble === undefined || parseRefinePlan(ensemble, services.ensembles).ok))
    return answerByRefining(task, ensemble, services, onText, signal);
  const chat = ensemble === undefined ? await chatMember(question.text, services) : undefined;
  if (chat) return answerByChat(question.text, chat, services, onText, signal);
  if (ensemble === undefined)
    return failed(
      'unsupported',
      l10n.t(
        'The nano pool corrects English, simplifies conditions, works out integer arithmetic and repairs small bugs; it does not chat. Add a chat model with “eidolon models add FILE.gguf” and ask again.',
      ),
    );
  return answerByEnsemble(question, ensemble, services, onText, signal);
}

/** Puts the question to an ensemble, whose answer comes when all of its parts have spoken. */
async function answerByEnsemble(
  { text, answerKind = 'text', calibrate }: Question,
  ensemble: string,
  services: Services,
  onText: (piece: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const live = await liveEnsemble(ensemble, services);
  if (!live.ok) return live;
  const fit = calibrate && (await prepareFit(live.value.strategy, calibrate, services, signal));
  if (fit && !fit.ok) return fit;
  const { expert, scores } = services.route({ text });
  const asked = { prompt: text, domain: expert, domainScores: scores, answerKind };
  const fitted = { ...(fit?.value ?? nothingFitted), trust: await services.learning.view() };
  const { outcome, trace } = await live.value.answer(asked, { fitted }, signal);
  if (!outcome.ok) return outcome;
  const { confidence, abstained, alternatives, conflicts, notes } = outcome.value;
  await onText(outcome.value.text);
  return ok({
    text: outcome.value.text,
    trace,
    confidence,
    ...(abstained && { abstained }),
    ...(alternatives && { alternatives }),
    ...(conflicts && { conflicts }),
    ...(notes && { notes }),
  });
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

/** The expert of a domain of the user's own, else a model of theirs; the nano pool does not chat. */
async function chatMember(text: string, services: Services): Promise<Member | undefined> {
  const members = (await services.pool.members()).filter(canAnswer);
  const { member: expert } = services.route({ text });
  const chosen =
    members.find(({ id }) => id === expert) ?? members.find(({ id }) => !id.startsWith('nano:'));
  return chosen && services.pool.member(chosen.id, 'chat');
}

async function answerByChat(
  text: string,
  member: Member,
  services: Services,
  onText: (piece: string) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<Answer>> {
  const trace = createTraceRecorder(services.clock);
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
    candidates: [{ text: answer, by: member.id, ...(Number.isFinite(logProb) && { logProb }) }],
    ms: timer(),
  });
  return ok({ text: answer, trace: trace.finish() });
}
