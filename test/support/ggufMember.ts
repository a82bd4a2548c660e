import type { GenerateChunk, Member } from '../../server/core/member.ts';
import { createLlamaEngine } from '../../server/engines/llama/llamaEngine.ts';
import { createRecordedLog } from './silentLog.ts';

/** A nano model in this very process, for measurements: no pool, no worker. */
export async function openGgufMember(file: string, contextSize = 256): Promise<Member> {
  const engine = await createLlamaEngine(createRecordedLog());
  const loaded = await engine.load({
    id: 'nano:prose',
    path: file,
    contextSize,
    sequences: 4,
    promptFormat: 'nano',
    threads: 1,
  });
  if (!loaded.ok) throw new Error(loaded.failure.message);
  const model = loaded.value;
  return {
    id: 'nano:prose',
    family: 'nano-prose',
    capabilities: {
      logProbs: true,
      score: true,
      decide: false,
      grammar: false,
      embed: false,
      infill: false,
    },
    async *generate(request, signal): AsyncIterable<GenerateChunk> {
      const chunks: GenerateChunk[] = [];
      const result = await model.generate(request, signal, {
        token: (sample, text, logProb) => chunks.push({ kind: 'token', sample, text, logProb }),
        end: (sample, stop) => chunks.push({ kind: 'end', sample, stop }),
        progress: () => undefined,
      });
      yield* chunks;
      if (!result.ok) yield { kind: 'failed', failure: result.failure };
    },
    score: (request, signal) => model.score(request, signal, () => undefined),
    decide: () => Promise.reject(new Error('a prose member does not decide')),
  };
}
