import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { serve } from '../serve/httpServer.ts';
import { createServices } from '../services.ts';
import { ensemblesOf } from './ensemblesFile.ts';
import { allowedHostsOption, textOption, UsageError, type Io, type Options } from './io.ts';

const defaultPort = 11_811;
/** Shorter tokens could be guessed. */
const shortestToken = 16;

/** `eidolon serve`: members and ensembles for whoever speaks OpenAI's protocol on this machine, until it is interrupted. */
export async function serveCommand(options: Options, io: Io): Promise<number> {
  const port = countOption(options, 'port', 0, 65_535) ?? defaultPort;
  const parallel = countOption(options, 'parallel', 1, 64) ?? 2;
  const token = tokenFrom(process.env['EIDOLON_TOKEN']);
  const ensembles = await ensemblesOf(options);
  const services = createServices({
    ...{ log: io.log, settings: { ensembles } },
    allowedHosts: allowedHostsOption(options),
  });
  try {
    const given = token ?? randomBytes(24).toString('base64url');
    const server = await serve({ services, log: io.log, port, token: given, parallel }).catch(
      (error: unknown) => {
        const { code = 'unknown error' } = error as NodeJS.ErrnoException;
        const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
        throw new Error(`Port ${port} ${why}; choose another with --port.`, { cause: error });
      },
    );
    // The token is told to whoever started this, never to a file.
    if (token === undefined) io.complain(`Token: ${given}`);
    await io.write(`http://127.0.0.1:${server.port}/v1\n`);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await server.close();
    return 130;
  } finally {
    await services.dispose();
  }
}

function countOption(
  options: Options,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}.`);
}

function tokenFrom(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (text.length >= shortestToken && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new UsageError(
    `EIDOLON_TOKEN must have at least ${shortestToken} letters, digits or signs and no space.`,
  );
}
