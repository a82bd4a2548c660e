import * as l10n from '@vscode/l10n';
import {
  gpuTitles,
  type GpuAddParams,
  type GpuBackend,
  type GpuReport,
} from '../../protocol/gpu.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { GpuSetting } from '../../protocol/settings.ts';
import { createGet, withProxy, type Get } from '../models/download/get.ts';
import type { DownloadProgress } from '../models/download/transfer.ts';
import { describeGpu } from '../models/gpu/describe.ts';
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
      l10n.t(
        'There is no {0} build for {1} on {2}; the processor is used.',
        gpuTitles[backend],
        process.platform,
        process.arch,
      ),
    );
  if (!agreed)
    return failed('notAllowed', l10n.t('Agree to the download first; nothing was downloaded.'));
  const { registry, backendsDir } = place;
  const installed = await installBackend(build, registry, backendsDir, deps, signal);
  return installed.ok ? ok(await gpuReport(place, signal)) : installed;
}

/** Removes a backend, or everything. */
export async function removeGpu(
  place: GpuPlace,
  signal: AbortSignal,
  backend?: GpuBackend,
): Promise<GpuReport> {
  await removeBackends(place.backendsDir, backend);
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

/** `heard` takes every new report, and whether what there is has changed. */
export function createGpuService(
  place: GpuPlace,
  heard: (report: GpuReport, changed: boolean) => void,
): GpuService {
  return {
    async report(signal) {
      const told = await gpuReport(place, signal);
      heard(told, false);
      return told;
    },
    async add(params, report, signal) {
      const get = createGet(withProxy(process.env, params.proxy));
      const added = await addGpu(params, place, { get, report: bytesWords(report) }, signal);
      if (added.ok) heard(added.value, true);
      return added;
    },
    async remove(signal) {
      const removed = await removeGpu(place, signal);
      heard(removed, true);
      return removed;
    },
  };
}
