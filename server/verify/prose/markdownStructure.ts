import * as l10n from '@vscode/l10n';
import MarkdownIt, { type Token } from 'markdown-it';
import type { CheckParams } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';

/** Text on either side of the change that is read with it; a list or a fence seldom reaches further. */
const contextCharacters = 20_000;

const parser = new MarkdownIt({ html: true });

/**
 * The draft keeps the document's Markdown as CommonMark reads it: the same blocks, emphasis, links and code
 * in the same order. Only the words between them may differ.
 */
export async function markdownCheck(params: CheckParams): Promise<CheckReport> {
  const { documentText, range, newText } = params;
  const start = lineStart(documentText, Math.max(0, range.start - contextCharacters));
  const end = Math.min(documentText.length, range.end + contextCharacters);
  const head = documentText.slice(start, range.start);
  const tail = documentText.slice(range.end, end);
  const before = structure(head + documentText.slice(range.start, range.end) + tail);
  const after = structure(head + newText + tail);
  const at = before.findIndex((part, index) => part !== after[index]);
  if (at < 0 && before.length === after.length)
    return {
      check: 'parse',
      status: 'passed',
      detail: l10n.t('The Markdown structure is the same.'),
    };
  const lost = before[at < 0 ? before.length : at];
  const gained = after[at < 0 ? before.length : at];
  const detail =
    lost === undefined
      ? l10n.t('The draft adds {0} in the Markdown.', String(gained))
      : l10n.t('The draft changes {0} in the Markdown.', lost);
  return { check: 'parse', status: 'failed', detail };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** What a reader sees besides words, in order: one name for each mark, with what it holds where that must stay. */
function structure(text: string): string[] {
  return parser
    .parse(text, {})
    .flatMap((token) => [...describe(token), ...(token.children ?? []).flatMap(describe)]);
}

function describe(token: Token): string[] {
  switch (token.type) {
    case 'inline':
    case 'text':
    case 'text_special':
    case 'softbreak':
      return [];
    case 'fence':
    case 'code_block':
    case 'code_inline':
    case 'html_block':
    case 'html_inline':
      return [`${nameOf(token)} “${token.content.trim().slice(0, 40)}”`];
    case 'link_open':
      return [l10n.t('the link to “{0}”', token.attrGet('href') ?? '')];
    case 'image':
      return [l10n.t('the image of “{0}”', token.attrGet('src') ?? '')];
    default:
      return [nameOf(token)];
  }
}

/** The parser's name for a mark, and the mark itself: `heading open “##”`. */
function nameOf({ type, markup }: Token): string {
  const words = l10n.t('the {0}', type.replaceAll('_', ' '));
  return markup === '' ? words : `${words} “${markup}”`;
}
