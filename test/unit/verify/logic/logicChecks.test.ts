import assert from 'node:assert/strict';
import { arithmeticCheck, equivalenceCheck } from '../../../../server/verify/logic/checks.ts';
import { logicTools } from '../../../../server/verify/logic/tools.ts';
import { sitesIn } from '../../../support/logicSites.ts';

async function checkEdit(
  languageId: string,
  documentText: string,
  before: string,
  newText: string,
  domain = 'logic',
) {
  const start = documentText.indexOf(before);
  assert.ok(start >= 0);
  return equivalenceCheck({
    domain,
    languageId,
    documentText,
    range: { start, end: start + before.length },
    newText,
  });
}

describe('equivalenceCheck', () => {
  it('proves a right rewriting', async () => {
    const report = await checkEdit(
      'typescript',
      'if (!(a && !b)) {\n  f();\n}',
      '!(a && !b)',
      '!a || b',
    );
    assert.deepEqual([report.status, report.proof], ['passed', true]);
  });

  it('passes without proof what rests on an assumption', async () => {
    const report = await checkEdit('typescript', 'if (!(x > 5)) f();', '!(x > 5)', 'x <= 5');
    assert.deepEqual([report.status, report.proof], ['passed', undefined]);
    assert.match(report.detail, /NaN/);
  });

  const wrong: readonly (readonly [string, string, string, string])[] = [
    ['typescript', 'if (!(a && !b)) f();', '!(a && !b)', '!a && b'],
    ['typescript', 'if (!(x > 5)) f();', '!(x > 5)', 'x < 5'],
    ['typescript', 'if (a && a.b) f();', 'a && a.b', 'a.b && a'],
    ['typescript', 'if (f() || a) g();', 'f() || a', 'a || f()'],
    ['typescript', 'const r = !!(a && b);', '!!(a && b)', 'a && b'],
    ['python', 'if not (a or b):\n    pass\n', 'not (a or b)', 'not a or b'],
    [
      'typescript',
      'if (c) {\n  return true;\n}\nreturn false;',
      'if (c) {\n  return true;\n}\nreturn false;',
      'return !c;',
    ],
    ['typescript', 'if (a && b) f();', 'a && b', 'a &&'],
    ['typescript', 'if (a) {\n  g();\n}', 'if (a) {\n  g();\n}', 'if (a) {\n  h();\n}'],
  ];
  for (const [languageId, text, before, after] of wrong) {
    it(`refuses ${JSON.stringify(after)} for ${JSON.stringify(before)}`, async () => {
      assert.equal((await checkEdit(languageId, text, before, after)).status, 'failed');
    });
  }

  it('agrees with every form that is offered', async () => {
    const documents: readonly (readonly [string, string])[] = [
      [
        'typescript',
        'function f(on: boolean): boolean {\n  if (on === true) {\n    return true;\n  }\n  return false;\n}',
      ],
      ['typescript', 'const ok = !(!isA || !isB), no = x ? true : false;'],
      ['javascript', 'if (a > 2) {\n  big = true;\n} else {\n  big = false;\n}'],
      ['javascript', '(isA && !isB) || (!isA && isB)'],
      [
        'python',
        'def f(x):\n    if x == 1:\n        return False\n    else:\n        return True\n',
      ],
      ['python', 'elif not x is None:'],
      ['python', 'y = [a for a in b if not (a == 1 or a == 2)]'],
    ];
    for (const [languageId, documentText] of documents) {
      const sites = (await sitesIn(languageId, documentText)).filter(
        (site) => site.forms.length > 0,
      );
      assert.notEqual(sites.length, 0, documentText);
      for (const { range, forms } of sites) {
        for (const { text: newText, assumption } of forms) {
          const report = await equivalenceCheck({
            domain: 'logic',
            languageId,
            documentText,
            range,
            newText,
          });
          assert.equal(report.status, 'passed', `${documentText} → ${newText}: ${report.detail}`);
          assert.equal(
            report.proof ?? false,
            assumption === undefined,
            `${documentText} → ${newText}`,
          );
        }
      }
    }
  });

  it('proves and refuses values of calculations', async () => {
    const right = await checkEdit('python', '17 * 3 - 9', '17 * 3 - 9', '42');
    assert.deepEqual([right.status, right.proof], ['passed', true]);
    assert.equal(
      (await checkEdit('javascript', '12 + 5 * 3 > 30;', '12 + 5 * 3 > 30', 'true')).status,
      'failed',
    );
    assert.equal(
      (await checkEdit('javascript', 'const d = 6 * 7;', '6 * 7', '42')).status,
      'passed',
    );
  });

  it('has nothing to say about other domains and languages', async () => {
    assert.equal(
      (await checkEdit('typescript', 'f(a && b);', 'a && b', 'b', 'code')).status,
      'notChecked',
    );
    assert.equal((await checkEdit('rust', 'a && b', 'a && b', 'b')).status, 'notChecked');
  });
});

describe('arithmeticCheck', () => {
  const check = (documentText: string, newText: string, languageId = 'javascript') =>
    arithmeticCheck({
      domain: 'logic',
      languageId,
      documentText,
      range: { start: 0, end: documentText.length },
      newText,
    });

  it('proves the value of a calculation', async () => {
    const report = await check('3 * 4 + 2', '14');
    assert.deepEqual([report.status, report.proof], ['passed', true]);
  });

  it('refuses another value, and what is no value', async () => {
    assert.equal((await check('3 * 4 + 2', '20')).status, 'failed');
    assert.equal((await check('12 > 3 + 4', 'True')).status, 'failed');
    assert.equal((await check('3 * 4', 'twelve')).status, 'failed');
  });

  it('does not apply to conditions', async () => {
    assert.equal((await check('a && b', 'b')).status, 'notChecked');
  });
});

describe('logic/equivalent', () => {
  const compare = (before: string, after: string) =>
    logicTools['logic/equivalent'](
      { languageId: 'javascript', before, after },
      new AbortController().signal,
    );

  it('tells equal, different and unproven apart', async () => {
    assert.equal((await compare('!(A || !B)', '!A && B')).verdict, 'equivalent');
    assert.equal((await compare('!(A || !B)', 'A && B')).verdict, 'different');
    assert.equal((await compare('A && B', 'A &&')).verdict, 'notProven');
    const many = Array.from({ length: 20 }, (_, index) => `v${index}`);
    assert.equal(
      (await compare(many.join(' && '), many.toReversed().join(' && '))).verdict,
      'notProven',
    );
  });

  it('says whether the second is simpler by more than taste', async () => {
    assert.equal((await compare('a && (a || b)', 'a')).saves, true);
    assert.equal((await compare('!(a || b)', '!a && !b')).saves, false);
  });

  it('takes nested ifs for one only over the same body and the same cases', async () => {
    const nested = 'if (a) { if (b) { f(); } }';
    assert.equal((await compare(nested, 'if (a && b) { f(); }')).verdict, 'equivalent');
    assert.equal((await compare(nested, 'if (a || b) { f(); }')).verdict, 'different');
    assert.equal((await compare(nested, 'if (a && b) { g(); }')).verdict, 'notProven');
    assert.equal(
      (await compare(nested, 'if (a && b) { f(); } else { g(); }')).verdict,
      'notProven',
    );
  });
});
