import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chatCommands,
  parseChatParams,
  parseChatPart,
  parseChatReply,
  parseSlash,
} from '../../../protocol/chat.ts';
import { parseAttachments, parseWeighed } from '../../../protocol/attachments.ts';
import { parseWeights } from '../../../protocol/weigh.ts';
import { parseConversation, parseTurn, questionText } from '../../../protocol/conversation.ts';
import { parseHostMessage, parsePanelMessage } from '../../../protocol/webview.ts';

const parsers = [
  parseAttachments,
  parseWeighed,
  parseWeights,
  parseChatParams,
  parseChatPart,
  parseChatReply,
  parseConversation,
  parseTurn,
  parseHostMessage,
  parsePanelMessage,
];

describe('the chat protocol', () => {
  it('survives anything that may come over a wire', () => {
    const kind = fc.constantFrom('start', 'turn', 'send', 'refined', 'answered', 'retry', 'apply');
    const record = fc.record({ kind, text: fc.anything(), turns: fc.anything() });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), record), (value) => {
        for (const parse of parsers) parse(value);
      }),
    );
  });

  it('reads what it has read once more, unchanged', () => {
    const reply = {
      kind: 'answered',
      text: 'yes',
      by: 'vote',
      confidence: 0.5,
      abstained: false,
      members: [{ member: 'a', text: 'yes', confidence: 1, ms: 3 }],
      agreement: { agree: 1, of: 2 },
      calls: 2,
      conflicts: [],
      notes: ['n'],
      dropped: [],
      trace: { id: 't', startedAt: '', steps: [], totalMs: 1 },
    };
    assert.deepEqual(parseChatReply(reply), reply);
    const turn = {
      id: '1',
      at: '2026-01-01',
      question: { text: 'a', command: 'fix', sources: [] },
      answer: { state: 'replied', reply },
    };
    assert.deepEqual(parseTurn(turn), turn);
    assert.deepEqual(parseConversation({ id: 'c', turns: [turn, 7] }), { id: 'c', turns: [turn] });
  });

  it('refuses messages of the panel that lack what they need', () => {
    for (const message of [
      { kind: 'send' },
      { kind: 'apply' },
      { kind: 'applyBlock', turnId: 't' },
      { kind: 'openLink' },
      { kind: 'run' },
      null,
    ])
      assert.equal(parsePanelMessage(message), undefined, JSON.stringify(message));
    const named = { kind: 'named', uri: 'file:///a.ts', name: 'a.ts' };
    const attach = [{ kind: 'file' }, 'x', { kind: 'terminal' }, named, { ...named, name: 'b' }];
    assert.deepEqual(parsePanelMessage({ kind: 'send', text: 'a', attach }), {
      kind: 'send',
      text: 'a',
      attach: [{ kind: 'file' }, named],
    });
  });

  it('takes a slash command apart and puts it together again', () => {
    assert.deepEqual(parseSlash('/fix She go.'), { command: 'fix', text: 'She go.' });
    assert.deepEqual(parseSlash('/fix'), { command: 'fix', text: '' });
    assert.deepEqual(parseSlash('/fixed it'), { text: '/fixed it' });
    assert.deepEqual(parseSlash('see /fix'), { text: 'see /fix' });
    fc.assert(
      fc.property(fc.constantFrom(...chatCommands), fc.string(), (command, text) => {
        const typed = questionText({ command, text: text.trim(), sources: [] });
        assert.deepEqual(parseSlash(typed), { command, text: text.trim() });
      }),
    );
  });
});
