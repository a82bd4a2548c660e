import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { WrittenCondition } from '../../../../protocol/checker.ts';
import {
  hasConditionHole,
  conditionAsked,
} from '../../../../server/core/experts/conditionHoles.ts';
import { scopeCheck } from '../../../../server/verify/logic/comments/scopeCheck.ts';
import { logicTools } from '../../../../server/verify/logic/tools.ts';
import { judgeComment, readCommentItems } from '../../../eval/conditionsFromComments.ts';

const signal = new AbortController().signal;

async function conditionsOf(
  text: string,
  options: { languageId?: string; instruction?: string } = {},
): Promise<readonly WrittenCondition[]> {
  const { languageId = 'typescript', instruction } = options;
  const range = { start: 0, end: text.length };
  const params = { languageId, text, range, ...(instruction === undefined ? {} : { instruction }) };
  return (await logicTools['logic/comments'](params, signal)).conditions;
}

const access = (comment: string, hole = ''): string =>
  `function canEdit(isAdmin: boolean, isBanned: boolean, user: { age: number; role: 'owner' | 'guest' }, tags: string[]) {\n  // ${comment}\n  if (${hole}) {\n    open();\n  }\n}\n`;

async function read(comment: string, hole?: string): Promise<string | undefined> {
  return (await conditionsOf(access(comment, hole)))[0]?.text;
}

describe('a condition from a comment', () => {
  it('joins what the comment joins, commas and all', async () => {
    assert.equal(await read('only admins who are not banned'), 'isAdmin && !isBanned');
    assert.equal(
      await read('admins who are not banned, or the owner'),
      "(isAdmin && !isBanned) || user.role === 'owner'",
    );
    assert.equal(await read('neither admin nor banned'), '!isAdmin && !isBanned');
    assert.equal(await read('an admin, unless banned'), 'isAdmin && !isBanned');
  });

  it('compares numbers, texts and lists as their kind asks', async () => {
    assert.equal(await read('at least 18 years old'), 'user.age >= 18');
    assert.equal(await read('role is guest'), "user.role === 'guest'");
    assert.equal(await read('tags include "vip"'), "tags.includes('vip')");
    assert.equal(await read('there are no tags'), 'tags.length === 0');
    assert.equal(
      await read('user is older than 65 or younger than 18'),
      'user.age > 65 || user.age < 18',
    );
  });

  it('replaces a placeholder, and leaves a constant alone that nothing explains', async () => {
    for (const hole of ['TODO', '???', 'true', '/* TODO */'])
      assert.equal(await read('banned', hole), 'isBanned', hole);
    assert.deepEqual(await conditionsOf('if (true) {\n  run();\n}'), []);
  });

  it('is written in the words of Python', async () => {
    const text =
      'def show(post, user, tags):\n    author = post.author\n    # not a draft, or the user is the author\n    if :\n        show(post.is_draft)\n';
    const [found] = await conditionsOf(text, { languageId: 'python' });
    assert.equal(found?.text, 'not post.is_draft or user == author');
    assert.equal(found?.reading, 'not post.is_draft or user == author');
  });

  it('takes what the instruction says before what a comment says', async () => {
    const [found] = await conditionsOf(access('banned'), { instruction: 'admin and not banned' });
    assert.equal(found?.text, 'isAdmin && !isBanned');
  });

  it('is not written where a word has no name, and the word is told', async () => {
    const [found] = await conditionsOf(access('only subscribers whose payment went through'));
    assert.equal(found?.text, undefined);
    assert.ok(found?.unmatched.includes('payment'));
  });

  it('is not written where names fit equally well, and the candidates are told', async () => {
    const text = 'function f(width: number, height: number) {\n  // more than 5\n  if () {}\n}\n';
    const [found] = await conditionsOf(text);
    assert.equal(found?.text, undefined);
    assert.deepEqual(found?.alternatives, ['width > 5', 'height > 5']);
  });

  it('may use names of its document and no others', async () => {
    const documentText = access('banned');
    const at = documentText.indexOf('if ()') + 4;
    const range = { start: at, end: at };
    const statusOf = async (newText: string): Promise<string> =>
      (
        await scopeCheck({
          domain: 'condition',
          languageId: 'typescript',
          documentText,
          range,
          newText,
        })
      ).status;
    assert.equal(await statusOf('isBanned'), 'passed');
    assert.equal(await statusOf('tags.some((tag) => tag.old)'), 'passed');
    assert.equal(await statusOf('isSuspended'), 'failed');
    assert.equal(await statusOf('tags.some((tag) => isOld)'), 'failed');
  });
});

describe('places for a condition', () => {
  it('are seen where nothing stands or a marker does', () => {
    const holes = [
      'if () {',
      '// big\nif (true) {',
      'const x = ;',
      'return /* TODO */;',
      'while (???) {',
    ];
    for (const text of holes) assert.equal(hasConditionHole(text, 'typescript'), true, text);
    for (const text of ['if :', 'elif TODO:', 'return ...', 'ok = ???'])
      assert.equal(hasConditionHole(text, 'python'), true, text);
  });

  it('are not seen in whole code, in comments or in other languages', () => {
    for (const text of [
      'if (true) {',
      'return;',
      'return true;',
      'run();',
      '// if () {',
      'f(a, b);',
    ])
      assert.equal(hasConditionHole(text, 'typescript'), false, text);
    for (const text of ['return', 'return True', 'if x:', '# if :'])
      assert.equal(hasConditionHole(text, 'python'), false, text);
    assert.equal(hasConditionHole('if () {', 'rust'), false);
  });

  it('are filled by an instruction that says so', () => {
    assert.equal(conditionAsked('write the condition: at least 18'), 'at least 18');
    assert.equal(conditionAsked('Condition: not banned'), 'not banned');
    assert.equal(conditionAsked('fill in the condition from the comment'), '');
    for (const other of [
      'simplify the condition',
      'fix the condition',
      'the condition is wrong',
      undefined,
    ])
      assert.equal(conditionAsked(other), undefined, other);
  });
});

describe('the hand-written comments', () => {
  // Well below what the reader reached when it was written; test/eval/conditionsFromComments.ts measures all of them.
  for (const [half, share] of [
    ['open', 0.8],
    ['blind', 0.65],
  ] as const)
    it(`are mostly read as a person reads them, ${half} half`, async function () {
      this.timeout(120_000);
      const path = fileURLToPath(
        new URL(`../../../fixtures/conditions-comments-${half}.jsonl`, import.meta.url),
      );
      const items = readCommentItems(path).filter((_, at) => at % 4 === 0);
      let right = 0;
      for (const item of items) right += (await judgeComment(item)).right ? 1 : 0;
      assert.ok(right / items.length >= share, `${right} of ${items.length}`);
    });
});
