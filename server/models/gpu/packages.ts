import type { GpuBackend } from '../../../protocol/gpu.ts';
import table from './packages.json' with { type: 'json' };

/** Where the packages are when nobody names another registry. */
export const npmRegistry = 'https://registry.npmjs.org';

/** One npm package of native code, as scripts/gpu-packages.mjs found it in the registry. */
export interface GpuPackage {
  /** With its scope, e.g. `@node-llama-cpp/linux-x64-vulkan`. */
  readonly name: string;
  /** Below the registry's address. */
  readonly path: string;
  /** Subresource Integrity of the archive (W3C SRI), SHA-512. */
  readonly integrity: string;
  /** Of the archive. */
  readonly sizeBytes: number;
  readonly license: string;
}

/** The packages that one backend needs on one platform. */
export interface GpuBuild {
  readonly backend: GpuBackend;
  readonly platform: string;
  readonly arch: string;
  readonly packages: readonly GpuPackage[];
}

/** The version of node-llama-cpp that the packages belong to; code of another version is not loaded. */
export const gpuPackagesVersion: string = table.version;

/** Preferred first. */
export const preferredBackends: readonly GpuBackend[] = ['cuda', 'vulkan'];

/** The builds for a platform and processor, in Node's words. */
export function gpuBuilds(
  platform: string = process.platform,
  arch: string = process.arch,
): readonly GpuBuild[] {
  return preferredBackends.flatMap((backend) =>
    (table.builds as readonly GpuBuild[]).filter(
      (build) => build.backend === backend && build.platform === platform && build.arch === arch,
    ),
  );
}

export function gpuBuild(backend: GpuBackend): GpuBuild | undefined {
  return gpuBuilds().find((build) => build.backend === backend);
}

export function downloadBytes({ packages }: GpuBuild): number {
  return packages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
