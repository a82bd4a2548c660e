import { readFileSync } from 'node:fs';
import { codeExpert } from '../../server/core/experts/code.ts';
import type { Draft } from '../../server/core/experts/expert.ts';
import type { Member } from '../../server/core/member.ts';
import { codeTools } from '../../server/verify/code/tools.ts';
import { exactTools } from '../support/exactTools.ts';

// Measures the code expert on hand-written functions with one bug each, and on correct ones.
// npx tsx test/eval/codeDev.ts [FILE.jsonl] [--verbose]

interface Item {
  readonly id: string;
  readonly languageId: string;
  readonly text: string;
  /** Every text that counts as repaired; absent for a correct function. */
  readonly accepted?: readonly string[];
}

/** What the expert did to one item. */
export interface Judged {
  readonly item: Item;
  readonly text: string;
  readonly drafts: readonly Draft[];
  readonly right: boolean;
}

/** Runs the expert on one item, with a member or with exact tools alone. */
export async function judgeItem(item: Item, member?: Member): Promise<Judged> {
  const { languageId, text } = item;
  const signal = new AbortController().signal;
  const range = { start: 0, end: text.length };
  const outcome = await codeExpert.draft(
    { documentText: text, languageId, range },
    { tools: exactTools(codeTools), member },
    signal,
  );
  const drafts = outcome.kind === 'drafts' ? outcome.drafts : [];
  const edited = [...drafts]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (at, draft) => at.slice(0, draft.range.start) + draft.newText + at.slice(draft.range.end),
      text,
    );
  const right = item.accepted ? item.accepted.includes(edited) : edited === text;
  return { item, text: edited, drafts, right };
}

/** Reads items, one JSON object a line. */
export function readItems(path: string): readonly Item[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Item);
}

/** The items, and for every bug also its repaired text, which must stay as it is. */
export function withRepaired(items: readonly Item[]): readonly Item[] {
  const repaired = items.flatMap((item) =>
    (item.accepted ?? []).map((text) => ({
      id: `${item.id}-fixed`,
      languageId: item.languageId,
      text,
    })),
  );
  return [...items, ...repaired];
}

/** One line per item that went wrong, and the totals. */
export function reportOf(judged: readonly Judged[], verbose: boolean): string {
  const bugs = judged.filter(({ item }) => item.accepted);
  const correct = judged.filter(({ item }) => !item.accepted);
  const lines = judged
    .filter(({ right, drafts }) => !right && (verbose || drafts.length > 0))
    .map(
      ({ item, drafts }) =>
        `${item.id} ${item.languageId}: ${drafts[0]?.summary ?? 'nothing proposed'}`,
    );
  const wrong = bugs.filter(({ right, drafts }) => !right && drafts.length > 0).length;
  const touched = correct.filter(({ right }) => !right).length;
  lines.push(
    `repaired ${bugs.filter(({ right }) => right).length}/${bugs.length}, wrongly ${wrong}`,
  );
  lines.push(`correct functions touched ${touched}/${correct.length}`);
  return lines.join('\n');
}

async function main(arguments_: readonly string[]): Promise<void> {
  const path =
    arguments_.find((argument) => !argument.startsWith('-')) ?? 'test/fixtures/code-dev.jsonl';
  const judged: Judged[] = [];
  for (const item of withRepaired(readItems(path))) judged.push(await judgeItem(item));
  process.stdout.write(`${reportOf(judged, arguments_.includes('--verbose'))}\n`);
}

if (process.argv[1]?.endsWith('codeDev.ts')) void main(process.argv.slice(2));
