// Damaged model files and malformed requests against the header checker and the command line.
// Usage: node scripts/fuzz.mjs [--count N] [--from K] [--seed S] [--model FILE]
//   N mutants of a real GGUF file (default 50, seed 1). Each goes through the pool's own header parser and through
//   `eidolon models add`, which loads what the parser accepts in a throw-away process. A mutant fails the run when
//   anything throws, hangs, dies by a signal, prints a stack or leaves a process behind. Then a batch of malformed
//   refine requests, one answer each. --from leaves out the mutants before number K, so that one that failed can be
//   tried alone. TEST_RESULTS names the file for the counts. Build first (npm run build).
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { exists, killTree, root } from './lib/processes.mjs';

const cli = path.join(root, 'dist/server/cli.mjs');
const headerMs = 10_000;
const orphanMs = 5_000;
const commandMs = 60_000;
const { readGguf } = await tsImport('../server/models/gguf.ts', import.meta.url);

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

/** Mulberry32: the same seed gives the same mutants on every machine. */
function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (n) => Math.floor(next() * n) };
}

const extremes = [
  0n,
  1n,
  0x7fffffffn,
  0xffffffffn,
  0x7fffffffffffffffn,
  0xffffffffffffffffn,
  2n ** 40n,
];

/** What can happen to a file on a disk or on purpose; `near` keeps most damage within the header. */
const mutations = {
  truncate: (bytes, random, near) =>
    bytes.subarray(0, random.below(random.below(2) ? near : bytes.length)),
  flipBits: (bytes, random, near) => {
    for (let n = 1 + random.below(8); n > 0; n--) bytes[random.below(near)] ^= 1 << random.below(8);
    return bytes;
  },
  extremeNumber: (bytes, random, near) => {
    bytes.writeBigUInt64LE(extremes[random.below(extremes.length)], random.below(near - 8));
    return bytes;
  },
  extremeCount: (bytes, random) => {
    bytes.writeBigUInt64LE(extremes[random.below(extremes.length)], 8 + 8 * random.below(2));
    return bytes;
  },
  zeroRun: (bytes, random, near) => {
    const at = random.below(near);
    return bytes.fill(0, at, at + 1 + random.below(64));
  },
  noise: (bytes, random, near) => {
    const at = random.below(near);
    for (let n = 0; n < 256 && at + n < bytes.length; n++) bytes[at + n] = random.below(256);
    return bytes;
  },
  removeSlice: (bytes, random, near) => {
    const at = random.below(near);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(64))]);
  },
  damageWeights: (bytes, random, near) => {
    for (let n = 0; n < 4096; n++) bytes[near + random.below(bytes.length - near)] = 0xff;
    return bytes;
  },
  onlyNoise: (bytes, random) =>
    Buffer.from(Array.from({ length: 1 + random.below(4096) }, () => random.below(256))),
};

function within(ms, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function runCli(args, home, input = '') {
  return new Promise((resolve) => {
    const env = { ...process.env, EIDOLON_HOME: home };
    const child = spawn(process.execPath, [cli, ...args], {
      env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'])
      child[name].on('data', (chunk) => (output[name] += chunk));
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      killTree(child, 'SIGKILL');
    }, commandMs);
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ ...output, code, signal, hung });
    });
  });
}

/** Processes of a command that has ended and that do not end either: each looks for its parent once a second. */
async function leftBehind(home) {
  const deadline = Date.now() + orphanMs;
  for (;;) {
    const found = await processesOf(home);
    if (found.length === 0 || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Processes that carry this run's folder in their environment. */
async function processesOf(home) {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid,
  );
  const found = [];
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.includes(home)) found.push(pid);
  }
  return found;
}

function assertPlain({ code, signal, hung, stdout, stderr }, allowed) {
  if (hung) throw new Error(`hung\n${stderr.slice(-500)}`);
  if (!allowed.includes(code))
    throw new Error(`ended with ${code ?? signal}\n${stderr.slice(-1500)}`);
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr))
    throw new Error(`printed a stack\n${stderr.slice(-1500)}`);
  if (code !== 0 && stderr.trim() === '' && stdout.trim() === '')
    throw new Error('failed without a word');
}

async function checkMutant(file, home) {
  const header = await within(headerMs, 'the header parser', readGguf(file));
  if (typeof header?.ok !== 'boolean') throw new Error('the header parser answered no result');
  const result = await runCli(['models', 'add', file], home);
  assertPlain(result, [0, 1]);
  if (!header.ok && result.code === 0)
    throw new Error('the command line accepted what the header parser refused');
  const left = await leftBehind(home);
  if (left.length > 0) throw new Error(`left the processes ${left.join(', ')} behind`);
  if (result.code === 0)
    await runCli(
      [
        'models',
        'remove',
        JSON.parse((await runCli(['models', 'list', '--json'], home)).stdout).find(
          (row) => !row.builtIn,
        )?.id ?? '',
      ],
      home,
    );
  return header.ok ? 'header accepted' : 'header refused';
}

const malformedRows = [
  '{',
  'null',
  '[]',
  '7',
  '"text"',
  '{"id":1}',
  '{"id":2,"text":3}',
  '{"id":3,"text":null,"languageId":"markdown"}',
  '{"id":4,"text":"a","languageId":7}',
  '{"id":5,"text":"","languageId":"typescript"}',
  '{"id":6,"text":"\\u0000\\u0001\\ud800","languageId":"plaintext"}',
  `{"id":7,"text":"${'('.repeat(5000)}","languageId":"typescript"}`,
  '{"id":8,"text":"x","languageId":"no such language"}',
  '{"id":9,"__proto__":{"text":"y"}}',
];

async function checkBatch(home) {
  const result = await runCli(['refine', '--batch'], home, `${malformedRows.join('\n')}\n`);
  assertPlain(result, [0, 1]);
  const rows = result.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  if (rows.length !== malformedRows.length)
    throw new Error(`${rows.length} answers to ${malformedRows.length} rows`);
  for (const row of rows)
    if ((row.hunks ?? []).length > 0) throw new Error(`a change for ${JSON.stringify(row)}`);
}

/** The smallest model at hand: the mutants differ in their headers, not in their size. */
async function baseModel() {
  const given = option('--model');
  if (given) return path.resolve(given);
  const fixture = path.join(root, 'test/fixtures/models/random.gguf');
  if (await exists(fixture)) return fixture;
  const folder = path.join(root, 'server/models');
  const model = (await readdir(folder)).find((name) => name.endsWith('.gguf'));
  if (!model) throw new Error('there is no model to damage');
  return path.join(folder, model);
}

async function main() {
  const base = await readFile(await baseModel());
  const random = createRandom(Number(option('--seed', '1')));
  // The header of a nano model with its vocabulary takes up to this much.
  const near = Math.min(base.length >> 1, 65_536);
  const home = await mkdtemp(path.join(tmpdir(), 'eidolon-fuzz-'));
  const counts = { passed: 0, failed: 0, pending: 0, passes: [], failures: [] };
  const check = async (title, work) => {
    try {
      counts.passes.push(`${title}: ${await work()}`);
      counts.passed++;
    } catch (error) {
      counts.failed++;
      counts.failures.push({ title, message: error.message });
      process.stdout.write(`FAILED ${title}: ${error.message}\n`);
    }
  };
  const names = Object.keys(mutations);
  const from = Number(option('--from', '0'));
  for (let index = 0; index < Number(option('--count', '50')); index++) {
    const name = names[index % names.length];
    // Drawn in any case: what comes later must be the same whatever is left out.
    const mutant = mutations[name](Buffer.from(base), random, near);
    if (index < from) continue;
    const file = path.join(home, `mutant-${index}-${name}.gguf`);
    await writeFile(file, mutant);
    await check(`mutant ${index} ${name}`, () => checkMutant(file, home));
    await rm(file);
  }
  await check('malformed batch rows', () => checkBatch(home));
  await rm(home, { recursive: true, force: true });
  if (process.env.TEST_RESULTS) {
    await mkdir(path.dirname(process.env.TEST_RESULTS), { recursive: true });
    await writeFile(process.env.TEST_RESULTS, `${JSON.stringify(counts, undefined, 2)}\n`);
  }
  const accepted = counts.passes.filter((pass) => pass.endsWith('header accepted')).length;
  process.stdout.write(
    `fuzz: ${counts.passed} passed, ${counts.failed} failed (${accepted} headers were still valid)\n`,
  );
  if (counts.failed > 0) process.exitCode = 1;
}

await main().catch((error) => {
  process.stderr.write(`fuzz: ${error.message}\n`);
  process.exitCode = 1;
});
