import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { poolConditions, readMachineState } from '../../../server/machineState.ts';
import type { MemberInfo } from '../../../server/pool/messages.ts';

describe('the state of the machine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-power-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function supply(name: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(path.join(folder, name));
    for (const [file, text] of Object.entries(files))
      writeFileSync(path.join(folder, name, file), `${text}\n`);
  }

  it('tells the charge of a battery that is drained', async () => {
    supply('AC', { type: 'Mains', online: '0' });
    supply('BAT0', { type: 'Battery', status: 'Discharging', capacity: '42' });
    assert.equal((await readMachineState(folder)).battery, 0.42);
  });

  it('tells nothing of a battery that is charged, of a mouse, or of a machine without one', async () => {
    supply('BAT0', { type: 'Battery', status: 'Charging', capacity: '42' });
    supply('mouse', { type: 'Battery', scope: 'Device', status: 'Discharging', capacity: '5' });
    supply('broken', { type: 'Battery', status: 'Discharging', capacity: 'none' });
    assert.equal('battery' in (await readMachineState(folder)), false);
    assert.equal('battery' in (await readMachineState(path.join(folder, 'missing'))), false);
  });

  it('prices members by the size of their files', () => {
    const info = (id: string, sizeBytes: number, state: MemberInfo['state']): MemberInfo => ({
      id,
      family: id,
      title: id,
      path: id,
      sizeBytes,
      contextSize: 1,
      state,
      capabilities: {
        logProbs: true,
        score: true,
        decide: true,
        grammar: false,
        embed: false,
        infill: false,
      },
    });
    const conditions = poolConditions([info('a', 100, 'ready'), info('b', 400, 'idle')]);
    assert.deepEqual(conditions, {
      costs: { a: 0.25, b: 1 },
      loadCosts: { a: 0.125, b: 0.5 },
      resident: ['a'],
    });
  });
});
