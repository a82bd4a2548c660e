import { createGet } from '../models/download/get.ts';
import { backendTitle, describeGpu } from '../models/gpu/describe.ts';
import { installBackend, npmRegistry } from '../models/gpu/install.ts';
import { backendsDirectory, installedBackends, removeBackends } from '../models/gpu/installed.ts';
import { downloadBytes, gpuBuild, gpuBuilds, type GpuBackend } from '../models/gpu/packages.ts';
import { probeBackend } from '../models/gpu/probe.ts';
import { gpuState } from '../models/gpu/state.ts';
import { installationPaths } from '../paths.ts';
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
  const folder = backendsDirectory();
  switch (verb) {
    case 'status':
      return status(folder, options, io);
    case 'remove':
      await removeBackends(folder, backend);
      await io.write(`Removed; the processor is used from the next start of the models on.\n`);
      return 0;
    case 'add':
      return add(backend ?? 'vulkan', folder, options, io);
  }
}

function backendNamed(name: string | undefined): GpuBackend | undefined {
  if (name === undefined || name === 'vulkan' || name === 'cuda') return name;
  throw new UsageError(`“${name}” is no backend; say vulkan or cuda.`);
}

async function status(folder: string, { json }: GpuOptions, io: Io): Promise<number> {
  for (const installed of await installedBackends(folder))
    await probeBackend(installationPaths().gpuProbeEntry, installed, io.signal);
  const state = await gpuState(folder, 'auto');
  const builds = gpuBuilds().map((build) => ({
    backend: build.backend,
    sizeBytes: downloadBytes(build),
    licence: [...new Set(build.packages.map(({ license }) => license))].join(', '),
    ...state.installed.find(({ backend }) => backend === build.backend),
  }));
  if (json) {
    await io.write(`${JSON.stringify({ summary: describeGpu(state), builds })}\n`);
    return 0;
  }
  await io.write(`${describeGpu(state)}\n`);
  for (const { backend, sizeBytes, licence, folder: place, finding } of builds) {
    const found = finding?.devices.length
      ? finding.devices.join(', ')
      : (finding?.problem ?? (place === undefined ? 'not added' : 'not tried'));
    await io.write(
      `${backend.padEnd(8)} ${megabytes(sizeBytes).padStart(7)}  ${licence}  ${found}\n`,
    );
  }
  return 0;
}

async function add(
  backend: GpuBackend,
  folder: string,
  { registry = process.env['npm_config_registry'] ?? npmRegistry, yes, json }: GpuOptions,
  io: Io,
): Promise<number> {
  const build = gpuBuild(backend);
  if (!build)
    throw new UsageError(
      `There is no ${backendTitle(backend)} build for ${process.platform} on ${process.arch}; the processor is used.`,
    );
  const size = megabytes(downloadBytes(build));
  io.complain(
    `${backendTitle(backend)}: ${size} of native code (${build.packages[0]?.license ?? 'unknown'} licence) from ${new URL(registry).host}.`,
  );
  if (!yes && !(io.interactive && (await agrees(io))))
    throw new Error('Say --yes to download it; nothing was downloaded.');
  let told = -1;
  const report = ({
    doneBytes,
    totalBytes = 1,
  }: {
    doneBytes: number;
    totalBytes?: number;
  }): void => {
    const tenth = Math.floor((10 * doneBytes) / totalBytes);
    if (tenth === told) return;
    told = tenth;
    io.complain(`${tenth * 10} %, ${megabytes(doneBytes)} of ${size}`);
  };
  const deps = { get: createGet(), report };
  unwrap(await installBackend(build, registry, folder, deps, io.signal));
  return status(folder, { json }, io);
}

async function agrees(io: Io): Promise<boolean> {
  io.complain('Type yes to download it.');
  for await (const { line } of stdinLines(io)) return /^\s*y(es)?\s*$/i.test(line);
  return false;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
