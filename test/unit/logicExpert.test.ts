import assert from 'node:assert/strict';
import type { DraftOutcome } from '../../server/core/experts/expert.ts';
import { createLogicExpert, logicExpert } from '../../server/core/experts/logic.ts';
import { answerOf } from '../../server/core/experts/logicMember.ts';
import { taskOf } from '../../server/core/experts/logicScope.ts';
import { likeDialect, spelledOut } from '../../server/core/experts/logicSpelling.ts';
import type { Member } from '../../server/core/member.ts';
import { logicTools } from '../../server/verify/logic/tools.ts';
import { exactTools } from '../support/exactTools.ts';
import { createFakeMember } from '../support/fakeMember.ts';

function draft(
  text: string,
  options: {
    languageId?: string;
    instruction?: string;
    member?: Member;
    standingIn?: boolean;
  } = {},
): Promise<DraftOutcome> {
  const { languageId = 'typescript', instruction, member, standingIn } = options;
  const range = { start: 0, end: text.length };
  return logicExpert.draft(
    { documentText: text, languageId, range, instruction, standingIn },
    { tools: exactTools(logicTools), member },
    new AbortController().signal,
  );
}

function only(outcome: DraftOutcome) {
  assert.equal(outcome.kind, 'drafts');
  assert.ok(outcome.kind === 'drafts' && outcome.drafts.length === 1);
  return outcome.drafts[0] as NonNullable<(typeof outcome.drafts)[0]>;
}

describe('logicExpert', () => {
  it('works without a member, and says that an exact tool proposed', async () => {
    const { newText, proposedBy, evidence } = only(await draft('if (!(!a || !b)) f();'));
    assert.deepEqual([newText, proposedBy, evidence?.[0]?.proof], ['a && b', 'tool:logic', true]);
  });

  it('changes nothing in style where it stands in for who found no mistake', async () => {
    const styles = [
      ['python', 'def f(a, low, high):\n    return a >= low and a <= high\n'],
      ['typescript', 'function f(v) {\n  return v ? Math.sqrt(v) : v;\n}'],
      ['typescript', 'function f(r) {\n  if (r < 0 || r >= 0) g();\n}'],
      ['typescript', 'function f(a, b, c, d) {\n  if (!(a < b && c < d)) return 0;\n}'],
    ] as const;
    for (const [languageId, text] of styles) {
      assert.equal(only(await draft(text, { languageId })).proposedBy, 'tool:logic');
      const standing = await draft(text, { languageId, standingIn: true });
      assert.ok(standing.kind === 'declined' || standing.drafts.length === 0, text);
    }
  });

  it('takes out what is superfluous where it stands in', async () => {
    const superfluous = [
      ['if (open && (open || late)) f();', 'open'],
      ['if (!(!a || !b)) f();', 'a && b'],
      ['const ready = count > 3 ? true : false;', 'count > 3'],
    ] as const;
    for (const [text, expected] of superfluous)
      assert.equal(only(await draft(text, { standingIn: true })).newText, expected);
  });

  it('keeps the author’s shape where another one saves no more than taste', async () => {
    const shapes = [
      ["if (!!!(paid || parcel.state === 'open')) f();", "!(paid || parcel.state === 'open')"],
      ['if (ready && !late || ready && !signed) f();', 'ready && (!late || !signed)'],
      ['if (!(!late || !signed)) f();', 'late && signed'],
    ] as const;
    for (const [text, expected] of shapes) assert.equal(only(await draft(text)).newText, expected);
  });

  it('credits the member that wrote the winning form itself', async () => {
    const member = createFakeMember('nano:logic', {
      text: () => '!(!c || !a) ; !(3 || 5) ; !7 ; 8 = A && B',
    });
    const { newText, proposedBy } = only(await draft('if (!(!first || !second)) f();', { member }));
    assert.deepEqual([newText, proposedBy], ['first && second', 'nano:logic']);
    assert.deepEqual(member.requests[0], {
      messages: [{ role: 'user', content: 'simplify: !(!A || !B)' }],
      maxTokens: 200,
      temperature: 0,
      stop: ['\n'],
    });
  });

  it('never takes a wrong draft of the member', async () => {
    const member = createFakeMember('nano:logic', { text: () => 'c = A' });
    const { newText, proposedBy } = only(await draft('if (!(!a || !b)) f();', { member }));
    assert.deepEqual([newText, proposedBy], ['a && b', 'tool:logic']);
  });

  it('lets the member choose between forms that are equally simple where it is told to', async () => {
    const liked = '!A || !B';
    const member = createFakeMember('nano:logic', {
      text: () => `7 = !(A && B)`,
      score: ({ texts }) => texts.map((text) => (text.endsWith(`= ${liked}`) ? -1 : -5)),
    });
    const text = 'if (!(a && b) && !(a && b)) f();';
    const input = {
      documentText: text,
      languageId: 'typescript',
      range: { start: 0, end: text.length },
    };
    const deps = { tools: exactTools(logicTools), member };
    const ordering = createLogicExpert({ memberOrders: true });
    const { newText, alternatives } = only(
      await ordering.draft(input, deps, new AbortController().signal),
    );
    assert.equal(newText, '!a || !b');
    assert.ok(alternatives?.includes('!(a && b)'));
    assert.equal(only(await draft(text, { member })).newText, '!(a && b)');
  });

  it('writes a missing condition from its comment, and says how it read it', async () => {
    const { newText, summary, evidence, reading } = only(
      await draft(
        'function f(isAdmin, isBanned) {\n  // admins who are not banned\n  if () {}\n}\n',
      ),
    );
    assert.deepEqual([newText, reading], ['isAdmin && !isBanned', 'isAdmin and not isBanned']);
    assert.match(summary, /read as: isAdmin and not isBanned/);
    assert.equal(evidence, undefined);
  });

  it('says which words of a comment it cannot match, in one sentence', async () => {
    const outcome = await draft('function f(isAdmin) {\n  // paid by card\n  if () {}\n}\n');
    assert.ok(outcome.kind === 'drafts' && outcome.drafts.length === 0);
    assert.match(outcome.note ?? '', /^No name in scope goes with .*“card”.*\.$/);
  });

  it('says where a condition can be put when there is no place for the one asked for', async () => {
    const outcome = await draft('run();', { instruction: 'write the condition: is admin' });
    assert.ok(outcome.kind === 'declined' && /no place for a condition/.test(outcome.reason));
  });

  it('goes on without a member that fails', async () => {
    const member = createFakeMember('nano:logic', {
      failure: { kind: 'workerCrashed', message: 'gone' },
    });
    assert.equal(only(await draft('if (!!a) f();', { member })).newText, 'a');
  });

  it('evaluates arithmetic that is all there is, and constants in code only when asked', async () => {
    const member = createFakeMember('nano:logic', { text: () => '17 + 12 = 29' });
    const { newText, proposedBy, evidence } = only(await draft('17 + 4 * 3', { member }));
    assert.deepEqual(
      [newText, proposedBy, evidence?.[0]?.check],
      ['29', 'nano:logic', 'arithmetic'],
    );
    assert.equal((await draft('const day = 60 * 60 * 24;')).kind, 'declined');
    assert.equal(
      only(await draft('const day = 60 * 60 * 24;', { instruction: 'evaluate the constant' }))
        .newText,
      '86400',
    );
  });

  it('says that nothing can be simpler', async () => {
    const outcome = await draft('if (a && !b) f();');
    assert.ok(
      outcome.kind === 'drafts' && outcome.drafts.length === 0 && /simple/.test(outcome.note ?? ''),
    );
  });

  it('declines in one sentence what it cannot do', async () => {
    for (const [text, options] of [
      ['if (!(a === b)) f();', { instruction: 'translate this to Rust' }],
      ['let x = 1;', {}],
      ['if !(a == b) {}', { languageId: 'rust' }],
    ] as const) {
      const outcome = await draft(text, options);
      assert.ok(outcome.kind === 'declined' && outcome.reason.endsWith('.'), text);
    }
  });

  it('rejects when it is cancelled', async () => {
    const range = { start: 0, end: 10 };
    const input = { documentText: '!(a === b)', languageId: 'typescript', range };
    const signal = AbortSignal.abort(new Error('enough'));
    await assert.rejects(
      logicExpert.draft(input, { tools: exactTools(logicTools) }, signal),
      /enough/,
    );
  });
});

describe('the expert’s words', () => {
  it('are understood as simplify or evaluate, or not at all', () => {
    assert.equal(taskOf(undefined), 'simplify');
    assert.equal(taskOf('Simplify this condition'), 'simplify');
    assert.equal(taskOf('compute the result'), 'evaluate');
    for (const other of [
      'convert to async',
      'translate this',
      'make it faster',
      'negate the condition',
    ])
      assert.equal(taskOf(other), undefined);
  });

  it('are read from the end of a chain', () => {
    assert.equal(answerOf('5 ; 001 = n <= 5')?.text, 'n <= 5');
    assert.equal(answerOf('= 54')?.text, '54');
    assert.equal(answerOf('A=x B=y ; A || B = x == y')?.text, 'x == y');
    assert.equal(answerOf('nothing here'), undefined);
  });

  it('take operands in the place of letters, and nothing else', () => {
    assert.equal(spelledOut('A && !B', { A: 'user.ok', B: '(x > 1)' }), 'user.ok && !(x > 1)');
    assert.equal(spelledOut('A && evil()', { A: 'a' }), undefined);
    assert.equal(likeDialect('A && !B || n !== 3', 'python'), 'A and not B or n != 3');
  });
});
