import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ChatMessage, ChatSource } from '../../protocol/chat.ts';
import { fenced } from '../../protocol/fence.ts';
import type { ChatWeights, SourceWeight } from '../../protocol/weigh.ts';
import { mostLines, planContext } from '../core/chat/budget.ts';
import { languageOfFile } from '../core/chat/plan.ts';
import { sourceName, sourceWords } from '../core/chat/sourceWords.ts';
import type { Message } from '../core/member.ts';
import type { Readers } from './chatReaders.ts';

/** Gives an open document by its address. */
export type DocumentOf = (uri: string) => TextDocument | undefined;

/** An attached text as it is now. */
export interface SourceText {
  readonly source: ChatSource;
  readonly languageId: string;
  /** Absent where it cannot be had any more; then `missing` says why. */
  readonly text?: string;
  readonly missing?: string;
}

/** A question with all that could go along. */
export interface WholeQuestion {
  readonly prompt: string;
  readonly sources: readonly SourceText[];
  readonly earlier: readonly ChatMessage[];
}

/** A question with what does go along. */
export interface FittedQuestion {
  /** The question behind the attached texts. */
  readonly prompt: string;
  /** Earlier messages that are read again, oldest first. */
  readonly earlier: readonly Message[];
  readonly weights: ChatWeights;
  /** What was shortened or left out and why, a sentence each. */
  readonly dropped: readonly string[];
}

/** The longest answer of one member. */
export const maxAnswerTokens = 1024;
/** Earlier messages beyond this many are not read again. */
const mostEarlier = 12;
/** What servers give a model where nobody says otherwise. */
const assumedWindow = 4096;
/** The frame of a message beside its text. */
const frameTokens = 8;

/** Attached texts as the documents of now hold them. */
export function readSources(
  sources: readonly ChatSource[],
  documentOf: DocumentOf,
): readonly SourceText[] {
  return sources.map((source) => {
    const document = documentOf(source.uri);
    const languageId = languageOf(source, document);
    if (source.text !== undefined) return { source, languageId, text: source.text };
    // A range of another version would point at other text than the user chose.
    const moved = source.range !== undefined && source.version !== document?.version;
    if (document && !moved) return { source, languageId, text: document.getText(source.range) };
    const words = sourceWords(source);
    const missing = document
      ? l10n.t('{0} was left out: its document changed since.', words)
      : l10n.t('{0} was left out: its document is not open any more.', words);
    return { source, languageId, missing };
  });
}

/** What a fence is marked with; problems and a terminal's text are no code of their document. */
function languageOf(source: ChatSource, document: TextDocument | undefined): string {
  if (source.kind === 'problems' || source.kind === 'terminal') return '';
  return document?.languageId ?? languageOfFile(sourceName(source));
}

/** The whole question as one text, which decides who answers. */
export function wholeText({ prompt, sources }: WholeQuestion): string {
  return [...sources.map((each) => blockOf(each)), prompt].join('\n');
}

/**
 * What of a question's attached texts and of the conversation goes to its readers: as much as fits beside the question
 * and the answer, counted by the readers' own tokenizers. Rejects only when the signal aborts.
 */
export async function fitContext(
  whole: WholeQuestion,
  readers: Readers,
  signal: AbortSignal,
): Promise<FittedQuestion> {
  const read = whole.sources.filter(({ text }) => text !== undefined);
  const recent = whole.earlier.slice(-mostEarlier);
  const asked: readonly Message[] = [{ role: 'user', content: whole.prompt }];
  const items = [asked, ...read.map((each) => blockOf(each)), ...recent.map(({ text }) => text)];
  const { tokens } = await readers.count(items, signal);
  const [question = 0, ...others] = tokens;
  const needs = {
    window: readers.window ?? assumedWindow,
    answer: maxAnswerTokens,
    question,
    sources: others.slice(0, read.length),
    earlier: others.slice(read.length).map((each) => each + frameTokens),
  };
  const plan = planContext(needs);
  const blocks = new Map<SourceText, FittedBlock>();
  for (const [at, each] of read.entries()) {
    const share = plan.sources[at];
    if (share)
      blocks.set(each, await fitBlock(each, needs.sources[at] ?? 0, share, readers, signal));
  }
  const sources = whole.sources.map((each) => blocks.get(each) ?? missingBlock(each));
  const prompt = [...sources.flatMap(({ block }) => block ?? []), whole.prompt].join('\n');
  const kept = recent.slice(recent.length - plan.earlier);
  const earlier = kept.map(({ role, text }): Message => ({ role, content: text }));
  const total = await readers.count([[...earlier, { role: 'user', content: prompt }]], signal);
  const left = whole.earlier.length - kept.length;
  const dropped = left === 0 ? [] : [l10n.t('The {0} oldest messages were not read again.', left)];
  const weights: ChatWeights = {
    members: readers.ids,
    exact: total.exact,
    sources: sources.map(({ weight }) => weight),
    dropped,
    total: total.tokens[0] ?? 0,
    ...(readers.window !== undefined && { window: readers.window }),
  };
  const whys = sources.flatMap(({ weight }) => weight.why ?? []);
  return { prompt, earlier, weights, dropped: [...whys, ...dropped] };
}

interface FittedBlock {
  readonly block?: string;
  readonly weight: SourceWeight;
}

function missingBlock({ missing }: SourceText): FittedBlock {
  return { weight: { fate: 'left', ...(missing !== undefined && { why: missing }) } };
}

async function fitBlock(
  each: SourceText,
  tokens: number,
  { fate, room }: ReturnType<typeof planContext>['sources'][number],
  readers: Readers,
  signal: AbortSignal,
): Promise<FittedBlock> {
  if (fate === 'whole') return { block: blockOf(each), weight: { tokens, fate } };
  const words = sourceWords(each.source);
  const lines = (each.text ?? '').split('\n').length;
  const fits = async (first: number): Promise<boolean> => {
    const counted = await readers.count([blockOf(each, first)], signal);
    return (counted.tokens[0] ?? Infinity) <= room;
  };
  const first = fate === 'shortened' ? await mostLines(lines - 1, fits) : 0;
  if (first === 0) {
    const why = l10n.t(
      '{0} was left out: it has {1} tokens, and {2} fit beside the question and its answer.',
      words,
      tokens,
      room,
    );
    return { weight: { tokens, fate: 'left', why } };
  }
  const why = l10n.t(
    '{0} was cut to its first {1} of {2} lines: it has {3} tokens, and {4} fit beside the question and its answer.',
    words,
    first,
    lines,
    tokens,
    room,
  );
  return { block: blockOf(each, first), weight: { tokens, fate, why } };
}

/** An attached text as it stands in a prompt, with where it comes from; cut after some lines, it says so. */
function blockOf({ source, languageId, text = '' }: SourceText, lines?: number): string {
  const shown = lines === undefined ? text : text.split('\n').slice(0, lines).join('\n');
  const end = lines === undefined ? '' : '(The rest is left out.)\n';
  return `${titleOf(source)}\n${fenced(shown, languageId)}\n${end}`;
}

function titleOf(source: ChatSource): string {
  switch (source.kind) {
    case 'selection':
      return `From ${sourceName(source)}:`;
    case 'file':
      return `${sourceName(source)}:`;
    case 'problems':
      return `Problems in ${sourceName(source)}:`;
    case 'terminal':
      return 'Terminal:';
  }
}
