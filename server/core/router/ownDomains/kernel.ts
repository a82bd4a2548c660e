/**
 * Solves A x = b for a symmetric positive definite A (n × n) by the Gauss–Jordan method, and tells the diagonal of A⁻¹,
 * which gives leave-one-out errors in closed form.
 */
export function solveWithInverse(
  matrix: readonly Float64Array[],
  vector: readonly number[],
): { readonly solution: Float64Array; readonly inverseDiagonal: Float64Array } {
  const inverse = invert(matrix);
  const solution = Float64Array.from(inverse, (line) =>
    line.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0),
  );
  return { solution, inverseDiagonal: Float64Array.from(inverse, (line, row) => line[row] ?? 0) };
}

/** In place on a copy; no pivoting is needed, for every leading block is positive definite too. */
function invert(matrix: readonly Float64Array[]): readonly Float64Array[] {
  const size = matrix.length;
  const lines = matrix.map((line) => line.slice());
  for (let pivot = 0; pivot < size; pivot += 1) {
    const own = lines[pivot]!;
    const factor = 1 / own[pivot]!;
    own[pivot] = 1;
    for (let column = 0; column < size; column += 1) own[column]! *= factor;
    for (let row = 0; row < size; row += 1) {
      if (row === pivot) continue;
      const line = lines[row]!;
      const scale = line[pivot]!;
      line[pivot] = 0;
      for (let column = 0; column < size; column += 1) line[column]! -= scale * own[column]!;
    }
  }
  return lines;
}
