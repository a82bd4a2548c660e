import assert from 'node:assert/strict';
import { describeFunction, functionsIn } from '../../../../server/verify/code/functionInfo.ts';
import { intentions } from '../../../../server/verify/code/rules/intentions.ts';
import { ladders } from '../../../../server/verify/code/rules/ladders.ts';
import { refusals } from '../../../../server/verify/code/rules/refusals.ts';
import { twins } from '../../../../server/verify/code/rules/twins.ts';
import { units } from '../../../../server/verify/code/rules/units.ts';
import type { Rule } from '../../../../server/verify/code/finding.ts';
import { parseNodes } from '../../../../server/verify/syntax/node.ts';

/** Every text that a rule proposes with evidence that decides alone. */
async function proposed(rule: Rule, languageId: string, text: string): Promise<readonly string[]> {
  const root = await parseNodes(languageId, text);
  assert.ok(root);
  const [node] = functionsIn(root, { start: 0, end: text.length });
  const fn = node && describeFunction(root, text, languageId, node);
  assert.ok(fn);
  return rule(fn)
    .filter(({ prior }) => prior >= 3.5)
    .map(({ range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end));
}

/** `§` stands where `bug` and `fix` differ. */
type Case = readonly [language: string, template: string, bug: string, fix: string];

const rules: readonly (readonly [name: string, rule: Rule, cases: readonly Case[]])[] = [
  [
    'guards that refuse the wrong ones',
    refusals,
    [
      [
        'javascript',
        'function f(session) {\n  if (§session) throw new Error("session is missing");\n  return session.id;\n}',
        '',
        '!',
      ],
      [
        'python',
        'def pay(balance, amount):\n    if balance § amount:\n        raise ValueError("insufficient balance")\n    return balance - amount\n',
        '>=',
        '<',
      ],
      [
        'typescript',
        'function change(due: number, given: number) {\n  if (given < due) throw new Error("Pay more.");\n  return §;\n}',
        'due - given',
        'given - due',
      ],
      [
        'javascript',
        'function put(queue, item, limit) {\n  queue.push(item);\n  if (queue.length § limit) queue.shift();\n}',
        '<',
        '>',
      ],
    ],
  ],
  [
    'things done twice',
    twins,
    [
      [
        'python',
        'def walk(node, out):\n    if node:\n        walk(node.left, out)\n        walk(node.§, out)\n',
        'left',
        'right',
      ],
      [
        'javascript',
        'function anyLate(xs) {\n  let found = §;\n  for (const x of xs) if (x.late) found = true;\n  return found;\n}',
        'true',
        'false',
      ],
      [
        'javascript',
        'function visit(g, at, seen) {\n  seen.add(at);\n  for (const next of g[at]) if (!seen.has(§)) visit(g, next, seen);\n}',
        'at',
        'next',
      ],
      ['javascript', 'const capital = (s) => s.charAt(0).toUpperCase() + s.slice(§);', '0', '1'],
      ['javascript', 'const within = (x) => Math.max(0, Math.§(9, x));', 'max', 'min'],
    ],
  ],
  [
    'factors of units',
    units,
    [
      ['javascript', 'const daysToHours = (days) => days § 24;', '/', '*'],
      ['python', 'def ms_to_minutes(ms):\n    return ms / 1000 § 60\n', '*', '/'],
      ['javascript', 'const hoursToMs = (hours) => hours * 60 * 60 § 1000;', '+', '*'],
    ],
  ],
  [
    'comparisons beside others',
    ladders,
    [
      [
        'javascript',
        'function size(n) {\n  if (n >= 30) return "L";\n  if (n >= 20) return "M";\n  if (n § 10) return "S";\n  return "XS";\n}',
        '<=',
        '>=',
      ],
      [
        'python',
        'def has(grid, x, y):\n    return 0 <= y < len(grid) and 0 <= x § len(grid[0])\n',
        '<=',
        '<',
      ],
      [
        'javascript',
        'function skip(xs) {\n  let i = 0;\n  while (i § xs.length && xs[i] === 0) i++;\n  return i;\n}',
        '<=',
        '<',
      ],
      [
        'python',
        'def brief(text, width):\n    if len(text) § width:\n        return text\n    return text[:width - 1] + "…"\n',
        '>',
        '<=',
      ],
      [
        'typescript',
        'function seek(node: Tree, key: number): Tree | undefined {\n  if (key § node.key) return seek(node.left, key);\n  return seek(node.right, key);\n}',
        '>',
        '<',
      ],
      [
        'python',
        'def split(xs, p):\n    below = [x for x in xs if x < p]\n    above = [x for x in xs if x § p]\n    return below, above\n',
        '<=',
        '>=',
      ],
    ],
  ],
  [
    'what names promise',
    intentions,
    [
      [
        'javascript',
        'function flip(head) {\n  let done = null;\n  let at = head;\n  while (at) {\n    const rest = at.next;\n    at.next = done;\n    done = at;\n    at = §;\n  }\n  return done;\n}',
        'done',
        'rest',
      ],
      ['python', 'class C:\n    def decrease(self):\n        self.n §= 1\n', '+', '-'],
      [
        'javascript',
        'function makeFolder(dir) {\n  if (§existsSync(dir)) mkdirSync(dir);\n}',
        '',
        '!',
      ],
      ['python', 'def to_pay(bill, tip):\n    return bill § tip\n', '-', '+'],
      [
        'javascript',
        'function add(id, quantity) {\n  lines.push({ id, § });\n}',
        'quantity: 1',
        'quantity',
      ],
    ],
  ],
];

describe('rules that compare parts of a function with each other', () => {
  for (const [name, rule, cases] of rules) {
    it(`repair ${name}`, async () => {
      for (const [language, template, bug, fix] of cases) {
        const [first] = await proposed(rule, language, template.replace('§', bug));
        assert.equal(first, template.replace('§', fix));
      }
    });

    it(`leave ${name} alone that are right`, async () => {
      for (const [language, template, , fix] of cases) {
        const text = template.replace('§', fix);
        assert.deepEqual(await proposed(rule, language, text), [], text);
      }
    });
  }

  it('do not take a flag for a thing that is missing', async () => {
    const text =
      'function f(isStrict) {\n  if (isStrict) throw new Error("strict mode required");\n}';
    assert.deepEqual(await proposed(refusals, 'javascript', text), []);
  });

  it('leave a variable alone that begins elsewhere', async () => {
    const text =
      'function hasAll(v) {\n  f(() => { found = true; });\n  g(() => { found = true; });\n}';
    assert.deepEqual(await proposed(twins, 'javascript', text), []);
  });

  it('let the giver give', async () => {
    const text = 'def move(source, target, n):\n    source.n += n\n    target.n -= n\n';
    const right = text.replace('+=', '?').replace('-=', '+=').replace('?', '-=');
    assert.deepEqual(await proposed(intentions, 'python', text), [right]);
    assert.deepEqual(await proposed(intentions, 'python', right), []);
  });

  it('leave what is net without the tip', async () => {
    const text = 'def net(bill, tip):\n    return bill - tip\n';
    assert.deepEqual(await proposed(intentions, 'python', text), []);
  });
});
