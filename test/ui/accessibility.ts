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
  colours = true,
): Promise<void> {
  assert.deepEqual(await findSerious(place, colours), [], what);
}

/** The serious and critical findings of axe-core; a page without a theme has no `colours` to judge. */
export async function findSerious(
  place: Frame | Page,
  colours = true,
): Promise<readonly (readonly string[])[]> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  await place.evaluate(source);
  const rules = JSON.stringify({ 'color-contrast': { enabled: colours } });
  const found = (await place.evaluate(
    `axe.run(document, { rules: ${rules} }).then(({ violations }) => violations)`,
  )) as readonly Finding[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => [id, html, failureSummary]),
    );
}
