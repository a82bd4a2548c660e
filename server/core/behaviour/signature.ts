import type { Literal, LiteralLanguage } from './literal.ts';
import { readLiteral } from './readLiteral.ts';
import { codeOnly } from './scan.ts';
import { parseShape, type Shape } from './shape.ts';

export interface Parameter {
  readonly name: string;
  /** From the type hint; absent where there is none or it says nothing. */
  readonly shape?: Shape;
  /** The call may leave it out. */
  readonly optional: boolean;
  readonly defaultValue?: Literal;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Takes any number of further arguments. */
  readonly open: boolean;
}

/** The signature of a function in source text; undefined when it is not defined there. */
export function readSignature(
  text: string,
  entryPoint: string,
  language: LiteralLanguage,
): Signature | undefined {
  const code = codeOnly(text, language);
  const name = entryPoint.replaceAll('$', '\\$');
  const opening =
    language === 'python'
      ? new RegExp(`\\bdef\\s+${name}\\s*(?:\\[[^\\]]*\\]\\s*)?\\(`)
      : new RegExp(
          `\\bfunction\\s*\\*?\\s*${name}\\s*(?:<[^(]*>\\s*)?\\(|\\b${name}\\s*(?::(?:[^=]|=>)*)?=\\s*(?:async\\s*)?(?:function\\s*\\*?\\s*)?\\(`,
        );
  const found = opening.exec(code);
  if (!found) return undefined;
  const parts = splitParameters(text, code, found.index + found[0].length);
  const parameters: Parameter[] = [];
  let open = false;
  for (const part of parts) {
    if (/^\s*(?:\*|\.\.\.)/.test(part)) {
      open ||= /^\s*(?:\*\s*[\p{ID_Start}_]|\.\.\.)/u.test(part);
      continue;
    }
    if (part.trim() === '/' || part.trim() === '') continue;
    const parameter = readParameter(part, language);
    if (parameter && !(language === 'python' && parameter.name === 'self'))
      parameters.push(parameter);
  }
  return { parameters, open };
}

/** The texts between the commas, up to the closing bracket. */
function splitParameters(text: string, code: string, start: number): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < code.length; at++) {
    const character = code.charAt(at);
    const arrow = character === '>' && code.charAt(at - 1) === '=';
    if ('([{<'.includes(character)) depth += 1;
    else if (depth === 0 && character === ')') return [...parts, text.slice(from, at)];
    else if (')]}>'.includes(character) && !arrow) depth -= 1;
    else if (depth === 0 && character === ',') {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return parts;
}

function readParameter(part: string, language: LiteralLanguage): Parameter | undefined {
  const name = /^\s*([\p{ID_Start}_$][\p{ID_Continue}$]*)\s*(\??)/u.exec(part);
  if (!name?.[1]) return undefined;
  const rest = part.slice(name[0].length);
  const equals = assignment(codeOnly(rest, language));
  const hint = rest.slice(0, equals ?? rest.length).trim();
  const defaultText = equals === undefined ? undefined : rest.slice(equals + 1);
  const defaultValue =
    defaultText === undefined ? undefined : readLiteral(defaultText, 0, language)?.value;
  return {
    name: name[1],
    optional: name[2] === '?' || defaultText !== undefined,
    ...(hint.startsWith(':') && { shape: parseShape(hint.slice(1)) }),
    ...(defaultValue && { defaultValue }),
  };
}

/** Offset of the sign that separates a parameter from its default. */
function assignment(code: string): number | undefined {
  const at = code.search(/=(?![=>])/);
  return at < 0 ? undefined : at;
}
