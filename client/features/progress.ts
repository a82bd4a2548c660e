import * as vscode from 'vscode';
import { isRecord } from '../../protocol/record.ts';
import { messages } from '../messages.ts';

/** Most refines end before this; only longer ones earn a notification. */
const notificationAfterMs = 2_500;

/**
 * Shows work in the status bar at once, and as a notification with stages and *Cancel* when it takes
 * long. `report` takes the values of `$/progress` as they come.
 */
export async function withStages<T>(
  source: vscode.CancellationTokenSource,
  work: (report: (value: unknown) => void) => Promise<T>,
): Promise<T> {
  const stages = new vscode.EventEmitter<string>();
  let stage = messages.starting();
  const result = work((value) => {
    const text = stageOf(value);
    if (text === undefined) return;
    stage = text;
    stages.fire(text);
  });
  const end = result.then(noop, noop);
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: messages.refining() },
    (progress) => follow(progress, stages, () => stage, end),
  );
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: messages.refining(),
        cancellable: true,
      },
      (progress, token) => {
        token.onCancellationRequested(() => source.cancel());
        return follow(progress, stages, () => stage, end);
      },
    );
  }, notificationAfterMs);
  try {
    return await result;
  } finally {
    clearTimeout(timer);
    stages.dispose();
  }
}

async function follow(
  progress: vscode.Progress<{ message?: string }>,
  stages: vscode.EventEmitter<string>,
  now: () => string,
  end: Promise<void>,
): Promise<void> {
  progress.report({ message: now() });
  const subscription = stages.event((message) => progress.report({ message }));
  await end;
  subscription.dispose();
}

/** The words of a work-done progress value: its message, or its title at the beginning. */
function stageOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, message, title } = value as Record<string, unknown>;
  if (kind === 'end') return undefined;
  if (typeof message === 'string' && message !== '') return message;
  return typeof title === 'string' && title !== '' ? title : undefined;
}

function noop(): void {
  // The outcome belongs to whoever asked for the work; the progress only waits for its end.
}

/** Shows the messages and per cent of work-done progress as they come. */
export function showPercent(
  progress: vscode.Progress<{ message?: string; increment?: number }>,
): (value: unknown) => void {
  let shown = 0;
  return (value) => {
    if (!isRecord(value) || value['kind'] === 'end') return;
    const { message, percentage } = value;
    const now = typeof percentage === 'number' ? percentage : shown;
    progress.report({
      ...(typeof message === 'string' && { message }),
      increment: Math.max(0, now - shown),
    });
    shown = Math.max(shown, now);
  };
}
