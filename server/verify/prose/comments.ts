import type { OffsetRange } from '../../../protocol/text.ts';
import { linesOf, listMarkerLength, ParagraphBuilder, pieceOf } from './paragraphs.ts';
import type { Line, Paragraph } from './paragraphs.ts';

/** How a programming language writes comments and strings. */
interface CommentSyntax {
  readonly line: readonly string[];
  readonly block?: readonly [string, string];
  readonly strings: string;
  readonly docstrings?: boolean;
}

const cLike: CommentSyntax = { line: ['//'], block: ['/*', '*/'], strings: '"\'`' };
const hash: CommentSyntax = { line: ['#'], strings: '"\'' };
const markup: CommentSyntax = { line: [], block: ['<!--', '-->'], strings: '' };

const syntaxes: ReadonlyMap<string, CommentSyntax> = new Map([
  ...named(
    cLike,
    'typescript typescriptreact javascript javascriptreact java go swift kotlin dart scala groovy jsonc',
  ),
  ...named({ ...cLike, strings: '"' }, 'c cpp csharp rust objective-c objective-cpp'),
  ...named({ ...cLike, line: ['//', '#'] }, 'php'),
  ...named({ ...cLike, line: [] }, 'css'),
  ...named({ ...cLike, strings: '"\'' }, 'scss less'),
  ...named({ ...hash, docstrings: true }, 'python'),
  ...named(
    hash,
    'ruby shellscript yaml toml dockerfile makefile perl r julia elixir properties powershell ini',
  ),
  ...named({ line: ['--'], block: ['/*', '*/'], strings: '\'"' }, 'sql'),
  ...named({ line: ['--'], strings: '"\'' }, 'lua haskell'),
  ...named(markup, 'html xml vue svelte'),
]);

function named(syntax: CommentSyntax, ids: string): [string, CommentSyntax][] {
  return ids.split(' ').map((id) => [id, syntax]);
}

/** Whether comments can be found in this language. */
export function hasComments(languageId: string): boolean {
  return syntaxes.has(languageId);
}

/** A comment or docstring: its whole extent, and what must be cut from the front of each line. */
interface Comment extends OffsetRange {
  readonly kind: 'line' | 'block' | 'docstring';
  readonly open: number;
  readonly close: number;
}

/** Paragraphs inside the comments and docstrings of a program. */
export function commentParagraphs(languageId: string, text: string): readonly Paragraph[] {
  const syntax = syntaxes.get(languageId);
  if (syntax === undefined) return [];
  const builder = new ParagraphBuilder(text);
  let lastLineComment: Comment | undefined;
  for (const comment of scanComments(text, syntax)) {
    if (comment.kind !== 'line' || !continues(text, lastLineComment, comment)) builder.close();
    lastLineComment = comment.kind === 'line' ? comment : undefined;
    const inner = { start: comment.start + comment.open, end: comment.end - comment.close };
    for (const line of linesOf(text, inner)) addCommentLine(builder, line, comment);
  }
  return builder.finish();
}

/** Two line comments belong together when nothing but one line break and blanks lies between them. */
function continues(text: string, last: Comment | undefined, next: Comment): boolean {
  if (last === undefined) return false;
  const between = text.slice(last.end, next.start);
  const lineStart =
    Math.max(text.lastIndexOf('\n', last.start - 1), text.lastIndexOf('\r', last.start - 1)) + 1;
  return /^(?:\r\n|\n|\r)[ \t]*$/u.test(between) && text.slice(lineStart, last.start).trim() === '';
}

const directive =
  /^(?:eslint|prettier|tslint|biome|stylelint|istanbul|c8|v8|@ts-|ts-|noqa|type:\s|pylint|mypy|flake8|ruff|nosec|pragma|fmt:|isort|jshint|jslint|global\s|globals\s|sourceMappingURL|#?region|#?endregion|<reference|shellcheck|nolint|go:|\+build|!|-\*-|cspell|spell-checker|yaml-language-server|SPDX-|copyright\b|@license|@preserve|webpack)/iu;
/** Tags whose text is a name, a type or code, not a sentence. */
const opaqueTag =
  /^@(?:type|typedef|template|see|link|module|namespace|author|version|since|license|example|default|enum|implements|extends|augments|memberof|name|kind|internal|public|private|protected|readonly|override|file|ignore)\b/u;
const describedTag =
  /^(?:@(?:param|arg|argument|property|prop)\s+(?:\{[^}]*\}\s+)?(?:\[[^\]]*\]|[\w.$*]+)(?:\s+-)?|@(?:returns?|throws|exception|yields|deprecated|remarks|summary|description|desc)(?:\s+\{[^}]*\})?|:(?:param|type|returns?|rtype|raises?)\b[^:]*:|[*\w]+(?: ?\([^)]*\))?:)(?=\s)/u;
const reminder = /^(?:TODO|FIXME|HACK|XXX|NOTE|BUG)(?:\([^)]*\))?:?\s+/u;

function addCommentLine(builder: ParagraphBuilder, line: Line, comment: Comment): void {
  const lead = leadLength(line.text, comment);
  const body = line.text.slice(lead).trim();
  const isExample = body.startsWith('>>>') || body.startsWith('...') || body.startsWith('```');
  if (
    body === '' ||
    isExample ||
    directive.test(body) ||
    opaqueTag.test(body) ||
    looksLikeCode(body)
  )
    return builder.close();
  const indent = line.text.slice(lead).length - line.text.slice(lead).trimStart().length;
  const text = line.text.slice(lead + indent);
  const head = describedTag.exec(text)?.[0].length ?? 0;
  const isTag = head > 0 && (/^[@:]/u.test(text) || comment.kind === 'docstring');
  const note = reminder.exec(text)?.[0].length ?? 0;
  const marker = listMarkerLength(text);
  const skip = isTag ? head : note > 0 ? note : marker;
  if (isTag || note > 0 || marker > 0) builder.close();
  builder.add(pieceOf(line, lead + indent + skip), 'comment');
}

function leadLength(text: string, comment: Comment): number {
  if (comment.kind === 'line') return /^[/!#]*/u.exec(text)?.[0].length ?? 0;
  if (comment.kind === 'block') return /^\s*\*+(?!\*)/u.exec(text)?.[0].length ?? 0;
  return 0;
}

/** A commented-out statement, or a rule of dashes. */
function looksLikeCode(body: string): boolean {
  if (!/[a-zA-Z]{2}/u.test(body)) return true;
  if (/[;{}]\s*$/u.test(body) || /^[}\])]/u.test(body)) return true;
  if (
    /^(?:const|let|var|import|export|return|def|class|function|public|private|if\s*\(|for\s*\(|while\s*\()\b.*[=({:]/u.test(
      body,
    )
  )
    return true;
  return /^[\w.$[\]]+\s*(?:=|\+=|-=|:=)\s*\S/u.test(body) || /^[\w.$]+\([^)]*\)$/u.test(body);
}

function* scanComments(text: string, syntax: CommentSyntax): Generator<Comment> {
  let at = 0;
  while (at < text.length) {
    const docstring = syntax.docstrings === true ? docstringAt(text, at) : undefined;
    if (docstring !== undefined) {
      if (docstring.isDocstring)
        yield {
          kind: 'docstring',
          start: at,
          end: docstring.end,
          open: docstring.open,
          close: docstring.close,
        };
      at = docstring.end;
      continue;
    }
    const comment = commentAt(text, at, syntax);
    if (comment !== undefined) {
      yield comment;
      at = comment.end;
      continue;
    }
    at = syntax.strings.includes(text[at] as string) ? stringEnd(text, at) : at + 1;
  }
}

function commentAt(text: string, at: number, syntax: CommentSyntax): Comment | undefined {
  const [open, close] = syntax.block ?? ['', ''];
  if (open !== '' && text.startsWith(open, at)) {
    const found = text.indexOf(close, at + open.length);
    const end = found < 0 ? text.length : found + close.length;
    const stars = /^\*+(?!\/)/u.exec(text.slice(at + open.length))?.[0].length ?? 0;
    return {
      kind: 'block',
      start: at,
      end,
      open: open.length + stars,
      close: found < 0 ? 0 : close.length,
    };
  }
  const marker = syntax.line.find((candidate) => text.startsWith(candidate, at));
  if (marker === undefined || (marker === '#' && /[^\s]/u.test(text[at - 1] ?? ' ')))
    return undefined;
  if (marker === '//' && text[at - 1] === ':') return undefined;
  let end = at;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return { kind: 'line', start: at, end, open: marker.length, close: 0 };
}

/** A Python triple-quoted string; a docstring when it stands alone as a statement. */
function docstringAt(
  text: string,
  at: number,
): { isDocstring: boolean; end: number; open: number; close: number } | undefined {
  const open = /^[rRuUbBfF]{0,2}("""|''')/u.exec(text.slice(at, at + 5));
  const quotes = open?.[1];
  if (open === null || quotes === undefined || /\w/u.test(text[at - 1] ?? ' ')) return undefined;
  const found = text.indexOf(quotes, at + open[0].length);
  const end = found < 0 ? text.length : found + 3;
  const before = text.slice(0, at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const opener = before.trimEnd().at(-1);
  const isDocstring =
    line.trim() === '' &&
    (opener === undefined || !/[=(,[{+\\]/u.test(opener)) &&
    !/[bBfF]/u.test(open[0]);
  return { isDocstring, end, open: open[0].length, close: found < 0 ? 0 : 3 };
}

function stringEnd(text: string, at: number): number {
  const quote = text[at] as string;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i + 1;
    // An unclosed quote on a line is an apostrophe or a character literal, not a string.
    else if ((text[i] === '\n' || text[i] === '\r') && quote !== '`') return at + 1;
  }
  return at + 1;
}
