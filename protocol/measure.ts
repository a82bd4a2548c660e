import { isRecord } from './record.ts';

/** A share of one with its 95 % interval. */
export interface MeasuredShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What one run found out about one system. */
export interface SystemFigures {
  readonly name: string;
  readonly role: 'member' | 'ensemble' | 'baseline';
  /** Macro accuracy over the domains. */
  readonly accuracy: MeasuredShare;
  readonly medianMs?: number;
  readonly tokensPerSecond?: number;
}

/** A finished measurement, as the list of them tells it. */
export interface MeasuredRun {
  readonly id: string;
  /** Name of the suite, or of the user's own file. */
  readonly suite: string;
  /** ISO 8601. */
  readonly finishedAt: string;
  readonly items: number;
  /** Most accurate first; baselines that follow from others are left out. */
  readonly systems: readonly SystemFigures[];
}

/** A suite that ships. */
export interface MeasuredSuite {
  readonly name: string;
  /** Items that it holds. */
  readonly items: number;
  /** What one item takes with every system, in seconds; absent where nothing is known of this pool. */
  readonly secondsPerItem?: number;
  /** Whether that was measured on this machine, or on a quiet one with two processors. */
  readonly paceKnown?: boolean;
}

/** A measurement that was stopped; the next one of this suite and pool goes on with it. */
export interface StoppedRun {
  readonly suite: string;
  readonly items: number;
  readonly done: number;
  readonly of: number;
}

export interface MeasureList {
  readonly suites: readonly MeasuredSuite[];
  /** Newest first. */
  readonly runs: readonly MeasuredRun[];
  readonly stopped?: StoppedRun;
}

/** Client to server request without parameters; answers {@link MeasureList}. */
export const measureListRequest = 'eidolon/measure/list';

export interface MeasureRunParams {
  /** One that ships, or the name to show for `text`. */
  readonly suite: string;
  /** A suite of the user's own, JSON Lines. */
  readonly text?: string;
  /** At most so many items. */
  readonly items: number;
  /** Also watches the memory of each system in processes of its own. */
  readonly memory: boolean;
  readonly workDoneToken?: string | number;
}

/**
 * Client to server request with {@link MeasureRunParams}: measures every member and ensemble; answers {@link MeasuredRun}.
 * What was measured before a cancellation is kept, and the same request goes on from there.
 */
export const measureRunRequest = 'eidolon/measure/run';

export interface MeasureReportParams {
  readonly id: string;
  /** A second run to hold against the first. */
  readonly against?: string;
}

/** A report; `body` is HTML without scripts, styles or addresses. */
export interface MeasureReport {
  readonly title: string;
  readonly body: string;
  /** The same as a page of its own. */
  readonly page: string;
  /** All figures; absent for a comparison. */
  readonly json?: string;
}

/** Client to server request with {@link MeasureReportParams}; answers {@link MeasureReport}. */
export const measureReportRequest = 'eidolon/measure/report';

/** Client to server request with {@link MeasureReportParams}: forgets a run; answers null. */
export const measureRemoveRequest = 'eidolon/measure/remove';

/** A run from the wire or from disk; undefined when it cannot be read. */
export function parseMeasuredRun(value: unknown): MeasuredRun | undefined {
  if (!isRecord(value)) return undefined;
  const { id, suite, finishedAt, items, systems } = value;
  if (typeof id !== 'string' || typeof suite !== 'string' || !isCount(items)) return undefined;
  return {
    id,
    suite,
    finishedAt: typeof finishedAt === 'string' ? finishedAt : '',
    items,
    systems: listOf(systems, parseSystem),
  };
}

/** A list from the wire; what cannot be read is left out. */
export function parseMeasureList(value: unknown): MeasureList | undefined {
  if (!isRecord(value)) return undefined;
  const stopped = parseStopped(value['stopped']);
  return {
    suites: listOf(value['suites'], parseSuite),
    runs: listOf(value['runs'], parseMeasuredRun),
    ...(stopped && { stopped }),
  };
}

/** A stopped run from the wire or from disk. */
export function parseStopped(value: unknown): StoppedRun | undefined {
  if (!isRecord(value)) return undefined;
  const { suite, items, done, of } = value;
  if (typeof suite !== 'string' || !isCount(items) || !isCount(done) || !isCount(of))
    return undefined;
  return { suite, items, done, of };
}

/** Parameters from the wire, where anything may come. */
export function parseMeasureRunParams(value: unknown): MeasureRunParams | undefined {
  if (!isRecord(value)) return undefined;
  const { suite, text, items, memory, workDoneToken: token } = value;
  if (typeof suite !== 'string' || !isCount(items) || items < 1) return undefined;
  return {
    suite,
    items,
    memory: memory === true,
    ...(typeof text === 'string' && { text }),
    ...((typeof token === 'string' || typeof token === 'number') && { workDoneToken: token }),
  };
}

/** Parameters from the wire; ids name files, so they hold nothing but letters, digits and hyphens. */
export function parseMeasureReportParams(value: unknown): MeasureReportParams | undefined {
  if (!isRecord(value)) return undefined;
  const { id, against } = value;
  const isId = (each: unknown): each is string =>
    typeof each === 'string' && /^[\w-]{1,100}$/.test(each);
  if (!isId(id) || (against !== undefined && !isId(against))) return undefined;
  return { id, ...(against !== undefined && { against }) };
}

/** A report from the wire. */
export function parseMeasureReport(value: unknown): MeasureReport | undefined {
  if (!isRecord(value)) return undefined;
  const { title, body, page, json } = value;
  if (typeof title !== 'string' || typeof body !== 'string' || typeof page !== 'string')
    return undefined;
  return { title, body, page, ...(typeof json === 'string' && { json }) };
}

function parseSuite(value: unknown): MeasuredSuite | undefined {
  if (!isRecord(value)) return undefined;
  const { name, items, secondsPerItem, paceKnown } = value;
  if (typeof name !== 'string' || !isCount(items)) return undefined;
  return {
    name,
    items,
    ...(typeof secondsPerItem === 'number' && { secondsPerItem, paceKnown: paceKnown === true }),
  };
}

function parseSystem(value: unknown): SystemFigures | undefined {
  if (!isRecord(value) || !isRecord(value['accuracy'])) return undefined;
  const { name, role, medianMs, tokensPerSecond } = value;
  const { value: share, low, high } = value['accuracy'];
  if (typeof name !== 'string' || !isNumber(share) || !isNumber(low) || !isNumber(high))
    return undefined;
  return {
    name,
    role: role === 'member' || role === 'ensemble' ? role : 'baseline',
    accuracy: { value: share, low, high },
    ...(isNumber(medianMs) && { medianMs }),
    ...(isNumber(tokensPerSecond) && { tokensPerSecond }),
  };
}

function listOf<T>(value: unknown, parse: (each: unknown) => T | undefined): T[] {
  return Array.isArray(value) ? value.flatMap((each) => parse(each) ?? []) : [];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isInteger(value) && value >= 0;
}
