// Measures repairs that a diagnostic asks for: TypeScript and JavaScript functions that people published, each broken in
// one place (a name misspelt, or an “await” left out) so that TypeScript reports something new. The exact tools alone
// decide; no model is asked. Right is the function as it was.
// Usage: node --import=tsx test/eval/codeDiagnosed.ts [--items N] [--seed S]
import { applyChanges } from '../../server/core/edits/hunks.ts';
import { codeExpert } from '../../server/core/experts/code.ts';
import { createRandom, type Random } from '../../server/core/random.ts';
import { readPeople } from '../../server/bench/suites/people.ts';
import { diagnose, surplusMessages } from '../../server/verify/code/diagnostics.ts';
import { codeTools } from '../../server/verify/code/tools.ts';
import { exactTools } from '../support/exactTools.ts';

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const seed = option('--seed', 7);
const most = option('--items', 200);
const tools = exactTools(codeTools);
const { signal } = new AbortController();

/** One broken version, or undefined where the function has no place for it. */
function broken(code: string, random: Random): string | undefined {
  const awaits = [...code.matchAll(/\bawait /gu)];
  const names = [...code.matchAll(/(?<![\w$'"`])[a-zA-Z_$][\w$]{3,}/gu)].filter(
    ({ 0: name }) =>
      // Used at least three times, so that one misspelling does not take the name's only other use away.
      (code.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'gu')) ?? [])
        .length >= 3,
  );
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const [awaited, named] = [pick(awaits), pick(names)];
  if (awaited && random() < 0.5)
    return code.slice(0, awaited.index) + code.slice(awaited.index + awaited[0].length);
  if (!named) return undefined;
  const [name] = named;
  const at = 1 + Math.floor(random() * (name.length - 2));
  const swapped = name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2);
  return code.slice(0, named.index) + swapped + code.slice(named.index + name.length);
}

const counts = { items: 0, with: { shown: 0, right: 0 }, without: { shown: 0, right: 0 } };
const random = createRandom(seed);
for (const { code, languageId } of readPeople().functions) {
  if (counts.items >= most) break;
  const text = languageId === 'python' ? undefined : broken(code, random);
  if (text === undefined || text === code) continue;
  const [found, original] = [await diagnose(languageId, text), await diagnose(languageId, code)];
  const [fresh] = found && original ? surplusMessages(original, found) : [];
  const reported = (found ?? [])
    .filter(({ message }) => message === fresh)
    .map(({ message, start, end }) => ({ message, range: { start, end } }));
  if (reported.length === 0) continue;
  counts.items++;
  for (const way of ['with', 'without'] as const) {
    const range = { start: 0, end: text.length };
    const outcome = await codeExpert.draft(
      { documentText: text, languageId, range, ...(way === 'with' && { reported }) },
      { tools },
      signal,
    );
    const drafts = outcome.kind === 'drafts' ? outcome.drafts : [];
    if (drafts.length === 0) continue;
    counts[way].shown++;
    if (applyChanges(text, drafts) === code) counts[way].right++;
  }
}

const told = ({ shown, right }: { shown: number; right: number }): string =>
  `shown ${shown} of ${counts.items}, right ${right} (${((100 * right) / Math.max(1, shown)).toFixed(1)} % of those shown)`;
process.stdout.write(
  `functions with a diagnostic: ${counts.items}, seed ${seed}\nwith it:    ${told(counts.with)}\nwithout it: ${told(counts.without)}\n`,
);
