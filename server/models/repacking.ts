import { tensorBytes, type TensorInfo } from './ggufLayout.ts';

/** How the weights of a file lie in a worker's memory. */
export interface WeightsInMemory {
  /** All of them together. */
  readonly bytes: number;
  /** Whether the file is mapped, so that the system can drop pages and read them again; otherwise they are a copy. */
  readonly mapped: boolean;
}

/** What decides on the order of the weights: a family of processors, as `process.arch` names it. */
export type Processor = string;

/**
 * Rows that llama.cpp's processor backend interleaves at loading, by ggml's type number, for each type that it does it
 * with: `ggml_repack_get_optimal_repack_type` of llama.cpp v0.5.0. For x64 it is what needs AVX2 (Q2_K: AVX-512), for
 * arm64 what needs the dot product instructions; older processors repack nothing, and are expected to take what newer ones do.
 */
const interleavedRows: Readonly<Record<Processor, ReadonlyMap<number, number>>> = {
  // Q4_0, Q2_K, Q4_K, IQ4_NL, MXFP4
  x64: new Map([2, 10, 12, 20, 39].map((type) => [type, 8])),
  arm64: new Map([
    // Q4_0, Q8_0, IQ4_NL, MXFP4
    ...[2, 8, 20, 39].map((type) => [type, 4] as const),
    // Q4_K, Q5_K, Q6_K
    ...[12, 13, 14].map((type) => [type, 8] as const),
  ]),
};

const embedding = 'token_embd.weight';
const head = 'output.weight';

/**
 * What a model's weights take. A repacked matrix is a copy in another order, and the file's own pages would stay in
 * memory beside it if the file were mapped; so such files are read instead, which takes each weight once. Where the head
 * is the embedding too, it is needed in both orders.
 */
export function weightsInMemory(
  tensors: readonly TensorInfo[],
  fileBytes: number,
  processor: Processor,
): WeightsInMemory {
  const isShared = !tensors.some(({ name }) => name === head);
  const repacked = tensors.filter((tensor) => isRepacked(tensor, processor, isShared));
  const twice = repacked
    .filter(({ name }) => name === embedding)
    .reduce((sum, tensor) => sum + tensorBytes(tensor), 0);
  return { bytes: fileBytes + twice, mapped: repacked.length === 0 };
}

/** Only matrices that are multiplied with are repacked; the embedding's rows are looked up, unless it is the head as well. */
function isRepacked(
  { name, type, dimensions }: TensorInfo,
  processor: Processor,
  isShared: boolean,
): boolean {
  const rows = interleavedRows[processor]?.get(type);
  if (rows === undefined || dimensions.length < 2) return false;
  if (!name.endsWith('.weight') || (name === embedding && !isShared)) return false;
  return (dimensions[1] ?? 0) % rows === 0;
}
