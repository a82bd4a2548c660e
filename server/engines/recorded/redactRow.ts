import type { TextMark } from '../../../protocol/redact.ts';
import { canonicalAnswer } from '../../core/ensemble/canonical/canonical.ts';
import type { TokenLogProb } from '../../core/member.ts';
import type { RecordedRow, RecordedSample } from './format.ts';

/** A row's own fields and samples with marks in the place of texts. */
export interface RedactedRow {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly samples: ReadonlyMap<string, readonly RecordedSample[]>;
}

/** Fields that hold no words of anybody's. */
const plainFields = ['id', 'domain', 'languageId'] as const;

/**
 * A recorded row without texts that still replays: answers that meant the same have the same mark, the gold answer
 * too, so that votes, agreement and what is right come out as before. It is answered in text then, whatever it was,
 * and its tokens keep their log-probabilities alone.
 */
export function redactRow(
  { question }: Pick<RecordedRow, 'question'>,
  fields: Readonly<Record<string, unknown>>,
  samples: ReadonlyMap<string, readonly RecordedSample[]>,
  mark: TextMark,
): RedactedRow {
  const meaning = (text: string): string => mark(canonicalAnswer(question, text) ?? text);
  const { gold } = fields;
  const known = plainFields.filter((name) => fields[name] !== undefined);
  return {
    fields: {
      ...Object.fromEntries(known.map((name) => [name, fields[name]])),
      prompt: mark(question.prompt),
      answerKind: 'text',
      ...(gold !== undefined && gold !== null && { gold: meaning(goldText(gold)) }),
    },
    samples: new Map(
      [...samples].map(([member, list]) => [
        member,
        list.map(({ text, tokens, ...sample }) => ({
          ...sample,
          text: meaning(text),
          ...(tokens && { tokens: tokens.map(withoutText) }),
        })),
      ]),
    ),
  };
}

function goldText(gold: unknown): string {
  return typeof gold === 'object' ? JSON.stringify(gold) : String(gold);
}

function withoutText({ logProb, top }: TokenLogProb): TokenLogProb {
  return { text: '', logProb, ...(top && { top: top.map(([, other]) => ['', other] as const) }) };
}
