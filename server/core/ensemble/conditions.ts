/** The state of the pool and the machine when a question is asked; what is absent is not known. */
export interface Conditions {
  /** Price of one call by member id, relative to the other members; 1 for those that are not listed. */
  readonly costs?: Readonly<Record<string, number>>;
  /** Members whose model is in memory; absent means that loading is not counted. */
  readonly resident?: readonly string[];
  /** Price of loading a member that is not in memory, in the unit of `costs`. */
  readonly loadCosts?: Readonly<Record<string, number>>;
  /** Charge that is left, 0 to 1, while the machine runs on its battery. */
  readonly battery?: number;
  /** Processes that are running or waiting, per core (load average over a minute). */
  readonly load?: number;
  /** Plan that answered last in this session, by its place in the specification. */
  readonly lastPlan?: string;
}
