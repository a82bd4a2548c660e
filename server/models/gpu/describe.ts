import { gpuTitles } from '../../../protocol/gpu.ts';
import type { GpuSetting } from '../../../protocol/settings.ts';
import type { InstalledBackend } from './installed.ts';
import { gpuBuilds } from './packages.ts';

/** What is known of the machine's GPU support. */
export interface GpuState {
  readonly setting: GpuSetting;
  readonly installed: readonly InstalledBackend[];
  /** What models are computed with; absent for the processor. */
  readonly used?: InstalledBackend;
  /** Versions of which packages are left and that are not used any more. */
  readonly outdated: readonly string[];
}

/** One sentence that says what models are computed with, and what would change it. */
export function describeGpu({ setting, installed, used, outdated }: GpuState): string {
  if (used) {
    const devices = used.finding?.devices.join(', ') ?? '';
    return `Models of your own are computed on the GPU (${gpuTitles[used.backend]}: ${devices}), the shipped ones on the processor.`;
  }
  const processor = 'Models are computed on the processor';
  if (gpuBuilds().length === 0)
    return `${processor}: there is no GPU build for ${process.platform} on ${process.arch} to add.`;
  if (setting === 'off') return `${processor}, as the setting eidolon.gpu says.`;
  const [first] = installed.filter(({ backend }) => setting === 'auto' || setting === backend);
  if (first) {
    const problem = first.finding?.problem ?? 'it was never tried';
    return `${processor}: ${gpuTitles[first.backend]} was added, but ${problem}; “eidolon gpu status” tries it again.`;
  }
  if (outdated.length > 0)
    return `${processor}: what was added for the GPU belongs to an earlier version (${outdated.join(', ')}); add it again with “eidolon gpu add”.`;
  return `${processor}; “eidolon gpu add” adds support for a GPU.`;
}
