/**
 * Writes how the pool frames a question to a model: the token ids before and behind it. The engine knows many chat formats by
 * itself and lays some out otherwise than the model's own template, so `adapt.py --frame` trains on what is asked later.
 *
 *     npx tsx training/huggingface/frame.ts BASE.gguf > frame.json
 */
import { getLlama, LlamaLogLevel } from 'node-llama-cpp';
import { createPrompter } from '../../server/engines/llama/prompt.ts';

const marker = 'QUESTION7f3a';

const [modelPath] = process.argv.slice(2);
if (modelPath === undefined) {
  process.stderr.write('usage: frame.ts BASE.gguf\n');
  process.exit(2);
}
const llama = await getLlama({
  gpu: false,
  build: 'never',
  maxThreads: 1,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath, vocabOnly: true });
const nano = model.tokenize('<|assistant|>', true).length === 1;
const prompter = createPrompter(model, nano ? 'nano' : 'chat');
const prompt = prompter.ok ? prompter.value.prompt([{ role: 'user', content: marker }]) : prompter;
if (!prompt.ok) throw new Error(prompt.failure.message);
const { tokens } = prompt.value;
const asked = model.tokenize(marker, false);
const at = tokens.findIndex((_, start) =>
  asked.every((token, index) => tokens[start + index] === token),
);
if (at < 0) throw new Error(`${modelPath} does not keep the question as it is.`);
const frame = { before: tokens.slice(0, at), behind: tokens.slice(at + asked.length) };
process.stdout.write(`${JSON.stringify(frame)}\n`);
await llama.dispose();
