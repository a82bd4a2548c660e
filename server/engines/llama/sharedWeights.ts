import type { Llama, LlamaModel } from 'node-llama-cpp';

/** Weights in memory, once per file however many members use them: a base and its adapters share one copy. */
export interface SharedWeights {
  /** `copied` reads the file rather than map it, for the first who takes it. */
  take(file: string, copied: boolean): Promise<LlamaModel>;
  /** Frees the weights when nobody uses them any more, and with them all adapters that were loaded over them. */
  giveBack(file: string): Promise<void>;
}

interface Weights {
  readonly model: Promise<LlamaModel>;
  users: number;
}

/** `kept` holds strong references to what must be disposed of before the engine. */
export function createSharedWeights(
  llama: Llama,
  kept: Set<{ dispose(): Promise<void> }>,
): SharedWeights {
  const loaded = new Map<string, Weights>();
  return {
    async take(file, copied) {
      const known = loaded.get(file) ?? {
        model: llama.loadModel({
          modelPath: file,
          // As many as the device has memory for; the rest stays with the processor.
          gpuLayers: llama.gpu === false ? 0 : 'auto',
          useMmap: !copied,
        }),
        users: 0,
      };
      loaded.set(file, known);
      known.users++;
      try {
        const model = await known.model;
        kept.add(model);
        return model;
      } catch (error) {
        loaded.delete(file);
        throw error;
      }
    },
    async giveBack(file) {
      const known = loaded.get(file);
      if (!known || --known.users > 0) return;
      loaded.delete(file);
      const model = await known.model;
      await model.dispose();
      kept.delete(model);
    },
  };
}
