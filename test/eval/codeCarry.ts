import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuseOpinions } from '../../server/core/review/reviewer.ts';

// What a reviewer makes of the repairs that the code expert is not sure of: for each weight of the reviewer and each bar, how many
// mistakes are repaired, how many functions with a mistake are changed, and how many right ones.
// npx tsx test/eval/codeCarry.ts FEATURES… [--doubtful 0.2] [--weights 0.3,0.5,0.7] [--carry 0.85,0.9,0.93]
// FEATURES come from test/eval/codeFeatures.ts, with a member.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    doubtful: { type: 'string', default: '0.2' },
    weights: { type: 'string', default: '0.3,0.5,0.7' },
    carry: { type: 'string', default: '0.85,0.9,0.93' },
  },
});

interface Best {
  readonly probability: number;
  readonly threshold: number;
  readonly right: boolean;
  /** Log-odds. */
  readonly verdict?: number;
}

interface Judged {
  readonly id: string;
  readonly isBug: boolean;
  readonly best?: Best;
}

const functions = positionals.flatMap((file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Judged),
);

/** Items by what is shown of them: a right repair, another change, or nothing. */
function counts(isShown: (best: Best) => boolean): string {
  const items = new Map<string, { isBug: boolean; shown: Best[] }>();
  for (const { id, isBug, best } of functions) {
    const item = items.get(id) ?? { isBug, shown: [] };
    if (best && isShown(best)) item.shown.push(best);
    items.set(id, item);
  }
  const of = (wanted: boolean): readonly { readonly shown: readonly Best[] }[] =>
    [...items.values()].filter(({ isBug }) => isBug === wanted);
  const [bugs, kept] = [of(true), of(false)];
  const changed = bugs.filter(({ shown }) => shown.length > 0).length;
  const right = bugs.filter(({ shown }) => shown.length === 1 && shown[0]?.right).length;
  const touched = kept.filter(({ shown }) => shown.length > 0).length;
  return `${String(right)} right and ${String(changed)} changed of ${String(bugs.length)}, ${String(touched)} of ${String(kept.length)} right functions touched`;
}

const isSure = ({ probability, threshold }: Best): boolean => probability >= threshold;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
print(`without a reviewer: ${counts(isSure)}`);
for (const weight of values.weights.split(',').map(Number))
  for (const carry of values.carry.split(',').map(Number)) {
    const isCarried = ({ probability, verdict }: Best): boolean =>
      verdict !== undefined &&
      probability >= Number(values.doubtful) &&
      fuseOpinions(probability, 1 / (1 + Math.exp(-verdict)), weight) >= carry;
    const shown = counts((best) => isSure(best) || isCarried(best));
    print(`weight ${String(weight)}, carry ${String(carry)}: ${shown}`);
  }
