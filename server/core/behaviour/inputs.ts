import { createRandom, type Random } from '../random.ts';
import { findCalls } from './calls.ts';
import { printArguments, type Call, type Literal, type LiteralLanguage } from './literal.ts';
import { anyShape, shapeOf, shapeOfName, union, type Shape } from './shape.ts';
import { readSignature, type Signature } from './signature.ts';
import { edgeValues, interleave, mutate, randomValue } from './values.ts';

export interface InputSource {
  /** The code that all candidates complete, examples in its comments included. */
  readonly code: string;
  readonly entryPoint: string;
  readonly language: LiteralLanguage;
  /** Tests that members wrote; only the arguments in them are used. */
  readonly tests: readonly string[];
  /** A candidate's program, for the signature where the prompt has none. */
  readonly program?: string;
  readonly limit: number;
  readonly seed: number;
}

/** Arguments longer than this say little and cost much. */
const longestInput = 400;
const mutantsPerCall = 2;

/**
 * Inputs for the function as source text of argument lists, the likeliest to be meant first: those of the prompt's
 * examples and of the members' tests, values that fit types, names and examples, and both with one thing changed.
 * They are literals only. The same source and seed give the same inputs.
 */
export function generateInputs(source: InputSource): readonly string[] {
  const { code, entryPoint, language, limit } = source;
  const random = createRandom(source.seed);
  const signature =
    readSignature(code, entryPoint, language) ??
    readSignature(source.program ?? '', entryPoint, language);
  const fits = (call: Call): boolean => !signature || accepts(signature, call);
  const callsIn = (text: string): readonly Call[] =>
    findCalls(text, entryPoint, language)
      .map(({ call }) => call)
      .filter(fits);
  const examples = distinctCalls(callsIn(code), language);
  const tested = byFrequency(source.tests.flatMap(callsIn), language);
  const seen = [...examples, ...tested];
  const mutants = seen.flatMap((call) => mutantsOf(call, random));
  const typed = signature ? typedCalls(signature, seen, random, limit) : [];
  const ordered = [...examples.slice(0, limit), ...interleave([tested, typed, mutants])];
  const chosen = distinctCalls(ordered, language)
    .filter((call) => printArguments(call, language).length <= longestInput)
    .slice(0, limit);
  // What takes long comes last, so that a slow candidate has answered the rest when its time is up.
  const byWeight = chosen.toSorted((one, other) => weightOf(one) - weightOf(other));
  return byWeight.map((call) => printArguments(call, language));
}

/** 0 for ordinary arguments; 1, 2, … for large numbers, whose size an algorithm's time may follow. */
function weightOf(call: Call): number {
  const largest = Math.max(
    0,
    ...[...call.values, ...call.named.map(([, value]) => value)].map(largestNumber),
  );
  return largest < 30 ? 0 : Math.floor(Math.log10(largest));
}

function largestNumber(literal: Literal): number {
  switch (literal.kind) {
    case 'number':
      return Math.abs(literal.value);
    case 'list':
    case 'tuple':
    case 'set':
      return Math.max(0, ...literal.items.map(largestNumber));
    default:
      return 0;
  }
}

function accepts(signature: Signature, call: Call): boolean {
  const { parameters, open } = signature;
  const names = call.named.map(([name]) => name);
  const given = (index: number): boolean =>
    index < call.values.length || names.includes(parameters[index]?.name ?? '');
  const complete = parameters.every(({ optional }, index) => optional || given(index));
  const known = open || names.every((name) => parameters.some((each) => each.name === name));
  return complete && known && (open || call.values.length <= parameters.length);
}

function distinctCalls(calls: readonly Call[], language: LiteralLanguage): readonly Call[] {
  return [...new Map(calls.map((call) => [printArguments(call, language), call])).values()];
}

/** Calls that several members thought of come first; otherwise their order stays. */
function byFrequency(calls: readonly Call[], language: LiteralLanguage): readonly Call[] {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const key = printArguments(call, language);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const count = (call: Call): number => counts.get(printArguments(call, language)) ?? 0;
  return distinctCalls(calls, language).toSorted((one, other) => count(other) - count(one));
}

function mutantsOf(call: Call, random: Random): readonly Call[] {
  if (call.values.length === 0) return [];
  return Array.from({ length: mutantsPerCall }, () => {
    const at = Math.floor(random() * call.values.length);
    return {
      ...call,
      values: call.values.map((value, index) => (index === at ? mutate(value, random) : value)),
    };
  });
}

/** Calls made of values that fit each parameter: edge values in step, then random ones. */
function typedCalls(
  { parameters }: Signature,
  seen: readonly Call[],
  random: Random,
  limit: number,
): readonly Call[] {
  const required = parameters.filter(({ optional }) => !optional);
  if (required.length === 0) return [{ values: [], named: [] }];
  const shapes = required.map((parameter, index) => shapeFor(parameter, index, seen));
  const columns = shapes.map((shape) => edgeValues(shape));
  const stepped = Array.from({ length: limit }, (_, row) => steppedRow(columns, row));
  const drawn = Array.from({ length: limit }, () =>
    shapes.map((shape) => randomValue(shape, random)),
  );
  return interleave([stepped, drawn]).map((values) => ({ values, named: [] }));
}

/** Each parameter walks through its values at a pace of its own, so that combinations differ. */
function steppedRow(columns: readonly (readonly Literal[])[], row: number): readonly Literal[] {
  return columns.flatMap((column, index) => {
    const at = (row * (index + 1) + index) % Math.max(1, column.length);
    return column.slice(at, at + 1);
  });
}

function shapeFor(
  parameter: { readonly name: string; readonly shape?: Shape },
  index: number,
  seen: readonly Call[],
): Shape {
  if (parameter.shape && parameter.shape.kind !== 'any' && !isVague(parameter.shape))
    return parameter.shape;
  const values = seen.flatMap((call) => call.values.slice(index, index + 1));
  const shown = mostFrequent(values.map(shapeOf).filter((shape) => !isVague(shape)));
  return shown ?? parameter.shape ?? shapeOfName(parameter.name) ?? anyShape;
}

/** A hint such as `list` that leaves open what is inside. */
function isVague(shape: Shape): boolean {
  if (shape.kind === 'any') return true;
  return (shape.kind === 'list' || shape.kind === 'set') && shape.of.kind === 'any';
}

/** Members err, so the shape that most of them use stands for the parameter. */
function mostFrequent(shapes: readonly Shape[]): Shape | undefined {
  const counts = new Map<string, { readonly shape: Shape; count: number }>();
  for (const shape of shapes) {
    const key = JSON.stringify(shape);
    const entry = counts.get(key) ?? { shape, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  const ranked = [...counts.values()].toSorted((one, other) => other.count - one.count);
  const [best] = ranked;
  return (
    best && union(ranked.filter(({ count }) => count >= best.count / 2).map(({ shape }) => shape))
  );
}
