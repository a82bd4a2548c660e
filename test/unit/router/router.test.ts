import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RouteInput } from '../../../protocol/route.ts';
import { createClassifier } from '../../../server/core/router/classifier.ts';
import { classifierData } from '../../../server/core/router/classifierData.ts';
import { createRouter } from '../../../server/core/router/router.ts';
import { shippedClassifier } from '../../../server/core/router/shippedClassifier.ts';
import { generateSelections } from '../../../training/router/selections.ts';

const router = createRouter(shippedClassifier());

function check(input: RouteInput, expert: string, reason?: RegExp): void {
  const decision = router.route(input);
  assert.equal(decision.expert, expert, `${input.text} → ${decision.reason}`);
  if (reason !== undefined) assert.match(decision.reason, reason);
}

describe('router', () => {
  it('follows the words of the instruction', () => {
    const text = 'function f(a) {\n  // This return the sum.\n  return a;\n}';
    check({ text, languageId: 'javascript', instruction: 'fix grammar' }, 'prose', /“grammar”/u);
    check(
      {
        text,
        languageId: 'javascript',
        instruction: 'Fix the typos in the comments of this function',
      },
      'prose',
      /“typos”/u,
    );
    check(
      { text, languageId: 'javascript', instruction: 'simplify the condition' },
      'logic',
      /“condition”/u,
    );
    check({ text, languageId: 'javascript', instruction: 'simplify' }, 'logic', /“simplify”/u);
    check(
      { text: 'if (a && b) {\n  go();\n}', languageId: 'javascript', instruction: 'repair this' },
      'code',
      /“repair”/u,
    );
    check(
      { text: 'a && !a', languageId: 'javascript', instruction: 'fix the bug in this condition' },
      'code',
      /“bug”/u,
    );
    check(
      { text: 'She go home.', languageId: 'markdown', instruction: 'Rechtschreibung korrigieren' },
      'prose',
      /Rechtschreibung/u,
    );
  });

  it('judges a selection by its form', () => {
    check(
      { text: '!(user.active && !done) || count === 0', languageId: 'typescript' },
      'logic',
      /a boolean condition in TypeScript/u,
    );
    check({ text: 'not a and b', languageId: 'python' }, 'logic');
    check(
      { text: 'ready and open', languageId: 'python' },
      'logic',
      /read as a condition in Python/u,
    );
    check({ text: '12 * (3 + 4)', languageId: 'typescript' }, 'logic', /integer arithmetic/u);
    check(
      { text: '  // Returns the name of teh user.', languageId: 'typescript' },
      'prose',
      /comment or string in TypeScript/u,
    );
    check(
      { text: '"""Return the list of name."""', languageId: 'python', syntaxNode: 'string' },
      'prose',
    );
    check(
      {
        text: 'def f(x):\n    """Add one to the number."""\n    return x + 1',
        languageId: 'python',
      },
      'code',
    );
    check({ text: 'const total = items.length;', languageId: 'typescript' }, 'code');
    check({ text: 'a < b', languageId: 'typescript', syntaxNode: 'binary_expression' }, 'logic');
  });

  it('reads Markdown as prose except for a fenced block or a bare condition', () => {
    check(
      { text: 'This are a paragraph about `foo()` and how it work.', languageId: 'markdown' },
      'prose',
      /running text in Markdown/u,
    );
    check(
      { text: '```ts\nfunction f() {\n  return 1;\n}\n```', languageId: 'markdown' },
      'code',
      /program text in Markdown/u,
    );
    check({ text: 'a && !(b || c)', languageId: 'markdown' }, 'logic');
    check(
      { text: 'Fix the loader so that empty file is skipped', languageId: 'git-commit' },
      'prose',
    );
  });

  it('does not take the lines of a structured file for sentences', () => {
    check(
      { text: 'name: build the whole project\nrun: npm run build all', languageId: 'yaml' },
      'code',
    );
    check(
      { text: 'SELECT name FROM users WHERE age > 3 ORDER BY name', languageId: 'sql' },
      'code',
    );
    check({ text: '# This job build the project every night', languageId: 'yaml' }, 'prose');
  });

  it('leaves the logic expert a share of a statement around a condition', () => {
    const around = router.route({
      text: 'if (a === true && !(b || c)) {\n  go();\n}',
      languageId: 'typescript',
    });
    assert.equal(around.expert, 'code');
    assert.ok((around.scores['logic'] ?? 0) >= 0.2);
    const whole = router.route({
      text: 'function f(a, b) {\n  if (a && b) return 1;\n  return 2;\n}',
      languageId: 'javascript',
    });
    assert.ok((whole.scores['logic'] ?? 1) < 0.2);
  });

  it('uses a spelling diagnostic where the form leaves doubt', () => {
    const text = 'Recieve all mail <yes|no> name=x count=3';
    check({ text, languageId: 'typescript' }, 'code');
    check(
      { text, languageId: 'typescript', diagnostics: ['"Recieve": Unknown word.'] },
      'prose',
      /spelling diagnostic/u,
    );
  });

  it('routes questions in many languages', () => {
    check({ text: 'How do I reverse a linked list in Java without recursion?' }, 'code');
    check({ text: 'Wie schreibe ich eine SQL-Abfrage, die doppelte Zeilen findet?' }, 'code');
    check({ text: '用Java写一个读取CSV文件的函数' }, 'code');
    check({ text: 'Solve 5x + 3 = 18 and show every step.' }, 'logic');
    check({ text: 'Calcule la probabilité d’obtenir deux six avec deux dés.' }, 'logic');
    check({ text: 'Решите уравнение x^2 + 5x + 6 = 0' }, 'logic');
    check({ text: 'Write a bedtime story about a shy hedgehog.' }, 'prose');
    check({ text: 'Escribe un poema sobre la lluvia' }, 'prose');
    check({ text: '秋の夕暮れについて短い詩を書いてください' }, 'prose');
  });

  it('gives scores that sum to one, the highest to its choice, and a reason, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom(undefined, 'typescript', 'python', 'markdown', 'rust'),
        (text, languageId) => {
          const decision = router.route({ text, languageId });
          const sum = Object.values(decision.scores).reduce((total, score) => total + score, 0);
          assert.ok(Math.abs(sum - 1) < 1e-9);
          assert.equal(
            decision.scores[decision.expert],
            Math.max(...Object.values(decision.scores)),
          );
          assert.ok(decision.reason.length > 0);
          assert.deepEqual(router.route({ text, languageId }), decision);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names the terms that weighed most when no rule fires', () => {
    const decision = router.route({
      text: 'Prove that the sum of two odd integers is even, for all integers.',
    });
    assert.equal(decision.expert, 'logic');
    assert.match(decision.reason, /^strongest signs: .*“(?:prove|integers|odd|even|sum)/u);
  });

  it('routes at least 97 % of generated selections per language and expert, with and without the language', () => {
    const groups = new Map<string, { right: number; bare: number; all: number }>();
    for (const row of generateSelections(900, 4242)) {
      const key = `${row.languageId} ${row.expert}`;
      const group = groups.get(key) ?? { right: 0, bare: 0, all: 0 };
      group.all += 1;
      if (router.route({ text: row.prompt, languageId: row.languageId }).expert === row.expert)
        group.right += 1;
      if (router.route({ text: row.prompt }).expert === row.expert) group.bare += 1;
      groups.set(key, group);
    }
    for (const [key, { right, bare, all }] of groups) {
      assert.ok(right >= 0.97 * all, `${key}: ${right} of ${all} with the language`);
      assert.ok(bare >= 0.97 * all, `${key}: ${bare} of ${all} without it`);
    }
  });

  it('refuses a classifier that was fitted for other features', () => {
    assert.throws(() => createClassifier({ ...classifierData, dimensions: 12 }), /fit\.ts/u);
    assert.throws(
      () => createClassifier({ ...classifierData, weights: classifierData.weights.slice(8) }),
      /fit\.ts/u,
    );
  });
});
