import type { CheckerMethod } from '../../protocol/checker.ts';
import { reason } from '../log.ts';
import { exitWithParent } from '../parentWatch.ts';
import { checkEdit } from './checkEdit.ts';
import { answerTools } from './answers/tools.ts';
import { claimTools } from './lazyClaimTools.ts';
import { codeTools } from './code/tools.ts';
import { logicTools } from './logic/tools.ts';
import type { CheckerHandlers, CheckerRequest, CheckerResponse } from './messages.ts';
import { proseTools } from './lazyProseTools.ts';
import { warmUpAfter } from './warmUp.ts';

// Entry of the checker process. It lives in a process of its own because parsers and linters written in
// C++ or Rust may take seconds, hundreds of megabytes, or the whole process with them.

const handlers: CheckerHandlers = {
  ...answerTools,
  ...claimTools,
  ...codeTools,
  ...logicTools,
  ...proseTools,
  'edit/check': checkEdit,
};
const running = new Map<number, AbortController>();

function post(response: CheckerResponse): void {
  process.send?.(response, undefined, undefined, () => undefined);
}

async function answer(id: number, method: CheckerMethod, params: unknown): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const handler = handlers[method] as (params: unknown, signal: AbortSignal) => Promise<unknown>;
    const value = await handler(params, controller.signal);
    if (controller.signal.aborted) return;
    post({ kind: 'result', id, value });
    warmUpAfter(method, params, value);
  } catch (error) {
    if (!controller.signal.aborted)
      post({ kind: 'error', id, message: `${method}: ${reason(error)}` });
  } finally {
    running.delete(id);
    if (controller.signal.aborted) post({ kind: 'cancelled', id });
  }
}

process.on('message', (message: CheckerRequest) => {
  if (message.kind === 'cancel') running.get(message.id)?.abort();
  else void answer(message.id, message.method, message.params);
});
exitWithParent();
post({ kind: 'ready' });
