// Counts tokens of texts, and cuts calibration segments, with a model's own tokenizer:
//   node training/language/tokens.mjs MODEL.gguf OUT.json [--code FILE.txt]… [--prose FILE.txt]…
// OUT: {counts: {prose: number[], code: number[]}, segments: number[][]} with segments of 512 tokens.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { getLlama } from 'node-llama-cpp';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    prose: { type: 'string', multiple: true, default: [] },
    code: { type: 'string', multiple: true, default: [] },
  },
});
const [modelPath, out] = positionals;
if (modelPath === undefined || out === undefined) throw new Error('name a model and an output');

const segmentTokens = 512;
const segmentsPerFile = 5;
const longestPiece = 65_536;

const llama = await getLlama({ build: 'never' });
const model = await llama.loadModel({ modelPath });
const size = model.fileInfo.metadata.llama.vocab_size;
const counts = { prose: new Array(size).fill(0), code: new Array(size).fill(0) };
const segments = [];
for (const kind of ['prose', 'code'])
  for (const file of values[kind]) read(kind, readFileSync(file, 'utf8'));
writeFileSync(out, JSON.stringify({ counts, segments }));
process.exit(0);

function read(kind, text) {
  for (let at = 0; at < text.length; at += longestPiece)
    for (const token of model.tokenize(text.slice(at, at + longestPiece), false))
      counts[kind][token]++;
  const places = kind === 'code' ? 3 * segmentsPerFile : segmentsPerFile;
  for (let n = 0; n < places; n++) {
    const start = text.indexOf('\n', Math.floor((n * text.length) / places)) + 1;
    // Token 0 opens a document in this family.
    const cut = [0, ...model.tokenize(text.slice(start, start + 8 * segmentTokens), false)];
    if (cut.length >= segmentTokens) segments.push(cut.slice(0, segmentTokens));
  }
}
