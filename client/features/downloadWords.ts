import { l10n } from 'vscode';

/** What is said about downloading a model. */
export const downloadWords = {
  choose: () => l10n.t('Choose a model to download'),
  fits: (size: string) => l10n.t('{0} of memory in use, which is free now', size),
  tooLarge: (size: string, free: string) =>
    l10n.t('needs {0} of memory, and {1} are free', size, free),
  present: () => l10n.t('in the pool already'),
  meantFor: (roles: string) => l10n.t('For: {0}', roles),
  fromAddress: () => l10n.t('From an Address…'),
  fromAddressDetail: () => l10n.t('A GGUF file that is not in the catalogue'),
  address: () => l10n.t('Address of a GGUF file'),
  addressPrompt: () => l10n.t('An https address that ends in .gguf'),
  licenceOf: (title: string, licence: string) =>
    l10n.t('{0} has this licence: {1}', title, licence),
  licenceUnknown: (page: string) =>
    l10n.t('Eidolon does not know the licence of this file; look for it at {0}.', page),
  licenceDetail: (size: string, host: string) =>
    l10n.t(
      'Eidolon will fetch {0} from {1}, compare the file with its known SHA-256 and try it in a separate process. Download it only if you agree to the licence.',
      size,
      host,
    ),
  addressDetail: () =>
    l10n.t(
      'Nobody has checked this file for Eidolon; it will be tried in a separate process. Download it only if you know its licence and agree to it.',
    ),
  agree: () => l10n.t('Agree and Download'),
  showLicence: () => l10n.t('Show Licence'),
  downloading: (title: string) => l10n.t('Downloading {0}', title),
  paused: (title: string) =>
    l10n.t(
      'The download of {0} stopped; what has arrived is kept, and downloading it again goes on from there.',
      title,
    ),
  unverified: (id: string) =>
    l10n.t(
      '{0} is in the pool now. Nobody had named its SHA-256 before, so it could not be compared.',
      id,
    ),
};
