import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asCall } from '../expressions.ts';
import { repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';

/** Neighbouring arguments of a call in the other order, and the first with the last. */
export function swappedArguments(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const args =
    call?.arguments ??
    (node.type === 'new_expression' ? namedChildren(childOf(node, 'arguments') ?? node) : []);
  if (args.length < 2 || args.length > 4) return [];
  const texts = args.map((argument) => argument.text);
  if (
    texts.join(', ').length > 160 ||
    args.some((argument) => /keyword_argument|spread|splat/.test(argument.type))
  )
    return [];
  const [first, last] = [args[0], args[args.length - 1]];
  if (!first || !last) return [];
  const range = { start: first.start, end: last.end };
  const places = texts.slice(1).map((_, place): [number, number] => [place, place + 1]);
  if (texts.length > 2) places.push([0, texts.length - 1]);
  return places.flatMap(([one, other]) => {
    const swapped = [...texts];
    [swapped[one], swapped[other]] = [texts[other] ?? '', texts[one] ?? ''];
    return swapped.join() === texts.join()
      ? []
      : [repair(range, swapped.join(', '), 'swappedArguments', 0)];
  });
}

/** Two names of one simple statement in each other's place: `matrix[row][col]` for `matrix[col][row]`. */
export function exchangedNames(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (!isSimple(node) || node.text.length > 160) return [];
  const names = [...descendants(node)].filter(
    (each) =>
      each.type === 'identifier' &&
      fn.uses.get(each.text)?.some((use) => use.node === each && use.kind === 'read') &&
      isData(each),
  );
  if (names.length < 2 || names.length > 8) return [];
  const found: RepairCandidate[] = [];
  for (let one = 0; one < names.length; one += 1)
    for (let other = one + 1; other < names.length; other += 1) {
      const [a, b] = [names[one], names[other]];
      if (!a || !b || a.text === b.text || isSameRole(a, b)) continue;
      const text = b.text + fn.text.slice(a.end, b.start) + a.text;
      found.push(repair({ start: a.start, end: b.end }, text, 'swappedNames', 0));
    }
  return found.slice(0, 8);
}

/** Two sides of one operation are exchanged elsewhere, or mean the same either way round. */
function isSameRole(a: SyntaxNode, b: SyntaxNode): boolean {
  return (
    a.parent === b.parent &&
    /^(binary_expression|binary_operator|comparison_operator|boolean_operator)$/.test(
      a.parent?.type ?? '',
    )
  );
}

function isSimple(node: SyntaxNode): boolean {
  if (/^(expression_statement|return_statement|variable_declarator)$/.test(node.type))
    return ![...descendants(node)].some((each) => isFunction(each) || each.type === 'lambda');
  return node.type === 'arrow_function'
    ? childOf(node, 'body')?.type !== 'statement_block'
    : node.type === 'lambda';
}

function isData(node: SyntaxNode): boolean {
  const parent = node.parent;
  return (
    !(parent && asCall(parent)?.callee === node) &&
    node.field !== 'function' &&
    !/^(Math|Object|Array|JSON|Number|String|Promise|Date|math|np|undefined|self|cls)$/.test(
      node.text,
    )
  );
}

/** The two results of a conditional in the other order. */
export function exchangedBranches(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const [yes, no] =
    node.type === 'ternary_expression'
      ? [childOf(node, 'consequence'), childOf(node, 'alternative')]
      : node.type === 'conditional_expression'
        ? [namedChildren(node)[0], namedChildren(node)[2]]
        : [];
  if (!yes || !no || node.text.length > 160) return [];
  const text = no.text + fn.text.slice(yes.end, no.start) + yes.text;
  return [repair({ start: yes.start, end: no.end }, text, 'swappedBranches', 0)];
}

/** The two values of a double assignment in the other order, and two spread objects. */
export function exchangedElements(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (!/^(expression_list|array|tuple|list|object)$/.test(node.type)) return [];
  const isSpread = node.type === 'object' || node.type === 'array' || node.type === 'list';
  const parts = namedChildren(node);
  const [first, second] = parts;
  if (parts.length !== 2 || !first || !second || first.text === second.text) return [];
  if (
    isSpread &&
    !(/spread|splat/.test(first.type) && /spread|splat/.test(second.type)) &&
    node.field !== 'right'
  )
    return [];
  const text = second.text + fn.text.slice(first.end, second.start) + first.text;
  return [repair({ start: first.start, end: second.end }, text, 'swappedOperands', 0)];
}

/** Neighbouring assignments, and `a = b` for `b = a`. */
export function exchangedStatements(
  node: SyntaxNode,
  fn: FunctionInfo,
): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  if (
    assignment &&
    assignment.operator === '=' &&
    node.type !== 'variable_declarator' &&
    /^(identifier|member_expression|attribute|subscript|subscript_expression)$/.test(
      assignment.value.type,
    )
  ) {
    const { target, value } = assignment;
    return [
      repair(
        node,
        value.text + fn.text.slice(target.end, value.start) + target.text,
        'swappedOperands',
        0,
      ),
    ];
  }
  if (!/^(statement_block|block)$/.test(node.type)) return [];
  const statements = namedChildren(node);
  return statements.slice(1).flatMap((second, place) => {
    const first = statements[place];
    if (!first || !depends(first, second)) return [];
    const text = second.text + fn.text.slice(first.end, second.start) + first.text;
    return [repair({ start: first.start, end: second.end }, text, 'statementOrder', 0)];
  });
}

/** Both are short and one changes a name that the other uses. */
function depends(first: SyntaxNode, second: SyntaxNode): boolean {
  if (first.type !== 'expression_statement' || second.type !== 'expression_statement') return false;
  if (first.text.length > 80 || second.text.length > 80) return false;
  const changed = (statement: SyntaxNode): readonly string[] =>
    [...descendants(statement)].flatMap((each) => {
      const target =
        asAssignment(each)?.target ??
        (each.type === 'update_expression' ? childOf(each, 'argument') : undefined);
      return target ? [target.text] : [];
    });
  const uses = (statement: SyntaxNode, name: string): boolean =>
    [...descendants(statement)].some((each) => each.text === name);
  return (
    changed(first).some((name) => uses(second, name)) ||
    changed(second).some((name) => uses(first, name))
  );
}
