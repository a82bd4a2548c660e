import type { Observation, Probe } from '../behaviour/probe.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { settled, type Value } from '../run/values.ts';

/** Something that functions of certain names do, whatever they compute it from. */
export interface Law {
  readonly name: string;
  /** Whether a function is of the kind that the law is about. */
  applies(subject: LawSubject): boolean;
  /** Whether one version keeps the law on a seed; undefined where the seed says nothing. */
  holds(subject: LawSubject, probe: Probe, seed: number): boolean | undefined;
}

export interface LawSubject {
  readonly fn: FunctionInfo;
  readonly words: ReadonlySet<string>;
  readonly doc: string;
  /** Place of the first list or text among the arguments; -1 without one. */
  readonly listPlace: number;
  readonly kinds: readonly (string | undefined)[];
}

/** What the laws ask about a function. */
export function lawSubject(fn: FunctionInfo, probe: Probe): LawSubject {
  const kinds = probe.signature.parameters.map(({ shape }) => shape.kind);
  return {
    fn,
    words: new Set(fn.nameWords),
    doc: fn.doc.toLowerCase(),
    listPlace: kinds.findIndex((kind) => kind === 'list'),
    kinds,
  };
}

/** Whether the name has one of the words. */
export function named(subject: LawSubject, pattern: RegExp): boolean {
  return [...subject.words].some((word) => pattern.test(word));
}

/** A number that a run returned. */
export function numberOf(run: Observation): number | undefined {
  return run.kind === 'returned' && typeof run.result === 'number' && Number.isFinite(run.result)
    ? run.result
    : undefined;
}

/** A list among arguments. */
export function listAt(args: readonly Value[], place: number): Value[] | undefined {
  const at = settled(args[place]);
  return Array.isArray(at) ? at : undefined;
}

/** Whether two numbers are the same up to rounding. */
export function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}
