import type { OffsetRange } from '../../../protocol/text.ts';

/** The two families of syntax that holes are looked for in. */
type Dialect = 'script' | 'python';

/** A place where a condition is to be written, and the comment that says which. */
export interface Hole {
  /** The placeholder, or where nothing stands yet. */
  readonly range: OffsetRange;
  /** The comment and the statement, which the reviewer reads. */
  readonly shown: OffsetRange;
  /** Absent where nothing but an instruction can say what is meant. */
  readonly comment?: string;
  /** The statement holds a value that may be meant as it stands: only an instruction makes it a hole. */
  readonly doubtful?: true;
}

interface Pattern {
  readonly statement: RegExp;
  readonly doubtful?: true;
}

const marker = String.raw`TODO|FIXME|XXX|\?\?\?+|\.\.\.|…|_+|<condition>|condition here|/\*\s*(?:TODO|FIXME|condition|\.\.\.|\?+)?\s*\*/`;

const script: readonly Pattern[] = [
  { statement: new RegExp(String.raw`\b(?:if|while)\s*\((\s*|\s*(?:${marker})\s*)\)`, 'dg') },
  { statement: /\bif\s*\(\s*(true|false)\s*\)/dg },
  { statement: /\b(?:if|while)\s*\((\s*\/\*[^*]+\*\/\s*)\)/dg },
  { statement: new RegExp(String.raw`\breturn (\s*|\s*(?:${marker})\s*);`, 'dg') },
  { statement: /\breturn(?: (true|false))?;/dg, doubtful: true },
  { statement: /\b(?:if|while)\s*\(((?:[^()\n]|\([^()\n]*\))+)\)/dg, doubtful: true },
  {
    statement: new RegExp(
      String.raw`\b(?:const|let|var)\s+[\w$]+(?:\s*:\s*boolean)?\s*=(\s*|\s*(?:${marker})\s*);`,
      'dg',
    ),
  },
];
const python: readonly Pattern[] = [
  {
    statement: new RegExp(
      String.raw`^[ \t]*(?:if|elif|while)\b([ \t]*|[ \t]*(?:${marker})[ \t]*):`,
      'dgm',
    ),
  },
  { statement: /^[ \t]*(?:if|elif)[ \t]+(True|False)[ \t]*:/dgm },
  { statement: new RegExp(String.raw`^[ \t]*return[ \t]+(${marker})[ \t]*(?=#|$)`, 'dgm') },
  { statement: /^[ \t]*return\b[ \t]*(True|False|)[ \t]*(?=#|$)/dgm, doubtful: true },
  {
    statement: new RegExp(
      String.raw`^[ \t]*\w+[ \t]*=([ \t]*|[ \t]*(?:${marker})[ \t]*)(?=#|$)`,
      'dgm',
    ),
  },
];

/** Whether a piece of code has a place for a condition, and a comment beside it or nothing there at all. */
export function hasConditionHole(text: string, languageId: string): boolean {
  const dialect = holeDialect(languageId);
  if (!dialect) return false;
  return holesIn(text, { start: 0, end: text.length }, dialect).some(
    ({ doubtful, comment, range }) => !doubtful && (comment !== undefined || isOpen(text, range)),
  );
}

/** Nothing stands there, or a marker that no program means: `true` may be meant. */
function isOpen(text: string, { start, end }: OffsetRange): boolean {
  return !/^(true|false|True|False)$/.test(text.slice(start, end));
}

/** The family of syntax of a VS Code language id; undefined where no holes are looked for. */
export function holeDialect(languageId: string): Dialect | undefined {
  if (languageId === 'python') return 'python';
  return /^(?:type|java)script(?:react)?$/.test(languageId) ? 'script' : undefined;
}

/** What an instruction asks a condition to say; empty where a comment says it; undefined when it asks for something else. */
export function conditionAsked(instruction: string | undefined): string | undefined {
  const asked = instruction?.trim() ?? '';
  const found = request.exec(asked);
  if (!found) return undefined;
  const [, how = '', rest = ''] = found;
  // “condition” alone may be meant for the one that stands there: “the condition is wrong”.
  if (how === '' && !/^\s*:/.test(asked.slice(asked.toLowerCase().indexOf('condition') + 9)))
    return undefined;
  return rest
    .replace(/^(?:(?:from|in|of) )?(?:the |its )?comments?(?: (?:above|beside it))?\.?$/i, '')
    .trim();
}

const request =
  /^(?:please\s+)?(?:(write|add|fill(?: in| out)?|complete|put in|insert|generate|give me|create)\s+)?(?:(?:the|a|an|this|that|missing|if|while|right|guard|boolean)\s+)*(?:condition|conditional|predicate|boolean expression)(?:\s+(?:for|that says|which says|from|that checks(?: that| whether| if)?|so that|in))?\s*:?\s*(.*)$/is;

/** Places for a condition inside a range, in order; the comment beside or above each comes with it. */
export function holesIn(text: string, range: OffsetRange, dialect: Dialect): readonly Hole[] {
  const found: Hole[] = [];
  for (const { statement, doubtful } of dialect === 'script' ? script : python)
    for (const match of text.matchAll(statement)) {
      const [start, end] = match.indices?.[1] ?? [
        match.index + match[0].length - 1,
        match.index + match[0].length - 1,
      ];
      if (isInComment(text, match.index, dialect)) continue;
      if (found.some((hole) => hole.range.start <= end && start <= hole.range.end)) continue;
      const inside = commentInside(text.slice(start, end));
      const beside = commentBeside(text, match.index, end, dialect);
      const comment = inside ?? beside?.text;
      const from = beside?.start ?? lineStart(text, match.index);
      const hole: Hole = {
        range: trimmed(text, start, end),
        shown: { start: from, end: lineEnd(text, end) },
        ...(comment === undefined ? {} : { comment }),
        ...(doubtful ? { doubtful } : {}),
      };
      if (
        hole.shown.start < range.end &&
        range.start < hole.shown.end + 1 &&
        within(hole.range, range)
      )
        found.push(hole);
    }
  return found.sort((a, b) => a.range.start - b.range.start);
}

function within(inner: OffsetRange, outer: OffsetRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** A space that sets the hole off from what stands before it stays: `return ;`. */
function trimmed(text: string, start: number, end: number): OffsetRange {
  const inner = text.slice(start, end);
  if (inner.trim() === '') {
    const keeps = /[\w=]\s$/.test(text.slice(0, end)) && !/\($/.test(text.slice(0, start));
    return { start: keeps ? end : start, end };
  }
  return {
    start: start + (inner.length - inner.trimStart().length),
    end: end - (inner.length - inner.trimEnd().length),
  };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function isInComment(text: string, at: number, dialect: Dialect): boolean {
  const before = text.slice(lineStart(text, at), at);
  return dialect === 'script' ? /\/\/|^\s*\*|\/\*(?!.*\*\/)/.test(before) : /#/.test(before);
}

/** `if (/* at least 18 *​/)`: the comment stands in the place of the condition. */
function commentInside(hole: string): string | undefined {
  const inner = /^\s*\/\*\s*([^*]+?)\s*\*\/\s*$/.exec(hole)?.[1];
  return inner === undefined || /^(TODO|FIXME|condition|\.\.\.|\?+)$/.test(inner)
    ? undefined
    : inner;
}

interface Comment {
  readonly text: string;
  readonly start: number;
}

/** The comment at the end of the statement's line, else the lines of comment right above it. */
function commentBeside(
  text: string,
  at: number,
  holeEnd: number,
  dialect: Dialect,
): Comment | undefined {
  const mark = dialect === 'script' ? /\/\/\s*(.*)$|\/\*\s*(.*?)\s*\*\/\s*$/ : /#\s*(.*)$/;
  const start = lineStart(text, at);
  const trailing = mark.exec(text.slice(holeEnd, lineEnd(text, holeEnd)));
  const after = trailing?.[1] ?? trailing?.[2];
  if (after !== undefined && after.trim() !== '') return { text: after.trim(), start };
  const lines: string[] = [];
  let from = start;
  while (from > 0) {
    const above = lineStart(text, from - 1);
    const line = text.slice(above, from - 1);
    const part = commentLine(line, dialect);
    if (part === undefined) break;
    lines.unshift(part);
    from = above;
  }
  const whole = lines.join(' ').trim();
  return whole === '' ? undefined : { text: whole, start: from };
}

/** What a line says that is nothing but comment; undefined for any other line. */
function commentLine(line: string, dialect: Dialect): string | undefined {
  const bare = line.trim();
  if (dialect === 'python') return /^#+\s?(.*)$/.exec(bare)?.[1];
  return (
    /^\/\/+\s?(.*)$/.exec(bare)?.[1] ??
    /^\/\*+\s?(.*?)\s*\*\/$/.exec(bare)?.[1] ??
    /^\/\*\*?\s?(.*)$/.exec(bare)?.[1] ??
    /^(.*?)\s*\*\/$/.exec(bare)?.[1]?.replace(/^\*\s?/, '') ??
    /^\*\s?(.*)$/.exec(bare)?.[1]
  );
}
