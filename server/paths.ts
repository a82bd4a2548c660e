import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the parts of an installation lie; the same in a checkout, a VSIX and an npm package. */
export interface InstallationPaths {
  readonly poolHostEntry: string;
  readonly workerEntry: string;
  readonly gpuProbeEntry: string;
  readonly checkerEntry: string;
  readonly sandboxEntry: string;
  readonly measureEntry: string;
  /** Folder of the shipped models and their catalog. */
  readonly modelsDir: string;
}

/** Resolved from the folder of the running bundle, `dist/server`. */
export function installationPaths(bundleUrl: string = import.meta.url): InstallationPaths {
  const folder = path.dirname(fileURLToPath(bundleUrl));
  const packaged = path.join(folder, 'models');
  return {
    poolHostEntry: path.join(folder, 'poolHost.mjs'),
    workerEntry: path.join(folder, 'worker.mjs'),
    gpuProbeEntry: path.join(folder, 'gpuProbe.mjs'),
    checkerEntry: path.join(folder, 'checker.mjs'),
    sandboxEntry: path.join(folder, 'sandbox.mjs'),
    measureEntry: path.join(folder, 'measure.mjs'),
    modelsDir: existsSync(packaged) ? packaged : path.resolve(folder, '../../server/models'),
  };
}

/** The version of this installation; its manifest lies two folders above the bundle, wherever it is installed. */
export function packageVersion(bundleUrl: string = import.meta.url): string {
  const manifest = path.resolve(path.dirname(fileURLToPath(bundleUrl)), '../../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: unknown };
  return typeof version === 'string' ? version : 'unknown';
}

/** Where the user's own models and the pool's records live when no editor says otherwise. */
export function defaultStorageDirectory(): string {
  const { EIDOLON_HOME, XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  if (EIDOLON_HOME) return EIDOLON_HOME;
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'eidolon');
  if (process.platform === 'darwin')
    return path.join(os.homedir(), 'Library/Application Support/eidolon');
  return path.join(XDG_DATA_HOME || path.join(os.homedir(), '.local/share'), 'eidolon');
}
