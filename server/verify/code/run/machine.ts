import type { Family } from '../functionInfo.ts';
import type { Named, Value } from './values.ts';

/** The interpreted code raised an exception. */
export class Raised extends Error {
  readonly kind: string;
  readonly value: Value;

  constructor(kind: string, value: Value = undefined) {
    super(kind);
    this.kind = kind;
    this.value = value;
  }
}

/** The interpreter does not know something that the code needs, so the run says nothing. */
export class Stuck extends Error {}

/** The run took more steps than it was given: an endless loop, on small inputs. */
export class OutOfFuel extends Error {}

/** How a statement ended; undefined when control runs on behind it. */
export type Flow =
  | undefined
  | { readonly kind: 'break' | 'continue'; readonly label?: string }
  | { readonly kind: 'return'; readonly value: Value };

/** An expression, compiled. */
export type Evaluate = (scope: Scope) => Value;

/** A statement, compiled. */
export type Execute = (scope: Scope) => Flow;

/** Variables of one block or function. */
export class Scope {
  readonly variables = new Map<string, { value: Value }>();
  readonly parent?: Scope;
  /** Set on the scope of a function call. */
  readonly frame?: Frame;

  constructor(parent?: Scope, frame?: Frame) {
    this.parent = parent;
    this.frame = frame;
  }

  declare(name: string, value: Value): void {
    this.variables.set(name, { value });
  }

  find(name: string): { value: Value } | undefined {
    const own = this.variables.get(name);
    return own ?? this.parent?.find(name);
  }

  /** The function call that this scope belongs to. */
  call(): Frame | undefined {
    return this.frame ?? this.parent?.call();
  }
}

/** What one function call knows besides its variables. */
export interface Frame {
  readonly self?: Value;
  readonly named?: Named;
  /** What a generator has yielded so far. */
  readonly yields: Value[];
}

/** What one run may take. */
export interface Limits {
  /** Steps; small inputs need a few hundred. */
  readonly steps: number;
  /** Calls within calls. */
  readonly calls: number;
}

const trialLimits: Limits = { steps: 4000, calls: 60 };
/** A list, text or repetition that grows beyond this ends the run. */
const largest = 2000;

/** Shared by everything compiled from one function: language and what is left to spend. */
export class Machine {
  readonly family: Family;
  private readonly limits: Limits;
  private fuel: number;
  private depth = 0;

  constructor(family: Family, limits: Limits = trialLimits) {
    this.family = family;
    this.limits = limits;
    this.fuel = limits.steps;
  }

  /** Before each run. */
  refill(): void {
    this.fuel = this.limits.steps;
    this.depth = 0;
  }

  /** Steps taken since the last refill. */
  spent(): number {
    return this.limits.steps - Math.max(0, this.fuel);
  }

  tick(cost = 1): void {
    this.fuel -= cost;
    if (this.fuel < 0) throw new OutOfFuel();
  }

  /** Guards against results that grow without end. */
  bound(size: number): void {
    if (!(size <= largest)) throw new OutOfFuel();
  }

  /** Runs a call one level deeper. */
  nested<T>(run: () => T): T {
    this.depth += 1;
    if (this.depth > this.limits.calls) throw new OutOfFuel();
    try {
      return run();
    } finally {
      this.depth -= 1;
    }
  }
}
