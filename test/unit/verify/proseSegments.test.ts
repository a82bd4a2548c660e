import assert from 'node:assert/strict';
import { proseSegments } from '../../../server/verify/prose/segments.ts';

function segmentTexts(
  languageId: string,
  text: string,
  range = { start: 0, end: text.length },
): string[] {
  return proseSegments({ languageId, text, range }).segments.map((segment) => segment.text);
}

function maskedTexts(languageId: string, text: string): string[] {
  return proseSegments({
    languageId,
    text,
    range: { start: 0, end: text.length },
  }).segments.flatMap((segment) =>
    segment.masked.map((span) => segment.text.slice(span.start, span.end)),
  );
}

describe('prose segments', () => {
  it('cuts plain text at sentence ends, not at abbreviations', () => {
    const text =
      'We met at 10 a.m. in room B. It went well, e.g. the demo worked. Dr. Smith agreed.';
    assert.deepEqual(segmentTexts('plaintext', text), [
      'We met at 10 a.m. in room B.',
      'It went well, e.g. the demo worked.',
      'Dr. Smith agreed.',
    ]);
  });

  it('keeps a wrapped sentence in one piece, the break masked', () => {
    const text =
      'This line is filled up to its very end and goes on\r\nhere until it stops. Then one more.';
    assert.deepEqual(
      segmentTexts('plaintext', text)[0],
      'This line is filled up to its very end and goes on\r\nhere until it stops.',
    );
    assert.deepEqual(maskedTexts('plaintext', text), ['\r\n']);
  });

  it('leaves front matter, fences, tables, link definitions and HTML of Markdown alone', () => {
    const text =
      '---\ntitle: teh\n---\n\n# A heading\n\n```sh\nnpm run teh\n```\n\n| a | b |\n| - | - |\n| teh | x |\n\n[x]: https://teh.example\n\n<div>\nteh\n</div>\n\nSome text here.\n';
    assert.deepEqual(segmentTexts('markdown', text), ['A heading', 'Some text here.']);
  });

  it('reads quotes and list items without their markers', () => {
    assert.deepEqual(segmentTexts('markdown', '> A quote.\n\n- [ ] First task\n2. Second task\n'), [
      'A quote.',
      'First task',
      'Second task',
    ]);
  });

  it('finds comments of a program and no code', () => {
    const text =
      'const url = "https://example.com"; // The address of it.\n/* One more\n * note. */\nfoo(); // eslint-disable-line\n';
    assert.deepEqual(segmentTexts('typescript', text), [
      'The address of it.',
      'One more\n * note.',
    ]);
  });

  it('masks the markers between the lines of one comment', () => {
    const text = '// If the value is absent we take\n// the default.\n';
    assert.deepEqual(segmentTexts('typescript', text), [
      'If the value is absent we take\n// the default.',
    ]);
    assert.deepEqual(maskedTexts('typescript', text), ['\n// ']);
  });

  it('starts behind the tags of JSDoc and the names of Python arguments', () => {
    assert.deepEqual(
      segmentTexts(
        'typescript',
        '/**\n * Sorts it.\n * @param list - the items to sort\n * @returns a new list\n */',
      ),
      ['Sorts it.', 'the items to sort', 'a new list'],
    );
    assert.deepEqual(
      segmentTexts(
        'python',
        'def f(r):\n    """Area.\n\n    Args:\n        r: radius of it\n    """\n    return "teh"\n',
      ).slice(-1),
      ['radius of it'],
    );
  });

  it('does not take a commented-out statement for prose', () => {
    assert.deepEqual(
      segmentTexts('typescript', '// const total = sum(items);\n// return total;\n'),
      [],
    );
  });

  it('never reaches outside the selection, nor into a word that the selection cuts', () => {
    const text = 'The first sentence is here. The second one follows.';
    const range = { start: 6, end: text.length - 3 };
    for (const segment of proseSegments({ languageId: 'plaintext', text, range }).segments) {
      assert.ok(segment.range.start >= range.start && segment.range.end <= range.end);
      assert.equal(text.slice(segment.range.start, segment.range.end), segment.text);
    }
    assert.deepEqual(segmentTexts('plaintext', text, range), [
      'sentence is here.',
      'The second one',
    ]);
  });

  it('says why a program without comments is left alone', () => {
    const { segments, skipped } = proseSegments({
      languageId: 'typescript',
      text: 'const a = 1;',
      range: { start: 0, end: 12 },
    });
    assert.deepEqual(segments, []);
    assert.match(skipped ?? '', /no comment/u);
  });

  it('masks code, links, addresses, placeholders, paths, identifiers, flags and versions', () => {
    const text =
      'Call `foo()` of [docs](https://a.b/c) or mail me@x.org, put {name} in src/main.ts as userName with --dry-run on 1.5 GB.';
    assert.deepEqual(maskedTexts('plaintext', text), [
      '`foo()`',
      '[docs](https://a.b/c)',
      'me@x.org',
      '{name}',
      'src/main.ts',
      'userName',
      '--dry-run',
      '1.5 GB',
    ]);
  });

  it('asks for a capital behind a full stop and not behind a salutation', () => {
    const capitals = (text: string): boolean[] =>
      proseSegments({
        languageId: 'plaintext',
        text,
        range: { start: 0, end: text.length },
      }).segments.map((s) => s.form.capital);
    assert.deepEqual(capitals('It works well today. it really does.'), [true, true]);
    assert.deepEqual(capitals('Hi Tom,\n\nthank you for your message.'), [false, false]);
  });

  it('asks for a final stop only where the neighbours have one', () => {
    const stops = (text: string): boolean[] =>
      proseSegments({
        languageId: 'plaintext',
        text,
        range: { start: 0, end: text.length },
      }).segments.map((s) => s.form.stop);
    assert.deepEqual(stops('The first one ends. The second one does not'), [false, true]);
    assert.deepEqual(stops('A line without any stop at all'), [false]);
  });
});
