import assert from 'node:assert/strict';
import type { CheckReport } from '../../../protocol/refine.ts';
import { checkEdit } from '../../../server/verify/checkEdit.ts';
import { markdownCheck } from '../../../server/verify/prose/markdownStructure.ts';

const document = [
  '# The engin',
  '',
  'See [teh guide](docs/guide.md) and *run* `npm start`.',
  '',
  '- first item',
  '- second item, with a [link](a.md)',
  '',
  '```sh',
  'npm test',
  '```',
  '',
].join('\n');

function check(from: string, to: string): Promise<CheckReport> {
  const start = document.indexOf(from);
  assert(start >= 0, `${from} is in the document`);
  return markdownCheck({
    domain: 'prose',
    languageId: 'markdown',
    documentText: document,
    range: { start, end: start + from.length },
    newText: to,
  });
}

describe('the structure of Markdown', () => {
  it('is the same when only words change', async () => {
    for (const [from, to] of [
      ['The engin', 'The engine'],
      ['teh guide', 'the guide'],
      ['second item, with', 'second item with'],
      ['first item', 'first\n  item'],
    ] as const)
      assert.equal((await check(from, to)).status, 'passed', `${from} → ${to}`);
  });

  for (const [what, from, to, told] of [
    ['a link goes elsewhere', 'docs/guide.md', 'docs/guides.md', /the link to “docs\/guide\.md”/],
    ['emphasis opens and never closes', '*run*', '*run', /the em open “\*”/],
    ['a code span becomes words', '`npm start`', 'npm start', /code inline “`” “npm start”/],
    ['a heading becomes text', '# The', 'The', /the heading open “#”/],
    ['a list ends early', '\n- second', '\n\nSecond', /bullet list close|list item/],
    ['a fence is gone', '```sh', '', /the fence “```” “npm test”/],
    ['a rule appears at the end', 'npm test\n```\n', 'npm test\n```\n\n---\n', /adds the hr “---”/],
  ] as const)
    it(`is not the same when ${what}`, async () => {
      const { status, detail } = await check(from, to);
      assert.equal(status, 'failed');
      assert.match(detail, told);
    });

  it('is checked of every draft of prose in a Markdown document', async () => {
    const { reports } = await checkEdit(
      {
        domain: 'prose',
        languageId: 'markdown',
        documentText: 'A *smal* box.\n',
        range: { start: 0, end: 13 },
        newText: 'A *small box.',
      },
      new AbortController().signal,
    );
    assert.deepEqual(
      reports.filter(({ check: name }) => name === 'parse').map(({ status }) => status),
      ['failed'],
    );
  });

  it('looks no further than a few pages around a change in a huge document', async () => {
    const filler = 'Some words stand here, line after line.\n'.repeat(4000);
    const text = `${filler}\nA *smal* box.\n\n${filler}`;
    const start = text.indexOf('smal');
    const report = await markdownCheck({
      domain: 'prose',
      languageId: 'markdown',
      documentText: text,
      range: { start, end: start + 4 },
      newText: 'small',
    });
    assert.equal(report.status, 'passed');
  });
});
