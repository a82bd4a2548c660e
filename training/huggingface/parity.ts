/**
 * Compares an adapter over its GGUF base, laid out and computed as the pool does, with what PyTorch predicted
 * (`adapt.py --parity`): token ids, the first token's distribution, the likeliest tokens, and the loss on held-out rows.
 *
 *     npx tsx training/huggingface/parity.ts BASE.gguf PARITY.json [--adapter LORA.gguf] [--held ROWS.jsonl] [--limit N]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { getLlama, LlamaLogLevel, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import { createPrompter, type Prompter } from '../../server/engines/llama/prompt.ts';

/** What PyTorch predicted for one prompt; probabilities are of the answer's first token, by token id. */
interface Case {
  readonly prompt: string;
  readonly ids: readonly number[];
  readonly probabilities: readonly number[];
  readonly greedy: readonly number[];
}

interface Row {
  readonly prompt: string;
  readonly target: string;
}

// The engine keeps a 16-bit cache, and multiplies weights of 4 to 8 bits with 8-bit activations.
const tolerance = 0.1;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    adapter: { type: 'string' },
    held: { type: 'string' },
    limit: { type: 'string', default: '64' },
    context: { type: 'string', default: '1024' },
  },
});
const [modelPath, parityPath] = positionals;
if (modelPath === undefined || parityPath === undefined) {
  process.stderr.write(
    'usage: parity.ts BASE.gguf PARITY.json [--adapter LORA.gguf] [--held ROWS]\n',
  );
  process.exit(2);
}
const llama = await getLlama({
  gpu: false,
  build: 'never',
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  contextSize: Math.min(model.trainContextSize, Number(values.context)),
  ...(values.adapter !== undefined && { lora: values.adapter }),
});
const sequence = context.getSequence();
const nano = model.tokenize('<|assistant|>', true).length === 1;
const prompter = createPrompter(model, nano ? 'nano' : 'chat');
if (!prompter.ok) throw new Error(prompter.failure.message);

const cases = JSON.parse(readFileSync(parityPath, 'utf8')) as readonly Case[];
const report = { cases: cases.length, sameTokens: 0, sameGreedy: 0, largestDifference: 0 };
for (const each of cases) {
  const asked = question(prompter.value, each.prompt);
  report.sameTokens += Number(asked.join() === each.ids.join());
  const { first, greedy } = await answer(sequence, asked, each.greedy.length);
  report.sameGreedy += Number(greedy.join() === each.greedy.join());
  for (const [token, p] of first)
    report.largestDifference = Math.max(
      report.largestDifference,
      Math.abs(p - (each.probabilities[token] ?? 0)),
    );
}
const loss = values.held === undefined ? undefined : await lossOf(values.held, prompter.value);
process.stdout.write(`${JSON.stringify({ ...report, ...(loss !== undefined && { loss }) })}\n`);
await llama.dispose();
process.exitCode =
  report.sameTokens === cases.length && report.largestDifference < tolerance ? 0 : 1;

function question(own: Prompter, content: string): readonly Token[] {
  const prompt = own.prompt([{ role: 'user', content }]);
  if (!prompt.ok) throw new Error(prompt.failure.message);
  return prompt.value.tokens;
}

/** The distribution of the first token and the likeliest `count` tokens, with those that end an answer among them. */
async function answer(
  own: LlamaContextSequence,
  asked: readonly Token[],
  count: number,
): Promise<{ readonly first: ReadonlyMap<Token, number>; readonly greedy: readonly Token[] }> {
  await own.clearHistory();
  const greedy: Token[] = [];
  let first: ReadonlyMap<Token, number> = new Map();
  for await (const { token, probabilities } of own.evaluateWithMetadata(
    [...asked],
    { probabilities: true },
    { temperature: 0, yieldEogToken: true },
  )) {
    if (greedy.length === 0) first = probabilities;
    greedy.push(token);
    if (greedy.length === count) break;
  }
  return { first, greedy };
}

/** Mean negative log-probability per answer token in nats, the closing one included. */
async function lossOf(file: string, own: Prompter): Promise<number> {
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(0, Number(values.limit));
  let total = 0;
  let count = 0;
  for (const line of rows) {
    const { prompt, target } = JSON.parse(line) as Row;
    const asked = question(own, prompt);
    const end = model.tokens.eos === null ? [] : [model.tokens.eos];
    const wanted = [...own.answer(target), ...end];
    const whole = [...asked, ...wanted].slice(0, -1);
    await sequence.clearHistory();
    const found = await sequence.controlledEvaluate(
      whole.map((token, at) =>
        at < asked.length - 1 ? token : [token, { generateNext: { probabilities: true } }],
      ),
    );
    for (const [at, token] of wanted.entries())
      total -= Math.log(found[asked.length - 1 + at]?.next.probabilities?.get(token) ?? NaN);
    count += wanted.length;
  }
  return total / count;
}
