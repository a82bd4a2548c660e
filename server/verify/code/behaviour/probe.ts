import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { createDraws, type Constants, type Draws } from '../run/draws.ts';
import { runnable, type Outcome, type Runnable } from '../run/run.ts';
import { valueOf, type Shape } from '../run/shapes.ts';
import { Callable, fingerprint, type Value } from '../run/values.ts';
import { shapeOfType } from './annotations.ts';

/** What the arguments of a function look like, and the names it takes from outside. */
export interface Signature {
  readonly parameters: readonly ParameterShape[];
  readonly self: Shape;
  readonly outside: Map<string, Shape>;
  readonly constants: Constants;
  readonly python: boolean;
  /** What all runs have cost so far. */
  readonly meter: Meter;
}

/** Counts steps: those of the interpreter, and the values that are drawn and written out to compare runs. */
export interface Meter {
  spent: number;
}

/** Writing out this many characters costs as much time as one step. */
const charactersPerStep = 2;
/** Steps that go into every run, whatever the function does. */
const stepsPerRun = 40;

export interface ParameterShape {
  readonly shape: Shape;
  /** `...rest` or `*args`: the elements are separate arguments. */
  readonly rest: boolean;
}

/** One run on arguments that a seed determines. */
export interface Observation {
  readonly kind: Outcome['kind'];
  /** Whether the exception was raised by the code's own `throw` or `raise`. */
  readonly deliberate: boolean;
  readonly result: Value;
  /** The result, or the exception, as text. */
  readonly text: string;
  /** The arguments before the run, as text. */
  readonly inputs: string;
  /** Each argument after the run, and the object that the function belongs to, as text. */
  readonly after: readonly string[];
  /** Places in `after` that differ from before. */
  readonly changed: readonly number[];
  /** Calls of outside functions and of methods of drawn objects, as text. */
  readonly calls: string;
  /** Whether the run did anything besides giving a result. */
  readonly changes: boolean;
  /** The arguments, as the run left them. */
  readonly args: readonly Value[];
}

/** Reads the parameters of a function and what their types say. */
export function signatureOf(fn: FunctionInfo): Signature {
  const python = fn.family === 'python';
  const single = childOf(fn.node, 'parameter');
  const list = childOf(fn.node, 'parameters');
  const nodes = single ? [single] : list ? namedChildren(list) : [];
  return {
    parameters: nodes.flatMap((node) => parameterShape(node)),
    self: { name: 'self', kind: 'record' },
    outside: new Map(),
    constants: constantsOf(fn),
    python,
    meter: { spent: 0 },
  };
}

function parameterShape(node: SyntaxNode): readonly ParameterShape[] {
  const pattern =
    childOf(node, 'pattern') ?? childOf(node, 'name') ?? childOf(node, 'left') ?? node;
  const type = childOf(node, 'type')?.text.replace(/^:\s*/, '');
  if (/^(keyword_separator|positional_separator|dictionary_splat_pattern)$/.test(node.type))
    return [];
  const rest = /^(rest_pattern|list_splat_pattern)$/.test(pattern.type);
  const name = /identifier/.test(pattern.type)
    ? pattern.text
    : (namedChildren(pattern)[0]?.text ?? '');
  if (/^(object_pattern)$/.test(pattern.type))
    return [{ shape: { name: '', kind: 'record' }, rest: false }];
  if (/^(array_pattern)$/.test(pattern.type))
    return [{ shape: { name: '', kind: 'list' }, rest: false }];
  if (name === 'self' || name === 'cls')
    return [{ shape: { name: 'self', kind: 'record' }, rest: false }];
  const shape = shapeOfType(name, type);
  if (rest) shape.kind = 'list';
  return [{ shape, rest }];
}

function constantsOf(fn: FunctionInfo): Constants {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  for (const node of descendants(fn.body)) {
    if (/^(number|integer|float)$/.test(node.type) && Number.isFinite(Number(node.text)))
      numbers.add(Number(node.text));
    if (/^(string_fragment|string_content)$/.test(node.type) && node.text.length <= 12)
      texts.add(node.text);
  }
  return {
    numbers: [...numbers].filter((each) => Math.abs(each) <= 1000),
    texts: [...texts],
    usesNull: /\bnull\b/.test(fn.node.text),
  };
}

/** A function that can be tried on drawn arguments. */
export interface Probe {
  readonly signature: Signature;
  /** Fresh arguments of a seed; `changed` draws the parameter of that place anew. */
  draw(seed: number, options?: DrawOptions): Value[];
  /** Runs on the arguments of a seed. */
  observe(seed: number, options?: DrawOptions): Observation;
  /** Runs on given arguments, which the run may change. */
  observeOn(args: readonly Value[], seed?: number): Observation;
}

export interface DrawOptions {
  readonly exploring?: boolean;
  readonly changed?: number;
}

/** Prepares a function, or one version of it, for trying; undefined where the interpreter cannot read it. */
export function createProbe(
  node: SyntaxNode,
  fn: FunctionInfo,
  signature: Signature,
): Probe | undefined {
  const compiled = runnable(node, fn.family);
  if (!compiled) return undefined;
  const { python, constants } = signature;
  const drawsFor = (seed: number, exploring: boolean, calls: string[]): Draws =>
    createDraws({ seed, exploring, python, constants, note: (call) => calls.push(call) });
  const draw = (seed: number, options: DrawOptions = {}, calls: string[] = []): Value[] => {
    const { exploring = false, changed } = options;
    const draws = drawsFor(seed, exploring, calls);
    const other = changed === undefined ? draws : drawsFor(seed + 7919, exploring, calls);
    return signature.parameters.flatMap(({ shape, rest }, place) => {
      const value = valueOf(shape, shape.name, place === changed ? other : draws);
      return rest && Array.isArray(value) ? value : [value];
    });
  };
  return {
    signature,
    draw: (seed, options) => draw(seed, options),
    observe(seed, options = {}) {
      const calls: string[] = [];
      const draws = drawsFor(seed, options.exploring ?? false, calls);
      return observed(compiled, draw(seed, options, calls), signature, draws, calls);
    },
    observeOn(args, seed = 1) {
      const calls: string[] = [];
      return observed(compiled, args, signature, drawsFor(seed, false, calls), calls);
    },
  };
}

function observed(
  compiled: Runnable,
  args: readonly Value[],
  signature: Signature,
  draws: Draws,
  calls: string[],
): Observation {
  const self = valueOf(signature.self, 'self', draws);
  const before = [...args, self].map((each) => fingerprint(each));
  const outcome = compiled.run(args, self, (name) => outsideValue(name, signature, draws, calls));
  const after = [...args, self].map((each) => fingerprint(each));
  const made = outcome.kind === 'returned' ? calledResult(outcome.value) : '';
  const text = textOf(outcome) + made;
  signature.meter.spent +=
    stepsPerRun +
    compiled.spent() +
    Math.ceil((text.length + lengthOf(before) + lengthOf(after)) / charactersPerStep);
  const changed = after.flatMap((text, place) => (text === before[place] ? [] : [place]));
  return {
    kind: outcome.kind,
    deliberate: outcome.kind === 'raised' && outcome.thrown !== undefined,
    result: outcome.kind === 'returned' ? outcome.value : undefined,
    text,
    inputs: before.join(';'),
    after,
    changed,
    calls: calls.join(';'),
    changes: changed.length > 0 || calls.length > 0,
    args,
  };
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** What a returned function gives for a few arguments of its own. */
function calledResult(value: Value): string {
  if (!(value instanceof Callable)) return '';
  return [3, 3, 5, 'abc', 0]
    .map((argument) => {
      try {
        return fingerprint(value.call([argument, 2]));
      } catch {
        return 'raised';
      }
    })
    .join();
}

function textOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'returned':
      return fingerprint(outcome.value);
    case 'raised':
      return `raised ${outcome.error}`;
    default:
      return outcome.kind;
  }
}

/** A constant or function of the file that the function uses: a stand-in that notes how it is called. */
function outsideValue(name: string, signature: Signature, draws: Draws, calls: string[]): Value {
  const known = signature.outside.get(name) ?? {
    name: /^[A-Z_0-9]+$/.test(name) ? name.toLowerCase() : name,
  };
  signature.outside.set(name, known);
  const value = valueOf(known, name, draws);
  if (!(value instanceof Callable)) return value;
  return new Callable(name, (args, self, named) => {
    calls.push(`${name}(${args.map((arg) => fingerprint(arg)).join(',')})`);
    return value.call(args, self, named);
  });
}

/** Runs a few times on blanks while there is leave to, so that the shapes of the arguments become known. */
export function explore(
  probes: readonly Probe[],
  times = 3,
  mayGoOn: () => boolean = () => true,
): void {
  for (const probe of probes) {
    if (!mayGoOn()) return;
    for (let seed = 1; seed <= times; seed += 1) probe.observe(seed, { exploring: true });
  }
}
