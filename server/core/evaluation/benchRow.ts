/** What one system did on one item, as it is measured and kept. */
export interface BenchRow {
  readonly item: string;
  readonly system: string;
  /** The text it came to. */
  readonly answer: string;
  /** 1 for right, 0 for wrong. */
  readonly score: number;
  /** The same where only what a proof or the reviewer vouches for is taken; edits alone have it. */
  readonly vouchedScore?: number;
  /** Whether anything was changed (an edit) or answered (a question). */
  readonly touched: boolean;
  /** The system's own probability that what it shows is right; absent where it shows nothing. */
  readonly confidence?: number;
  /** Milliseconds from the request to the whole answer. */
  readonly ms: number;
  /** Milliseconds to the first token or score of a model; absent where none was asked. */
  readonly firstMs?: number;
  /** Generations, scorings and decisions of models. */
  readonly calls: number;
  /** Tokens that models generated, and the milliseconds that it took them. */
  readonly tokens: number;
  readonly tokenMs: number;
  /** Energy of the whole package, where the system tells it. */
  readonly joules?: number;
  /** Domain that the router chose, where one did. */
  readonly routed?: string;
  /** Why there is no answer, or which member was missing. */
  readonly failed?: string;
}

/** What is known of an item beside the answers to it. */
export interface BenchFacts {
  readonly id: string;
  readonly domain: string;
  readonly source: string;
  /** Right is to leave the text as it is. */
  readonly mustStay: boolean;
}
