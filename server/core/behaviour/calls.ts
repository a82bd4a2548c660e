import { printLiteral, printArguments, type Call, type LiteralLanguage } from './literal.ts';
import { readArguments, readLiteral } from './readLiteral.ts';
import { openLines } from './scan.ts';

/** A call of the function that somebody wrote down, with the value that it should have if that stands beside it. */
export interface WrittenCall {
  readonly call: Call;
  /** Source text of the expected value. */
  readonly expected?: string;
}

/** Every call of the function with nothing but literals in it, wherever in the text it stands. */
export function findCalls(
  text: string,
  entryPoint: string,
  language: LiteralLanguage,
): readonly WrittenCall[] {
  const name = new RegExp(
    `(?<![\\p{ID_Continue}$.])${entryPoint.replaceAll('$', '\\$')}\\s*\\(`,
    'gu',
  );
  return [...text.matchAll(name)].flatMap((found) => {
    const read = readArguments(text, found.index + found[0].length, language);
    if (!read) return [];
    const prompted = /(?:>>>|^\s*>)\s*$/.test(text.slice(0, found.index).split('\n').at(-1) ?? '');
    const expected = readExpected(text, read.end, prompted, language);
    return [{ call: read.value, ...(expected !== undefined && { expected }) }];
  });
}

const equals =
  /[ \t]*(?:={2,3}|➞|→|⇒|=>|->|#\s*=>|\/\/\s*=>|#\s*->|\/\/\s*->|(?:should\s+)?returns?|should\s+be|==>)[ \t]*:?[ \t]*/y;

/** The literal after a sign of equality, or on the line below an interpreter's prompt, when nothing else is there. */
function readExpected(
  text: string,
  end: number,
  prompted: boolean,
  language: LiteralLanguage,
): string | undefined {
  equals.lastIndex = end;
  const sign = equals.exec(text);
  const below = prompted ? /^[ \t]*\n[ \t]*/.exec(text.slice(end)) : null;
  const start = sign ? end + sign[0].length : below ? end + below[0].length : undefined;
  if (start === undefined) return undefined;
  const value = readLiteral(text, start, language);
  if (!value) return undefined;
  return /^(?:[ \t]*(?:$|\n|#|\/\/|["'`)]|[,;.](?:\s|$))|\s*$)/.test(text.slice(value.end))
    ? printLiteral(value.value, language)
    : undefined;
}

/** Tests made of the calls whose value stands beside them. */
export function givenTests(
  calls: readonly WrittenCall[],
  entryPoint: string,
  language: LiteralLanguage,
): readonly string[] {
  const tests = calls.flatMap(({ call, expected }) => {
    if (expected === undefined) return [];
    const made = `${entryPoint}(${printArguments(call, language)})`;
    return language === 'python'
      ? [`assert ${made} == ${expected}`]
      : [`assert.deepStrictEqual(${made}, ${expected})`];
  });
  return [...new Set(tests)];
}

/** More would be the rambling of a small model. */
const mostTestsPerText = 5;

/**
 * The tests in what members wrote after the word `assert `: whole statements about the function, at most five of each
 * text as in CodeT (https://arxiv.org/abs/2207.10397), each of them once.
 */
export function memberTests(
  texts: readonly string[],
  entryPoint: string,
  language: LiteralLanguage,
): readonly string[] {
  const mention = new RegExp(
    `(?<![\\p{ID_Continue}$])${entryPoint.replaceAll('$', '\\$')}\\s*\\(`,
    'u',
  );
  const start = language === 'python' ? /^assert\b/ : /^(?:console\.)?assert\b/;
  const found = texts.flatMap((text) => {
    const source = start.test(text.trimStart()) ? text.trimStart() : `assert ${text}`;
    return statements(source, language)
      .filter((statement) => start.test(statement) && mention.test(statement))
      .slice(0, mostTestsPerText);
  });
  return [...new Set(found)];
}

/** Statements that begin in column 0, each up to the next one. */
function statements(text: string, language: LiteralLanguage): readonly string[] {
  const starts = openLines(text, language)
    .filter(({ indent }) => indent === 0)
    .map(({ start }) => start);
  return starts.map((start, index) => text.slice(start, starts[index + 1] ?? text.length).trim());
}
