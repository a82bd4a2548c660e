import type { GpuSetting } from '../../../protocol/settings.ts';
import type { GpuState } from './describe.ts';
import { installedBackends, outdatedVersions, usableBackend } from './installed.ts';

/** What was added, what of it is used under a setting, and what is left of earlier versions. */
export async function gpuState(backendsDir: string, setting: GpuSetting): Promise<GpuState> {
  const installed = await installedBackends(backendsDir);
  const used = setting === 'off' ? undefined : usableBackend(installed, setting);
  const outdated = await outdatedVersions(backendsDir);
  return { setting, installed, outdated, ...(used && { used }) };
}
