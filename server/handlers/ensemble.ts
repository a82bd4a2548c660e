import { ok, type Result } from '../../protocol/result.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { Answer } from '../core/ensemble/answer.ts';
import { mixturesWith } from '../core/ensemble/builtIn.ts';
import { compileEnsemble } from '../core/ensemble/compile.ts';
import type { Conditions } from '../core/ensemble/conditions.ts';
import { nothingFitted, type Fitted } from '../core/ensemble/fitted.ts';
import { parseEnsemble } from '../core/ensemble/parseSpec.ts';
import type { Question } from '../core/ensemble/question.ts';
import { choosesPlans, memberIds, type Spec } from '../core/ensemble/spec.ts';
import type { Strategy } from '../core/ensemble/strategy.ts';
import { traceAnswer } from '../core/ensemble/traceAnswer.ts';
import type { Member } from '../core/member.ts';
import { createTraceRecorder } from '../core/trace.ts';
import type { MemberInfo } from '../pool/messages.ts';
import { poolConditions, readMachineState } from '../machineState.ts';
import { answering, canAnswer, type Services } from '../services.ts';

export interface LiveOptions {
  /** Learned beforehand; nothing by default. */
  readonly fitted?: Fitted;
  /** Base of the samples' seeds; a run with the same seed gives the same answers. */
  readonly seed?: number;
  /** Longest answer of a member. */
  readonly maxTokens?: number;
  /** Instead of the state of the pool and the machine at the moment, so that a run can be repeated. */
  readonly conditions?: Conditions;
  /** Put around every member, e.g. to record what it says. */
  readonly listen?: (member: Member) => Member;
}

export interface LiveAnswer {
  readonly outcome: Result<Answer>;
  readonly trace: Trace;
}

/** An ensemble over the pool's own members. */
export interface LiveEnsemble {
  readonly spec: Spec;
  readonly strategy: Strategy;
  /** Rejects only when the signal aborts. */
  answer(question: Question, options: LiveOptions, signal: AbortSignal): Promise<LiveAnswer>;
}

/**
 * Reads a specification against the members of this pool, those included that cannot run at the moment, and warms the
 * others. A member that cannot run is left out of the answer, which says so.
 */
export async function liveEnsemble(
  ensemble: unknown,
  services: Services,
): Promise<Result<LiveEnsemble>> {
  const infos = await services.pool.members();
  const spec = readSpec(ensemble, infos, services);
  if (!spec.ok) return spec;
  const compiled = compileEnsemble(spec.value);
  if (!compiled.ok) return compiled;
  const strategy = compiled.value;
  const usable = new Set(infos.filter(canAnswer).map(({ id }) => id));
  // A meta-controller counts what loading costs, so nothing is loaded before it has chosen.
  if (!choosesPlans(spec.value))
    services.pool.warm(memberIds(spec.value).filter((id) => usable.has(id)));
  let lastPlan: string | undefined;
  return ok({
    spec: spec.value,
    strategy,
    async answer(question, options, signal) {
      const { fitted = nothingFitted, seed = 0, listen, maxTokens, ...given } = options;
      const trace = createTraceRecorder(services.clock);
      const member = (id: string): Member | undefined => {
        if (!usable.has(id)) return undefined;
        const found = services.pool.member(id, 'chat');
        return listen ? listen(found) : found;
      };
      const conditions =
        given.conditions ??
        (choosesPlans(spec.value) ? await currentConditions(services, lastPlan) : {});
      const limit = maxTokens === undefined ? {} : { maxTokens };
      const context = { member, tools: services.tools, fitted, trace, seed, conditions, ...limit };
      const outcome = await strategy.answer(question, context, signal);
      if (outcome.ok) lastPlan = outcome.value.plan ?? lastPlan;
      traceAnswer(trace, question, outcome);
      return { outcome, trace: trace.finish() };
    },
  });
}

/** A specification read against these members of the pool. */
export function readSpec(
  ensemble: unknown,
  infos: readonly MemberInfo[],
  services: Pick<Services, 'router' | 'ensembles'>,
): Result<Spec> {
  const members = answering(infos);
  const silent = infos.map(({ id }) => id).filter((id) => !members.includes(id));
  const own = services.router.ownDomains.filter(({ member }) => members.includes(member));
  const mixtures = mixturesWith(Object.fromEntries(own.map(({ name, member }) => [name, member])));
  return parseEnsemble(ensemble, {
    named: { ...mixtures, ...services.ensembles },
    members,
    silent,
  });
}

/** What a meta-controller weighs: prices, what is in memory, battery and load. */
async function currentConditions(
  services: Services,
  lastPlan: string | undefined,
): Promise<Conditions> {
  const [infos, machine] = await Promise.all([services.pool.members(), readMachineState()]);
  const pool = poolConditions(infos.filter(canAnswer));
  return { ...pool, ...machine, ...(lastPlan !== undefined && { lastPlan }) };
}
