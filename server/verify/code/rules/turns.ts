import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  unwrapped,
  type SyntaxNode,
} from '../../syntax/node.ts';
import {
  asAssignment,
  asBinary,
  asCall,
  asMember,
  asSubscript,
  type Binary,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, type FunctionInfo } from '../functionInfo.ts';
import { asBranch, following, results, statementsOf, type Branch } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** When it is somebody's turn: enough time gone by, enough taken, a shorter way found, an answer awaited. */
export function turns(fn: FunctionInfo): readonly RepairCandidate[] {
  return [...descendants(fn.body)].flatMap((node) => {
    const branch = asBranch(node);
    return [
      ...(branch
        ? [
            ...pacing(branch),
            ...takesOneMore(branch),
            ...shorterWay(branch),
            ...closedTooOften(fn, branch),
          ]
        : []),
      ...freshness(fn, node),
      ...base(node),
      ...unawaited(fn, node),
      ...binNumber(node),
      ...mostCommon(fn, node),
      ...dropsOthers(fn, node),
    ];
  });
}

const opposite: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

/** `now - last < wait` against what such a difference is compared with. */
interface Elapsed extends Binary {
  readonly since: string;
  readonly now: string;
}

function elapsed(condition: SyntaxNode): Elapsed | undefined {
  const binary = asBinary(condition);
  const difference =
    binary && Object.hasOwn(opposite, binary.operator.text) ? asBinary(binary.left) : undefined;
  if (!binary || difference?.operator.text !== '-') return undefined;
  const now = difference.left.text;
  if (
    !/^(now|current_?time|Date\.now\(\)|performance\.now\(\)|time\.(time|monotonic)\(\))$/i.test(
      now,
    )
  )
    return undefined;
  return { ...binary, now, since: difference.right.text };
}

/** `if (now - last < wait) { last = now; fn(); }` runs too often and never again. */
function pacing({ condition, consequence, node, alternative }: Branch): readonly RepairCandidate[] {
  const test = elapsed(condition);
  if (!test || alternative || !/^[\w$.#]+$/.test(test.since)) return [];
  if (
    !hasWord(
      wordsOf(test.right.text),
      'wait',
      'interval',
      'delay',
      'limit',
      'throttle',
      'cooldown',
      'period',
      'gap',
      'ms',
      'seconds',
    )
  )
    return [];
  const renews = (statement: SyntaxNode | undefined): boolean => {
    const inner =
      statement?.type === 'expression_statement' ? namedChildren(statement)[0] : undefined;
    const assignment = inner && asAssignment(inner);
    return assignment?.target.text === test.since && assignment.value.text === test.now;
  };
  const inside = statementsOf(consequence);
  const isLess = test.operator.text.startsWith('<');
  const acts = inside.some(renews) && inside.length > 1;
  const waits =
    inside.length === 1 && inside[0]?.type === 'return_statement' && following(node).some(renews);
  if (!(acts && isLess) && !(waits && !isLess)) return [];
  const why = l10n.t('This acts before “{0}” has passed, and not after.', test.right.text);
  return [
    repair(test.operator, opposite[test.operator.text] ?? '', 'comparison', evidence.strong, why),
  ];
}

const freshWords = ['fresh', 'recent', 'recently', 'alive', 'unexpired'];
const staleWords = ['stale', 'expired', 'outdated', 'idle', 'inactive', 'overdue'];

/** `isFresh` that returns `now - storedAt > maxAge`. */
function freshness(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  if (
    !results(fn).some((value) => value === unwrapped(node)) ||
    node.type === 'parenthesized_expression'
  )
    return [];
  const test = elapsed(node);
  const [first] = fn.nameWords;
  if (!test || hasWord(fn.nameWords, 'not', 'no', 'if', 'un')) return [];
  if (!/^(is|has|was|are|fresh|expired|stale)$/.test(first ?? '')) return [];
  const [isFresh, isStale] = [
    hasWord(fn.nameWords, ...freshWords),
    hasWord(fn.nameWords, ...staleWords),
  ];
  if (isFresh === isStale || isFresh === test.operator.text.startsWith('<')) return [];
  const text = isFresh ? '<' : '>';
  const why = l10n.t('“{0}” asks for the opposite.', fn.name);
  return [repair(test.operator, text, 'comparison', evidence.strong, why)];
}

/** `if (taken > count) return; yield item; taken++`, counted from 0, takes one too many, and `<` none. */
function takesOneMore(branch: Branch): readonly RepairCandidate[] {
  const binary = asBinary(branch.condition);
  const [only, ...more] = statementsOf(branch.consequence);
  if (
    !binary ||
    !/^(>|<=?)$/.test(binary.operator.text) ||
    binary.left.type !== 'identifier' ||
    !only ||
    more.length > 0
  )
    return [];
  if (!/^(return|break)_statement$/.test(only.type) || namedChildren(only).length > 0) return [];
  if (!/^(count|n|limit|max\w*|size|total|k)$/.test(binary.right.text) || branch.alternative)
    return [];
  const later = following(branch.node);
  const name = binary.left.text;
  const counts = later.some((each) =>
    new RegExp(`^(${name}(\\+\\+| \\+= 1)|\\+\\+${name});?$`).test(each.text),
  );
  const gives = later.some((each) => /^\s*yield\b/.test(each.text));
  const loop = ancestor(
    branch.node,
    (at) => /^for(_in)?_statement$/.test(at.type) || isFunction(at),
  );
  const before = loop?.parent ? namedChildren(loop.parent) : [];
  const starts = before.some((each) =>
    new RegExp(`^((let|var) )?${name}(: number)? = 0;?$`).test(each.text),
  );
  if (!counts || !gives || !starts || !loop || isFunction(loop)) return [];
  const why =
    binary.operator.text === '>'
      ? l10n.t('“{0}” counts from 0: this gives one too many.', name)
      : l10n.t('“{0}” counts from 0: this gives none.', name);
  return [repair(binary.operator, '>=', 'comparison', evidence.strong, why)];
}

/** `if candidate > best.get(node, inf): best[node] = candidate` never finds a first way. */
function shorterWay(branch: Branch): readonly RepairCandidate[] {
  const binary = asBinary(branch.condition);
  if (!binary || !/^>=?$/.test(binary.operator.text)) return [];
  if (
    !/\b(float\(['"]inf(inity)?['"]\)|math\.inf|Infinity|Number\.POSITIVE_INFINITY)\)?$/.test(
      binary.right.text,
    ) ||
    /-\s*(Infinity|math\.inf)|['"]-inf/.test(binary.right.text)
  )
    return [];
  const call = asCall(binary.right);
  const fallback = asBinary(binary.right);
  const isLookup =
    call?.name === 'get'
      ? call.arguments.length === 2
      : /^(\?\?|\|\|)$/.test(fallback?.operator.text ?? '');
  const stores = statementsOf(branch.consequence).some((each) => {
    const assignment = asAssignment(namedChildren(each)[0] ?? each);
    const stored = asCall(namedChildren(each)[0] ?? each);
    return (
      (assignment?.value.text === binary.left.text &&
        asSubscript(assignment.target) !== undefined) ||
      (stored?.name === 'set' && stored.arguments[1]?.text === binary.left.text)
    );
  });
  if (!isLookup || !stores) return [];
  const why = l10n.t('Nothing is larger than infinity.');
  return [repair(binary.operator, '<', 'comparison', evidence.certain, why)];
}

/** `depth -= 1; if (depth > 0) return false`, where balance is asked for. */
function closedTooOften(fn: FunctionInfo, branch: Branch): readonly RepairCandidate[] {
  const binary = asBinary(branch.condition);
  const [only, ...more] = statementsOf(branch.consequence);
  if (
    !binary ||
    !/^>=?$/.test(binary.operator.text) ||
    binary.right.text !== '0' ||
    more.length > 0
  )
    return [];
  if (!/^return (false|False);?$/.test(only?.text ?? '') || binary.left.type !== 'identifier')
    return [];
  const block = namedChildren(branch.node.parent ?? branch.node);
  const before = block[block.indexOf(branch.node) - 1];
  const name = binary.left.text;
  const goesDown = new RegExp(`^(${name}(--| -= 1)|--${name});?$`).test(before?.text ?? '');
  const endsAtZero = results(fn).some((value) => new RegExp(`^${name} ={2,3} 0$`).test(value.text));
  const why = l10n.t('“{0}” may well be above 0 here: more is open than closed.', name);
  return goesDown && endsAtZero
    ? [repair(binary.operator, '<', 'comparison', evidence.strong, why)]
    : [];
}

const bases: Readonly<Record<string, string>> = {
  hex: '16',
  binary: '2',
  octal: '8',
  bin: '2',
  hexadecimal: '16',
};

/** `parseInt(hex.slice(1), 10)`. */
function base(node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  const [text, radix, ...more] = call?.arguments ?? [];
  if (!call || !/^(parseInt|int)$/.test(call.name) || !text || !radix || more.length > 0) return [];
  const digits = /^[A-Za-z_$][\w$]*/.exec(text.text)?.[0] ?? '';
  const [word, ...others] = wordsOf(digits).filter((each) => Object.hasOwn(bases, each));
  const wanted = word === undefined || others.length > 0 ? undefined : bases[word];
  if (wanted === undefined || !/^(2|8|10|16)$/.test(radix.text) || radix.text === wanted) return [];
  const why = l10n.t('“{0}” is not written to the base {1}.', digits, radix.text);
  return [repair(radix, wanted, 'literal', evidence.strong, why)];
}

/** `const user = db.findUser(id)` in an async function that awaits nothing, `response.text()` of an `async with`. */
function unawaited(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call?.object || /^(await|await_expression)$/.test(node.parent?.type ?? '')) return [];
  const why = l10n.t('This gives a promise of the answer, not the answer.');
  const awaited = [repair(node, `await ${node.text}`, 'missingAwait', evidence.strong, why)];
  if (fn.family === 'python') {
    const { text: response } = call.object;
    const holder = ancestor(
      node,
      (at) =>
        at.type === 'with_statement' &&
        at.children[0]?.text === 'async' &&
        new RegExp(
          `\\bsession\\.(get|post|put|patch|delete|request)\\([^\\n]*\\) as ${response}:`,
        ).test(at.text),
    );
    return holder && /^(text|json|read)$/.test(call.name) && call.arguments.length === 0
      ? awaited
      : [];
  }
  const owner = ancestor(node, isFunction);
  const declarator = node.parent?.type === 'variable_declarator' ? node.parent : undefined;
  if (!owner || !declarator || !/^async\b/.test(owner.text)) return [];
  const body = childOf(owner, 'body');
  const name = childOf(declarator, 'name');
  if (!body || name?.type !== 'identifier' || /\bawait\b|\bPromise\b|\.then\(/.test(body.text))
    return [];
  const isStore =
    /^(this\.)?(db|database|repo|repository|\w+Repo|\w+Repository|prisma(\.\w+)?)$/.test(
      call.object.text,
    );
  const isQuery = /^(find|get|fetch|load|query|insert|update|delete|save|create|count|list)/.test(
    call.name,
  );
  const isRead = new RegExp(`!${name.text}\\b|\\b${name.text}[.[]`).test(body.text);
  return isStore && isQuery && isRead ? awaited : [];
}

/** `index = value % bin_width`. */
function binNumber(node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  const binary = assignment?.operator === '=' ? asBinary(assignment.value) : undefined;
  if (
    !assignment ||
    binary?.operator.text !== '%' ||
    !/^(block|module)$/.test(node.parent?.parent?.type ?? '')
  )
    return [];
  const isBin = hasWord(wordsOf(assignment.target.text), 'bin', 'bucket', 'index', 'slot');
  const width = wordsOf(binary.right.text);
  if (!isBin || !hasWord(width, 'bin', 'bucket') || !hasWord(width, 'width', 'size')) return [];
  const why = l10n.t('“{0}” counts the whole widths below the value.', assignment.target.text);
  return [repair(binary.operator, '//', 'operator', evidence.strong, why)];
}

/** `most_common` that takes the `min`. */
function mostCommon(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const call = asCall(node);
  if (!call || call.callee.type !== 'identifier' || !/^(min|max)$/.test(call.name)) return [];
  const key = call.arguments.find((each) => /^key\s*=/.test(each.text));
  if (!key || !/\.get$|\.count$|\[1\]$/.test(key.text)) return [];
  const name = fn.nameWords.join(' ');
  const way = /\b(most|least) (common|frequent|popular|used|frequently)\b/.exec(name)?.[1];
  const wanted = way === 'most' ? 'max' : 'min';
  if (way === undefined || wanted === call.name) return [];
  const why = l10n.t('“{0}” asks for the other end.', fn.name);
  return [repair(call.callee, wanted, 'wrongMethod', evidence.strong, why)];
}

/** `() => { handlers = handlers.filter((other) => other === handler) }`, given back where the handler was added. */
function dropsOthers(fn: FunctionInfo, node: SyntaxNode): readonly RepairCandidate[] {
  const assignment = asAssignment(node);
  const call = assignment?.operator === '=' ? asCall(assignment.value) : undefined;
  const owner = ancestor(node, isFunction);
  if (!assignment || call?.name !== 'filter' || call.object?.text !== assignment.target.text)
    return [];
  if (!owner || owner === fn.node || owner.parent?.type !== 'return_statement') return [];
  const body = call.arguments[0] && childOf(call.arguments[0], 'body');
  const binary = body && asBinary(unwrapped(body));
  const added = binary?.right.text;
  if (!binary || !/^={2,3}$/.test(binary.operator.text) || binary.right.type !== 'identifier')
    return [];
  const isAdded = [...descendants(fn.body)].some((each) => {
    const push = asCall(each);
    return (
      push !== undefined &&
      asMember(push.callee) !== undefined &&
      /^(push|unshift|add)$/.test(push.name) &&
      push.arguments[0]?.text === added
    );
  });
  const why = l10n.t('This keeps only the one that leaves.');
  return isAdded
    ? [
        repair(
          binary.operator,
          `!${binary.operator.text.slice(1)}`,
          'comparison',
          evidence.strong,
          why,
        ),
      ]
    : [];
}
