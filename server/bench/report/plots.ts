import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { costHull } from '../../core/evaluation/costReward.ts';
import type { Comparison } from '../../core/evaluation/benchCompare.ts';
import type { SystemResult } from '../result.ts';

/** Middle tones that can be told apart on light and on dark ground, also by most people who see fewer colours. */
const colours = ['#0f7fc2', '#d1620a', '#2e9e6b', '#b04fc9', '#9a7d0a', '#c23b5a'];
const [plotWidth, plotHeight] = [560, 340];

/** Lines and letters take the colour of the page; marks have their own. */
const config = {
  background: 'transparent',
  font: 'system-ui, sans-serif',
  view: { stroke: 'transparent' },
  axis: {
    labelColor: 'currentColor',
    titleColor: 'currentColor',
    domainColor: 'currentColor',
    tickColor: 'currentColor',
    gridColor: 'currentColor',
    gridOpacity: 0.15,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
  },
  legend: {
    symbolOpacity: 1,
    symbolBaseFillColor: 'currentColor',
    symbolBaseStrokeColor: 'currentColor',
    labelColor: 'currentColor',
    titleColor: 'currentColor',
    labelFontSize: 12,
    orient: 'bottom',
  },
  range: { category: colours },
} as const;

/** Accuracy against median latency, with intervals and the hull of what is worth its time. */
export async function paretoPlot(systems: readonly SystemResult[]): Promise<string> {
  const points = systems.flatMap(({ name, role, cost, accuracy: { macro } }) =>
    cost && cost.medianMs > 0
      ? [
          {
            name,
            role,
            ms: cost.medianMs,
            value: 100 * macro.value,
            low: 100 * macro.low,
            high: 100 * macro.high,
          },
        ]
      : [],
  );
  const hull = costHull(points.map(({ ms, value }) => ({ cost: ms, reward: value }))).map(
    ({ cost, reward }) => ({ ms: cost, value: reward }),
  );
  const x = {
    field: 'ms',
    type: 'quantitative',
    scale: { type: 'log', nice: false, padding: 18 },
    title: 'median milliseconds of an answer (logarithmic)',
  } as const;
  const scale = { zero: false, nice: true } as const;
  const y = { field: 'value', type: 'quantitative', scale, title: 'macro accuracy, %' } as const;
  const color = { field: 'role', type: 'nominal', title: null } as const;
  return render('Accuracy against latency', {
    layer: [
      {
        data: { values: hull },
        mark: { type: 'line', strokeDash: [4, 3], color: 'currentColor', opacity: 0.5 },
        encoding: { x, y },
      },
      {
        mark: { type: 'rule', opacity: 0.35 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'point', filled: true, size: 70, opacity: 1 },
        encoding: { x, y, color, shape: { field: 'role', type: 'nominal', title: null } },
      },
      {
        data: { values: withLabelPlaces(points) },
        mark: { type: 'text', align: 'left', color: 'currentColor', fontSize: 11 },
        encoding: {
          x: { value: plotWidth + 16 },
          y: { ...y, field: 'place' },
          text: { field: 'name' },
        },
      },
      {
        data: { values: withLabelPlaces(points) },
        mark: { type: 'rule', opacity: 0.25, strokeDash: [1, 2], color: 'currentColor' },
        encoding: { x, x2: { value: plotWidth + 12 }, y, y2: { field: 'place' } },
      },
    ],
    data: { values: points },
  });
}

/** Heights for the labels at the right edge, at least a line apart. */
function withLabelPlaces<T extends { value: number; low: number; high: number }>(
  points: readonly T[],
): readonly (T & { place: number })[] {
  const [bottom, top] = [
    Math.min(...points.map(({ low }) => low)),
    Math.max(...points.map(({ high }) => high)),
  ];
  const line = ((top - bottom) * 13) / plotHeight;
  let ceiling = Number.POSITIVE_INFINITY;
  return points
    .toSorted((one, other) => other.value - one.value)
    .map((point) => {
      const place = Math.min(point.value, ceiling - line);
      ceiling = place;
      return { ...point, place };
    });
}

/** Share of right answers in each bin of confidence, beside the diagonal on which the two agree. */
export async function reliabilityPlot(systems: readonly SystemResult[]): Promise<string> {
  const values = systems.flatMap(({ name, confidence }) =>
    (confidence?.bins ?? []).map(({ count, confidence: said, accuracy }) => ({
      name,
      count,
      said,
      accuracy,
    })),
  );
  const axis = { format: '.0%' } as const;
  const x = {
    field: 'said',
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis,
    title: 'confidence said',
  } as const;
  const y = {
    field: 'accuracy',
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis,
    title: 'share that is right',
  } as const;
  const color = { field: 'name', type: 'nominal', title: null } as const;
  return render('Reliability of confidence', {
    data: { values },
    layer: [
      {
        data: {
          values: [
            { said: 0, accuracy: 0 },
            { said: 1, accuracy: 1 },
          ],
        },
        mark: { type: 'line', strokeDash: [4, 3], color: 'currentColor', opacity: 0.5 },
        encoding: { x, y },
      },
      { mark: { type: 'line', opacity: 0.7 }, encoding: { x, y, color } },
      {
        mark: { type: 'point', filled: true, opacity: 0.9 },
        encoding: {
          x,
          y,
          color,
          shape: { field: 'name', type: 'nominal', title: null },
          size: {
            field: 'count',
            type: 'quantitative',
            title: 'answers',
            scale: { range: [30, 260] },
          },
        },
      },
    ],
  });
}

/** Share of wrong answers among the surest, by how many are answered. */
export async function riskPlot(systems: readonly SystemResult[]): Promise<string> {
  const values = systems.flatMap(({ name, confidence }) =>
    (confidence?.curve ?? []).map(({ coverage, risk }) => ({ name, coverage, risk })),
  );
  const axis = { format: '.0%' } as const;
  return render('Risk and coverage', {
    data: { values },
    mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
    encoding: {
      x: {
        field: 'coverage',
        type: 'quantitative',
        axis,
        scale: { domain: [0, 1] },
        title: 'share of shown answers that is taken, surest first',
      },
      y: { field: 'risk', type: 'quantitative', axis, title: 'share of them that is wrong' },
      color: { field: 'name', type: 'nominal', title: null },
      strokeDash: { field: 'name', type: 'nominal', title: null },
    },
  });
}

/** Differences to the other systems in points, with their intervals, whole and by domain. */
export async function differencePlot(comparisons: readonly Comparison[]): Promise<string> {
  const values = comparisons.flatMap(({ against, macro, domains }) =>
    Object.entries({ macro, ...domains }).map(([part, { value, low, high }]) => ({
      against,
      part,
      value: 100 * value,
      low: 100 * low,
      high: 100 * high,
    })),
  );
  const x = {
    field: 'value',
    type: 'quantitative',
    title: 'points more (right of zero) or less than the other',
  } as const;
  const y = {
    field: 'against',
    type: 'nominal',
    title: null,
    sort: null,
    axis: { labelLimit: 220 },
  } as const;
  const yOffset = { field: 'part', type: 'nominal', sort: null } as const;
  const color = { field: 'part', type: 'nominal', title: null, sort: null } as const;
  return render('Differences with 95 % intervals', {
    data: { values },
    height: { step: 13 },
    layer: [
      {
        mark: { type: 'rule', color: 'currentColor', opacity: 0.5 },
        encoding: { x: { datum: 0 } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, yOffset, color },
      },
      {
        mark: { type: 'point', filled: true, size: 45, opacity: 1 },
        encoding: {
          x,
          y,
          yOffset,
          color,
          shape: { field: 'part', type: 'nominal', title: null, sort: null },
        },
      },
    ],
  });
}

/** An SVG image of a plot that needs no script and no network. */
async function render(title: string, plot: Readonly<Record<string, unknown>>): Promise<string> {
  const spec = {
    width: plotWidth,
    height: plotHeight,
    description: title,
    config,
    ...plot,
  } as unknown as TopLevelSpec;
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
