import type { GpuBackend } from '../../protocol/gpu.ts';

/** A backend for this process, with the folder that holds its packages. */
export interface GpuChoice {
  readonly backend: GpuBackend;
  readonly folder: string;
}

const backendVariable = 'EIDOLON_GPU_BACKEND';
const folderVariable = 'EIDOLON_GPU_FOLDER';

/** How a process is told what to compute with. */
export function gpuEnvironment({ backend, folder }: GpuChoice): Record<string, string> {
  return { [backendVariable]: backend, [folderVariable]: folder };
}

export function gpuFromEnvironment(env: NodeJS.ProcessEnv = process.env): GpuChoice | undefined {
  const { [backendVariable]: backend, [folderVariable]: folder } = env;
  return (backend === 'vulkan' || backend === 'cuda') && folder ? { backend, folder } : undefined;
}
