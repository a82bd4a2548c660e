import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeGpu } from '../../../server/models/gpu/describe.ts';
import {
  parseFinding,
  usableBackend,
  type InstalledBackend,
} from '../../../server/models/gpu/installed.ts';
import { gpuBuilds, gpuPackagesVersion } from '../../../server/models/gpu/packages.ts';
import { repositoryRoot } from '../../support/rawLspClient.ts';

const vulkan: InstalledBackend = {
  backend: 'vulkan',
  folder: '/backends/vulkan',
  finding: { devices: ['Radeon'] },
};
const idle: InstalledBackend = {
  backend: 'cuda',
  folder: '/backends/cuda',
  finding: { devices: [], problem: 'cuda finds no device' },
};

describe('GPU packages', () => {
  it('are those of the library that is pinned, each with its SHA-512', () => {
    const manifest = JSON.parse(
      readFileSync(path.join(repositoryRoot, 'package.json'), 'utf8'),
    ) as { dependencies: Record<string, string> };
    assert.equal(gpuPackagesVersion, manifest.dependencies['node-llama-cpp']);
    const builds = gpuBuilds('linux', 'x64');
    assert.deepEqual(
      builds.map(({ backend }) => backend),
      ['cuda', 'vulkan'],
    );
    for (const { name, path: below, integrity, sizeBytes, license } of builds.flatMap(
      ({ packages }) => packages,
    )) {
      assert.match(name, /^@node-llama-cpp\/linux-x64-[a-z-]+$/);
      assert.ok(below.endsWith(`-${gpuPackagesVersion}.tgz`), below);
      assert.match(integrity, /^sha512-[A-Za-z0-9+/]{86}==$/);
      assert.ok(sizeBytes > 1e6 && license !== '');
    }
    assert.deepEqual(gpuBuilds('freebsd', 'x64'), []);
  });
});

describe('the choice of a GPU backend', () => {
  it('takes the first that found a device, or the one that is wanted', () => {
    assert.equal(usableBackend([idle, vulkan], 'auto'), vulkan);
    assert.equal(usableBackend([idle, vulkan], 'vulkan'), vulkan);
    assert.equal(usableBackend([idle, vulkan], 'cuda'), undefined);
    assert.equal(usableBackend([{ ...vulkan, finding: undefined }], 'auto'), undefined);
  });

  it('reads only what a probe may have said', () => {
    assert.deepEqual(parseFinding({ devices: ['A', 3], memoryBytes: 'x', problem: 'none' }), {
      devices: ['A'],
      problem: 'none',
    });
    for (const value of [undefined, [], { devices: 'A' }, 'A'])
      assert.equal(parseFinding(value), undefined);
  });
});

describe('the sentence about the GPU', () => {
  const none = { installed: [], outdated: [] };

  it('says what is used, and what would change it', () => {
    const sentence = (state: Parameters<typeof describeGpu>[0]): string => describeGpu(state);
    assert.match(
      sentence({ ...none, setting: 'auto', installed: [vulkan], used: vulkan }),
      /on the GPU \(Vulkan: Radeon\)/,
    );
    assert.match(sentence({ ...none, setting: 'off', installed: [vulkan] }), /eidolon\.gpu/);
    assert.match(
      sentence({ ...none, setting: 'auto', installed: [idle] }),
      /CUDA was added, but cuda finds no device/,
    );
    assert.match(
      sentence({ ...none, setting: 'auto', outdated: ['3.0.0'] }),
      /3\.0\.0.*add it again/,
    );
    assert.match(sentence({ ...none, setting: 'auto' }), /“eidolon gpu add” adds/);
  });
});
