/**
 * Writes correct functions, each with single edits that would break it, for training a repairing model.
 * Usage: npx tsx training/ranker/edits.ts --in ROWS [--in ROWS…] --out FILE [--most 24] [--seed 1] [--share 0/1]
 *
 * Every row is {"language","code","edits":[[start,end,newText,kind],…]}, offsets in UTF-16 units of `code`. `--share K/N`
 * takes every N-th row, so that several processes may divide the work. Nothing is run.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import type { RepairCandidate } from '../../protocol/checker.ts';
import type { FunctionInfo } from '../../server/verify/code/functionInfo.ts';
import {
  createRandom,
  distinct,
  readRows,
  sampleEdits,
  subjectOf,
  type SourceRow,
  type Subject,
} from './neighbours.ts';
import { slips } from './slips.ts';

const longestCode = 900;
/** How many of the edits that hardly anybody would make are taken all the same. */
const unlikelyShare = 0.3;
const classHead = 'class Holder {\n';

const { values } = parseArgs({
  options: {
    in: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: '' },
    most: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string', default: '0/1' },
  },
});

async function main(): Promise<void> {
  const random = createRandom(Number(values.seed));
  const [share = 0, shares = 1] = values.share.split('/').map(Number);
  const out = createWriteStream(values.out);
  for (const [place, row] of readRows(values.in, 'all').entries()) {
    if (place % shares !== share || row.code.length > longestCode) continue;
    const subject = (await subjectOf(row)) ?? (await methodOf(row));
    if (!subject) continue;
    const { fn } = subject;
    const start = fn.text.length === row.code.length ? 0 : classHead.length;
    const wrong = distinct([...subject.edits, ...slips(fn)], fn.text).filter(
      (edit) => isLikely(edit, fn) || random() < unlikelyShare,
    );
    if (wrong.length === 0) continue;
    const edits = sampleEdits(wrong.map(asMistake), Number(values.most), random).map(
      ({ range, newText, kind }) => [range.start - start, range.end - start, newText, kind],
    );
    const line = JSON.stringify({ language: row.language, code: row.code, edits });
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
}

/** A row that is a method, which can only be read within a class. */
async function methodOf({ language, code }: SourceRow): Promise<Subject | undefined> {
  if (language === 'python') return undefined;
  return subjectOf({ language, code: `${classHead}${code}\n}` });
}

/** What is taken for missing when it is repaired is one too many when a mistake is made of it. */
function asMistake(edit: RepairCandidate): RepairCandidate {
  const adds = edit.newText.length > edit.range.end - edit.range.start;
  const kind = adds && edit.kind.startsWith('missing') ? 'superfluous' : edit.kind;
  return { ...edit, kind };
}

/** Whether somebody could make this mistake: no infinity for a plain number, no list for its index. */
function isLikely({ range, newText, kind }: RepairCandidate, fn: FunctionInfo): boolean {
  const text = fn.text.slice(range.start, range.end);
  if (/^\d+$/.test(text) && /inf/i.test(newText)) return false;
  if (kind === 'swappedNames') {
    const first = /^[\w$]+([.[(]?)/.exec(text)?.[1] ?? '';
    const second = fn.text.charAt(range.end);
    return first === (/[.[(]/.test(second) ? second : '');
  }
  if (kind !== 'wrongVariable' || !/^[\w$]+$/.test(newText)) return true;
  const uses = fn.uses.get(text);
  const isIntroduced = uses?.[0]?.node.start === range.start;
  return uses !== undefined && !isIntroduced && isAlike(text, newText, fn);
}

/** Whether two names are easily taken for each other: both are letters, both parameters, or they share a word. */
function isAlike(one: string, other: string, fn: FunctionInfo): boolean {
  const isParameter = (name: string): boolean =>
    fn.parameters.some((parameter) => parameter.name === name);
  const words = (name: string): readonly string[] =>
    name.split(/_|(?=[A-Z])/).map((word) => word.toLowerCase().replace(/(s|\d+)$/, ''));
  return (
    (one.length <= 2 && other.length <= 2) ||
    (isParameter(one) && isParameter(other)) ||
    words(one).some((word) => word !== '' && words(other).includes(word)) ||
    /^\d$/.test(other)
  );
}

void main();
