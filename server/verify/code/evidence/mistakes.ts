import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { breathe } from '../breathe.ts';
import { evidence } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { rules } from '../rules/index.ts';

/** Characters of versions that rules look at: about half a second of one core. */
const charactersJudged = 80_000;

/**
 * Takes away the versions in which an edit makes a mistake that a rule knows, so that the rule would take it back, and
 * those that leave standing what a rule finds wrong, so that it would ask for the same again. Versions in the given
 * order, as far as time allows.
 */
export async function dropMistakes(
  original: FunctionInfo,
  candidates: readonly RepairCandidate[],
  versions: (FunctionInfo | undefined)[],
  order: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const wanted = new Set([original.text]);
  for (const [place, { prior }] of candidates.entries()) {
    const version = versions[place];
    if (version && prior >= evidence.strong) wanted.add(version.text);
  }
  let left = charactersJudged;
  for (const place of order) {
    const version = versions[place];
    // Where one rule asks for what another forbids, neither is heard.
    if (!version || (candidates[place]?.prior ?? 0) > 0) continue;
    left -= version.node.text.length;
    if (left < 0) return;
    await breathe(signal);
    if (asksFor(version, wanted)) versions[place] = undefined;
  }
}

/** Whether a rule would make one of the texts of a version. */
function asksFor(version: FunctionInfo, wanted: ReadonlySet<string>): boolean {
  const { text } = version;
  return rules.some((rule) =>
    rule(version).some(
      ({ range, newText, prior }) =>
        prior >= evidence.likely &&
        wanted.has(text.slice(0, range.start) + newText + text.slice(range.end)),
    ),
  );
}
