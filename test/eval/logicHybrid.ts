import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { draftsOf } from '../../server/core/experts/logicMember.ts';
import type { Member } from '../../server/core/member.ts';
import { createPool } from '../../server/pool/client.ts';
import { logicTools } from '../../server/verify/logic/tools.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';
import { judgeLogic, readLogicItems, type LogicItem } from './logicDev.ts';

// By how much the logic member and the exact tools beat either alone, on held-out rows of
// training/generate/logic.py and on the hand-written conditions:
// npx tsx test/eval/logicHybrid.ts HELD.jsonl [LIMIT]; needs a build and a nano:logic in the catalog.

interface HeldRow {
  readonly prompt: string;
  readonly target: string;
  readonly kind: string;
}

interface Tally {
  rows: number;
  /** The member's first answer, as it is. */
  memberFirst: number;
  /** Any of the member's nine answers that the exact tool proves equal and that is the reference. */
  memberBest: number;
  toolAlone: number;
  together: number;
  /** Accepted answers that the member wrote itself. */
  byMember: number;
}

const signal = new AbortController().signal;

function itemOf({ prompt, target }: HeldRow): LogicItem {
  const text = prompt.slice(prompt.indexOf(': ') + 2);
  const answer = /^(?:.*\s)?= (.*)$/.exec(target)?.[1] ?? '';
  const languageId = /\b(and|or|not|True|False)\b/.test(`${text} ${answer}`)
    ? 'python'
    : 'javascript';
  return { id: prompt, languageId, text, accept: [answer] };
}

async function provenEqual(item: LogicItem, after: string): Promise<boolean> {
  const params = { languageId: item.languageId, before: item.text, after };
  return (await logicTools['logic/equivalent'](params, signal)).verdict === 'equivalent';
}

async function measure(row: HeldRow, item: LogicItem, member: Member, tally: Tally): Promise<void> {
  const reference = item.accept[0] as string;
  const { answers } = await draftsOf(member, row.prompt, signal);
  tally.rows += 1;
  if (answers[0] === reference) tally.memberFirst += 1;
  const proven = [];
  for (const answer of new Set(answers)) if (await provenEqual(item, answer)) proven.push(answer);
  if (proven.includes(reference)) tally.memberBest += 1;
  if ((await judgeLogic(item)).right) tally.toolAlone += 1;
  const both = await judgeLogic(item, member);
  if (both.right) tally.together += 1;
  if (both.drafts.some((draft) => draft.proposedBy === member.id)) tally.byMember += 1;
}

async function main([heldPath, limit = '200']: readonly string[]): Promise<void> {
  if (heldPath === undefined)
    throw new Error('usage: npx tsx test/eval/logicHybrid.ts HELD.jsonl [LIMIT]');
  const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
  const pool = createPool({
    log: createRecordedLog(),
    hostEntry,
    workerEntry,
    modelsDir,
    idleMs: 600_000,
  });
  try {
    const member = pool.member('nano:logic');
    const byKind = new Map<string, Tally>();
    const held = readFileSync(heldPath, 'utf8').trim().split('\n').slice(0, Number(limit));
    for (const row of held.map((line) => JSON.parse(line) as HeldRow)) {
      const tally = byKind.get(row.kind) ?? {
        rows: 0,
        memberFirst: 0,
        memberBest: 0,
        toolAlone: 0,
        together: 0,
        byMember: 0,
      };
      byKind.set(row.kind, tally);
      await measure(row, itemOf(row), member, tally);
    }
    for (const [kind, tally] of byKind) process.stdout.write(`${kind} ${JSON.stringify(tally)}\n`);
    let right = 0;
    const items = readLogicItems(
      fileURLToPath(new URL('../fixtures/logic-dev.jsonl', import.meta.url)),
    );
    for (const item of items) if ((await judgeLogic(item, member)).right) right += 1;
    process.stdout.write(`hand-written, together: ${right} of ${items.length}\n`);
  } finally {
    await pool.dispose();
  }
}

void main(process.argv.slice(2));
