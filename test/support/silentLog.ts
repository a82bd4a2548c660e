import type { Log } from '../../server/log.ts';

/** A log that keeps its lines for the test to look at. */
export function createRecordedLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const put = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  return { lines, debug: put('debug'), info: put('info'), warn: put('warn'), error: put('error') };
}
