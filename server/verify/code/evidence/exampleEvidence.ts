import { createProbe, signatureOf, type Probe } from '../behaviour/probe.ts';
import { functionsIn, describeFunction, type FunctionInfo } from '../functionInfo.ts';
import { breathe } from '../run/stepBudget.ts';
import { fingerprint, settled, type Value } from '../run/values.ts';
import { parseNodes } from '../../syntax/node.ts';
import type { BehaviourPlan } from './behaviourEvidence.ts';
import type { Example } from './examples.ts';

/** How many of the examples a function and each version of it meet. */
export interface ExampleReport {
  /** Examples that could be run. */
  readonly count: number;
  /** How many of them the original meets. */
  readonly met: number;
  /** How many each version meets; undefined where it was not run. */
  readonly meets: readonly (number | undefined)[];
}

/** Examples are run only up to this share of the budget. */
const shareUntilExamples = 0.8;

interface Trial {
  readonly args: Probe;
  readonly expected: string;
}

/** Runs the original and its versions on examples, the likeliest first. */
export async function exampleEvidence(
  original: FunctionInfo,
  versions: readonly (FunctionInfo | undefined)[],
  examples: readonly Example[],
  { order, budget }: BehaviourPlan,
  signal: AbortSignal,
): Promise<ExampleReport> {
  const signature = signatureOf(original);
  const first = createProbe(original.node, original, signature, budget);
  const trials: Trial[] = [];
  let met = 0;
  for (const example of first ? examples : []) {
    const trial = await trialOf(example, original.languageId);
    const outcome = trial && first && outcomeOn(first, trial);
    // An example that the interpreter cannot follow says nothing.
    if (!trial || outcome === undefined) continue;
    trials.push(trial);
    if (outcome) met += 1;
  }
  const meets: (number | undefined)[] = versions.map(() => undefined);
  if (trials.length === 0) return { count: 0, met: 0, meets };
  for (const place of order) {
    const version = versions[place];
    if (!version || budget.isSpent(shareUntilExamples)) continue;
    await breathe(signal);
    const probe = createProbe(version.node, version, signature, budget);
    if (probe) meets[place] = trials.filter((trial) => outcomeOn(probe, trial) === true).length;
  }
  return { count: trials.length, met, meets };
}

/** Whether a function gives what is expected; undefined where the interpreter cannot follow it. */
function outcomeOn(probe: Probe, { args, expected }: Trial): boolean | undefined {
  const values = listFrom(args);
  if (!values) return undefined;
  const run = probe.observeOn(values);
  if (run.kind === 'stuck') return undefined;
  return run.kind === 'returned' && fingerprint(run.result) === expected;
}

async function trialOf(example: Example, languageId: string): Promise<Trial | undefined> {
  const args = await listProbe(example.args, languageId);
  const expected = await listProbe(example.expected, languageId);
  const values = expected && listFrom(expected);
  if (!args || values?.length !== 1) return undefined;
  return { args, expected: fingerprint(values[0]) };
}

/** A function without parameters that gives the written values as a list. */
async function listProbe(values: string, languageId: string): Promise<Probe | undefined> {
  const text =
    languageId === 'python'
      ? `def written():\n    return [${values}]\n`
      : `function written() {\n  return [${values}];\n}\n`;
  const root = await parseNodes(languageId, text);
  const [node] = root ? functionsIn(root, { start: 0, end: text.length }) : [];
  const fn = root && node && describeFunction(root, text, languageId, node);
  return fn && createProbe(fn.node, fn, signatureOf(fn));
}

function listFrom(probe: Probe): Value[] | undefined {
  const list = settled(probe.observeOn([]).result);
  return Array.isArray(list) ? [...list] : undefined;
}
