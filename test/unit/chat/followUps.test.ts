import assert from 'node:assert/strict';
import { followUps } from '../../../media/chat/followUps.ts';
import type { ChatReply } from '../../../protocol/chat.ts';
import type { AttachedSource, ChatTurn } from '../../../protocol/conversation.ts';

const source: AttachedSource = {
  ...{ kind: 'file', uri: 'file:///a.ts', version: 4, name: 'a.ts' },
  ...{ lines: 1, characters: 1 },
};
const trace = { id: 't', startedAt: '', steps: [], totalMs: 0 };
const answered: ChatReply = {
  ...{ kind: 'answered', text: 'so', by: 'file:a', abstained: false, members: [] },
  ...{ conflicts: [], notes: [], dropped: [], trace },
};

function offered(reply: ChatReply, chatMembers: readonly string[], canFind: boolean) {
  const turn: ChatTurn = {
    ...{ id: '1', at: '', question: { text: 'Why?', sources: [source] } },
    answer: { state: 'replied', reply },
  };
  return followUps(turn, { chatMembers, canFind });
}

describe('what can be done next about an answer', () => {
  it('is to put one model’s question to all of them, with what went along', () => {
    const attach = [{ kind: 'named', uri: source.uri, name: source.name }];
    assert.deepEqual(offered(answered, ['file:a', 'file:b'], false), [
      { label: 'askCouncil', message: { kind: 'send', text: '/council Why?', attach } },
    ]);
    assert.deepEqual(offered(answered, ['file:a'], false), []);
    const members = [{ member: 'file:a', text: 'so' }];
    assert.deepEqual(offered({ ...answered, members }, ['file:a', 'file:b'], false), []);
  });

  it('is to look a model’s answer up in the files, where a folder is open', () => {
    const labels = offered(answered, ['file:a'], true).map(({ label }) => label);
    assert.deepEqual(labels, ['findInFiles']);
  });

  it('is nothing where the answer was refused or is a model’s no more', () => {
    const declined: ChatReply = { kind: 'declined', message: 'no', needsModel: true };
    assert.deepEqual(offered(declined, ['file:a', 'file:b'], true), []);
  });
});
