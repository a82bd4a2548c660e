/**
 * Draws the texts that a user's own domain is told apart from, out of our own seeds, and writes them to
 * server/core/router/ownDomains/backgroundTexts.ts. Usage: npx tsx training/router/background.ts
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSeeds } from './augment.ts';
import { createRandom } from './logistic.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = `${here}../../server/core/router/ownDomains/backgroundTexts.ts`;
const random = createRandom(83);
const perDomain = { english: 70, other: 25 } as const;

const usable = readSeeds(`${here}seeds`).filter(
  ({ prompt }) => prompt.length <= 260 && !/[\n\r\t`\\]|\$\{/u.test(prompt),
);
const lines = (['code', 'logic', 'prose'] as const).flatMap((expert) => {
  const rows = usable
    .filter((seed) => seed.expert === expert)
    .map((seed) => ({ seed, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ seed }) => seed);
  const english = rows.filter(({ language }) => language === 'en').slice(0, perDomain.english);
  const others = rows.filter(({ language }) => language !== 'en').slice(0, perDomain.other);
  return [...english, ...others].map(({ prompt }) => `${expert}\t${prompt}`);
});

writeFileSync(
  out,
  `/** Written by training/router/background.ts from its seeds: on each line a domain, a tab, and a text of that domain. */
export const backgroundTexts = \`
${lines.join('\n')}
\`;
`,
);
process.stderr.write(`${lines.length} texts\n`);
