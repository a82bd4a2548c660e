import { childOf, descendants, namedChildren, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asBinary, asCall, asSubscript, type Binary } from '../expressions.ts';
import { asBranch, exits } from '../patterns.ts';
import type { Facts } from './facts.ts';
import { lastWord } from './shape.ts';

/** Patterns that say that something is off, whatever the names are. */
export function smellFactors(facts: Facts): void {
  for (const node of descendants(facts.fn.body)) {
    intervalSmells(node, facts);
    chainFactors(node, facts);
    uselessAssignments(node, facts);
    namesakes(node, facts);
    changedWhileIterated(node, facts);
    unreachableStatements(node, facts);
    repeatedSiblings(node, facts);
  }
}

/** `x < 3 && x > 20` never holds, `x > 3 || x < 20` always does. */
function intervalSmells(node: SyntaxNode, { emit }: Facts): void {
  const joined = node.type === 'parenthesized_expression' ? undefined : asBinary(node);
  if (!joined || !/^(&&|\|\||and|or)$/.test(joined.operator.text)) return;
  const [one, other] = [asBinary(joined.left), asBinary(joined.right)];
  if (!one || !other || one.left.text !== other.left.text) return;
  const isAnd = /^(&&|and)$/.test(joined.operator.text);
  const [a, b] = [Number(one.right.text), Number(other.right.text)];
  if (
    /^[!=]==?$/.test(one.operator.text) &&
    one.operator.text === other.operator.text &&
    one.right.text !== other.right.text
  )
    emit('choice', isAnd ? 'and' : 'or', one.operator.text.charAt(0));
  if (Number.isNaN(a) || Number.isNaN(b)) return;
  const low = one.operator.text.startsWith('>')
    ? a
    : other.operator.text.startsWith('>')
      ? b
      : undefined;
  const high = one.operator.text.startsWith('<')
    ? a
    : other.operator.text.startsWith('<')
      ? b
      : undefined;
  if (low === undefined || high === undefined) return;
  emit('interval', isAnd ? 'and' : 'or', low < high ? 'inside' : 'outside');
}

/** A ladder of comparisons: directions, and whether its steps fall or rise throughout. */
function chainFactors(node: SyntaxNode, { emit }: Facts): void {
  if (!/^(statement_block|block)$/.test(node.type) && node.type !== 'if_statement') return;
  const ladder = ladderOf(node);
  if (ladder.length < 2) return;
  const operators = new Set(ladder.map((step) => step.operator.text));
  emit('ladder', operators.size === 1 ? 'one' : 'mixed', String(Math.min(4, ladder.length)));
  const steps = ladder.map((step) => Number(step.right.text));
  if (steps.some((step) => Number.isNaN(step))) return;
  const differences = steps.slice(1).map((step, place) => Math.sign(step - (steps[place] ?? 0)));
  const isSteady = differences.every(
    (difference) => difference !== 0 && difference === differences[0],
  );
  emit(
    'steps',
    isSteady
      ? `${differences[0] ?? 0}${[...operators][0]?.charAt(0) ?? ''}`
      : differences.includes(0)
        ? 'repeated'
        : 'uneven',
  );
}

function ladderOf(node: SyntaxNode): readonly Binary[] {
  const branches: SyntaxNode[] =
    node.type === 'if_statement'
      ? elseBranches(node)
      : namedChildren(node).filter(
          (child) => child.type === 'if_statement' && exits(childOf(child, 'consequence') ?? child),
        );
  const steps = branches.flatMap((branch) => {
    const condition = asBranch(branch)?.condition;
    const binary = condition && asBinary(condition);
    return binary && /^[<>]=?$|^===?$/.test(binary.operator.text) ? [binary] : [];
  });
  return steps.every((step) => step.left.text === steps[0]?.left.text) ? steps : [];
}

function elseBranches(node: SyntaxNode): SyntaxNode[] {
  if (node.parent?.type === 'else_clause') return [];
  const found = [node];
  for (const child of node.children) {
    if (child.type === 'elif_clause') found.push(child);
    const next = child.type === 'else_clause' ? namedChildren(child)[0] : undefined;
    if (next?.type === 'if_statement') found.push(next, ...elseChain(next));
  }
  return found.length > 1 ? found : [];
}

function elseChain(node: SyntaxNode): SyntaxNode[] {
  const next = node.children
    .filter((child) => child.type === 'else_clause')
    .map((child) => namedChildren(child)[0])[0];
  return next?.type === 'if_statement' ? [next, ...elseChain(next)] : [];
}

/** `x = x`, `a, b = a, b`, and an assignment that the next one overwrites unread. */
function uselessAssignments(node: SyntaxNode, { emit }: Facts): void {
  const assignment = asAssignment(node);
  if (!assignment) return;
  const { target, value, operator } = assignment;
  if (operator === '=' && target.text === value.text) emit('useless', 'same');
  if (operator === '=' && /^(pattern_list|array_pattern|tuple_pattern)$/.test(target.type)) {
    const [left, right] = [namedChildren(target), namedChildren(value)];
    if (left.length === right.length)
      emit(
        'tuple',
        left.every((each, place) => each.text === right[place]?.text)
          ? 'same'
          : left.some((each, place) => each.text === right[place]?.text)
            ? 'part'
            : 'other',
      );
  }
  const statement = node.parent;
  const block = statement?.parent;
  if (!statement || !block || operator !== '=') return;
  const siblings = namedChildren(block);
  const next = siblings[siblings.indexOf(statement) + 1];
  const later = next && asAssignment(namedChildren(next)[0] ?? next);
  if (
    later?.operator === '=' &&
    later.target.text === target.text &&
    !later.value.text.includes(target.text)
  )
    emit('useless', 'overwritten');
}

/** `self.y = x` although there is a parameter `y`. */
function namesakes(node: SyntaxNode, { fn, emit }: Facts): void {
  const assignment = asAssignment(node);
  const pair =
    node.type === 'pair'
      ? { target: childOf(node, 'key'), value: childOf(node, 'value') }
      : undefined;
  const keyword =
    node.type === 'keyword_argument'
      ? { target: childOf(node, 'name'), value: childOf(node, 'value') }
      : undefined;
  const found = assignment ?? pair ?? keyword;
  if (!found?.target || !found.value || found.value.type !== 'identifier') return;
  const name = found.target.text.split('.').at(-1)?.replace(/^_+/, '') ?? '';
  if (name === found.target.text && assignment) return;
  const known = fn.parameters.some((parameter) => parameter.name === name);
  emit('namesake', name === found.value.text ? 'same' : known ? 'missed' : 'other');
}

/** A loop that changes what it loops over. */
function changedWhileIterated(node: SyntaxNode, { emit }: Facts): void {
  if (!/^(for_statement|for_in_statement)$/.test(node.type)) return;
  const source = childOf(node, 'right');
  const body = childOf(node, 'body');
  if (!source || !body) return;
  const name = /^[A-Za-z_$][\w$]*/.exec(source.text)?.[0];
  const changes = [...descendants(body)].some((each) => {
    const assignment = asAssignment(each);
    if (assignment && asSubscript(assignment.target)?.object.text === name) return true;
    const call = asCall(each);
    return (
      call?.object?.text === name &&
      /^(push|append|remove|pop|splice|shift|add|delete|insert|extend)$/.test(call?.name ?? '')
    );
  });
  if (changes) emit('changed', 'iterated');
}

/** Statements behind a `return` or `break` of the same block. */
function unreachableStatements(node: SyntaxNode, { emit }: Facts): void {
  if (!/^(statement_block|block)$/.test(node.type)) return;
  const statements = namedChildren(node);
  const end = statements.findIndex((child) =>
    /^(return_statement|throw_statement|raise_statement|break_statement|continue_statement)$/.test(
      child.type,
    ),
  );
  if (
    end >= 0 &&
    end < statements.length - 1 &&
    !/function_declaration/.test(statements[end + 1]?.type ?? '')
  )
    emit('unreachable');
}

/** Two neighbouring elements, operands or statements that are the same, or the same but for one name. */
function repeatedSiblings(node: SyntaxNode, { emit }: Facts): void {
  if (/^(statement_block|block)$/.test(node.type)) {
    const statements = namedChildren(node).filter((child) => child.text.length > 8);
    for (const [place, statement] of statements.entries())
      if (statements[place + 1]?.text === statement.text) emit('repeated', 'statement');
    return;
  }
  if (!/^(array|list|tuple|expression_list|object|dictionary)$/.test(node.type)) return;
  const texts = namedChildren(node)
    .map((child) => (childOf(child, 'value') ?? child).text)
    .filter(
      (text) => /[A-Za-z]/.test(text) && !/^(true|false|null|None|True|False|""|'')$/.test(text),
    );
  if (texts.length > 1)
    emit(
      'repeated',
      node.type,
      new Set(texts).size === texts.length ? 'no' : 'yes',
      lastWord(texts[0] ?? '').length > 2 ? 'name' : 'short',
    );
}
