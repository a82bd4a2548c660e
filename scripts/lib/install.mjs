// Installs the dependencies when a checkout has none, or other versions than the manifest asks for.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root, runCommand } from './processes.mjs';

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
}

/** True when every direct dependency lies in node_modules in the pinned version. */
export async function isInstalled() {
  const { dependencies, devDependencies } = await readJson(path.join(root, 'package.json'));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    const found = await readJson(path.join(root, 'node_modules', name, 'package.json'));
    if (found.version !== version) return false;
  }
  return true;
}

/** Runs `npm ci` unless nothing is missing. No package's own scripts run: none of ours needs them. */
export async function installDependencies(options = {}) {
  if (await isInstalled()) return { code: 0, timedOut: false, tail: 'already installed\n' };
  return await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], options);
}
