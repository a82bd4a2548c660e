interface Cursor {
  readonly text: string;
  at: number;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': '',
};

/**
 * One spelling for Python literals, and calls with literal arguments, that differ only in quotes, spaces and trailing
 * commas: `f( "a",[1,2,] )` and `f('a', [1, 2])`. Undefined for everything else, which is then compared as text: a
 * spelling whose value this does not know for certain (prefixed strings, octal escapes, arithmetic) is left alone.
 */
export function canonicalPythonLiteral(text: string): string | undefined {
  const cursor: Cursor = { text: text.trim(), at: 0 };
  const value = readValue(cursor, 0);
  skipSpace(cursor);
  return value !== undefined && cursor.at === cursor.text.length ? value : undefined;
}

function readValue(cursor: Cursor, depth: number): string | undefined {
  skipSpace(cursor);
  if (depth > 50) return undefined;
  const next = cursor.text[cursor.at] ?? '';
  if (next === "'" || next === '"') return readStrings(cursor);
  if (next in closing) return readGroup(cursor, depth);
  const number = take(cursor, /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])/y);
  if (number !== undefined) return number;
  const name = take(cursor, /[A-Za-z_]\w*/y);
  if (name === undefined) return undefined;
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== '(') return /^(?:None|True|False)$/.test(name) ? name : undefined;
  const parts = readItems(cursor, depth);
  return parts && `${name}(${parts.items.join(', ')})`;
}

function readGroup(cursor: Cursor, depth: number): string | undefined {
  const open = cursor.text[cursor.at] ?? '';
  const parts = readItems(cursor, depth);
  if (!parts) return undefined;
  const { items, trailing } = parts;
  // Brackets around one value are a tuple only with a comma; without it they mean nothing.
  if (open === '(' && items.length === 1) return trailing ? `(${items[0]},)` : items[0];
  return `${open}${items.join(', ')}${closing[open]}`;
}

/** The comma-separated items of a bracket, each `value`, `key: value` or `name=value`. */
function readItems(
  cursor: Cursor,
  depth: number,
): { items: string[]; trailing: boolean } | undefined {
  const open = cursor.text[cursor.at] ?? '';
  const close = closing[open];
  cursor.at++;
  const items: string[] = [];
  let trailing = false;
  for (;;) {
    skipSpace(cursor);
    if (cursor.text[cursor.at] === close) break;
    if (items.length > 0 && !trailing) return undefined;
    const item = readItem(cursor, open, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    skipSpace(cursor);
    trailing = cursor.text[cursor.at] === ',';
    if (trailing) cursor.at++;
  }
  cursor.at++;
  return { items, trailing };
}

function readItem(cursor: Cursor, open: string, depth: number): string | undefined {
  const keyword = open === '(' ? take(cursor, /[A-Za-z_]\w*\s*=(?!=)/y) : undefined;
  const value = readValue(cursor, depth);
  if (value === undefined) return undefined;
  if (keyword !== undefined) return `${keyword.replace(/\s*=$/, '')}=${value}`;
  skipSpace(cursor);
  if (open !== '{' || cursor.text[cursor.at] !== ':') return value;
  cursor.at++;
  const field = readValue(cursor, depth);
  return field === undefined ? undefined : `${value}: ${field}`;
}

/** Strings side by side are one string. */
function readStrings(cursor: Cursor): string | undefined {
  let whole = '';
  for (;;) {
    const part = readString(cursor);
    if (part === undefined) return undefined;
    whole += part;
    skipSpace(cursor);
    const next = cursor.text[cursor.at];
    if (next !== "'" && next !== '"') return JSON.stringify(whole);
  }
}

function readString(cursor: Cursor): string | undefined {
  const { text } = cursor;
  const quote = text[cursor.at] ?? '';
  const fence = text.startsWith(quote.repeat(3), cursor.at) ? quote.repeat(3) : quote;
  cursor.at += fence.length;
  let value = '';
  while (!text.startsWith(fence, cursor.at)) {
    const next = text[cursor.at];
    if (next === undefined || (next === '\n' && fence.length === 1)) return undefined;
    const piece = next === '\\' ? readEscape(cursor) : next;
    if (piece === undefined) return undefined;
    if (next !== '\\') cursor.at++;
    value += piece;
  }
  cursor.at += fence.length;
  return value;
}

/** The character that an escape stands for; an unknown one keeps its backslash, as in Python. */
function readEscape(cursor: Cursor): string | undefined {
  const coded = take(cursor, /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4})/y);
  if (coded !== undefined) return String.fromCharCode(Number.parseInt(coded.slice(2), 16));
  const letter = cursor.text[cursor.at + 1];
  if (letter === undefined || /[0-7UNabfvxu]/.test(letter)) return undefined;
  cursor.at += 2;
  return simpleEscapes[letter] ?? `\\${letter}`;
}

function take(cursor: Cursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.at;
  const found = sticky.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function skipSpace(cursor: Cursor): void {
  take(cursor, /\s*/y);
}
