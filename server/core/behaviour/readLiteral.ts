import type { Call, Literal, LiteralLanguage } from './literal.ts';

/** What was read and the offset behind it. */
export interface Read<T> {
  readonly value: T;
  readonly end: number;
}

const deepest = 40;

/**
 * Reads one literal of Python or JavaScript; undefined when the text there is anything else, an expression included.
 * It knows nothing of the grammar around it, so that examples in prose are read as well as code.
 */
export function readLiteral(
  text: string,
  start: number,
  language: LiteralLanguage,
): Read<Literal> | undefined {
  return createReader(text, language).literal(start, 0);
}

/** Reads the arguments of a call from behind its opening bracket to behind the closing one, literals only. */
export function readArguments(
  text: string,
  start: number,
  language: LiteralLanguage,
): Read<Call> | undefined {
  return createReader(text, language).call(start);
}

interface Reader {
  literal(start: number, depth: number): Read<Literal> | undefined;
  call(start: number): Read<Call> | undefined;
}

const words: Readonly<Record<LiteralLanguage, Readonly<Record<string, Literal>>>> = {
  python: {
    True: { kind: 'boolean', value: true },
    False: { kind: 'boolean', value: false },
    None: { kind: 'none' },
  },
  javascript: {
    true: { kind: 'boolean', value: true },
    false: { kind: 'boolean', value: false },
    null: { kind: 'none' },
    undefined: { kind: 'none' },
    NaN: { kind: 'number', value: Number.NaN, integer: false },
    Infinity: { kind: 'number', value: Number.POSITIVE_INFINITY, integer: false },
  },
};

function createReader(text: string, language: LiteralLanguage): Reader {
  const python = language === 'python';

  function blank(at: number): number {
    while (/\s/.test(text.charAt(at))) at += 1;
    return at;
  }

  function literal(start: number, depth: number): Read<Literal> | undefined {
    if (depth > deepest) return undefined;
    const at = blank(start);
    const first = text.charAt(at);
    if (first === '[') return items(at + 1, ']', depth, 'list');
    if (first === '(') return python ? tuple(at, depth) : undefined;
    if (first === '{') return braces(at, depth);
    return number(at) ?? stringLiteral(at) ?? word(at);
  }

  /** Values, separated by commas, up to the closing bracket. */
  function items(
    start: number,
    close: string,
    depth: number,
    kind: 'list' | 'tuple' | 'set',
  ): Read<Literal> | undefined {
    const found: Literal[] = [];
    let at = blank(start);
    while (text.charAt(at) !== close) {
      const item = literal(at, depth + 1);
      if (!item) return undefined;
      found.push(item.value);
      at = blank(item.end);
      if (text.charAt(at) === ',') at = blank(at + 1);
      else if (text.charAt(at) !== close) return undefined;
    }
    return { value: { kind, items: found }, end: at + 1 };
  }

  /** A tuple, or a value in brackets. */
  function tuple(at: number, depth: number): Read<Literal> | undefined {
    const read = items(at + 1, ')', depth, 'tuple');
    if (!read || read.value.kind !== 'tuple') return read;
    const [only, ...others] = read.value.items;
    const comma = text
      .slice(at, read.end - 1)
      .trimEnd()
      .endsWith(',');
    return only && others.length === 0 && !comma ? { value: only, end: read.end } : read;
  }

  function braces(at: number, depth: number): Read<Literal> | undefined {
    const entries: [Literal, Literal][] = [];
    let position = blank(at + 1);
    while (text.charAt(position) !== '}') {
      const key = (python ? undefined : propertyName(position)) ?? literal(position, depth + 1);
      if (!key) return undefined;
      position = blank(key.end);
      if (text.charAt(position) !== ':')
        return python && entries.length === 0 ? items(at + 1, '}', depth, 'set') : undefined;
      const value = literal(position + 1, depth + 1);
      if (!value) return undefined;
      entries.push([key.value, value.value]);
      position = blank(value.end);
      if (text.charAt(position) === ',') position = blank(position + 1);
      else if (text.charAt(position) !== '}') return undefined;
    }
    return { value: { kind: 'dict', entries }, end: position + 1 };
  }

  function propertyName(at: number): Read<Literal> | undefined {
    const name = match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/uy, at);
    if (name === undefined) return undefined;
    return { value: { kind: 'string', value: name }, end: at + name.length };
  }

  function number(at: number): Read<Literal> | undefined {
    const found = match(
      /[-+]?\s*(?:0[xX][\da-fA-F]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?\d+)?)n?/y,
      at,
    );
    if (!found) return undefined;
    const end = at + found.length;
    // `2nd`, `3x`, `1.2.3` are no numbers.
    if (
      /[\p{ID_Continue}.]/u.test(text.charAt(end)) &&
      !/^\.(?![\p{ID_Continue}])/u.test(text.slice(end))
    )
      return undefined;
    const plain = found.replaceAll(/[\s_n]/g, '');
    const negative = plain.startsWith('-');
    const value = Number(plain.replace(/^[-+]/, ''));
    if (Number.isNaN(value)) return undefined;
    const integer = !/[.eE]/.test(plain) || /^[-+]?0[xX]/.test(plain);
    return { value: { kind: 'number', value: negative ? -value : value, integer }, end };
  }

  function stringLiteral(at: number): Read<Literal> | undefined {
    const prefix = python ? (match(/[rRuU]?(?=["'])/y, at) ?? '') : '';
    const open = at + prefix.length;
    const quote = python ? match(/"""|'''|"|'/y, open) : match(/["'`]/y, open);
    if (!quote) return undefined;
    let value = '';
    for (let position = open + quote.length; position < text.length;) {
      if (text.startsWith(quote, position)) {
        return { value: { kind: 'string', value }, end: position + quote.length };
      }
      const character = text.charAt(position);
      if (character === '\n' && quote.length === 1 && quote !== '`') return undefined;
      if (quote === '`' && text.startsWith('${', position)) return undefined;
      if (character === '\\' && !/[rR]/.test(prefix)) {
        const escape = readEscape(text, position);
        value += escape.value;
        position = escape.end;
      } else {
        value += character;
        position += 1;
      }
    }
    return undefined;
  }

  function word(at: number): Read<Literal> | undefined {
    const found = match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/uy, at);
    if (found === undefined || !Object.hasOwn(words[language], found)) return undefined;
    return { value: words[language][found] as Literal, end: at + found.length };
  }

  function call(start: number): Read<Call> | undefined {
    const values: Literal[] = [];
    const named: [string, Literal][] = [];
    let at = blank(start);
    while (text.charAt(at) !== ')') {
      const name = python
        ? match(/[\p{ID_Start}_][\p{ID_Continue}]*(?=\s*=(?!=))/uy, at)
        : undefined;
      const from = name === undefined ? at : text.indexOf('=', at) + 1;
      const value = literal(from, 0);
      if (!value) return undefined;
      if (name !== undefined) named.push([name, value.value]);
      else if (named.length > 0) return undefined;
      else values.push(value.value);
      at = blank(value.end);
      if (text.charAt(at) === ',') at = blank(at + 1);
      else if (text.charAt(at) !== ')') return undefined;
    }
    return { value: { values, named }, end: at + 1 };
  }

  function match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  }

  return { literal, call };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** The character of a backslash escape that Python and JavaScript share. */
function readEscape(text: string, at: number): Read<string> {
  const hex = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|U([\da-fA-F]{8}))/y;
  hex.lastIndex = at;
  const found = hex.exec(text);
  const code = Number.parseInt(found?.slice(1).find((digits) => digits !== undefined) ?? '', 16);
  if (found && code <= 0x10ffff) {
    return { value: String.fromCodePoint(code), end: at + found[0].length };
  }
  const next = text.charAt(at + 1);
  return { value: simpleEscapes[next] ?? next, end: at + 2 };
}
