import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Asks axe-core about a document as it stands; serious and critical findings fail. */
export async function assertAccessible(
  place: Frame | Page,
  what: string,
  /** A page without a theme has no colours to judge. */
  colours = true,
): Promise<void> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  await place.evaluate(source);
  const rules = JSON.stringify({ 'color-contrast': { enabled: colours } });
  const found = (await place.evaluate(
    `axe.run(document, { rules: ${rules} }).then(({ violations }) => violations)`,
  )) as readonly Finding[];
  const serious = found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => [id, html, failureSummary]),
    );
  assert.deepEqual(serious, [], what);
}
