/** What the user did with a hunk. */
export type Outcome = 'accepted' | 'rejected' | 'undone';

export interface OutcomeParams {
  readonly hunkId: string;
  readonly traceId: string;
  readonly outcome: Outcome;
}

/** Client to server notification, one for each decision on a hunk. */
export const outcomeNotification = 'eidolon/trace/outcome';
