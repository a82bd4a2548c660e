import type { Message } from '../member.ts';

export const answerKinds = ['number', 'choice', 'text', 'json', 'code'] as const;

/** How two answers are compared: by value, letter, text, structure or behaviour. */
export type AnswerKind = (typeof answerKinds)[number];

/** What an ensemble is asked. A row's gold answer, `correct` and `check` are never part of it. */
export interface Question {
  readonly prompt: string;
  /** `code`, `logic`, `prose`, or a domain of the user's. */
  readonly domain: string;
  /** The router's probability per domain, where a router was asked. */
  readonly domainScores?: Readonly<Record<string, number>>;
  readonly answerKind: AnswerKind;
  readonly languageId?: string;
  /** Name of the function that a code answer defines. */
  readonly entryPoint?: string;
  /** Tests that the members wrote themselves, each a continuation of `assert `. */
  readonly tests?: readonly string[];
  /** Earlier turns of the same conversation, oldest first. */
  readonly history?: readonly Message[];
}
