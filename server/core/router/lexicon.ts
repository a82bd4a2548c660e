import { codeWords } from './lexiconCode.ts';
import { logicWords } from './lexiconLogic.ts';
import { proseWords } from './lexiconProse.ts';

/**
 * Words that tell what is being asked, in some twenty languages. An entry of five or more letters also
 * matches longer words that begin with it; a shorter one must match whole unless it ends in `*`; `=`
 * before an entry, or `_` after it, asks for the whole word; `_` inside joins up to five words. Scripts
 * without spaces match anywhere.
 */
export const lexicon = { ...codeWords, ...logicWords, ...proseWords } as const;

export type Concept = keyof typeof lexicon;
export const concepts = Object.keys(lexicon) as Concept[];
