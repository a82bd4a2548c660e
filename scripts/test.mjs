// Everything that must be green, from a fresh clone on. Plain Node: it installs the dependencies itself.
// Usage: node scripts/test.mjs            all stages, as `npm test` and .ci/run
//        node scripts/test.mjs STAGE…     only these, in their order
//        node scripts/test.mjs --list     names and time limits
// Each stage has a time limit, a log in test-results/logs and a summary; the last line adds them up.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { installDependencies } from './lib/install.mjs';
import { root, runCommand } from './lib/processes.mjs';

const node = process.execPath;
const results = path.join(root, 'test-results');
const { name: packageName, version } = JSON.parse(
  await readFile(path.join(root, 'package.json'), 'utf8'),
);
const vsix = path.join(
  root,
  `out/packages/${packageName}-${version}-${process.platform}-${process.arch}.vsix`,
);

const bin = (name, file) => path.join(root, 'node_modules', name, file);
const mocha = (...patterns) => [
  ...[
    node,
    bin('mocha', 'bin/mocha.js'),
    '--import=tsx',
    '--reporter',
    'scripts/lib/mochaReporter.cjs',
  ],
  ...['--forbid-only', '--forbid-pending', ...patterns],
];

/** All process tests, those that take longest first, so that none of them is left over at the end. */
const longest = ['cli', 'package', 'lspRaw', 'modelFaults', 'poolFaults', 'distill', 'adapters'];
const processTests = new Set([
  ...longest.map((name) => `test/process/${name}.test.ts`),
  ...(await readdir(path.join(root, 'test/process')))
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/process/${name}`),
]);

/** `counts: true` marks stages that write how many tests ran; the others are one test each. */
const stages = [
  { name: 'install', minutes: 6, run: installDependencies },
  { name: 'build', minutes: 2, command: [node, 'esbuild.js'] },
  { name: 'package', minutes: 5, command: [node, 'scripts/package.mjs'] },
  { name: 'types', minutes: 4, command: [node, bin('typescript', 'bin/tsc'), '-b'] },
  {
    name: 'lint',
    minutes: 4,
    command: [node, bin('eslint', 'bin/eslint.js'), '--max-warnings', '0', '.'],
  },
  {
    name: 'format',
    minutes: 2,
    command: [node, bin('prettier', 'bin/prettier.cjs'), '--check', '.'],
  },
  {
    name: 'unit',
    minutes: 4,
    counts: true,
    command: mocha('test/tidy.test.ts', 'test/unit/**/*.test.ts'),
  },
  {
    name: 'process',
    minutes: 12,
    counts: true,
    // Most of their time these tests wait for a process, and none knows of another's folder. The longest begin first.
    command: mocha('--parallel', '--jobs', '2', ...processTests),
  },
  { name: 'models', minutes: 12, counts: true, command: mocha('test/models/**/*.test.ts') },
  { name: 'editor', minutes: 8, counts: true, command: [node, 'scripts/test-editor.mjs'] },
  { name: 'ui', minutes: 15, counts: true, command: [node, 'scripts/test-ui.mjs'] },
  { name: 'fuzz', minutes: 6, counts: true, command: [node, 'scripts/fuzz.mjs', '--count', '50'] },
  { name: 'soak', minutes: 4, command: [node, 'scripts/soak.mjs', '--seconds', '60'] },
];

async function countsOf(stage) {
  const file = path.join(results, `${stage.name}.json`);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Why the stage is red although its command may have ended well; undefined when it is green. */
function problemOf(stage, result, counts) {
  if (result.timedOut) return `did not end within ${stage.minutes} minutes`;
  if (result.code !== 0) return `ended with ${result.code}`;
  if (!stage.counts) return undefined;
  if (!counts) return 'wrote no results';
  if (counts.passed + counts.failed === 0) return 'ran no test';
  if (counts.pending > 0) return `skipped ${counts.pending} tests`;
  return counts.failed > 0 ? `${counts.failed} tests failed` : undefined;
}

async function runStage(stage) {
  await rm(path.join(results, `${stage.name}.json`), { force: true });
  const options = {
    timeoutMs: stage.minutes * 60_000,
    logFile: path.join(results, 'logs', `${stage.name}.log`),
    env: {
      ...process.env,
      TEST_RESULTS: path.join(results, `${stage.name}.json`),
      EIDOLON_VSIX: vsix,
      // Tests wait for processes to end; the pool host need not wait for another client for long.
      EIDOLON_HOST_LINGER_MS: '1000',
    },
  };
  process.stdout.write(`\n── ${stage.name}\n`);
  const started = Date.now();
  const [command, ...args] = stage.command ?? [];
  const result = await (stage.run ? stage.run(options) : runCommand(command, args, options));
  const counts = stage.counts ? await countsOf(stage) : undefined;
  const problem = problemOf(stage, result, counts);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const passed = counts ? counts.passed : problem ? 0 : 1;
  const failed = Math.max(counts?.failed ?? 0, problem ? 1 : 0);
  process.stdout.write(
    `── ${stage.name}: ${problem ?? 'ok'}, ${passed} passed, ${failed} failed, ${seconds} s\n`,
  );
  return { stage, problem, passed, failed, seconds, tail: result.tail };
}

function report(outcomes) {
  for (const { stage, problem, tail } of outcomes.filter((outcome) => outcome.problem)) {
    process.stdout.write(
      `\n══ ${stage.name} FAILED: ${problem}. The end of test-results/logs/${stage.name}.log:\n`,
    );
    process.stdout.write(`${tail.split('\n').slice(-60).join('\n')}\n`);
  }
  process.stdout.write('\n');
  for (const { stage, problem, passed, failed, seconds } of outcomes) {
    const line = `${stage.name.padEnd(8)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(7)} s`;
    process.stdout.write(`${line}${problem ? `  ${problem}` : ''}\n`);
  }
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0;
}

function chosenStages(names) {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) throw new Error(`unknown stages: ${unknown.join(', ')}`);
  return names.length === 0 ? stages : stages.filter((stage) => names.includes(stage.name));
}

async function main(args) {
  if (args.includes('--list')) {
    for (const { name, minutes } of stages) process.stdout.write(`${name} ${minutes} min\n`);
    return;
  }
  await mkdir(results, { recursive: true });
  const outcomes = [];
  for (const stage of chosenStages(args)) {
    const outcome = await runStage(stage);
    outcomes.push(outcome);
    // Nothing that follows means anything without these two.
    if (outcome.problem && ['install', 'build'].includes(stage.name)) break;
  }
  if (!report(outcomes)) process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`test: ${error.message}\n`);
  process.exitCode = 1;
});
