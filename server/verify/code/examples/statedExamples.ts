import { callsFunction, isCallOf, isLiteral, parseExpression, type Example } from './example.ts';

/** Where a text stands: what a comment says of a result is meant, what an instruction says may be the complaint. */
export type StatedIn = 'comment' | 'instruction';

/** Between a call and its result; longer ones first. */
const signs = ['//', '#', '===', '==', '=>', '->', '→', '⇒', '=', ':', ';'];
const signsOfMeaning: ReadonlySet<string> = new Set(signs.filter((sign) => sign !== ';'));
const verbs = [
  'returns',
  'gives',
  'yields',
  'equals',
  'evaluates to',
  'is',
  'will return',
  'will be',
];
const wishes = ['should', 'must', 'has to', 'needs to', 'ought to', 'to'].flatMap((wish) =>
  ['be equal to', 'be', 'return', 'give', 'equal', 'yield', 'produce', 'evaluate to'].map(
    (verb) => `${wish} ${verb}`,
  ),
);
/** Words before a call that make it part of a larger expression. */
const operatorWords: ReadonlySet<string> = new Set(
  'not typeof await return new void in if'.split(' '),
);
/** What may stand before a call on its line and mean nothing. */
const listMarks: ReadonlySet<string> = new Set(['', '*', '-', '#', '//']);
const longestCall = 300;
const longestResult = 160;

/** The examples that a comment, docstring or instruction states of the function of a name, such as `f(2) // 4`. */
export async function statedExamples(
  text: string,
  name: string,
  languageId: string,
  place: StatedIn,
): Promise<readonly Example[]> {
  const found: Example[] = [];
  for (let at = callAfter(text, name, 0); at >= 0;) {
    const actual = standsAlone(text, at)
      ? await firstExpression(text.slice(at, at + longestCall), languageId, (node) =>
          isCallOf(node.expression, name),
        )
      : undefined;
    const end = at + (actual?.length ?? name.length);
    const next = callAfter(text, name, end);
    if (actual) {
      const rest = text.slice(end, next < 0 ? undefined : next);
      const expected = await resultIn(rest, languageId, place);
      if (expected)
        found.push({
          actual: actual.expression,
          expected: expected.expression,
          ...(place === 'instruction' && { stated: { start: at, end: end + expected.end } }),
        });
    }
    at = next;
  }
  return found;
}

/** Python's doctests: `>>> f(2)` and on the next lines what it gives. */
export async function doctests(text: string, name: string): Promise<readonly Example[]> {
  const lines = text.split('\n').map((line) => line.trim());
  const found: Example[] = [];
  for (const [place, line] of lines.entries()) {
    if (!line.startsWith('>>> ')) continue;
    const actual = await parseExpression('python', line.slice(4));
    if (!actual || !callsFunction(actual, name)) continue;
    const after = lines.slice(place + 1);
    const end = after.findIndex((each) => each === '' || each.startsWith('>>>'));
    const result = (end < 0 ? after : after.slice(0, end)).join('\n');
    const expected = await parseExpression('python', result);
    if (expected && isLiteral(expected)) found.push({ actual, expected });
  }
  return found;
}

function callAfter(text: string, name: string, from: number): number {
  for (let at = text.indexOf(`${name}(`, from); at >= 0; at = text.indexOf(`${name}(`, at + 1))
    if (!/[\w$.]/.test(text.charAt(at - 1))) return at;
  return -1;
}

/** Whether nothing before a call makes it part of a larger expression; what prints it does not. */
function standsAlone(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trimEnd();
  if (/(?:console\.log|print)\($/.test(before)) return true;
  if (before.endsWith('>>>')) return false;
  const word = /[\p{L}]+$/u.exec(before)?.[0] ?? '';
  if (word !== '') return !operatorWords.has(word);
  return listMarks.has(before.trim()) || /[`"'“:,.;]$/.test(before);
}

interface Read {
  readonly expression: Example['actual'];
  readonly length: number;
}

/** The shortest expression at the start of a text that is accepted. */
async function firstExpression(
  text: string,
  languageId: string,
  accept: (read: Read) => boolean,
): Promise<Read | undefined> {
  for (let end = text.indexOf(')') + 1; end > 0; end = text.indexOf(')', end) + 1) {
    const expression = await parseExpression(languageId, text.slice(0, end));
    if (!expression) continue;
    const read = { expression, length: end };
    return accept(read) ? read : undefined;
  }
  return undefined;
}

/** The result that the text behind a call states, and where it ends. */
async function resultIn(
  rest: string,
  languageId: string,
  place: StatedIn,
): Promise<{ readonly expression: Example['actual']; readonly end: number } | undefined> {
  const start = place === 'comment' ? afterVerb(rest) : afterWish(rest);
  if (start === undefined) return undefined;
  const line = rest.slice(start).split('\n', 1)[0] ?? '';
  const indent = line.length - line.trimStart().length;
  const shown = line.trimStart().slice(0, longestResult);
  for (let length = shown.length; length > 0; length -= 1) {
    if (!endsThere(shown, length)) continue;
    const expression = await parseExpression(languageId, shown.slice(0, length));
    if (expression && isLiteral(expression)) return { expression, end: start + indent + length };
  }
  return undefined;
}

/** Whether a value can end here: behind it a sentence ends or goes on, but no expression does. */
function endsThere(text: string, length: number): boolean {
  if (/[\s.]/.test(text.charAt(length - 1))) return false;
  const after = text.slice(length);
  return (
    /^(?:$|\s*[.,;)!`"'”#—–]|\s*\/\/|\s*\*\/|\s+[\p{L}(])/u.test(after) && !/^\.\d/.test(after)
  );
}

/** Where the result begins behind a call in a comment; undefined where no sign or verb leads to it. */
function afterVerb(rest: string): number | undefined {
  let at = 0;
  let leads = false;
  for (;;) {
    const blank = /^\s*/.exec(rest.slice(at))?.[0] ?? '';
    // A result on the next line needs a sign of its own.
    const next = at + blank.length;
    const sign = signs.find((each) => rest.startsWith(each, next));
    const lead =
      sign ?? (blank.includes('\n') ? undefined : wordAt(rest, next, [...verbs, ...wishes]));
    if (lead === undefined && !leads && at === 0 && /^[)`]/.test(rest)) at = 1;
    else if (lead === undefined) return leads && !blank.includes('\n') ? next : undefined;
    else {
      leads ||= sign === undefined || signsOfMeaning.has(sign);
      at = next + lead.length;
    }
  }
}

/** Where the wished result begins behind a call in an instruction. */
function afterWish(rest: string): number | undefined {
  const lower = rest.toLowerCase();
  const places = [...wishes, 'instead of']
    .flatMap((wish) => {
      const at = lower.indexOf(`${wish} `);
      return at < 0 ? [] : [{ at, end: at + wish.length }];
    })
    .sort((a, b) => a.at - b.at || b.end - a.end);
  const [first] = places;
  // What stands between may speak of another call.
  if (first) return rest.slice(0, first.at).includes('(') ? undefined : first.end;
  const blank = rest.length - rest.trimStart().length;
  const sign = signs.find((each) => signsOfMeaning.has(each) && rest.startsWith(each, blank));
  return sign === undefined ? undefined : blank + sign.length;
}

function wordAt(text: string, at: number, words: readonly string[]): string | undefined {
  const lower = text.slice(at, at + 24).toLowerCase();
  return words.find((word) => lower.startsWith(`${word} `));
}
