import type { CheckerCalls, ExampleReport } from '../../../../protocol/checker.ts';
import { namedChildren, parseNodes, type SyntaxNode } from '../../syntax/node.ts';
import { describeFunction, functionsIn, type FunctionInfo } from '../functionInfo.ts';
import { excerptOf, versionOf } from '../versions.ts';
import { assertedExamples } from './assertedExamples.ts';
import { isPlain, topLevelDeclarations } from './declarations.ts';
import { exampleText, type Example } from './example.ts';
import { createTrial } from './trial.ts';
import { doctests, statedExamples } from './statedExamples.ts';

/** More examples than these say no more. */
const mostExamples = 12;

/** Steps that all trials of one function may take together; a second on a slow core. */
const stepsForAll = 2_000_000;

const noExamples: ExampleReport = { examples: [], tried: 0 };

/** The examples of a function, whether it meets them, and the first of the edits that meets them all. */
export async function exampleReport(
  { text, languageId, range, instruction, edits }: CheckerCalls['code/examples']['params'],
  signal: AbortSignal,
): Promise<ExampleReport> {
  const root = await parseNodes(languageId, text);
  signal.throwIfAborted();
  const node = root && functionsIn(root, range)[0];
  const fn = root && node && describeFunction(root, text, languageId, node);
  if (!fn || fn.isAsync || fn.name === '') return noExamples;
  const declared = topLevelDeclarations(root);
  // Only what stands by itself at the top of a file can be called without an object or a closure around it.
  if (declared.get(fn.name) !== fn.node || !isPlain(fn)) return noExamples;
  const trial = createTrial(fn, declared);
  const runnable = (await examplesOf(fn, instruction)).flatMap((example) => {
    const met = trial.meets(example, fn.node);
    return met === undefined ? [] : [{ example, met }];
  });
  const examples = runnable.map(({ example, met }) => ({
    text: exampleText(example),
    met,
    ...(example.stated && { stated: example.stated }),
  }));
  if (examples.length === 0) return noExamples;
  const excerpt = excerptOf(fn);
  for (const [place, edit] of edits.entries()) {
    signal.throwIfAborted();
    if (trial.spent() > stepsForAll) return { examples, tried: place, spent: true };
    const version = await versionOf(excerpt, edit);
    if (version && runnable.every(({ example }) => trial.meets(example, version.node) === true))
      return { examples, first: place, tried: place + 1 };
  }
  return { examples, tried: edits.length };
}

/** What the instruction, the comments and the assertions of the file say that the function gives. */
async function examplesOf(
  fn: FunctionInfo,
  instruction: string | undefined,
): Promise<readonly Example[]> {
  const { name, languageId } = fn;
  const found: Example[] = [];
  if (instruction?.includes(`${name}(`) === true)
    found.push(...(await statedExamples(instruction, name, languageId, 'instruction')));
  for (const comment of commentsOf(fn.root)) {
    if (!comment.includes(`${name}(`)) continue;
    found.push(...(await statedExamples(comment, name, languageId, 'comment')));
    if (languageId === 'python') found.push(...(await doctests(comment, name)));
  }
  found.push(...assertedExamples(fn));
  const distinct = new Map(found.map((example) => [exampleText(example), example]));
  return [...distinct.values()].slice(0, mostExamples);
}

/** The texts of comments and docstrings without their marks, each with the call that stands before it on its line. */
function commentsOf(root: SyntaxNode): readonly string[] {
  const found: string[] = [];
  const visit = (node: SyntaxNode): void => {
    for (const [place, child] of node.children.entries()) {
      if (child.type === 'comment') found.push(withCall(child, node.children[place - 1]));
      else if (isDocstring(child)) found.push(child.text.slice(3, -3));
      else visit(child);
    }
  };
  visit(root);
  return found;
}

function isDocstring(node: SyntaxNode): boolean {
  const [only] = namedChildren(node);
  return node.type === 'expression_statement' && only?.type === 'string' && node.text.length > 6;
}

/** `f(2); // 4` reads as one line, and the lines of a block comment lose their stars. */
function withCall(comment: SyntaxNode, before: SyntaxNode | undefined): string {
  const isCall = before?.type === 'expression_statement' && namedChildren(before).length === 1;
  if (isCall && !betweenHasLineEnd(before, comment)) return `${before.text} ${comment.text}`;
  const { text } = comment;
  if (!text.startsWith('/*')) return text.startsWith('#') ? text.slice(1) : text.slice(2);
  return text
    .slice(2, -2)
    .split('\n')
    .map((line) => (line.trimStart().startsWith('*') ? line.trimStart().slice(1) : line))
    .join('\n');
}

function betweenHasLineEnd(before: SyntaxNode, after: SyntaxNode): boolean {
  let root = before;
  while (root.parent) root = root.parent;
  return root.text.slice(before.end - root.start, after.start - root.start).includes('\n');
}
