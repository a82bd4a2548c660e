import assert from 'node:assert/strict';
import { isDeliberate, pairedMethods } from '../../../../server/verify/code/pairs.ts';
import { itRepairs, type Hit, type Miss } from '../../../support/repairedByRule.ts';

// Idioms of working code that rules once took for mistakes, each beside the mistake that its rule is there for.

const hits: Readonly<Record<string, readonly Hit[]>> = {
  'promises behind a default': [
    [
      'ts',
      'async function f(): Promise<string> {\n  const given = §ask();\n  return given.trim();\n}\nasync function ask(): Promise<string> { return "x"; }',
      '',
      'await ',
    ],
  ],
  'ends of one thing': [
    [
      'js',
      'function cut(text, span) {\n  return text.slice(§);\n}',
      'span.end, span.start',
      'span.start, span.end',
    ],
  ],
  'amounts that are not kept': [
    [
      'js',
      'function add(items, id, quantity) {\n  items.push({ id, § });\n}',
      'quantity: 1',
      'quantity',
    ],
  ],
  'counts from nothing': [
    [
      'js',
      'function tally(counts, word) {\n  counts[word] = (counts[word] || 0) § 1;\n}',
      '-',
      '+',
    ],
  ],
  averages: [
    [
      'js',
      'function average(xs) {\n  let sum = 0;\n  for (const x of xs) sum += x;\n  return sum § xs.length;\n}',
      '*',
      '/',
    ],
  ],
  'running extremes': [
    [
      'js',
      'function f(a, b) {\n  let max = a;\n  if (b § max) max = b;\n  return max;\n}',
      '<',
      '>',
    ],
  ],
  'values that are dropped': [['py', 'def clean(text):\n    §text.strip()', '', 'return ']],
};

const misses: readonly Miss[] = [
  [
    'ts',
    'async function f(given?: string): Promise<string> {\n  return given ?? ask();\n}\nasync function ask(): Promise<string> { return "x"; }',
  ],
  [
    'ts',
    'async function f(running?: Promise<string>): Promise<string> {\n  const asking = running ?? ask();\n  return await asking;\n}\nasync function ask(): Promise<string> { return "x"; }',
  ],
  [
    'ts',
    'async function f(sure: boolean): Promise<boolean> {\n  return sure && send();\n}\nasync function send(): Promise<boolean> { return true; }',
  ],
  [
    'js',
    'function between(text, before, after) {\n  return text.slice(before.end, after.start);\n}',
  ],
  ['js', 'function gap(text, end, span) {\n  return text.slice(end, span.start);\n}'],
  [
    'js',
    'function mirrored(x, a, b) {\n  return x < 0.5 ? tail(x, a, b) : 1 - tail(1 - x, b, a);\n}\nfunction tail(x, a, b) { return x + a - b; }',
  ],
  [
    'js',
    'function isCovered(values, other) {\n  return covers(other, values);\n}\nfunction covers(values, other) { return other.every((each) => values.includes(each)); }',
  ],
  [
    'js',
    'function note(seen, key, right) {\n  const entry = seen.get(key) ?? { right: 0, all: 0 };\n  entry.all++;\n  if (right) entry.right++;\n  seen.set(key, entry);\n}',
  ],
  ['js', 'function spare(load) {\n  return 2 * Math.max(0, (load ?? 0) - 1);\n}'],
  [
    'js',
    'function lowMean(xs) {\n  const sorted = [...xs].sort((a, b) => a - b);\n  return mean(sorted.slice(0, Math.round(0.1 + rate * sorted.length)));\n}\nconst rate = 0.2;',
  ],
  [
    'js',
    'function meanOfDraws(xs, random) {\n  let sum = 0;\n  for (let i = 0; i < xs.length; i++) sum += xs[Math.floor(random() * xs.length)] ?? 0;\n  return sum / xs.length;\n}',
  ],
  [
    'js',
    '/** The middle of the values; of an even number, between the two. */\nfunction median(xs) {\n  const sorted = [...xs].sort((a, b) => a - b);\n  const half = sorted.length >> 1;\n  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;\n}',
  ],
  [
    'js',
    'function pairs(words) {\n  const found = [];\n  for (let at = 0; at < words.length; at++) {\n    found.push(words[at]);\n    const next = words[at + 1];\n    if (next !== undefined) found.push(words[at] + next);\n  }\n  return found;\n}',
  ],
  [
    'js',
    "function squeeze(parts) {\n  for (let i = 0; i < parts.length; i++) {\n    if (parts[i] === '') while (parts[i + 1] === '') parts.splice(i + 1, 1);\n  }\n  return parts;\n}",
  ],
  [
    'js',
    'function starts(text, options) {\n  let max = text.length;\n  if (options.max && max > options.max) {\n    max = options.max;\n  }\n  return text.slice(0, max);\n}',
  ],
  ['js', 'function within(value, lower) {\n  return value >= lower ? value : lower;\n}'],
  ['js', 'const tidy = (doc) => {\n  doc.quotations().strip();\n};'],
  ['js', 'function onSuite(suite) {\n  suite.root || stats.suites++;\n}'],
  [
    'js',
    'function each(object, visit, keys) {\n  let index = -1;\n  let left = keys.length;\n  while (left--) {\n    const key = keys[++index];\n    if (visit(object[key], key) === false) break;\n  }\n  return object;\n}',
  ],
  [
    'js',
    "let isOld = () => {\n  const result = version.startsWith('1.');\n  isOld = () => result;\n  return result;\n};",
  ],
  ['py', 'def read(stream):\n    info = Info()\n    success = fill(stream, info)\n    return info'],
  [
    'js',
    'function centred(text, length) {\n  const mid = (length - text.length) / 2;\n  return mid;\n}',
  ],
  [
    'js',
    'function ranks(a, b) {\n  return (a == null || !(a >= a)) - (b == null || !(b >= b));\n}',
  ],
  ['py', 'def put(line, word):\n    if not line:\n        line.append(word)\n    return line'],
  [
    'py',
    'def bounds(validators, min_value, max_value):\n    for each in validators:\n        min_value = max(min_value, each.low)\n        max_value = min(max_value, each.high)\n    return min_value, max_value',
  ],
  ['py', 'def endswith(self, prefix):\n    return self.text.endswith(prefix)'],
];

describe('rules of code on what works', () => {
  itRepairs(hits, misses);
});

describe('methods that are taken for each other', () => {
  it('tell the special one, which is meant, from the plain one', () => {
    assert.ok(pairedMethods('flatMap').includes('map'), 'an example may still ask for it');
    for (const [name, other] of [
      ['flatMap', 'map'],
      ['trimEnd', 'trim'],
      ['rstrip', 'strip'],
    ] as const) {
      assert.ok(isDeliberate(name, other));
      assert.ok(!isDeliberate(other, name));
    }
    assert.ok(!isDeliberate('trimEnd', 'trimStart'));
    assert.ok(!isDeliberate('constructor', 'map'));
  });
});
