import * as l10n from '@vscode/l10n';
import type { ChatMemberAnswer, ChatPart, ChatReply } from '../../protocol/chat.ts';
import { isHttpMember } from '../../protocol/httpMembers.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import { nothingFitted } from '../core/ensemble/fitted.ts';
import type { Member, Message } from '../core/member.ts';
import { conflictWords } from '../core/consistency/conflictWords.ts';
import { createTraceRecorder, withNotes } from '../core/trace.ts';
import { createUsageMeter } from '../core/usage.ts';
import type { Services } from '../services.ts';
import { maxAnswerTokens, type FittedQuestion } from './chatContext.ts';
import { answeringMember } from './chatReaders.ts';
import { liveEnsemble } from './ensemble.ts';

/** A question to models with what goes along. */
export interface AskedModels extends FittedQuestion {
  /** Name or specification; absent means one model. */
  readonly ensemble?: unknown;
  /** What to call it. */
  readonly by?: string;
  /** Id of the conversation, where what a model reads of it may be kept on disk. */
  readonly conversation?: string;
}

export type OnPart = (part: ChatPart) => void;

/** Streams one model's answer; `whole` is the question with all that was attached, which decides who that is. */
export async function askMember(
  asked: AskedModels,
  whole: string,
  chatMembers: readonly string[],
  services: Services,
  onPart: OnPart,
  signal: AbortSignal,
): Promise<Result<ChatReply>> {
  const trace = createTraceRecorder(services.clock);
  const usage = createUsageMeter();
  const timer = trace.timer();
  const decision = services.route({ text: whole });
  trace.add({ kind: 'route', decision, ms: timer() });
  for (const text of contextNotes(asked)) trace.add({ kind: 'note', text });
  const id = answeringMember(decision, chatMembers);
  if (id === undefined)
    return failed('modelMissing', l10n.t('No model that chats can run; add one.'));
  onPart({ kind: 'stage', text: l10n.t('{0} answers', id) });
  const { dropped } = asked;
  const messages = conversation(asked);
  const pieces: string[] = [];
  let logProb = 0;
  const keepStateIn = await stateFolder(asked, id, services);
  const request = {
    ...{ messages, maxTokens: maxAnswerTokens, temperature: 0 },
    ...(keepStateIn !== undefined && { keepStateIn }),
  };
  for await (const chunk of usage
    .listen(services.pool.member(id, 'chat'))
    .generate(request, signal)) {
    if (chunk.kind === 'failed') return { ok: false, failure: chunk.failure };
    if (chunk.kind !== 'token') continue;
    pieces.push(chunk.text);
    logProb += chunk.logProb;
    onPart({ kind: 'text', text: chunk.text });
  }
  const text = pieces.join('');
  trace.add({
    kind: 'draft',
    member: id,
    original: asked.prompt,
    candidates: [{ text, by: id, ...(Number.isFinite(logProb) && { logProb }) }],
    ms: timer(),
  });
  return ok({
    kind: 'answered',
    text,
    by: id,
    abstained: false,
    members: [],
    calls: 1,
    conflicts: [],
    notes: [],
    dropped,
    trace: usage.addTo(trace.finish()),
  });
}

/** An ensemble's answer with its members' own, which come when all have spoken. */
export async function askEnsemble(
  asked: AskedModels,
  services: Services,
  onPart: OnPart,
  signal: AbortSignal,
): Promise<Result<ChatReply>> {
  const live = await liveEnsemble(asked.ensemble, services);
  if (!live.ok) return live;
  const by = asked.by ?? 'ensemble';
  onPart({ kind: 'stage', text: l10n.t('{0} answers', by) });
  const { expert, scores } = services.route({ text: asked.prompt });
  const question = {
    prompt: asked.prompt,
    domain: expert,
    domainScores: scores,
    answerKind: 'text' as const,
    ...(asked.earlier.length > 0 && { history: asked.earlier }),
  };
  const fitted = { ...nothingFitted, trust: await services.learning.view() };
  const usage = createUsageMeter();
  // One member's answer can be shown while it grows; what several say becomes an answer only in the end.
  const streams = live.value.spec.kind === 'member';
  const listen = (member: Member): Member => usage.listen(streams ? heard(member, onPart) : member);
  const answered = await live.value.answer(question, { fitted, listen }, signal);
  const { outcome } = answered;
  if (!outcome.ok) return outcome;
  const trace = withNotes(usage.addTo(answered.trace), contextNotes(asked));
  const { text, confidence, abstained, conflicts, notes, calls } = outcome.value;
  if (!streams) onPart({ kind: 'text', text });
  const agreement = agreementOf(trace);
  return ok({
    kind: 'answered',
    text,
    by,
    confidence,
    abstained: abstained ?? false,
    members: memberAnswers(trace),
    calls,
    conflicts: (conflicts ?? []).map(({ kind, between: [one, says, other, otherSays] }) =>
      l10n.t(
        'They contradict each other ({0}): {1} says “{2}”, {3} says “{4}”.',
        conflictWords(kind),
        one,
        says,
        other,
        otherSays,
      ),
    ),
    notes: notes ?? [],
    dropped: asked.dropped,
    trace,
    ...(agreement && { agreement }),
  });
}

/** A server keeps what it likes; the models of this machine keep what their user agreed to. */
async function stateFolder(
  { conversation }: AskedModels,
  member: string,
  { conversationStates }: Services,
): Promise<string | undefined> {
  if (conversation === undefined || isHttpMember(member)) return undefined;
  return conversationStates.folderFor(conversation);
}

function conversation({ prompt, earlier }: AskedModels): readonly Message[] {
  return [...earlier, { role: 'user', content: prompt }];
}

/** What went along in numbers, where something was attached, and what did not. */
function contextNotes({ weights, dropped }: AskedModels): readonly string[] {
  const { sources, total, window, exact } = weights;
  if (sources.length === 0) return dropped;
  return [promptSize(total ?? 0, window, exact), ...dropped];
}

function promptSize(tokens: number, window: number | undefined, exact: boolean): string {
  if (window === undefined)
    return exact
      ? l10n.t('The prompt has {0} tokens.', tokens)
      : l10n.t('The prompt has about {0} tokens.', tokens);
  return exact
    ? l10n.t('The prompt has {0} of {1} tokens.', tokens, window)
    : l10n.t('The prompt has about {0} of {1} tokens.', tokens, window);
}

/** The same member, whose tokens are passed on as they come. */
function heard(member: Member, onPart: OnPart): Member {
  return {
    ...member,
    async *generate(request, signal) {
      for await (const chunk of member.generate(request, signal)) {
        if (chunk.kind === 'token') onPart({ kind: 'text', text: chunk.text });
        yield chunk;
      }
    },
  };
}

function memberAnswers(trace: Trace): ChatMemberAnswer[] {
  return trace.steps.flatMap((step) =>
    step.kind === 'sample'
      ? [
          {
            member: step.member,
            text: step.text,
            confidence: step.confidence,
            ...(step.ms !== undefined && { ms: step.ms }),
          },
        ]
      : [],
  );
}

/** Of the last vote: the winner's votes among all. */
function agreementOf(trace: Trace): { readonly agree: number; readonly of: number } | undefined {
  const tally = trace.steps.flatMap((step) => (step.kind === 'vote' ? [step.tally] : [])).at(-1);
  const agree = tally?.[0]?.votes;
  if (!tally || agree === undefined) return undefined;
  return { agree, of: tally.reduce((sum, { votes }) => sum + votes, 0) };
}
