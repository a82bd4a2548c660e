import { readFileSync } from 'node:fs';
import { compareTexts } from '../../server/verify/logic/equivalence.ts';
import { asTest } from '../../server/verify/logic/comments/comment.ts';
import { dialectOf } from '../../server/verify/logic/facts.ts';
import { logicTools } from '../../server/verify/logic/tools.ts';

// Measures conditions written from comments: equal by truth table to one that a person accepts, or rightly none.
// npx tsx test/eval/conditionsFromComments.ts FILE.jsonl [--list]

export interface CommentItem {
  readonly id: string;
  readonly languageId: string;
  /** The class of its wording; `abst` cannot be answered from the names in scope. */
  readonly class: string;
  readonly text: string;
  readonly instruction?: string;
  /** Conditions that count as right; empty where none can be written. */
  readonly accept: readonly string[];
}

export interface JudgedComment {
  readonly item: CommentItem;
  readonly answer?: string;
  readonly right: boolean;
  readonly why: string;
}

/** Runs the reader on one item and compares what it writes with what is accepted. */
export async function judgeComment(item: CommentItem): Promise<JudgedComment> {
  const { languageId, text, accept } = item;
  const instruction = item.instruction?.replace(/^[^:]*:\s*/, '');
  const range = { start: 0, end: text.length };
  const { conditions } = await logicTools['logic/comments'](
    { languageId, text, range, ...(instruction === undefined ? {} : { instruction }) },
    new AbortController().signal,
  );
  const [found] = conditions;
  const answer = found?.text;
  const why = found
    ? `unmatched: ${found.unmatched.join(' ')} | alternatives: ${found.alternatives.join(' ;; ')} | cost ${found.cost?.toFixed(2)}`
    : 'no hole';
  if (answer === undefined) return { item, right: accept.length === 0, why };
  return { item, answer, right: await isAccepted(answer, accept, languageId), why };
}

async function isAccepted(
  answer: string,
  accept: readonly string[],
  languageId: string,
): Promise<boolean> {
  const dialect = dialectOf(languageId);
  if (!dialect) return false;
  for (const each of accept) {
    const report = await compareTexts(
      languageId,
      dialect,
      asTest(sameEntry(each), dialect),
      asTest(sameEntry(answer), dialect),
    );
    if (report.verdict === 'equivalent') return true;
  }
  return false;
}

/** What the entry of a list is called inside `every` or `all(…)` makes no difference. */
function sameEntry(condition: string): string {
  const name = /\((\w+)\) =>|\bfor (\w+) in\b/.exec(condition);
  const entry = name?.[1] ?? name?.[2];
  return entry === undefined
    ? condition
    : condition.replace(new RegExp(`\\b${entry}\\b(?!s)`, 'g'), 'entry');
}

export function readCommentItems(path: string): readonly CommentItem[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CommentItem);
}

function tally(name: string, judged: readonly JudgedComment[]): string {
  const answerable = judged.filter(({ item }) => item.accept.length > 0);
  const answered = judged.filter(({ answer }) => answer !== undefined);
  const right = answerable.filter((each) => each.right);
  const none = judged.filter(({ item }) => item.accept.length === 0);
  const share = (part: number, of: number): string =>
    of === 0 ? '—' : `${part} of ${of} (${((100 * part) / of).toFixed(1)} %)`;
  return `${name}: right of answerable ${share(right.length, answerable.length)}; right of answered ${share(right.length, answered.length)}; right of all ${share(judged.filter((each) => each.right).length, judged.length)}; abstained rightly ${share(none.filter((each) => each.right).length, none.length)}\n`;
}

async function main([path, ...options]: readonly string[]): Promise<void> {
  if (path === undefined) throw new Error('Give a file of items, one JSON object a line.');
  const judged: JudgedComment[] = [];
  const started = performance.now();
  let slowest = 0;
  for (const item of readCommentItems(path)) {
    const from = performance.now();
    judged.push(await judgeComment(item));
    slowest = Math.max(slowest, performance.now() - from);
  }
  const took = performance.now() - started;
  if (options.includes('--list'))
    for (const { item, answer, right, why } of judged.filter((each) => !each.right))
      process.stdout.write(
        `${right ? '' : 'MISS '}${item.id} ${item.class}\n${item.instruction ?? ''}\n${item.text}  want ${item.accept.join(' ;; ')}\n  got  ${answer ?? '—'}\n  ${why}\n\n`,
      );
  const classes = [...new Set(judged.map(({ item }) => item.class))].sort();
  for (const each of classes)
    process.stdout.write(
      tally(
        each,
        judged.filter(({ item }) => item.class === each),
      ),
    );
  process.stdout.write(tally('all', judged));
  process.stdout.write(
    `${(took / judged.length).toFixed(1)} ms an item, the slowest ${slowest.toFixed(0)} ms\n`,
  );
}

if (process.argv[1]?.endsWith('conditionsFromComments.ts')) await main(process.argv.slice(2));
