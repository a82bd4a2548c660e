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
