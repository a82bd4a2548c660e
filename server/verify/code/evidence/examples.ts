import type { FunctionInfo } from '../functionInfo.ts';

/** One call of a function and what it should give, both as source text of the function's language. */
export interface Example {
  /** Arguments without the brackets around them. */
  readonly args: string;
  readonly expected: string;
}

/** More examples than this say no more. */
const mostExamples = 12;

const longestExample = 200;

/** What may stand before and behind a call for it to be an example; the expected value follows. */
const forms: readonly { readonly before?: RegExp; readonly after: RegExp }[] = [
  { before: /\bassert\s*$/, after: /^\s*==\s*/ },
  { before: /\bassert\s*$/, after: /^\s*is\s+(?=None|True|False)/ },
  { before: /\b(?:console\.)?assert(?:\.ok)?\(\s*$/, after: /^\s*={2,3}\s*/ },
  {
    before: /\bexpect\(\s*$/,
    after: /^\s*\)\s*\.\s*(?:toBe|toEqual|toStrictEqual)\(\s*/,
  },
  {
    before:
      /\b(?:assert\.(?:equal|strictEqual|deepEqual|deepStrictEqual)|(?:self\.)?assertEquals?)\(\s*$/,
    after: /^\s*,\s*/,
  },
  { before: />>>\s*$/, after: /^[ \t]*\r?\n[ \t]*(?!>>>)/ },
  { after: /^[ \t]*;?[ \t]*(?:\/\/|#)[ \t]*(?:(?:=+>|->|→|returns|gives|==?=?)[ \t]*)?/ },
  { before: /(?:\/\/|#|\*)[^\n]*$/, after: /^[ \t]*(?:=+>|->|→|==?=?|returns|gives|is)[ \t]*/ },
];

const inWords =
  /^\s*[`'"]?\s*(?:(?:should|must|has to|ought to)\s+(?:be|return|give|equal|yield)|returns?|gives?|is|equals?|=+>|->|→|={1,3})\s*[`]?/;

/** The examples of a function that its file shows and a user's instruction names; those without plain values are left out. */
export function examplesOf(fn: FunctionInfo, instruction = ''): readonly Example[] {
  const found = new Map<string, Example>();
  const add = (example: Example): void => {
    if (found.size < mostExamples) found.set(example.args, example);
  };
  // What the user says now stands above what the file said before.
  const isPython = fn.family === 'python';
  const said = callsIn(instruction, fn.name).flatMap((call) => {
    const tail = inWords.exec(call.rest);
    return tail ? plain(call.args, call.rest.slice(tail[0].length), isPython) : [];
  });
  const shown = callsIn(fn.text, fn.name).flatMap((call) => {
    for (const { before, after } of forms) {
      if (before && !before.test(call.lead)) continue;
      const tail = after.exec(call.rest);
      // In Python two strokes divide.
      if (tail && !(isPython && tail[0].includes('//')))
        return plain(call.args, call.rest.slice(tail[0].length), isPython);
    }
    return [];
  });
  const known = new Set(said.map(({ args }) => args));
  said.forEach(add);
  shown.filter(({ args }) => !known.has(args)).forEach(add);
  return [...found.values()];
}

interface Call {
  readonly lead: string;
  readonly args: string;
  readonly rest: string;
}

/** Calls of a function in a text, with the line before and the text behind each. */
function callsIn(text: string, name: string | undefined): readonly Call[] {
  if (name === undefined || !/^[A-Za-z_$][\w$]*$/.test(name)) return [];
  const calls: Call[] = [];
  let from = 0;
  for (let at = text.indexOf(`${name}(`, from); at >= 0; at = text.indexOf(`${name}(`, from)) {
    const open = at + name.length;
    from = open + 1;
    if (/[\w$.]/.test(text[at - 1] ?? '')) continue;
    const close = open + 1 + spanOf(text.slice(open + 1, open + longestExample), /^\)/);
    if (text[close] !== ')') continue;
    const lead = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
    const rest = text.slice(close + 1, close + 1 + longestExample);
    calls.push({ lead, args: text.slice(open + 1, close).trim(), rest });
  }
  return calls;
}

const expectedEnds =
  /^(?:[\n,;)`]|\s*(?:\/\/|#|\*\/)|\s+(?:and|but|not|instead|rather|for)\b|[.!?](?:\s|$))/;

/** The example if both sides are plain values. */
function plain(args: string, behind: string, isPython: boolean): readonly Example[] {
  const end = spanOf(behind, expectedEnds);
  const expected = behind.slice(0, end).trim();
  // `assert f(7) == 7 // 2`: what divides in Python opens a comment elsewhere, so it says nothing for sure.
  if (isPython && /^\s*\/\//.test(behind.slice(end))) return [];
  return expected !== '' && isPlain(args) && isPlain(expected) ? [{ args, expected }] : [];
}

/** Length of a text up to the end mark outside brackets and quotes. */
function spanOf(text: string, end: RegExp): number {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (depth === 0 && end.test(text.slice(at, at + 12))) return at;
    else if (/["']/.test(character)) quote = character;
    else if (/[([{]/.test(character)) depth += 1;
    else if (/[)\]}]/.test(character)) depth -= 1;
  }
  return text.length;
}

const values =
  /^(?:true|false|null|undefined|NaN|Infinity|True|False|None|set|Set|Map|new|inf|e\d*)$/;

/** Whether a text is made of literals alone. */
function isPlain(text: string): boolean {
  const bare = text.replace(/(["'])(?:\\.|(?!\1)[^\\\n])*\1/g, '0');
  if (/["'`=;\\<>|&?]/.test(bare)) return false;
  const words = bare.replace(/(?<=[{,]\s*)[A-Za-z_]\w*(?=\s*:)/g, '0').match(/[A-Za-z_$][\w$]*/g);
  return (words ?? []).every((word) => values.test(word));
}
