import type { OffsetRange } from '../../../protocol/text.ts';

/**
 * Text inside a sentence that no prose edit may touch, most greedy form first. Each pattern stands for
 * something that a machine reads, or a name whose spelling belongs to somebody else.
 */
const patterns: readonly RegExp[] = [
  // Code spans with any number of backticks, and mathematics.
  /(`+)(?!`)[^]*?[^`]\1(?!`)/gu,
  /\$\$[^$]+\$\$|\$[^$\s][^$\n]*[^$\s]\$(?!\d)/gu,
  // Images, links, reference links, footnotes.
  /!?\[[^\]\n]*\]\([^)\n]*\)/gu,
  /!?\[[^\]\n]+\]\[[^\]\n]*\]/gu,
  /\[\^[^\]\n]+\]/gu,
  // Addresses, tags, entities.
  /<(?:https?:|mailto:)[^>\n]+>/gu,
  /\b(?:https?|ftp|file|ssh|git|vscode|mailto):(?:\/\/)?[^\s<>"')\]]+[^\s<>"')\].,;:!?]/gu,
  /\bwww\.[^\s<>"')\]]+[^\s<>"')\].,;:!?]/gu,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  /<\/?[a-zA-Z][^<>\n]*>/gu,
  /&(?:[a-zA-Z]+|#\d+);/gu,
  // Placeholders: {{x}}, ${x}, {x}, %(x)s, %s, :name:, {@link x}.
  /\{\{[^}\n]*\}\}|\$?\{[^{}\n]*\}|%\(\w+\)[sdfr]|%[sdifjoOxX](?![\w%])|:[a-z_]+:(?=\s|$)|\$[A-Za-z_]\w*/gu,
  // Paths, files, flags, handles, hashes.
  /(?<![\w.])(?:~|\.{1,2})?\/[\w.@*+-]+(?:\/[\w.@*+-]*)*[\w*/-]/gu,
  /\b[A-Za-z]:\\[^\s"']+/gu,
  /\b[\w.-]+\/[\w.@-]+(?:\/[\w.@-]+)+\b/gu,
  /(?<![\w./-])(?:[\w.@-]+\/)*\.?[\w-]+(?:\.[\w-]+)*\.(?:[cm]?[jt]sx?|json[c5]?|py|md|mdx|txt|ya?ml|toml|html?|css|scss|rs|go|java|rb|sh|c|h|cpp|hpp|cs|php|sql|csv|tsv|xml|svg|png|jpe?g|gif|pdf|docx?|xlsx?|pptx?|zip|gz|tar|lock|log|ini|cfg|conf|env|exe|dll|so|wasm|gguf|ipynb)\b/gu,
  /(?<!\w)\.[a-z][a-z0-9]*(?![\w.])/gu,
  /(?<![\w-])--?[a-zA-Z][\w-]*(?:=\S*[^\s.,;:])?/gu,
  /(?<!\w)[@#][\w/-]*\w/gu,
  /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b/gu,
  // Calls and members, snake_case, camelCase and every word with a capital inside or a digit.
  /\b[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*\([^()\n]{0,40}\)/gu,
  /\b[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*\(\)/gu,
  /\b(?!(?:e\.g|i\.e|a\.m|p\.m)\b)[A-Za-z_$][\w$]*(?:(?:\.|::|->)[a-zA-Z_$][\w$]*)+\b/gu,
  /(?<![\w'])_+\w+|\b\w+_\w*/gu,
  /\b[A-Za-z]*[a-z][A-Z]\w*\b|\b[A-Z]{2,}[a-z]{2,}\w*\b/gu,
  /\b\w*\d[\w.,:/%-]*(?<=[\w%])(?:\s?(?:[kMGT]?i?[Bb]|ms|s|min|h|[kmc]?m|kg|g|px|em|rem|%|°C|Hz|[kMG]Hz))?(?!\w)/gu,
  // Marks of emphasis, headings at the end of the line, hard breaks.
  /\*{1,3}|~~|(?<!\w)_{1,2}(?=\w)|(?<=[\w.!?])_{1,2}(?!\w)/gu,
  /\\[^\sA-Za-z]/gu,
  /[<>=!]=+|=>|->|<-|\|\||&&|[<>|\\^]/gu,
];

/** Spans of `text` that must come back byte-identical, in order, never overlapping. */
export function inlineMasks(text: string): OffsetRange[] {
  const taken = new Uint8Array(text.length);
  const spans: OffsetRange[] = [];
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (span.end === span.start || isTaken(taken, span)) continue;
      taken.fill(1, span.start, span.end);
      spans.push(span);
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

function isTaken(taken: Uint8Array, span: OffsetRange): boolean {
  for (let i = span.start; i < span.end; i++) if (taken[i] === 1) return true;
  return false;
}

/** Joins spans that touch or overlap. */
export function mergeSpans(spans: readonly OffsetRange[]): OffsetRange[] {
  const merged: OffsetRange[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}
