import * as l10n from '@vscode/l10n';
import { parseEnsemble, type Refusal } from './parseSpec.ts';
import { specKinds } from './specSchema.ts';

const kinds: ReadonlySet<string> = new Set(specKinds);

/**
 * What is wrong with the user's ensembles, one sentence for each that names the place in the setting
 * `eidolon.ensembles`. An ensemble that is wrong only by one that it refers to is not named again.
 */
export function checkEnsembles(
  named: Readonly<Record<string, unknown>>,
  members: readonly string[],
): readonly string[] {
  const problems = new Map<string, string>();
  for (const name of Object.keys(named)) {
    let refusal: Refusal | undefined;
    const parsed = parseEnsemble(name, { named, members }, (told) => (refusal ??= told));
    if (parsed.ok || !refusal) continue;
    const { path, why } = refusal;
    const sentence = l10n.t('{0}: {1}.', placeInSetting(name, path), why);
    const known = problems.get(why);
    if (known === undefined || sentence.length < known.length) problems.set(why, sentence);
  }
  return [...problems.values()];
}

/** `mine` and `vote/members.0/fuse/judge` become `eidolon.ensembles.mine.members[0].judge`. */
function placeInSetting(name: string, path: string): string {
  const steps = path
    .split('/')
    .filter((step) => step !== '' && !kinds.has(step))
    .map((step) => `.${step.replace(/\.(\d+)$/, '[$1]')}`);
  return `eidolon.ensembles.${name}${steps.join('')}`;
}
