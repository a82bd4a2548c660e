import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asMember } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';
import { binaries } from './variableParts.ts';

/** Properties of one axis or one half of a name where the other is meant. */
export function wrongProperties(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...mixedProperties(fn), ...repeatedProperties(fn)];
}

/** `a.y - b.x`, `b.y < a.y + a.width` beside the same line for the other axis. */
function mixedProperties(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...axisDifferences(fn), ...axisSums(fn), ...halvedPlaces(fn)];
}

const axes: readonly (readonly [string, string, string, string])[] = [
  ['x', 'y', 'width', 'height'],
  ['y', 'x', 'height', 'width'],
  ['left', 'top', 'width', 'height'],
  ['top', 'left', 'height', 'width'],
];

function axisDifferences(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap((binary) => {
    const left = asMember(binary.left);
    const right = asMember(binary.right);
    if (
      !left ||
      !right ||
      !/^[-+]$/.test(binary.operator.text) ||
      left.object.text === right.object.text
    )
      return [];
    const [a, b] = [left.property.text, right.property.text];
    const crossed = axes.some(([one, other]) => a === one && b === other);
    if (!crossed) return [];
    const target = binary.node.parent && asAssignment(binary.node.parent)?.target.text;
    const pairKey =
      binary.node.parent?.type === 'parenthesized_expression'
        ? binary.node.parent.parent?.parent
        : binary.node.parent;
    const key = pairKey?.type === 'pair' ? childOf(pairKey, 'key')?.text : undefined;
    const wanted = [...wordsOf(target ?? ''), key ?? ''].map((word) =>
      word.replace(/^d(?=[xy]$)/, ''),
    );
    const wrongLeft = wanted.includes(b) && !wanted.includes(a);
    const why = l10n.t('The two sides belong to different axes.');
    return [
      wrongLeft
        ? repair(left.property, b, 'wrongVariable', evidence.strong, why)
        : repair(right.property, a, 'wrongVariable', evidence.strong, why),
    ];
  });
}

/** `a.y + a.width`: a position on one axis with the size on the other. */
function axisSums(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap((binary) => {
    const left = asMember(binary.left);
    const right = asMember(halved(binary.right));
    if (!left || !right || binary.operator.text !== '+' || left.object.text !== right.object.text)
      return [];
    const axis = axes.find(
      ([position, , , size]) => left.property.text === position && right.property.text === size,
    );
    if (!axis) return [];
    return [
      repair(
        right.property,
        axis[2],
        'wrongVariable',
        evidence.strong,
        l10n.t('“{0}” belongs to “{1}”.', axis[2], axis[0]),
      ),
    ];
  });
}

/** `(box.left + box.width) / 2` as a middle: only the size is halved. */
function halvedPlaces(fn: FunctionInfo): readonly RepairCandidate[] {
  return binaries(fn).flatMap(({ node, operator, left, right }) => {
    const sum = left.type === 'parenthesized_expression' ? asBinary(left) : undefined;
    const [place, size] = [sum && asMember(sum.left), sum && asMember(sum.right)];
    if (!sum || !place || !size || operator.text !== '/' || right.text !== '2') return [];
    if (sum.operator.text !== '+' || place.object.text !== size.object.text) return [];
    const isPair = axes.some(
      ([position, , length]) => place.property.text === position && size.property.text === length,
    );
    if (!isPair) return [];
    const text = `${sum.left.text} + ${sum.right.text} / 2`;
    return [repair(node, text, 'operator', evidence.strong, l10n.t('Only the size is halved.'))];
  });
}

/** `width` of `width / 2` and `width * 0.5`. */
function halved(node: SyntaxNode): SyntaxNode {
  const binary = asBinary(node);
  return binary && /^[*/]$/.test(binary.operator.text) && /^[\d.]+$/.test(binary.right.text)
    ? binary.left
    : node;
}

/** `person.firstName + ' ' + person.firstName`, `{ width: r.width, height: r.width }`. */
function repeatedProperties(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const key = node.type === 'pair' ? childOf(node, 'key')?.text : undefined;
    const value = node.type === 'pair' ? childOf(node, 'value') : undefined;
    const member = value && asMember(value);
    if (key !== undefined && member && node.parent) {
      const mate = counterparts.find(
        (pair) =>
          pair.includes(key) && pair.includes(member.property.text) && key !== member.property.text,
      );
      const twin = node.parent.children.some(
        (other) =>
          other !== node &&
          childOf(other, 'key')?.text === member.property.text &&
          childOf(other, 'value')?.text === value?.text,
      );
      if (mate && twin)
        return [
          repair(
            member.property,
            key,
            'wrongVariable',
            evidence.strong,
            l10n.t('“{0}” stands there twice.', value?.text ?? ''),
          ),
        ];
    }
    if (
      !/^(binary_expression|binary_operator|template_string|string)$/.test(node.type) ||
      (node.parent && asBinary(node.parent))
    )
      return [];
    return repeatedName(fn, node);
  });
}

const counterparts: readonly (readonly string[])[] = [
  ['x', 'y'],
  ['width', 'height'],
  ['min', 'max'],
  ['start', 'end'],
  ['left', 'right'],
  ['top', 'bottom'],
  ['first', 'last'],
  ['row', 'column'],
];

function repeatedName(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (!/['"`]/.test(node.text) || !/\bname\b|full/.test(fn.nameWords.join(' '))) return [];
  const firsts = [...descendants(node)].filter(
    (child) => /^(first_?[nN]ame|first)$/.test(child.text) && child.children.length === 0,
  );
  const [one, two] = firsts;
  if (
    !one ||
    !two ||
    firsts.length !== 2 ||
    one.text !== two.text ||
    one.parent?.text !== two.parent?.text
  )
    return [];
  const text = two.text.replace('first', 'last');
  return [
    repair(two, text, 'wrongVariable', evidence.strong, l10n.t('A full name has a last name too.')),
  ];
}
