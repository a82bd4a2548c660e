/** One leveled log per process, injected everywhere; stdout stays free for data. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'off';

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'off'];

/** A log that hands finished lines to `write`, e.g. standard error or an LSP notification. */
export function createLog(level: LogLevel, write: (level: LogLevel, line: string) => void): Log {
  const floor = order.indexOf(level);
  function put(at: LogLevel, message: string): void {
    if (order.indexOf(at) >= floor) write(at, message);
  }
  return {
    debug: (message) => put('debug', message),
    info: (message) => put('info', message),
    warn: (message) => put('warn', message),
    error: (message, cause) =>
      put('error', cause === undefined ? message : `${message}: ${reason(cause)}`),
  };
}

/** A log for programs: lines to standard error. */
export function createStderrLog(level: LogLevel): Log {
  return createLog(level, (at, line) => process.stderr.write(`[${at}] ${line}\n`));
}

/** The stack of an error with its causes, or the value as text. */
export function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause === undefined ? '' : ` (cause: ${reason(cause.cause)})`;
  return `${cause.stack ?? cause.message}${inner}`;
}
