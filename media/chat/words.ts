import { leavesMachine } from '../../protocol/httpMembers.ts';
import type { Verdict } from '../../protocol/refine.ts';
import type { ChatStrings } from '../../protocol/webview.ts';

/** A translated text with `{0}`, `{1}`, … replaced. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, index: string) =>
    String(values[Number(index)] ?? whole),
  );
}

/** Confidence in a word and in percent. */
export function confidenceWords(strings: ChatStrings, confidence: number): string {
  const word =
    confidence >= 0.9 ? strings.certain : confidence >= 0.7 ? strings.likely : strings.unsure;
  return filled(strings.confidence, word, Math.round(confidence * 100));
}

/** A member's id, marked where what it is asked leaves the machine. */
export function memberWords(strings: ChatStrings, id: string): string {
  return leavesMachine(id) ? filled(strings.leaves, id) : id;
}

/** A verdict in one word. */
export function verdictWord(strings: ChatStrings, verdict: Verdict): string {
  switch (verdict) {
    case 'proven':
      return strings.verdictProven;
    case 'reviewed':
      return strings.verdictReviewed;
    case 'unreviewed':
      return strings.verdictUnreviewed;
  }
}
