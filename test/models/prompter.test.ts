import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getLlama, type Llama } from 'node-llama-cpp';
import { families, type FamilyName } from '../../server/bench/gguf/families.ts';
import { writeRandomFamily } from '../../server/bench/gguf/randomFamily.ts';
import { createPrompter } from '../../server/engines/llama/prompt.ts';

/** What the template of each family writes behind an answer, whatever else its files call an end. */
const ends: Readonly<Record<FamilyName, string>> = {
  llama: '<|eot_id|>',
  qwen2: '<|im_end|>',
  qwen3: '<|im_end|>',
  gemma2: '<end_of_turn>',
  gemma3: '<end_of_turn>',
  phi3: '<|end|>',
  lfm2: '<|im_end|>',
};

describe('the token that closes an answer', function () {
  this.timeout(120_000);
  let folder: string;
  let llama: Llama;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-prompter-'));
    llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, progressLogs: false });
  });
  after(async () => {
    await llama.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function endOf(family: FamilyName, endOfTurn?: string): Promise<string> {
    const file = path.join(folder, `${family}.gguf`);
    await writeRandomFamily(file, { family, size: 'tiny', format: 'Q8_0', endOfTurn });
    const model = await llama.loadModel({ modelPath: file, vocabOnly: true });
    const prompter = createPrompter(model, 'chat');
    assert.ok(prompter.ok && prompter.value.end !== undefined);
    const text = model.detokenize([prompter.value.end], true);
    await model.dispose();
    return text;
  }

  for (const family of Object.keys(families) as FamilyName[])
    it(`of ${family} is the one that its chat template writes`, async () => {
      assert.equal(await endOf(family), ends[family]);
    });

  it('is that one, too, where the file names another, as those of SmolLM2 do', async () => {
    assert.equal(await endOf('qwen2', '<|endoftext|>'), ends.qwen2);
  });
});
