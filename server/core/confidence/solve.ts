/**
 * Solves A x = b for a symmetric positive definite A of n × n, of which only the lower triangle is read, by Cholesky
 * factorisation.
 */
export function solvePositive(
  matrix: readonly (readonly number[])[],
  vector: readonly number[],
): readonly number[] {
  const size = vector.length;
  const lower = matrix.map((line) => [...line]);
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row]?.[column] ?? 0;
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k);
      const line = lower[row] ?? [];
      line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-300)) : sum / at(column, column);
    }
  }
  const solution = [...vector];
  const set = (row: number, value: number): void => void (solution[row] = value);
  for (let row = 0; row < size; row++) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= at(row, k) * (solution[k] ?? 0);
    set(row, sum / at(row, row));
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= at(k, row) * (solution[k] ?? 0);
    set(row, sum / at(row, row));
  }
  return solution;
}
