import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { downloadCatalogue, type CatalogueModel } from './catalogue.ts';
import { isFetchable } from './get.ts';

/** One model to download: an entry of the catalogue, or a file at an address. */
export interface DownloadSource {
  readonly url: URL;
  /** Name of the finished file. */
  readonly file: string;
  readonly sha256?: string;
  readonly sizeBytes?: number;
  /** Absent for an address, about which nothing is known. */
  readonly model?: CatalogueModel;
}

const defaultEndpoint = 'https://huggingface.co';
const hash = /^[0-9a-f]{64}$/;

/**
 * What a name of the catalogue or an address means. `endpoint` is a server that answers as Hugging Face does and
 * stands for it, also in addresses.
 */
export function sourceOf(subject: string, endpoint: URL, sha256?: string): Result<DownloadSource> {
  if (sha256 !== undefined && !hash.test(sha256.toLowerCase()))
    return failed('badInput', l10n.t('A SHA-256 hash has 64 hexadecimal digits.'));
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(subject)) {
    return fromAddress(subject, endpoint, sha256?.toLowerCase());
  }
  const model = downloadCatalogue.find(({ name }) => name === subject.toLowerCase());
  if (!model) {
    return failed(
      'memberUnknown',
      l10n.t(
        'The catalogue has no model “{0}”; “eidolon models pull” without a name lists those it has.',
        subject,
      ),
    );
  }
  const { repository, revision, file, sizeBytes } = model;
  const url = below(endpoint, `${repository}/resolve/${revision}/${file}`);
  return ok({ url, file, sha256: model.sha256, sizeBytes, model });
}

function fromAddress(text: string, endpoint: URL, sha256?: string): Result<DownloadSource> {
  const given = URL.canParse(text) ? new URL(text) : undefined;
  if (!given || given.username !== '' || given.password !== '')
    return failed('badInput', l10n.t('Give an address without user name and password.'));
  // A page that shows the file names it, too.
  given.pathname = given.pathname.replace(/^(\/[^/]+\/[^/]+)\/blob\//, '$1/resolve/');
  given.hash = '';
  const file = path.posix.basename(decode(given.pathname)).replace(/[^\w.+-]+/g, '-');
  if (!/\.gguf$/i.test(file) || file.startsWith('.'))
    return failed('badInput', l10n.t('Give the address of one GGUF file; it ends in .gguf.'));
  if (/-\d{5}-of-\d{5}\.gguf$/i.test(file))
    return failed(
      'unsupported',
      l10n.t('{0} is a part of a model in several files; choose one that is whole.', file),
    );
  const url =
    given.origin === defaultEndpoint ? below(endpoint, given.pathname + given.search) : given;
  return ok({ url, file, ...(sha256 !== undefined && { sha256 }) });
}

/** The server that stands for Hugging Face: the first that is named, which may be no address at all. */
export function endpointOf(...named: readonly (string | undefined)[]): Result<URL> {
  const text = named.find((each) => each !== undefined && each !== '') ?? defaultEndpoint;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && isFetchable(url) && url.search === '' && url.hash === '' && url.username === '')
    return ok(url);
  return failed(
    'badInput',
    l10n.t(
      '“{0}” is no server to download from; give an https address such as {1}.',
      text,
      defaultEndpoint,
    ),
  );
}

function below(endpoint: URL, file: string): URL {
  return new URL(`${endpoint.href.replace(/\/+$/, '')}/${file.replace(/^\/+/, '')}`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
