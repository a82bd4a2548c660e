import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  canSend,
  initialState,
  keptOf,
  reduce,
  runningTurn,
  shownTurns,
  type PanelAction,
  type PanelState,
} from '../../../media/chat/state.ts';
import { attachmentKey } from '../../../protocol/attachments.ts';
import type { ChatAnswer, ChatTurn } from '../../../protocol/conversation.ts';
import type { HostMessage } from '../../../protocol/webview.ts';

const running: ChatAnswer = { state: 'running', stage: '', text: '' };
const source = {
  kind: 'selection',
  uri: 'u',
  version: 1,
  name: 'n',
  lines: 1,
  characters: 1,
} as const;

function turn(id: string, answer: ChatAnswer = { state: 'stopped', text: '' }): ChatTurn {
  return { id, at: '2026-01-01', question: { text: `ask ${id}`, sources: [] }, answer };
}

function after(
  ...actions: readonly (PanelAction | HostMessage['kind'] | HostMessage)[]
): PanelState {
  return actions.reduce<PanelState>(
    (state, action) => reduce(state, action as PanelAction),
    initialState(undefined),
  );
}

const host = (message: HostMessage): PanelAction => ({ kind: 'host', message });

describe('the state of the chat panel', () => {
  it('adds turns, replaces them by id and lets a running answer grow', () => {
    const state = after(
      host({ kind: 'turn', turn: turn('a', running) }),
      host({ kind: 'piece', turnId: 'a', text: 'It is ' }),
      host({ kind: 'piece', turnId: 'a', text: 'open.' }),
      host({ kind: 'stage', turnId: 'a', text: 'checking' }),
    );
    assert.deepEqual(runningTurn(state)?.answer, {
      state: 'running',
      stage: 'checking',
      text: 'It is open.',
    });
    const ended = reduce(state, host({ kind: 'turn', turn: turn('a') }));
    assert.deepEqual(ended.conversation.turns, [turn('a')]);
  });

  it('draws the newest turns of a long conversation, and more on request, until another is opened', () => {
    const turns = Array.from({ length: 200 }, (_, at) => turn(`t${at}`));
    const opened = host({ kind: 'conversation', conversation: { id: 'long', turns } });
    const first = after(opened);
    assert.equal(shownTurns(first).turns.at(-1)?.id, 't199');
    assert.equal(shownTurns(first).turns.length + shownTurns(first).earlier, 200);
    assert(shownTurns(first).earlier > 100);
    const more = reduce(first, { kind: 'showEarlier' });
    assert(shownTurns(more).earlier < shownTurns(first).earlier);
    assert.equal(reduce(more, opened).shown, more.shown);
    const other = host({ kind: 'conversation', conversation: { id: 'other', turns } });
    assert.equal(reduce(more, other).shown, first.shown);
  });

  it('ignores parts of an answer that has ended', () => {
    const before = after(host({ kind: 'turn', turn: turn('a') }));
    assert.equal(reduce(before, host({ kind: 'piece', turnId: 'a', text: 'late' })), before);
    assert.equal(reduce(before, host({ kind: 'piece', turnId: 'b', text: 'stray' })), before);
  });

  it('puts an earlier question into the composer, and forgets the edit when its turn is gone', () => {
    const asked = {
      ...turn('a'),
      question: { text: 'x', command: 'fix', sources: [source] },
    } as const;
    const editing = after(host({ kind: 'turn', turn: asked }), { kind: 'edit', turnId: 'a' });
    const attach = [{ kind: 'selection' }];
    assert.deepEqual(editing.draft, { text: '/fix x', attach, replaces: 'a' });
    const conversation = { id: 'other', turns: [] };
    const moved = reduce(editing, host({ kind: 'conversation', conversation }));
    assert.deepEqual(moved.draft, { text: '/fix x', attach });
    assert.deepEqual(reduce(editing, { kind: 'cancelEdit' }).draft, { text: '', attach: [] });
  });

  it('knows what the draft costs only while the answer is for what is attached now', () => {
    const chip = { source, weight: { tokens: 7, fate: 'whole' as const } };
    const weighed = {
      members: ['m'],
      exact: true,
      dropped: [],
      chips: [chip],
      total: 9,
      window: 64,
    };
    const attachment = { kind: 'selection' } as const;
    const asked = after({ kind: 'attach', attachment }, { kind: 'weighing', ticket: 5 });
    const known = reduce(asked, host({ kind: 'weights', ticket: 5, weighed }));
    assert.equal(known.cost?.total, 9);
    assert.deepEqual(known.chips, { selection: chip });
    assert.equal(reduce(asked, host({ kind: 'weights', ticket: 4, weighed })), asked);
    const more = reduce(known, {
      kind: 'attach',
      attachment: { kind: 'file' },
      notice: 'attached',
    });
    assert.equal(more.cost, undefined);
    assert.equal(more.notice, 'attached');
    assert.equal(reduce(more, host({ kind: 'weights', ticket: 5, weighed })).cost, undefined);
    const less = reduce(more, { kind: 'detach', key: 'selection', notice: 'gone' });
    assert.deepEqual([less.draft.attach, less.notice], [[{ kind: 'file' }], 'gone']);
  });

  it('sends only when there is something to send and nothing runs', () => {
    assert.equal(canSend(after()), false);
    assert.equal(canSend(after({ kind: 'type', text: ' \n' })), false);
    assert.equal(canSend(after({ kind: 'type', text: 'a' })), true);
    const attached = after({ kind: 'attach', attachment: { kind: 'selection' } });
    assert.equal(canSend(attached), false, 'nothing is selected');
    assert.equal(canSend(reduce(attached, host({ kind: 'sources', sources: [source] }))), true);
    const busy = after(
      { kind: 'type', text: 'a' },
      host({ kind: 'turn', turn: turn('t', running) }),
    );
    assert.equal(canSend(busy), false);
  });

  it('brings back the draft and the view that it was given to keep, and nothing else', () => {
    const state = after({ kind: 'type', text: 'half' }, { kind: 'show', view: 'history' });
    const again = initialState(JSON.parse(JSON.stringify(keptOf(state))));
    assert.deepEqual(again.draft, state.draft);
    assert.equal(again.view, 'history');
    fc.assert(
      fc.property(fc.anything(), (kept) => {
        assert.deepEqual(initialState(kept).conversation.turns, []);
      }),
    );
  });

  it('keeps ids unique and the state it is given untouched, whatever happens', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const text = fc.string();
    const answer = fc.constantFrom<ChatAnswer>(running, { state: 'stopped', text: '' });
    const message: fc.Arbitrary<HostMessage> = fc.oneof(
      fc.record({
        kind: fc.constant('turn' as const),
        turn: fc.tuple(id, answer).map(([a, b]) => turn(a, b)),
      }),
      fc.record({ kind: fc.constant('piece' as const), turnId: id, text }),
      fc.record({ kind: fc.constant('draft' as const), text, attach: fc.boolean() }),
      fc.record({
        kind: fc.constant('conversation' as const),
        conversation: fc.constant({ id: 'x', turns: [turn('a')] }),
      }),
    );
    const attachment = fc.oneof(
      fc.record({ kind: fc.constantFrom('selection' as const, 'file' as const) }),
      fc.record({ kind: fc.constant('named' as const), uri: id, name: id }),
      fc.record({ kind: fc.constant('terminal' as const), name: id, text: id }),
    );
    const action: fc.Arbitrary<PanelAction> = fc.oneof(
      message.map(host),
      fc.record({ kind: fc.constant('type' as const), text }),
      fc.record({ kind: fc.constant('edit' as const), turnId: id }),
      fc.constant({ kind: 'sent' } as const),
      fc.record({ kind: fc.constant('attach' as const), attachment }),
      fc.record({ kind: fc.constant('detach' as const), key: attachment.map(attachmentKey) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        let state = initialState(undefined);
        for (const each of actions) {
          const before = JSON.stringify(state);
          const next = reduce(state, each);
          assert.equal(JSON.stringify(state), before);
          const ids = next.conversation.turns.map((one) => one.id);
          assert.equal(new Set(ids).size, ids.length);
          const keys = next.draft.attach.map(attachmentKey);
          assert.equal(new Set(keys).size, keys.length, 'nothing is attached twice');
          const { replaces } = next.draft;
          assert.equal(replaces === undefined || ids.includes(replaces), true);
          state = next;
        }
      }),
    );
  });
});
