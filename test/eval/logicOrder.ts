import { fileURLToPath } from 'node:url';
import { comparable } from '../../server/bench/item.ts';
import { createLogicExpert } from '../../server/core/experts/logic.ts';
import { createPool } from '../../server/pool/client.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';
import { benchConditions, judgeLogic, readLogicItems, type LogicItem } from './logicDev.ts';

// Who should order conditions that are equally simple, the exact tools or the logic member: the benchmark's
// conditions and the hand-written ones. npx tsx test/eval/logicOrder.ts [ITEMS]; needs a build.

async function main([count = '265']: readonly string[]): Promise<void> {
  const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
  const log = createRecordedLog();
  const pool = createPool({ log, hostEntry, workerEntry, modelsDir, idleMs: 600_000 });
  const sets: readonly (readonly [string, readonly LogicItem[]])[] = [
    ['benchmark', benchConditions(Number(count))],
    [
      'hand-written',
      readLogicItems(fileURLToPath(new URL('../fixtures/logic-dev.jsonl', import.meta.url))),
    ],
  ];
  try {
    const member = pool.member('nano:logic');
    for (const [name, items] of sets) {
      const right = { tools: 0, toolsOrder: 0, memberOrder: 0 };
      for (const item of items) {
        const isRight = (text: string): boolean =>
          item.accept.some((each) => comparable(each) === comparable(text));
        if (isRight((await judgeLogic(item)).text)) right.tools += 1;
        if (isRight((await judgeLogic(item, member)).text)) right.toolsOrder += 1;
        const ordering = createLogicExpert({ memberOrders: true });
        if (isRight((await judgeLogic(item, member, ordering)).text)) right.memberOrder += 1;
      }
      process.stdout.write(`${name}: of ${items.length} right ${JSON.stringify(right)}\n`);
    }
  } finally {
    await pool.dispose();
  }
}

void main(process.argv.slice(2));
