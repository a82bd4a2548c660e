import assert from 'node:assert/strict';
import { codeExpert } from '../../server/core/experts/code.ts';
import { codeRefusal } from '../../server/core/experts/codeScope.ts';
import type { Member } from '../../server/core/member.ts';
import { codeTools } from '../../server/verify/code/tools.ts';
import { exactTools } from '../support/exactTools.ts';
import { createFakeMember } from '../support/fakeMember.ts';

const signal = new AbortController().signal;
const tools = exactTools(codeTools);

async function draft(languageId: string, text: string, member?: Member, instruction?: string) {
  const range = { start: 0, end: text.length };
  return codeExpert.draft(
    { documentText: text, languageId, range, instruction },
    { tools, member },
    signal,
  );
}

/** A member that likes one filling and no other. */
function memberWhoLikes(liked: string): ReturnType<typeof createFakeMember> {
  return createFakeMember('nano:code', {
    score: ({ texts }) =>
      texts.map((text) => (text.includes(`a ${liked} b`) && !text.includes('ok') ? -0.05 : -12)),
  });
}

/** No rule has evidence here: only a model can tell what “mixed” means. */
const unclear = 'function mixed(a, b) {\n  const c = a + b;\n  return c * 4;\n}';

describe('code expert', () => {
  it('repairs by evidence alone when there is no member', async () => {
    const text = 'function isEven(n) {\n  return n % 2 === 1;\n}';
    const outcome = await draft('javascript', text);
    assert.ok(outcome.kind === 'drafts');
    assert.equal(outcome.drafts.length, 1);
    assert.equal(outcome.drafts[0]?.newText, '0');
    assert.equal(outcome.drafts[0]?.proposedBy, 'tool:code');
    assert.equal(outcome.drafts[0]?.changedBy, undefined);
  });

  it('keeps what follows in a draft that only takes something out', async () => {
    const text =
      'def total(xs):\n    n = 0\n    for i in range(1, len(xs)):\n        n += xs[i]\n    return n';
    const outcome = await draft('python', text);
    assert.ok(outcome.kind === 'drafts');
    const [only] = outcome.drafts;
    assert.ok(only);
    assert.equal(text.slice(only.range.start, only.range.end), '1, l');
    assert.equal(only.newText, 'l');
  });

  it('says honestly that it found nothing', async () => {
    const outcome = await draft('javascript', unclear);
    assert.ok(outcome.kind === 'drafts');
    assert.deepEqual(outcome.drafts, []);
    assert.match(outcome.note ?? '', /^No bug found/);
  });

  it('asks a member, but does not let it decide alone', async () => {
    const member = memberWhoLikes('-');
    const outcome = await draft('javascript', unclear, member);
    assert.ok(outcome.kind === 'drafts' && outcome.drafts.length === 0);
    assert.ok(member.requests.length > 0);
  });

  it('shows the reviewer the whole function', async () => {
    const text = 'const one = 1;\nfunction isEven(n) {\n  return n % 2 === 1;\n}';
    const outcome = await draft('javascript', text);
    assert.ok(outcome.kind === 'drafts');
    assert.deepEqual(outcome.drafts[0]?.shown, {
      start: text.indexOf('function'),
      end: text.length,
    });
  });

  it('keeps working by evidence when the member fails', async () => {
    const failing = createFakeMember('nano:code', {
      failure: { kind: 'workerCrashed', message: 'gone' },
    });
    const outcome = await draft('javascript', 'const isEven = (n) => n % 2 === 1;', failing);
    assert.ok(outcome.kind === 'drafts');
    assert.equal(outcome.drafts[0]?.newText, '0');
  });

  it('handles every function of a selection alone', async () => {
    const text =
      'const isEven = (n) => n % 2 === 1;\nconst area = (width, height) => width * width;\nconst one = () => 1;\n';
    const outcome = await draft('javascript', text);
    assert.ok(outcome.kind === 'drafts');
    assert.deepEqual(
      outcome.drafts.map(({ newText }) => newText),
      ['0', 'height'],
    );
  });

  it('rejects with the reason when the request is cancelled', async () => {
    const controller = new AbortController();
    controller.abort(new Error('stop'));
    const input = {
      documentText: unclear,
      languageId: 'javascript',
      range: { start: 0, end: unclear.length },
    };
    await assert.rejects(codeExpert.draft(input, { tools }, controller.signal), /stop/);
  });

  it('declines other languages, other wishes and long functions', async () => {
    for (const [languageId, instruction] of [
      ['rust', undefined],
      ['sql', 'fix the bug'],
      ['typescript', 'convert this to async'],
      ['typescript', 'add types'],
      ['python', 'write a docstring and fix typos in it'],
      ['python', 'translate this to JavaScript'],
      ['javascript', 'add a parameter for the currency'],
    ] as const) {
      const outcome = await draft(languageId, unclear, undefined, instruction);
      assert.ok(outcome.kind === 'declined', `${languageId}: ${instruction ?? ''}`);
      assert.match(outcome.reason, /add a model/);
    }
    const long = `function f() {\n${'  g();\n'.repeat(130)}}`;
    const outcome = await draft('javascript', long);
    assert.ok(outcome.kind === 'declined');
    assert.match(outcome.reason, /132 lines/);
  });

  it('takes wishes that mean a repair', () => {
    for (const instruction of [
      'fix the bug',
      'Fix the off by one error',
      'repair',
      'refine this function',
      '',
      'Please check this code for bugs.',
      'add the missing return',
    ])
      assert.equal(codeRefusal('python', instruction), undefined, instruction);
  });
});

describe('code expert with examples', () => {
  const mixed = 'function mixed(a, b) {\n  const c = a + b;\n  return c * 4;\n}';

  it('proposes what meets them, and shows the check', async () => {
    const outcome = await draft(
      'javascript',
      `${mixed}\n// mixed(1, 2) => 2\n// mixed(5, 1) => 9\n`,
    );
    assert.ok(outcome.kind === 'drafts');
    assert.deepEqual(outcome.drafts, []);
    assert.match(
      outcome.note ?? '',
      /“mixed\(1, 2\) → 2” and “mixed\(5, 1\) → 9”, and none of the \d+ edits/,
    );
    const other = await draft(
      'javascript',
      `${mixed}\n// mixed(1, 2) => -4\n// mixed(5, 1) => 16\n`,
    );
    assert.ok(other.kind === 'drafts');
    const [only] = other.drafts;
    assert.equal(only?.newText, '-');
    assert.deepEqual(only.evidence, [
      { check: 'examples', status: 'passed', detail: 'Meets the 2 examples given.' },
    ]);
    assert.match(only.summary, /with “-” in place of “\+” the function meets its examples/);
    assert.equal(other.note, undefined);
  });

  it('never proposes what breaks an example that the function meets', async () => {
    const isOdd = 'function isEven(n) {\n  return n % 2 === 1;\n}';
    const free = await draft('javascript', isOdd);
    assert.ok(free.kind === 'drafts' && free.drafts.length === 1);
    const held = await draft('javascript', `${isOdd}\nconsole.assert(isEven(3) === true);\n`);
    assert.ok(held.kind === 'drafts');
    assert.deepEqual(held.drafts, []);
    assert.match(held.note ?? '', /^No bug found/);
    const same = await draft('javascript', `${isOdd}\n// isEven(0.5) => false\n`);
    assert.ok(same.kind === 'drafts');
    assert.deepEqual(
      same.drafts[0]?.evidence?.map(({ detail }) => detail),
      ['Still meets the one example given.'],
    );
  });

  it('takes an instruction that states one, and no other wish along with it', async () => {
    const wished = await draft('javascript', mixed, undefined, 'mixed(1, 2) should be -4');
    assert.ok(wished.kind === 'drafts');
    assert.equal(wished.drafts[0]?.newText, '-');
    for (const instruction of [
      'other(1, 2) should be -4',
      'mixed(1, 2) should be -4; translate it to Python',
    ]) {
      const outcome = await draft('javascript', mixed, undefined, instruction);
      assert.ok(outcome.kind === 'declined', instruction);
    }
  });
});
