import { parseNodes, type SyntaxNode } from '../../syntax/node.ts';
import { isFunction } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';
import { listShelf } from './lists.ts';
import { numberShelf } from './numbers.ts';
import { objectShelf } from './objects.ts';
import { recordShelf } from './records.ts';
import { statisticsShelf } from './statistics.ts';
import { textShelf } from './texts.ts';

/**
 * One well-known function. In the shelf files a block is one entry: a line `: name | other name`, lines
 * `? rule parameter` that say which arguments make sense, and the function in JavaScript.
 */
export interface ShelfEntry {
  /** Words of each name, stemmed. */
  readonly names: readonly (readonly string[])[];
  readonly givens: readonly Given[];
  readonly source: string;
  readonly parameters: readonly string[];
}

/** `order low high`, `sorted items`, `natural n`: what arguments are turned into before both functions run. */
export interface Given {
  readonly rule: string;
  readonly targets: readonly string[];
}

let entries: readonly ShelfEntry[] | undefined;

/** All entries. */
export function shelfEntries(): readonly ShelfEntry[] {
  return (entries ??= [
    numberShelf,
    listShelf,
    statisticsShelf,
    textShelf,
    objectShelf,
    recordShelf,
  ].flatMap((shelf) => shelf.split(/\n\s*\n/).flatMap((block) => entryOf(block))));
}

function entryOf(block: string): readonly ShelfEntry[] {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const names = lines.filter((line) => line.startsWith(': '));
  if (names.length === 0) return [];
  const givens = lines
    .filter((line) => line.startsWith('? '))
    .map((line) => line.slice(2).split(' '));
  const source = lines.filter((line) => !/^[:?] /.test(line)).join('\n');
  return [
    {
      names: names
        .flatMap((line) => line.slice(2).split('|'))
        .map((name) => stemmed(wordsOf(name))),
      givens: givens.map(([rule = '', ...targets]) => ({ rule, targets })),
      source,
      parameters: (/^\((.*?)\) =>/.exec(source)?.[1] ?? '')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    },
  ];
}

const smallWords = new Set(
  'the a an of to for in is are get compute calculate find make create my do from with and by at it its'.split(
    ' ',
  ),
);

/** Words without endings and without those that names leave out at will. */
export function stemmed(words: readonly string[]): readonly string[] {
  const kept = words.filter((word) => !smallWords.has(word));
  return (kept.length > 0 ? kept : words).map(stem);
}

function stem(word: string): string {
  return word
    .replace(/ies$/, 'y')
    .replace(/(ches|shes|sses|xes)$/, (end) => end.slice(0, -2))
    .replace(/([^s])s$/, '$1')
    .replace(/(.{3})(ised|ized|ise|ize)$/, '$1iz')
    .replace(/(.{3,})ed$/, '$1')
    .replace(/(.{3,})e$/, '$1');
}

/** The function of an entry as a syntax node. */
export async function entryNode(source: string): Promise<SyntaxNode | undefined> {
  const root = await parseNodes('javascript', `(${source})`);
  return root && firstFunction(root);
}

function firstFunction(node: SyntaxNode): SyntaxNode | undefined {
  if (isFunction(node)) return node;
  for (const child of node.children) {
    const found = firstFunction(child);
    if (found) return found;
  }
  return undefined;
}
