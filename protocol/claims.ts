import type { OffsetRange } from './text.ts';

/** What a text claims, clause by clause: read by an exact tool, compared in `server/core/consistency`. */
export interface Clause {
  /** Extent of the whole sentence that the clause belongs to. */
  readonly range: OffsetRange;
  /** Only statements contradict each other; questions, conditions and guesses do not. */
  readonly stance: 'stated' | 'hedged' | 'asked' | 'supposed';
  /** An odd number of negations. */
  readonly negated: boolean;
  /** The sentence opens the text with “yes” or “no”. */
  readonly opens?: 'yes' | 'no';
  readonly words: readonly ClauseWord[];
  readonly values: readonly ClauseValue[];
  readonly slot?: NameSlot;
}

/** One text, read for what it says. */
export interface TextClaims {
  /** Sentences, list items and fenced code blocks, in order; together they hold all of the text but white space. */
  readonly sentences: readonly SentenceSpan[];
  readonly clauses: readonly Clause[];
}

export interface SentenceSpan extends OffsetRange {
  /** `block` is fenced code, which claims nothing. */
  readonly kind: 'sentence' | 'block';
}

/** A word that carries meaning, in its dictionary form. */
export interface ClauseWord {
  readonly root: string;
  readonly kind: 'thing' | 'name' | 'action' | 'quality';
}

/** A number, a date or a version. */
export interface ClauseValue {
  /** As written, unit included. */
  readonly text: string;
  /** The digits without the unit. */
  readonly digits: string;
  readonly kind: 'number' | 'date' | 'time' | 'version';
  /**
   * What may be compared with what: a dimension (`Length`), `ratio`, a currency, the root of a counted noun, or
   * empty for a bare number.
   */
  readonly unit: string;
  /** The unit's own name, so that a change of unit can be told from a change of number. */
  readonly unitName: string;
  /** All numbers that the words allow, in the dimension's base unit: rounding, “about” and “between” widen it. */
  readonly low: number;
  readonly high: number;
  readonly bound?: 'least' | 'most';
  /** The noun in front of a bare number: `port` of “port 8080”. */
  readonly label?: string;
  /**
   * `identity` tells which thing is meant (“Chapter 3”), `condition` when or where (“In 2019, …”); a `value` is
   * what is claimed.
   */
  readonly role: 'value' | 'identity' | 'condition';
  /** Year, month, day where they are given. */
  readonly date?: readonly [
    year: number | undefined,
    month: number | undefined,
    day: number | undefined,
  ];
}

/** A place that only one name can fill: “the capital of Australia is …”, “written by …”. */
export interface NameSlot {
  /** The words that make the place: `is`, `by`, `in`, `returns`. */
  readonly frame: string;
  readonly text: string;
  /** Its words in lower case. */
  readonly parts: readonly string[];
  readonly code: boolean;
}
