import type { OffsetRange } from '../../../protocol/text.ts';

/** Part of a document that stands for the whole of it: what an expert and the checks look at. */
export interface Excerpt {
  readonly text: string;
  /** Where it begins in the document, in UTF-16 units. */
  readonly start: number;
}

/** A document up to this long is looked at as a whole. */
const wholeDocument = 100_000;
/** Text on either side of a selection that is wanted in any case. */
const nearby = 1_000;
/** How far a whole declaration or paragraph around a selection is looked for. */
const farthest = 16_000;

const scripts = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact']);

/**
 * Cuts a large document to the surroundings of a selection, so that refining a line costs the same in a file
 * of fifty lines and of fifty thousand. Cuts are made between top-level declarations or paragraphs; names
 * that the part uses and the rest of the document knows are declared behind it, for nobody to miss.
 */
export function excerptAround(
  documentText: string,
  range: OffsetRange,
  languageId: string,
): Excerpt {
  if (documentText.length <= wholeDocument) return { text: documentText, start: 0 };
  const boundary = boundaryOf(languageId);
  const start = startOf(documentText, range.start, boundary, languageId);
  const end = endOf(documentText, range.end, boundary);
  const text = documentText.slice(start, end);
  return {
    text:
      text + declarations(documentText, text, usedNames(documentText, range, boundary), languageId),
    start,
  };
}

/** Whether the text may be cut before this line, given the line before it. */
type Boundary = (line: string, previous: string) => boolean;

function boundaryOf(languageId: string): Boundary {
  if (scripts.has(languageId)) return (line) => /^[\p{L}_$@/'"`([<]/u.test(line);
  if (languageId === 'python')
    return (line) => /^[\p{L}_@#'"]/u.test(line) && !/^(?:elif|else|except|finally)\b/.test(line);
  // A line of dashes at the very beginning would turn what follows into front matter.
  return (line, previous) => previous.trim() === '' && /^\S/.test(line) && !/^[-+]{3}/.test(line);
}

function startOf(text: string, at: number, boundary: Boundary, languageId: string): number {
  const selected = lineStart(text, at);
  const latest = lineStart(text, Math.max(0, selected - nearby));
  const start =
    firstBoundary(text, latest, selected, boundary) ??
    lastBoundary(text, lineStart(text, Math.max(0, selected - farthest)), latest, boundary) ??
    latest;
  return languageId === 'markdown' ? (openFence(text, start) ?? start) : start;
}

function endOf(text: string, at: number, boundary: Boundary): number {
  const after = lineEnd(text, at);
  const earliest = lineEnd(text, Math.min(text.length, after + nearby));
  return (
    lastBoundary(text, after, earliest, boundary) ??
    firstBoundary(text, earliest, Math.min(text.length, after + farthest), boundary) ??
    earliest
  );
}

/** The first line start from `from` up to `to` where the text may be cut. */
function firstBoundary(
  text: string,
  from: number,
  to: number,
  boundary: Boundary,
): number | undefined {
  for (let at = from; at <= to && at < text.length; at = lineEnd(text, at)) {
    if (at === 0 || boundary(lineAt(text, at), lineBefore(text, at))) return at;
  }
  return undefined;
}

function lastBoundary(
  text: string,
  from: number,
  to: number,
  boundary: Boundary,
): number | undefined {
  for (let at = lineStart(text, to); at >= from; at = lineStart(text, at - 1)) {
    if (at === 0 || boundary(lineAt(text, at), lineBefore(text, at))) return at;
  }
  return undefined;
}

/** Start of the fence that is still open at an offset of a Markdown text. */
function openFence(text: string, offset: number): number | undefined {
  let open: { readonly at: number; readonly mark: string } | undefined;
  for (const mark of fences(text, offset)) {
    if (!open) open = mark;
    else if (mark.mark[0] === open.mark[0] && mark.mark.length >= open.mark.length)
      open = undefined;
  }
  return open?.at;
}

function fences(text: string, offset: number): readonly { at: number; mark: string }[] {
  const found: { at: number; mark: string }[] = [];
  for (const sign of ['```', '~~~']) {
    for (let at = text.indexOf(sign); at >= 0 && at < offset;) {
      const line = lineStart(text, at);
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(lineAt(text, line))?.[1];
      if (mark !== undefined) found.push({ at: line, mark });
      at = text.indexOf(sign, lineEnd(text, at));
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Identifiers of the declaration or paragraph that the selection lies in. */
function usedNames(text: string, { start, end }: OffsetRange, boundary: Boundary): string[] {
  const first = lineStart(text, start);
  const from =
    lastBoundary(text, lineStart(text, Math.max(0, first - farthest)), first, boundary) ?? first;
  const last = lineEnd(text, end);
  const to = firstBoundary(text, last, Math.min(text.length, last + farthest), boundary) ?? last;
  const names = text.slice(from, to).match(/(?<![\p{L}\p{N}_$.])[\p{L}_$][\p{L}\p{N}_$]*/gu);
  return [...new Set(names ?? [])].filter((name) => !keywords.has(name));
}

/** Declarations of those names that only the rest of the document declares, in the language's own words. */
function declarations(
  documentText: string,
  part: string,
  names: readonly string[],
  languageId: string,
): string {
  const isScript = scripts.has(languageId);
  if (!isScript && languageId !== 'python') return '';
  const declared = names.filter(
    (name) => !isDeclared(part, name) && isDeclared(documentText, name),
  );
  if (declared.length === 0) return '';
  if (!isScript) return `\n${declared.join(' = ')} = None\n`;
  const typed = languageId.startsWith('typescript');
  const list = declared.map((name) => (typed ? `${name}: any` : name)).join(', ');
  return `\n${typed ? 'declare var' : 'var'} ${list};\n`;
}

/** Words that no declaration can name, and those that a declaration of ours would only get in the way of. */
const keywords = new Set(
  (
    'abstract and any as assert async await boolean break case catch class const continue debugger declare def ' +
    'default del delete do elif else enum except export extends False false finally for from function get ' +
    'global if implements import in infer instanceof interface is keyof lambda let module namespace never new ' +
    'None nonlocal not null number object of or override package pass private protected public raise readonly ' +
    'return satisfies self set static string super switch symbol this throw True true try type typeof ' +
    'undefined unknown using var void while with yield cls arguments eval'
  ).split(' '),
);

/** Occurrences of a name that are looked at; one that is declared at all is so among its first. */
const mostOccurrences = 200;

/** Whether a declaration, an import or a list seems to introduce the name; this may find too much. */
function isDeclared(text: string, name: string): boolean {
  let at = text.indexOf(name);
  for (let seen = 0; at >= 0 && seen < mostOccurrences; seen++) {
    const before = text.slice(Math.max(0, at - 12), at);
    const after = text.slice(at + name.length, at + name.length + 3);
    if (!/^[\p{L}\p{N}_$]/u.test(after)) {
      if (
        /(?:\b(?:const|let|var|function|class|enum|type|interface|import|def|as)\s|[{,]\s)$/.test(
          before,
        )
      )
        return true;
      if (/(?:^|\n)$/.test(before) && /^\s*[=:]/.test(after)) return true;
    }
    at = text.indexOf(name, at + name.length);
  }
  return false;
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line after the one at an offset begins. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

function lineAt(text: string, start: number): string {
  return text.slice(start, lineEnd(text, start)).trimEnd();
}

function lineBefore(text: string, start: number): string {
  return start === 0 ? '' : lineAt(text, lineStart(text, start - 1));
}
