import type { GpuAddParams, GpuReport } from '../../protocol/gpu.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { GpuSetting } from '../../protocol/settings.ts';
import { createGet, withProxy, type Get } from '../models/download/get.ts';
import type { DownloadProgress } from '../models/download/transfer.ts';
import { backendTitle, describeGpu } from '../models/gpu/describe.ts';
import { installBackend } from '../models/gpu/install.ts';
import { installedBackends, removeBackends } from '../models/gpu/installed.ts';
import { downloadBytes, gpuBuild, gpuBuilds } from '../models/gpu/packages.ts';
import { probeBackend } from '../models/gpu/probe.ts';
import { bytesWords, type ReportProgress } from './downloads.ts';
import { gpuState } from '../models/gpu/state.ts';

/** Where GPU support comes from and goes to. */
export interface GpuPlace {
  readonly backendsDir: string;
  readonly probeEntry: string;
  /** Address of the npm registry. */
  readonly registry: string;
  readonly setting: GpuSetting;
}

/** Tries what was added anew and tells what models are computed with. */
export async function gpuReport(place: GpuPlace, signal: AbortSignal): Promise<GpuReport> {
  const { backendsDir, probeEntry, registry, setting } = place;
  for (const installed of await installedBackends(backendsDir))
    await probeBackend(probeEntry, installed, signal);
  const state = await gpuState(backendsDir, setting);
  const { host } = new URL(registry);
  const builds = gpuBuilds().map((build) => {
    const installed = state.installed.find(({ backend }) => backend === build.backend);
    const { devices = [], problem } = installed?.finding ?? {};
    return {
      backend: build.backend,
      sizeBytes: downloadBytes(build),
      licence: [...new Set(build.packages.map(({ license }) => license))].join(', '),
      ...{ host, devices, added: installed !== undefined },
      ...(problem !== undefined && { problem }),
    };
  });
  return { summary: describeGpu(state), builds };
}

/** Downloads a backend that the user agreed to, and tries it. */
export async function addGpu(
  { backend, agreed }: GpuAddParams,
  place: GpuPlace,
  deps: { readonly get: Get; readonly report: (progress: DownloadProgress) => void },
  signal: AbortSignal,
): Promise<Result<GpuReport>> {
  const build = gpuBuild(backend);
  if (!build)
    return failed(
      'unsupported',
      `There is no ${backendTitle(backend)} build for ${process.platform} on ${process.arch}; the processor is used.`,
    );
  if (!agreed) return failed('notAllowed', 'Agree to the download first; nothing was downloaded.');
  const { registry, backendsDir } = place;
  const installed = await installBackend(build, registry, backendsDir, deps, signal);
  return installed.ok ? ok(await gpuReport(place, signal)) : installed;
}

export async function removeGpu(place: GpuPlace, signal: AbortSignal): Promise<GpuReport> {
  await removeBackends(place.backendsDir);
  return gpuReport(place, signal);
}

/** The editor's requests about the GPU; the pool starts anew where something changed. */
export interface GpuService {
  report(signal: AbortSignal): Promise<GpuReport>;
  add(
    params: GpuAddParams,
    report: ReportProgress,
    signal: AbortSignal,
  ): Promise<Result<GpuReport>>;
  remove(signal: AbortSignal): Promise<GpuReport>;
}

export function createGpuService(place: GpuPlace, changed: () => void): GpuService {
  return {
    report: (signal) => gpuReport(place, signal),
    async add(params, report, signal) {
      const get = createGet(withProxy(process.env, params.proxy));
      const added = await addGpu(params, place, { get, report: bytesWords(report) }, signal);
      if (added.ok) changed();
      return added;
    },
    async remove(signal) {
      const removed = await removeGpu(place, signal);
      changed();
      return removed;
    },
  };
}
