import type { DiagnosedReport, SourceText } from '../../../protocol/checker.ts';
import type { OffsetRange } from '../../../protocol/text.ts';
import { breathe } from './breathe.ts';
import { diagnose, surplusMessages, type SourceDiagnostic } from './diagnostics.ts';

interface DiagnosedParams extends SourceText {
  readonly range: OffsetRange;
  readonly reported: readonly { readonly message: string; readonly range: OffsetRange }[];
  readonly edits: readonly { readonly range: OffsetRange; readonly newText: string }[];
}

/** Edits that are tried at most; the checker reads the whole document for each. */
const mostTried = 80;
/** Characters that the checker reads at most, over all edits. */
const mostRead = 2_000_000;

/**
 * Tries edits of a function against a diagnostic that an editor reports in it: after a repair it is gone and there is
 * nothing new. Only TypeScript and JavaScript have a type checker here; it knows no other file.
 */
export async function diagnosedReport(
  { text, languageId, range, reported, edits }: DiagnosedParams,
  signal: AbortSignal,
): Promise<DiagnosedReport> {
  const before = await diagnose(languageId, text);
  const target = before && findReported(before, range, reported);
  if (!before || !target) return { resolving: [], tried: 0 };
  const most = Math.min(edits.length, mostTried, Math.max(1, Math.floor(mostRead / text.length)));
  const resolving: number[] = [];
  for (const [place, edit] of edits.slice(0, most).entries()) {
    await breathe(signal);
    const edited = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
    const after = (await diagnose(languageId, edited)) ?? [];
    // One fewer, and nothing fresh: the message itself is gone, not merely another one.
    const isGone = countOf(after, target) < countOf(before, target);
    if (isGone && surplusMessages(before, after).length === 0) resolving.push(place);
  }
  return { message: target.message, resolving, tried: most };
}

/** The diagnostic of ours inside the function that says what the editor says, the nearest one to its place. */
function findReported(
  found: readonly SourceDiagnostic[],
  within: OffsetRange,
  reported: DiagnosedParams['reported'],
): SourceDiagnostic | undefined {
  const inside = found.filter(({ start }) => start >= within.start && start < within.end);
  for (const { message, range } of reported) {
    const same = inside.filter((each) => plain(each.message) === plain(message));
    const [nearest] = same.toSorted(
      (one, other) => Math.abs(one.start - range.start) - Math.abs(other.start - range.start),
    );
    if (nearest) return nearest;
  }
  return undefined;
}

function countOf(found: readonly SourceDiagnostic[], { code, message }: SourceDiagnostic): number {
  return found.filter((each) => each.code === code && each.message === message).length;
}

/** Editors break long messages over lines. */
function plain(message: string): string {
  return message.replaceAll(/\s+/gu, ' ').trim();
}
