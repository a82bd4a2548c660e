import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import {
  ancestor,
  childOf,
  descendants,
  namedChildren,
  type SyntaxNode,
} from '../../syntax/node.ts';
import { asCall, type Call } from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import { isFunction, parametersOf, type FunctionInfo } from '../functionInfo.ts';
import { statementsOf } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Arguments in the wrong order, by what the callee calls them or by what they plainly are. */
export function swappedArguments(fn: FunctionInfo): readonly RepairCandidate[] {
  const signatures = signaturesIn(fn.root);
  return [...descendants(fn.body)].flatMap((node) => {
    const call = asCall(node);
    if (!call || call.arguments.length < 1) return [];
    return [
      ...byParameterNames(fn, call, signatures),
      ...byKind(fn, call),
      ...byWords(call),
      ...joinOrder(fn, call),
    ];
  });
}

type Signatures = ReadonlyMap<string, readonly string[]>;

function signaturesIn(root: SyntaxNode): Signatures {
  const found = new Map<string, readonly string[]>();
  for (const node of descendants(root)) {
    if (!isFunction(node)) continue;
    const name =
      childOf(node, 'name')?.text ??
      (node.parent?.type === 'variable_declarator'
        ? childOf(node.parent, 'name')?.text
        : undefined);
    const names = parametersOf(node).map((parameter) => parameter.name);
    if (name !== undefined) found.set(name, names[0] === 'self' ? names.slice(1) : names);
  }
  return found;
}

/** `clamp(max, min, value)` where the document declares `clamp(value, min, max)`. */
function byParameterNames(
  fn: FunctionInfo,
  call: Call,
  signatures: Signatures,
): readonly RepairCandidate[] {
  const parameters = signatures.get(call.name);
  if (!parameters || call.name === fn.name || isInside(call.node, call.name)) return [];
  const names = call.arguments.map((argument) => lastName(argument).toLowerCase());
  for (let i = 0; i < names.length; i += 1) {
    for (let j = i + 1; j < names.length; j += 1) {
      const crossed =
        names[i] === parameters[j]?.toLowerCase() && names[j] === parameters[i]?.toLowerCase();
      if (!ofOneOwner(call.arguments[i], call.arguments[j])) continue;
      if (isTurnedOnPurpose(fn, call, i, j, parameters)) continue;
      if (crossed && names[i] !== names[j]) {
        return [
          exchange(
            call,
            i,
            j,
            evidence.strong,
            l10n.t('“{0}” takes ({1}).', call.name, parameters.join(', ')),
          ),
        ];
      }
    }
  }
  return [];
}

/** `end` and `start` of one thing; from the end of one to the start of the next is a gap between two. */
function ofOneOwner(one: SyntaxNode | undefined, other: SyntaxNode | undefined): boolean {
  const [first, second] = [one, other].map((node) => node?.text.replace(/\.?\w+$/, ''));
  return first === second;
}

/** `beta(x, a, b) … beta(1 - x, b, a)`, and `subset(values, other) { return superset(other, values); }`. */
function isTurnedOnPurpose(
  fn: FunctionInfo,
  call: Call,
  first: number,
  second: number,
  parameters: readonly string[],
): boolean {
  const inOrder = [...descendants(fn.body)].some((node) => {
    const other = asCall(node);
    return (
      other?.callee.text === call.callee.text &&
      [first, second].every((at) => other.arguments[at]?.text === parameters[at])
    );
  });
  const own = fn.parameters.map(({ name }) => name);
  const isWrapper =
    statementsOf(fn.body).length === 1 &&
    own.length === call.arguments.length &&
    own.every((name, at) => call.arguments[own.length - 1 - at]?.text === name);
  return inOrder || isWrapper;
}

function isInside(node: SyntaxNode, name: string): boolean {
  return ancestor(node, (at) => isFunction(at) && childOf(at, 'name')?.text === name) !== undefined;
}

function lastName(node: SyntaxNode): string {
  return /^[\w.]+$/.test(node.text) ? (node.text.split('.').pop() ?? '') : '';
}

function exchange(
  call: Call,
  first: number,
  second: number,
  prior: number,
  why: string,
): RepairCandidate {
  const texts = call.arguments.map((argument) => argument.text);
  [texts[first], texts[second]] = [texts[second] ?? '', texts[first] ?? ''];
  const start = call.arguments[0]?.start ?? 0;
  const end = call.arguments.at(-1)?.end ?? start;
  return repair({ start, end }, texts.join(', '), 'swappedArguments', prior, why);
}

const isFunctionLike = (node: SyntaxNode): boolean =>
  /^(arrow_function|function_expression|lambda)$/.test(node.type) ||
  /^(fn|func|callback|cb|handler|resolve|reject|task|listener|done|next|tick)$/.test(node.text);
const isNumberLike = (node: SyntaxNode): boolean =>
  /^(number|integer|float)$/.test(node.type) ||
  hasWord(
    wordsOf(lastName(node)),
    'ms',
    'delay',
    'timeout',
    'wait',
    'interval',
    'milliseconds',
    'duration',
    'millis',
  );
const isText = (node: SyntaxNode): boolean => /^(string|template_string)$/.test(node.type);
const isTypeName = (node: SyntaxNode): boolean => {
  if (node.type === 'tuple') return namedChildren(node).every((child) => isTypeName(child));
  return (
    /^(str|int|float|bool|list|dict|tuple|set|bytes|complex|frozenset|object)$/.test(node.text) ||
    /^([a-z_]+\.)?[A-Z]\w*[a-z]\w*$/.test(node.text)
  );
};
const isNothing = (node: SyntaxNode): boolean => /^(null|undefined|None)$/.test(node.text);
const isPlain = (node: SyntaxNode): boolean =>
  /^(identifier|member_expression|attribute|call|call_expression|subscript|subscript_expression)$/.test(
    node.type,
  );

interface KindRule {
  readonly callee: RegExp;
  /** Whether (a, b) stand in each other's place. */
  readonly wrong: (a: SyntaxNode, b: SyntaxNode) => boolean;
  /** Positions of a and b; default 0 and 1. */
  readonly at?: readonly [number, number];
  readonly takes: string;
}

const kindRules: readonly KindRule[] = [
  {
    callee: /(^|\.)(setTimeout|setInterval)$/,
    wrong: (a, b) => isFunctionLike(b) && !isFunctionLike(a) && (isNumberLike(a) || isPlain(a)),
    takes: '(callback, milliseconds)',
  },
  {
    callee: /^isinstance$/,
    wrong: (a, b) => isTypeName(a) && !isTypeName(b) && isPlain(b),
    takes: '(object, type)',
  },
  {
    callee: /^issubclass$/,
    wrong: (a, b) =>
      /^(str|int|float|list|dict|Exception|BaseException)$/.test(a.text) && !isTypeName(b),
    takes: '(class, parent)',
  },
  {
    callee: /(^|\.)addEventListener$|\.(on|once|off|addListener)$/,
    wrong: (a, b) => isText(b) && !isText(a),
    takes: '(type, listener)',
  },
  {
    callee: /^JSON\.stringify$/,
    wrong: (a, b) => /^(number|string)$/.test(a.type) && isNothing(b),
    at: [1, 2],
    takes: '(value, replacer, indent)',
  },
  {
    callee: /^(parseInt|Number\.parseInt)$/,
    wrong: (a, b) => /^(10|16|2|8)$/.test(a.text) && isPlain(b),
    takes: '(text, radix)',
  },
  {
    callee: /\.(padStart|padEnd)$/,
    wrong: (a, b) => isText(a) && !isText(b),
    takes: '(length, fill)',
  },
  {
    callee: /\.(reduce|reduceRight)$/,
    wrong: (a, b) => isFunctionLike(b) && /^(\d+|\[\]|\{\}|''|""|new \w+\(\))$/.test(a.text),
    takes: '(callback, first)',
  },
  {
    callee: /^(getattr|setattr|hasattr)$/,
    wrong: (a, b) => isText(a) && isPlain(b),
    takes: '(object, name)',
  },
  {
    callee: /^re\.(match|search|findall|fullmatch|split|finditer)$/,
    wrong: (a, b) => isText(b) && !isText(a),
    takes: '(pattern, text)',
  },
  {
    callee: /^enumerate$/,
    wrong: (a, b) => /^\d+$/.test(a.text) && isPlain(b),
    takes: '(items, start)',
  },
  { callee: /^json\.dump$/, wrong: (a, b) => isFile(a) && !isFile(b), takes: '(value, file)' },
  { callee: /^pickle\.dump$/, wrong: (a, b) => isFile(a) && !isFile(b), takes: '(value, file)' },
  {
    callee: /^(map|filter)$/,
    wrong: (a, b) => b.type === 'lambda' && a.type !== 'lambda',
    takes: '(function, items)',
  },
  {
    callee: /\.splice$/,
    wrong: (a, b) => a.text === '1' && /^(i|index|idx|position)$/.test(b.text),
    takes: '(start, count)',
  },
  {
    callee: /^Object\.assign$/,
    wrong: (a, b) => b.text === '{}' && isPlain(a),
    takes: '(target, source)',
  },
  {
    callee: /^(round|Math\.round)$/,
    wrong: (a, b) => /^\d$/.test(a.text) && isPlain(b),
    takes: '(number, digits)',
  },
  {
    callee: /\.(writeFile|writeFileSync|appendFile|appendFileSync)$/,
    wrong: (a, b) => isContent(a) && isPath(b),
    takes: '(path, data)',
  },
];

function isFile(node: SyntaxNode): boolean {
  return /^(f|fp|fh|file|handle|out|output|outfile|stream|f_out|json_file|out_file|fd)$/.test(
    node.text,
  );
}

function isPath(node: SyntaxNode): boolean {
  return (
    hasWord(wordsOf(lastName(node)), 'path', 'file', 'filename', 'target', 'destination', 'dest') ||
    /\.(json|txt|md|csv)['"`]$/.test(node.text)
  );
}

function isContent(node: SyntaxNode): boolean {
  return (
    hasWord(wordsOf(lastName(node)), 'data', 'content', 'contents', 'text', 'body', 'json') ||
    /^JSON\.stringify\(/.test(node.text)
  );
}

/** Arguments whose kinds give them away. */
function byKind(fn: FunctionInfo, call: Call): readonly RepairCandidate[] {
  return kindRules.flatMap(({ callee, wrong, at = [0, 1], takes }) => {
    const [first, second] = at;
    const a = call.arguments[first];
    const b = call.arguments[second];
    if (!a || !b || !callee.test(call.callee.text) || !wrong(a, b)) return [];
    if (fn.family === 'python' && [a, b].some((argument) => argument.type === 'keyword_argument'))
      return [];
    return [
      exchange(
        call,
        first,
        second,
        evidence.certain,
        l10n.t('“{0}” takes {1}.', call.callee.text, takes),
      ),
    ];
  });
}

interface WordRule {
  readonly callee: RegExp;
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly takes: string;
}

const wordRules: readonly WordRule[] = [
  {
    callee: /^(Math\.pow|pow|math\.pow)$/,
    first: ['base', 'x', 'number', 'num', 'value'],
    second: ['exponent', 'exp', 'power', 'e', 'times'],
    takes: '(base, exponent)',
  },
  {
    callee: /\.(replace|replaceAll)$/,
    first: [
      'old',
      'search',
      'from',
      'needle',
      'pattern',
      'find',
      'before',
      'placeholder',
      'target',
      'key',
    ],
    second: ['new', 'replacement', 'to', 'replace', 'after', 'substitute', 'value'],
    takes: '(old, new)',
  },
  {
    callee: /\.(slice|substring|subarray|splice)$|^(range|slice)$/,
    first: ['start', 'from', 'begin', 'first', 'low', 'left', 'offset', 'min'],
    second: ['end', 'to', 'stop', 'finish', 'last', 'high', 'right', 'until', 'max'],
    takes: '(start, end)',
  },
  {
    callee: /\.set$/,
    first: ['key', 'id', 'name'],
    second: ['value', 'val', 'entry', 'item', 'data', 'result'],
    takes: '(key, value)',
  },
  {
    callee: /\.(setItem|setAttribute|setHeader)$/,
    first: ['key', 'name', 'header'],
    second: ['value', 'val', 'data'],
    takes: '(name, value)',
  },
  {
    callee: /^random\.(randint|randrange|uniform)$/,
    first: ['min', 'low', 'lower', 'start', 'minimum', 'lo'],
    second: ['max', 'high', 'upper', 'end', 'stop', 'maximum', 'hi'],
    takes: '(low, high)',
  },
  {
    callee: /^divmod$/,
    first: ['total', 'dividend', 'numerator', 'seconds', 'minutes', 'n'],
    second: ['divisor', 'denominator', 'size', 'base'],
    takes: '(number, divisor)',
  },
  {
    callee: /^(Math\.atan2|math\.atan2)$/,
    first: ['y', 'dy'],
    second: ['x', 'dx'],
    takes: '(y, x)',
  },
  {
    callee:
      /^(shutil\.(copy|copyfile|copy2|move)|os\.rename|fs\.(renameSync|copyFileSync|rename|copyFile|cpSync))$/,
    first: ['src', 'source', 'from', 'old', 'original'],
    second: ['dst', 'dest', 'destination', 'target', 'to', 'new', 'backup'],
    takes: '(source, destination)',
  },
  {
    callee: /\.(insert|insert_at)$/,
    first: ['index', 'position', 'i', 'idx', 'pos'],
    second: ['item', 'value', 'element', 'entry', 'x'],
    takes: '(index, value)',
  },
];

/** Arguments whose own names say that they are exchanged. */
function byWords(call: Call): readonly RepairCandidate[] {
  const [a, b] = call.arguments;
  if (!a || !b || call.arguments.length > 3) return [];
  const one = wordsOf(lastName(a));
  const two = wordsOf(lastName(b));
  return wordRules.flatMap(({ callee, first, second, takes }) => {
    if (!callee.test(call.callee.text)) return [];
    const wrong = hasWord(one, ...second) && hasWord(two, ...first) && ofOneOwner(a, b);
    const right = hasWord(one, ...first) || hasWord(two, ...second);
    return wrong && !right
      ? [exchange(call, 0, 1, evidence.strong, l10n.t('“{0}” takes {1}.', call.callee.text, takes))]
      : [];
  });
}

/** Python's `words.join(" ")`. */
function joinOrder(fn: FunctionInfo, call: Call): readonly RepairCandidate[] {
  const [only] = call.arguments;
  if (
    fn.family !== 'python' ||
    call.name !== 'join' ||
    call.arguments.length !== 1 ||
    !only ||
    !call.object
  )
    return [];
  const isList = /^\[|^(list|sorted|map|reversed)\(|(s|list|parts|chars|queue)$/.test(
    call.object.text,
  );
  if (
    only.type !== 'string' ||
    call.object.type === 'string' ||
    !isList ||
    /path/.test(call.object.text)
  )
    return [];
  const why = l10n.t('In Python the separator joins the parts.');
  return [
    repair(
      call.node,
      `${only.text}.join(${call.object.text})`,
      'swappedArguments',
      evidence.strong,
      why,
    ),
  ];
}
