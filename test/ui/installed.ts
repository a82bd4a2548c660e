import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { createHostFolders, installVsix, type HostFolders } from '../../scripts/vscode-host.mjs';
import { linkTree } from '../support/linkTree.ts';

let first: Promise<HostFolders> | undefined;

/**
 * Gives a workbench the packaged extension. The editor's own command line installs it once a run, which takes seconds;
 * every workbench gets that result: linked, or copied for a test that will change it. Answers the extension's folder.
 */
export async function placeExtension(folders: HostFolders, willChange: boolean): Promise<string> {
  first ??= install();
  const from = (await first).extensions;
  if (willChange) await cp(from, folders.extensions, { recursive: true });
  else linkTree(from, folders.extensions);
  const names = (await readdir(folders.extensions)).filter((name) => /eidolon/.test(name));
  assert.equal(names.length, 1, names.join());
  return path.join(folders.extensions, names[0] ?? '');
}

async function install(): Promise<HostFolders> {
  const vsix = process.env['EIDOLON_VSIX'];
  assert(vsix, 'EIDOLON_VSIX names the package under test; run npm run test:ui');
  const folders = await createHostFolders();
  process.once('exit', () => rmSync(folders.base, { recursive: true, force: true }));
  await installVsix(vsix, folders);
  return folders;
}
