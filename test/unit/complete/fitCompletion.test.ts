import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundsAt, fitCompletion } from '../../../server/core/complete/fitCompletion.ts';
import { textAround } from '../../../server/core/complete/window.ts';

const at = (suffix: string, prefix = 'const total = ') => ({ prefix, suffix });

describe('what is offered at the cursor', () => {
  it('takes a text as it is where nothing follows', () => {
    assert.equal(fitCompletion('a + b;\nreturn total;\n', at('')), 'a + b;\nreturn total;');
  });

  it('writes no more than the rest of a line before something on it', () => {
    assert.equal(boundsAt(at(');\n')).mostLines, 1);
    assert.equal(fitCompletion('a, b\nc', at(') {\n')), 'a, b');
  });

  it('leaves out the brackets and words that follow on the line', () => {
    assert.equal(fitCompletion('sum(a, b);', at(');\n')), 'sum(a, b');
    assert.equal(fitCompletion('a + offset; // why', at(' + offset;\n')), 'a');
    assert.equal(fitCompletion(');', at(');\n')), '');
  });

  it('leaves out the lines that follow below', () => {
    const below = '\n  return total;\n}\n';
    assert.equal(fitCompletion('a + b;\n  return total;\n}', at(below)), 'a + b;');
    assert.equal(fitCompletion('a + b;\n  return tot', at(below)), 'a + b;');
    assert.equal(fitCompletion('a + b;\n  return total;\n  // more', at(below)), 'a + b;');
    assert.equal(fitCompletion('a;\n}', at('\n}\n')), 'a;');
  });

  it('keeps a bracket that closes what the text itself opened', () => {
    const text = 'a;\nif (a) {\n  b();\n}\nc();';
    assert.equal(fitCompletion(text, at('\n}\n')), text);
  });

  it('offers nothing that is blank or could deceive', () => {
    assert.equal(fitCompletion('  \n\n', at('')), '');
    assert.equal(fitCompletion('a\u202e = 1', at('')), '');
  });

  it('is a beginning of what was written, within its bounds and without what follows', () => {
    const piece = fc.constantFrom('a', ')', ';', '\n', ' ', '}', 'return x');
    const texts = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, texts, (written, suffix) => {
        const around = at(suffix);
        const fitted = fitCompletion(written, around);
        assert.ok(fitted.split('\n').length <= boundsAt(around).mostLines);
        assert.ok(written.startsWith(fitted));
        const rest = (suffix.split('\n')[0] ?? '').trimEnd();
        const first = (written.split('\n')[0] ?? '').trimEnd();
        if (rest.trim() !== '' && first.endsWith(rest))
          assert.ok(fitted.length <= first.length - rest.length, `${fitted}|${rest}`);
      }),
    );
  });
});

describe('the text around the cursor', () => {
  const line = 'const value = compute(1, 2, 3);\r\n';

  it('is whole in a short document, with plain line ends', () => {
    assert.deepEqual(textAround('a\r\nb', 3), { prefix: 'a\n', suffix: 'b' });
  });

  it('is bounded on both sides by whole lines', () => {
    const text = line.repeat(2_000);
    const { prefix, suffix } = textAround(text, line.length * 1_000);
    assert.ok(prefix.length > 3_000 && prefix.length <= 6_100, `${prefix.length}`);
    assert.ok(prefix.startsWith('const'));
    assert.ok(suffix.length > 1_000 && suffix.length <= 2_000);
    assert.ok(suffix.endsWith(';\n'));
  });

  it('begins at the same place for many keys', () => {
    const text = line.repeat(2_000);
    const starts = new Set(
      Array.from({ length: 1_000 }, (_, key) => {
        const offset = line.length * 1_000 + key;
        const typed = text.slice(0, offset).replace(/\r/g, '');
        return typed.length - textAround(text, offset).prefix.length;
      }),
    );
    assert.ok(starts.size <= 2, `${starts.size} beginnings`);
  });

  it('is bounded in a document of one line', () => {
    const { prefix, suffix } = textAround('x'.repeat(100_000), 50_000);
    assert.ok(prefix.length <= 6_000 && suffix.length <= 2_000);
    assert.ok(prefix.length > 0 && suffix.length > 0);
  });
});
