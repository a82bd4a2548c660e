import assert from 'node:assert/strict';
import { gradeAnswer } from '../../../server/bench/grade.ts';
import type { BenchItem, Grader } from '../../../server/bench/item.ts';
import { parseItems } from '../../../server/bench/parseItems.ts';
import { exactTools } from '../../support/exactTools.ts';

const signal = new AbortController().signal;
const domainOf = (): string => 'prose';

describe('items of one’s own', () => {
  it('are read with their graders, domains and names', () => {
    const lines = [
      '{"grader":"edit","text":"a  b","accept":["a b"],"languageId":"markdown","id":7}',
      '',
      '{"grader":"number","prompt":"2+2?","gold":4,"domain":"sums"}',
      '{"grader":"choice","prompt":"A or B?","gold":"B"}',
      '{"grader":"text","prompt":"Capital of France?","gold":"Paris"}',
      '{"grader":"code","prompt":"Write f","entryPoint":"f","tests":["f()"],"languageId":"python"}',
    ];
    const parsed = parseItems(lines.join('\n'), domainOf);
    assert.ok(parsed.ok);
    assert.deepEqual(
      parsed.value.map(({ id, domain, grader }) => [id, domain, grader.kind]),
      [
        ['7', 'prose', 'edit'],
        ['item-2', 'sums', 'number'],
        ['item-3', 'prose', 'choice'],
        ['item-4', 'prose', 'text'],
        ['item-5', 'prose', 'code'],
      ],
    );
  });

  const refusals: readonly (readonly [string, RegExp])[] = [
    ['{"grader":"edit"', /^Line 2: it is not valid JSON/],
    ['[1]', /^Line 2: it must be an object\.$/],
    ['{"grader":"taste","prompt":"x"}', /^Line 2: "grader" must be one of "edit", "number"/],
    [
      '{"grader":"edit","text":"","accept":["x"]}',
      /^Line 2: "text" must be a text that is not empty\.$/,
    ],
    [
      '{"grader":"edit","text":"x","accept":[]}',
      /^Line 2: "accept" must be a list of at least one text\.$/,
    ],
    ['{"grader":"number","prompt":"x","gold":"many"}', /^Line 2: "gold" must hold a number\.$/],
    ['{"grader":"code","prompt":"x","entryPoint":"f"}', /^Line 2: "tests" must be a list/],
    [
      '{"grader":"text","prompt":"x","gold":"y","id":"first"}',
      /^Line 2: its id “first” was used before\.$/,
    ],
  ];
  for (const [line, reason] of refusals)
    it(`refuses ${line} with its line and the reason`, () => {
      const text = `{"grader":"text","prompt":"q","gold":"a","id":"first"}\n${line}`;
      const parsed = parseItems(text, domainOf);
      assert.ok(!parsed.ok);
      assert.match(parsed.failure.message, reason);
    });
});

describe('graders', () => {
  const item = (grader: Grader): BenchItem => ({
    id: 'x',
    domain: 'code',
    source: 'people',
    languageId: 'javascript',
    text: 'Write f.',
    grader,
  });
  const grade = (grader: Grader, answer: string, passed = true): Promise<boolean | undefined> => {
    const tools = exactTools({
      'behaviour/tests': ({ tests }: { readonly tests: readonly string[] }) =>
        Promise.resolve({
          candidates: [{ usable: true, outcomes: tests.map(() => (passed ? 'passed' : 'failed')) }],
        }),
    } as never);
    return gradeAnswer(item(grader), answer, tools, signal);
  };

  it('compare edits by their text, but for spaces at line ends and at both ends', async () => {
    const grader: Grader = { kind: 'edit', accept: ['a\n b', 'c'] };
    assert.equal(await grade(grader, 'a  \r\n b\n'), true);
    assert.equal(await grade(grader, 'c'), true);
    assert.equal(await grade(grader, 'a\nb'), false);
  });

  it('compare numbers by value and choices by letter', async () => {
    assert.equal(await grade({ kind: 'number', gold: '1000' }, 'It is 1,000.0'), true);
    assert.equal(await grade({ kind: 'number', gold: '1000' }, 'It is 100'), false);
    assert.equal(await grade({ kind: 'choice', gold: 'B' }, 'The answer is (B).'), true);
    assert.equal(await grade({ kind: 'choice', gold: 'B' }, 'A'), false);
  });

  it('run programs against every test, and say nothing where they cannot run', async () => {
    const grader: Grader = { kind: 'code', entryPoint: 'f', tests: ['f()', 'f(1)'] };
    assert.equal(await grade(grader, 'function f() {}'), true);
    assert.equal(await grade(grader, 'function f() {}', false), false);
    const none = exactTools({});
    assert.equal(await gradeAnswer(item(grader), 'function f() {}', none, signal), undefined);
  });
});
