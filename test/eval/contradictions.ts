/**
 * Measures the consistency guard. Usage:
 *   npx tsx test/eval/contradictions.ts PAIRS.jsonl… [--misses]            labelled pairs
 *   npx tsx test/eval/contradictions.ts --recorded FILE [--rows FROM-TO]   answers of recorded members
 *   npx tsx test/eval/contradictions.ts --corrections FILE [--rows FROM-TO] sentences and their corrections
 * Two right answers of recorded members, and two corrections of one sentence, should not contradict each other;
 * a right and a wrong one should.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Clause } from '../../protocol/claims.ts';
import { findContradictions } from '../../server/core/consistency/contradictions.ts';
import { readClauses } from '../../server/verify/claims/clauses.ts';

const { values, positionals } = parseArgs({
  options: {
    misses: { type: 'boolean', default: false },
    recorded: { type: 'string' },
    corrections: { type: 'string' },
    rows: { type: 'string', default: '0-' },
  },
  allowPositionals: true,
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

function readRows<T>(file: string): readonly T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

function chosenRows<T>(rows: readonly T[]): readonly T[] {
  const [from = '0', to] = (values.rows ?? '').split('-');
  return rows.slice(Number(from), to ? Number(to) : undefined);
}

interface Pair {
  readonly id: string;
  readonly kind: string | null;
  readonly one: string;
  readonly other: string;
}

function measurePairs(file: string): void {
  const count = { hit: 0, missed: 0, false: 0, quiet: 0, kind: 0 };
  const pairs = readRows<Pair>(file);
  for (const { id, kind, one, other } of pairs) {
    const found = findContradictions(readClauses(one), readClauses(other));
    const flagged = found.length > 0;
    const outcome = kind === null ? (flagged ? 'false' : 'quiet') : flagged ? 'hit' : 'missed';
    count[outcome]++;
    if (outcome === 'hit' && found[0]?.kind === kind) count.kind++;
    if (values.misses && (outcome === 'false' || outcome === 'missed'))
      print(`${id} ${outcome} ${kind ?? found[0]?.kind}: ${JSON.stringify([one, other])}`);
  }
  const { hit, missed, false: wrong, kind } = count;
  print(
    `${file}: n=${pairs.length} precision ${share(hit, hit + wrong)}, ` +
      `recall ${share(hit, hit + missed)}, kind right ${kind}/${hit}`,
  );
}

interface RecordedRow {
  readonly id?: string;
  readonly members: Readonly<Record<string, readonly { text: string; correct?: boolean }[]>>;
}

function measureRecorded(file: string): void {
  const count = { agree: 0, agreeFlagged: 0, differ: 0, differFlagged: 0 };
  const rows = chosenRows(readRows<RecordedRow>(file).filter(({ id }) => id !== undefined));
  for (const { members } of rows) {
    const samples = Object.values(members).flat();
    const read = samples.map(({ text }) => readClauses(text));
    for (const [one, other] of pairsOf(samples.length)) {
      const [left, right] = [samples[one]?.correct, samples[other]?.correct];
      if (left !== true && right !== true) continue;
      const flagged = contradict(read[one], read[other]);
      count[left === right ? 'agree' : 'differ']++;
      if (flagged) count[left === right ? 'agreeFlagged' : 'differFlagged']++;
    }
  }
  print(
    `${rows.length} rows: flagged between two right answers ${share(count.agreeFlagged, count.agree)}, ` +
      `between a right and a wrong one ${share(count.differFlagged, count.differ)}`,
  );
}

interface Correction {
  readonly source: string;
  readonly refs: readonly string[];
}

function measureCorrections(file: string): void {
  const count = { pairs: 0, flagged: 0 };
  for (const { source, refs } of chosenRows(readRows<Correction>(file))) {
    const read = [source, ...refs].map((text) => readClauses(text));
    for (const [one, other] of pairsOf(read.length)) {
      count.pairs++;
      if (contradict(read[one], read[other])) count.flagged++;
    }
  }
  print(`flagged between versions of one sentence ${share(count.flagged, count.pairs)}`);
}

function contradict(
  one: readonly Clause[] | undefined,
  other: readonly Clause[] | undefined,
): boolean {
  return findContradictions(one ?? [], other ?? []).length > 0;
}

function pairsOf(count: number): readonly (readonly [number, number])[] {
  const all = Array.from({ length: count }, (_, index) => index);
  return all.flatMap((one) => all.slice(one + 1).map((other) => [one, other] as const));
}

function share(part: number, whole: number): string {
  return `${part}/${whole} = ${(part / whole).toFixed(3)}`;
}

for (const file of positionals) measurePairs(file);
if (values.recorded !== undefined) measureRecorded(values.recorded);
if (values.corrections !== undefined) measureCorrections(values.corrections);
