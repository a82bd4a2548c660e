import { failed, ok, type Result } from '../../../protocol/result.ts';
import { fits, scarcest, sumOf } from './bytes.ts';
import type { Bytes, ContextStep, Degraded } from './types.ts';

/** A member of an ensemble as it would be loaded. */
export interface WantedMember {
  readonly id: string;
  readonly bytes: Bytes;
  /** Smaller contexts that still serve, largest first. */
  readonly contexts?: readonly ContextStep[];
  /** The ensemble can do without it. */
  readonly optional?: boolean;
  /** A smaller model for the same role. */
  readonly smaller?: { readonly id: string; readonly bytes: Bytes };
}

/** Members that fit together, and what was given up for it. */
export interface FittedMembers {
  readonly members: readonly {
    readonly id: string;
    readonly contextSize?: number;
    readonly compactCache?: boolean;
  }[];
  readonly steps: readonly Degraded[];
}

interface Chosen {
  readonly wanted: WantedMember;
  id: string;
  bytes: Bytes;
  step?: ContextStep;
}

/**
 * Members that must be in memory together, made to fit: first smaller contexts, then fewer members (the last
 * optional one goes first), then smaller models; as few steps as will do, each with its reason.
 */
export function fitOnLadder(
  wanted: readonly WantedMember[],
  available: Bytes,
): Result<FittedMembers> {
  let chosen: Chosen[] = wanted.map((each) => ({ wanted: each, id: each.id, bytes: each.bytes }));
  const steps: Degraded[] = [];
  const fitting = (): boolean => fits(sumOf(chosen.map(({ bytes }) => bytes)), available);
  for (const member of [...chosen].reverse()) {
    if (fitting()) break;
    shrink(member, steps, fitting);
  }
  for (const member of [...chosen].reverse()) {
    if (fitting()) break;
    if (!member.wanted.optional || chosen.length === 1) continue;
    chosen = chosen.filter((each) => each !== member);
    const reason = `${member.id} is left out, as the others need the memory`;
    steps.push({ step: 'fewerMembers', reason });
  }
  for (const member of chosen) {
    if (fitting()) break;
    replaceBySmaller(member, steps);
  }
  if (fitting()) {
    const members = chosen.map(({ id, step }) => ({
      id,
      ...(step && { contextSize: step.contextSize }),
      ...(step?.compactCache && { compactCache: true }),
    }));
    return ok({ members, steps });
  }
  const { needed, free } = scarcest(sumOf(chosen.map(({ bytes }) => bytes)), available);
  return failed(
    'outOfMemory',
    `${chosen.map(({ id }) => id).join(', ')} need ${inGigabytes(needed)} together and ${inGigabytes(free)} can be had; choose an ensemble of fewer or smaller models.`,
  );
}

function shrink(member: Chosen, steps: Degraded[], fitting: () => boolean): void {
  for (const step of member.wanted.contexts ?? []) {
    member.bytes = step.bytes;
    member.step = step;
    if (fitting()) break;
  }
  if (member.step) steps.push(degradedBy(member.id, member.step));
}

function replaceBySmaller(member: Chosen, steps: Degraded[]): void {
  const { smaller } = member.wanted;
  if (!smaller) return;
  const reason = `${smaller.id} answers in place of ${member.id}, which does not fit into memory`;
  steps.push({ step: 'smallerModel', reason });
  member.id = smaller.id;
  member.bytes = smaller.bytes;
  delete member.step;
}

/** What a smaller way to load a model gives up, with its sentence. */
export function degradedBy(
  id: string,
  { contextSize, compactCache, withoutDraft }: ContextStep,
): Degraded {
  if (withoutDraft) {
    const reason = `${id} is loaded without its draft model, as both do not fit into memory`;
    return { step: 'withoutDraft', contextSize, reason };
  }
  const context = `a context of ${contextSize} tokens`;
  if (!compactCache) {
    const reason = `${id} is loaded with ${context}, as more does not fit into memory`;
    return { step: 'smallerContext', contextSize, reason };
  }
  const reason = `${id} is loaded with ${context} in a cache of 8 bits, which is read more slowly, as more does not fit into memory`;
  return { step: 'compactCache', contextSize, compactCache, reason };
}

/** Bytes for people: `6.2 GB`. */
export function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
