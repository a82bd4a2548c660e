import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where Linux counts the energy of processor packages (RAPL). */
const powercap = '/sys/class/powercap';

/**
 * A counter of joules over all processor packages, or undefined where the system does not tell or does not let us read.
 * The counters wrap around at a limit that they name; that is taken into account.
 */
export function openEnergyCounter(folder: string = powercap): (() => number) | undefined {
  const packages = packageFolders(folder);
  if (packages.length === 0) return undefined;
  const counters = packages.map((name) => {
    const { energy: last = 0, range = 0 } = readPackage(name) ?? {};
    return { name, last, range, total: 0 };
  });
  return () => {
    for (const counter of counters) {
      const { energy } = readPackage(counter.name) ?? { energy: counter.last };
      const step = energy - counter.last;
      counter.total += step >= 0 ? step : step + counter.range;
      counter.last = energy;
    }
    return counters.reduce((sum, { total }) => sum + total, 0) / 1e6;
  };
}

function packageFolders(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^intel-rapl:\d+$/u.test(name))
      .map((name) => path.join(folder, name))
      .filter((name) => readPackage(name) !== undefined);
  } catch {
    return [];
  }
}

function readPackage(folder: string): { energy: number; range: number } | undefined {
  try {
    const read = (name: string): number => Number(readFileSync(path.join(folder, name), 'utf8'));
    const [energy, range] = [read('energy_uj'), read('max_energy_range_uj')];
    return Number.isFinite(energy) && Number.isFinite(range) ? { energy, range } : undefined;
  } catch {
    return undefined;
  }
}

/** Resident bytes of a process and all below it; undefined where the system has no /proc. */
export async function treeBytes(root: number): Promise<number | undefined> {
  const processes = await readProcesses();
  if (processes.size === 0) return undefined;
  let bytes = 0;
  const waiting = [root];
  const seen = new Set<number>();
  while (waiting.length > 0) {
    const pid = waiting.pop() ?? 0;
    if (seen.has(pid)) continue;
    seen.add(pid);
    bytes += processes.get(pid)?.bytes ?? 0;
    for (const [child, { parent }] of processes) if (parent === pid) waiting.push(child);
  }
  return bytes;
}

interface ProcessState {
  readonly parent: number;
  readonly bytes: number;
}

async function readProcesses(): Promise<ReadonlyMap<number, ProcessState>> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/u.test(name));
  const found = await Promise.all(
    pids.map(async (pid): Promise<readonly [number, ProcessState] | undefined> => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      const parent = /^PPid:\s+(\d+)/mu.exec(status)?.[1];
      const kilobytes = /^VmRSS:\s+(\d+) kB/mu.exec(status)?.[1];
      if (parent === undefined) return undefined;
      return [Number(pid), { parent: Number(parent), bytes: 1024 * Number(kilobytes ?? 0) }];
    }),
  );
  return new Map(found.filter((each) => each !== undefined));
}

/** Milliseconds between two looks at the memory. */
const lookEveryMs = 100;

/** Watches a process tree until it is stopped; then tells the most that was resident at once. */
export function watchMemory(root: number): { stop(): Promise<number | undefined> } {
  let most: number | undefined;
  let looking = Promise.resolve();
  const look = async (): Promise<void> => {
    const bytes = await treeBytes(root);
    if (bytes !== undefined) most = Math.max(most ?? 0, bytes);
  };
  const timer = setInterval(() => (looking = looking.then(look)), lookEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
      await look();
      return most;
    },
  };
}
