import { wordsOf } from '../words.ts';

/** Words that ask the same of code; a word may be of several kinds. */
const kinds: Readonly<Record<string, string>> = {
  most:
    'max maximum largest biggest highest longest oldest tallest greatest most heaviest latest newest top best peak strongest ' +
    'widest deepest richest',
  least:
    'min minimum smallest lowest shortest youngest cheapest fewest least lightest earliest nearest closest worst fastest ' +
    'narrowest',
  without:
    'without exclude excluding except remove removes removed drop drops dropped omit omits reject skip skips ignore ignores ' +
    'hide hides hidden strip discard leave leaves not no non never invalid inactive missing outside delete deletes unless ' +
    'un unused empty disabled blocked banned',
  only:
    'only keep keeps kept select pick filter include including valid active available matching match inside within belongs ' +
    'enabled allowed can may',
  grow:
    'add adds added increase increment deposit deposits credit earn earned gain receive received restock plus raise grow later ' +
    'after next forward up extend increased bonus',
  shrink:
    'subtract decrease decrement withdraw withdraws debit spend spent pay discount lose loss reduce reduced minus earlier ' +
    'before previous prev back down consume remaining due take sell sold ship remove removes elapsed since until',
  all: 'all every each both whole entire',
  any: 'any some either exists contains has includes one',
  start:
    'first start begin beginning head front left top low lower from leading prefix since opening',
  end: 'last end tail right bottom high upper to trailing suffix until closing final',
  late: 'expired overdue late past old stale outdated ended finished expire expires over exceeded',
  early: 'upcoming future fresh pending new remaining valid open unexpired under',
  number: 'count counts number many tally length size how',
  sum: 'sum total totals amount subtotal',
  mean: 'average mean avg',
  share: 'percent percentage pct rate ratio share fraction probability',
  falling: 'descending desc reverse reversed decreasing falling ranking leaderboard',
  rising: 'ascending asc sorted increasing rising order ordered',
  limit: 'limit cap capacity threshold bound quota budget',
};

const kindsByWord = new Map<string, string[]>();
for (const [kind, words] of Object.entries(kinds))
  for (const word of words.split(' '))
    kindsByWord.set(word, [...(kindsByWord.get(word) ?? []), `^${kind}`]);

/** The kinds of some words, each once: `^most` for `oldest`. */
export function kindsOf(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap((word) => kindsByWord.get(word) ?? []))];
}

/** The first kind that a name has, read from its last word to its first; its form where it has none. */
export function kindOfName(name: string): string {
  for (const word of [...wordsOf(name)].reverse()) {
    const [kind] = kindsByWord.get(word) ?? [];
    if (kind !== undefined) return kind;
  }
  return name.length === 1 ? 'short' : 'name';
}
