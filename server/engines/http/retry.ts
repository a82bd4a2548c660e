/** Attempts of one request before anything of its answer was seen. */
export const mostAttempts = 3;

const firstDelayMs = 500;
/** Who waits longer than this for a turn is better told at once. */
const longestDelayMs = 20_000;

const retried = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

/** Whether a later attempt may fare better. */
export function isRetried(status: number): boolean {
  return retried.has(status);
}

/**
 * Milliseconds to wait after the given attempt (1 is the first): what the server asks for by Retry-After, else a delay
 * that doubles, with jitter. Undefined when no further attempt is worth it. `random` is uniform in [0, 1).
 */
export function retryDelay(
  attempt: number,
  retryAfter: string | undefined,
  clock: { readonly nowMs: number; readonly random: number },
): number | undefined {
  if (attempt >= mostAttempts) return undefined;
  const asked = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, clock.nowMs);
  if (asked !== undefined) return asked <= longestDelayMs ? asked : undefined;
  return firstDelayMs * 2 ** (attempt - 1) * (0.75 + clock.random / 2);
}

/** Milliseconds of a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3); undefined when it holds neither. */
export function parseRetryAfter(text: string, nowMs: number): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,9}$/.test(trimmed)) return Number(trimmed) * 1000;
  const date = Date.parse(trimmed);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
