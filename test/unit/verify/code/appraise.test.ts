import assert from 'node:assert/strict';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { appraise, stepsPerFunction } from '../../../../server/verify/code/evidence/appraise.ts';
import {
  shippedWeights,
  type NaturalWeights,
} from '../../../../server/verify/code/evidence/naturalEvidence.ts';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { factorBuckets } from '../../../../server/verify/code/naturalness.ts';
import { repairsOf } from '../../../../server/verify/code/repairs.ts';
import { createStepBudget } from '../../../../server/verify/code/run/stepBudget.ts';
import { parseNodes } from '../../../../server/verify/syntax/node.ts';

const signal = new AbortController().signal;
const none: NaturalWeights = { scale: 0, bytes: new Int8Array(factorBuckets) };

/** Every repair of the first function of a text with its evidence, by what it changes. */
async function evidenceFor(
  languageId: string,
  text: string,
  weights = none,
): Promise<ReadonlyMap<string, RepairCandidate>> {
  const root = await parseNodes(languageId, text);
  assert.ok(root);
  const [node] = functionsIn(root, { start: 0, end: text.length });
  const fn = node && describeFunction(root, text, languageId, node);
  assert.ok(fn);
  const { candidates: appraised } = await appraise(fn, repairsOf(fn), weights, signal);
  return new Map(
    appraised.map((each) => [
      `${text.slice(each.range.start, each.range.end)} → ${each.newText}`,
      each,
    ]),
  );
}

describe('evidence for repairs', () => {
  it('knows what a function of that name does, and which repair makes it do so', async () => {
    const found = await evidenceFor(
      'python',
      'def product(xs):\n    p = 0\n    for x in xs:\n        p *= x\n    return p\n',
    );
    assert.equal(found.get('0 → 1')?.features?.['known'], 1);
    assert.equal(found.get('*= → +=')?.features?.['known'], undefined);
    assert.equal(found.get('0 → 1')?.features?.['fixes:constant'], 1);
  });

  it('says of a correct function that it is one', async () => {
    const found = await evidenceFor('javascript', 'function isEven(n) {\n  return n % 2 === 0;\n}');
    for (const candidate of found.values()) assert.ok((candidate.features?.['keep'] ?? 0) > 0.5);
  });

  it('puts repairs into one group that do the same', async () => {
    const found = await evidenceFor(
      'javascript',
      'function f(a, b) {\n  if (a < b) return a - b;\n  return 0;\n}',
    );
    const groupOf = (name: string): number | undefined => found.get(name)?.group;
    assert.equal(groupOf('a < b → b < a') ?? groupOf('< → >'), groupOf('< → >'));
    assert.equal(groupOf('< → <='), 0);
    assert.equal(found.get('< → <=')?.features?.['unchanged'], 1);
    assert.notEqual(groupOf('- → +'), groupOf('< → >'));
  });

  it('sees calls of methods of an argument as something that a function does', async () => {
    const found = await evidenceFor(
      'javascript',
      'function save(db, draft) {\n  db.drafts.insert(draft);\n}',
    );
    for (const candidate of found.values()) {
      assert.equal(candidate.features?.['fixes:idle'], undefined);
      assert.equal(candidate.features?.['fixes:ignored'], undefined);
    }
  });

  it('does not hold it against an await that trial runs show no difference', async () => {
    const found = await evidenceFor(
      'javascript',
      'async function load(api) {\n  const user = api.get();\n  return user.name;\n}',
    );
    const candidate = found.get('api.get() → await api.get()');
    assert.equal(candidate?.group, -1);
    assert.equal(candidate?.features?.['unchanged'], undefined);
  });

  it('finds the usual version of a loop more usual', async () => {
    const found = await evidenceFor(
      'typescript',
      'function total(prices: number[]): number {\n  let sum = 0;\n  for (let i = 0; i <= prices.length; i++) sum += prices[i];\n  return sum;\n}',
      shippedWeights(),
    );
    const usual = found.get('<= → <')?.features?.['natural'] ?? 0;
    const unusual = found.get('<= → >=')?.features?.['natural'] ?? 0;
    assert.ok(usual > 1, String(usual));
    assert.ok(usual > unusual);
  });
});

describe('the budget of one function', () => {
  const text =
    'function clampAll(values, low, high) {\n  const out = [];\n  for (let i = 0; i < values.length; i++) {\n    if (values[i] < low) out.push(low);\n    else if (values[i] > high) out.push(high);\n    else out.push(values[i]);\n  }\n  return out;\n}';

  async function appraiseWithin(steps: number, stop = signal) {
    const root = await parseNodes('javascript', text);
    const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
    const fn = root && node && describeFunction(root, text, 'javascript', node);
    assert.ok(fn);
    const budget = createStepBudget(steps);
    const candidates = repairsOf(fn);
    const appraisal = await appraise(fn, candidates, none, stop, { budget });
    return { appraisal, candidates, spent: budget.spent };
  }

  it('is not reached by a plain function, of which every repair is tried', async () => {
    const { appraisal, spent } = await appraiseWithin(stepsPerFunction);
    assert.equal(appraisal.untried, 0);
    assert.ok(spent > 0 && spent < stepsPerFunction / 2, String(spent));
  });

  it('ends the trial runs within a little more than was given', async () => {
    const whole = (await appraiseWithin(stepsPerFunction)).spent;
    for (const share of [0.2, 0.5, 0.8]) {
      const { appraisal, spent } = await appraiseWithin(whole * share);
      assert.ok(appraisal.untried > 0);
      assert.ok(appraisal.candidates.length > 0);
      assert.ok(spent < whole * (share + 0.2), `${spent} of ${whole}`);
    }
  });

  it('keeps something of every kind when it is short', async () => {
    const { appraisal, candidates } = await appraiseWithin(100_000);
    const kinds = new Set(appraisal.candidates.map(({ kind }) => kind));
    assert.ok(appraisal.candidates.length < candidates.length);
    for (const { kind } of candidates) assert.ok(kinds.has(kind), kind);
  });

  it('spends nothing more once it is cancelled', async () => {
    const controller = new AbortController();
    const budget = createStepBudget(stepsPerFunction);
    const cancelled = {
      ...budget,
      spend: (steps: number) => {
        budget.spend(steps);
        if (budget.spent > 50_000) setImmediate(() => controller.abort());
      },
    };
    const root = await parseNodes('javascript', text);
    const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
    const fn = root && node && describeFunction(root, text, 'javascript', node);
    assert.ok(fn);
    await assert.rejects(
      appraise(fn, repairsOf(fn), none, controller.signal, { budget: cancelled }),
    );
    const { spent } = await appraiseWithin(stepsPerFunction);
    assert.ok(budget.spent < 100_000 && budget.spent < spent / 2, `${budget.spent} of ${spent}`);
  });
});

describe('repairs that are enumerated', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['javascript', 'const f = (xs, s) => s / (xs.length - 1);', '(xs.length - 1) → xs.length'],
    ['python', 'def f(n):\n    return n[4:]\n', '4 → -4'],
    ['javascript', 'function f(p) {\n  p *= 0.1;\n  return p;\n}', '0.1 → 0.9'],
    ['javascript', 'function f(lastError) {\n  return lastError;\n}', 'return → throw'],
    ['python', 'def f(error):\n    return error\n', 'return → raise'],
    ['javascript', 'function f() {\n  return localStorage.setItem("a");\n}', 'setItem → getItem'],
  ];
  for (const [languageId, text, edit] of cases)
    it(`has ${edit}`, async () => {
      assert.ok((await evidenceFor(languageId, text)).has(edit));
    });
});
