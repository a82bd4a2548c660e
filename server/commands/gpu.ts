import { gpuBackends, gpuTitles, type GpuBackend, type GpuReport } from '../../protocol/gpu.ts';
import { addGpu, gpuReport, removeGpu, type GpuPlace } from '../handlers/gpu.ts';
import { createGet } from '../models/download/get.ts';
import type { DownloadProgress } from '../models/download/transfer.ts';
import { backendsDirectory } from '../models/gpu/installed.ts';
import { npmRegistry } from '../models/gpu/packages.ts';
import { defaultStorageDirectory, installationPaths } from '../paths.ts';
import { stdinLines, unwrap, UsageError, type Io } from './io.ts';

export type GpuVerb = 'status' | 'add' | 'remove';

export interface GpuOptions {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly registry?: string;
}

/** `eidolon gpu status|add|remove [vulkan|cuda]`. */
export async function gpuCommand(
  verb: GpuVerb,
  named: string | undefined,
  options: GpuOptions,
  io: Io,
): Promise<number> {
  const backend = backendNamed(named);
  const place: GpuPlace = {
    backendsDir: backendsDirectory(defaultStorageDirectory()),
    probeEntry: installationPaths().gpuProbeEntry,
    registry: options.registry ?? process.env['npm_config_registry'] ?? npmRegistry,
    setting: 'auto',
  };
  switch (verb) {
    case 'status':
      return print(await gpuReport(place, io.signal), options, io);
    case 'remove':
      return print(await removeGpu(place, io.signal, backend), options, io);
    case 'add':
      return add(backend ?? 'vulkan', place, options, io);
  }
}

function backendNamed(name: string | undefined): GpuBackend | undefined {
  const backend = gpuBackends.find((each) => each === name);
  if (name === undefined || backend !== undefined) return backend;
  throw new UsageError(`“${name}” is no backend; say ${gpuBackends.join(' or ')}.`);
}

async function print(report: GpuReport, { json }: GpuOptions, io: Io): Promise<number> {
  if (json) {
    await io.write(`${JSON.stringify(report)}\n`);
    return 0;
  }
  await io.write(`${report.summary}\n`);
  for (const { backend, sizeBytes, licence, added, devices, problem } of report.builds) {
    const found = devices.length > 0 ? devices.join(', ') : problem;
    const state = found ?? (added ? 'not tried' : 'not added');
    await io.write(
      `${backend.padEnd(8)} ${megabytes(sizeBytes).padStart(7)}  ${licence}  ${state}\n`,
    );
  }
  return 0;
}

async function add(
  backend: GpuBackend,
  place: GpuPlace,
  options: GpuOptions,
  io: Io,
): Promise<number> {
  const { builds } = await gpuReport(place, io.signal);
  const offer = builds.find((each) => each.backend === backend);
  if (offer)
    io.complain(
      `${gpuTitles[backend]}: ${megabytes(offer.sizeBytes)} of native code (${offer.licence} licence) from ${offer.host}.`,
    );
  const agreed = options.yes === true || (io.interactive === true && (await agrees(io)));
  if (offer && !agreed) throw new Error('Say --yes to download it; nothing was downloaded.');
  const deps = { get: createGet(), report: tenths(io) };
  return print(unwrap(await addGpu({ backend, agreed }, place, deps, io.signal)), options, io);
}

async function agrees(io: Io): Promise<boolean> {
  io.complain('Type yes to download it.');
  for await (const { line } of stdinLines(io)) return /^\s*y(es)?\s*$/i.test(line);
  return false;
}

function tenths(io: Io): (progress: DownloadProgress) => void {
  let told = -1;
  return ({ doneBytes, totalBytes = 1 }) => {
    const tenth = Math.floor((10 * doneBytes) / totalBytes);
    if (tenth === told) return;
    told = tenth;
    io.complain(`${tenth * 10} %, ${megabytes(doneBytes)} of ${megabytes(totalBytes)}`);
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
