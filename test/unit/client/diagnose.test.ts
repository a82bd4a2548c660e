import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnoseText } from '../../../client/features/diagnoseText.ts';
import type { Facts } from '../../../client/features/diagnoseText.ts';
import { defaultSettings } from '../../../protocol/settings.ts';
import type { MemberStatus } from '../../../protocol/status.ts';

const member = (id: string, more: Partial<MemberStatus> = {}): MemberStatus => ({
  ...{ id, family: 'f', title: 'A title', sizeBytes: 2_000_000, contextSize: 512 },
  ...{ health: 'ready', ...more },
});

const facts = (change: Partial<Facts> = {}): Facts => ({
  ...{ version: '1.2.3', editor: 'Editor 1.130.0', machine: 'linux x64', host: 'desktop, local' },
  ...{ trusted: false, engineState: 'running', settings: defaultSettings },
  engine: { activity: 'idle', members: [], residentBytes: 140_000_000, queuedRequests: 2 },
  members: [member('nano:prose', { residentBytes: 18_000_000 })],
  ...change,
});

describe('the report about this installation', () => {
  it('tells versions, the engine, the members and what is set', () => {
    const settings = { ...defaultSettings, threads: 3, sharedPool: false };
    const lines = diagnoseText(facts({ settings }), 'public').split('\n');
    for (const line of [
      '| Extension | 1.2.3 |',
      '| Workspace | Restricted Mode |',
      '| Memory | 140 MB |',
      '| Waiting requests | 2 |',
      '| nano:prose | ready | 2 MB | 18 MB | 512 |  |',
      '| eidolon.threads | 3 |',
      '| eidolon.sharedPool | false |',
    ])
      assert.equal(lines.includes(line), true, `${line} in\n${lines.join('\n')}`);
  });

  it('says so where nothing is known or set', () => {
    const text = diagnoseText(facts({ members: [], engine: undefined }), 'public');
    assert.match(text, /\| Memory \| unknown \|/);
    assert.match(text, /None is known\./);
    assert.match(text, /\nNone\.\n$/);
  });

  it('names files, hosts and folders to the user alone', () => {
    const secret = fc.stringMatching(/^secret[a-z]{4,9}$/);
    fc.assert(
      fc.property(secret, (word) => {
        const settings = {
          ...defaultSettings,
          modelsDirectory: `/home/${word}/models`,
          ensembles: { [word]: { kind: 'dynamic' } },
          pinnedModels: [`file:${word}`],
          httpMembers: [{ url: `https://${word}.example/v1`, model: word, kind: 'chat' as const }],
        };
        const reason = `There is no file /home/${word}/a.gguf.`;
        const members = [
          member(`file:${word}`, { health: 'missing', reason, title: word, family: word }),
          member(`http:${word}.example/${word}`, { note: `${word} has no log-probabilities.` }),
        ];
        const told = diagnoseText(facts({ settings, members }), 'public');
        assert.equal(told.includes(word), false, told);
        assert.match(told, /\| file 1 \| missing \|/);
        assert.match(told, /\| http 2 \(another machine\) \| ready \|/);
        const own = diagnoseText(facts({ settings, members }), 'private');
        for (const text of [reason, `file:${word}`]) assert.equal(own.includes(text), true, own);
      }),
    );
  });

  it('lets no name become a link, a cell or another line', () => {
    const id = 'file:a|b\n# [x](command:y) <img> `z`';
    const text = diagnoseText(facts({ members: [member(id)] }), 'private');
    const rows = text.split('\n').filter((line) => line.includes('file:'));
    assert.deepEqual(rows, [
      '| file:a\\|b # \\[x\\](command:y) \\<img\\> \\`z\\` | ready | 2 MB |  | 512 |  |',
    ]);
  });
});
