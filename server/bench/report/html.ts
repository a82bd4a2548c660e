import type { Comparison } from '../../core/evaluation/benchCompare.ts';
import type { BenchResult, SystemResult } from '../result.ts';
import {
  decimal,
  megabytes,
  milliseconds,
  percent,
  percentInterval,
  pointsInterval,
  pValue,
} from './format.ts';
import { differencePlot, paretoPlot, reliabilityPlot, riskPlot } from './plots.ts';
import { escaped, figure, page, section, table } from './page.ts';

/** Most systems that one plot of confidence tells apart. */
const mostCurves = 5;

/** The whole report as one HTML file: no script, nothing to fetch, and every plot has its figures in a table. */
export async function reportHtml(result: BenchResult): Promise<string> {
  return page(reportTitle(result), await reportBody(result));
}

export function reportTitle({ suite }: Pick<BenchResult, 'suite'>): string {
  return `Eidolon bench: ${suite}`;
}

/** What stands below the title, for whoever has a page already. */
export async function reportBody(result: BenchResult): Promise<string> {
  const { systems, comparisons } = result;
  const domains = Object.keys(result.items.domains);
  const main = systems.find(({ role }) => role === 'ensemble');
  const ofMain = comparisons.filter(({ system }) => system === main?.name);
  const sure = confident(systems);
  const parts = [
    section('In short', inShort(result)),
    section('What was measured', whatWasMeasured(result)),
    section(
      'Accuracy',
      figure(
        await paretoPlot(systems),
        'Macro accuracy against median latency; the dashed line is the hull of what random mixing of two systems can reach.',
      ) + accuracyTable(systems, domains),
    ),
    section('Cost', costTable(systems, result.energyMeasured)),
    section(
      main ? `${main.name} against the others` : 'Comparisons',
      (ofMain.length > 0
        ? figure(
            await differencePlot(ofMain),
            `Paired differences of ${main?.name ?? ''} with bootstrap intervals.`,
          )
        : '') + comparisonTable(comparisons, domains),
    ),
    section(
      'Changes, and texts that had to stay',
      note(
        'Items that ask for a change and items that must stay as they are are counted apart. “Shown is right” is precision.',
      ) + changeTable(systems, domains),
    ),
    section('Written by people, and generated', sourceTable(systems)),
    ...(sure.length > 0
      ? [
          section(
            'Confidence',
            figure(
              await reliabilityPlot(sure),
              'Reliability in bins of equal numbers; on the dashed line confidence and accuracy agree.',
            ) +
              figure(
                await riskPlot(sure),
                'Risk and coverage: how much is wrong when only the surest answers are taken.',
              ) +
              confidenceTable(systems),
          ),
        ]
      : []),
    ...(result.health ? [section('Health of the pool', healthTables(result))] : []),
    section('The systems', systemsTable(systems)),
  ];
  return parts.join('\n');
}

/** With fewer items an interval is so wide that a ranking is mostly luck. */
const fewItems = 200;

/** The result in sentences, for those who cannot or will not look at plots. */
function inShort({ systems, items }: BenchResult): string {
  const all = systems.filter(({ role, n, cost }) => role !== 'baseline' && n > 0 && cost);
  // One that does only some kinds of items has an average over others, which is not to be ranked with the rest.
  const most = Math.max(...all.map(({ n }) => n));
  const measured = all.filter(({ n }) => n === most);
  const [best] = measured;
  if (!best) return note('Nothing was measured.');
  const fast = measured
    .filter(({ accuracy: { macro } }) => macro.high >= best.accuracy.macro.value)
    .toSorted((one, other) => (one.cost?.medianMs ?? 0) - (other.cost?.medianMs ?? 0))[0];
  const told = ({ name, accuracy, cost }: SystemResult): string =>
    `${name}, ${percentInterval(accuracy.macro)} at ${milliseconds(cost?.medianMs)}`;
  return [
    `Most accurate of the members and ensembles: ${told(best)}.`,
    ...(fast && fast !== best
      ? [`The fastest that these items do not tell apart from it: ${told(fast)}.`]
      : []),
    ...(items.n < fewItems
      ? [
          `These are only ${items.n} items, so the intervals are wide and the order may be luck; measure more of them before you decide by it.`,
        ]
      : []),
  ]
    .map(note)
    .join('\n');
}

function note(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

/** The ensembles first, then the baselines that say how sure they are. */
function confident(systems: readonly SystemResult[]): readonly SystemResult[] {
  const order = (system: SystemResult): number =>
    system.role === 'ensemble' ? 0 : ['G1', 'G2', 'T'].includes(system.name) ? 1 : 2;
  return systems
    .filter(({ confidence }) => confidence !== undefined && confidence.n >= 10)
    .toSorted((one, other) => order(one) - order(other))
    .slice(0, mostCurves);
}

function whatWasMeasured({
  items,
  machine,
  suite,
  seed,
  version,
  startedAt,
  digest,
}: BenchResult): string {
  const domains = Object.entries(items.domains).map(([name, n]) => `${name} ${n}`);
  const rows = [
    ['Suite', `${suite}, seed ${seed}, SHA-256 ${digest.slice(0, 16)}…`],
    [
      'Items',
      `${items.n} (${domains.join(', ')}); ${items.people} written by people; ${items.mustStay} must stay as they are`,
    ],
    [
      'Machine',
      Object.values(machine)
        .map((value, at) =>
          at === 1 ? `${value} processors` : at === 2 ? `${value} GiB` : String(value),
        )
        .join(', '),
    ],
    ['Version and date', `${version}, ${startedAt.slice(0, 10)}`],
    [
      'Rule',
      'Right is the text after all that a system shows is accepted. All systems have the same exact tools, checks and graders. An exact call or a request that two systems have in common is made once and its time is charged to both. Intervals are 95 % percentile bootstraps, paired where two systems are compared.',
    ],
  ];
  return table(['', ''], rows, { plain: true });
}

function accuracyTable(systems: readonly SystemResult[], domains: readonly string[]): string {
  return table(
    ['System', 'n', 'Macro', ...domains, 'Only what is vouched for'],
    systems.map(({ name, n, accuracy, vouched, otherHosts }) => [
      otherHosts ? `${name} (leaves this machine)` : name,
      String(n),
      percentInterval(accuracy.macro),
      ...domains.map((domain) => percentInterval(accuracy.domains[domain]?.all)),
      percentInterval(vouched),
    ]),
  );
}

function costTable(systems: readonly SystemResult[], energyMeasured: boolean): string {
  return table(
    [
      'System',
      'Median',
      '95th percentile',
      'First token or score',
      'Tokens/s',
      'Model calls',
      'Peak memory',
      'Energy',
    ],
    systems.map(({ name, cost, peakBytes }) => [
      name,
      milliseconds(cost?.medianMs),
      milliseconds(cost?.p95Ms),
      milliseconds(cost?.firstMs),
      cost?.tokensPerSecond === undefined ? '–' : cost.tokensPerSecond.toFixed(0),
      cost ? cost.calls.toFixed(1) : '–',
      cost ? megabytes(peakBytes) : '–',
      energyMeasured && cost?.joules !== undefined ? `${cost.joules.toFixed(2)} J` : 'not measured',
    ]),
  );
}

function comparisonTable(comparisons: readonly Comparison[], domains: readonly string[]): string {
  return table(
    [
      'System',
      'Against',
      'Macro, points',
      ...domains,
      'Errors removed',
      'Helped',
      'Hurt',
      'McNemar p',
    ],
    comparisons.map((each) => [
      each.system,
      each.against,
      pointsInterval(each.macro),
      ...domains.map((domain) => pointsInterval(each.domains[domain])),
      percentInterval(each.errorsRemoved),
      String(each.helped),
      String(each.hurt),
      pValue(each.p),
    ]),
  );
}

function changeTable(systems: readonly SystemResult[], domains: readonly string[]): string {
  const rows = systems.flatMap(({ name, accuracy }) =>
    domains.flatMap((domain) => {
      const figures = accuracy.domains[domain];
      if (!figures) return [];
      const { change, touched, precision, shown } = figures;
      return [
        [
          name,
          domain,
          percentInterval(change),
          percentInterval(touched),
          percent(precision),
          String(shown),
        ],
      ];
    }),
  );
  return table(
    [
      'System',
      'Domain',
      'Right where a change is due',
      'Touched where none is',
      'Shown is right',
      'Shown',
    ],
    rows,
  );
}

function sourceTable(systems: readonly SystemResult[]): string {
  const sources = [...new Set(systems.flatMap(({ accuracy }) => Object.keys(accuracy.bySource)))];
  return table(
    ['System', ...sources.map((source) => `${source}, macro`)],
    systems.map(({ name, accuracy }) => [
      name,
      ...sources.map((source) => percentInterval(accuracy.bySource[source])),
    ]),
  );
}

function confidenceTable(systems: readonly SystemResult[]): string {
  const sure = systems.filter(({ confidence }) => confidence !== undefined);
  return (
    table(
      ['System', 'Shown', 'ECE', 'Brier', 'AUROC', 'AURC'],
      sure.map(({ name, confidence }) => [
        name,
        String(confidence?.n ?? 0),
        decimal(confidence?.ece),
        decimal(confidence?.brier),
        decimal(confidence?.auroc),
        decimal(confidence?.aurc),
      ]),
    ) +
    table(
      ['System', 'Confidence in the bin', 'Right', 'Answers'],
      confident(systems).flatMap(({ name, confidence }) =>
        (confidence?.bins ?? []).map((bin) => [
          name,
          percent(bin.confidence),
          percent(bin.accuracy),
          String(bin.count),
        ]),
      ),
    )
  );
}

function healthTables({ health }: BenchResult): string {
  if (!health) return '';
  const summary = [
    ['Effective independent votes', decimal(health.effectiveVotes, 2)],
    ['Oracle over the members alone', percent(health.oracle)],
    ['The same with rows shuffled (luck of many tries)', percent(health.shuffledOracle)],
  ];
  return (
    table(['', ''], summary, { plain: true }) +
    table(
      ['Member', 'Other', 'Same error when both are wrong', 'Different answers', 'Yule’s Q'],
      health.pairs.map(({ one, other, sameError, disagreement, yuleQ }) => [
        one,
        other,
        percent(sameError),
        percent(disagreement),
        decimal(yuleQ, 2),
      ]),
    )
  );
}

function systemsTable(systems: readonly SystemResult[]): string {
  return table(
    ['System', 'What it is', 'Without a whole answer'],
    systems.map(({ name, about, failures, failure, otherHosts = [] }) => [
      name,
      otherHosts.length === 0
        ? about
        : `${about} What ${otherHosts.join(' and ')} is asked leaves this machine.`,
      failures === 0 ? '0' : `${failures}: ${failure ?? ''}`,
    ]),
  );
}
