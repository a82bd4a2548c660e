import * as l10n from '@vscode/l10n';
import type { Failure } from '../../../protocol/result.ts';
import { findUnusualCharacters } from '../unusualCharacters.ts';

// Every sentence about a server that does not do what it should. Each names the host.

const refusedCodes = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);
const nameCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL']);
const resetCodes = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED']);
const slowCodes = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** As OpenAI and llama-server call it. */
const tooLongCodes = new Set(['context_length_exceeded', 'exceed_context_size_error']);

/** The code of a network error, also where several addresses were tried. */
export function errorCode(error: unknown): string {
  const { code, errors } = Object(error) as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? errorCode(errors[0]) : '';
}

/** Whether the connection was lost, which another attempt may mend: an idle connection is closed by either side at will. */
export function isLostConnection(error: unknown): boolean {
  return resetCodes.has(errorCode(error));
}

/** What a thrown network error means. */
export function networkFailure(host: string, error: unknown): Failure {
  const code = errorCode(error);
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const unavailable = (message: string): Failure => ({ kind: 'hostUnavailable', message, detail });
  if (slowCodes.has(code))
    return {
      kind: 'timeout',
      message: l10n.t('{0} did not answer in time; try again later.', host),
      detail,
    };
  if (refusedCodes.has(code))
    return unavailable(
      l10n.t('Nothing answers at {0}; start the server there, or correct its address.', host),
    );
  if (nameCodes.has(code))
    return unavailable(
      l10n.t('The name {0} is not known to this network; correct the address.', host),
    );
  if (resetCodes.has(code))
    return unavailable(
      l10n.t('{0} closed the connection before its answer was complete; try again.', host),
    );
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return unavailable(
      l10n.t('{0} sent headers that are too large, so its answer was refused.', host),
    );
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return tooLarge(host);
  // Nobody here aborted it: a proxy answered the request for a tunnel with something else than a yes.
  if (code === 'UND_ERR_ABORTED')
    return unavailable(
      l10n.t(
        'The proxy does not reach {0}; correct HTTPS_PROXY or HTTP_PROXY, or name the host in NO_PROXY.',
        host,
      ),
    );
  if (isCertificateProblem(code))
    return unavailable(
      l10n.t(
        "The certificate of {0} is not trusted ({1}); have it issued by an authority that this machine trusts, or name that authority's file in NODE_EXTRA_CA_CERTS.",
        host,
        code,
      ),
    );
  if (/^HPE_/.test(code))
    return unavailable(l10n.t('{0} does not speak HTTP; correct the address.', host));
  return unavailable(
    l10n.t(
      '{0} could not be asked ({1}); the log says more.',
      host,
      code || l10n.t('unknown error'),
    ),
  );
}

function isCertificateProblem(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code);
}

/** An answer that is larger than what was asked for could be. */
export function tooLarge(host: string): Failure {
  return {
    kind: 'hostUnavailable',
    message: l10n.t('{0} sent far more than it was asked for, so its answer was cut off.', host),
  };
}

/** An answer in a form that cannot be read; `what` continues “sent”. */
export function unreadable(host: string, what: string): Failure {
  return {
    kind: 'hostUnavailable',
    message: l10n.t(
      '{0} sent {1}; its address should be that of an OpenAI-compatible server, which mostly ends in /v1.',
      host,
      what,
    ),
  };
}

/** A status that is no success. `said` is the server's own word, which is of unknown origin. */
export function statusFailure(
  host: string,
  model: string,
  status: number,
  said: { readonly code?: string; readonly message?: string; readonly location?: string },
): Failure {
  if (status >= 300 && status < 400) {
    const message =
      said.location === undefined
        ? l10n.t(
            '{0} redirects elsewhere, and redirects are not followed; configure the final address.',
            host,
          )
        : l10n.t(
            '{0} redirects to {1}, and redirects are not followed; configure the final address.',
            host,
            quote(said.location),
          );
    return { kind: 'hostUnavailable', message };
  }
  if (status === 401 || status === 403)
    return {
      kind: 'notAllowed',
      message: l10n.t(
        '{0} refuses the request ({1}); set its key by “Eidolon: Set API Key…”, or on the command line in {2}.',
        host,
        status,
        keyVariable(host),
      ),
    };
  if (tooLongCodes.has(said.code ?? '') || status === 413)
    return {
      kind: 'tooLong',
      message: l10n.t('The text is too long for {0} at {1}.', model, host),
    };
  if (status === 404)
    return {
      kind: 'modelMissing',
      message: withWord(
        l10n.t('{0} knows no model {1}, or has another address.', host, model),
        said,
      ),
    };
  if (status === 429)
    return {
      kind: 'hostUnavailable',
      message: l10n.t('{0} has too much to do; try again later.', host),
    };
  if (status >= 500)
    return {
      kind: 'hostUnavailable',
      message: withWord(l10n.t('{0} failed inside ({1}); try again later.', host, status), said),
    };
  const message = withWord(l10n.t('{0} refuses the request ({1}).', host, status), said);
  return { kind: 'unsupported', message };
}

/** A sentence with the server's own word after it. */
function withWord(sentence: string, said: { readonly message?: string }): string {
  return said.message === undefined
    ? sentence
    : l10n.t('{0} It says: “{1}”', sentence, quote(said.message));
}

/** Name of the environment variable that holds a host's key. */
export function keyVariable(host: string): string {
  return `EIDOLON_API_KEY_${host.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
}

/** A host that was left alone after several failures. */
export function pausedFailure(host: string, waitMs: number): Failure {
  return {
    kind: 'hostUnavailable',
    message: l10n.t(
      '{0} failed several times in a row and is asked again in {1} s.',
      host,
      Math.ceil(waitMs / 1000),
    ),
  };
}

/** A host that the user has not allowed. */
export function notAllowed(host: string): Failure {
  return {
    kind: 'notAllowed',
    message: l10n.t(
      'Asking {0} was not allowed, because texts would leave this machine; “Eidolon: Restart Engine” has it asked anew, and --allow-host {0} allows it on the command line.',
      host,
    ),
  };
}

const longestQuote = 200;

/** A text of unknown origin that may stand in a sentence: one line, short, nothing invisible. */
function quote(text: string): string {
  const visible = findUnusualCharacters(text).length === 0;
  const plain = visible ? text : text.replace(/[^\x20-\x7e\s]/g, '');
  const line = plain.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > longestQuote ? `${line.slice(0, longestQuote)}…` : line;
}
