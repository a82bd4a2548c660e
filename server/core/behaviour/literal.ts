/** A value written out in source text, the same for every language. */
export type Literal =
  | { readonly kind: 'number'; readonly value: number; readonly integer: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Literal[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Literal, Literal])[] };

/** The arguments of one call. */
export interface Call {
  readonly values: readonly Literal[];
  /** Python's keyword arguments. */
  readonly named: readonly (readonly [string, Literal])[];
}

/** Languages whose literals can be read and written. */
export type LiteralLanguage = 'python' | 'javascript';

/** Which of the two a VS Code language id writes its literals like. */
export function literalLanguage(languageId: string): LiteralLanguage | undefined {
  if (languageId === 'python') return 'python';
  return /^(java|type)script(react)?$/.test(languageId) ? 'javascript' : undefined;
}

/** Source text of a literal. */
export function printLiteral(literal: Literal, language: LiteralLanguage): string {
  const python = language === 'python';
  const many = (items: readonly Literal[]): string =>
    items.map((item) => printLiteral(item, language)).join(', ');
  switch (literal.kind) {
    case 'number':
      return printNumber(literal.value, literal.integer, python);
    case 'string':
      return JSON.stringify(literal.value);
    case 'boolean':
      if (!python) return String(literal.value);
      return literal.value ? 'True' : 'False';
    case 'none':
      return python ? 'None' : 'null';
    case 'list':
      return `[${many(literal.items)}]`;
    case 'tuple':
      if (!python) return `[${many(literal.items)}]`;
      return literal.items.length === 1 ? `(${many(literal.items)},)` : `(${many(literal.items)})`;
    case 'set':
      if (!python) return `new Set([${many(literal.items)}])`;
      return literal.items.length === 0 ? 'set()' : `{${many(literal.items)}}`;
    case 'dict':
      return `{${literal.entries.map((entry) => printEntry(entry, language)).join(', ')}}`;
  }
}

/** Source text of a call's arguments, without the brackets. */
export function printArguments(call: Call, language: LiteralLanguage): string {
  const values = call.values.map((value) => printLiteral(value, language));
  const named = call.named.map(([name, value]) => `${name}=${printLiteral(value, language)}`);
  return [...values, ...named].join(', ');
}

function printEntry([key, value]: readonly [Literal, Literal], language: LiteralLanguage): string {
  const printed = printLiteral(key, language);
  // JavaScript reads a bare key as a name, so anything but a string goes in brackets.
  const name = language === 'python' || key.kind === 'string' ? printed : `[${printed}]`;
  return `${name}: ${printLiteral(value, language)}`;
}

function printNumber(value: number, integer: boolean, python: boolean): string {
  if (!Number.isFinite(value))
    return python ? `float("${value > 0 ? 'inf' : '-inf'}")` : String(value);
  if (integer) return BigInt(Math.round(value)).toString();
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

export function integer(value: number): Literal {
  return { kind: 'number', value, integer: true };
}

export function float(value: number): Literal {
  return { kind: 'number', value, integer: false };
}

export function string(value: string): Literal {
  return { kind: 'string', value };
}

export function boolean(value: boolean): Literal {
  return { kind: 'boolean', value };
}

export function list(items: readonly Literal[]): Literal {
  return { kind: 'list', items };
}

export const none: Literal = { kind: 'none' };
