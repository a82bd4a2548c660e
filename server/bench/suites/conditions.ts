import type { BenchItem } from '../item.ts';
import {
  and,
  not,
  or,
  printCondition,
  roundabout,
  type AtomText,
  type Condition,
  type ConditionSyntax,
} from './boolean.ts';
import { createDraws, type Draws } from './draws.ts';

const script: ConditionSyntax = { and: '&&', or: '||', not: '!' };
const python: ConditionSyntax = { and: 'and', or: 'or', not: 'not ' };

/** Names as programs of a few trades use them; none of them stands in the training vocabulary as a set. */
const subjects =
  'parcel booking invoice sensor ticket voucher session drone reading lease cargo pump'.split(' ');
const flags =
  'isSealed hasDeposit isOverdue canRetry isFrozen hasConsent isCalibrated wasRefunded isDocked hasSignal isStale needsAudit'.split(
    ' ',
  );
const locals =
  'online dryRun verbose paid stocked muted expired urgent guest signed leaking armed'.split(' ');
const counts = 'retries pallets crew voltage mileage seats backlog depth'.split(' ');
const states = ["'open'", "'lost'", "'queued'", "'void'", "'final'"];

/** The syntax, atoms and frame of one language. */
interface Dialect {
  readonly languageId: string;
  readonly syntax: ConditionSyntax;
  atom(draws: Draws): AtomText;
  frames: readonly ((condition: string) => string)[];
}

const scriptFrames = [
  (condition: string) => condition,
  (condition: string) => `if (${condition}) {\n  release();\n}`,
  (condition: string) => `while (${condition}) {\n  advance();\n}`,
];

const dialects: readonly Dialect[] = [
  { languageId: 'typescript', syntax: script, atom: scriptAtom, frames: scriptFrames },
  { languageId: 'javascript', syntax: script, atom: scriptAtom, frames: scriptFrames },
  {
    languageId: 'python',
    syntax: python,
    atom: pythonAtom,
    frames: [
      (condition) => `if ${condition}:\n    release()`,
      (condition) => `while ${condition}:\n    advance()`,
    ],
  },
];

function scriptAtom(draws: Draws): AtomText {
  const kind = draws.below(10);
  if (kind < 4) return { text: draws.pick(locals) };
  if (kind < 7) return { text: `${draws.pick(subjects)}.${draws.pick(flags)}` };
  if (kind < 9)
    return comparison(`${draws.pick(subjects)}.state`, '===', '!==', draws.pick(states));
  return comparison(draws.pick(counts), '===', '!==', String(draws.below(9)));
}

function pythonAtom(draws: Draws): AtomText {
  const kind = draws.below(10);
  if (kind < 4) return { text: draws.pick(locals).toLowerCase() };
  if (kind < 7) return { text: `${draws.pick(subjects)}.${snake(draws.pick(flags))}` };
  if (kind < 9) return comparison(`${draws.pick(subjects)}.state`, '==', '!=', draws.pick(states));
  return comparison(draws.pick(counts), '==', '!=', String(draws.below(9)));
}

function comparison(left: string, equal: string, unequal: string, right: string): AtomText {
  return { text: `${left} ${equal} ${right}`, negated: `${left} ${unequal} ${right}` };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

const atom = (at: number): Condition => ({ kind: 'atom', atom: at });

/** A condition as an author would write it: each atom once, negation only before an atom. */
function authored(draws: Draws): { readonly condition: Condition; readonly atoms: number } {
  const leaf = (at: number): Condition => (draws.chance(0.25) ? not(atom(at)) : atom(at));
  const join = (): typeof and => (draws.chance(0.6) ? and : or);
  switch (draws.below(7)) {
    case 0:
      return { condition: leaf(0), atoms: 1 };
    case 1:
    case 2:
      return { condition: join()(leaf(0), leaf(1)), atoms: 2 };
    case 3:
      return { condition: and(leaf(0), or(leaf(1), leaf(2))), atoms: 3 };
    case 4:
      return { condition: or(leaf(0), and(leaf(1), leaf(2))), atoms: 3 };
    case 5:
      return { condition: not(join()(atom(0), atom(1))), atoms: 2 };
    default: {
      const same = join();
      return { condition: same(same(leaf(0), leaf(1)), leaf(2)), atoms: 3 };
    }
  }
}

/** Different atoms, so that no two of them say the same or the opposite. */
function differentAtoms(dialect: Dialect, count: number, draws: Draws): AtomText[] {
  const atoms: AtomText[] = [];
  while (atoms.length < count) {
    const next = dialect.atom(draws);
    const subject = (text: string): string => text.split(' ')[0] ?? '';
    if (!atoms.some(({ text }) => subject(text) === subject(next.text))) atoms.push(next);
  }
  return atoms;
}

/** A negated comparison is written with the opposite operator, as an author would. */
function natural(condition: Condition, atoms: AtomText[]): Condition {
  switch (condition.kind) {
    case 'atom':
      return condition;
    case 'not': {
      if (condition.of.kind !== 'atom') return not(natural(condition.of, atoms));
      const at = condition.of.atom;
      const { text, negated } = atoms[at] ?? { text: '' };
      if (negated === undefined) return condition;
      atoms[at] = { text: negated, negated: text };
      return condition.of;
    }
    default: {
      const { kind, left, right } = condition;
      return (kind === 'and' ? and : or)(natural(left, atoms), natural(right, atoms));
    }
  }
}

/** One detour, or two. */
function detoured(condition: Condition, draws: Draws): Condition {
  const once = roundabout(condition, draws);
  return draws.chance(0.35) ? roundabout(once, draws) : once;
}

/** Share of conditions that are as short as can be already and must stay. */
const noChangeShare = 0.25;

/**
 * Conditions over real-looking identifiers in three syntaxes, each written in a roundabout way that is equal by truth
 * table; right is the author's own form, operands in their order.
 */
export function conditionItems(count: number, seed: number): readonly BenchItem[] {
  const draws = createDraws(seed ^ 0x5c0d);
  const items: BenchItem[] = [];
  const seen = new Set<string>();
  while (items.length < count) {
    const dialect = draws.pick(dialects);
    const form = authored(draws);
    const atoms = differentAtoms(dialect, form.atoms, draws);
    const condition = natural(form.condition, atoms);
    const frame = draws.pick(dialect.frames);
    const syntax = { ...dialect.syntax, brackets: draws.chance(0.5) };
    const print = (of: Condition, brackets = syntax.brackets): string =>
      frame(printCondition(of, atoms, { ...syntax, brackets }));
    const stays = draws.chance(noChangeShare);
    const text = print(stays ? condition : detoured(condition, draws));
    // Brackets that are not needed are a matter of taste: both ways of writing are right.
    const accept = [...new Set([print(condition), print(condition, !syntax.brackets)])];
    if (seen.has(text) || (!stays && accept.includes(text))) continue;
    seen.add(text);
    items.push({
      id: `condition-${items.length + 1}`,
      domain: 'logic',
      source: 'generated',
      origin: stays ? 'minimal' : 'roundabout',
      languageId: dialect.languageId,
      text,
      grader: { kind: 'edit', accept },
    });
  }
  return items;
}
