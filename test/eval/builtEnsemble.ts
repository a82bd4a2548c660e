import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The default ensemble as people run it: the built command line with one warm pool, asked text by text. */
export interface BuiltEnsemble {
  /** The refined text; what was not vouched for stays as it was. */
  refine(row: { text: string; languageId: string; instruction?: string }): Promise<string>;
  close(): void;
}

/**
 * Starts `eidolon refine --batch` of dist/, so build first. Services made from the sources would find no pool host beside
 * them and answer without a model.
 */
export function openBuiltEnsemble(): BuiltEnsemble {
  const cli = fileURLToPath(new URL('../../dist/server/cli.mjs', import.meta.url));
  const child = spawn(process.execPath, [cli, 'refine', '--batch'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async refine(row) {
      child.stdin.write(`${JSON.stringify(row)}\n`);
      const { value, done } = await answers.next();
      if (done === true) throw new Error('refine --batch ended; run “node esbuild.js” first');
      return (JSON.parse(value) as { text: string }).text;
    },
    close: () => void child.stdin.end(),
  };
}
