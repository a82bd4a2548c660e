/**
 * Writes prompts for the nano pool with their right answers, for `eidolon record`: sums, damaged sentences and
 * functions with a hole, generated from small grammars, so that nothing of anybody's is in them.
 * Usage: npx tsx test/eval/nanoSuite.ts [--rows 1200] [--seed 1] > PROMPTS.jsonl
 */
import { parseArgs } from 'node:util';
import { createRandom } from '../../server/core/random.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1200' },
    seed: { type: 'string', default: '1' },
  },
});
const random = createRandom(Number(values.seed));

interface Row {
  readonly domain: string;
  readonly answerKind: string;
  readonly prompt: string;
  readonly gold: string | number;
}

function pick<T>(list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

function upTo(most: number): number {
  return 1 + Math.floor(random() * most);
}

function sum(): Row {
  const [a, b, c] = [upTo(24), upTo(12), upTo(9)];
  const [prompt, gold] = pick([
    [`${a} + ${b}`, a + b],
    [`${a} - ${b}`, a - b],
    [`${c} * ${upTo(9)}`, undefined],
    [`${a} + ${b} - ${c}`, a + b - c],
    [`${c} * (${c} + ${upTo(9)})`, undefined],
  ] as const);
  return {
    domain: 'logic',
    answerKind: 'number',
    prompt: `eval: ${prompt}`,
    gold: gold ?? valueOf(prompt),
  };
}

/** Value of `a * b` and `a * (b + c)`. */
function valueOf(text: string): number {
  const [first = 0, second = 0, third = 0] = (text.match(/\d+/g) ?? []).map(Number);
  return first * (second + third);
}

const people = ['driver', 'teacher', 'manager', 'student', 'customer', 'neighbour', 'artist'];
const things = ['letter', 'report', 'ticket', 'window', 'package', 'key', 'picture', 'invoice'];
const verbs = ['opens', 'reads', 'checks', 'keeps', 'needs', 'sends', 'finds', 'uses'];
const places = ['in the garden', 'at the station', 'near the library', 'in the kitchen'];
const times = ['every day', 'every week', 'in the evening', 'on Sundays'];

function sentence(): string {
  const [person, thing, verb] = [pick(people), pick(things), pick(verbs)];
  return pick([
    `The ${person} ${verb} the ${thing} ${pick(times)}.`,
    `The ${person}s were waiting ${pick(places)} with their ${thing}s.`,
    `She doesn't know where the ${thing} is.`,
    `They're looking for the ${person} ${pick(places)}.`,
    `There are two ${thing}s ${pick(places)}.`,
    `I have seen the ${person} with a new ${thing}.`,
    `It's time to write a ${thing} for the ${person}.`,
    `The company changed its ${thing} because you're late.`,
  ]);
}

const damages: readonly (readonly [RegExp, string])[] = [
  [/\b(\w+)s (the|every)\b/, '$1 $2'],
  [/\bwere\b/, 'was'],
  [/\bare\b/, 'is'],
  [/\bthe (\w+)\b/, 'the the $1'],
  [/\bThey're\b/, 'Their'],
  [/\bIt's\b/, 'Its'],
  [/\bits\b/, "it's"],
  [/\byou're\b/, 'your'],
  [/\bdoesn't\b/, "don't"],
  [/\bseen\b/, 'saw'],
  [/\bwaiting\b/, 'waitting'],
  [/\blooking\b/, 'loking'],
  [/\bwith\b/, 'wiht'],
  [/\bwrite\b/, 'wrote'],
];

function repair(): Row {
  const gold = sentence();
  const fitting = damages.filter(([pattern]) => pattern.test(gold));
  const [pattern, replacement] = pick(fitting);
  // A third is right already and must be left alone.
  const damaged = random() < 1 / 3 ? gold : gold.replace(pattern, replacement);
  const prompt = `fix: ${damaged}`;
  return { domain: 'prose', answerKind: 'text', prompt, gold };
}

const names =
  'items scores prices rows words marks users lines values points files orders tasks nodes'.split(
    ' ',
  );

/** A function and the tokens of it that may become the hole. */
function filling(): Row {
  const name = pick(names);
  const [code, holes] = pick([
    [
      `function total(${name}) {\n  let sum = 0;\n  for (let i = 0; i < ${name}.length; i++) {\n    sum += ${name}[i];\n  }\n  return sum;\n}`,
      ['0', '<', `${name}.length`, '+=', 'i', 'sum'],
    ],
    [
      `function largest(${name}) {\n  let best = ${name}[0];\n  for (const each of ${name}) {\n    if (each > best) best = each;\n  }\n  return best;\n}`,
      ['0', '>', 'each', 'best'],
    ],
    [
      `function isEmpty(${name}) {\n  return ${name}.length === 0;\n}`,
      ['===', '0', `${name}.length`],
    ],
    [
      `function contains(${name}, wanted) {\n  for (const each of ${name}) {\n    if (each === wanted) return true;\n  }\n  return false;\n}`,
      ['===', 'true', 'false', 'wanted'],
    ],
    [
      `function average(${name}) {\n  if (${name}.length === 0) return 0;\n  return total(${name}) / ${name}.length;\n}`,
      ['/', '===', `${name}.length`, `total(${name})`],
    ],
  ] as const);
  const hole = pick(holes);
  const at = code.indexOf(` ${hole}`, code.indexOf('{')) + 1;
  const open = at > 0 ? at : code.lastIndexOf(hole);
  const prompt = `fill js:\n${code.slice(0, open)}§1${code.slice(open + hole.length)}`;
  return { domain: 'code', answerKind: 'text', prompt, gold: `§1 ${hole}` };
}

const seen = new Set<string>();
for (let tries = 0; seen.size < Number(values.rows) && tries < 1_000_000; tries++) {
  const row = pick([sum, repair, repair, filling, filling])();
  if (seen.has(row.prompt)) continue;
  seen.add(row.prompt);
  process.stdout.write(`${JSON.stringify({ id: seen.size, ...row })}\n`);
}
