import { readFileSync } from 'node:fs';
import { conditionItems } from '../../server/bench/suites/conditions.ts';
import type { Draft, DraftOutcome, Expert } from '../../server/core/experts/expert.ts';
import { logicExpert } from '../../server/core/experts/logic.ts';
import type { Member } from '../../server/core/member.ts';
import { logicTools } from '../../server/verify/logic/tools.ts';
import { exactTools } from '../support/exactTools.ts';

// Measures the logic expert on hand-written conditions, and on those that must stay as they are.
// npx tsx test/eval/logicDev.ts [FILE.jsonl]

export interface LogicItem {
  readonly id: string;
  readonly languageId: string;
  readonly text: string;
  /** Every text that counts as right; the text itself alone where nothing may change. */
  readonly accept: readonly string[];
}

export interface JudgedLogic {
  readonly item: LogicItem;
  readonly text: string;
  readonly outcome: DraftOutcome;
  readonly drafts: readonly Draft[];
  readonly right: boolean;
  readonly mustStay: boolean;
}

/** Runs the expert on one item, with a member or with exact tools alone. */
export async function judgeLogic(
  item: LogicItem,
  member?: Member,
  expert: Expert = logicExpert,
): Promise<JudgedLogic> {
  const { languageId, text } = item;
  const range = { start: 0, end: text.length };
  const deps = { tools: exactTools(logicTools), ...(member ? { member } : {}) };
  const outcome = await expert.draft(
    { documentText: text, languageId, range },
    deps,
    new AbortController().signal,
  );
  const drafts = outcome.kind === 'drafts' ? outcome.drafts : [];
  const edited = [...drafts]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce(
      (at, draft) => at.slice(0, draft.range.start) + draft.newText + at.slice(draft.range.end),
      text,
    );
  const mustStay = item.accept.length === 1 && item.accept[0] === text;
  return { item, text: edited, outcome, drafts, right: item.accept.includes(edited), mustStay };
}

/** The benchmark's conditions as the logic expert is asked for them, the first of each as drawn. */
export function benchConditions(count: number): readonly LogicItem[] {
  return conditionItems(count, 1).flatMap(({ id, languageId, text, grader }) =>
    grader.kind === 'edit' ? [{ id, languageId, text, accept: grader.accept }] : [],
  );
}

export function readLogicItems(path: string): readonly LogicItem[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogicItem);
}

async function main([path = 'test/fixtures/logic-dev.jsonl']: readonly string[]): Promise<void> {
  const judged: JudgedLogic[] = [];
  for (const item of readLogicItems(path).filter((each) => each.accept !== undefined))
    judged.push(await judgeLogic(item));
  for (const { item, text, right, outcome } of judged.filter((each) => !each.right)) {
    const why = outcome.kind === 'declined' ? outcome.reason : outcome.note;
    process.stdout.write(
      `${right ? 'ok' : 'MISS'} ${item.id}\n${item.text}\n--> ${text}\n${why ?? ''}\n\n`,
    );
  }
  const tally = (stay: boolean): string => {
    const of = judged.filter((each) => each.mustStay === stay);
    return `${of.filter((each) => each.right).length} of ${of.length}`;
  };
  process.stdout.write(`simplified: ${tally(false)}\nleft alone: ${tally(true)}\n`);
}

if (process.argv[1]?.endsWith('logicDev.ts')) void main(process.argv.slice(2));
