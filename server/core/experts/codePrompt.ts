import type { RepairCandidate } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';

/** Longer functions do not fit the nano model's context, so exact tools judge them alone. */
export const promptCharacters = 1000;

/** Languages as the prompts name them. */
export const shortNames: Readonly<Record<string, string>> = {
  typescript: 'ts',
  typescriptreact: 'ts',
  javascript: 'js',
  javascriptreact: 'js',
  python: 'py',
};

/** One place of a function left open: the prompt, what stands there now, and what could. */
export interface Hole {
  readonly range: OffsetRange;
  readonly prompt: string;
  readonly original: string;
  readonly fillings: readonly { readonly candidate: RepairCandidate; readonly text: string }[];
}

/**
 * Groups repairs by the place that they change. The model fills holes (training/generate/code.py): how much
 * likelier it finds a repair than the present text is the evidence it gives.
 */
export function holesOf(
  documentText: string,
  languageId: string,
  functionRange: OffsetRange,
  candidates: readonly RepairCandidate[],
): readonly Hole[] {
  const shown = shownRange(documentText, functionRange);
  if (shown.end - shown.start > promptCharacters * 2) return [];
  const places = new Map<string, { range: OffsetRange; fillings: Hole['fillings'][number][] }>();
  for (const candidate of candidates) {
    const { range, text } = fillingOf(documentText, candidate);
    if (range.start === range.end) continue;
    const key = `${range.start}:${range.end}`;
    const place = places.get(key) ?? { range, fillings: [] };
    place.fillings.push({ candidate, text });
    places.set(key, place);
  }
  return [...places.values()].flatMap(({ range, fillings }) => {
    const original = documentText.slice(range.start, range.end);
    const code = dedent(
      `${documentText.slice(shown.start, range.start)}${holeMark}${documentText.slice(range.end, shown.end)}`,
    );
    if (code.length > promptCharacters) return [];
    return [
      {
        range,
        prompt: `fill ${shortNames[languageId] ?? languageId}:\n${code}`,
        original,
        fillings,
      },
    ];
  });
}

const holeMark = '§1';

/** The continuation that the model is asked to score. */
export function fillingText(text: string): string {
  return `${holeMark} ${text}`;
}

/** For a missing `return` or `await` the hole is the head of the statement, as in training. */
function fillingOf(
  documentText: string,
  candidate: RepairCandidate,
): { readonly range: OffsetRange; readonly text: string } {
  const { range, newText, kind } = candidate;
  if (kind !== 'missingReturn' && kind !== 'missingAwait') return { range, text: newText };
  const original = documentText.slice(range.start, range.end);
  const head = /^(?:await )?(?:new )?[A-Za-z_$][\w$]*/.exec(original)?.[0];
  if (head === undefined || !newText.endsWith(original)) return { range, text: newText };
  const added = newText.slice(0, newText.length - original.length);
  return { range: { start: range.start, end: range.start + head.length }, text: added + head };
}

/** The whole lines of a function, with the comment lines right above it. */
export function shownRange(text: string, range: OffsetRange): OffsetRange {
  let start = text.lastIndexOf('\n', range.start - 1) + 1;
  const after = text.indexOf('\n', range.end);
  for (;;) {
    if (start === 0) break;
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^\s*(\/\/|\/\*|\*|#|@)/.test(text.slice(above, start))) break;
    start = above;
  }
  return { start, end: after < 0 ? text.length : after };
}

/** Mirrors `dedent` of training/generate/code.py. */
export function dedent(code: string): string {
  const lines = code
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replace(/^\n+/, '')
    .trimEnd()
    .split('\n');
  const margins = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map(indentOf);
  const first = indentOf(lines[0] ?? '');
  const margin = first > 0 ? Math.min(first, ...margins) : Math.min(0, ...margins);
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n');
}

function indentOf(line: string): number {
  return line.length - line.replace(/^ +/, '').length;
}
