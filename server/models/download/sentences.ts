import { errorCode } from '../../engines/http/sentences.ts';
import type { Failure } from '../../../protocol/result.ts';
import { isDiskFull } from '../diskSpace.ts';

// Every sentence about a download that does not work. Each names the server or the folder.

/** What a status without the file means. */
export function statusFailure({ host, pathname }: URL, status: number): Failure {
  if (status === 401 || status === 403) {
    const message = `${host} gives this file only to people who have accepted its terms there (status ${status}); download it in a browser, and add the file with “eidolon models add”.`;
    return { kind: 'notAllowed', message };
  }
  if (status === 404 || status === 410) {
    const message = `${host} has no file ${pathname}; check the address, or choose another source.`;
    return { kind: 'hostUnavailable', message };
  }
  if (status === 429) {
    const message = `${host} is asked too often (status 429); what has arrived is kept, so start the download again later.`;
    return { kind: 'hostUnavailable', message };
  }
  const message = `${host} answered with status ${status}; try again later.`;
  return { kind: 'hostUnavailable', message };
}

/** Why the part could not be written; what has arrived stays. */
export function diskFailure(folder: string, error: unknown): Failure {
  const code = errorCode(error);
  const full = isDiskFull(error);
  const message = full
    ? `The disk of ${folder} is full; what has arrived is kept, so free some space and start the download again.`
    : `${folder} cannot be written (${code || 'unknown error'}); what has arrived is kept, so put that right and start the download again.`;
  return { kind: full ? 'diskFull' : 'badInput', message };
}

export function wrongSize({ host }: URL, found: number, expected: number): Failure {
  const message = `${host} offers a file of ${found} bytes where ${expected} were expected, so it was not downloaded.`;
  return { kind: 'modelInvalid', message };
}

export function wrongBytes({ host }: URL, found: string, expected: string): Failure {
  const [is, should] = [found, expected].map((hash) => `${hash.slice(0, 12)}…`);
  const message = `What ${host} sent is not the expected file (its SHA-256 is ${is}, not ${should}), so it was deleted; try again, or choose another source.`;
  return { kind: 'modelInvalid', message };
}

export function sentPage(host: string): Failure {
  const message = `${host} shows a page instead of the file; open the address in a browser to see what it wants.`;
  return { kind: 'hostUnavailable', message };
}

export function sentTooMuch(host: string): Failure {
  const message = `${host} sent more than it had announced; nothing of it was kept.`;
  return { kind: 'hostUnavailable', message };
}

export function changedThere(host: string): Failure {
  const message = `The file changed at ${host} while it was downloaded; start the download again.`;
  return { kind: 'hostUnavailable', message };
}

export function notEncrypted(url: URL): Failure {
  return { kind: 'badInput', message: `${url.href} is not encrypted; use an https address.` };
}

export function runsAlready(name: string): Failure {
  const message = `${name} is being downloaded already; wait for it, or cancel that first.`;
  return { kind: 'badInput', message };
}
