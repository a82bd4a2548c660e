/** What became of a proposed text in the user's hands, once that is settled. */
export type UserOutcome =
  | { readonly kind: 'accept' }
  | { readonly kind: 'reject' }
  /** Accepted and then changed; `kept` is the share of the proposed text that stayed, 0 to 1. */
  | { readonly kind: 'edit'; readonly kept: number };

/** A plan of a meta-controller that a text came from. */
export interface CreditedPlan {
  readonly name: string;
  /** Contexts of the question, from broad to narrow. */
  readonly contexts: readonly string[];
  /** Calls that it made, by member. */
  readonly callsBy: Readonly<Record<string, number>>;
}

/**
 * Who is answerable for a proposed text. The engine writes it, whoever hears the user's verdict sends it back; it holds
 * no text of anybody's.
 */
export interface Credit {
  /** Members and exact tools whose text it is. */
  readonly by: readonly string[];
  /** Members that answered something else, where answers can be compared; wrong when the text is accepted. */
  readonly against?: readonly string[];
  readonly domain: string;
  /** Kind of the question by its surface. */
  readonly questionKind: string;
  /** Probability with which a policy chose the member, where one did. */
  readonly propensity?: number;
  readonly plan?: CreditedPlan;
}

/** Client to server notification, one for each text whose fate is settled. */
export interface OutcomeParams {
  readonly traceId: string;
  /** The hunk whose text it was; absent from a client that does not tell. */
  readonly hunkId?: string;
  readonly credit: Credit;
  readonly outcome: UserOutcome;
}

export const outcomeNotification = 'eidolon/outcome';
