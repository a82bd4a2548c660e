import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { backendFolder, noteFinding } from '../../../server/models/gpu/installed.ts';
import { createGpuChildren, type GpuChildren } from '../../../server/pool/gpuChildren.ts';
import { createFakeChild, type FakeChild } from '../../support/fakeChild.ts';
import { createRecordedLog } from '../../support/silentLog.ts';

describe('processes on the GPU', () => {
  let backendsDir: string;
  let forked: { child: FakeChild; env: Readonly<Record<string, string>> }[];

  beforeEach(() => {
    backendsDir = mkdtempSync(path.join(tmpdir(), 'eidolon-gpu-'));
    forked = [];
  });
  afterEach(() => rmSync(backendsDir, { recursive: true, force: true }));

  async function children(devices: readonly string[]): Promise<GpuChildren> {
    const folder = backendFolder(backendsDir, 'vulkan');
    mkdirSync(folder, { recursive: true });
    await noteFinding(folder, { devices });
    return createGpuChildren(
      { wanted: 'auto', backendsDir },
      {
        log: createRecordedLog(),
        fork: (env) => {
          const child = createFakeChild();
          forked.push({ child, env });
          return child;
        },
      },
    );
  }

  it('are told their backend and its folder', async () => {
    const gpu = await children(['Radeon']);
    assert.ok(gpu.spawn('file:a'));
    assert.deepEqual(Object.values(forked[0]?.env ?? {}).sort(), [
      backendFolder(backendsDir, 'vulkan'),
      'vulkan',
    ]);
  });

  it('are none without a configuration, or where no device was found', async () => {
    const none = await createGpuChildren(undefined, {
      log: createRecordedLog(),
      fork: createFakeChild,
    });
    assert.equal(none.spawn('file:a'), undefined);
    assert.equal((await children([])).spawn('file:a'), undefined);
  });

  it('leave the GPU after a crash, which is not held against the model; a second one is', async () => {
    const gpu = await children(['Radeon']);
    gpu.spawn('file:a');
    gpu.ready('file:a');
    assert.equal(gpu.crashed('file:a', 'its process ended by SIGABRT'), true);
    assert.equal(gpu.spawn('file:a'), undefined);
    assert.equal(gpu.crashed('file:a', 'its process ended by SIGABRT'), false);
    assert.ok(gpu.spawn('file:b'), 'another model goes on there');
  });

  it('leave the GPU when they do not come up there, and stay when they do', async () => {
    const gpu = await children(['Radeon']);
    gpu.spawn('file:a');
    assert.equal(gpu.spawn('file:a'), undefined);
    gpu.spawn('file:b');
    gpu.ready('file:b');
    assert.ok(gpu.spawn('file:b'));
  });
});
