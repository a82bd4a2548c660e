import assert from 'node:assert/strict';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { appraise } from '../../../../server/verify/code/evidence/appraise.ts';
import { behaviourEvidence } from '../../../../server/verify/code/evidence/behaviourEvidence.ts';
import {
  shippedWeights,
  type NaturalWeights,
} from '../../../../server/verify/code/evidence/naturalEvidence.ts';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { factorBuckets } from '../../../../server/verify/code/naturalness.ts';
import { repairReport, repairsOf, thinned } from '../../../../server/verify/code/repairs.ts';
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
  const appraised = await appraise(fn, repairsOf(fn), weights, signal);
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

  it('drops what a rule would take back', async () => {
    const pairs =
      'function pairs(xs) {\n  const out = [];\n  for (let i = 0; i < xs.length - 1; i++) out.push([xs[i], xs[i + 1]]);\n  return out;\n}';
    const found = await evidenceFor('javascript', pairs);
    assert.ok(!found.has('xs.length - 1 → xs.length'));
    assert.ok(found.has('< → >'));
    const right = 'const byNewestFirst = (a, b) => b.createdAt - a.createdAt;';
    assert.ok(!(await evidenceFor('javascript', right)).has('b.createdAt - a → a.createdAt - b'));
  });

  it('drops what leaves standing that a rule finds wrong', async () => {
    const text = 'const canPay = (balance, price) => balance <= price;';
    const found = await evidenceFor('javascript', text);
    assert.ok(!found.has('<= → <'));
    assert.ok(found.has('<= → >='));
  });

  it('counts with nothing that has parts', async () => {
    const text =
      'function f(xs) {\n  let n = 0;\n  for (const x of xs) if (xs.has(x)) n++;\n  return n;\n}';
    const found = await evidenceFor('javascript', text);
    assert.ok(!found.has('xs → n'));
    assert.ok(found.has('n → xs'));
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

describe('the effort that goes into one function', () => {
  const text =
    'function total(items) {\n  let sum = 0;\n  for (let i = 0; i < items.length; i++) sum += items[i];\n  return sum;\n}';

  async function appraised(steps?: number): Promise<readonly RepairCandidate[]> {
    const root = await parseNodes('javascript', text);
    assert.ok(root);
    const [node] = functionsIn(root, { start: 0, end: text.length });
    const fn = node && describeFunction(root, text, 'javascript', node);
    assert.ok(fn);
    return appraise(fn, repairsOf(fn), shippedWeights(), signal, steps);
  }

  it('is counted in steps: the least usual edits go untried and are still ranked', async () => {
    const all = await appraised();
    assert.ok(all.every(({ untried }) => untried === undefined));
    const some = await appraised(20_000);
    assert.equal(some.length, all.length);
    const untried = some.filter((each) => each.untried);
    assert.ok(untried.length > 0 && untried.length < all.length);
    const usualness = ({ prior, features }: RepairCandidate): number =>
      prior + (features?.['natural'] ?? 0);
    const least = Math.min(...some.filter((each) => !each.untried).map(usualness));
    assert.ok(untried.every((each) => usualness(each) <= least && each.group === -1));
    assert.deepEqual(await appraised(20_000), some);
  });

  it('leaves out edits evenly, but none that a rule speaks for', () => {
    const edits = Array.from({ length: 20 }, (_, place) => ({
      range: { start: place, end: place + 1 },
      newText: 'x',
      kind: 'literal',
      prior: place === 7 ? 4 : 0,
    }));
    assert.equal(thinned(edits, 20), edits);
    const kept = thinned(edits, 6).map(({ range }) => range.start);
    assert.equal(kept.length, 6);
    assert.ok(kept.includes(7));
    assert.ok(kept.some((start) => start < 5) && kept.some((start) => start > 14));
  });

  it('ends soon after it is cancelled, in the midst of trial runs', async () => {
    const controller = new AbortController();
    const root = await parseNodes('javascript', text);
    const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
    const fn = root && node && describeFunction(root, text, 'javascript', node);
    assert.ok(fn);
    const versions = Array.from({ length: 200 }, () => fn);
    let asked = 0;
    const order = new Proxy([...versions.keys()], {
      get(places, name, receiver): unknown {
        if (typeof name === 'string' && /^\d+$/.test(name)) {
          asked += 1;
          if (asked === 20) setImmediate(() => controller.abort());
        }
        return Reflect.get(places, name, receiver);
      },
    });
    await assert.rejects(behaviourEvidence(fn, versions, order, controller.signal));
    assert.ok(asked < 25, String(asked));
  });

  it('counts the class around a method, which is read with every edit', async () => {
    const method =
      'total(items) {\n    let sum = 0;\n    for (let i = 0; i < items.length; i++) sum += items[i];\n    return sum;\n  }';
    const others = Array.from({ length: 800 }, (_, at) => `  m${at}() {\n    return ${at};\n  }\n`);
    const leftOutOf = async (code: string): Promise<number> => {
      const start = code.indexOf('total(');
      const range = { start, end: start + method.length };
      const report = await repairReport({ languageId: 'javascript', text: code, range }, signal);
      assert.equal(report.functions.length, 1);
      return report.functions[0]?.leftOut ?? 0;
    };
    assert.equal(await leftOutOf(`class A {\n  ${method}\n}\n`), 0);
    assert.ok((await leftOutOf(`class A {\n  ${method}\n${others.join('')}}\n`)) > 0);
  });
});
