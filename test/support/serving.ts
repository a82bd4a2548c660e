import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { cliPath } from './cli.ts';

/** A running `eidolon serve`. */
export interface Serving {
  /** Base address, as it printed it. */
  readonly url: string;
  readonly host: string;
  readonly token: string;
  stderr(): string;
  /** Interrupts it and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `eidolon serve` on a free port and waits until it told its address. */
export async function startServing(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Serving> {
  const child = spawn(process.execPath, [cliPath, 'serve', '--port', '0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const first = new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const url = await Promise.race([first, ended]);
  if (typeof url !== 'string') throw new Error(`serve ended: ${stderr}`);
  return {
    url,
    host: new URL(url).host,
    token: env['EIDOLON_TOKEN'] ?? /^Token: (\S+)$/m.exec(stderr)?.[1] ?? '',
    stderr: () => stderr,
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
