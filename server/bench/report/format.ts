import type { Interval } from '../../core/evaluation/bootstrap.ts';

/** `83.1 % [80.9, 85.2]`, and `–` for what there is none of. */
export function percentInterval(interval: Interval | undefined): string {
  if (!interval || Number.isNaN(interval.value)) return '–';
  return `${percent(interval.value)} [${share(interval.low)}, ${share(interval.high)}]`;
}

/** `+2.4 [0.3, 4.6]`, in points of a hundred. */
export function pointsInterval(interval: Interval | undefined): string {
  if (!interval || Number.isNaN(interval.value)) return '–';
  return `${signed(interval.value)} [${share(interval.low)}, ${share(interval.high)}]`;
}

export function percent(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : `${share(value)} %`;
}

export function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${share(value)}`;
}

export function milliseconds(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return value >= 1000
    ? `${(value / 1000).toFixed(2)} s`
    : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? 'not measured' : `${Math.round(bytes / 1e6)} MB`;
}

export function decimal(value: number | undefined, digits = 3): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits);
}

/** A p-value, at most so small as it can be told. */
export function pValue(value: number): string {
  return value < 0.0001 ? '< 0.0001' : value.toFixed(4);
}

function share(value: number): string {
  return (100 * value).toFixed(1).replace('-', '−');
}
