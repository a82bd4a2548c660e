// Compares a GGUF in node-llama-cpp with what torch predicted (parity.py): token ids, first distribution, greedy tokens.
// Usage: node training/parity.mjs MODEL.gguf PARITY.json
import { readFileSync } from 'node:fs';
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';

const [modelPath, parityPath] = process.argv.slice(2);
if (!modelPath || !parityPath) {
  process.stderr.write('usage: node training/parity.mjs MODEL.gguf PARITY.json\n');
  process.exit(2);
}
const cases = JSON.parse(readFileSync(parityPath, 'utf8'));
const llama = await getLlama({
  gpu: false,
  build: 'never',
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: 512 });
const sequence = context.getSequence();
let worst = 0;
let greedy = 0;
let tokens = 0;
for (const { prompt, ids, probabilities, greedy: expected } of cases) {
  const encoded = [
    model.tokens.bos,
    ...special('<|user|>'),
    ...model.tokenize(prompt, false),
    ...special('<|assistant|>'),
  ];
  tokens += Number(encoded.join() === ids.join());
  await sequence.clearHistory();
  const produced = [];
  for await (const step of sequence.evaluateWithMetadata(
    ids,
    { probabilities: true },
    { temperature: 0 },
  )) {
    if (produced.length === 0) {
      for (const [token, p] of step.probabilities)
        worst = Math.max(worst, Math.abs(p - probabilities[token]));
    }
    produced.push(step.token);
    if (produced.length === expected.length) break;
  }
  greedy += Number(
    expected.every((token, i) => token === produced[i] || token === model.tokens.eos),
  );
}
const report = {
  cases: cases.length,
  sameTokens: tokens,
  largestProbabilityDifference: worst,
  sameGreedy: greedy,
};
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = tokens === cases.length && worst < 0.02 ? 0 : 1;
await llama.dispose();

function special(text) {
  return model.tokenize(text, true);
}
