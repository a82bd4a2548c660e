import * as l10n from '@vscode/l10n';
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
    return l10n.t(
      'Models of your own are computed on the GPU ({0}: {1}), the shipped ones on the processor.',
      gpuTitles[used.backend],
      devices,
    );
  }
  if (gpuBuilds().length === 0)
    return l10n.t(
      'Models are computed on the processor: there is no GPU build for {0} on {1} to add.',
      process.platform,
      process.arch,
    );
  if (setting === 'off')
    return l10n.t('Models are computed on the processor, as the setting eidolon.gpu says.');
  const [first] = installed.filter(({ backend }) => setting === 'auto' || setting === backend);
  if (first) {
    const problem = first.finding?.problem ?? l10n.t('it was never tried');
    return l10n.t(
      'Models are computed on the processor: {0} was added, but {1}; “eidolon gpu status” tries it again.',
      gpuTitles[first.backend],
      problem,
    );
  }
  if (outdated.length > 0)
    return l10n.t(
      'Models are computed on the processor: what was added for the GPU belongs to an earlier version ({0}); add it again with “eidolon gpu add”.',
      outdated.join(', '),
    );
  return l10n.t('Models are computed on the processor; “eidolon gpu add” adds support for a GPU.');
}
