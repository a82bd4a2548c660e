import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FoundModel } from '../../../protocol/models.ts';
import { findModels } from '../../../server/models/find/find.ts';

const digest = 'a'.repeat(64);

describe('model files of other programs', () => {
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(path.join(tmpdir(), 'eidolon-find-')));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  function put(name: string, text = 'GGUF and more'): string {
    const file = path.join(home, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  function find(
    env: Record<string, string> = {},
    known: readonly { path: string }[] = [],
    platform: NodeJS.Platform = 'linux',
  ): Promise<readonly FoundModel[]> {
    // The service's folder belongs to this machine and not to the test.
    const ollama = { OLLAMA_MODELS: path.join(home, '.ollama/models') };
    return findModels(known, { home, platform, env: { ...ollama, ...env } });
  }

  const rows = (models: readonly FoundModel[]) => models.map(({ name, origin }) => [name, origin]);

  function snapshot(hub: string, file: string): string {
    const blob = put(`${hub}/models--Qwen--Qwen3-0.6B-GGUF/blobs/${digest}`);
    const link = path.join(home, hub, 'models--Qwen--Qwen3-0.6B-GGUF/snapshots/abc', file);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(blob, link);
    return blob;
  }

  it('are found behind the links of the Hugging Face cache', async () => {
    const blob = snapshot('.cache/huggingface/hub', 'sub/Qwen3-0.6B-Q8_0.gguf');
    put('.cache/huggingface/hub/models--a--b/blobs/cdef.incomplete');
    assert.deepEqual(await find(), [
      {
        name: 'Qwen3-0.6B-Q8_0',
        origin: 'Hugging Face',
        path: blob,
        sizeBytes: 13,
        present: false,
      },
    ]);
  });

  it('are found where the variables of those programs say', async () => {
    snapshot('elsewhere', 'a.gguf');
    assert.deepEqual(await find(), []);
    const hub = path.join(home, 'elsewhere');
    assert.deepEqual(rows(await find({ HF_HUB_CACHE: hub })), [['a', 'Hugging Face']]);
    snapshot('own/hub', 'b.gguf');
    assert.deepEqual(rows(await find({ HF_HOME: path.join(home, 'own') })), [
      ['b', 'Hugging Face'],
    ]);
    put('cache/c.gguf');
    assert.deepEqual(rows(await find({ LLAMA_CACHE: path.join(home, 'cache') })), [
      ['c', 'llama.cpp'],
    ]);
  });

  it('are found in the llama.cpp cache of each system', async () => {
    put('.cache/llama.cpp/linux.gguf');
    put('Library/Caches/llama.cpp/mac.gguf');
    put('AppData/Local/llama.cpp/windows.gguf');
    assert.deepEqual(rows(await find()), [['linux', 'llama.cpp']]);
    assert.deepEqual(rows(await find({}, [], 'darwin')), [['mac', 'llama.cpp']]);
    assert.deepEqual(rows(await find({}, [], 'win32')), [['windows', 'llama.cpp']]);
  });

  it('are found in LM Studio, also in a folder that its user chose', async () => {
    put('.lmstudio/models/maker/model/one.gguf');
    put('chosen/maker/model/two.gguf');
    put('.lmstudio/settings.json', JSON.stringify({ downloadsFolder: path.join(home, 'chosen') }));
    assert.deepEqual(rows(await find()), [
      ['one', 'LM Studio'],
      ['two', 'LM Studio'],
    ]);
  });

  it('are found in Ollama by the manifest that names the blob', async () => {
    const blob = put(`.ollama/models/blobs/sha256-${digest}`);
    const manifest = (mediaType: string, name: string) =>
      JSON.stringify({ layers: [{ mediaType, digest: name }] });
    const weights = 'application/vnd.ollama.image.model';
    const library = '.ollama/models/manifests/registry.ollama.ai/library';
    put(`${library}/granite4/micro`, manifest(weights, `sha256:${digest}`));
    put(`${library}/escape/x`, manifest(weights, 'sha256:../../../../secret'));
    put(
      `${library}/licence/x`,
      manifest('application/vnd.ollama.image.license', `sha256:${digest}`),
    );
    put(`${library}/broken/x`, '{');
    const found = await find();
    assert.deepEqual(rows(found), [['granite4-micro', 'Ollama']]);
    assert.equal(found[0]?.path, blob);
  });

  it('are whole models: no parts, no projectors, no other files, nothing that waits', async () => {
    const folder = '.lmstudio/models/maker/model';
    put(`${folder}/good.gguf`);
    put(`${folder}/mmproj-good.gguf`);
    put(`${folder}/big-00001-of-00002.gguf`);
    put(`${folder}/page.gguf`, '<html>');
    put(`${folder}/empty.gguf`, '');
    put(`${folder}/half.gguf.part`);
    symlinkSync(path.join(home, 'gone'), path.join(home, folder, 'dangling.gguf'));
    symlinkSync(home, path.join(home, folder, 'circle'));
    if (process.platform !== 'win32')
      execFileSync('mkfifo', [path.join(home, folder, 'pipe.gguf')]);
    assert.deepEqual(rows(await find()), [['good', 'LM Studio']]);
  });

  it('come once where programs share them, and are marked where the pool has them', async () => {
    const file = put('.lmstudio/models/maker/model/shared.gguf');
    mkdirSync(path.join(home, '.cache/llama.cpp'), { recursive: true });
    symlinkSync(file, path.join(home, '.cache/llama.cpp/other.gguf'));
    assert.deepEqual(rows(await find()), [['shared', 'LM Studio']]);
    assert.deepEqual(
      (await find({}, [{ path: file }])).map(({ present }) => present),
      [true],
    );
  });
});
