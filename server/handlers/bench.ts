import type { Result } from '../../protocol/result.ts';
import { gradeAnswer } from '../bench/grade.ts';
import type { BenchItem } from '../bench/item.ts';
import type { Meter } from '../bench/meter.ts';
import type { BenchSystem, ItemTask } from '../bench/systems.ts';
import type { BenchRow } from '../core/evaluation/benchRow.ts';
import { applyChanges } from '../core/edits/hunks.ts';
import type { RefineOutcome } from '../core/refine/refine.ts';
import { isUsable, type Services } from '../services.ts';
import { liveEnsemble, type LiveEnsemble } from './ensemble.ts';

/** Puts items to systems, one at a time, and judges what comes back. */
export interface Bench {
  /** Rejects only when the signal aborts; what fails is a row that says so. */
  measure(item: BenchItem, system: BenchSystem, signal: AbortSignal): Promise<BenchRow>;
}

/** What a system came to before it is judged. */
interface Attempt {
  readonly answer: string;
  readonly touched: boolean;
  readonly vouched?: string;
  readonly confidence?: number;
  readonly routed?: string;
  readonly failed?: string;
}

export function taskOf(item: BenchItem): ItemTask {
  return item.grader.kind === 'edit' ? 'edit' : 'question';
}

/** `services` must ask through the meter’s tools and members; grading happens after the meter stopped. */
export function createBench(services: Services, meter: Meter, seed: number): Bench {
  const ensembles = new Map<string, Promise<Result<LiveEnsemble>>>();

  function live(system: BenchSystem): Promise<Result<LiveEnsemble>> {
    const known = ensembles.get(system.name) ?? liveEnsemble(system.spec, services);
    ensembles.set(system.name, known);
    return known;
  }

  async function edit(item: BenchItem, system: BenchSystem, signal: AbortSignal): Promise<Attempt> {
    const { text, languageId, instruction } = item;
    const expert = domainFor(item, system);
    const request = {
      documentText: text,
      languageId,
      ranges: [],
      ensemble: system.spec,
      ...(instruction !== undefined && { instruction }),
      ...(expert !== undefined && { expert }),
    };
    const outcome = await services.refine(request, () => undefined, signal);
    if (!outcome.ok)
      return { answer: text, vouched: text, touched: false, failed: outcome.failure.message };
    return editAttempt(text, outcome.value);
  }

  async function ask(item: BenchItem, system: BenchSystem, signal: AbortSignal): Promise<Attempt> {
    const ensemble = await live(system);
    if (!ensemble.ok) return { answer: '', touched: false, failed: ensemble.failure.message };
    const routed = services.route({ text: item.text, languageId: item.languageId });
    const { grader } = item;
    const question = {
      prompt: item.text,
      domain: domainFor(item, system) ?? routed.expert,
      ...(system.domain === undefined && { domainScores: routed.scores }),
      answerKind: grader.kind === 'edit' ? ('text' as const) : grader.kind,
      languageId: item.languageId,
      ...(grader.kind === 'code' && { entryPoint: grader.entryPoint }),
    };
    const { outcome } = await ensemble.value.answer(question, { seed, conditions: {} }, signal);
    if (!outcome.ok) return { answer: '', touched: false, failed: outcome.failure.message };
    const { text, confidence, abstained } = outcome.value;
    return { answer: text, touched: abstained !== true, confidence, routed: routed.expert };
  }

  /** Members of the system that cannot run at the moment. */
  function missing(system: BenchSystem): string | undefined {
    const out = services.pool
      .status()
      .members.filter((member) => system.members.includes(member.id) && !isUsable(member));
    return out.length === 0
      ? undefined
      : out
          .map(({ id, reason }) => `${id} could not run (${reason ?? 'no reason given'})`)
          .join(', ');
  }

  return {
    async measure(item, system, signal) {
      meter.begin();
      const attempt = await (taskOf(item) === 'edit' ? edit : ask)(item, system, signal);
      const usage = meter.end();
      const { answer, vouched, touched, confidence, routed } = attempt;
      const right = await gradeAnswer(item, answer, services.tools, signal);
      const vouchedRight =
        vouched === undefined
          ? undefined
          : await gradeAnswer(item, vouched, services.tools, signal);
      const why =
        attempt.failed ?? (right === undefined ? 'Its tests could not be run.' : missing(system));
      return {
        item: item.id,
        system: system.name,
        answer,
        score: Number(right === true),
        ...(vouchedRight !== undefined && { vouchedScore: Number(vouchedRight) }),
        touched,
        ...(touched && confidence !== undefined && { confidence }),
        ...rounded(usage),
        ...(routed !== undefined && { routed }),
        ...(why !== undefined && { failed: why }),
      };
    },
  };
}

function domainFor(item: BenchItem, { domain }: BenchSystem): string | undefined {
  if (domain === undefined) return undefined;
  return domain.kind === 'given' ? item.domain : domain.name;
}

/** All that is shown is taken; beside it, what a proof or the reviewer vouches for. */
function editAttempt(text: string, { hunks, trace }: RefineOutcome): Attempt {
  const answer = applyChanges(text, hunks);
  const vouched = applyChanges(
    text,
    hunks.filter(({ verdict }) => verdict !== 'unreviewed'),
  );
  const route = trace.steps.find((step) => step.kind === 'route');
  return {
    answer,
    vouched,
    touched: answer !== text,
    ...(hunks.length > 0 && { confidence: Math.min(...hunks.map((hunk) => hunk.confidence)) }),
    ...(route && { routed: route.decision.expert }),
  };
}

function rounded<T extends object>(usage: T): T {
  return Object.fromEntries(
    Object.entries(usage).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ]),
  ) as T;
}
