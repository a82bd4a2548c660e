import * as l10n from '@vscode/l10n';
import { errorCode } from '../../engines/http/sentences.ts';
import type { Failure } from '../../../protocol/result.ts';
import { isDiskFull } from '../diskSpace.ts';

// Every sentence about a download that does not work. Each names the server or the folder.

/** What a status without the file means. */
export function statusFailure({ host, pathname }: URL, status: number): Failure {
  if (status === 401 || status === 403) {
    const message = l10n.t(
      '{0} gives this file only to people who have accepted its terms there (status {1}); download it in a browser, and add the file with “eidolon models add”.',
      host,
      status,
    );
    return { kind: 'notAllowed', message };
  }
  if (status === 404 || status === 410) {
    const message = l10n.t(
      '{0} has no file {1}; check the address, or choose another source.',
      host,
      pathname,
    );
    return { kind: 'hostUnavailable', message };
  }
  if (status === 429) {
    const message = l10n.t(
      '{0} is asked too often (status 429); what has arrived is kept, so start the download again later.',
      host,
    );
    return { kind: 'hostUnavailable', message };
  }
  const message = l10n.t('{0} answered with status {1}; try again later.', host, status);
  return { kind: 'hostUnavailable', message };
}

/** Why the part could not be written; what has arrived stays. */
export function diskFailure(folder: string, error: unknown): Failure {
  const code = errorCode(error);
  const full = isDiskFull(error);
  const message = full
    ? l10n.t(
        'The disk of {0} is full; what has arrived is kept, so free some space and start the download again.',
        folder,
      )
    : l10n.t(
        '{0} cannot be written ({1}); what has arrived is kept, so put that right and start the download again.',
        folder,
        code || l10n.t('unknown error'),
      );
  return { kind: full ? 'diskFull' : 'badInput', message };
}

export function wrongSize({ host }: URL, found: number, expected: number): Failure {
  const message = l10n.t(
    '{0} offers a file of {1} bytes where {2} were expected, so it was not downloaded.',
    host,
    found,
    expected,
  );
  return { kind: 'modelInvalid', message };
}

export function wrongBytes({ host }: URL, found: string, expected: string): Failure {
  const [is, should] = [opening(found), opening(expected)];
  const message = l10n.t(
    'What {0} sent is not the expected file (its SHA-256 is {1}, not {2}), so it was deleted; try again, or choose another source.',
    host,
    is,
    should,
  );
  return { kind: 'modelInvalid', message };
}

function opening(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}

export function sentPage(host: string): Failure {
  const message = l10n.t(
    '{0} shows a page instead of the file; open the address in a browser to see what it wants.',
    host,
  );
  return { kind: 'hostUnavailable', message };
}

export function sentTooMuch(host: string): Failure {
  const message = l10n.t('{0} sent more than it had announced; nothing of it was kept.', host);
  return { kind: 'hostUnavailable', message };
}

export function changedThere(host: string): Failure {
  const message = l10n.t(
    'The file changed at {0} while it was downloaded; start the download again.',
    host,
  );
  return { kind: 'hostUnavailable', message };
}

export function notEncrypted(url: URL): Failure {
  return {
    kind: 'badInput',
    message: l10n.t('{0} is not encrypted; use an https address.', url.href),
  };
}

export function runsAlready(name: string): Failure {
  const message = l10n.t(
    '{0} is being downloaded already; wait for it, or cancel that first.',
    name,
  );
  return { kind: 'badInput', message };
}
