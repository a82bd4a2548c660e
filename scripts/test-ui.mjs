// Drives the packaged extension in code-server with Chromium (test/ui). Build first (npm run build).
// Usage: node scripts/test-ui.mjs [--grep TEXT]
//        node scripts/test-ui.mjs --bench [--json]   measures instead (test/ui/bench.ts)
//        node scripts/test-ui.mjs --capture          draws the README's animated picture (test/ui/capture.ts)
//   EIDOLON_VSIX names an existing package; otherwise this machine's is made.
//   TEST_RESULTS names the file for the counts. Screenshots go to test-results/ui.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exists, mustRun, root, runCommand } from './lib/processes.mjs';
import { ensureChromium, ensureCodeServer, ensureFfmpeg } from './vscode-host.mjs';

async function packagePath() {
  const given = process.env.EIDOLON_VSIX;
  if (given && (await exists(given))) return path.resolve(given);
  await mustRun(process.execPath, ['scripts/package.mjs']);
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return path.join(
    root,
    `out/packages/${name}-${version}-${process.platform}-${process.arch}.vsix`,
  );
}

/** Runs what is no test: test/ui/NAME.ts, asked for as --NAME. */
async function runEntry(name, env) {
  const rest = process.argv.slice(2).filter((each) => each !== `--${name}`);
  const args = ['--import=tsx', path.join(root, `test/ui/${name}.ts`), ...rest];
  const { code } = await runCommand(process.execPath, args, { env, timeoutMs: 300_000 });
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

async function main() {
  process.stdout.write(
    `host: code-server ${await ensureCodeServer()}, ${await ensureChromium()}\n`,
  );
  const env = { ...process.env, EIDOLON_VSIX: await packagePath() };
  process.stdout.write(`package: ${path.relative(root, env.EIDOLON_VSIX)}\n`);
  if (process.argv.includes('--bench')) return await runEntry('bench', env);
  if (process.argv.includes('--capture'))
    return await runEntry('capture', { ...env, EIDOLON_FFMPEG: await ensureFfmpeg() });
  const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
  const reporter = path.join(root, 'scripts/lib/mochaReporter.cjs');
  const args = [
    '--import=tsx',
    '--reporter',
    reporter,
    '--forbid-only',
    '--forbid-pending',
    'test/ui/**/*.test.ts',
  ];
  const { code } = await runCommand(process.execPath, [mocha, ...args, ...process.argv.slice(2)], {
    env,
    timeoutMs: 840_000,
  });
  if (code !== 0) throw new Error(`mocha ended with ${code}`);
}

await main().catch((error) => {
  process.stderr.write(`test-ui: ${error.message}\n`);
  process.exitCode = 1;
});
