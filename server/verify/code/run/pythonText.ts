import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import type { Compiler } from './compiler.ts';
import type { Evaluate } from './machine.ts';
import { pythonRepr, real, toText } from './operators.ts';
import { part, stuck, unescaped } from './scriptParts.ts';
import type { Value } from './values.ts';

/** A string literal, formatted ones included. */
export function textOf(node: SyntaxNode, compiler: Compiler): Evaluate {
  const isRaw = /^[bBfF]?[rR]/.test(node.children[0]?.text ?? '');
  const parts = namedChildren(node).flatMap((child): Evaluate[] => {
    if (child.type === 'interpolation') return [interpolated(child, compiler)];
    if (child.type !== 'string_content') return [];
    const text = isRaw ? child.text : contentText(child);
    return [() => text];
  });
  return (scope) => {
    const text = parts.map((each) => each(scope) as string).join('');
    compiler.machine.bound(text.length);
    return text;
  };
}

/** Literals side by side. */
export function concatenatedText(node: SyntaxNode, compiler: Compiler): Evaluate {
  const parts = namedChildren(node).map((child) => compiler.expression(child));
  return (scope) => parts.map((each) => each(scope) as string).join('');
}

function contentText(node: SyntaxNode): string {
  return node.text
    .replace(/\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^])/g, (text) => unescaped(text))
    .replaceAll('{{', '{')
    .replaceAll('}}', '}');
}

function interpolated(node: SyntaxNode, compiler: Compiler): Evaluate {
  const value = part(node, 'expression', compiler);
  const specifier = childOf(node, 'format_specifier');
  const isRepr = childOf(node, 'type_conversion')?.text === '!r';
  if (specifier && namedChildren(specifier).length > 0) return () => stuck('format');
  const format = specifier?.text.slice(1) ?? '';
  return (scope) => {
    const at = value(scope);
    return isRepr
      ? pythonRepr(at)
      : formatted(at, format, (each) => toText(compiler.machine, each));
  };
}

/** `format(value, specifier)` for the specifiers in everyday use: fill, width, thousands, decimals. */
export function formatted(value: Value, format: string, show: (value: Value) => string): string {
  const found = /^(?:(.)?([<>^]))?([+])?(0)?(\d+)?(,)?(?:\.(\d+))?([dfs%x]?)$/.exec(format);
  if (!found) return stuck('format');
  const [, fill, align, plus, zero, width, comma, digits, type] = found;
  const at = real(value);
  let text = show(at);
  if (typeof at === 'number') text = numberText(at, digits, type, comma !== undefined);
  else if (digits !== undefined) text = text.slice(0, Number(digits));
  if (plus !== undefined && typeof at === 'number' && at >= 0) text = `+${text}`;
  const size = Math.min(200, Number(width ?? 0));
  if (zero !== undefined) return text.padStart(size, '0');
  const direction = align ?? (typeof at === 'number' ? '>' : '<');
  if (direction === '<') return text.padEnd(size, fill ?? ' ');
  if (direction === '>') return text.padStart(size, fill ?? ' ');
  const left = Math.floor(Math.max(0, size - text.length) / 2);
  return text.padStart(text.length + left, fill ?? ' ').padEnd(size, fill ?? ' ');
}

function numberText(
  value: number,
  digits: string | undefined,
  type: string | undefined,
  comma: boolean,
): string {
  if (type === 'x') return Math.trunc(value).toString(16);
  const scaled = type === '%' ? value * 100 : value;
  const fixed =
    digits !== undefined || type === 'f' || type === '%'
      ? scaled.toFixed(Number(digits ?? 6))
      : String(scaled);
  const [whole = '', rest] = fixed.split('.');
  const grouped = comma ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return `${grouped}${rest === undefined ? '' : `.${rest}`}${type === '%' ? '%' : ''}`;
}
