import * as l10n from '@vscode/l10n';

/** Why a worker process ended. */
export interface WorkerExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Set when the pool itself killed it: the sentence that says why. */
  readonly killedFor?: string;
  /** Last lines of its standard error. */
  readonly lastLines: string;
}

/** Crashes of one model, as kept over restarts. */
export interface CrashRecord {
  readonly count: number;
  readonly lastAt: number;
  readonly reason: string;
  readonly quarantined: boolean;
}

export type CrashLedger = Readonly<Record<string, CrashRecord>>;

/** A second crash counts with the first only when it comes this soon. */
const crashWindowMs = 10 * 60_000;
const crashLimit = 2;

/**
 * Whether the exit says something about the model in use. A SIGKILL that we did not send comes from the
 * user or from the system, so it does not.
 */
export function isModelsFault(exit: WorkerExit): boolean {
  if (exit.killedFor !== undefined) return true;
  if (exit.signal !== null) return exit.signal !== 'SIGKILL' && exit.signal !== 'SIGTERM';
  return exit.code !== 0;
}

/** One clause on how a worker ended. */
export function describeExit(exit: WorkerExit): string {
  if (exit.killedFor !== undefined) return exit.killedFor;
  if (exit.signal !== null) return l10n.t('its process ended by {0}', exit.signal);
  return l10n.t('its process ended with code {0}', exit.code ?? l10n.t('unknown'));
}

/** The ledger after the model's worker crashed with it once more. */
export function recordCrash(
  ledger: CrashLedger,
  model: string,
  reason: string,
  at: number,
): CrashLedger {
  const known = ledger[model];
  // A clock that was set back makes the last crash lie in the future.
  const soon = known !== undefined && Math.abs(at - known.lastAt) <= crashWindowMs;
  const count = soon ? known.count + 1 : 1;
  const quarantined = known?.quarantined === true || count >= crashLimit;
  return { ...ledger, [model]: { count, lastAt: at, reason, quarantined } };
}

/** The ledger with the model's record lifted. */
export function releaseModel(ledger: CrashLedger, model: string): CrashLedger {
  return Object.fromEntries(Object.entries(ledger).filter(([id]) => id !== model));
}

/** The sentence for a model that is not started any more, or nothing when it may start. */
export function quarantineReason(ledger: CrashLedger, model: string): string | undefined {
  const record = ledger[model];
  if (!record?.quarantined) return undefined;
  return l10n.t(
    '{0} crashed its process {1} times ({2}) and is set aside; “Eidolon: Verify Models” or "eidolon models verify {0}" tests it and brings it back.',
    model,
    record.count,
    record.reason,
  );
}

/** A ledger read from disk; anything odd in it is left out. */
export function parseCrashLedger(value: unknown): CrashLedger {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).flatMap(([id, item]): [string, CrashRecord][] => {
    if (typeof item !== 'object' || item === null) return [];
    const { count, lastAt, reason, quarantined } = item as Partial<
      Record<keyof CrashRecord, unknown>
    >;
    if (typeof count !== 'number' || typeof lastAt !== 'number' || typeof reason !== 'string')
      return [];
    return [[id, { count, lastAt, reason, quarantined: quarantined === true }]];
  });
  return Object.fromEntries(entries);
}

const firstDelayMs = 250;
const longestDelayMs = 10_000;

/** Wait before the next start after `failures` failed ones in a row: none at first, then doubling. */
export function restartDelay(failures: number): number {
  if (failures <= 1) return 0;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 2));
}
