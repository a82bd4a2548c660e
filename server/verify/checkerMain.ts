import type { BehaviourMethod } from './behaviour/tools.ts';
import { speakLanguageOf } from '../language.ts';
import { checkEdit } from './checkEdit.ts';
import { answerTools } from './answers/tools.ts';
import { claimTools } from './lazyClaimTools.ts';
import { codeTools } from './code/tools.ts';
import { proseTools } from './lazyProseTools.ts';
import { logicTools } from './logic/tools.ts';
import type { CheckerHandlers } from './messages.ts';
import { serveTools } from './serveTools.ts';
import { warmUpAfter } from './warmUp.ts';

// Entry of the checker process. It lives in a process of its own because parsers and linters written in
// C++ or Rust may take seconds, hundreds of megabytes, or the whole process with them.

// The sidecar reads the same file and tells what is wrong with it.
speakLanguageOf(process.argv[2]);

const handlers: Omit<CheckerHandlers, BehaviourMethod> = {
  ...answerTools,
  ...claimTools,
  ...codeTools,
  ...logicTools,
  ...proseTools,
  'edit/check': checkEdit,
};
serveTools(handlers, warmUpAfter);
