import { AtomTable, flipped, type Atom } from './atoms.ts';
import { atomsOf, operandsOf, withOperands, type Expr } from './expr.ts';
import type { Dialect } from './facts.ts';
import { print, type Style } from './print.ts';
import { subjectView } from './values.ts';

/** Letters that the logic member was taught. */
const letters = ['A', 'B', 'C'];

const plainStyle: Style = {
  dialect: 'script',
  bracketsMixed: false,
  spaced: true,
  castBy: 'bang',
  looseEquality: false,
  width: 1000,
};

/** A condition with letters for its operands, and the way to spell others over the same operands. */
export interface Letters {
  readonly text: string;
  readonly operands: Readonly<Record<string, string>>;
  /** The same letters for another expression; undefined when it has an operand without one. */
  spell(expr: Expr): string | undefined;
}

/** Gives letters to operands in order of appearance; undefined where the member has no words for the condition. */
export function skeletonOf(expr: Expr, table: AtomTable, dialect: Dialect): Letters | undefined {
  const ranged = rangeLetters(expr, table);
  const names = ranged ?? operandLetters(expr, table, dialect);
  const text = names && spelled(expr, names.letterOf);
  if (!names || text === undefined) return undefined;
  return { text, operands: names.operands, spell: (other) => spelled(other, names.letterOf) };
}

type LetterOf = (
  atom: number,
) => { readonly text: string; readonly negated: boolean; readonly compares: boolean } | undefined;

interface Names {
  readonly letterOf: LetterOf;
  readonly operands: Record<string, string>;
}

/** A comparison and its opposite share a letter, so that the member sees one operand. */
function operandLetters(expr: Expr, table: AtomTable, dialect: Dialect): Names | undefined {
  const known = new Map<string, { text: string; negated: boolean }>();
  const operands: Record<string, string> = {};
  for (const index of atomsOf(expr)) {
    const atom = table.at(index);
    if (known.has(atom.key)) continue;
    const letter = letters[Object.keys(operands).length];
    if (letter === undefined) return undefined;
    operands[letter] = atom.binding === 3 ? atom.text : `(${atom.text})`;
    known.set(atom.key, { text: letter, negated: false });
    const opposite = oppositeKey(atom, dialect);
    if (opposite !== undefined) known.set(opposite, { text: letter, negated: true });
  }
  const letterOf: LetterOf = (index) => {
    const letter = known.get(table.at(index).key);
    return letter && { ...letter, compares: false };
  };
  return { operands, letterOf };
}

function oppositeKey({ comparison }: Atom, dialect: Dialect): string | undefined {
  const operator = comparison && flipped(comparison.operator, dialect);
  return comparison && operator && `${comparison.left.key} ${operator} ${comparison.right.key}`;
}

/** One operand compared with whole numbers only, at least twice: `n > 5 && n > 3`. */
function rangeLetters(expr: Expr, table: AtomTable): Names | undefined {
  const atoms = atomsOf(expr);
  const views = atoms.map((atom) => rangeView(table.at(atom)));
  const subject = views[0]?.subject;
  if (atoms.length < 2 || views.some((view) => view === undefined || view.subject !== subject))
    return undefined;
  const letterOf: LetterOf = (index) => {
    const view = rangeView(table.at(index));
    return view?.subject === subject && view
      ? { text: view.text, negated: false, compares: true }
      : undefined;
  };
  return { operands: { n: subject as string }, letterOf };
}

function rangeView({ comparison }: Atom): { subject: string; text: string } | undefined {
  const view = comparison && subjectView(comparison);
  if (
    !view ||
    view.reversed ||
    view.literal.kind !== 'number' ||
    !Number.isInteger(view.literal.value)
  )
    return undefined;
  const operator = comparison.operator.replace(/^([=!])=$/, '$1==');
  return { subject: view.subject.text, text: `n ${operator} ${view.literal.value}` };
}

function spelled(expr: Expr, letterOf: LetterOf): string | undefined {
  const table = new AtomTable();
  const translated = translate(expr, letterOf, table);
  return translated && print(translated, table, plainStyle);
}

function translate(expr: Expr, letterOf: LetterOf, table: AtomTable): Expr | undefined {
  if (expr.kind === 'choice' || expr.kind === 'same') return undefined;
  if (expr.kind === 'atom') {
    const letter = letterOf(expr.atom);
    if (!letter) return undefined;
    const atom = table.intern({
      key: letter.text,
      text: letter.text,
      binding: letter.compares ? 2 : 3,
      weight: letter.compares ? 3 : 1,
      boolean: 'proven',
      touches: [],
      effects: [],
    });
    return letter.negated ? { kind: 'not', of: { kind: 'atom', atom } } : { kind: 'atom', atom };
  }
  const parts = operandsOf(expr).map((part) => translate(part, letterOf, table));
  return parts.includes(undefined) ? undefined : withOperands(expr, parts as Expr[]);
}
