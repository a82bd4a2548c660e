import * as l10n from '@vscode/l10n';
import { gpuEnvironment } from '../../pool/gpuEnvironment.ts';
import { forkChild } from '../../pool/childProcess.ts';
import { describeExit } from '../../pool/crashes.ts';
import { noteFinding, parseFinding, type GpuFinding, type InstalledBackend } from './installed.ts';

/** Drivers take seconds to start; one that takes longer hangs. */
const longestMs = 120_000;

/** Tries a backend in a process of its own, as a driver may take it down, and keeps what it finds beside it. */
export async function probeBackend(
  probeEntry: string,
  installed: InstalledBackend,
  signal: AbortSignal,
): Promise<GpuFinding> {
  const link = forkChild(probeEntry, gpuEnvironment(installed));
  const finding = await new Promise<GpuFinding>((resolve, reject) => {
    const timer = setTimeout(() => {
      link.kill(l10n.t('it gave no answer in {0} s', longestMs / 1000));
    }, longestMs);
    const stop = (): void => {
      link.kill();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    const end = (found: GpuFinding): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(found);
    };
    link.listen({
      message: (value) => {
        const found = parseFinding(value);
        if (found) end(found);
      },
      exit: (exit) => end({ devices: [], problem: describeExit(exit) }),
    });
    if (signal.aborted) stop();
  });
  await noteFinding(installed.folder, finding);
  return finding;
}
