import { serveThread } from '../thread.ts';
import { startQuickJs } from './quickJs.ts';
import { createScriptMaker } from './scripts.ts';

// Entry of the thread in which JavaScript and TypeScript candidates run.

/** What the thread needs of QuickJS's package, read by the sandbox process. */
export interface JavascriptFiles {
  readonly module: WebAssembly.Module;
}

await serveThread<JavascriptFiles>(async ({ files, memoryBytes }, clock) => ({
  interpreter: await startQuickJs({
    module: files.module,
    memoryBytes,
    stopped: clock.stopped,
    scripts: createScriptMaker(),
  }),
}));
