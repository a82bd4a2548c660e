/** CPU time in milliseconds that a candidate may use; each has a default. */
export interface BehaviourLimits {
  /** For defining the candidate: its imports and top-level statements. */
  readonly loadMs: number;
  /** For one input or one test. */
  readonly inputMs: number;
  /** For all inputs of one candidate together; what is left then counts as timed out. */
  readonly candidateMs: number;
}

/** Programs to run on the same inputs, each of which should define a function called `entryPoint`. */
export interface BehaviourRun {
  readonly languageId: string;
  readonly programs: readonly string[];
  readonly entryPoint: string;
  /** Argument lists as source text in the programs' language, without the brackets: `[1, 2], "a"`. */
  readonly inputs: readonly string[];
  readonly limits?: Partial<BehaviourLimits>;
}

/** What one call did. `repr` is equal for values that are equal; `type` names the exception's class. */
export type Outcome =
  | { readonly kind: 'value'; readonly repr: string }
  | { readonly kind: 'error'; readonly type: string }
  | { readonly kind: 'timeout' };

/** One candidate's outcomes, an entry per input; or why it could not even be defined. */
export type CandidateRun =
  | { readonly usable: true; readonly outcomes: readonly Outcome[] }
  | { readonly usable: false; readonly error: string };

/** Programs to test; a test is a piece of source text that runs beside the program and must not throw. */
export interface BehaviourTests {
  readonly languageId: string;
  readonly programs: readonly string[];
  readonly entryPoint: string;
  readonly tests: readonly string[];
  readonly limits?: Partial<BehaviourLimits>;
}

/** `invalid` is a test that does not parse, whichever the candidate. */
export type TestOutcome = 'passed' | 'failed' | 'timeout' | 'invalid';

/** One candidate's test outcomes, an entry per test; or why it could not even be defined. */
export type CandidateTests =
  | { readonly usable: true; readonly outcomes: readonly TestOutcome[] }
  | { readonly usable: false; readonly error: string };

/** Whether candidates in a language can be run here, and why not. */
export interface BehaviourCapabilities {
  readonly runs: boolean;
  /** One sentence for the user; present when `runs` is false. */
  readonly reason?: string;
}

/** A text's syntax as a bag of subtrees, comments left out and local names made alike. */
export interface SyntaxBag {
  /** Number of ERROR and MISSING nodes. */
  readonly errors: number;
  /** Hash of the whole: equal for texts that differ in comments, layout and local names only. */
  readonly root: string;
  /** Hash of a subtree to the number of its occurrences. */
  readonly subtrees: Readonly<Record<string, number>>;
}
