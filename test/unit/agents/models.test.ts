import assert from 'node:assert/strict';
import fc from 'fast-check';
import { offeredModels, routeOf } from '../../../client/agents/models.ts';
import { chatRequestOf, textOfMessage } from '../../../client/agents/requests.ts';
import { parseChatParams } from '../../../protocol/chat.ts';
import type { MemberStatus } from '../../../protocol/status.ts';

function status(id: string, contextSize: number): MemberStatus {
  return { id, family: 'f', title: id, sizeBytes: 1, contextSize, health: 'ready' };
}

describe('the models for the editor’s picker', () => {
  it('are the ensembles, the council of several members, and each member', () => {
    const models = offeredModels(['file:a', 'http:h/m'], ['mine'], [status('file:a', 2048)]);
    assert.deepEqual(
      models.map(({ id, kind }) => [id, kind]),
      [
        ['mine', 'ensemble'],
        ['council', 'council'],
        ['file:a', 'member'],
        ['http:h/m', 'member'],
      ],
    );
    assert.deepEqual(models.map(routeOf)[1], { command: 'council' });
    assert.deepEqual(models.map(routeOf)[2], { route: { kind: 'ensemble', name: 'file:a' } });
  });

  it('offer no council of one, and none beside the user’s own of that name', () => {
    const ids = (members: string[], ensembles: string[]): string[] =>
      offeredModels(members, ensembles, []).map(({ id }) => id);
    assert.deepEqual(ids(['file:a'], []), ['file:a']);
    assert.deepEqual(ids(['file:a', 'file:b'], ['council']), ['council', 'file:a', 'file:b']);
    assert.deepEqual(ids([], []), []);
  });

  it('promise the window that the smallest of their members has, an answer set aside', () => {
    const statuses = [status('file:a', 512), status('file:b', 8192)];
    for (const model of offeredModels(['file:a', 'file:b'], ['mine'], statuses)) {
      const window = model.id === 'file:b' ? 8192 : 512;
      assert.equal(model.maxInputTokens + model.maxOutputTokens, window);
      assert.equal(model.maxOutputTokens, Math.min(1024, window / 4));
    }
  });
});

describe('a conversation of the editor’s chat', () => {
  const said = (role: number, ...values: string[]) => ({
    role,
    content: values.map((value) => ({ value })),
  });

  it('asks what was said last, and takes what stands before as the conversation', () => {
    const params = chatRequestOf({ command: 'council' }, [
      said(3, 'Be brief.'),
      said(1, 'Hello', ' there'),
      said(2, 'Hi.'),
      said(1, '<file>a</file>'),
      said(1, 'Why?'),
    ]);
    assert(params.ok);
    assert.equal(params.value.text, '<file>a</file>\n\nWhy?');
    assert.deepEqual(params.value.earlier, [
      { role: 'user', text: 'Be brief.' },
      { role: 'user', text: 'Hello there' },
      { role: 'assistant', text: 'Hi.' },
    ]);
    assert.equal(params.value.command, 'council');
  });

  it('reads what tools answered, and nothing of images', () => {
    const content = [
      { data: new Uint8Array(3), mimeType: 'image/png' },
      { content: [{ value: 'x' }] },
      7,
      null,
    ];
    assert.equal(textOfMessage({ content }), 'x');
  });

  it('is refused in a sentence where nothing is asked', () => {
    for (const messages of [[], [said(1, ' ')], [said(1, 'a'), said(2, 'b')]]) {
      const params = chatRequestOf({ command: 'council' }, messages);
      assert.equal(params.ok ? '' : params.failure.message, 'There is no question to answer.');
    }
  });

  it('becomes a message that can be sent, whatever its parts are', () => {
    const message = fc.record({
      role: fc.integer({ min: 1, max: 3 }),
      content: fc.array(fc.oneof(fc.anything(), fc.record({ value: fc.string() }))),
    });
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const params = chatRequestOf(routeOf({ id: 'm', kind: 'member' }), messages);
        if (params.ok) assert.deepEqual(parseChatParams(params.value), params.value);
      }),
    );
  });
});
