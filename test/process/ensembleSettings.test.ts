import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  checkEnsembleRequest,
  listEnsemblesRequest,
  parseCheckedEnsemble,
  parseEnsembleList,
} from '../../protocol/ensembles.ts';
import type { EngineStatus } from '../../protocol/status.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient } from '../support/rawLspClient.ts';

describe('ensembles in the settings', function () {
  this.timeout(60_000);
  let home: string;
  let client: RawLspClient;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'eidolon-ensembles-'));
    client = RawLspClient.start({ EIDOLON_HOME: home });
  });
  afterEach(() => {
    client.kill();
    rmSync(home, { recursive: true, force: true });
  });

  const sentences = (): readonly string[] =>
    ['window/showMessage', 'window/showMessageRequest'].flatMap((method) =>
      client.notifications(method).map(({ params }) => (params as { message: string }).message),
    );

  const start = (ensembles: object) =>
    client.initialize(
      {},
      {
        initializationOptions: { client: 'eidolon-vscode', trusted: true, settings: { ensembles } },
      },
    );

  it('that are wrong are told in one sentence with their place when the engine starts', async () => {
    await start({
      mine: { kind: 'vote', members: ['nano:prose', { kind: 'vote', members: ['nano:proze'] }] },
      round: { kind: 'review', draft: 'round', reviewer: 'nano:reviewer' },
    });
    const [sentence] = await eventually('the sentence comes', () =>
      sentences().length > 0 ? sentences() : undefined,
    );
    assert.match(
      sentence ?? '',
      /^eidolon\.ensembles\.mine\.members\[1\]\.members\[0\]: there is no member .*“nano:proze”.* 1 more is in the log\.$/,
    );
    assert.equal(sentences().length, 1);
  });

  it('that are right are not mentioned, and no model is started for them', async () => {
    await start({ mine: { kind: 'vote', members: ['nano:prose', 'nano:general'] } });
    const members = await eventually('the pool is known', async () => {
      const { result } = await client.call('eidolon/status/get', null);
      const known = (result as EngineStatus).members;
      return known.length > 0 ? known : undefined;
    });
    assert.ok(
      members.every(({ health }) => health === 'unloaded'),
      JSON.stringify(members),
    );
    const listed = await client.call(listEnsemblesRequest, null);
    const { ensembles } = parseEnsembleList(listed.result) ?? { ensembles: [] };
    const named = (name: string) => ensembles.find((each) => each.name === name);
    assert.deepEqual([named('mine')?.own, named('mine')?.calls], [true, 2]);
    assert.deepEqual([named('council')?.own, named('council')?.refines], [false, true]);
    const check = async (spec: unknown) => {
      const { result } = await client.call(checkEnsembleRequest, { name: 'new', spec });
      return parseCheckedEnsemble(result)?.problem;
    };
    assert.equal(await check({ kind: 'vote', members: ['mine', 'nano:code'] }), undefined);
    assert.match((await check({ kind: 'vote', members: ['nano:cod'] })) ?? '', /“nano:cod”/);
    assert.match((await check('new')) ?? '', /refers to itself/);
    await client.call('shutdown', null);
    assert.deepEqual(sentences(), []);
  });
});
