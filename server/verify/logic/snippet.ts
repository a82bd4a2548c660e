import type { Tree } from 'web-tree-sitter';
import { parseSource } from '../syntax/grammars.ts';
import type { Dialect } from './facts.ts';

/** A parsed text, perhaps inside a frame that makes an incomplete piece of code whole. */
export interface Snippet {
  readonly tree: Tree;
  /** The framed text; offsets in the tree are offsets into it. */
  readonly framed: string;
  /** Length of the frame before the text. */
  readonly shift: number;
}

/** Texts longer than this are parsed as they are: only short pieces are incomplete on purpose. */
const frameBound = 20_000;

/** Parses a document or a piece of one, such as `if (a && b) {` or `elif x:`. The caller deletes the tree. */
export async function parseSnippet(
  languageId: string,
  dialect: Dialect,
  text: string,
): Promise<Snippet | undefined> {
  const plain = await parseSource(languageId, text);
  if (!plain) return undefined;
  if (!plain.rootNode.hasError || text.length > frameBound)
    return { tree: plain, framed: text, shift: 0 };
  for (const [before, after] of dialect === 'script' ? scriptFrames : pythonFrames(text)) {
    const framed = before + text + after;
    const tree = await parseSource(languageId, framed);
    if (tree && !tree.rootNode.hasError) {
      plain.delete();
      return { tree, framed, shift: before.length };
    }
    tree?.delete();
  }
  return { tree: plain, framed: text, shift: 0 };
}

type Frame = readonly [before: string, after: string];

const scriptFrames: readonly Frame[] = [
  ['', ' {}'],
  ['', '\n}'],
  ['', ';'],
  ['(', '\n)'],
  ['if (_) {\n', '\n}'],
  ['if (_) {\n', ''],
  ['if (_) {} ', '\n}'],
  ['if (_) {} ', ''],
  ['if (_) {} ', ' {}'],
  ['if (_) ', ''],
  ['do {\n', ''],
  ['({ ', '\n})'],
  ['class _ {\n', '\n}'],
  ['function _() {\n', '\n}'],
  ['async function _() {\n', '\n}'],
];

function pythonFrames(text: string): Frame[] {
  const indent = /^[ \t]*/.exec(text.replace(/^\s*\n/, ''))?.[0] ?? '';
  const block = indent === '' ? '' : 'if _:\n';
  const started = `${block}${indent}if _:\n${indent}    pass\n`;
  return [
    ['', ' pass'],
    ['', `\n${indent}    pass`],
    [block, ''],
    [block, ' pass'],
    [block, `\n${indent}    pass`],
    [started, ''],
    [started, ' pass'],
    [started, `\n${indent}    pass`],
    ['(', '\n)'],
  ];
}
