import type { CheckerMethod } from '../../protocol/checker.ts';
import { reason } from '../log.ts';
import { exitWithParent } from '../parentWatch.ts';
import type { CheckerHandlers, CheckerRequest, CheckerResponse } from './messages.ts';

/** Answers the sidecar's questions from a process of tools, each in its own time; a failed one costs only itself. `answered` hears of each. */
export function serveTools(
  handlers: Partial<CheckerHandlers>,
  answered?: (method: CheckerMethod, params: unknown, value: unknown) => void,
): void {
  const running = new Map<number, AbortController>();

  async function answer(id: number, method: CheckerMethod, params: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[method] as
        ((params: unknown, signal: AbortSignal) => Promise<unknown>) | undefined;
      if (!handler) throw new Error('no such tool in this process');
      const value = await handler(params, controller.signal);
      if (controller.signal.aborted) return;
      postToSidecar({ kind: 'result', id, value });
      answered?.(method, params, value);
    } catch (error) {
      if (!controller.signal.aborted)
        postToSidecar({ kind: 'error', id, message: `${method}: ${reason(error)}` });
    } finally {
      running.delete(id);
      if (controller.signal.aborted) postToSidecar({ kind: 'cancelled', id });
    }
  }

  process.on('message', (message: CheckerRequest) => {
    if (message.kind === 'cancel') running.get(message.id)?.abort();
    else void answer(message.id, message.method, message.params);
  });
  exitWithParent();
  postToSidecar({ kind: 'ready' });
}

/** Sends to the process that forked this one; a message to one that is gone is lost. */
export function postToSidecar(response: CheckerResponse): void {
  process.send?.(response, undefined, undefined, () => undefined);
}
