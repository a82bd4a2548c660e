import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Set by scripts/test-editor.mjs: the folder of the bundled tests, and where the results go. */
const folder = process.env['EIDOLON_TEST_FOLDER'] ?? __dirname;

interface MochaRun {
  addFile(file: string): void;
  run(done: (failures: number) => void): unknown;
}

/** Called by VS Code inside the extension host; rejects when a test fails or when there is none. */
export async function run(): Promise<void> {
  const require = createRequire(path.join(folder, 'index.cjs'));
  const { Mocha } = require('mocha') as { Mocha: new (options: object) => MochaRun };
  const mocha = new Mocha({
    ui: 'bdd',
    color: false,
    timeout: 60_000,
    reporter: process.env['EIDOLON_TEST_REPORTER'],
    grep: process.env['EIDOLON_TEST_GREP'],
  });
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.cjs'));
  if (files.length === 0) throw new Error(`no tests in ${folder}`);
  for (const name of files.sort()) mocha.addFile(path.join(folder, name));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed in the extension host`);
}
