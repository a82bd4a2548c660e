import { speakLanguageOf } from '../../language.ts';
import { createLog } from '../../log.ts';
import { postToSidecar, serveTools } from '../serveTools.ts';
import { behaviourTools } from './tools.ts';

// Entry of the sandbox process: code of unknown origin runs in its threads, in WebAssembly. The process holds
// nothing of value and can be killed at any time.

// The sidecar reads the same file and tells what is wrong with it.
speakLanguageOf(process.argv[2]);

const log = createLog('debug', (level, message) => {
  postToSidecar({ kind: 'log', level: level === 'debug' ? 'debug' : 'warn', message });
});
serveTools(behaviourTools(log));
