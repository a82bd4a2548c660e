import type { FolderEntry } from '../../protocol/find.ts';
import ignore, { type Ignore } from 'ignore';
import { bounds, skippedFolders, whySkipped } from './bounds.ts';
import type { FolderReader } from './folderReader.ts';

/** A file that may be searched. */
export interface ListedFile {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

export interface Listing {
  /** In the order of their paths. */
  readonly files: readonly ListedFile[];
  /** Files that are too large by themselves. */
  readonly large: number;
  /** True when the folder holds more files or bytes than are searched. */
  readonly cut: boolean;
}

interface Rules {
  /** Path of the folder whose `.gitignore` these are, with a slash at the end unless it is the root. */
  readonly base: string;
  readonly rules: Ignore;
}

interface Walk {
  readonly reader: FolderReader;
  readonly signal: AbortSignal;
  readonly files: ListedFile[];
  large: number;
  bytes: number;
  entries: number;
  cut: boolean;
}

const gitignoreBytes = 200_000;

/** Lists what may be searched; `.gitignore` files inside the folder count, links are never followed. Undefined when the root is gone. */
export async function listFiles(
  reader: FolderReader,
  signal: AbortSignal,
): Promise<Listing | undefined> {
  const walk: Walk = { reader, signal, files: [], large: 0, bytes: 0, entries: 0, cut: false };
  if (!(await walkFolder(walk, '', [], 0))) return undefined;
  const { files, large, cut } = walk;
  return { files, large, cut };
}

async function walkFolder(
  walk: Walk,
  folder: string,
  above: readonly Rules[],
  depth: number,
): Promise<boolean> {
  walk.signal.throwIfAborted();
  const entries = await walk.reader.list(folder, walk.signal);
  if (!entries) return false;
  const rules = await rulesOf(walk, folder, entries, above);
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of sorted) {
    if (++walk.entries > bounds.entries) walk.cut = true;
    if (walk.cut) return true;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.kind === 'file') takeFile(walk, entry, path, rules);
    else if (!skippedFolders.has(entry.name) && !isIgnored(rules, `${path}/`)) {
      if (depth >= bounds.depth) walk.cut = true;
      else await walkFolder(walk, path, rules, depth + 1);
    }
  }
  return true;
}

function takeFile(walk: Walk, entry: FolderEntry, path: string, rules: readonly Rules[]): void {
  if (isIgnored(rules, path)) return;
  const why = whySkipped(entry.name, entry.size);
  if (why === 'large') walk.large++;
  if (why !== undefined) return;
  walk.bytes += entry.size;
  if (walk.files.length >= bounds.files || walk.bytes > bounds.totalBytes) {
    walk.cut = true;
    return;
  }
  walk.files.push({ path, size: entry.size, modified: entry.modified });
}

async function rulesOf(
  { reader, signal }: Walk,
  folder: string,
  entries: readonly FolderEntry[],
  above: readonly Rules[],
): Promise<readonly Rules[]> {
  if (!entries.some(({ name, kind }) => name === '.gitignore' && kind === 'file')) return above;
  const base = folder === '' ? '' : `${folder}/`;
  const bytes = await reader.read(`${base}.gitignore`, gitignoreBytes, signal);
  if (!bytes) return above;
  return [...above, { base, rules: ignore().add(new TextDecoder().decode(bytes)) }];
}

/** As git has it: the nearest `.gitignore` that says something about a path decides. */
function isIgnored(rules: readonly Rules[], path: string): boolean {
  for (const { base, rules: own } of [...rules].reverse()) {
    const { ignored, unignored } = own.test(path.slice(base.length));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
