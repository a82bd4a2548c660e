import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { ChildLink } from './childProcess.ts';
import { describeExit } from './crashes.ts';
import { parseWorkerMessage, type ModelInfo, type ModelSpec } from './messages.ts';
import type { Timers } from './timers.ts';

/**
 * Opens a file in a process that is thrown away afterwards: what hangs or kills its loader, or gives
 * no sane numbers, is found out here.
 */
export function tryModel(
  child: ChildLink,
  spec: ModelSpec,
  limitMs: number,
  timers: Timers,
  signal: AbortSignal,
): Promise<Result<ModelInfo>> {
  return new Promise((resolve, reject) => {
    const late = l10n.t('it took longer than {0} s to load', Math.round(limitMs / 1000));
    const stopTimer = timers.after(limitMs, () => child.kill(late));
    const settle = (result: Result<ModelInfo>): void => {
      stopTimer();
      signal.removeEventListener('abort', giveUp);
      child.kill();
      resolve(result);
    };
    const giveUp = (): void => {
      stopTimer();
      child.kill();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    child.listen({
      message: (value) => {
        const message = parseWorkerMessage(value);
        if (message?.kind === 'ready') child.send({ kind: 'load', id: 1, model: spec });
        if (message?.kind === 'loaded') settle(ok(message.info));
        if (message?.kind === 'loadFailed') settle({ ok: false, failure: message.failure });
      },
      exit: (exit) => {
        const why = l10n.t('The model file cannot be used: {0}.', describeExit(exit));
        settle(failed('modelInvalid', why, exit.lastLines));
      },
    });
  });
}
