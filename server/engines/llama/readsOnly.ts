import type { Result } from '../../../protocol/result.ts';
import type { ModelInfo } from '../../pool/messages.ts';
import type { LoadedModel } from '../engine.ts';

/** A model that reads and writes nothing: to whatever asks for text or judgement it says `refusal`. */
export function readsOnly(
  refusal: Result<never>,
  info: ModelInfo,
  dispose: () => Promise<void>,
): LoadedModel {
  const refuse = (): Promise<Result<never>> => Promise.resolve(refusal);
  return { info, generate: refuse, score: refuse, count: () => refusal, dispose };
}
