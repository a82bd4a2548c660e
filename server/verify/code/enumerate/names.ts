import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { childOf, descendants, type SyntaxNode } from '../../syntax/node.ts';
import { asAssignment, asCall, asMember, asSubscript, binariesOf } from '../expressions.ts';
import { repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { isDeliberate, pairedMethods, partnersOf } from '../pairs.ts';
import { similarNames } from '../scope.ts';

/** Another name that the place can see. */
export function nameEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  if (node.type !== 'identifier') return [];
  const use = fn.uses.get(node.text)?.find((each) => each.node === node);
  if (!use || use.kind === 'parameter' || use.kind === 'declare') return [];
  if (builtIns.has(node.text) && !declared(fn, node.text)) return [];
  const parent = node.parent;
  if (parent && asCall(parent)?.callee === node) return [];
  const names = similarNames(fn, node);
  const fitting = holdsParts(node) ? names.filter((name) => !isCount(fn, name)) : names;
  return fitting.map((name) => repair(node, name, 'wrongVariable', 0));
}

/** Whether a place asks for something that has methods, elements or fields. */
function holdsParts(node: SyntaxNode): boolean {
  const { parent } = node;
  if (!parent) return false;
  const isObject = asMember(parent)?.object === node || asSubscript(parent)?.object === node;
  const isWalked = /^for_/.test(parent.type) && node.field === 'right';
  return isObject || isWalked || /^(spread_element|list_splat)$/.test(parent.type);
}

/** Whether a name is surely a number: it begins as one and is only counted. */
function isCount(fn: FunctionInfo, name: string): boolean {
  const [first, ...rest] = fn.uses.get(name) ?? [];
  const start = first?.node.parent && asAssignment(first.node.parent);
  const begins = start?.target === first?.node && /^-?\d[\d.]*$/.test(start?.value.text ?? '');
  return begins && rest.every((use) => use.kind === 'read' || use.kind === 'update');
}

const builtIns = new Set(
  (
    'Math Object Array JSON Number String Boolean Promise Date Map Set RegExp Error console Symbol Intl fetch process window ' +
    'document math len str int float list dict set tuple bool range isinstance undefined NaN Infinity os re json np datetime ' +
    'ValueError TypeError KeyError Exception this self cls'
  ).split(' '),
);

function declared(fn: FunctionInfo, name: string): boolean {
  return (fn.uses.get(name) ?? []).some(
    (use) => use.kind === 'parameter' || use.kind === 'declare' || use.kind === 'write',
  );
}

/** An index where the element is meant, and a fixed place where the loop's own is: `xs[i]` for `i`, `xs[i]` for `xs[0]`. */
export function elementEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const subscript = asSubscript(node);
  if (subscript && /^\d$/.test(subscript.index.text))
    return loopsAround(node, fn).map(({ index }) =>
      repair(subscript.index, index, 'wrongVariable', 0),
    );
  if (
    node.type !== 'identifier' ||
    !fn.uses.get(node.text)?.some((use) => use.node === node && use.kind === 'read')
  )
    return [];
  const parent = node.parent;
  const isValue =
    parent !== undefined &&
    (/^(arguments|argument_list|return_statement)$/.test(parent.type) ||
      binariesOf(parent).length > 0 ||
      asAssignment(parent)?.value === node);
  if (!isValue) return [];
  return loopsAround(node, fn)
    .filter(({ index }) => index === node.text)
    .map(({ list }) => repair(node, `${list}[${node.text}]`, 'missingIndex', 0));
}

/** The counted loops around a place, with the list whose places they count. */
function loopsAround(
  node: SyntaxNode,
  fn: FunctionInfo,
): readonly { readonly index: string; readonly list: string }[] {
  const found: { index: string; list: string }[] = [];
  for (let at = node.parent; at && at !== fn.node; at = at.parent) {
    if (!/^(for_statement|for_in_statement)$/.test(at.type)) continue;
    const body = childOf(at, 'body');
    if (!body || node.start < body.start) continue;
    const head = fn.text.slice(at.start, body.start);
    const counted =
      /\b([A-Za-z_]\w*) (?:< |<= |in range\(len\(|of Object\.keys\(|in )\(?([A-Za-z_]\w*)(?:\.length|\))?/.exec(
        head,
      );
    if (counted && /\.length|len\(|keys\(| in /.test(head))
      found.push({ index: counted[1] ?? '', list: counted[2] ?? '' });
  }
  return found;
}

/** Another property that the file uses on the same kind of object, or the other half of a pair. */
export function propertyEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const member = asMember(node);
  if (!member || (node.parent && asCall(node.parent)?.callee === node)) return [];
  const { object, property } = member;
  if (
    object.type === 'identifier' &&
    builtIns.has(object.text) &&
    !/^(this|self)$/.test(object.text) &&
    !declared(fn, object.text)
  )
    return [];
  const siblings = [...descendants(/^(this|self)$/.test(object.text) ? fn.root : fn.node)].flatMap(
    (each) => {
      const other = asMember(each);
      const isSame =
        other &&
        (other.object.text === object.text || similarObject(other.object.text, object.text));
      return isSame && !(each.parent && asCall(each.parent)?.callee === each)
        ? [other.property.text]
        : [];
    },
  );
  const found = new Set([...siblings, ...partnersOf(property.text)]);
  found.delete(property.text);
  return [...found].slice(0, 6).map((name) => repair(property, name, 'wrongProperty', 0));
}

/** `a` beside `b`, `first` beside `second`: one kind of object under two names. */
function similarObject(one: string, other: string): boolean {
  return (
    one.length === other.length &&
    one.length <= 2 &&
    /^[a-z]\d?$/.test(one) &&
    /^[a-z]\d?$/.test(other)
  );
}

/** The other method of a pair. */
export function methodEdits(node: SyntaxNode, fn: FunctionInfo): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call) return [];
  const token = asMember(call.callee)?.property ?? call.callee;
  return pairedMethods(call.name)
    .filter((name) => belongs(name, fn))
    .map((name) => ({
      ...repair(token, name, 'wrongMethod', 0),
      ...(isDeliberate(call.name, name) && { deliberate: true as const }),
    }));
}

const pythonOnly =
  /^(append|extend|insert|appendleft|popleft|startswith|endswith|upper|lower|lstrip|rstrip|strip|rfind|rindex|items|remove|discard|isdigit|isalpha|isalnum|isupper|islower|title|capitalize|union|intersection|difference|issubset|issuperset|dumps|loads|enumerate|zip|ljust|rjust|partition|rpartition|rsplit|ord|chr|len|sum)$/;
const scriptOnly =
  /^(push|unshift|shift|concat|startsWith|endsWith|some|every|findIndex|findLast|flatMap|forEach|trunc|toUpperCase|toLowerCase|indexOf|lastIndexOf|trimStart|trimEnd|trim|padStart|padEnd|entries|delete|slice|splice|get[A-Z]\w*|set[A-Z]\w*|parseInt|parseFloat|stringify|parse|charAt|charCodeAt|resolve|reject|race)$/;

function belongs(name: string, fn: FunctionInfo): boolean {
  return !(fn.family === 'python' ? scriptOnly : pythonOnly).test(name);
}
