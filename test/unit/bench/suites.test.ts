import assert from 'node:assert/strict';
import vm from 'node:vm';
import { bugItems } from '../../../server/bench/suites/bugs.ts';
import { conditionItems } from '../../../server/bench/suites/conditions.ts';
import { readPeople } from '../../../server/bench/suites/people.ts';
import { suiteItems, suiteNames } from '../../../server/bench/suites/suite.ts';
import { mustStay, type BenchItem } from '../../../server/bench/item.ts';
import { logicTools } from '../../../server/verify/logic/tools.ts';
import { codeTools } from '../../../server/verify/code/tools.ts';
import { exactTools } from '../../support/exactTools.ts';

const people = readPeople();
const signal = new AbortController().signal;
const referenceOf = ({ grader }: BenchItem): string =>
  grader.kind === 'edit' ? (grader.accept[0] ?? '') : '';

describe('the suites of the benchmark', function () {
  this.timeout(60_000);

  for (const name of suiteNames)
    it(`${name} is the same for the same seed and another for another`, () => {
      const items = suiteItems(name, 7, people);
      assert.deepEqual(suiteItems(name, 7, people), items);
      const other = suiteItems(name, 8, people).map(({ text }) => text);
      assert.notDeepEqual(
        other,
        items.map(({ text }) => text),
      );
      assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
    });

  it('holds 3,000 items for the nano pool, 300 of them written by people', () => {
    const items = suiteItems('nano', 1, people);
    assert.ok(items.length >= 3000, String(items.length));
    assert.ok(items.filter(({ source }) => source === 'people').length >= 300);
  });

  it('begins every suite with a fair sample of it', () => {
    const items = suiteItems('nano', 1, people);
    const share = (list: readonly BenchItem[], domain: string): number =>
      list.filter((item) => item.domain === domain).length / list.length;
    for (const domain of ['code', 'logic', 'prose'])
      assert.ok(Math.abs(share(items.slice(0, 150), domain) - share(items, domain)) < 0.03, domain);
  });

  it('asks for a change, or for none, but never for the impossible', () => {
    for (const item of suiteItems('nano', 3, people)) {
      const reference = referenceOf(item);
      assert.notEqual(reference.trim(), '', item.id);
      assert.equal(
        mustStay(item),
        item.grader.kind === 'edit' && item.grader.accept.includes(item.text),
      );
    }
  });

  it('writes every condition in a roundabout way that the prover finds equal to the author’s form', async () => {
    const tools = exactTools(logicTools);
    for (const item of conditionItems(200, 5)) {
      const [before, after] = [item.text, referenceOf(item)].map(conditionIn);
      const report = await tools.call(
        'logic/equivalent',
        { languageId: item.languageId, before: before ?? '', after: after ?? '' },
        signal,
      );
      assert.ok(report.ok);
      assert.equal(
        report.value.verdict,
        'equivalent',
        `${before} / ${after}: ${report.value.detail}`,
      );
    }
  });

  it('breaks functions so that they still parse', async () => {
    const tools = exactTools(codeTools);
    const published = suiteItems('bugs', 1, people).filter(({ source }) => source === 'people');
    for (const { languageId, text, id } of [...bugItems(150, 5), ...published.slice(0, 150)]) {
      const report = await tools.call('syntax/parse', { languageId, text }, signal);
      assert.ok(report.ok);
      assert.equal(report.value.errors, 0, `${id}\n${text}`);
    }
  });

  it('breaks every function so that it does something else', () => {
    const items = bugItems(500, 11).filter(
      (item) => item.languageId === 'javascript' && !mustStay(item),
    );
    assert.ok(items.length > 80);
    for (const item of items)
      assert.notEqual(behaviourOf(item.text), behaviourOf(referenceOf(item)), item.text);
  });
});

/** The condition inside a frame such as `if (…) {` or `while …:`. */
function conditionIn(text: string): string {
  return (
    /^(?:if|while) \(([\s\S]*)\) \{/u.exec(text)?.[1] ??
    /^(?:if|while) (.*):$/mu.exec(text)?.[1] ??
    text
  );
}

const numbers = [0, 1, 2, 3, 4, 5, 7, 100, 400, 1900, 2000, 2024];
const lists = [[], [1], [3, 1, 2], [1, 2, 3, 4], [5, 5, 0], [2, 2, 2], [0, -1, 4]];
const things = (list: readonly number[]): unknown[] =>
  list.map((value) => {
    const fields = 'weight berth mileage rating draught postage altitude stock'.split(' ');
    return {
      ...Object.fromEntries(fields.map((field) => [field, value])),
      exempt: value % 2 === 1,
    };
  });
const spans = [
  [0, 1],
  [1, 2],
  [0, 3],
  [2, 2],
].map(([start, end]) => ({ start, end }));
const texts = ['', 'a', 'ab', 'aba', 'abca', 'xyz'];

/** What a function answers to many arguments of all the kinds that the templates know. */
function behaviourOf(code: string): string {
  const firsts = [
    ...numbers,
    ...lists,
    ...lists.map(things),
    ...things([0, 1, 2, 3, 5]),
    ...texts,
    ...spans,
    texts,
  ];
  const rests = [...numbers.slice(0, 6), 'a', 'ab', new Set(['a', 'ab']), ...spans];
  const name = /function (\w+)/u.exec(code)?.[1] ?? '';
  const guarded = code.replaceAll(
    /((?:for|while) \([^\n]*\) )\{/gu,
    '$1{ if (++steps > 300) throw new RangeError();',
  );
  const run = new vm.Script(
    `let steps = 0;\n${guarded}\nfirsts.map((first) => rests.map((second) => [1, 2, 3].map((third) => {\n  steps = 0;\n  try { const value = ${name}(first, second, third);\n    return value instanceof Map ? JSON.stringify([...value]) : String(JSON.stringify(value)); } catch (error) { return error.name; }\n})).join()).join();`,
  );
  return String(run.runInNewContext({ firsts, rests }));
}
