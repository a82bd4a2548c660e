import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process of this machine, from /proc; zombies are left out. Linux only. */
export function listProcesses(): ProcessInfo[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

/** True while the process runs; a zombie does not. */
export function isAlive(pid: number): boolean {
  return listProcesses().some((process) => process.pid === pid);
}

/** The process's children, their children, and so on. */
export function descendants(pid: number): ProcessInfo[] {
  const all = listProcesses();
  const found: ProcessInfo[] = [];
  const visit = (parent: number): void => {
    for (const process of all.filter((candidate) => candidate.parent === parent)) {
      found.push(process);
      visit(process.pid);
    }
  };
  visit(pid);
  return found;
}

/** Processes that were started with this text in their environment, orphans included. */
export function processesWithEnvironment(text: string): ProcessInfo[] {
  return listProcesses().filter(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}
