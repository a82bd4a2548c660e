import type { GenerateChunk, Member } from '../../server/core/member.ts';
import type { GenerateSink, LoadedModel } from '../../server/engines/engine.ts';
import { createLlamaEngine } from '../../server/engines/llama/llamaEngine.ts';
import { createRecordedLog } from './silentLog.ts';

/** A nano model's weights in this very process, with an adapter over them or without, for measurements: no pool, no worker. */
export async function loadGguf(
  id: string,
  file: string,
  contextSize = 256,
  adapter?: string,
): Promise<LoadedModel & { readonly id: string }> {
  const engine = await createLlamaEngine(createRecordedLog());
  const loaded = await engine.load({
    id,
    path: file,
    contextSize,
    sequences: 4,
    promptFormat: 'nano',
    threads: 1,
    ...(adapter !== undefined && { adapter }),
  });
  if (!loaded.ok) throw new Error(loaded.failure.message);
  return { ...loaded.value, id };
}

/** Hears everything that a model produces, and when it has stopped producing. */
export interface Listener extends Pick<GenerateSink, 'token' | 'progress'> {
  started(work: Promise<unknown>): void;
}

const deaf: Listener = {
  token: () => undefined,
  progress: () => undefined,
  started: () => undefined,
};

/** A loaded model as a member that hands on each token as it comes. */
export function memberOfModel(
  model: LoadedModel & { readonly id: string },
  listener: Listener = deaf,
): Member {
  return {
    id: model.id,
    family: model.id,
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
      let wake = (): void => undefined;
      const put = (chunk: GenerateChunk): void => {
        chunks.push(chunk);
        wake();
      };
      let over = false;
      const work = model
        .generate(request, signal, {
          token(sample, text, logProb, top) {
            listener.token(sample, text, logProb, top);
            put({ kind: 'token', sample, text, logProb, ...(top && { top }) });
          },
          end: (sample, stop) => put({ kind: 'end', sample, stop }),
          progress: () => listener.progress(),
        })
        .then((result) => {
          if (!result.ok) put({ kind: 'failed', failure: result.failure });
        })
        .finally(() => {
          over = true;
          wake();
        });
      listener.started(work.catch(() => undefined));
      for (;;) {
        const chunk = chunks.shift();
        if (chunk) yield chunk;
        else if (over) return await work;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    score: (request, signal) => model.score(request, signal, () => undefined),
    decide: () => Promise.reject(new Error('this member does not decide')),
  };
}

/** A nano model in this very process, as a member. */
export async function openGgufMember(
  file: string,
  contextSize = 256,
  adapter?: string,
): Promise<Member> {
  return memberOfModel(await loadGguf('nano:prose', file, contextSize, adapter));
}
