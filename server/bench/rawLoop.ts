import { getLlama, type Llama, type LlamaContextSequence, type Token } from 'node-llama-cpp';

/** The library alone, in this process: the yardstick for what a worker behind messages costs. */
export interface RawLoop {
  /** Generates `count` tokens after the prompt, greedy; milliseconds for the tokens after the first. */
  decode(prompt: string, count: number): Promise<number>;
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
    sequences: 8,
    batchSize: 512,
    threads: { ideal: 1, min: 1 },
    failedCreationRemedy: false,
  });
  const sequence: LlamaContextSequence = context.getSequence();
  const frame = ['<|bos|>', '<|user|>', '<|assistant|>'].map(
    (text) => model.tokenize(text, true)[0] as Token,
  );

  return {
    async decode(prompt, count) {
      await sequence.clearHistory();
      const [bos, user, assistant] = frame as [Token, Token, Token];
      const tokens = [bos, user, ...model.tokenize(prompt, false), assistant];
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
