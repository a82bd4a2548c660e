import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, withOffset } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, mentions } from '../patterns.ts';
import { escaped } from './searchParts.ts';

/** Binary search: which half to keep, and the bounds of a closed range. */
export function halving(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...halvingSteps(fn)];
}

/** Binary search: which half to keep, and the bounds of a closed range. */
function halvingSteps(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    if (node.type !== 'while_statement') return [];
    const condition = childOf(node, 'condition');
    const body = childOf(node, 'body');
    const binary = condition && asBinary(condition);
    if (!body || !binary || !/^<=?$/.test(binary.operator.text)) return [];
    const [low, high] = [binary.left.text, binary.right.text];
    const middle = middleOf(body, low, high);
    if (middle === undefined) return [];
    const moves = movesOf(body, low, high, middle);
    if (!moves.low || !moves.high) return [];
    const [lowOffset, highOffset] = [withOffset(moves.low).offset, withOffset(moves.high).offset];
    const found: RepairCandidate[] = [];
    const closed = closedStart(fn, high);
    if (binary.operator.text === '<' && lowOffset === 1 && highOffset === -1 && closed) {
      found.push(
        repair(
          binary.operator,
          '<=',
          'comparison',
          evidence.strong,
          l10n.t('The last remaining element would never be looked at.'),
        ),
      );
    }
    if (binary.operator.text === '<=' && lowOffset === 0 && highOffset === -1) {
      found.push(
        repair(
          moves.low,
          `${middle} + 1`,
          'offByOne',
          evidence.strong,
          l10n.t('The search would stand still.'),
        ),
      );
    }
    if (binary.operator.text === '<=' && lowOffset === 1 && highOffset === 0) {
      found.push(
        repair(
          moves.high,
          `${middle} - 1`,
          'offByOne',
          evidence.strong,
          l10n.t('The search would stand still.'),
        ),
      );
    }
    return [
      ...found,
      ...backwards(moves.low, middle, lowOffset, -1, '+ 1'),
      ...backwards(
        moves.high,
        middle,
        highOffset,
        1,
        binary.operator.text === '<=' || closed ? '- 1' : '',
      ),
      ...wrongHalf(body, low, middle),
    ];
  });
}

/** `high = middle + 1` and `low = middle - 1`: a bound that moves away from the other one. */
function backwards(
  value: SyntaxNode,
  middle: string,
  offset: number,
  wrong: number,
  right: string,
): readonly RepairCandidate[] {
  if (offset !== wrong) return [];
  const why = l10n.t('The search would look at “{0}” again.', middle);
  return [repair(value, `${middle} ${right}`.trim(), 'offByOne', evidence.certain, why)];
}

function middleOf(body: SyntaxNode, low: string, high: string): string | undefined {
  for (const node of descendants(body)) {
    const assignment = asAssignment(node);
    if (
      assignment &&
      mentions(assignment.value, low) &&
      mentions(assignment.value, high) &&
      /[/2>]/.test(assignment.value.text)
    )
      return assignment.target.text;
  }
  return undefined;
}

function movesOf(
  body: SyntaxNode,
  low: string,
  high: string,
  middle: string,
): { readonly low?: SyntaxNode; readonly high?: SyntaxNode } {
  const moves: { low?: SyntaxNode; high?: SyntaxNode } = {};
  for (const node of descendants(body)) {
    const assignment = asAssignment(node);
    if (
      !assignment ||
      assignment.operator !== '=' ||
      withOffset(assignment.value).base.text !== middle
    )
      continue;
    if (assignment.target.text === low) moves.low = assignment.value;
    if (assignment.target.text === high) moves.high = assignment.value;
  }
  return moves;
}

function closedStart(fn: FunctionInfo, high: string): boolean {
  return new RegExp(`\\b${escaped(high)}\\b[^\\n]*=\\s*[^\\n]*(\\.length|len\\(\\w+\\)) - 1`).test(
    fn.body.text,
  );
}

/** `if (xs[mid] > target) low = mid + 1`: in an ascending list the smaller half is dropped when mid is too small. */
function wrongHalf(body: SyntaxNode, low: string, middle: string): readonly RepairCandidate[] {
  return [...descendants(body)].flatMap((node) => {
    const branch = asBranch(node);
    const binary = branch && asBinary(branch.condition);
    if (
      !branch ||
      !binary ||
      !/^[<>]=?$/.test(binary.operator.text) ||
      !binary.left.text.endsWith(`[${middle}]`)
    )
      return [];
    const movesLow = new RegExp(`^\\W*${escaped(low)} = `).test(branch.consequence.text);
    const upward = binary.operator.text.startsWith('<');
    const otherMoves =
      branch.alternative && new RegExp(`\\b${escaped(low)} = `).test(branch.alternative.text);
    if (movesLow === upward || (!movesLow && !otherMoves)) return [];
    const text = binary.operator.text.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
    return [
      repair(
        binary.operator,
        text,
        'comparison',
        evidence.strong,
        l10n.t('This keeps the half that cannot hold it.'),
      ),
    ];
  });
}
