import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  getLlama,
  type Llama,
  type LlamaContext,
  type LlamaModel,
  type Token,
} from 'node-llama-cpp';
import { nanoShape, writeRandomModel } from '../../server/bench/randomModel.ts';
import type { StopReason } from '../../server/core/member.ts';
import { advanceDrafted } from '../../server/engines/llama/draftedLane.ts';
import { createDraftModel, type DraftModel } from '../../server/engines/llama/draftModel.ts';
import { advanceLanes, type LaneJob } from '../../server/engines/llama/lanes.ts';
import { createPrompter, type Prompter } from '../../server/engines/llama/prompt.ts';
import { createSpeculation, type Speculation } from '../../server/engines/llama/speculation.ts';
import { sharesVocabulary } from '../../server/engines/llama/vocabulary.ts';
import { ask } from '../support/testPool.ts';

const models = fileURLToPath(new URL('../../server/models', import.meta.url));
const signal = new AbortController().signal;
const texts = [
  'fix: The cats was sitting on the the mat.',
  'simplify: !(!a || !b)',
  'fix: He have went to school yesterday and she go there to.',
];
/** Guesses from the text are left to their own test. */
const never: Speculation = { ...createSpeculation(), length: () => 0 };

interface Said {
  readonly tokens: readonly string[];
  readonly stops: readonly StopReason[];
  readonly steps: number;
}

describe('a draft model', function () {
  this.timeout(120_000);
  let folder: string;
  let llama: Llama;
  /** Strong references: what is collected before it was disposed of blocks the rest for ever. */
  const opened: { dispose(): Promise<void> }[] = [];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'eidolon-draft-'));
    llama = await getLlama({
      ...{ gpu: false, build: 'never', skipDownload: true, progressLogs: false, maxThreads: 1 },
    });
  });
  after(async () => {
    for (const each of opened.reverse()) await each.dispose();
    await llama.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function load(file: string): Promise<LlamaModel> {
    const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
    opened.push(model);
    return model;
  }

  async function contextOf(model: LlamaModel, contextSize = 512): Promise<LlamaContext> {
    const context = await model.createContext({
      ...{ contextSize, sequences: 1, batchSize: 512, threads: { ideal: 1, min: 1 } },
      failedCreationRemedy: false,
    });
    opened.push(context);
    return context;
  }

  async function draftOf(target: LlamaModel, draft: LlamaModel, size = 512): Promise<DraftModel> {
    return createDraftModel(draft, await contextOf(draft, size), target, () => performance.now());
  }

  /** What the model says, and in how many steps; drafts are as long as they can be, whatever they cost. */
  async function say(
    model: LlamaModel,
    context: LlamaContext,
    content: string,
    drafts: DraftModel | undefined,
    { maxTokens = 60 } = {},
  ): Promise<Said> {
    const made = createPrompter(model, 'nano');
    assert.ok(made.ok);
    const prompter: Prompter = made.value;
    const prompt = prompter.prompt(ask(content));
    assert.ok(prompt.ok);
    const { tokens } = prompt.value;
    const sequence = context.getSequence();
    let steps = 0;
    const evaluate = sequence.controlledEvaluate.bind(sequence);
    sequence.controlledEvaluate = (...args) => {
      steps++;
      return evaluate(...args);
    };
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(0, -1));
    const said: string[] = [];
    const stops: StopReason[] = [];
    const job: LaneJob = {
      ...{ model, prompter, tokens, stops: [], maxTokens, samples: 1 },
      request: { messages: ask(content), maxTokens, temperature: 0 },
      ...(drafts && { drafts: eagerly(drafts) }),
    };
    const sink = {
      token: (_: number, text: string) => void said.push(text),
      end: (_: number, stop: StopReason) => void stops.push(stop),
      progress: () => undefined,
    };
    if (drafts) await advanceDrafted(job, sequence, never, signal, sink);
    else await advanceLanes(job, [sequence], signal, sink);
    await sequence.dispose();
    return { tokens: said, stops, steps };
  }

  function eagerly(drafts: DraftModel): DraftModel {
    return {
      take: (prompt) => {
        const drafter = drafts.take(prompt);
        return drafter && { ...drafter, speculation: { ...drafter.speculation, length: () => 6 } };
      },
    };
  }

  for (const name of ['nano-general', 'nano-language'])
    it(`that is ${name} itself, in a context of its own, is nearly always right and changes no token`, async () => {
      const model = await load(path.join(models, `${name}.gguf`));
      assert.ok(sharesVocabulary(model, model));
      const context = await contextOf(model);
      const drafts = await draftOf(model, model);
      let [plainSteps, draftedSteps] = [0, 0];
      for (const text of texts) {
        const plain = await say(model, context, text, undefined);
        const drafted = await say(model, context, text, drafts);
        assert.deepEqual([drafted.tokens, drafted.stops], [plain.tokens, plain.stops], text);
        plainSteps += plain.steps;
        draftedSteps += drafted.steps;
      }
      assert.ok(draftedSteps < plainSteps * 0.6, `${draftedSteps} steps instead of ${plainSteps}`);
    });

  it('that is unlike and sure of itself is always refused, and changes no token', async () => {
    const file = path.join(folder, 'forwards.gguf');
    const other = path.join(folder, 'backwards.gguf');
    await writeRandomModel(file, { ...nanoShape, spells: true });
    await writeRandomModel(other, { ...nanoShape, spells: true, backwards: true });
    const [model, draft] = [await load(file), await load(other)];
    assert.ok(sharesVocabulary(model, draft));
    const context = await contextOf(model, 1024);
    const plain = await say(model, context, 'a b c', undefined);
    const drafts = await draftOf(model, draft);
    const drafted = await say(model, context, 'a b c', drafts);
    assert.deepEqual(drafted.tokens, plain.tokens);
    assert.ok(drafted.steps > plain.steps * 0.9, `${drafted.steps} instead of ${plain.steps}`);
  });

  it('that is unlike and unsure proposes nothing', async () => {
    const model = await load(path.join(folder, 'forwards.gguf'));
    const file = path.join(folder, 'unsure.gguf');
    await writeRandomModel(file, nanoShape);
    const drafts = await draftOf(model, await load(file));
    const drafter = drafts.take([1, 2, 3] as Token[]);
    const { tokens, ms } = (await drafter?.draft(8)) ?? {};
    assert.deepEqual(tokens, []);
    assert.ok((ms ?? 0) > 0, 'the time that it took is told');
  });

  it('goes on where an answer is longer than its context', async () => {
    const file = path.join(folder, 'spelling.gguf');
    await writeRandomModel(file, { ...nanoShape, spells: true });
    const model = await load(file);
    const context = await contextOf(model, 1024);
    const text = 'a b c '.repeat(120);
    const plain = await say(model, context, text, undefined, { maxTokens: 200 });
    const drafts = await draftOf(model, model, 320);
    const drafted = await say(model, context, text, drafts, { maxTokens: 200 });
    assert.deepEqual(drafted.tokens, plain.tokens);
    assert.ok(drafted.steps < plain.steps / 4, `${drafted.steps} instead of ${plain.steps}`);
  });

  it('with other tokens is none', async () => {
    const [general, language] = await Promise.all(
      ['nano-general', 'nano-language'].map((name) => load(path.join(models, `${name}.gguf`))),
    );
    assert.ok(general && language);
    assert.ok(!sharesVocabulary(general, language));
  });

  it('works on one answer at a time', async () => {
    const model = await load(path.join(models, 'nano-general.gguf'));
    const drafts = await draftOf(model, model);
    const first = drafts.take([]);
    assert.ok(first);
    assert.equal(drafts.take([]), undefined);
    first.release();
    assert.ok(drafts.take([]));
  });
});
