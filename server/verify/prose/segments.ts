import * as l10n from '@vscode/l10n';
import type { ProseSegment, SentenceForm, SourceText } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { commentParagraphs, hasComments } from './comments.ts';
import { markdownParagraphs } from './markdown.ts';
import { inlineMasks, mergeSpans } from './masks.ts';
import type { Paragraph } from './paragraphs.ts';
import { plainParagraphs } from './paragraphs.ts';
import { sentenceRanges } from './sentences.ts';

const markdownLike = new Set(['markdown', 'mdx', 'quarto', 'chatagent', 'instructions', 'prompt']);
const plainLike = new Set(['plaintext', 'text', '', 'restructuredtext', 'asciidoc', 'log']);
const commitLike = new Set(['git-commit', 'scminput', 'git-rebase']);

/** Sentences of the selection that a prose expert may rewrite, and why the rest is left alone. */
export function proseSegments(params: SourceText & { readonly range: OffsetRange }): {
  segments: readonly ProseSegment[];
  skipped?: string;
} {
  const paragraphs = paragraphsOf(params.languageId, params.text);
  if (paragraphs === undefined) {
    return {
      segments: [],
      skipped: l10n.t(
        'Eidolon does not know where prose stands in “{0}” files.',
        params.languageId,
      ),
    };
  }
  const segments = paragraphs.flatMap((paragraph) =>
    segmentsOf(params.text, paragraph, params.range),
  );
  return segments.length > 0 ? { segments } : { segments, skipped: skippedReason(params) };
}

function paragraphsOf(languageId: string, text: string): readonly Paragraph[] | undefined {
  if (markdownLike.has(languageId)) return markdownParagraphs(text);
  if (commitLike.has(languageId)) return plainParagraphs(text, { commentMarker: '#' });
  if (plainLike.has(languageId)) return plainParagraphs(text);
  return hasComments(languageId) ? commentParagraphs(languageId, text) : undefined;
}

function skippedReason(params: SourceText & { readonly range: OffsetRange }): string {
  if (params.text.slice(params.range.start, params.range.end).trim() === '')
    return l10n.t('The selection is empty.');
  return hasComments(params.languageId)
    ? l10n.t('The selection holds no comment or docstring, and the prose expert leaves code alone.')
    : l10n.t(
        'The selection holds only code, tables, links or front matter, which stay as they are.',
      );
}

interface Joined {
  /** The paragraph's source, from its first piece to its last. */
  readonly range: OffsetRange;
  readonly text: string;
  /** Gaps between pieces: line breaks, indents, comment markers. */
  readonly joints: readonly OffsetRange[];
}

function segmentsOf(source: string, paragraph: Paragraph, selection: OffsetRange): ProseSegment[] {
  const joined = join(source, paragraph);
  const masked = mergeSpans([...joined.joints, ...inlineMasks(blanked(joined))]);
  // Line breaks must stay visible to the sentence cutter, and only joints hold any.
  const sentences = sentenceRanges(withoutMarkers(joined), masked);
  const segments: ProseSegment[] = [];
  sentences.forEach((sentence, index) => {
    const range = clip(
      source,
      { start: joined.range.start + sentence.start, end: joined.range.start + sentence.end },
      selection,
    );
    if (range === undefined) return;
    const whole =
      range.start === joined.range.start + sentence.start &&
      range.end === joined.range.start + sentence.end;
    const offset = range.start - joined.range.start;
    segments.push({
      range,
      text: source.slice(range.start, range.end),
      masked: masked
        .filter((span) => span.end > offset && span.start < range.end - joined.range.start)
        .map((span) => ({
          start: Math.max(0, span.start - offset),
          end: Math.min(range.end - range.start, span.end - offset),
        })),
      form: whole
        ? formOf(joined.text, paragraph, sentences, index)
        : { kind: paragraph.role, capital: false, stop: false },
    });
  });
  return segments;
}

function join(source: string, paragraph: Paragraph): Joined {
  const first = paragraph.pieces[0] as OffsetRange;
  const last = paragraph.pieces.at(-1) as OffsetRange;
  const joints = paragraph.pieces.slice(1).map((piece, i) => ({
    start: (paragraph.pieces[i] as OffsetRange).end - first.start,
    end: piece.start - first.start,
  }));
  return {
    range: { start: first.start, end: last.end },
    text: source.slice(first.start, last.end),
    joints,
  };
}

/** The text with each joint as blanks of the same length, so that patterns see one line. */
function blanked(joined: Joined): string {
  return replaceJoints(joined, (gap) => ' '.repeat(gap.length));
}

/** The text with each joint as one line break and blanks. */
function withoutMarkers(joined: Joined): string {
  return replaceJoints(joined, (gap) => `\n${' '.repeat(gap.length - 1)}`);
}

function replaceJoints(joined: Joined, by: (gap: string) => string): string {
  let text = '';
  let at = 0;
  for (const joint of joined.joints) {
    text += joined.text.slice(at, joint.start) + by(joined.text.slice(joint.start, joint.end));
    at = joint.end;
  }
  return text + joined.text.slice(at);
}

/** The part of a sentence inside the selection, cut words left out; undefined when nothing is left. */
function clip(
  source: string,
  sentence: OffsetRange,
  selection: OffsetRange,
): OffsetRange | undefined {
  let start = Math.max(sentence.start, selection.start);
  let end = Math.min(sentence.end, selection.end);
  const isWord = (at: number): boolean => /[\p{L}\p{N}'’_]/u.test(source[at] ?? ' ');
  // A selection that starts or ends inside a word must not have half of it corrected.
  if (start > sentence.start && isWord(start - 1)) while (start < end && isWord(start)) start++;
  if (end < sentence.end && isWord(end)) while (end > start && isWord(end - 1)) end--;
  while (start < end && /\s/u.test(source[start] as string)) start++;
  while (end > start && /\s/u.test(source[end - 1] as string)) end--;
  return end > start ? { start, end } : undefined;
}

const stopped = /[.!?…]["'”’)\]*_]*$/u;

/** `force (bool): …`: a parameter that is explained stays as the code spells it. */
const isLabel = /^\p{Ll}[\p{L}\p{N}_]*(?: \([^()]*\))?:\s/u;

/** A whole sentence written like a chat line: no capital, no stop, but a clause and its subject, eight words or more. */
function isSloppySentence(own: string, role: Paragraph['role']): boolean {
  if (role !== 'text' || own.split(/\s+/u).length < 8 || !/[\p{L}]$/u.test(own)) return false;
  return (
    /^(?:if|when|i|we|you|he|she|they|it|please|thanks|thank|could|can|there|my|our)\s/u.test(
      own,
    ) && /\b(?:i|you|we|he|she|they|it|me|us|my|your|our)\b/u.test(own)
  );
}

/** What the sentence's place asks of it: a capital at the start, a full stop at the end. */
function formOf(
  text: string,
  paragraph: Paragraph,
  sentences: readonly OffsetRange[],
  index: number,
): SentenceForm {
  const own = text.slice(sentences[index]?.start, sentences[index]?.end);
  const others = sentences
    .filter((_, i) => i !== index)
    .map((range) => text.slice(range.start, range.end));
  const previous =
    index > 0 ? text.slice(sentences[index - 1]?.start, sentences[index - 1]?.end) : undefined;
  const words = own.split(/\s+/u).length;
  const running = paragraph.role === 'text' || paragraph.role === 'comment';
  const neighboursStop = others.length > 0 && others.every((other) => stopped.test(other));
  const neighboursCapital =
    others.length > 0 && others.every((other) => /^["'“(*_]*[\p{Lu}\p{N}`]/u.test(other));
  const sloppy = others.length === 0 && isSloppySentence(own, paragraph.role);
  return {
    kind: paragraph.role,
    capital: isLabel.test(own)
      ? false
      : previous !== undefined
        ? stopped.test(previous)
        : sloppy || opensWithCapital(),
    stop:
      sloppy ||
      (running &&
        index === sentences.length - 1 &&
        neighboursStop &&
        words >= 4 &&
        /[\p{L}\p{N}]$/u.test(own)),
  };

  function opensWithCapital(): boolean {
    if (paragraph.afterSalutation === true || words < 4) return false;
    if (neighboursCapital && stopped.test(own)) return true;
    return paragraph.role === 'text' && stopped.test(own);
  }
}
