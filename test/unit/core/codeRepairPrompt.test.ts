import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { RepairCandidate } from '../../../protocol/checker.ts';
import {
  applyDifference,
  dedent,
  difference,
  repairedPrompt,
  repairQuestion,
} from '../../../server/core/experts/codeRepairPrompt.ts';

interface Example {
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

/** Written by `difference` of training/generate/repair.py, which the member was trained with. */
const fixture = new URL('../../fixtures/repair-differences.jsonl', import.meta.url);
const examples = readFileSync(fixture, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Example);

describe('the difference that a repair makes', () => {
  for (const { before, after, difference: wanted } of examples) {
    it(`is written for ${JSON.stringify(before.slice(0, 30))} as the trainer does`, () => {
      assert.equal(difference(before, after), wanted);
    });
  }

  it('names the lines that change and no more', () => {
    const line = fc.constantFrom('a', 'b', '  c', '    d', '');
    const lines = fc.array(line, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, (old, fresh) => {
        fc.pre(old.join('\n') !== fresh.join('\n'));
        const written = difference(old.join('\n'), fresh.join('\n')).split('\n');
        const [gone, come] = ['-', '+'].map((mark) => written.filter((each) => each[0] === mark));
        assert.equal((come?.length ?? 0) - (gone?.length ?? 0), fresh.length - old.length);
        assert.ok((gone?.length ?? 0) <= old.length && (come?.length ?? 0) <= fresh.length);
      }),
    );
  });
});

describe('an answer of the repair task', () => {
  for (const { before, after, difference: answer } of examples) {
    it(`makes the repair of ${JSON.stringify(before.slice(0, 30))}`, () => {
      assert.equal(applyDifference(before, answer), after);
    });
  }

  it('gives back every text whose lines differ, wherever it is indented', () => {
    const line = fc.tuple(fc.constantFrom('', '  ', '    '), fc.constantFrom(...'abcdefgh'));
    const lines = fc
      .uniqueArray(line, { minLength: 1, maxLength: 6, selector: ([, word]) => word })
      .map((each) => each.map(([margin, word]) => margin + word));
    fc.assert(
      fc.property(lines, lines, (old, fresh) => {
        const [before, after] = [old.join('\n'), fresh.join('\n')];
        const answer = difference(before, after);
        fc.pre(before !== after);
        assert.equal(applyDifference(before, answer), after);
      }),
    );
  });

  it('keeps the margin of lines that come above the first', () => {
    const [before, after] = ['  d', '    a\n  d'];
    assert.equal(applyDifference(before, difference(before, after)), after);
  });

  it('leaves the text alone for ok', () => {
    assert.equal(applyDifference('a\nb', 'ok'), 'a\nb');
  });

  it('is refused where it names other lines, or no lines at all', () => {
    for (const answer of ['-c\n+d', '', 'The bug is in line 2.', '-a\n+c\nb'])
      assert.equal(applyDifference('  a\n  b', answer), undefined, answer);
  });
});

describe('the repair question', () => {
  const text = 'let x;\n  // Adds.\n  function add(a, b) {\n    return a - b;\n  }\nlet y;\n';
  const functionRange = { start: text.indexOf('function'), end: text.lastIndexOf('}') + 1 };
  const edit = (before: string, newText: string): RepairCandidate => {
    const start = text.indexOf(before);
    const range = { start, end: start + before.length };
    return { range, newText, kind: 'operator', prior: 0 };
  };

  it('shows the function at the left margin, with its comment, and how each repair is answered', () => {
    const candidates = [edit('-', '+'), edit('return a', 'return b')];
    const question = repairQuestion(text, 'typescript', functionRange, candidates);
    assert.equal(
      question?.prompt,
      'repair ts:\n// Adds.\nfunction add(a, b) {\n  return a - b;\n}',
    );
    assert.deepEqual(
      [...question.answers.values()],
      ['-return a - b;\n+return a + b;', '-return a - b;\n+return b - b;'],
    );
  });

  it('shows the function as a repair leaves it, to ask again', () => {
    assert.equal(
      repairedPrompt(text, 'typescript', functionRange, edit('-', '+')),
      'repair ts:\n// Adds.\nfunction add(a, b) {\n  return a + b;\n}',
    );
  });

  it('leaves out what lies outside the function or changes nothing', () => {
    const candidates = [edit('x', 'z'), edit('-', '-')];
    const question = repairQuestion(text, 'typescript', functionRange, candidates);
    assert.equal(question?.answers.size, 0);
  });

  it('is not asked about a function that is longer than those of training', () => {
    const long = `function f(a) {\n${'  a += 1;\n'.repeat(200)}}`;
    const range = { start: 0, end: long.length };
    assert.equal(repairQuestion(long, 'javascript', range, []), undefined);
  });

  it('moves functions to the left margin as training does', () => {
    assert.equal(dedent('    def f():\n        return 1\n'), 'def f():\n    return 1');
    assert.equal(dedent('\tif (x) {\r\n\t\ty();\r\n\t}'), 'if (x) {\n    y();\n}');
    assert.equal(dedent('f() {\n  g();\n}'), 'f() {\n  g();\n}');
  });
});
