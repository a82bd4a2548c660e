/** How long trial runs may go on: while steps are left, and until somebody cancels. */
export interface Leave {
  readonly mayGoOn: () => boolean;
  readonly signal: AbortSignal;
}
