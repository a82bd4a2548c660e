import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatParams, ChatSource } from '../../../protocol/chat.ts';
import { planChat, type ChatPlan, type ChatPool } from '../../../server/core/chat/plan.ts';

const nano: ChatPool = { chatMembers: [], canFind: false, ensembles: [], refines: () => false };
const chatty: ChatPool = { ...nano, chatMembers: ['file:a', 'file:b'] };
const selection: ChatSource = {
  kind: 'selection',
  uri: 'file:///a.ts',
  version: 1,
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } },
};

function plan(text: string, more: Partial<ChatParams> = {}, pool = nano): ChatPlan {
  return planChat({ text, sources: [], earlier: [], ...more }, pool);
}

function subject(found: ChatPlan): string {
  assert.equal(found.kind, 'refine', JSON.stringify(found));
  const task = found as Extract<ChatPlan, { kind: 'refine' }>;
  assert(task.subject.kind === 'text');
  return `${task.subject.languageId}: ${task.subject.text}`;
}

describe('what a chat message asks for', () => {
  it('takes pasted text, conditions, sums and functions for the experts', () => {
    assert.equal(subject(plan('She go to school.')), 'plaintext: She go to school.');
    assert.equal(subject(plan('simplify !(!a || !b)')), 'typescript: !(!a || !b)');
    assert.equal(subject(plan('!(!isOpen || !isPaid)')), 'typescript: !(!isOpen || !isPaid)');
    assert.equal(subject(plan('what is 6 * 7?')), 'javascript: 6 * 7');
    assert.equal(
      subject(plan('fix this:\n```py\ndef f(x):\n  x + 1\n```')),
      'python: def f(x):\n  x + 1',
    );
    assert.equal(
      subject(plan('def f(x):\n    total = x + 1\n    return total\n')),
      'python: def f(x):\n    total = x + 1\n    return total',
    );
  });

  it('declines questions, greetings and orders where no model chats', () => {
    for (const text of ['What is a monad?', 'hello', 'write a parser in Go', 'Is it open?']) {
      const found = plan(text);
      assert.equal(found.kind, 'decline', text);
      assert.equal((found as { needsModel: boolean }).needsModel, true);
      assert.match((found as { message: string }).message, /add a model.*\/fix/i);
    }
  });

  it('corrects a question that is sent with /fix', () => {
    assert.equal(
      subject(plan('What is you name?', { command: 'fix' })),
      'plaintext: What is you name?',
    );
  });

  it('asks a model that chats, where there is one, what the experts are not made for', () => {
    for (const text of ['What is a monad?', 'She go to school.', 'hello'])
      assert.deepEqual(plan(text, {}, chatty), { kind: 'ask', prompt: text });
    assert.equal(subject(plan('simplify !(!a || !b)', {}, chatty)), 'typescript: !(!a || !b)');
    assert.equal(subject(plan('fix grammar: She go.', {}, chatty)), 'plaintext: She go.');
  });

  it('works on an attached selection, and takes the words for the instruction', () => {
    const found = plan('fix the grammar', { sources: [selection, { ...selection, kind: 'file' }] });
    assert(found.kind === 'refine');
    assert.deepEqual(found.subject, { kind: 'source', source: selection });
    assert.equal(found.instruction, 'fix the grammar');
    assert.deepEqual(found.dropped, [
      'The file a.ts was left out: the experts look at one text at a time.',
    ]);
    const asked = plan('explain this', { sources: [selection] }, chatty);
    assert.equal(asked.kind, 'ask');
  });

  it('sends /simplify to the logic expert and a chosen expert past the router', () => {
    const simplified = plan('!(!a)', { command: 'simplify' });
    assert.equal(simplified.kind === 'refine' && simplified.expert, 'logic');
    const chosen = plan('Is it right?', { route: { kind: 'expert', name: 'prose' } });
    assert.equal(chosen.kind === 'refine' && chosen.expert, 'prose');
  });

  it('puts /vote and /council to two models or more, or to the user’s ensemble of that name', () => {
    for (const command of ['vote', 'council'] as const) {
      const alone = plan('Is it late?', { command }, { ...nano, chatMembers: ['file:a'] });
      assert.match((alone as { message: string }).message, /this pool has one; add a model/);
      const asked = plan('Is it late?', { command }, chatty);
      assert(asked.kind === 'ask');
      assert.deepEqual((asked.ensemble as { members: unknown }).members, ['file:a', 'file:b']);
      const own = plan('Is it late?', { command }, { ...nano, ensembles: [command] });
      assert.equal(own.kind === 'ask' && own.ensemble, command);
    }
  });

  it('puts a question to an ensemble that was chosen, which refines where it can', () => {
    const route = { kind: 'ensemble', name: 'mine' } as const;
    assert.deepEqual(plan('Why?', { route }), {
      kind: 'ask',
      prompt: 'Why?',
      ensemble: 'mine',
      by: 'mine',
    });
    const able = { ...nano, refines: () => true };
    assert.equal(plan('She go.', { route }, able).kind, 'refine');
    const member = { ...able, chatMembers: ['mine'] };
    assert.equal(plan('She go.', { route }, member).kind, 'ask', 'a model that answers questions');
  });

  it('looks questions up in the open folder where no model chats, and all that /find is given', () => {
    const open = { ...nano, canFind: true };
    const question = 'Where is the cache cleared?';
    assert.deepEqual(plan(question, {}, open), { kind: 'find', question });
    assert.equal(plan('write a poem', {}, open).kind, 'decline');
    assert.equal(plan(question, {}, { ...chatty, canFind: true }).kind, 'ask');
    assert.deepEqual(plan('the cache', { command: 'find' }, { ...chatty, canFind: true }), {
      kind: 'find',
      question: 'the cache',
    });
    assert.match((plan('a', { command: 'find' }) as { message: string }).message, /open one first/);
  });

  it('says what is missing from an empty message', () => {
    assert.match((plan('  ') as { message: string }).message, /Write something/);
    assert.match((plan('', { command: 'fix' }) as { message: string }).message, /after \/fix/);
  });

  it('answers every message with a plan, and refines only text that was in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.boolean(), (text, chats) => {
        const found = plan(text, {}, chats ? chatty : nano);
        if (found.kind !== 'refine') return;
        assert(found.subject.kind === 'text');
        assert(text.includes(found.subject.text));
        assert.notEqual(found.subject.text.trim(), '');
      }),
    );
  });
});
