import { bounds } from './bounds.ts';
import { packed, slice, trimmed, type Lines, type Passage, type Span } from './passage.ts';

const closer = /^(?:[)}\]>]|end\b|else\b|elif\b|except\b|finally\b|catch\b|\*\/|""")/;
const comment = /^\s*(?:\/\/|\/\*|\*|#(?!include|define|if|endif|!\[)|--|;|"""|'''|<!--|@\w)/;

/** Declarations in the languages that a workspace usually holds; the name is the group. */
const declarations: readonly RegExp[] = [
  /^\s*(?:export\s+|default\s+|declare\s+|pub(?:\([^)]*\))?\s+|public\s+|private\s+|protected\s+|internal\s+|static\s+|abstract\s+|final\s+|sealed\s+|async\s+|unsafe\s+|inline\s+|open\s+|data\s+|override\s+|const\s+(?=enum|fn))*(?:function\*?|class|interface|type|enum|namespace|module|struct|trait|union|record|object|protocol|extension|def|fn|func|fun|sub|proc|macro_rules!)\s+(?:\([^)]*\)\s*)?([\p{L}_$][\p{L}\p{N}_$]*)/u,
  /^(?:export\s+|declare\s+|pub\s+|public\s+|private\s+|static\s+|final\s+)*(?:const|let|var|val|readonly|static)\s+(?:mut\s+)?([\p{L}_$][\p{L}\p{N}_$]*)/u,
  /^\s*#\s*define\s+(\w+)/,
  /^([A-Z][A-Z0-9_]+|[a-z_]\w*)\s*(?::[^=]+)?=(?!=)/,
  /^ {1,4}(?:(?:public|private|protected|static|readonly|override|async|get|set)\s+)*([\p{L}_$#][\p{L}\p{N}_$]*)\s*(?:<[^>]*>)?\([^;]*\)?[^;=]*\{\s*$/u,
  /^(?:[\w:<>,*&[\]]+\s+)+\**(\w+)\s*\([^;]*$/,
];
const notNames = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'with',
  'else',
  'function',
  'describe',
  'it',
]);

/** Top-level blocks of code, each with the comment in front of it; long ones are cut at their blank lines. */
export function codePassages(lines: Lines): Passage[] {
  return blocksOf(lines.lines).flatMap((block) => {
    const span = trimmed(lines, block);
    if (!span) return [];
    const names = namesIn(lines, span);
    const pieces = packed(lines, paragraphs(lines, span), bounds.passageLines);
    const [owner] = names;
    return pieces.flatMap((piece, index): Passage[] => {
      const [start, end] = trimmed(lines, piece) ?? [0, -1];
      if (end < start) return [];
      return [
        {
          start,
          end,
          text: slice(lines, start, end),
          headings: index > 0 && owner !== undefined ? [owner] : [],
          names: pieces.length === 1 ? names : namesIn(lines, [start, end]),
          kind: 'code',
        },
      ];
    });
  });
}

/** A block begins at an unindented line that follows a blank line or an indented one. */
function blocksOf(lines: readonly string[]): Span[] {
  const starts: number[] = [];
  let before: 'blank' | 'comment' | 'inner' | 'flat' = 'blank';
  let mark: number | undefined;
  lines.forEach((line, index) => {
    if (line.trim() === '') {
      before = 'blank';
    } else if (/^\s/.test(line) || closer.test(line)) {
      // A line of a block comment is indented by one, and goes on with the comment.
      if (before !== 'comment' || !/^\s\*/.test(line)) before = 'inner';
    } else if (comment.test(line)) {
      if (before !== 'comment') mark = index;
      if (before === 'blank' || before === 'inner') starts.push(index);
      before = 'comment';
    } else {
      if (before === 'blank' || before === 'inner') starts.push(index);
      else if (before === 'flat' && mark === index) starts.push(index);
      before = 'flat';
    }
  });
  if (starts[0] !== 0) starts.unshift(0);
  return starts.map((start, index) => [start, (starts[index + 1] ?? lines.length) - 1]);
}

function paragraphs({ lines }: Lines, [start, end]: Span): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (let line = start + 1; line <= end; line++) {
    if (lines[line - 1]?.trim() === '' && lines[line]?.trim() !== '') {
      spans.push([from, line - 1]);
      from = line;
    }
  }
  return [...spans, [from, end]];
}

function namesIn({ lines }: Lines, [start, end]: Span): string[] {
  const names = lines.slice(start, end + 1).flatMap((line) => nameOf(line) ?? []);
  return [...new Set(names)];
}

function nameOf(line: string): string | undefined {
  // Deeper lines declare what only their own function sees.
  if (/^(?: {5}|\t\t)/.test(line) || line.length > 400) return undefined;
  for (const pattern of declarations) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined) return notNames.has(name) ? undefined : name;
  }
  return undefined;
}
