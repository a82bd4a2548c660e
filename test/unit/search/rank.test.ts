import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quotedLines } from '../../../server/search/quote.ts';
import { rank, type Query } from '../../../server/search/rank.ts';
import { stemOf } from '../../../server/search/terms.ts';
import type { IndexedPassage } from '../../../server/search/folderIndex.ts';

function passage(text: string, more: Partial<IndexedPassage> = {}): IndexedPassage {
  const end = text.split('\n').length - 1;
  return { path: 'a.ts', start: 0, end, text, headings: [], names: [], kind: 'code', ...more };
}

function query(words: readonly string[], asks = false): Query {
  const terms = words.map(stemOf);
  return { terms, weights: new Map(terms.map((term) => [term, 2])), asks };
}

describe('the second stage', () => {
  const asked = query(['parse', 'outcome']);

  it('puts a definition before a use that the library likes as well', () => {
    const use = passage('const x = parseOutcome(raw);');
    const definition = passage('function parseOutcome(raw) {', { names: ['parseOutcome'] });
    const ranked = rank(asked, [
      { passage: use, score: 5 },
      { passage: definition, score: 5 },
    ]);
    assert.equal(ranked[0]?.passage, definition);
  });

  it('puts words that stand together before words far apart', () => {
    const apart = passage(`parse ${'word '.repeat(60)} outcome`);
    const together = passage(`${'word '.repeat(60)} parse outcome`);
    const ranked = rank(asked, [
      { passage: apart, score: 5 },
      { passage: together, score: 5 },
    ]);
    assert.equal(ranked[0]?.passage, together);
  });

  it('puts documents first where a sentence asks, and code first in a test folder never', () => {
    const code = passage('parse outcome');
    const prose = passage('parse outcome', { kind: 'prose', path: 'a.md' });
    const test = passage('parse outcome', { path: 'test/a.ts' });
    const candidates = [test, code, prose].map((each) => ({ passage: each, score: 5 }));
    const order = rank(query(['parse', 'outcome'], true), candidates).map((each) => each.passage);
    assert.deepEqual(order, [prose, code, test]);
  });

  it('keeps every candidate, and its coverage within 0 and 1, whatever the texts', () => {
    const text = fc.array(fc.constantFrom('parse', 'outcome', 'other', '\n', 'parseOutcome('));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.array(fc.nat(50)), (texts, scores) => {
        const candidates = texts.map((words, index) => ({
          passage: passage(words.join(' ')),
          score: scores[index] ?? 0,
        }));
        const ranked = rank(asked, candidates);
        assert.deepEqual(
          new Set(ranked.map((each) => each.passage)),
          new Set(candidates.map((each) => each.passage)),
        );
        for (const { coverage, proximity, score } of ranked) {
          assert(coverage >= 0 && coverage <= 1 && proximity <= coverage + 1e-9);
          assert(Number.isFinite(score));
        }
      }),
    );
  });

  it('ranks a passage with one word more of the question no lower, all else equal', () => {
    const words = ['alpha', 'beta', 'gamma', 'delta'];
    fc.assert(
      fc.property(fc.subarray(words), fc.constantFrom(...words), (some, more) => {
        fc.pre(!some.includes(more));
        const fewer = passage(some.join(' '));
        const richer = passage([...some, more].join(' '));
        const ranked = rank(query(words), [
          { passage: fewer, score: 3 },
          { passage: richer, score: 3 },
        ]);
        assert.equal(ranked[0]?.passage, richer);
      }),
    );
  });
});

describe('the quoted lines', () => {
  it('lie inside the passage, are few, and hold a word of the question if any line does', () => {
    const line = fc.constantFrom(
      '',
      'filler',
      '# Head',
      '- item',
      '// note',
      'the outcome',
      'f();',
    );
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 60 }),
        fc.constantFrom('code' as const, 'prose' as const),
        fc.nat(100),
        (lines, kind, start) => {
          const text = lines.join('\n');
          const end = start + lines.length - 1;
          const [from, to] = quotedLines(query(['outcome']), passage(text, { kind, start, end }));
          assert(start <= from && from <= to && to <= end && to - from < 18);
          const quoted = lines.slice(from - start, to - start + 1).join('\n');
          assert.equal(quoted.includes('outcome'), text.includes('outcome'));
        },
      ),
    );
  });

  it('keep a comment with the line below it and a heading with its text', () => {
    const rest = Array.from({ length: 10 }, (_, n) => `\n\nOther ${n}.`).join('');
    const code = passage(`/** Reads the outcome. */\nexport function read() {${rest}`);
    const [from, to] = quotedLines(query(['outcome']), code);
    assert.equal(from, 0);
    assert(to >= 1 && to < 10);
    const prose = passage(`# Outcome\n\nIt is kept.${rest}`, { kind: 'prose' });
    assert.deepEqual(quotedLines(query(['outcome']), prose), [0, 2]);
  });
});
