import { literalLanguage, type LiteralLanguage } from './literal.ts';
import { codeOnly, openLines, type OpenLine } from './scan.ts';

export interface CompletionSource {
  readonly prompt: string;
  /** A member's answer: a continuation of the prompt, a whole function, or prose around a fenced block of one. */
  readonly text: string;
  readonly entryPoint: string;
  readonly languageId: string;
}

/**
 * The program that a member's answer means. A whole function keeps the imports and helpers that stand before its stub
 * in the prompt; a continuation is joined to the prompt and cut at the next top-level statement, as CodeT does.
 */
export function joinCompletion(source: CompletionSource): string {
  const language = literalLanguage(source.languageId) ?? 'javascript';
  const stub = codeOfPrompt(source.prompt, source.entryPoint, language);
  const text = withoutFences(source.text, source.entryPoint, language);
  const definition = definitionLine(text, source.entryPoint, language);
  if (definition)
    return `${prelude(stub, source.entryPoint, language)}${cutWhole(text, definition, language)}`;
  if (stub === '') return text;
  return language === 'python'
    ? `${stub}${cutPythonBody(stub, text)}`
    : `${stub}${cutJavascriptBody(stub, text)}`;
}

/** The prompt's code: its fenced block or its lines from the first one of code on; empty when it has no stub. */
export function codeOfPrompt(
  prompt: string,
  entryPoint: string,
  language: LiteralLanguage,
): string {
  const block = fencedBlocks(prompt).find((each) => definitionLine(each, entryPoint, language));
  if (block !== undefined) return block;
  if (!definitionLine(prompt, entryPoint, language)) return '';
  // Words before the code, as in "Complete this function:", would not parse.
  const first = openLines(prompt, language).find(
    ({ indent, text }) => indent === 0 && startsCode(text, language),
  );
  return prompt.slice(first?.start ?? 0);
}

function startsCode(text: string, language: LiteralLanguage): boolean {
  if (language === 'python')
    return /^(?:from\s+[\w.]+\s+import\b|import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,|$)|(?:async\s+)?def\s|class\s+\w+\s*[(:]|@\w|[A-Za-z_]\w*\s*(?::[^=]+)?=[^=]|"""|''')/.test(
      text,
    );
  return /^(?:import\b.*from\b|import\s+['"{*]|export\b|(?:async\s+)?function\b|(?:const|let|var)\s+[\w$[{]|class\s+[\w$]+\s*(?:extends\b|\{)|interface\s+\w+|type\s+\w+[^=]*=|['"]use strict)/.test(
    text,
  );
}

/** Where the entry point is defined at the top level. */
function definitionLine(
  text: string,
  entryPoint: string,
  language: LiteralLanguage,
): OpenLine | undefined {
  const name = entryPoint.replaceAll('$', '\\$');
  const pattern =
    language === 'python'
      ? new RegExp(`^(?:async\\s+)?def\\s+${name}\\s*[([]|^${name}\\s*(?::[^=]+)?=\\s*\\S`)
      : new RegExp(
          `^(?:export\\s+)?(?:default\\s+)?(?:(?:async\\s+)?function\\s*\\*?\\s*${name}\\s*[(<]|(?:const|let|var)\\s+${name}\\s*[:=])`,
        );
  return openLines(text, language).find(
    ({ indent, text: line }) => indent === 0 && pattern.test(line),
  );
}

/** What stands before the stub's definition in the prompt: imports, helpers, constants. */
function prelude(stub: string, entryPoint: string, language: LiteralLanguage): string {
  const definition = definitionLine(stub, entryPoint, language);
  if (!definition) return '';
  const lines = openLines(stub, language).filter(({ start }) => start < definition.start);
  let start = definition.start;
  // Decorators belong to the stub that is replaced.
  while (lines.at(-1)?.text.startsWith('@')) start = lines.pop()?.start ?? start;
  const before = stub.slice(0, start);
  return before.trim() === '' ? '' : `${before.trimEnd()}\n\n`;
}

/** A whole answer without what follows its function and defines nothing: calls, prints, tests, prose. */
function cutWhole(text: string, definition: OpenLine, language: LiteralLanguage): string {
  const after = openLines(text, language).filter(
    ({ start, indent }) => start > definition.start && indent === 0,
  );
  const end = after.find(({ text: line }) => !startsCode(line, language) && !/^[)\]}]/.test(line));
  return text.slice(0, end?.start ?? text.length);
}

/** The body that continues a Python stub, up to the first line that begins in column 0. */
function cutPythonBody(stub: string, text: string): string {
  const startsLine = stub === '' || stub.endsWith('\n');
  // The stub's open brackets and strings are the text's as well.
  const whole = stub + text;
  const end = openLines(whole, 'python').find(
    ({ start, indent }) =>
      indent === 0 && (startsLine ? start >= stub.length : start > stub.length),
  );
  return whole.slice(stub.length, end?.start ?? whole.length);
}

/** The body that continues a JavaScript stub, up to the brace that closes it. */
function cutJavascriptBody(stub: string, text: string): string {
  const whole = stub + text;
  const code = codeOnly(whole, 'javascript');
  let depth = 0;
  for (let at = 0; at < code.length; at++) {
    const character = code.charAt(at);
    if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0 && at >= stub.length) return whole.slice(stub.length, at + 1);
    }
  }
  return text;
}

const fence = /^[ \t]*(`{3,}|~{3,})[^\n`]*\n([\s\S]*?)(?:^[ \t]*\1[ \t]*$|(?![\s\S]))/gm;

/** The contents of a text's fenced code blocks, in order; an unclosed one reaches to the end. */
function fencedBlocks(text: string): readonly string[] {
  return [...text.matchAll(fence)].map(([, , content = '']) => content);
}

/** The block that defines the entry point, else the first one, else the text as it is. */
function withoutFences(text: string, entryPoint: string, language: LiteralLanguage): string {
  const blocks = fencedBlocks(text);
  const defining = blocks.find((block) => definitionLine(block, entryPoint, language));
  return (
    defining ?? blocks[0] ?? text.replace(/\n[ \t]*(?:`{3,}|~{3,})[ \t]*(?:\n[\s\S]*)?$/, '\n')
  );
}
