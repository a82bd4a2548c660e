import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  within,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asCall } from '../expressions.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { callsFunction, type Example } from './example.ts';

const equalities: ReadonlySet<string> = new Set(
  (
    'equal equals eq strictEqual deepEqual deepStrictEqual same is toBe toEqual toStrictEqual eql ' +
    'assertEqual assertEquals assertListEqual assertDictEqual assertTupleEqual assertSetEqual assertCountEqual assertIs'
  ).split(' '),
);
const truths: ReadonlySet<string> = new Set('assert ok isTrue assertTrue toBeTruthy'.split(' '));
const falsities: ReadonlySet<string> = new Set('notOk isFalse assertFalse toBeFalsy'.split(' '));
/** What the methods of an assertion library are called on. */
const holders: ReadonlySet<string> = new Set('assert console t test self chai.assert'.split(' '));
/** Words between `expect(…)` and what is expected that change nothing. */
const fillers: ReadonlySet<string> = new Set('to be a an that is deep and have'.split(' '));

/** Assertions of the file about a function: `assert`, `console.assert`, `expect` and the methods of test libraries. */
export function assertedExamples(fn: FunctionInfo): readonly Example[] {
  const found: Example[] = [];
  for (const node of descendants(fn.root)) {
    if (within(node, fn.node)) continue;
    const example = node.type === 'assert_statement' ? ofStatement(node) : ofCall(node);
    if (example && callsFunction(example.actual, fn.name) && !usesLocals(node, example))
      found.push(example);
  }
  return found;
}

function ofStatement(node: SyntaxNode): Example | undefined {
  const [condition] = namedChildren(node);
  return condition && { actual: condition, holds: true };
}

function ofCall(node: SyntaxNode): Example | undefined {
  const call = asCall(node);
  if (!call) return undefined;
  const [first, second] = call.arguments;
  const subject = call.object && expectedSubject(call.object);
  if (subject) return ofExpectation(call.name, subject, first);
  if (!first) return undefined;
  if (call.callee.text === 'assert') return { actual: first, holds: true };
  if (!holders.has(call.object?.text ?? '')) return undefined;
  if (truths.has(call.name)) return { actual: first, holds: true };
  if (falsities.has(call.name)) return { actual: first, holds: false };
  return equalities.has(call.name) && second ? { actual: first, expected: second } : undefined;
}

function ofExpectation(
  name: string,
  subject: SyntaxNode,
  wanted: SyntaxNode | undefined,
): Example | undefined {
  if (truths.has(name)) return { actual: subject, holds: true };
  if (falsities.has(name)) return { actual: subject, holds: false };
  return equalities.has(name) && wanted ? { actual: subject, expected: wanted } : undefined;
}

/** What stands between the brackets of `expect(…)`, with words such as `.to.be` behind it but no `.not`. */
function expectedSubject(object: SyntaxNode): SyntaxNode | undefined {
  let at: SyntaxNode | undefined = object;
  while (at?.type === 'member_expression') {
    if (!fillers.has(childOf(at, 'property')?.text ?? '')) return undefined;
    at = childOf(at, 'object');
  }
  const call = at && asCall(at);
  return call?.name === 'expect' && !call.object ? call.arguments[0] : undefined;
}

/** Whether an assertion uses variables of the function that it stands in; these have no value of their own. */
function usesLocals(node: SyntaxNode, { actual, expected }: Example): boolean {
  const holder = ancestor(node, (at) => at.field === 'body' && at.parent !== undefined);
  if (!holder) return false;
  const used = new Set(
    [actual, ...(expected ? [expected] : [])].flatMap((each) => identifiersOf(each)),
  );
  let outermost = holder.parent ?? holder;
  for (let at = outermost.parent; at?.parent; at = at.parent) outermost = at;
  return [...descendants(outermost)].some((at) => isBinding(at) && used.has(at.text));
}

function identifiersOf(node: SyntaxNode): readonly string[] {
  return [...descendants(node)].filter(({ type }) => type === 'identifier').map(({ text }) => text);
}

function isBinding(node: SyntaxNode): boolean {
  if (node.type !== 'identifier') return false;
  if (node.field === 'name' && node.parent?.type === 'variable_declarator') return true;
  const parent = node.parent?.type ?? '';
  if (node.field === 'left') return /^(for_|assignment|augmented)/.test(parent);
  return node.field === 'pattern' || /parameter|pattern/.test(parent);
}
