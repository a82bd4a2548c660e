/**
 * Writes what the word model says for and against small edits of sentences, for fit.py.
 * Usage: npx tsx training/prose/rows.ts --in SENTENCES.txt… --out FILE --limit N [--damaged 0.5] [--seed 1]
 *
 * SENTENCES has a clean sentence a line, `□` where code stood, from sources that the word model was not counted from. A share of
 * them gets one mistake: a candidate of a drawn kind, drawn by how likely the word model finds it, since people's mistakes read
 * well. FILE has a tab-separated row for every candidate of every sentence: sentence, whether it was damaged, kind, whether
 * the candidate repairs it, the edit, then the features.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { candidatesOf } from '../../server/verify/prose/candidates.ts';
import type { Candidate, CandidateKind } from '../../server/verify/prose/candidates.ts';
import { contextGain } from '../../server/verify/prose/context.ts';
import { featuresOf } from '../../server/verify/prose/editFeatures.ts';
import { rendered } from '../../server/verify/prose/rendering.ts';
import { readSentence } from '../../server/verify/prose/tokens.ts';
import type { Sentence } from '../../server/verify/prose/tokens.ts';
import { createRandom } from '../ranker/neighbours.ts';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '' },
    limit: { type: 'string', default: '20000' },
    damaged: { type: 'string', default: '0.5' },
    seed: { type: 'string', default: '1' },
  },
});

/** How often each kind of mistake is made; what is dropped by mistake must be added again. */
const shares: Readonly<Partial<Record<CandidateKind, number>>> = {
  auxiliary: 12,
  determiner: 4,
  article: 5,
  preposition: 9,
  pronoun: 5,
  homophone: 14,
  confused: 6,
  verbForm: 18,
  number: 10,
  adverb: 3,
  typo: 5,
  shortTypo: 3,
  join: 3,
  split: 3,
  order: 3,
  addArticle: 4,
  addPreposition: 4,
  addSmall: 3,
  dropArticle: 9,
  dropPreposition: 5,
  dropSmall: 6,
};
/** How much likelier the word model's favourites are drawn. */
const realism = 0.15;

const mask = '`code`';

function sentenceOf(line: string): Sentence {
  const text = line.replaceAll('□', mask);
  const masked = [...text.matchAll(/`code`/gu)].map(({ index }) => ({
    start: index,
    end: index + mask.length,
  }));
  return readSentence(text, masked);
}

function changed(sentence: Sentence, candidate: Candidate): string | undefined {
  const edit = rendered(sentence, candidate);
  if (edit === undefined) return undefined;
  return sentence.text.slice(0, edit.range.start) + edit.text + sentence.text.slice(edit.range.end);
}

function draw<T>(items: readonly (readonly [T, number])[], random: () => number): T | undefined {
  let at = random() * items.reduce((sum, [, weight]) => sum + weight, 0);
  return items.find(([, weight]) => (at -= weight) < 0)?.[0];
}

function damage(sentence: Sentence, random: () => number): string | undefined {
  const all = [...candidatesOf(sentence)];
  const kinds = [...new Set(all.map(({ kind }) => kind))].map(
    (kind) => [kind, shares[kind] ?? 0] as const,
  );
  const kind = draw(kinds, random);
  const weighed = all
    .filter((candidate) => candidate.kind === kind)
    .map((candidate) => {
      const gain = contextGain(sentence, candidate.from, candidate.to, candidate.words);
      return [candidate, Math.exp(realism * Math.min(2, gain))] as const;
    });
  const candidate = draw(weighed, random);
  return candidate && changed(sentence, candidate);
}

function main(): void {
  const random = createRandom(Number(values.seed));
  const lines = values.in.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.length > 20),
  );
  for (let place = lines.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [lines[place], lines[other]] = [lines[other]!, lines[place]!];
  }
  const file = openSync(values.out, 'w');
  for (const [number, line] of lines.slice(0, Number(values.limit)).entries()) {
    const clean = sentenceOf(line);
    const wrong = random() < Number(values.damaged) ? damage(clean, random) : undefined;
    const sentence = wrong === undefined ? clean : sentenceOf(wrong.replaceAll(mask, '□'));
    writeSync(
      file,
      rowsOf(number, sentence, wrong === undefined ? undefined : clean.text).join(''),
    );
  }
  closeSync(file);
}

function rowsOf(number: number, sentence: Sentence, meant: string | undefined): string[] {
  const rows: string[] = [
    `${number}\t${meant === undefined ? 0 : 1}\tsentence\t0\t${sentence.text}\t\n`,
  ];
  const seen = new Set<string>();
  for (const candidate of candidatesOf(sentence)) {
    const features = featuresOf(sentence, candidate);
    const text = features && changed(sentence, candidate);
    if (features === undefined || text === undefined || seen.has(text)) continue;
    seen.add(text);
    const old = sentence.tokens.slice(candidate.from, candidate.to).map(({ lower }) => lower);
    rows.push(
      [
        number,
        meant === undefined ? 0 : 1,
        candidate.kind,
        text === meant ? 1 : 0,
        `${old.join(' ')}>${candidate.words.join(' ')}@${candidate.from}`,
        features.map((value) => value.toFixed(3)).join(' '),
      ].join('\t') + '\n',
    );
  }
  return rows;
}

main();
