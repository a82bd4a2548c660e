import type { ChatMemberAnswer, ChatReply } from '../../protocol/chat.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import { nothingFitted } from '../core/ensemble/fitted.ts';
import type { Member, Message } from '../core/member.ts';
import { createTraceRecorder } from '../core/trace.ts';
import { createUsageMeter } from '../core/usage.ts';
import type { Services } from '../services.ts';
import type { AskedModels, OnPart } from './chat.ts';
import { liveEnsemble } from './ensemble.ts';

const maxAnswerTokens = 1024;
/** Earlier messages beyond this many are not read again. */
const mostEarlier = 12;

/** Streams one model's answer: the expert of a domain of the user's own, else the first that chats. */
export async function askMember(
  asked: AskedModels,
  chatMembers: readonly string[],
  services: Services,
  onPart: OnPart,
  signal: AbortSignal,
): Promise<Result<ChatReply>> {
  const trace = createTraceRecorder(services.clock);
  const usage = createUsageMeter();
  const timer = trace.timer();
  const decision = services.route({ text: asked.prompt });
  trace.add({ kind: 'route', decision, ms: timer() });
  const id = chatMembers.find((each) => each === decision.member) ?? chatMembers[0];
  if (id === undefined) return failed('modelMissing', 'No model that chats can run; add one.');
  onPart({ kind: 'stage', text: `${id} answers` });
  const { messages, dropped } = conversation(asked);
  const pieces: string[] = [];
  let logProb = 0;
  const request = { messages, maxTokens: maxAnswerTokens, temperature: 0 };
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
  onPart({ kind: 'stage', text: `${by} answers` });
  const { messages, dropped } = conversation(asked);
  const { expert, scores } = services.route({ text: asked.prompt });
  const question = {
    prompt: asked.prompt,
    domain: expert,
    domainScores: scores,
    answerKind: 'text' as const,
    ...(messages.length > 1 && { history: messages.slice(0, -1) }),
  };
  const fitted = { ...nothingFitted, trust: await services.learning.view() };
  const usage = createUsageMeter();
  const listen = (member: Member): Member => usage.listen(member);
  const answered = await live.value.answer(question, { fitted, listen }, signal);
  const { outcome } = answered;
  if (!outcome.ok) return outcome;
  const trace = usage.addTo(answered.trace);
  const { text, confidence, abstained, conflicts, notes, calls } = outcome.value;
  onPart({ kind: 'text', text });
  const agreement = agreementOf(trace);
  return ok({
    kind: 'answered',
    text,
    by,
    confidence,
    abstained: abstained ?? false,
    members: memberAnswers(trace),
    calls,
    conflicts: (conflicts ?? []).map(
      ({ kind, between: [one, says, other, otherSays] }) =>
        `They contradict each other (${kind}): ${one} says “${says}”, ${other} says “${otherSays}”.`,
    ),
    notes: notes ?? [],
    dropped,
    trace,
    ...(agreement && { agreement }),
  });
}

/** Earlier messages and the question, and a sentence when some were left out. */
function conversation({ prompt, earlier, dropped }: AskedModels): {
  readonly messages: readonly Message[];
  readonly dropped: readonly string[];
} {
  const kept = earlier.slice(-mostEarlier);
  const left = earlier.length - kept.length;
  const question: Message = { role: 'user', content: prompt };
  const before = kept.map(({ role, text }): Message => ({ role, content: text }));
  return {
    messages: [...before, question],
    dropped:
      left === 0 ? dropped : [...dropped, `The ${left} oldest messages were not read again.`],
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
