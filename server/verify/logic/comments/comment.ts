import type { CommentReport, WrittenCondition } from '../../../../protocol/checker.ts';
import { holesIn, type Hole } from '../../../core/experts/conditionHoles.ts';
import type { OffsetRange } from '../../../../protocol/text.ts';
import { parseSource } from '../../syntax/grammars.ts';
import { compareTexts } from '../equivalence.ts';
import type { Dialect } from '../facts.ts';
import { said } from './conditions.ts';
import { scopeAt, type Scope } from './names.ts';
import { readingsOf, type Reading } from './readings.ts';

/** A second reading this close to the first is about as likely. */
const margin = 0.12;
/** A reading that had to believe more than this is no answer. */
const mostDoubt = 1.6;
const alternativesShown = 3;

/** Writes the conditions that comments or the instruction ask for into the holes of a range. */
export async function conditionsFromComments(
  languageId: string,
  dialect: Dialect,
  text: string,
  range: OffsetRange,
  instruction: string | undefined,
): Promise<CommentReport> {
  const holes = holesIn(text, range, dialect).filter(
    (hole) => instruction !== undefined || (hole.comment !== undefined && !hole.doubtful),
  );
  const sure = holes.filter(({ doubtful }) => !doubtful);
  const chosen = sure.length > 0 ? sure : holes;
  const conditions: WrittenCondition[] = [];
  for (const hole of instruction === undefined ? chosen : chosen.slice(0, 1))
    conditions.push(
      await conditionFor(languageId, dialect, text, hole, instruction ?? hole.comment ?? ''),
    );
  return { conditions };
}

async function conditionFor(
  languageId: string,
  dialect: Dialect,
  text: string,
  hole: Hole,
  comment: string,
): Promise<WrittenCondition> {
  const { range, shown } = hole;
  const base = { range, shown, comment, alternatives: [], unmatched: [] };
  const scope = await scopeOf(languageId, dialect, text, hole);
  if (!scope) return base;
  const { complete, unmatched } = readingsOf(comment, scope, dialect);
  const [best] = complete;
  if (!best) return { ...base, unmatched };
  const rivals = await rivalsOf(best, complete, languageId, dialect);
  const alternatives = rivals.map(({ text: other }) => other);
  if (alternatives.length > 0 || best.cost > mostDoubt)
    return { ...base, alternatives: [best.text, ...alternatives].slice(0, alternativesShown) };
  return { ...base, text: best.text, reading: said(best.condition), cost: best.cost };
}

/** Readings about as likely as the best that hold in other cases. */
async function rivalsOf(
  best: Reading,
  complete: readonly Reading[],
  languageId: string,
  dialect: Dialect,
): Promise<readonly Reading[]> {
  const rivals: Reading[] = [];
  for (const other of complete.slice(1)) {
    if (other.cost - best.cost > margin) break;
    const report = await compareTexts(
      languageId,
      dialect,
      asTest(best.text, dialect),
      asTest(other.text, dialect),
    );
    if (report.verdict !== 'equivalent') rivals.push(other);
  }
  return rivals;
}

/** Where only the truth of a condition counts. */
export function asTest(condition: string, dialect: Dialect): string {
  return dialect === 'python' ? `if ${condition}:\n    pass` : `if (${condition}) {}`;
}

const placeholder = 'hole__';

/** The names in scope at a hole, which a name stands in for while the text is parsed. */
async function scopeOf(
  languageId: string,
  dialect: Dialect,
  text: string,
  { range }: Hole,
): Promise<Scope | undefined> {
  const filler = /\w$/.test(text.slice(0, range.start)) ? ` ${placeholder}` : placeholder;
  const whole = text.slice(0, range.start) + filler + text.slice(range.end);
  const tree = await parseSource(languageId, whole);
  if (!tree) return undefined;
  try {
    const at = range.start + filler.length - placeholder.length;
    const node = tree.rootNode.namedDescendantForIndex(at, at + placeholder.length - 1);
    return node ? scopeAt(tree.rootNode, node, dialect) : undefined;
  } finally {
    tree.delete();
  }
}
