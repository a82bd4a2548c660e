import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Range } from '../../protocol/text.ts';
import { parseLines, runCli } from './cli.ts';

/** One item of `test/fixtures/first` or `test/fixtures/out-of-scope`. */
export interface FixtureRow {
  readonly id: string;
  readonly kind?: 'prose' | 'logic' | 'code' | 'keep';
  readonly languageId: string;
  readonly text: string;
  readonly instruction?: string;
  readonly accept?: readonly string[];
}

/** What `eidolon refine --batch` prints per row. */
export interface BatchAnswer {
  readonly id: string;
  readonly text: string;
  readonly hunks: readonly {
    readonly range: Range;
    readonly newText: string;
    readonly verdict: string;
    readonly proposedBy: string;
  }[];
  readonly note?: string;
}

export function readFixture(name: string): readonly FixtureRow[] {
  const file = new URL(`../fixtures/${name}/items.jsonl`, import.meta.url);
  return parseLines<FixtureRow>(readFileSync(fileURLToPath(file), 'utf8'));
}

/** Sends rows through the real command line, with the real models and checkers. */
export async function refineRows(
  rows: readonly FixtureRow[],
  args: readonly string[] = [],
): Promise<ReadonlyMap<string, BatchAnswer>> {
  const input = rows
    .map(({ id, text, languageId, instruction }) =>
      JSON.stringify({ id, text, languageId, instruction }),
    )
    .join('\n');
  const { stdout, stderr, code } = await runCli(['refine', '--batch', ...args], input);
  if (code !== 0) throw new Error(`refine --batch ended with ${code}: ${stderr}`);
  return new Map(parseLines<BatchAnswer>(stdout).map((answer) => [answer.id, answer]));
}

export function isRight(row: FixtureRow, answer: BatchAnswer | undefined): boolean {
  return answer !== undefined && (row.accept ?? []).includes(answer.text);
}
