/** Well-known statistics of lists of numbers; see `entries.ts` for the notation. */
export const statisticsShelf = `
: average | mean | avg | arithmetic mean
(numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length

: floor average | whole average | integer average | floor mean
(items) => Math.floor(items.reduce((s, x) => s + x, 0) / items.length)

: median
(numbers) => { const s = [...numbers].sort((a, b) => a - b); const m = Math.floor(s.length / 2); return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2; }

: variance | population variance
(numbers) => { const m = numbers.reduce((a, b) => a + b, 0) / numbers.length; return numbers.reduce((s, x) => s + (x - m) ** 2, 0) / numbers.length; }

: variance | sample variance
(numbers) => { const m = numbers.reduce((a, b) => a + b, 0) / numbers.length; return numbers.reduce((s, x) => s + (x - m) ** 2, 0) / (numbers.length - 1); }

: standard deviation | std dev | stdev | std
(numbers) => { const m = numbers.reduce((a, b) => a + b, 0) / numbers.length; return Math.sqrt(numbers.reduce((s, x) => s + (x - m) ** 2, 0) / numbers.length); }

: standard deviation | std dev | stdev | sample standard deviation
(numbers) => { const m = numbers.reduce((a, b) => a + b, 0) / numbers.length; return Math.sqrt(numbers.reduce((s, x) => s + (x - m) ** 2, 0) / (numbers.length - 1)); }

: root mean square | rms
(numbers) => Math.sqrt(numbers.reduce((s, n) => s + n * n, 0) / numbers.length)

: harmonic mean | harmonic average
(numbers) => numbers.length / numbers.reduce((s, n) => s + 1 / n, 0)

: geometric mean | geometric average
(numbers) => Math.pow(numbers.reduce((p, n) => p * n, 1), 1 / numbers.length)

: midrange | mid range
(numbers) => (Math.max(...numbers) + Math.min(...numbers)) / 2

: mean absolute deviation | average absolute deviation
(numbers) => { const m = numbers.reduce((a, b) => a + b, 0) / numbers.length; return numbers.reduce((s, x) => s + Math.abs(x - m), 0) / numbers.length; }

: mean squared error | mse
(a, b) => a.reduce((s, x, i) => s + (x - b[i]) ** 2, 0) / a.length

: mean absolute error | mae
(a, b) => a.reduce((s, x, i) => s + Math.abs(x - b[i]), 0) / a.length
`;
