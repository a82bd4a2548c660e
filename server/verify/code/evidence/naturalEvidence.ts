import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FunctionInfo } from '../functionInfo.ts';
import { countDifference, factorBuckets, factorCounts } from '../naturalness.ts';

/** Weights of the log-linear model: a scale and one signed byte per bucket. */
export interface NaturalWeights {
  readonly scale: number;
  readonly bytes: Int8Array;
}

/** Reads the weights that training/ranker/naturalness.ts writes. */
export function readWeights(path: string): NaturalWeights {
  const file = readFileSync(path);
  if (file.byteLength !== factorBuckets + 4)
    throw new Error(`${path} is not a file of code weights`);
  return {
    scale: file.readFloatLE(0),
    bytes: new Int8Array(file.buffer, file.byteOffset + 4, factorBuckets),
  };
}

let shipped: NaturalWeights | undefined;

/** The weights beside the models. */
export function shippedWeights(): NaturalWeights {
  return (shipped ??= readWeights(
    process.env['EIDOLON_CODE_WEIGHTS'] ??
      fileURLToPath(new URL('../../../models/nano-code-factors.bin', import.meta.url)),
  ));
}

/** How much more usual each version is than the original, in log-odds; 0 for a version that does not parse. */
export function naturalEvidence(
  original: FunctionInfo,
  versions: readonly (FunctionInfo | undefined)[],
  weights: NaturalWeights,
): readonly number[] {
  const before = factorCounts(original);
  return versions.map((version) => {
    if (!version) return 0;
    let gain = 0;
    for (const [bucket, difference] of countDifference(before, factorCounts(version)))
      gain += (weights.bytes[bucket] ?? 0) * difference;
    return gain * weights.scale;
  });
}
