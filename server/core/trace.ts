import type { Trace, TraceStep } from '../../protocol/trace.ts';

/** Collects the steps of one answer; time comes from outside. */
export interface TraceRecorder {
  add(step: TraceStep): void;
  /** Starts a stopwatch; the returned function gives whole milliseconds. */
  timer(): () => number;
  finish(): Trace;
}

export interface TraceClock {
  /** Milliseconds since the epoch. */
  now(): number;
  newId(): string;
}

export function createTraceRecorder(clock: TraceClock): TraceRecorder {
  const id = clock.newId();
  const startedMs = clock.now();
  const steps: TraceStep[] = [];
  return {
    add: (step) => void steps.push(step),
    timer: () => {
      const fromMs = clock.now();
      return () => Math.round(clock.now() - fromMs);
    },
    finish: () => ({
      id,
      startedAt: new Date(startedMs).toISOString(),
      steps: [...steps],
      totalMs: Math.round(clock.now() - startedMs),
    }),
  };
}

/** The trace with sentences in front of its steps. */
export function withNotes(trace: Trace, notes: readonly string[]): Trace {
  const steps = notes.map((text) => ({ kind: 'note' as const, text }));
  return { ...trace, steps: [...steps, ...trace.steps] };
}
