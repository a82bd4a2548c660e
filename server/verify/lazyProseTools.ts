import type { CheckerHandlers } from './messages.ts';
import type { proseTools as loadedTools } from './prose/tools.ts';

type ProseTools = typeof loadedTools;

/** The prose tools, loaded with their dictionaries when prose is first asked about, so that code need not wait. */
export const proseTools: Pick<CheckerHandlers, keyof ProseTools> = {
  'prose/segments': async (params, signal) => (await load())['prose/segments'](params, signal),
  'prose/corrections': async (params, signal) =>
    (await load())['prose/corrections'](params, signal),
  'prose/language': async (params, signal) => (await load())['prose/language'](params, signal),
};

async function load(): Promise<ProseTools> {
  return (await import('./prose/tools.ts')).proseTools;
}
