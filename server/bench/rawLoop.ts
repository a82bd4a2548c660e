import { getLlama, type Llama, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import { askCandidates } from '../engines/llama/logits.ts';

const sequenceCount = 8;

/** The library alone, in this process: the yardstick for what a worker behind messages costs. */
export interface RawLoop {
  /** Generates `count` tokens after the prompt, greedy; milliseconds for the tokens after the first. */
  decode(prompt: string, count: number): Promise<number>;
  /** `count` tokens after the prompt on each of eight sequences: the time in one batch, as a share of that in turn. */
  eightTogether(prompt: string, count: number): Promise<number>;
  dispose(): Promise<void>;
}

/** Loads the file as a worker does, with one thread. */
export async function openRawLoop(file: string, contextSize: number): Promise<RawLoop> {
  const llama: Llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 1,
  });
  const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
  const context = await model.createContext({
    contextSize,
    sequences: sequenceCount,
    batchSize: 512,
    threads: { ideal: 1, min: 1 },
    failedCreationRemedy: false,
  });
  const sequences = Array.from({ length: sequenceCount }, () => context.getSequence());
  const [sequence] = sequences as [LlamaContextSequence];
  const frame = ['<|bos|>', '<|user|>', '<|assistant|>'].map(
    (text) => model.tokenize(text, true)[0] as Token,
  );

  function tokensOf(prompt: string): Token[] {
    const [bos, user, assistant] = frame as [Token, Token, Token];
    return [bos, user, ...model.tokenize(prompt, false), assistant];
  }

  /** Milliseconds for `count` steps of sequences that have read all of `tokens` but the last. */
  async function steps(
    of: readonly LlamaContextSequence[],
    tokens: readonly Token[],
    count: number,
  ): Promise<number> {
    let next = of.map(() => tokens.at(-1) as Token);
    const began = performance.now();
    for (let step = 0; step < count; step++) {
      const outputs = await Promise.all(
        of.map((each, at) => each.controlledEvaluate([askCandidates(next[at] as Token)])),
      );
      next = outputs.map(([output]) => output?.next.token as Token);
    }
    return performance.now() - began;
  }

  async function readAll(tokens: readonly Token[]): Promise<void> {
    for (const each of sequences) {
      await each.clearHistory();
      await each.evaluateWithoutGeneratingNewTokens(tokens.slice(0, -1));
    }
  }

  return {
    async eightTogether(prompt, count) {
      const tokens = tokensOf(prompt);
      await readAll(tokens);
      const together = await steps(sequences, tokens, count);
      await readAll(tokens);
      let inTurn = 0;
      for (const each of sequences) inTurn += await steps([each], tokens, count);
      return together / inTurn;
    },
    async decode(prompt, count) {
      await sequence.clearHistory();
      const tokens = tokensOf(prompt);
      let produced = 0;
      let began = 0;
      for await (const token of sequence.evaluate(tokens, { temperature: 0 })) {
        if (token === undefined) break;
        if (produced === 0) began = performance.now();
        if (++produced === count) break;
      }
      return performance.now() - began;
    },
    async dispose() {
      await context.dispose();
      await model.dispose();
      await llama.dispose();
    },
  };
}
