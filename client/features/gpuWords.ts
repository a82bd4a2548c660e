import { l10n } from 'vscode';

/** What is said about support for a GPU. */
export const gpuWords = {
  choose: () => l10n.t('Which GPU support shall be added?'),
  vulkan: () => l10n.t('For AMD, Intel and NVIDIA; needs the driver only'),
  cuda: () => l10n.t('For NVIDIA; needs the CUDA runtime libraries as well'),
  notAdded: () => l10n.t('not added'),
  added: () => l10n.t('added'),
  remove: () => l10n.t('Remove What Was Added'),
  question: (title: string, size: string) =>
    l10n.t('Download {0} of native code for {1}?', size, title),
  detail: (licence: string, host: string) =>
    l10n.t(
      'It comes from {1} under the {0} licence, is compared with its known SHA-512, and is tried in a separate process. Running models start anew.',
      licence,
      host,
    ),
  agree: () => l10n.t('Download'),
  none: () => l10n.t('There is no GPU support to add on this machine.'),
};
