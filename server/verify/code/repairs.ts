import type { CheckerCalls, RepairCandidate, RepairReport } from '../../../protocol/checker.ts';
import {
  childOf,
  descendants,
  namedChildren,
  parseNodes,
  within,
  type SyntaxNode,
} from '../syntax/node.ts';
import { enumerateRepairs } from './candidates.ts';
import { appraise } from './evidence/appraise.ts';
import { shippedWeights } from './evidence/naturalEvidence.ts';
import { describeFunction, functionsIn, type FunctionInfo } from './functionInfo.ts';
import { rules } from './rules/index.ts';
import { excerptOf } from './versions.ts';

const languages: ReadonlySet<string> = new Set([
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
]);

/** Functions of more characters are judged by the rules alone. */
const longestAppraised = 3000;

/** An expert ranks at most this many edits of one function. */
const candidateCap = 400;

/** Characters of edited versions of a function that are read at most: about a second of one core. */
const charactersRead = 320_000;

/** Single edits that could repair each function of a selection, those with evidence first. */
export async function repairReport(
  params: CheckerCalls['code/repairs']['params'],
  signal: AbortSignal,
): Promise<RepairReport> {
  const { longestLines = Infinity } = params;
  if (!languages.has(params.languageId)) return { supported: false, functions: [] };
  const root = await parseNodes(params.languageId, params.text);
  signal.throwIfAborted();
  if (!root) return { supported: false, functions: [] };
  const functions: RepairReport['functions'][number][] = [];
  for (const node of functionsIn(root, params.range)) {
    const fn = describeFunction(root, params.text, params.languageId, node);
    if (!fn) continue;
    if (node.text.split('\n').length > longestLines) {
      functions.push({ range: { start: node.start, end: node.end }, candidates: [] });
      continue;
    }
    const inside = repairsOf(fn).filter((candidate) => within(candidate.range, params.range));
    // Longer functions are declined later, and their repairs would take seconds to try.
    const isShort = node.text.length <= longestAppraised;
    const kept = isShort ? thinned(inside, Math.floor(charactersRead / charactersOf(fn))) : inside;
    const candidates = isShort ? await appraise(fn, kept, shippedWeights(), signal) : inside;
    const leftOut = inside.length - kept.length;
    functions.push({
      range: { start: node.start, end: node.end },
      candidates,
      ...(leftOut > 0 && { leftOut }),
    });
  }
  return { supported: true, functions };
}

/** What reading one version costs, in characters: a method is parsed with its class, which takes half as long. */
function charactersOf(fn: FunctionInfo): number {
  return fn.node.text.length + (excerptOf(fn).text.length - fn.node.text.length) / 2;
}

/** At most so many edits: those that a rule speaks for, and of the others some from all over the function. */
export function thinned(
  candidates: readonly RepairCandidate[],
  most: number,
): readonly RepairCandidate[] {
  const known = candidates.filter(({ prior }) => prior > 0);
  const others = candidates.filter(({ prior }) => prior <= 0);
  const room = Math.max(0, most - known.length);
  if (others.length <= room) return candidates;
  const kept = others.filter(
    (_, place) =>
      Math.floor(((place + 1) * room) / others.length) > Math.floor((place * room) / others.length),
  );
  return [...known, ...kept];
}

/** The edits of one function: evidence and enumeration merged, the best evidence kept. */
export function repairsOf(fn: FunctionInfo): readonly RepairCandidate[] {
  const merged = new Map<string, RepairCandidate>();
  const branches = branchesOf(fn);
  for (const candidate of [...rules.flatMap((rule) => rule(fn)), ...enumerateRepairs(fn)]) {
    if (fn.text.slice(candidate.range.start, candidate.range.end) === candidate.newText) continue;
    if (branches.some((pair) => makesAlike(fn, pair, candidate))) continue;
    const key = editedFunction(fn, candidate);
    const known = merged.get(key);
    if (!known || known.prior < candidate.prior) merged.set(key, candidate);
  }
  return [...merged.values()].sort((a, b) => b.prior - a.prior).slice(0, candidateCap);
}

function editedFunction(fn: FunctionInfo, candidate: RepairCandidate): string {
  const { start, end } = candidate.range;
  return fn.text.slice(fn.node.start, start) + candidate.newText + fn.text.slice(end, fn.node.end);
}

type Pair = readonly [SyntaxNode, SyntaxNode];

/** The two ways of every `if` with an `else`, and of every conditional expression. */
function branchesOf(fn: FunctionInfo): readonly Pair[] {
  return [...descendants(fn.body)].flatMap((node): readonly Pair[] => {
    if (!/^(if_statement|ternary_expression)$/.test(node.type)) return [];
    const yes = childOf(node, 'consequence');
    const other = childOf(node, 'alternative');
    const no = other?.type === 'else_clause' ? namedChildren(other)[0] : other;
    return yes && no ? [[yes, no]] : [];
  });
}

/** Whether both ways would be the same after an edit: nobody writes that on purpose. */
function makesAlike(fn: FunctionInfo, pair: Pair, { range, newText }: RepairCandidate): boolean {
  const [one, other] = pair.map((node) =>
    within(range, node)
      ? fn.text.slice(node.start, range.start) + newText + fn.text.slice(range.end, node.end)
      : node.text,
  );
  return one !== undefined && one.replace(/\s/g, '') === other?.replace(/\s/g, '');
}
