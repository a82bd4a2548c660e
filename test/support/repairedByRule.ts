import assert from 'node:assert/strict';
import { describeFunction, functionsIn } from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { parseNodes } from '../../server/verify/syntax/node.ts';

const languages = { ts: 'typescript', js: 'javascript', py: 'python' } as const;

/** A language of the code expert, by the ending of its files. */
export type Language = keyof typeof languages;

/** The text after the edit with the strongest evidence; undefined when no evidence would decide alone. */
export async function repairedByRule(
  language: Language,
  text: string,
): Promise<string | undefined> {
  const root = await parseNodes(languages[language], text);
  assert.ok(root);
  const [node] = functionsIn(root, { start: 0, end: text.length });
  assert.ok(node);
  const fn = describeFunction(root, text, languages[language], node);
  assert.ok(fn);
  const [best] = repairsOf(fn);
  if (!best || best.prior < 3.5) return undefined;
  return text.slice(0, best.range.start) + best.newText + text.slice(best.range.end);
}

/** A right text and the same with a mistake: a template with `§` where they differ, what stands there wrongly, and rightly. */
export type Hit = readonly [language: Language, template: string, bug: string, fix: string];

/** Right code that looks like a mistake. */
export type Miss = readonly [language: Language, text: string];

/** Tests of rules by what they are called: each repairs its mistakes, and is silent on the right texts. */
export function itRepairs(
  hits: Readonly<Record<string, readonly Hit[]>>,
  misses: readonly Miss[],
): void {
  for (const [rule, cases] of Object.entries(hits)) {
    it(`repairs ${rule}`, async () => {
      for (const [language, template, bug, fix] of cases) {
        const wanted = template.replace('§', () => fix);
        const text = template.replace('§', () => bug);
        assert.equal(await repairedByRule(language, text), wanted);
      }
    });
    it(`leaves right ${rule} alone`, async () => {
      for (const [language, template, , fix] of cases) {
        const text = template.replace('§', () => fix);
        assert.equal(await repairedByRule(language, text), undefined, text);
      }
    });
  }

  it('leaves right code alone that looks like a mistake', async () => {
    for (const [language, text] of misses)
      assert.equal(await repairedByRule(language, text), undefined, text);
  });
}
