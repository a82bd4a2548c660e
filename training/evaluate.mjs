// Held-out accuracy of a GGUF through node-llama-cpp, by kind: greedy answers compared as a whole.
// Usage: node training/evaluate.mjs MODEL.gguf HELD.jsonl [--adapter LORA.gguf] [--limit N] [--answer after-equals] [--show N]
//   [--json FILE] [--rows FILE] [--against FILE]
// With --chat, under tsx (npx tsx training/evaluate.mjs …), the model is asked by its chat template, as the pool asks it.
// --rows writes one 0 or 1 per row; --against reads such a file and tells the paired difference with its 95 % interval.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '300' },
    answer: { type: 'string', default: 'whole' },
    show: { type: 'string', default: '0' },
    json: { type: 'string' },
    adapter: { type: 'string' },
    rows: { type: 'string' },
    against: { type: 'string' },
    chat: { type: 'boolean', default: false },
  },
});
const [modelPath, dataPath] = positionals;
if (!modelPath || !dataPath) {
  process.stderr.write(
    'usage: node training/evaluate.mjs MODEL.gguf HELD.jsonl [--limit N] [--answer whole|after-equals]\n',
  );
  process.exit(2);
}
const rows = readFileSync(dataPath, 'utf8')
  .trim()
  .split('\n')
  .slice(0, Number(values.limit))
  .map((line) => JSON.parse(line));
const llama = await getLlama({
  gpu: false,
  build: 'never',
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const sequences = 4;
const contextSize = Math.min(model.trainContextSize, 2048);
const question = values.chat ? await chatQuestion() : nanoQuestion;
const context = await model.createContext({
  contextSize,
  sequences,
  ...(values.adapter && { lora: values.adapter }),
});
const byKind = new Map();
const rights = [];
let shown = 0;
let next = 0;
await Promise.all(Array.from({ length: sequences }, work));
const report = summary();
if (values.rows) writeFileSync(values.rows, rights.join('\n'));
if (values.against) report.against = paired(readFileSync(values.against, 'utf8').split('\n'));
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
if (values.json) writeFileSync(values.json, JSON.stringify(report));
await llama.dispose();

async function work() {
  const sequence = context.getSequence();
  while (next < rows.length) {
    const at = next++;
    const row = rows[at];
    await sequence.clearHistory();
    const { text, least } = await generate(sequence, row);
    rights[at] = Number(record(row, text, least));
  }
}

async function generate(sequence, row) {
  const ids = question(row.prompt);
  const produced = [];
  let least = 1;
  const room = contextSize - ids.length - 1;
  for await (const { token, confidence } of sequence.evaluateWithMetadata(
    ids,
    { confidence: true },
    { temperature: 0 },
  )) {
    if (token === model.tokens.eos || model.isEogToken(token)) break;
    least = Math.min(least, confidence);
    produced.push(token);
    if (produced.length >= room) break;
  }
  return { text: model.detokenize(produced), least };
}

function nanoQuestion(prompt) {
  return [
    model.tokens.bos,
    ...model.tokenize('<|user|>', true),
    ...model.tokenize(prompt, false),
    ...model.tokenize('<|assistant|>', true),
  ];
}

async function chatQuestion() {
  const { createPrompter } = await import('../server/engines/llama/prompt.ts');
  const prompter = createPrompter(model, 'chat');
  if (!prompter.ok) throw new Error(prompter.failure.message);
  return (content) => {
    const prompt = prompter.value.prompt([{ role: 'user', content }]);
    if (!prompt.ok) throw new Error(prompt.failure.message);
    return prompt.value.tokens;
  };
}

function record(row, text, least) {
  const answer = (t) =>
    values.answer === 'after-equals' ? (t.split(' = ').at(-1) ?? t).trim() : t;
  const right = answer(text) === answer(row.target);
  const kind = row.kind.includes('+') ? 'several' : row.kind;
  const entry = byKind.get(kind) ?? { n: 0, right: 0, sure: 0, sureRight: 0 };
  entry.n++;
  entry.right += Number(right);
  entry.sure += Number(least >= 0.9);
  entry.sureRight += Number(least >= 0.9 && right);
  byKind.set(kind, entry);
  if (!right && shown++ < Number(values.show))
    process.stderr.write(`${row.prompt}\n  want ${row.target}\n  got  ${text}\n`);
  return right;
}

/** Mean difference in points and its 95 % interval, of differences that are nearly normal for thousands of rows. */
function paired(others) {
  if (others.length !== rights.length)
    throw new Error(`--against has ${others.length} rows and there are ${rights.length}`);
  const differences = rights.map((right, at) => right - Number(others[at]));
  const n = differences.length;
  const mean = differences.reduce((sum, each) => sum + each, 0) / n;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const half = 1.96 * Math.sqrt(variance / n);
  return { n, points: [mean, mean - half, mean + half].map((each) => round(100 * each)) };
}

function summary() {
  const total = { n: 0, right: 0, sure: 0, sureRight: 0 };
  for (const entry of byKind.values())
    for (const key of Object.keys(total)) total[key] += entry[key];
  const rate = (e) => ({
    n: e.n,
    exact: round(e.right / e.n),
    sureShare: round(e.sure / e.n),
    sureExact: e.sure ? round(e.sureRight / e.sure) : null,
  });
  const kinds = [...byKind].sort((a, b) => b[1].n - a[1].n).map(([kind, e]) => [kind, rate(e)]);
  return { all: rate(total), kinds: Object.fromEntries(kinds) };
}

function round(x) {
  return Math.round(x * 1000) / 1000;
}
