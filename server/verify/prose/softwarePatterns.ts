import { tableRows } from './patternTable.ts';
import type { PatternRow } from './tokenPattern.ts';

/** What goes out of use in software: it is deprecated; what loses its price depreciates. */
const parts =
  'option|options|api|apis|function|functions|method|methods|flag|flags|parameter|parameters|plugin|plugins|package|packages|library|libraries|module|modules|feature|features|endpoint|endpoints|syntax|attribute|attributes|field|fields|setting|settings|version|versions|command|commands|hook|hooks|interface|interfaces|argument|arguments|call|calls|header|headers|helper|helpers|constructor|class|classes|type|types|component|components|code|format|protocol|browser|python|node';

/** Slips in texts about programs. */
export const softwarePatterns: readonly PatternRow[] = [
  ...tableRows(
    'confused',
    0.96,
    `
    ${parts} is|are|was|were|been|be|being now|already|also|officially? [ depreciated ] -> deprecated
    ${parts}|MASK has|have been now|already|also|officially? [ depreciated ] -> deprecated
    MASK is|are|was|were now|already|also|officially? [ depreciated ] -> deprecated
    !=be|fully|partly|been [ depreciated ] ADJ? ${parts} -> deprecated
    [ depreciated ] in favor|favour of -> deprecated
    [ depreciation ] warning|warnings|notice|notices|message|messages|policy -> deprecation
    to|will|we|should [ depreciate ] the|this|these|our|old ADJ? ${parts} -> deprecate
    this|pr|patch|commit|change|release [ depreciates ] -> deprecates
    `,
  ),
  ...tableRows(
    'phrase',
    0.93,
    `
    ^ getting [ start ] $|COMMA|with -> started
    =get [ start ] with|quickly|$|STOP|COMMA -> started
    !as [ per default ] $|STOP|COMMA|and|but|on|it|this|the -> by default
    `,
  ),
  ...tableRows(
    'number',
    0.92,
    `
    both [ SINGULAR THIRD ] DET|POSS|to|true|false|null|MASK -> $1.plural $2.base
    both [ SINGULAR ] are|were|have|do|don't|aren't|weren't -> $1.plural
    the|this|that|my|your|our [ others ] one|ones -> other
    `,
  ),
  ...tableRows(
    'verb',
    0.92,
    `
    =have the|a|an|DET|POSS ADJ|SUPERLATIVE? NOUN NOUN? [ install ] on|in|locally|already|$|STOP|COMMA -> installed
    `,
  ),
  ...tableRows(
    'capital',
    0.93,
    `
    available|supported|tested|only|=work|=run|=install|installed|broken|=fail|=crash on [ windows|linux|android ] $|STOP|COMMA|and|or|but|because|when|NUMBER -> $1.name
    `,
  ),
];
