import assert from 'node:assert/strict';
import type { Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { Answer } from '../../server/core/ensemble/answer.ts';
import { compileEnsemble } from '../../server/core/ensemble/compile.ts';
import { nothingFitted, type Fitted } from '../../server/core/ensemble/fitted.ts';
import type { Question } from '../../server/core/ensemble/question.ts';
import type { Spec } from '../../server/core/ensemble/spec.ts';
import type { Member } from '../../server/core/member.ts';
import type { ExactTools } from '../../server/core/tools.ts';
import { createTraceRecorder } from '../../server/core/trace.ts';
import { answerTools } from '../../server/verify/answers/tools.ts';
import { claimTools } from '../../server/verify/lazyClaimTools.ts';

/** The exact tools that ensembles call for texts, in this process. */
export const textTools: ExactTools = {
  call: async (method, params, signal) => {
    signal.throwIfAborted();
    const tools = { ...claimTools, ...answerTools } as Readonly<
      Record<string, (params: unknown, signal: AbortSignal) => Promise<unknown>>
    >;
    const tool = tools[method];
    if (!tool) throw new Error(`this test has no tool ${method}`);
    return { ok: true, value: await tool(params, signal) } as never;
  },
};

export interface AskOptions {
  readonly question?: Partial<Question>;
  readonly fitted?: Fitted;
  readonly signal?: AbortSignal;
}

/** Asks an ensemble over the given members. */
export async function askEnsemble(
  spec: Spec,
  members: readonly Member[],
  options: AskOptions = {},
): Promise<{ readonly result: Result<Answer>; readonly trace: Trace }> {
  const compiled = compileEnsemble(spec);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  const trace = createTraceRecorder({ now: () => 0, newId: () => 'id' });
  const context = {
    member: (id: string) => members.find((member) => member.id === id),
    tools: textTools,
    fitted: options.fitted ?? nothingFitted,
    trace,
    seed: 1,
  };
  const question: Question = {
    prompt: 'Tell me.',
    domain: 'prose',
    answerKind: 'text',
    ...options.question,
  };
  const signal = options.signal ?? new AbortController().signal;
  const result = await compiled.value.answer(question, context, signal);
  return { result, trace: trace.finish() };
}

/** The same where an answer is expected. */
export async function answerOf(
  ...asked: Parameters<typeof askEnsemble>
): Promise<{ readonly answer: Answer; readonly trace: Trace }> {
  const { result, trace } = await askEnsemble(...asked);
  assert.ok(result.ok, JSON.stringify(result));
  return { answer: result.value, trace };
}

/** A specification of one member. */
export function memberSpec(id: string): Spec {
  return { kind: 'member', id };
}
