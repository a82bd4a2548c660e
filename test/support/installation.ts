import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { linkTree } from './linkTree.ts';
import { repositoryRoot } from './rawLspClient.ts';

/** A copy of the built command line with its models, which a test may damage. */
export interface Installation {
  readonly cli: string;
  /** Storage of its own, and a text by which its processes can be told. */
  readonly home: string;
  /** Replaces a model file, or removes it. */
  setModel(file: string, bytes: Buffer | undefined): void;
  remove(): void;
}

/** Copies `dist/server` and the models beside it, as the packages lay them out. */
export function installCopy(): Installation {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'eidolon-install-')));
  const server = path.join(home, 'dist/server');
  const models = path.join(server, 'models');
  linkTree(path.join(repositoryRoot, 'dist/server'), server);
  linkTree(path.join(repositoryRoot, 'server/models'), models);
  cpSync(path.join(repositoryRoot, 'package.json'), path.join(home, 'package.json'));
  symlinkSync(path.join(repositoryRoot, 'node_modules'), path.join(home, 'node_modules'));
  return {
    cli: path.join(server, 'cli.mjs'),
    home,
    setModel(file, bytes) {
      // Its name goes first: the bytes are shared with the checkout.
      rmSync(path.join(models, file));
      if (bytes) writeFileSync(path.join(models, file), bytes);
    },
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}
