import type {
  BehaviourCapabilities,
  BehaviourRun,
  BehaviourTests,
  CandidateRun,
  CandidateTests,
  SyntaxBag,
} from './behaviour.ts';
import type { TextClaims } from './claims.ts';
import type { CheckReport } from './refine.ts';
import type { OffsetRange } from './text.ts';

/**
 * Questions to the exact tools, which live in the checker process; those about behaviour, which run code of
 * unknown origin, live in the sandbox process. All offsets are UTF-16 offsets into
 * the `text` of the same call. A language that a tool does not know is answered with `supported: false`.
 */
export interface CheckerCalls {
  'syntax/parse': { params: SourceText; result: ParseReport };
  'syntax/node': { params: SourceText & { range: OffsetRange }; result: SyntaxReport };
  'logic/sites': {
    params: SourceText & { range: OffsetRange };
    result: { sites: readonly LogicSite[] };
  };
  'logic/equivalent': {
    params: { languageId: string; before: string; after: string };
    result: EquivalenceReport;
  };
  /** Conditions for the holes that a range has, such as `if () {`, as the comments beside them or the instruction say. */
  'logic/comments': {
    params: SourceText & { range: OffsetRange; instruction?: string };
    result: CommentReport;
  };
  'code/repairs': {
    params: SourceText & {
      range: OffsetRange;
      diagnostics?: readonly string[];
      /** Functions of more lines are named, without a repair of them. */
      longestLines?: number;
    };
    result: RepairReport;
  };
  /** Runs the examples of a function on its text as it is, and on each edit in turn until one meets them all. */
  'code/examples': {
    params: SourceText & {
      /** The function. */
      range: OffsetRange;
      instruction?: string;
      edits: readonly { range: OffsetRange; newText: string }[];
    };
    result: ExampleReport;
  };
  /** Tries edits of a function against what an editor reports about it, with a type checker that sees this text alone. */
  'code/diagnosed': {
    params: SourceText & {
      /** The function. */
      range: OffsetRange;
      reported: readonly { message: string; range: OffsetRange }[];
      edits: readonly { range: OffsetRange; newText: string }[];
    };
    result: DiagnosedReport;
  };
  'prose/segments': {
    params: SourceText & { range: OffsetRange };
    result: { segments: readonly ProseSegment[]; skipped?: string };
  };
  'prose/corrections': { params: SentenceText; result: ProseCorrections };
  'prose/language': { params: { text: string }; result: LanguageReport };
  'syntax/bags': {
    params: { languageId: string; texts: readonly string[] };
    result: { supported: boolean; bags: readonly SyntaxBag[] };
  };
  'behaviour/capabilities': {
    /** `warm` starts the interpreter, so that a later run need not wait for it. */
    params: { languageId: string; warm?: boolean };
    result: BehaviourCapabilities;
  };
  'behaviour/run': { params: BehaviourRun; result: { candidates: readonly CandidateRun[] } };
  'behaviour/tests': { params: BehaviourTests; result: { candidates: readonly CandidateTests[] } };
  /** The sentences of each text and what they claim. */
  'text/claims': {
    params: { texts: readonly string[] };
    result: { claims: readonly TextClaims[] };
  };
  /** What exact checks say about a whole answer. */
  'answer/check': { params: AnswerCheckParams; result: { reports: readonly CheckReport[] } };
  'edit/check': { params: CheckParams; result: { reports: readonly CheckReport[] } };
}

export type CheckerMethod = keyof CheckerCalls;

export interface SourceText {
  readonly languageId: string;
  readonly text: string;
}

export interface ParseReport {
  readonly supported: boolean;
  /** Number of ERROR and MISSING nodes. */
  readonly errors: number;
}

export interface SyntaxReport {
  readonly supported: boolean;
  /** Types of the nodes that cover the range, smallest first. */
  readonly types: readonly string[];
  /** Extent of the smallest covering node whose type is a function, method or class; absent outside one. */
  readonly enclosing?: OffsetRange;
}

/** A boolean condition or an integer expression that an exact tool can rewrite. */
export interface LogicSite {
  readonly kind: 'condition' | 'arithmetic';
  readonly range: OffsetRange;
  readonly original: string;
  /** Equivalent texts, best first, each no longer than the original in operators; empty when it is already minimal. */
  readonly forms: readonly LogicForm[];
  /** One sentence about something that was left alone, such as a comparison with `true`. */
  readonly note?: string;
  /** For arithmetic: the selection is nothing but this expression, so that its value is what is asked for. */
  readonly whole?: boolean;
  /** The original with letters for operands, as the logic member reads it; absent where it has no such reading. */
  readonly skeleton?: LogicSkeleton;
}

/** `!(!A || !B)` with `A` and `B` standing for operands; `n` stands for one operand compared with numbers. */
export interface LogicSkeleton {
  readonly text: string;
  /** The operand that each letter stands for, in brackets where it needs them after a negation. */
  readonly operands: Readonly<Record<string, string>>;
}

/** A saving below this, in the unit of a form's cost, is a matter of taste (brackets, De Morgan on plain operands). */
export const worthwhile = 0.9;

export interface LogicForm {
  readonly text: string;
  /** Operators plus operands; lower is simpler. */
  readonly cost: number;
  /** How it was proven: `truth table over 3 atoms`, `value 42`. */
  readonly proof: string;
  /** Set when the proof rests on an assumption, e.g. that no operand is NaN. */
  readonly assumption?: string;
  /** The form in the letters of the site's skeleton. */
  readonly skeleton?: string;
  /** The original holds operands or casts or pairs of negations that this form does without: more than another way to write it. */
  readonly leavesOut?: true;
}

export interface EquivalenceReport {
  readonly verdict: 'equivalent' | 'different' | 'notProven';
  readonly detail: string;
  /** Set when the verdict `equivalent` rests on it. */
  readonly assumption?: string;
  /** Operators plus operands of `after`, for conditions that were read. */
  readonly cost?: number;
  /** `after` is simpler than `before` by more than taste. */
  readonly saves?: boolean;
}

export interface CommentReport {
  /** One for each hole that a comment or the instruction speaks of; empty when there is none. */
  readonly conditions: readonly WrittenCondition[];
}

/** A condition read from a comment, or why there is none. */
export interface WrittenCondition {
  /** The placeholder, empty where nothing stands yet. */
  readonly range: OffsetRange;
  /** The comment and the statement. */
  readonly shown: OffsetRange;
  readonly comment: string;
  /** The condition in the document's syntax; absent when the comment was not understood. */
  readonly text?: string;
  /** The condition with its operators in words. */
  readonly reading?: string;
  /** What the reading had to take for granted: 0 says everything in the names' own words. */
  readonly cost?: number;
  /** Conditions between which the comment does not decide; empty when it does. */
  readonly alternatives: readonly string[];
  /** Words of the comment that no name in scope goes with. */
  readonly unmatched: readonly string[];
}

/** Single edits that could repair a bug, enumerated by rule; an expert ranks them. */
export interface RepairReport {
  readonly supported: boolean;
  readonly functions: readonly {
    readonly range: OffsetRange;
    readonly candidates: readonly RepairCandidate[];
    /** Edits left out because looking at all of them would take too long; absent when there are none. */
    readonly leftOut?: number;
  }[];
}

export interface RepairCandidate {
  readonly range: OffsetRange;
  readonly newText: string;
  /** `comparison`, `offByOne`, `swappedArguments`, `wrongVariable`, `missingReturn`, `missingAwait`, … */
  readonly kind: string;
  /** Natural-log prior from exact evidence (a rule that knows the bug, a diagnostic); 0 when none. */
  readonly prior: number;
  readonly why?: string;
  /** What statistics and trial runs say of the edit, by name; absent where nothing could be said. */
  readonly features?: Readonly<Record<string, number>>;
  /** The steps of trial runs were used up before this edit's turn. */
  readonly untried?: boolean;
  /** It undoes what hardly anybody writes by mistake, such as `flatMap`: statistics alone do not propose it. */
  readonly deliberate?: true;
  /** Edits of one group do the same on every trial argument; 0 is what the code does now, -1 unknown. */
  readonly group?: number;
}

/** What a function should give, as the file or the instruction shows it, and who meets it. */
export interface ExampleReport {
  /** Examples that can be run; empty where there are none, or the function is beyond the interpreter. */
  readonly examples: readonly RepairExample[];
  /** Place among the edits of the first that meets every example; absent when none does. */
  readonly first?: number;
  /** Edits that were run. */
  readonly tried: number;
  /** Set when the steps that trial runs may take were used up before the last edit. */
  readonly spent?: boolean;
}

export interface RepairExample {
  /** `add(1, 2) → 3`, or a condition that must hold. */
  readonly text: string;
  /** Whether the function meets it as it is. */
  readonly met: boolean;
  /** Where the instruction says so; absent for an example of the file. */
  readonly stated?: OffsetRange;
}

/** Which edits make a diagnostic go away. */
export interface DiagnosedReport {
  /** The message, as the type checker here finds it too; absent where it does not, and then no edit was tried. */
  readonly message?: string;
  /** Places among the edits of those after which it is gone and nothing new is reported. */
  readonly resolving: readonly number[];
  readonly tried: number;
}

/** Text that a prose expert may rewrite: a sentence inside a paragraph, comment or docstring. */
export interface ProseSegment {
  readonly range: OffsetRange;
  readonly text: string;
  /** Spans of `text` that must come back byte-identical: code, links, placeholders, markers. */
  readonly masked: readonly OffsetRange[];
  readonly form: SentenceForm;
}

/** What a sentence's place asks of it. */
export interface SentenceForm {
  readonly kind: 'text' | 'item' | 'heading' | 'comment';
  /** It must start with a capital: a sentence ends before it, or its neighbours do so. */
  readonly capital: boolean;
  /** It must end with a full stop, as the other sentences of its paragraph do. */
  readonly stop: boolean;
}

/** A sentence to correct; offsets are into its `text`. */
export interface SentenceText {
  readonly text: string;
  readonly masked?: readonly OffsetRange[];
  readonly form?: SentenceForm;
}

export interface ProseCorrections {
  /** Single replacements that rules and word lists suggest, offsets into the segment's text. */
  readonly corrections: readonly ProseCorrection[];
}

export interface ProseCorrection {
  readonly range: OffsetRange;
  /** Best first. */
  readonly replacements: readonly string[];
  /** Stable name of the rule or family of rules: `spelling`, `article`, `agreement`, … */
  readonly kind: string;
  readonly message: string;
  /** The exact tool: `tool:rules`, `tool:words`, `tool:harper`, or `tool:ngrams`, which counts how words follow each other. */
  readonly by: string;
  /** Probability that the first replacement is right, from the rule alone. */
  readonly prior: number;
}

export interface LanguageReport {
  /** ISO 639-1, or `und` when the text is too short to tell. */
  readonly language: string;
  readonly confidence: number;
}

/** An answer to check by itself: it parses, its sums are right. */
export interface AnswerCheckParams {
  readonly answerKind: 'number' | 'choice' | 'text' | 'json' | 'code';
  readonly text: string;
  readonly languageId?: string;
}

export interface CheckParams {
  readonly domain: string;
  readonly languageId: string;
  /** The whole document and the part of it that the draft replaces. */
  readonly documentText: string;
  readonly range: OffsetRange;
  readonly newText: string;
  readonly fileName?: string;
  readonly instruction?: string;
  /** Spans of the replaced part, relative to its start, that must survive byte-identical and in order. */
  readonly masked?: readonly OffsetRange[];
}
