import type { FileHandle } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import type { Result } from '../../protocol/result.ts';
import { number, readFileWith, readLayout, text, type TensorInfo } from './ggufLayout.ts';
import { GgufError } from './ggufReader.ts';

/** What the pool needs to know of a LoRA adapter (Hu et al. 2021), which changes the weights of a base model. */
export interface AdapterSummary {
  readonly architecture: string;
  readonly name?: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Largest rank of its pairs of matrices. */
  readonly rank: number;
}

/** Reads an adapter's header with the same parser. Whether it fits its base only a load of both can tell. */
export function readAdapter(file: string): Promise<Result<AdapterSummary>> {
  return readFileWith(file, summariseAdapter);
}

async function summariseAdapter(handle: FileHandle, size: number) {
  const { header, tensors } = await readLayout(handle, size);
  if (text(header, 'general.type') !== 'adapter' || text(header, 'adapter.type') !== 'lora')
    throw new GgufError(l10n.t('it is not a LoRA adapter'));
  const architecture = text(header, 'general.architecture');
  if (!architecture) throw new GgufError(l10n.t('it does not name its architecture'));
  const alpha = number(header, 'adapter.lora.alpha');
  if (alpha === undefined || !Number.isFinite(alpha))
    throw new GgufError(l10n.t('adapter.lora.alpha is missing'));
  return { architecture, name: text(header, 'general.name'), rank: checkPairs(tensors) };
}

/** Every matrix must have its partner of the same rank; returns the largest. */
function checkPairs(tensors: readonly TensorInfo[]): number {
  const named = new Map(tensors.map(({ name, dimensions }) => [name, dimensions]));
  let largest = 0;
  for (const [name, down] of named) {
    if (!name.endsWith('.lora_a') && !name.endsWith('.lora_b'))
      throw new GgufError(l10n.t('tensor {0} does not belong into an adapter', name));
    const up = named.get(name.replace(/.$/, name.endsWith('a') ? 'b' : 'a'));
    if (!up) throw new GgufError(l10n.t('tensor {0} has no partner', name));
    // Dimensions run from the fastest: lora_a is [input, rank] and lora_b is [rank, output].
    if (!name.endsWith('.lora_a')) continue;
    if (down[1] !== up[0])
      throw new GgufError(l10n.t('tensor {0} and its partner differ in rank', name));
    largest = Math.max(largest, up[0] ?? 0);
  }
  return largest;
}
