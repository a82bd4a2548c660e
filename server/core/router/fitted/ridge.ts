/** Rows of a regression: a sparse part with one value per row's entries, and a dense part. */
export interface Design {
  readonly rows: number;
  /** Entries of row r are those from offsets[r] to offsets[r + 1] − 1. */
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
  readonly sparseWidth: number;
  /** Row after row. */
  readonly dense: Float32Array;
  readonly denseWidth: number;
}

const mostSteps = 60;

/**
 * Ridge regression without an intercept: weights w (sparse part, then dense) that minimise ‖t − Xw‖² + penalty·‖w‖², by
 * conjugate gradients on the dual (XXᵀ + penalty) a = t with w = Xᵀa. Rows whose target is NaN are left out. It ends when
 * the residual is `enough` of the target's length.
 */
export function fitRidge(
  design: Design,
  target: Float64Array,
  penalty: number,
  enough = 1e-3,
): Float64Array {
  const known = target.map((value) => (Number.isNaN(value) ? 0 : 1));
  const dual = new Float64Array(design.rows);
  const rest = target.map((value) => (Number.isNaN(value) ? 0 : value));
  const direction = rest.slice();
  let size = dot(rest, rest);
  const goal = enough * enough * size;
  for (let step = 0; step < mostSteps && size > goal; step += 1) {
    const image = multiply(design, multiplyTransposed(design, direction));
    for (let row = 0; row < design.rows; row += 1)
      image[row] = (known[row] ?? 0) * (image[row] ?? 0) + penalty * (direction[row] ?? 0);
    const length = size / dot(direction, image);
    addScaled(dual, direction, length);
    addScaled(rest, image, -length);
    const next = dot(rest, rest);
    const turn = next / size;
    for (let row = 0; row < design.rows; row += 1)
      direction[row] = (rest[row] ?? 0) + turn * (direction[row] ?? 0);
    size = next;
  }
  return multiplyTransposed(design, dual);
}

/** Xw, one number for each row. */
export function multiply(design: Design, weights: Float64Array): Float64Array {
  const { rows, offsets, indices, values, sparseWidth, dense, denseWidth } = design;
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    const end = offsets[row + 1]!;
    for (let at = offsets[row]!; at < end; at += 1) sum += values[at]! * weights[indices[at]!]!;
    const base = row * denseWidth;
    for (let at = 0; at < denseWidth; at += 1)
      sum += dense[base + at]! * weights[sparseWidth + at]!;
    result[row] = sum;
  }
  return result;
}

/** Xᵀa, one number for each column. */
function multiplyTransposed(design: Design, dual: Float64Array): Float64Array {
  const { rows, offsets, indices, values, sparseWidth, dense, denseWidth } = design;
  const result = new Float64Array(sparseWidth + denseWidth);
  for (let row = 0; row < rows; row += 1) {
    const factor = dual[row]!;
    if (factor === 0) continue;
    const end = offsets[row + 1]!;
    for (let at = offsets[row]!; at < end; at += 1) {
      const column = indices[at]!;
      result[column] = result[column]! + factor * values[at]!;
    }
    const base = row * denseWidth;
    for (let at = 0; at < denseWidth; at += 1) {
      const column = sparseWidth + at;
      result[column] = result[column]! + factor * dense[base + at]!;
    }
  }
  return result;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += one[at]! * other[at]!;
  return sum;
}

function addScaled(to: Float64Array, vector: Float64Array, factor: number): void {
  for (let at = 0; at < to.length; at += 1) to[at] = to[at]! + factor * vector[at]!;
}
