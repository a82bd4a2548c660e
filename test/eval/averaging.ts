/**
 * Measures token-level averaging on the nano pool: rows `{"prompt","target"}` as training/generate writes them with
 * `--split held`. For each member alone, for the average, and for the better of the answers by confidence: accuracy
 * (the answer behind the last `=` for logic), AUROC and expected calibration error of the least token's probability.
 * Usage: npx tsx test/eval/averaging.ts --members nano:logic,nano:general FILE.jsonl [--limit N]
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { auroc, brier, expectedCalibrationError } from '../../server/core/confidence/metrics.ts';
import { createPool } from '../../server/pool/client.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { ask, collect, hostEntry, workerEntry } from '../support/testPool.ts';

interface Row {
  readonly prompt: string;
  readonly target: string;
}

interface Outcome {
  readonly text: string;
  readonly right: boolean;
  /** Probability of the least certain token. */
  readonly least: number;
}

const { values, positionals } = parseArgs({
  options: { members: { type: 'string' }, limit: { type: 'string', default: '600' } },
  allowPositionals: true,
});
const members = (values.members ?? '').split(',');
const modelsDir = fileURLToPath(new URL('../../server/models', import.meta.url));
const entries = { hostEntry, workerEntry, modelsDir };
const pool = createPool({ log: createRecordedLog(), idleMs: 600_000, ...entries });
const print = (line: string): void => void process.stdout.write(`${line}\n`);

function finalAnswer(text: string): string {
  return text.slice(text.lastIndexOf('=') + 1).trim();
}

async function answer(row: Row, member: string, averageWith: readonly string[]): Promise<Outcome> {
  const chunks = await collect(pool.member(member), {
    messages: ask(row.prompt),
    maxTokens: 200,
    temperature: 0,
    ...(averageWith.length > 0 && { averageWith }),
  });
  const tokens = chunks.flatMap((chunk) => (chunk.kind === 'token' ? [chunk] : []));
  const failure = chunks.find((chunk) => chunk.kind === 'failed');
  if (failure?.kind === 'failed') throw new Error(failure.failure.message);
  const text = tokens.map((token) => token.text).join('');
  const chain = /^(?:simplify|eval):/.test(row.prompt);
  const right = chain ? finalAnswer(text) === finalAnswer(row.target) : text === row.target;
  return { text, right, least: Math.exp(Math.min(...tokens.map(({ logProb }) => logProb))) };
}

function report(name: string, outcomes: readonly Outcome[], ms?: number): void {
  const scores = outcomes.map(({ least }) => least);
  const rights = outcomes.map(({ right }) => right);
  const share = rights.filter(Boolean).length / rights.length;
  const error = Math.sqrt((share * (1 - share)) / rights.length);
  const sure = outcomes.filter(({ least }) => least >= 0.9);
  const precise = sure.filter(({ right }) => right).length / Math.max(1, sure.length);
  const time = ms === undefined ? '' : `, ${(ms / outcomes.length).toFixed(1)} ms/row`;
  print(
    `${name.padEnd(34)} accuracy ${share.toFixed(3)} ±${error.toFixed(3)}, AUROC ${(auroc(scores, rights) ?? Number.NaN).toFixed(3)}, ` +
      `ECE ${expectedCalibrationError(scores, rights, 10).toFixed(3)}, Brier ${brier(scores, rights).toFixed(3)}, ` +
      `least p ≥ .9: ${(sure.length / outcomes.length).toFixed(2)} at ${precise.toFixed(3)}${time}`,
  );
}

for (const file of positionals) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .slice(0, Number(values.limit))
    .map((line) => JSON.parse(line) as Row);
  print(`${file}: n=${rows.length}`);
  const all: Outcome[][] = [];
  for (const [index, member] of [...members, 'average'].entries()) {
    const began = performance.now();
    const outcomes: Outcome[] = [];
    for (const row of rows) {
      const averaged = index === members.length;
      outcomes.push(
        await answer(row, averaged ? (members[0] ?? '') : member, averaged ? members.slice(1) : []),
      );
    }
    all.push(outcomes);
    report(member, outcomes, performance.now() - began);
  }
  const surest = rows.map((_, row) =>
    all
      .slice(0, members.length)
      .map((outcomes) => outcomes[row] as Outcome)
      .reduce((one, other) => (other.least > one.least ? other : one)),
  );
  report('surest of the members', surest);
}
await pool.dispose();
