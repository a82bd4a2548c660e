import { readExpression, type ExpressionReport } from './expression.ts';

/** What a text looks like before anyone asks what it means. */
export interface Surface {
  /** Text without comment markers, fences and quotes, when it is nothing but a comment, docstring or string. */
  readonly comment: boolean;
  /** The whole text is one fenced block; everything else here describes its inside. */
  readonly fenced: boolean;
  readonly expression?: ExpressionReport;
  /** Share of tokens outside comments that follow another word as in running text, 0 to about 0.9. */
  readonly natural: number;
  /** Lines outside comments that only program text has, over all such lines. */
  readonly codeLines: number;
  /** Lines outside comments that hold a run of at least five words as people write them. */
  readonly sentences: number;
  /** The text inside fences and comment markers. */
  readonly inner: string;
}

const longest = 3000;
const keywords = new Set(
  `and or not in is if else elif for while return def class import from as with lambda async await yield new const let var
function export default extends implements interface type public private protected static void int float double boolean
string number readonly throw throws raise try except catch finally switch case break continue pass global nonlocal print
this super null true false none self assert del typeof instanceof enum struct fn mut pub impl use mod func package go
defer select where group order by having join on insert into values update set delete create table alter drop limit
echo then fi do done esac end begin`.split(/\s+/u),
);

const codeLine =
  /[{};]\s*$|^\s*[)\]}]+[;,]?\s*$|=>|^\s*@\w+|^\s*(?:export|import|const|let|var|function|async|def|class|return|public|private|protected|static|elif|except|finally|try|raise|throw|from\s+\S+\s+import|#include|using\s|package\s|fn\s|func\s|SELECT\s|INSERT\s|CREATE\s|UPDATE\s)\b.*[(){}=:;'"\d\w]\s*$|^\s*(?:if|for|while|switch|else if|elif)\b.*[:{)]\s*$|\w\(\S*.*\)\s*$|^\s*[\w.[\]]+\s*[-+*/%|&]?=\s*\S|^\s*<\/?\w[^>]*>/u;
const englishAfterKeyword =
  /^\s*(?:class|return|import|from|try|using|public|private|package|let|static|if|for|while)\s+\p{L}+\s+\p{L}+\s+\p{L}+/iu;

/** Looks at the shape only: comment or code, running text or symbols, one expression or more. */
export function readSurface(text: string): Surface {
  const fence = /^\s*(?:```|~~~)[^\n]*\n([\s\S]*?)\n?\s*(?:```|~~~)\s*$/u.exec(text);
  const unfenced = fence?.[1] ?? text;
  const parts = splitComments(unfenced.slice(0, longest));
  const comment = parts.rest.trim() === '' && parts.comment.trim() !== '';
  const inner = comment ? parts.comment : unfenced;
  const looked = comment ? withoutTags(parts.comment) : parts.rest;
  return {
    comment,
    fenced: fence !== null,
    expression: readExpression(inner),
    natural: naturalShare(looked, comment),
    codeLines: codeLineShare(looked),
    sentences: looked
      .split('\n')
      .filter((line) => line.length > 20 && naturalShare(line.slice(0, 400), true) >= 0.45).length,
    inner,
  };
}

function splitComments(text: string): { comment: string; rest: string } {
  const whole =
    /^\s*[rRbBuUfF]?("""|''')([\s\S]*?)\1\s*$/u.exec(text) ??
    /^\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1[;,]?\s*$/u.exec(text);
  if (whole !== null && /\p{L}\s+\p{L}/u.test(whole[2] ?? ''))
    return { comment: whole[2] ?? '', rest: '' };
  const comments: string[] = [];
  const keep = (body: string): string => {
    comments.push(body.replace(/^[ \t]*\*(?!\*)[ \t]?/gmu, ''));
    return ' ';
  };
  const rest = text
    .replace(/\/\*+([\s\S]*?)(?:\*\/|$)/gu, (_, body: string) => keep(body))
    .replace(/<!--([\s\S]*?)(?:-->|$)/gu, (_, body: string) => keep(body))
    .replace(/^[ \t]*[rRuU]?("""|''')([\s\S]*?)\1/gmu, (_, __, body: string) => keep(body))
    .replace(
      /^[ \t]*(?:\/\/+!?|#+(?!include|define|if|!\/)|--(?=\s))[ \t]*(.*)$/gmu,
      (_, body: string) => keep(body),
    )
    .replace(/([;{},)\]:])[ \t]+(?:\/\/|#)[ \t]+.*$/gmu, '$1');
  const starred =
    rest.trim() !== '' &&
    rest.split('\n').every((line) => line.trim() === '' || /^\s*\*(?:\s|\/|$)/u.test(line));
  if (starred) return { comment: rest.replace(/^\s*\*\/?[ \t]?/gmu, ''), rest: '' };
  return { comment: comments.join('\n'), rest };
}

/** Comments quote code and carry tags; neither says whether they are written for people. */
function withoutTags(comment: string): string {
  const plain = comment
    .replace(/`[^`]*`|\{@?\w[^}]*\}|https?:\S+|\b[\w.]+\(\)/gu, 'it')
    .replace(/^[ \t]*[@:]\w+.*$/gmu, '');
  return plain.trim() === '' ? comment : plain;
}

/** In running text most words follow a word; in program text only keywords do. */
function naturalShare(text: string, inComment: boolean): number {
  const isKeyword = (word: string): boolean => !inComment && keywords.has(word.toLowerCase());
  const tokens = text.match(/[\p{L}\p{M}'’]+|\p{N}+|\s+|[^\s]/gu) ?? [];
  let pairs = 0;
  let words = 0;
  let previous = '';
  let gap = '';
  for (const token of tokens) {
    if (/^\s/u.test(token)) {
      gap = token;
      continue;
    }
    const isWord = /^\p{L}/u.test(token);
    words += isWord && isKeyword(token) ? 0 : 1;
    if (isWord && /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(token)) {
      words += token.length / 2;
      pairs += token.length / 2;
    }
    if (
      isWord &&
      previous !== '' &&
      /^ +$/u.test(gap) &&
      !(isKeyword(previous) || isKeyword(token))
    )
      pairs += 1;
    else if (isWord && previous === ',' && gap === ' ' && token.length > 3) pairs += 0.4;
    previous = isWord || token === ',' ? token : '';
    gap = '';
  }
  return words === 0 ? 0 : pairs / words;
}

function codeLineShare(text: string): number {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return 0;
  const code = lines.filter(
    (line) => codeLine.test(line.slice(0, 300)) && !englishAfterKeyword.test(line),
  );
  return code.length / lines.length;
}
