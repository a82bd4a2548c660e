/**
 * Measures find and quote on questions whose answers are known. Usage:
 *   npx tsx test/eval/find.ts --tree FOLDER=QUESTIONS.jsonl … [--hide PATH]… [--show fit] [--models]
 * A row is {"id","question","gold":[{"path","text"?}]}: a file or folder, and words that the answering lines hold; no gold
 * means that nothing answers. Rows with odd numbers may be looked at (`--show`), those with even numbers are held back.
 * `--hide` leaves a path out of every tree, such as the one that holds the questions. `--models` lets the reranker and the embedding
 * model of the user's pool (of the built extension, see EIDOLON_HOME) read too, and compares with the words alone.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { pairedBootstrap } from '../../server/core/evaluation/bootstrap.ts';
import { defaultStorageDirectory } from '../../server/paths.ts';
import { createPool } from '../../server/pool/client.ts';
import { createMeaning } from '../../server/search/meaning.ts';
import {
  answer,
  candidatesPerFolder,
  queryOf,
  type Models,
  type Searched,
} from '../../server/search/answer.ts';
import { openDiskFolder } from '../../server/search/diskReader.ts';
import {
  createFolderIndex,
  type FolderIndex,
  type IndexedPassage,
} from '../../server/search/folderIndex.ts';
import type { FolderReader } from '../../server/search/folderReader.ts';
import { poolReaders } from '../../server/search/poolReaders.ts';
import { rank } from '../../server/search/rank.ts';
import { questionTerms } from '../../server/search/terms.ts';
import { createRecordedLog } from '../support/silentLog.ts';
import { hostEntry, workerEntry } from '../support/testPool.ts';

interface Gold {
  readonly path: string;
  readonly text?: string;
}

interface Question {
  readonly id: string;
  readonly question: string;
  readonly gold: readonly Gold[];
}

interface Scored {
  readonly row: Question;
  /** Rank of the first right passage of each system, from 1; Infinity when it is not among the first ten. */
  readonly ranks: Readonly<Record<System, number>>;
  /** Rank of the first right quotation, Infinity when none is. */
  readonly quoted: number;
  /** The same by the words alone, where models read too. */
  readonly quotedByWords: number;
  readonly silent: boolean;
  readonly lines: number;
  readonly shown: string;
}

const systems = ['library as it comes', 'library with our terms', 'both stages'] as const;
type System = (typeof systems)[number];

const { values } = parseArgs({
  options: {
    tree: { type: 'string', multiple: true, default: [] },
    hide: { type: 'string', multiple: true, default: [] },
    show: { type: 'string' },
    models: { type: 'boolean', default: false },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const signal = new AbortController().signal;

function isRight(gold: readonly Gold[], passage: { path: string; text: string }): boolean {
  return gold.some(
    ({ path, text = '' }) =>
      (passage.path === path || passage.path.startsWith(`${path}/`)) && passage.text.includes(text),
  );
}

function rankOf(
  gold: readonly Gold[],
  passages: readonly { path: string; text: string }[],
): number {
  const at = passages.slice(0, 10).findIndex((passage) => isRight(gold, passage));
  return at < 0 ? Infinity : at + 1;
}

/** Hides the questions themselves. */
function without(reader: FolderReader, hidden: readonly string[]): FolderReader {
  return {
    ...reader,
    async list(path, abort) {
      const entries = await reader.list(path, abort);
      return entries?.filter(
        ({ name }) => !hidden.includes(path === '' ? name : `${path}/${name}`),
      );
    },
  };
}

/** The library's own tokeniser, fields and defaults over the same passages. */
function plainLibrary(passages: readonly IndexedPassage[]): (question: string) => IndexedPassage[] {
  const library = new MiniSearch<{ id: number; path: string; text: string }>({
    fields: ['path', 'text'],
  });
  library.addAll(passages.map(({ path, text }, id) => ({ id, path, text })));
  return (question) =>
    library
      .search(question)
      .slice(0, 10)
      .flatMap(({ id }) => passages[Number(id)] ?? []);
}

async function scoreTree(spec: string): Promise<Scored[]> {
  const [folder = '', file = ''] = spec.split('=');
  const opened = await openDiskFolder(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const reader = without(opened.value, values.hide);
  const index = createFolderIndex(reader);
  const started = performance.now();
  const coverage = await index.update(signal);
  if (!coverage) throw new Error(`${folder} is gone`);
  const all = index.all();
  print(
    `${file}: ${coverage.files} files, ${all.length} passages, indexed in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  const plain = plainLibrary(all);
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Question);
  const scored: Scored[] = [];
  for (const row of rows)
    scored.push(await scoreRow(row, index, plain, { reader, index, coverage }));
  return scored;
}

async function scoreRow(
  row: Question,
  index: FolderIndex,
  plain: (question: string) => IndexedPassage[],
  searched: Searched,
): Promise<Scored> {
  const terms = questionTerms(row.question);
  const found = index.search(terms, candidatesPerFolder);
  const ranked = rank(queryOf(row.question, [found]), found.candidates);
  const { quotations } = await answer(row.question, [searched], 3, models);
  const byWords = models ? (await answer(row.question, [searched], 3)).quotations : quotations;
  const first = quotations[0];
  return {
    row,
    ranks: {
      'library as it comes': rankOf(row.gold, plain(row.question)),
      'library with our terms': rankOf(
        row.gold,
        found.candidates.map(({ passage }) => passage),
      ),
      'both stages': rankOf(
        row.gold,
        ranked.map(({ passage }) => passage),
      ),
    },
    quoted: rankOf(row.gold, quotations),
    quotedByWords: rankOf(row.gold, byWords),
    silent: quotations.length === 0,
    lines: quotations.reduce((sum, { text }) => sum + text.split('\n').length, 0),
    shown:
      ranked
        .slice(0, 3)
        .map(
          ({ passage, coverage, score }) =>
            `${passage.path}:${passage.start + 1} ${coverage.toFixed(2)}/${score.toFixed(2)}`,
        )
        .join('  ') +
      (first ? `\n      “${first.text.slice(0, 140).replaceAll('\n', '⏎')}”` : ' silent'),
  };
}

const share = (flags: readonly boolean[]): string =>
  `${((100 * flags.filter(Boolean).length) / Math.max(1, flags.length)).toFixed(0)} %`;
const reciprocal = (rank: number): number => 1 / rank;

function report(name: string, rows: readonly Scored[]): void {
  const answerable = rows.filter(({ row }) => row.gold.length > 0);
  const others = rows.filter(({ row }) => row.gold.length === 0);
  print(`\n${name}: ${answerable.length} questions, ${others.length} that nothing answers`);
  for (const system of systems) {
    const ranks = answerable.map(({ ranks: each }) => each[system]);
    const mrr = ranks.reduce((sum, rank) => sum + reciprocal(rank), 0) / ranks.length;
    print(
      `  ${system.padEnd(24)} hit@1 ${share(ranks.map((rank) => rank <= 1))}  hit@3 ${share(ranks.map((rank) => rank <= 3))}  MRR@10 ${mrr.toFixed(3)}`,
    );
  }
  const ours = answerable.map(({ ranks }) => ranks['both stages']);
  for (const system of systems.slice(0, 2)) {
    const theirs = answerable.map(({ ranks }) => ranks[system]);
    print(
      `  both stages − ${system}: MRR ${interval(ours.map(reciprocal), theirs.map(reciprocal))}, hit@1 ${interval(ours.map(isFirst), theirs.map(isFirst))}`,
    );
  }
  print(
    `  quoted lines: right first ${share(answerable.map(({ quoted }) => quoted === 1))}, among three ${share(answerable.map(({ quoted }) => quoted <= 3))}; ${(answerable.reduce((sum, { lines }) => sum + lines, 0) / answerable.length).toFixed(1)} lines an answer`,
  );
  if (models) {
    const [own, theirs] = [
      answerable.map(({ quoted }) => reciprocal(quoted)),
      answerable.map(({ quotedByWords }) => reciprocal(quotedByWords)),
    ];
    print(`  quoted with models − by words alone: MRR ${interval(own, theirs)}`);
  }
  print(
    `  silent: ${share(others.map(({ silent }) => silent))} of what nothing answers, ${share(answerable.map(({ silent }) => silent))} of the rest`,
  );
}

function isFirst(rank: number): number {
  return rank === 1 ? 1 : 0;
}

function interval(first: readonly number[], second: readonly number[]): string {
  const { value, low, high } = pairedBootstrap(first, second, { seed: 1 });
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

const userModelsDir = path.join(defaultStorageDirectory(), 'models');
const pool = createPool({
  ...{ hostEntry, workerEntry, modelsDir: path.join(userModelsDir, 'none'), userModelsDir },
  ...{ log: createRecordedLog(), idleMs: 600_000 },
});
const models: Models | undefined = values.models
  ? {
      reranking: {
        readers: () => poolReaders(pool, userModelsDir),
        now: () => performance.now(),
      },
      ...{ meaning: createMeaning(), signal },
    }
  : undefined;
const scored: Scored[] = [];
for (const spec of values.tree) scored.push(...(await scoreTree(spec)));
const isOdd = ({ row }: Scored): boolean => Number(/\d+$/.exec(row.id)?.[0]) % 2 === 1;
const fit = scored.filter(isOdd);
if (values.show === 'fit') {
  for (const { row, ranks, quoted, silent, shown } of fit) {
    const right = row.gold.length === 0 ? silent : quoted === 1;
    if (!right)
      print(
        `  ${row.id} ${row.question}\n    ${systems.map((each) => ranks[each]).join(' ')} quoted ${quoted}  ${shown}`,
      );
  }
}
report('half to fit on', fit);
report(
  'half held back',
  scored.filter((each) => !isOdd(each)),
);
await pool.dispose();
