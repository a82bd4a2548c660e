import { ancestor, type SyntaxNode } from '../syntax/node.ts';
import { isFunction, type FunctionInfo, type Use } from './functionInfo.ts';

/** Names that a place can see and that could stand there instead, nearest in kind first. */
export function similarNames(fn: FunctionInfo, node: SyntaxNode): readonly string[] {
  const found: string[] = [];
  for (const [name, uses] of fn.uses) {
    if (name === node.text || name === fn.name) continue;
    if (uses.some((use) => isVisible(use, node)) && !isCallee(uses)) found.push(name);
  }
  return found.slice(0, 8);
}

/** Whether a use introduces its name, so that a later place may read it. */
export function introduces(use: Use): boolean {
  return use.kind === 'parameter' || use.kind === 'declare' || use.kind === 'write';
}

function isVisible(use: Use, place: SyntaxNode): boolean {
  if (!introduces(use)) return false;
  if (use.node.start > place.start) return isInComprehension(use.node, place);
  const owner = ancestor(use.node, isFunction);
  if (!owner || (place.start >= owner.start && place.end <= owner.end)) return true;
  return false;
}

/** A comprehension names its variables behind the expression that reads them. */
function isInComprehension(name: SyntaxNode, place: SyntaxNode): boolean {
  const clause = ancestor(name, (at) => at.type === 'for_in_clause');
  const whole = clause?.parent;
  return (
    whole !== undefined &&
    name.end <= (clause?.children.find((child) => child.text === 'in')?.start ?? 0) &&
    place.start >= whole.start &&
    place.end <= whole.end
  );
}

function isCallee(uses: readonly Use[]): boolean {
  return uses.some((use) => use.node.field === 'function');
}
