import { isRecord } from './record.ts';

/** What models can be computed with instead of the processor. */
export const gpuBackends = ['vulkan', 'cuda'] as const;
export type GpuBackend = (typeof gpuBackends)[number];

/** Names for people, the same in every language. */
export const gpuTitles: Readonly<Record<GpuBackend, string>> = { vulkan: 'Vulkan', cuda: 'CUDA' };

/** Client to server request without parameters: tries what was added anew, and answers a {@link GpuReport}. */
export const gpuReportRequest = 'eidolon/gpu/report';

export interface GpuReport {
  /** One sentence on what models are computed with, and what would change it. */
  readonly summary: string;
  /** What there is for this machine; empty where there is nothing. */
  readonly builds: readonly GpuOffer[];
}

export interface GpuOffer {
  readonly backend: GpuBackend;
  /** Of the download. */
  readonly sizeBytes: number;
  readonly licence: string;
  /** Server that it comes from. */
  readonly host: string;
  readonly added: boolean;
  /** What was found with it, as the driver calls it. */
  readonly devices: readonly string[];
  /** Why it cannot be used, in one clause. */
  readonly problem?: string;
}

/**
 * Client to server request with {@link GpuAddParams}; answers a {@link GpuReport}. Reports work-done progress; cancelled, it
 * keeps what has arrived.
 */
export const gpuAddRequest = 'eidolon/gpu/add';

export interface GpuAddParams {
  readonly backend: GpuBackend;
  /** The user knows what is downloaded and agreed to it; without that nothing is. */
  readonly agreed: boolean;
  /** The editor's proxy, for where the environment names none. */
  readonly proxy?: string;
  readonly workDoneToken?: string | number;
}

/** Client to server request without parameters: removes everything that was added; answers a {@link GpuReport}. */
export const gpuRemoveRequest = 'eidolon/gpu/remove';

/** Parameters from the wire, where anything may come. */
export function parseGpuAddParams(value: unknown): GpuAddParams | undefined {
  if (!isRecord(value)) return undefined;
  const { agreed, proxy, workDoneToken: token } = value;
  const backend = gpuBackends.find((each) => each === value['backend']);
  if (backend === undefined) return undefined;
  return {
    backend,
    agreed: agreed === true,
    ...(typeof proxy === 'string' && proxy !== '' && { proxy }),
    ...((typeof token === 'string' || typeof token === 'number') && { workDoneToken: token }),
  };
}

/** A report from the wire; builds that cannot be read are left out. */
export function parseGpuReport(value: unknown): GpuReport | undefined {
  if (!isRecord(value) || typeof value['summary'] !== 'string') return undefined;
  const builds = Array.isArray(value['builds']) ? value['builds'] : [];
  return { summary: value['summary'], builds: builds.flatMap((each) => parseOffer(each) ?? []) };
}

function parseOffer(value: unknown): GpuOffer | undefined {
  if (!isRecord(value) || !Array.isArray(value['devices'])) return undefined;
  const { sizeBytes, licence, host, added, problem } = value;
  const backend = gpuBackends.find((each) => each === value['backend']);
  if (backend === undefined || typeof sizeBytes !== 'number') return undefined;
  return {
    ...{ backend, sizeBytes, added: added === true },
    licence: typeof licence === 'string' ? licence : '',
    host: typeof host === 'string' ? host : '',
    devices: value['devices'].filter((each): each is string => typeof each === 'string'),
    ...(typeof problem === 'string' && { problem }),
  };
}
