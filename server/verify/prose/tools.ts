import type { CheckerHandlers } from '../messages.ts';
import { proseCorrections } from './corrections.ts';
import { detectLanguage } from './language.ts';
import { proseSegments } from './segments.ts';

export { lintsCheck, masksCheck } from './checks.ts';

/** The prose tools of the checker process. */
export const proseTools: Pick<
  CheckerHandlers,
  'prose/segments' | 'prose/corrections' | 'prose/language'
> = {
  'prose/segments': async (params) => proseSegments(params),
  'prose/corrections': (params, signal) => proseCorrections(params, signal),
  'prose/language': async (params) => detectLanguage(params.text),
};
