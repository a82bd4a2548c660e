import type { BenchItem } from '../item.ts';
import { createDraws, type Draws } from './draws.ts';
import { functionDocs, functionNames, pythonFunctions, scriptFunctions } from './functions.ts';
import { mutated } from './mutate.ts';
import type { PeopleCode } from './people.ts';

const languages = ['typescript', 'javascript', 'python'] as const;
type Language = (typeof languages)[number];

/** A correct function in a language, its names drawn. */
function correct(language: Language, draws: Draws): string {
  const template = draws.pick(language === 'python' ? pythonFunctions : scriptFunctions);
  const [list, item] = draws.pick(functionNames.lists);
  const code = (draws.chance(0.5) ? documented(template, language) : template)
    .replaceAll('LIST', list)
    .replaceAll('ITEM', item)
    .replaceAll('VERB', draws.pick(functionNames.verbs))
    .replaceAll('FIELD', draws.pick(functionNames.fields))
    .replaceAll('LIMIT', draws.pick(functionNames.limits));
  return language === 'typescript'
    ? code.replaceAll(/[⟨⟩]/gu, '')
    : code.replaceAll(/⟨[^⟩]*⟩/gu, '');
}

/** The template with a comment that says what it is for. */
function documented(template: string, language: Language): string {
  const name = /VERB_?(\w+)\(/u.exec(template)?.[1] ?? '';
  const doc = functionDocs[name.toLowerCase()];
  if (doc === undefined) return template;
  return language === 'python'
    ? template.replace(/:\n/u, `:\n    """${doc}"""\n`)
    : `/** ${doc} */\n${template}`;
}

/** Slips of a template that change nothing a caller can see, by the function's name and the kind of slip. */
const harmless: readonly (readonly [RegExp, string])[] = [
  [
    /[cC]lamp\(|[lL]argest\(|[pP]alindrome\(|Sorted\(|[pP]airs\(|Index\(|[sS]earch\(/u,
    'comparison',
  ],
  [/Search\(|Pairs\(/u, 'bound'],
];

function isHarmless(code: string, kind: string): boolean {
  return harmless.some(([name, of]) => of === kind && name.test(code));
}

/** Share of functions that are correct and must stay. */
const noChangeShare = 0.3;

/** Short functions with one slip; right is the function without it. */
export function bugItems(count: number, seed: number): readonly BenchItem[] {
  const draws = createDraws(seed ^ 0xb065);
  const items: BenchItem[] = [];
  const seen = new Set<string>();
  while (items.length < count) {
    const language = draws.pick(languages);
    const right = correct(language, draws);
    const slip = draws.chance(noChangeShare)
      ? { text: right, kind: 'correct' }
      : mutated(right, draws);
    if (!slip || seen.has(slip.text) || isHarmless(right, slip.kind)) continue;
    seen.add(slip.text);
    items.push({
      id: `function-${items.length + 1}`,
      domain: 'code',
      source: 'generated',
      origin: slip.kind,
      languageId: language,
      text: slip.text,
      grader: { kind: 'edit', accept: [right] },
    });
  }
  return items;
}

/** Functions that people published: some as they are, the others with one slip. */
export function peopleBugs(functions: readonly PeopleCode[], seed: number): readonly BenchItem[] {
  const draws = createDraws(seed ^ 0xb066);
  return functions.map(({ code, languageId, from }, at) => {
    const slip = draws.chance(0.4) ? undefined : mutated(code, draws);
    return {
      id: `published-${at + 1}${slip ? `-${slip.kind}` : ''}`,
      domain: 'code',
      source: 'people',
      origin: from,
      languageId,
      text: slip?.text ?? code,
      grader: { kind: 'edit', accept: [code] },
    };
  });
}
