import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { parseMeasuredRun, parseStopped } from '../../protocol/measure.ts';
import type { MeasuredRun, StoppedRun } from '../../protocol/measure.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { isRecord } from '../../protocol/record.ts';
import { isThere } from '../bench/rowsFile.ts';
import type { BenchResult } from '../bench/result.ts';
import type { BenchFacts } from '../core/evaluation/benchRow.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';

/** Everything of a finished run that a later report or comparison needs; no text of an item or an answer. */
export interface StoredRun {
  readonly run: MeasuredRun;
  /** Same for runs that may go on with each other's rows: items, version and models are the same. */
  readonly key: string;
  /** Items that were asked for. */
  readonly wanted: number;
  /** Seconds that one item took with all systems; absent where all rows were there already. */
  readonly secondsPerItem?: number;
  readonly result: BenchResult;
  readonly facts: readonly BenchFacts[];
  /** 1 for right, 0 for wrong, by system and item. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** The earlier runs on this machine. */
export interface RunHistory {
  /** Newest first; what cannot be read is left out. */
  list(): Promise<readonly Listed[]>;
  read(id: string): Promise<Result<{ readonly stored: StoredRun; readonly body: string }>>;
  /** Keeps a run; the oldest beyond {@link mostRuns} go. */
  add(stored: StoredRun, body: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** The run that was stopped last and not finished since. */
  stopped(): Promise<StoppedRun | undefined>;
  setStopped(run: StoppedRun | undefined): Promise<void>;
  /**
   * Where the rows of a key go, and whether to go on with those there: a stopped run's are gone on with, and a finished
   * one's when more items are wanted than it has; otherwise everything is measured anew.
   */
  openRows(
    key: string,
    wanted: number,
  ): Promise<{ readonly file: string; readonly resume: boolean }>;
  /** The run of this key is finished. */
  closeRows(key: string): Promise<void>;
}

/** A run with what the next one must know of it. */
export interface Listed {
  readonly run: MeasuredRun;
  readonly key: string;
  readonly wanted: number;
  readonly secondsPerItem?: number;
}

const mostRuns = 100;
const files = { summary: 'summary.json', run: 'run.json', body: 'body.html' } as const;

/** Each run is a folder of its own under `folder`, which the windows of a user share. */
export function createRunHistory(folder: string): RunHistory {
  const runs = path.join(folder, 'runs');
  const stoppedFile = path.join(folder, 'stopped.json');
  const of = (id: string): string => path.join(runs, id);

  function rowsOf(key: string): { readonly open: string; readonly closed: string } {
    const file = (state: string): string => path.join(folder, 'rows', `${key}.${state}.jsonl`);
    return { open: file('open'), closed: file('closed') };
  }

  async function list(): Promise<readonly Listed[]> {
    const names = await readdir(runs).catch(() => []);
    const listed = await Promise.all(names.map((name) => readSummary(of(name), name)));
    return listed
      .filter((each) => each !== undefined)
      .toSorted((one, other) => (one.run.id < other.run.id ? 1 : -1));
  }

  return {
    list,
    async read(id) {
      try {
        const [text, body] = await Promise.all([
          readFile(path.join(of(id), files.run), 'utf8'),
          readFile(path.join(of(id), files.body), 'utf8'),
        ]);
        return ok({ stored: JSON.parse(text) as StoredRun, body });
      } catch (error) {
        return failed(
          'badInput',
          l10n.t('This measurement is not kept any more; choose another one.'),
          String(error),
        );
      }
    },
    async add(stored, body) {
      const { run, key, wanted, secondsPerItem } = stored;
      const unfinished = `${of(run.id)}.${process.pid}.tmp`;
      await mkdir(unfinished, { recursive: true });
      const write = (name: string, text: string): Promise<void> =>
        writeFile(path.join(unfinished, name), text);
      const summary: Listed = {
        run,
        key,
        wanted,
        ...(secondsPerItem !== undefined && { secondsPerItem }),
      };
      try {
        await write(files.summary, JSON.stringify(summary));
        await write(files.run, JSON.stringify(stored));
        await write(files.body, body);
        await rename(unfinished, of(run.id));
      } catch (error) {
        await rm(unfinished, { recursive: true, force: true });
        throw error;
      }
      for (const { run: old } of (await list()).slice(mostRuns))
        await rm(of(old.id), { recursive: true, force: true });
    },
    remove: (id) => rm(of(id), { recursive: true, force: true }),
    async stopped() {
      const text = await readFile(stoppedFile, 'utf8').catch(() => 'null');
      try {
        return parseStopped(JSON.parse(text));
      } catch {
        return undefined;
      }
    },
    async setStopped(run) {
      if (!run) return rm(stoppedFile, { force: true });
      await mkdir(folder, { recursive: true });
      await writeFileAtomically(stoppedFile, JSON.stringify(run));
    },
    async openRows(key, wanted) {
      await mkdir(path.join(folder, 'rows'), { recursive: true });
      const { open, closed } = rowsOf(key);
      if (await isThere(open)) return { file: open, resume: true };
      const newest = (await list()).find((each) => each.key === key);
      const more = newest !== undefined && newest.run.items < wanted && (await isThere(closed));
      if (more) await copyFile(closed, open);
      return { file: open, resume: more };
    },
    closeRows: (key) => rename(rowsOf(key).open, rowsOf(key).closed),
  };
}

async function readSummary(folder: string, name: string): Promise<Listed | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path.join(folder, files.summary), 'utf8'));
    const run = isRecord(value) ? parseMeasuredRun(value['run']) : undefined;
    if (!isRecord(value) || run?.id !== name) return undefined;
    const { key, wanted, secondsPerItem } = value;
    return {
      run,
      key: String(key),
      wanted: Number(wanted),
      ...(typeof secondsPerItem === 'number' && { secondsPerItem }),
    };
  } catch {
    return undefined;
  }
}
