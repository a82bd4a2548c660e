import type { GpuBackend } from '../../../protocol/gpu.ts';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isRecord } from '../../../protocol/record.ts';
import { writeFileAtomically } from '../atomicFile.ts';
import { defaultStorageDirectory } from '../../paths.ts';
import { gpuPackagesVersion, preferredBackends } from './packages.ts';

/** What a backend found on this machine when it was tried last. */
export interface GpuFinding {
  /** As the driver calls them; none means that the processor is used. */
  readonly devices: readonly string[];
  /** Of all devices together. */
  readonly memoryBytes?: number;
  /** Why it could not be tried, in one clause. */
  readonly problem?: string;
}

export interface InstalledBackend {
  readonly backend: GpuBackend;
  /** Holds one folder for each package, named as the package without its scope. */
  readonly folder: string;
  /** Absent until it was tried. */
  readonly finding?: GpuFinding;
}

const findingFile = 'found.json';

/** Beside the user's models, `VERSION/BACKEND/PACKAGE` each. */
export function backendsDirectory(storage: string = defaultStorageDirectory()): string {
  return path.join(storage, 'backends');
}

export function backendFolder(backendsDir: string, backend: GpuBackend): string {
  return path.join(backendsDir, gpuPackagesVersion, backend);
}

/** Complete installations of the version that is in use, preferred first. */
export async function installedBackends(backendsDir: string): Promise<readonly InstalledBackend[]> {
  const found: InstalledBackend[] = [];
  for (const backend of preferredBackends) {
    const folder = backendFolder(backendsDir, backend);
    if (!(await stat(folder).catch(() => undefined))?.isDirectory()) continue;
    const finding = await readFinding(folder);
    found.push({ backend, folder, ...(finding && { finding }) });
  }
  return found;
}

/** Versions of which something is left and that are not in use any more. */
export async function outdatedVersions(backendsDir: string): Promise<readonly string[]> {
  const names = await readdir(backendsDir).catch(() => []);
  return names.filter((name) => /^\d+\.\d+\.\d+/.test(name) && name !== gpuPackagesVersion);
}

/** The backend to compute with: the one that is wanted, or the first that found a device. */
export function usableBackend(
  installed: readonly InstalledBackend[],
  wanted: GpuBackend | 'auto',
): InstalledBackend | undefined {
  return installed.find(
    ({ backend, finding }) =>
      (wanted === 'auto' || wanted === backend) && (finding?.devices.length ?? 0) > 0,
  );
}

export async function noteFinding(folder: string, finding: GpuFinding): Promise<void> {
  await writeFileAtomically(path.join(folder, findingFile), `${JSON.stringify(finding)}\n`);
}

/** Removes a backend, or everything of every version. */
export async function removeBackends(backendsDir: string, backend?: GpuBackend): Promise<void> {
  const folder = backend === undefined ? backendsDir : backendFolder(backendsDir, backend);
  await rm(folder, { recursive: true, force: true });
}

async function readFinding(folder: string): Promise<GpuFinding | undefined> {
  try {
    return parseFinding(JSON.parse(await readFile(path.join(folder, findingFile), 'utf8')));
  } catch {
    return undefined;
  }
}

/** What a probe said, or what was kept of it; undefined for anything else. */
export function parseFinding(value: unknown): GpuFinding | undefined {
  if (!isRecord(value) || !Array.isArray(value.devices)) return undefined;
  const { devices, memoryBytes, problem } = value;
  return {
    devices: devices.filter((each): each is string => typeof each === 'string'),
    ...(typeof memoryBytes === 'number' && { memoryBytes }),
    ...(typeof problem === 'string' && { problem }),
  };
}
