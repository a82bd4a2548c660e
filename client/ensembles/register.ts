import type * as vscode from 'vscode';
import { canAnswer } from '../../protocol/status.ts';
import type { Chat } from '../chat/chat.ts';
import type { EngineMonitor } from '../features/engineMonitor.ts';
import type { Notices } from '../features/notices.ts';
import type { Refiner } from '../features/refine.ts';
import type { Traces } from '../features/traceDocument.ts';
import type { ServerLink } from '../serverLink.ts';
import type { Settings } from '../settings.ts';
import { registerEnsembleCommands } from './commands.ts';
import { registerCompare } from './compare.ts';
import { registerCreateEnsemble } from './createEnsemble.ts';

export interface EnsemblesDeps {
  readonly link: ServerLink;
  readonly refiner: Refiner;
  readonly notices: Notices;
  readonly monitor: EngineMonitor;
  readonly settings: Settings;
  readonly traces: Traces;
  readonly chat: Chat;
}

/** Running, comparing and making ensembles from the palette. */
export function registerEnsembles(deps: EnsemblesDeps): vscode.Disposable[] {
  const { link, refiner, notices, monitor, settings, traces, chat } = deps;
  const members = async (): Promise<readonly string[]> => {
    const known = await monitor.membersNow();
    return known.filter(canAnswer).map(({ id }) => id);
  };
  const run = {
    ...{ link, refiner, notices },
    ask: chat.ask.bind(chat),
    chatModels: () => chat.models,
  };
  return [
    ...registerEnsembleCommands(run),
    ...registerCreateEnsemble({ link, notices, members }),
    ...registerCompare({
      ...run,
      members,
      ensembles: () => settings.current.ensembles,
      keepTrace: (trace) => traces.keep(trace),
    }),
  ];
}
