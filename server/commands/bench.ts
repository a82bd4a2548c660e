import path from 'node:path';
import { parseItems } from '../bench/parseItems.ts';
import type { BenchItem } from '../bench/item.ts';
import { readPeople } from '../bench/suites/people.ts';
import { hashOf, suiteItems, suiteNames } from '../bench/suites/suite.ts';
import { onlyNamed } from '../bench/systems.ts';
import { printSummary } from '../bench/report/summary.ts';
import { benchResult, type BenchResult } from '../bench/result.ts';
import { domainByRouter, poolSystems, usualStrategies } from '../handlers/benchSystems.ts';
import { runBench, type BenchProgress } from '../handlers/benchRun.ts';
import { writeFileAtomically } from '../models/atomicFile.ts';
import { defaultStorageDirectory } from '../paths.ts';
import type { Services } from '../services.ts';
import { readDataFile } from './recordedFiles.ts';
import { textOption, UsageError, type Io } from './io.ts';
import { mkdir } from 'node:fs/promises';

type BenchOptions = Readonly<Record<string, unknown>>;

/** `eidolon bench`: every member, every ensemble and the baselines on one suite, with intervals and costs. */
export async function benchCommand(options: BenchOptions, io: Io): Promise<number> {
  const wanted = textOption(options as never, 'suite') ?? 'nano';
  const seed = wholeNumber(options, 'seed', 0) ?? 1;
  const most = wholeNumber(options, 'items', 1);
  const all = await itemsOf(wanted, seed);
  const items = all.slice(0, most);
  if (items.length === 0) throw new Error(`“${wanted}” holds no items.`);
  const [jsonFile, htmlFile] = [
    fileOption(options, 'json'),
    fileOption(options, 'html') ?? fileOption(options, 'report'),
  ];
  const rowsFile = await rowsFileOf(jsonFile ?? htmlFile, wanted);
  const strategies = await strategiesOf(options['strategies']);
  const request = {
    suite: suiteNames.some((name) => name === wanted) ? wanted : path.basename(wanted),
    seed,
    items,
    digest: hashOf(JSON.stringify(all)),
    rowsFile,
    resume: options['resume'] === true,
    measuresMemory: options['memory'] !== false,
    systems: async (services: Services) => {
      const [alone, only] = [names(options, 'members'), names(options, 'only')];
      const found = await poolSystems({ strategies, ...(alone && { alone }) }, services);
      const systems = found.ok && only ? onlyNamed(found.value, only) : found;
      if (systems.ok) return systems.value;
      throw systems.failure.kind === 'poolUnavailable'
        ? new Error(systems.failure.message)
        : new UsageError(systems.failure.message);
    },
  };
  const progress = progressLines(io);
  const run = await runBench(request, { log: io.log, onProgress: progress.show }, io.signal).catch(
    (error: unknown) => {
      if (progress.measured() > 0)
        io.complain(
          `${progress.measured()} rows were measured and are in “${rowsFile}”; the same command with --resume goes on.`,
        );
      throw error;
    },
  );
  const result = benchResult(items, run.systems, run.kept);
  await report(result, { jsonFile, htmlFile, toStdout: options['json'] === true }, io);
  return complainOfFailures(result, io);
}

async function itemsOf(wanted: string, seed: number): Promise<readonly BenchItem[]> {
  const suite = suiteNames.find((name) => name === wanted);
  if (suite !== undefined) return suiteItems(suite, seed, readPeople());
  if (!/[./\\]/u.test(wanted))
    throw new UsageError(
      `There is no suite “${wanted}”: ${suiteNames.join(', ')}, or a file of JSON Lines.`,
    );
  const parsed = parseItems(await readDataFile(wanted), domainByRouter());
  if (!parsed.ok) throw new Error(`“${wanted}”: ${parsed.failure.message}`);
  return parsed.value;
}

/** Rows lie beside the result, or, where none is written, in the storage of this user. */
async function rowsFileOf(result: string | undefined, suite: string): Promise<string> {
  if (result !== undefined) return `${result.replace(/\.(?:json|html)$/u, '')}.rows.jsonl`;
  const folder = path.join(defaultStorageDirectory(), 'bench');
  await mkdir(folder, { recursive: true });
  return path.join(folder, `${path.basename(suite)}.rows.jsonl`);
}

/** Ensembles by the name to show: a name of theirs, or `1`, `2`, … for inline JSON and files. */
async function strategiesOf(wanted: unknown): Promise<Readonly<Record<string, unknown>>> {
  const named = Array.isArray(wanted) ? (wanted as readonly string[]) : usualStrategies;
  const entries = await Promise.all(
    named.map(async (spec, at): Promise<readonly [string, unknown]> => {
      if (spec.startsWith('@'))
        return [path.basename(spec.slice(1), '.json'), await readDataFile(spec.slice(1))];
      return [spec.startsWith('{') ? `ensemble ${at + 1}` : spec, spec];
    }),
  );
  return Object.fromEntries(entries);
}

interface Outputs {
  readonly jsonFile: string | undefined;
  readonly htmlFile: string | undefined;
  readonly toStdout: boolean;
}

async function report(result: BenchResult, outputs: Outputs, io: Io): Promise<void> {
  const { jsonFile, htmlFile, toStdout } = outputs;
  if (jsonFile !== undefined) await write(jsonFile, `${JSON.stringify(result, null, 1)}\n`);
  if (htmlFile !== undefined) {
    // The plotting library is read only when a report is written.
    const { reportHtml } = await import('../bench/report/html.ts');
    await write(htmlFile, await reportHtml(result));
  }
  await io.write(toStdout ? `${JSON.stringify(result)}\n` : printSummary(result));
}

async function write(file: string, text: string): Promise<void> {
  await writeFileAtomically(file, text, 0o644).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`“${file}” cannot be written (${error.code ?? error.message}).`, {
      cause: error,
    });
  });
}

function complainOfFailures(result: BenchResult, io: Io): number {
  const failing = result.systems.filter(({ failures }) => failures > 0);
  for (const { name, failures, failure } of failing)
    io.complain(
      `${name}: ${failures} ${failures === 1 ? 'item' : 'items'} without a whole answer, e.g. ${failure}`,
    );
  return failing.length > 0 ? 1 : 0;
}

/** Milliseconds between two lines of progress. */
const progressEveryMs = 10_000;

function progressLines(io: Io): { show(progress: BenchProgress): void; measured(): number } {
  const began = Date.now();
  let shown = began;
  let measured = 0;
  return {
    measured: () => measured,
    show({ what, done, of }) {
      if (what === 'memory') return;
      measured = done;
      const now = Date.now();
      if (now - shown < progressEveryMs && done < of) return;
      shown = now;
      const left = ((now - began) / done) * (of - done);
      const rest = done < of ? `, about ${Math.ceil(left / 60_000)} min left` : '';
      io.complain(`${done} of ${of} answers${rest}`);
    },
  };
}

function fileOption(options: BenchOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

function names(options: BenchOptions, name: string): readonly string[] | undefined {
  const value = options[name];
  return Array.isArray(value) ? (value as readonly string[]) : undefined;
}

function wholeNumber(options: BenchOptions, name: string, least: number): number | undefined {
  const text = options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value < 2 ** 31) return value;
  throw new UsageError(`--${name} takes a whole number from ${least}.`);
}
