import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { installationPaths } from '../../../paths.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { countDifference, factorBuckets, factorCounts } from '../naturalness.ts';

/** Weights of the log-linear model: a scale and one signed byte per bucket. */
export interface NaturalWeights {
  readonly scale: number;
  readonly bytes: Int8Array;
}

/** Reads the compressed weights that training/ranker/naturalness.ts writes. */
export function readWeights(file: string): NaturalWeights {
  const raw = gunzipSync(readFileSync(file));
  if (raw.byteLength !== factorBuckets + 4)
    throw new Error(`${file} does not hold weights for ${factorBuckets} factors.`);
  return {
    scale: raw.readFloatLE(0),
    bytes: new Int8Array(raw.buffer, raw.byteOffset + 4, factorBuckets),
  };
}

let shipped: NaturalWeights | undefined;

/** The weights beside the models; without the file every version counts as equally usual. */
export function shippedWeights(): NaturalWeights {
  shipped ??= weightsOrNone(path.join(installationPaths().modelsDir, 'code-factors.bin.gz'));
  return shipped;
}

function weightsOrNone(file: string): NaturalWeights {
  try {
    return readWeights(file);
  } catch {
    // An installation without models has no weights either; rules and trial runs still work.
    return { scale: 0, bytes: new Int8Array(factorBuckets) };
  }
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
