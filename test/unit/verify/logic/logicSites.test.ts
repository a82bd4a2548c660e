import assert from 'node:assert/strict';
import { simplifiedText, sitesIn } from '../../../support/logicSites.ts';

/** Simplifies a document and compares; without `expected`, the document must stay as it is. */
async function check(languageId: string, text: string, expected: string = text): Promise<void> {
  assert.equal(await simplifiedText(languageId, text), expected);
}

describe('conditions', () => {
  const rewritten: readonly (readonly [string, string, string])[] = [
    ['typescript', 'if (!(a && !b)) {}', 'if (!a || b) {}'],
    ['javascript', 'if (!(isLoading || e !== null)) {}', 'if (!isLoading && e === null) {}'],
    ['javascript', 'if ((a || b) && (a || c)) {}', 'if (a || (b && c)) {}'],
    ['javascript', 'if (a && b || c && c) {}', 'if (a && b || c) {}'],
    ['python', 'if (a or b) and (a or c):\n    pass\n', 'if a or b and c:\n    pass\n'],
    ['typescript', 'if (!(a.x === 1 || b.y < 2)) {}', 'if (a.x !== 1 && b.y >= 2) {}'],
    ['javascript', 'while (!!queue[0]) {}', 'while (queue[0]) {}'],
    ['javascript', 'if (n >= 3 && n > 3) {}', 'if (n > 3) {}'],
    ['javascript', 'if (xs.length > 0 || xs.length === 0) {}', 'if (true) {}'],
    ['javascript', 'if (s === "a" && s !== "b") {}', 'if (s === "a") {}'],
    ['javascript', 'if (user && user !== null) {}', 'if (user) {}'],
    ['javascript', 'const y = x ? true : false;', 'const y = Boolean(x);'],
    ['javascript', 'const y = x ? true : false, z = !!x;', 'const y = !!x, z = !!x;'],
    ['javascript', 'if(a&&b||a&&c)f();', 'if(a&&(b||c))f();'],
    ['python', 'if not (a < b):\n    pass\n', 'if a >= b:\n    pass\n'],
    ['python', 'ok = not (not is_a or not is_b)\n', 'ok = is_a and is_b\n'],
    [
      'python',
      'rows = [r for r in rows if not r.done == True]\n',
      'rows = [r for r in rows if not r.done]\n',
    ],
    ['python', 'if x > 0 and x < 10:\n    pass\n', 'if 0 < x < 10:\n    pass\n'],
    ['python', 'ok = n <= high and n >= low and ready\n', 'ok = low <= n <= high and ready\n'],
    ['python', 'if not (x < 0 or x > 10):\n    pass\n', 'if 0 <= x <= 10:\n    pass\n'],
    ['python', 'if 0 < x < 9 and 0 < x < 9 and y:\n    pass\n', 'if 0 < x < 9 and y:\n    pass\n'],
    ['javascript', 'if (!!!isBusy) {}', 'if (!isBusy) {}'],
    [
      'javascript',
      'if (a || b) {\n  if (c) {\n    // why\n    f();\n  }\n}',
      'if ((a || b) && c) {\n  // why\n  f();\n}',
    ],
    [
      'python',
      'if a:\n    if b > 0:\n        if b < 9:\n            f()\n            g()\n',
      'if a and 0 < b < 9:\n    f()\n    g()\n',
    ],
    ['typescript', 'if (a) if (!(b === c)) return;', 'if (a && b !== c) return;'],
    ['javascript', 'const idle = !Boolean(job);', 'const idle = !job;'],
    ['python', '    elif not (x in y):', '    elif x not in y:'],
    [
      'typescriptreact',
      'const v = <p hidden={!(a === b)} />;',
      'const v = <p hidden={a !== b} />;',
    ],
  ];
  for (const [languageId, text, expected] of rewritten) {
    it(`become simpler: ${JSON.stringify(text)}`, () => check(languageId, text, expected));
  }

  const kept: readonly (readonly [string, string])[] = [
    ['javascript', 'if (!a && !b && !c) {}'],
    ['javascript', 'if (next() || next()) {}'],
    ['javascript', 'if (i++ && i++) {}'],
    ['typescript', 'if (x !== undefined && x > 5) {}'],
    ['typescript', 'if (a?.done === true) {}'],
    ['typescript', 'const y = !!x;'],
    ['typescript', 'let done: boolean | undefined;\nif (done === true) {}'],
    ['typescript', 'import { isDone } from "./a";\nif (isDone === false) {}'],
    ['javascript', 'const n = given || 10;'],
    ['javascript', 'const n = flags.verbose || false;'],
    ['javascript', 'if (!(a /* not yet */ === b)) {}'],
    ['javascript', 'if ((m = re.exec(s)) && m[1]) {}'],
    ['javascript', 'const v = ok ? render() : undefined;'],
    ['python', 'if i is b or i == b:\n    pass\n'],
    ['python', 'if not set(mode) <= allowed:\n    pass\n'],
    ['python', 'if 0 < x < 10:\n    pass\n'],
    ['python', 'ok = low <= n and ready and n < high\n'],
    ['python', 'if x < last() and x > first():\n    pass\n'],
    ['python', 'if f(x) > 0 and f(x) < 10:\n    pass\n'],
    ['javascript', 'if (x > 0 && x < 10) {}'],
    ['javascript', 'if (a) {\n  if (b) {\n    f();\n  }\n  g();\n}'],
    ['javascript', 'if (a) {\n  if (b) {\n    f();\n  } else {\n    g();\n  }\n}'],
    ['javascript', 'if (a) {\n  // only then\n  if (b) {\n    f();\n  }\n}'],
    ['javascript', 'if (a) {\n  if (b) {\n    f(`one\n    two`);\n  }\n}'],
    ['javascript', 'function f() {\n  if (a) {\n    if (b) {\n      g();\n    }\n  }\n}'],
    ['python', 'if a:\n    if b:\n        f()\nelif c:\n    g()\n'],
    ['json', '{"a": "!(b === c)"}'],
    ['rust', 'if !(a == b) {}'],
  ];
  for (const [languageId, text] of kept) {
    it(`stay as they are: ${JSON.stringify(text)}`, () => check(languageId, text));
  }

  it('of more operands than a truth table holds are simplified part by part', async () => {
    const many = Array.from({ length: 14 }, (_, index) => `v${index}`).join(' && ');
    await check('javascript', `if (${many} && !(a === b)) {}`, `if (${many} && a !== b) {}`);
  });

  it('are found only inside the selection', async () => {
    const text = 'if (!(a === b)) f();\nif (!(c === d)) g();\n';
    const second = text.indexOf('if', 2);
    const sites = await sitesIn('javascript', text, { start: second, end: text.length });
    assert.deepEqual(
      sites.map((site) => site.original),
      ['!(c === d)'],
    );
  });

  it('are found where the selection is only part of a larger condition', async () => {
    const text = 'if (ready && !(a === b)) f();';
    const start = text.indexOf('!(');
    const [site] = await sitesIn('javascript', text, { start, end: start + '!(a === b)'.length });
    assert.equal(site?.forms[0]?.text, 'a !== b');
  });

  it('are read in spite of errors elsewhere in the document', async () => {
    await check(
      'javascript',
      'function ( {\n\nif (!(a === b)) { f(); }\n',
      'function ( {\n\nif (a !== b) { f(); }\n',
    );
  });

  it('keep the line ends and the indentation of their document', async () => {
    await check(
      'python',
      'def f(x):\r\n    if x:\r\n        return True\r\n    return False\r\n',
      'def f(x):\r\n    return bool(x)\r\n',
    );
  });

  it('name an assumption exactly where one is needed', async () => {
    const assumed = async (text: string): Promise<boolean | undefined> =>
      (await sitesIn('typescript', text))[0]?.forms.map((form) => form.assumption !== undefined)[0];
    assert.equal(await assumed('if (!(price > 5)) {}'), true);
    assert.equal(await assumed('if (!(items.length > 5)) {}'), false);
    assert.equal(await assumed('const r = !(!a || !b);'), true);
    assert.equal(
      await assumed('function f(a: boolean, b: boolean) { return !(!a || !b); }'),
      false,
    );
    assert.equal(await assumed('if (isReady === true) {}'), true);
  });

  it('say why a comparison with true was kept', async () => {
    const [site] = await sitesIn('javascript', 'if (value === true) {}');
    assert.deepEqual(site?.forms, []);
    assert.match(site?.note ?? '', /value/);
  });

  it('carry the letters that the member reads', async () => {
    const [site] = await sitesIn('typescript', 'if (!(!user.active || item.price !== 3)) {}');
    assert.equal(site?.skeleton?.text, '!(!A || B)');
    assert.deepEqual(site?.skeleton?.operands, { A: 'user.active', B: '(item.price !== 3)' });
    assert.equal(site?.forms[0]?.skeleton, 'A && !B');
    const [range] = await sitesIn('typescript', 'if (user.age > 5 && user.age > 3) {}');
    assert.equal(range?.skeleton?.text, 'n > 5 && n > 3');
  });
});

describe('arithmetic', () => {
  const values: readonly (readonly [string, string, string])[] = [
    ['javascript', '17 + 4 * 3', '29'],
    ['javascript', '(2 + 3) * -4 <= 0', 'true'],
    ['python', '-7 // 2', '-4'],
    ['python', '20 / 4 + 1', '6.0'],
    ['javascript', '20 / 4 + 1', '6'],
    ['python', '-7 % 3', '2'],
    ['javascript', '-7 % 3', '-1'],
    ['python', '1 < 2 < 2', 'False'],
    ['plaintext', '12 * 12', '144'],
  ];
  for (const [languageId, text, expected] of values) {
    it(`is exact: ${text} in ${languageId}`, async () => {
      const [site] = await sitesIn(languageId, text);
      assert.equal(site?.forms[0]?.text, expected);
      assert.equal(site?.whole, true);
    });
  }

  it('in code is not the whole selection', async () => {
    const [site] = await sitesIn('javascript', 'const day = 60 * 60 * 24;');
    assert.deepEqual([site?.original, site?.whole], ['60 * 60 * 24', false]);
  });

  it('without a whole result has no value', async () => {
    for (const text of ['7 / 2', '1 / 0', '2 ** 2000', '0.1 + 0.2'])
      assert.deepEqual(await sitesIn('javascript', text), []);
  });

  for (const [languageId, text] of [
    ['python', 'if use_tls is True:\n    a()\nelif use_tls is False:\n    b()\n'],
    ['python', 'def f(use_tls=None):\n    if use_tls is True:\n        return 1\n'],
    ['python', 'if use_tls == True:\n    a()\nelif use_tls is not None:\n    b()\n'],
    ['javascript', 'if (isOpen === true) a(); else if (isOpen !== undefined) b();'],
  ] as const)
    it(`knows a flag of three values by how it is tested: ${text.split('\n')[0]}`, () =>
      check(languageId, text));
});
