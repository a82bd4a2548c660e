import { childOf, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import type { Compiler } from './compiler.ts';
import { Stuck, type Evaluate } from './machine.ts';

/** The operand in a role, compiled. */
export function part(node: SyntaxNode, field: string, compiler: Compiler): Evaluate {
  const child = childOf(node, field);
  if (!child) throw new Stuck(`${node.type} without ${field}`);
  return compiler.expression(child);
}

/** The only expression inside a node. */
export function first(node: SyntaxNode, compiler: Compiler): Evaluate {
  const [inner] = namedChildren(node);
  if (!inner) throw new Stuck(node.type);
  return compiler.expression(inner);
}

/** Ends a run that the interpreter cannot follow. */
export function stuck(what: string): never {
  throw new Stuck(what);
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
};

/** The characters that an escape sequence stands for. */
export function unescaped(text: string): string {
  const code = /^\\(?:u\{?|x)([0-9a-fA-F]+)\}?$/.exec(text)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(0x10ffff, parseInt(code, 16)));
  const letter = text.charAt(1);
  return escapes[letter] ?? (letter === '\n' ? '' : letter);
}

/** The characters of a string literal. */
export function stringText(node: SyntaxNode): string {
  return namedChildren(node)
    .map((child) => (child.type === 'escape_sequence' ? unescaped(child.text) : child.text))
    .join('');
}

/** A property key of an object or pattern. */
export function keyName(key: SyntaxNode, compiler: Compiler): Evaluate {
  if (key.type === 'computed_property_name') return first(key, compiler);
  const text = key.type === 'string' ? stringText(key) : key.text;
  return () => text;
}
