import * as l10n from '@vscode/l10n';
import type { RepairCandidate } from '../../../../protocol/checker.ts';
import { ancestor, descendants, unwrapped, type SyntaxNode } from '../../syntax/node.ts';
import {
  asAssignment,
  asCall,
  asMember,
  binariesOf,
  integerValue,
  lengthSubject,
  type Binary,
} from '../expressions.ts';
import { evidence, repair } from '../finding.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { asBranch, results } from '../patterns.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Comparisons that contradict the function's name or what its comments say. */
export function comparisonWords(fn: FunctionInfo): readonly RepairCandidate[] {
  return comparisonsIn(fn).flatMap((binary) => [
    ...parity(fn, binary),
    ...divisibility(fn, binary),
    ...emptiness(fn, binary),
    ...signs(fn, binary),
    ...documented(fn, binary),
    ...minimumAge(fn, binary),
    ...indexSearch(fn, binary),
  ]);
}

function comparisonsIn(fn: FunctionInfo): readonly Binary[] {
  return [...descendants(fn.body)].flatMap((node) =>
    binariesOf(node).filter((binary) => /^([<>]=?|[!=]==?)$/.test(binary.operator.text)),
  );
}

/** Whether a comparison is what the function returns, or what decides a `return true`. */
function isResult(fn: FunctionInfo, binary: Binary): boolean {
  return results(fn).some((value) => unwrapped(value) === binary.node) || fn.body === binary.node;
}

/** Words of what a test decides: a list that is filled, a variable, else the function. */
function decidedWords(fn: FunctionInfo, binary: Binary): readonly string[] {
  const holder = ancestor(
    binary.node,
    (at) => asBranch(at) !== undefined || asAssignment(at) !== undefined || at === fn.node,
  );
  const target = holder && asAssignment(holder)?.target.text;
  if (target !== undefined) return wordsOf(target);
  const branch = holder && asBranch(holder);
  if (branch) {
    const pushed = [...descendants(branch.consequence)].flatMap((node) => {
      const call = asCall(node);
      return call?.object && /^(push|append|add)$/.test(call.name) ? [call.object.text] : [];
    });
    const [only] = pushed;
    if (only !== undefined && hasWord(wordsOf(only), 'even', 'odd', 'evens', 'odds'))
      return wordsOf(only);
  }
  return fn.nameWords.some((word) => /^(even|odd)s?$/.test(word)) ? fn.nameWords : [...fn.docWords];
}

function parity(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  const remainder = binariesOf(unwrapped(binary.left))[0];
  if (remainder?.operator.text !== '%' || integerValue(remainder.right) !== 2) return [];
  // Whether a length is even decides where the middle is.
  if (lengthSubject(unwrapped(remainder.left)) !== undefined) return [];
  const value = integerValue(binary.right);
  const words = decidedWords(fn, binary);
  const even = hasWord(words, 'even', 'evens');
  const odd = hasWord(words, 'odd', 'odds');
  if ((value !== 0 && value !== 1) || even === odd || /[<>]/.test(binary.operator.text)) return [];
  const branch =
    binary.node.parent &&
    asBranch(
      binary.node.parent.type === 'parenthesized_expression'
        ? (binary.node.parent.parent ?? binary.node)
        : binary.node.parent,
    );
  if (branch && /\b(continue|return false|return False)\b/.test(branch.consequence.text)) return [];
  const equal = !binary.operator.text.startsWith('!');
  const testsEven = equal === (value === 0);
  if (testsEven === even) return [];
  const why = even ? l10n.t('This tests for odd numbers.') : l10n.t('This tests for even numbers.');
  if (value === 0 && !equal)
    return [
      repair(
        binary.operator,
        binary.operator.text.replace('!', '='),
        'comparison',
        evidence.strong,
        why,
      ),
    ];
  if (value === 0) {
    return [
      repair(
        binary.operator,
        binary.operator.text.replace('=', '!'),
        'comparison',
        evidence.strong - 1,
        why,
      ),
      repair(binary.right, '1', 'offByOne', evidence.strong - 0.3, why),
    ];
  }
  return [repair(binary.right, '0', 'offByOne', evidence.strong, why)];
}

function divisibility(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  const remainder = binariesOf(unwrapped(binary.left))[0];
  const value = integerValue(binary.right);
  if (
    remainder?.operator.text !== '%' ||
    !isResult(fn, binary) ||
    !hasWord(fn.nameWords, 'divisible', 'multiple', 'divides', 'factor')
  )
    return [];
  if (hasWord(fn.nameWords, 'not', 'non') || integerValue(remainder.right) === 2) return [];
  const why = l10n.t('Divisible means that nothing remains.');
  if (value === 0 && binary.operator.text.startsWith('!')) {
    return [
      repair(
        binary.operator,
        binary.operator.text.replace('!', '='),
        'comparison',
        evidence.strong,
        why,
      ),
    ];
  }
  if (value === 1 && binary.operator.text.startsWith('='))
    return [repair(binary.right, '0', 'offByOne', evidence.strong, why)];
  return [];
}

function emptiness(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  const isLength =
    lengthSubject(unwrapped(binary.left)) !== undefined ||
    asMember(unwrapped(binary.left))?.property.text === 'size';
  if (!isLength || integerValue(binary.right) !== 0 || !isResult(fn, binary)) return [];
  const words = fn.nameWords;
  const negated = hasWord(words, 'not', 'non', 'nonempty');
  const empty =
    hasWord(words, 'empty', 'blank') !== negated && hasWord(words, 'empty', 'blank', 'nonempty');
  const filled =
    (hasWord(words, 'empty', 'blank', 'nonempty') && negated) ||
    (words[0] === 'has' && !hasWord(words, 'no', 'empty'));
  const equal = fn.family === 'python' ? '==' : '===';
  const operator = binary.operator.text;
  const testsEmpty = /^(===?|<=)$/.test(operator);
  if (empty && !testsEmpty)
    return [
      repair(
        binary.operator,
        equal,
        'comparison',
        evidence.strong,
        l10n.t('Empty means a length of 0.'),
      ),
    ];
  if (filled && !empty && testsEmpty)
    return [
      repair(
        binary.operator,
        '>',
        'comparison',
        evidence.strong,
        l10n.t('This tests for the opposite.'),
      ),
    ];
  return [];
}

function signs(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  if (
    integerValue(binary.right) !== 0 ||
    !/^[<>]=?$/.test(binary.operator.text) ||
    lengthSubject(binary.left)
  )
    return [];
  const [first, second, third] = fn.nameWords;
  const named = fn.nameWords.length <= 3 && isResult(fn, binary);
  if (!named || hasWord(fn.nameWords, 'non', 'not')) return [];
  const positive = [first, second, third].includes('positive');
  const negative = [first, second, third].includes('negative');
  if (positive && binary.operator.text.startsWith('<'))
    return [
      repair(
        binary.operator,
        '>',
        'comparison',
        evidence.strong,
        l10n.t('Positive means above 0.'),
      ),
    ];
  if (negative && binary.operator.text.startsWith('>'))
    return [
      repair(
        binary.operator,
        '<',
        'comparison',
        evidence.strong,
        l10n.t('Negative means below 0.'),
      ),
    ];
  return [];
}

const numberWords: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fifteen: 15,
  sixteen: 16,
  eighteen: 18,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  hundred: 100,
};

const phrases: readonly { readonly pattern: string; readonly operator: string }[] = [
  {
    pattern:
      '(?:at least|no less than|not less than|no fewer than|a minimum of|minimum of|from(?: the age of)?) (?:the )?NUMBER(?! to\\b)',
    operator: '>=',
  },
  {
    pattern:
      'NUMBER(?: \\w+)? (?:or more|or older|or above|or over|or higher|or greater|or later|and up|and above|and older)',
    operator: '>=',
  },
  {
    pattern:
      '(?:at most|no more than|not more than|up to|a maximum of|maximum of|not exceed|within) (?:the )?NUMBER',
    operator: '<=',
  },
  {
    pattern:
      'NUMBER(?: \\w+)? (?:or less|or fewer|or younger|or below|or under|or lower|or earlier)',
    operator: '<=',
  },
  {
    pattern:
      '(?<!no |not )(?:more than|greater than|larger than|longer than|older than|higher than|exceeds?|above|over) (?:the )?NUMBER(?! or)',
    operator: '>',
  },
  {
    pattern:
      '(?<!no |not )(?:less than|fewer than|smaller than|shorter than|younger than|lower than|below|under) (?:the )?NUMBER(?! or)',
    operator: '<',
  },
];

/** “at least 8” beside `length > 8`, “below the limit” beside `x <= limit`. */
function documented(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  const operator = binary.operator.text;
  if (!/^[<>]=?$/.test(operator) || fn.doc === '') return [];
  const subject = amountPattern(binary.right);
  if (subject === undefined) return [];
  const doc = fn.doc.replace(/\s*\n\s*(\*|\/\/|#)?\s*/g, ' ').toLowerCase();
  const wanted = new Set(
    phrases
      .filter(({ pattern }) => says(doc, pattern.replace('NUMBER', subject)))
      .map((phrase) => phrase.operator),
  );
  const [only] = [...wanted];
  if (only === undefined || wanted.size !== 1 || operator === only) return [];
  // A guard tests for the opposite, e.g. `if (length < 8) return false`, and both readings must disagree with it.
  const opposite: Readonly<Record<string, string>> = { '>=': '<', '<=': '>', '>': '<=', '<': '>=' };
  const negative = opposite[only] ?? '';
  if (operator === negative) {
    const positive = isResult(fn, binary) || isConjunct(fn, binary);
    return positive
      ? [
          repair(
            binary.operator,
            only,
            'comparison',
            evidence.strong,
            l10n.t('The comment says otherwise.'),
          ),
        ]
      : [];
  }
  const guard = isGuard(binary);
  if (guard === undefined && !operator.startsWith(only.charAt(0))) return [];
  const text = guard ? negative : only;
  if (text === operator) return [];
  return [
    repair(
      binary.operator,
      text,
      'comparison',
      evidence.strong,
      l10n.t('The comment says otherwise.'),
    ),
  ];
}

/** Whether a sentence has the phrase and nothing that turns it around. */
function says(doc: string, phrase: string): boolean {
  const pattern = new RegExp(`\\b${phrase}\\b`);
  return doc.split(/[.!?]\s/).some((sentence) => {
    if (!pattern.test(sentence)) return false;
    return !/\b(not|never|nothing|no|none|unless|except|cannot|without)\b|n't\b/.test(
      sentence.replace(pattern, ''),
    );
  });
}

function isConjunct(fn: FunctionInfo, binary: Binary): boolean {
  let at = binary.node.parent;
  while (
    at &&
    (at.type === 'parenthesized_expression' ||
      binariesOf(at).some((each) => /^(&&|and)$/.test(each.operator.text)))
  ) {
    if (results(fn).includes(at)) return true;
    at = at.parent;
  }
  return false;
}

/** True for `if (…) return false` or a throw, false for a returned comparison, undefined when unclear. */
function isGuard(binary: Binary): boolean | undefined {
  const statement = ancestor(
    binary.node,
    (at) => asBranch(at) !== undefined || at.type === 'return_statement',
  );
  if (!statement || statement.type === 'return_statement') return statement ? false : undefined;
  const branch = asBranch(statement);
  if (branch && /^\W*(return (false|False)|throw|raise)\b/.test(branch.consequence.text))
    return true;
  if (branch && /^\W*return (true|True)\b/.test(branch.consequence.text)) return false;
  return undefined;
}

function amountPattern(node: SyntaxNode): string | undefined {
  const value = integerValue(node);
  if (value !== undefined) {
    const words = Object.entries(numberWords)
      .filter(([, number]) => number === value)
      .map(([word]) => word);
    return `(?:${[String(value), ...words].join('|')})`;
  }
  if (!/^[A-Za-z_][\w.]*$/.test(node.text)) return undefined;
  const words = wordsOf(node.text.split('.').pop() ?? '');
  return words.length > 0 && (words.at(-1)?.length ?? 0) > 2
    ? `\`?(?:${words.join('[ _]?')}|${words.at(-1) ?? ''})\`?`
    : undefined;
}

/** `age > 18` in `isAdult`. */
function minimumAge(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  const value = integerValue(binary.right);
  const age = wordsOf(binary.left.text).at(-1) === 'age';
  const adult =
    hasWord(fn.nameWords, 'adult', 'adults', 'vote', 'drive', 'drink', 'eligible', 'senior') ||
    /oldEnough|old_enough|ofAge|of_age/.test(fn.name);
  if (
    !age ||
    !adult ||
    value === undefined ||
    ![16, 17, 18, 20, 21, 60, 65].includes(value) ||
    fn.doc.includes('over')
  )
    return [];
  if (
    /^(>|<=?)$/.test(binary.operator.text) &&
    (isResult(fn, binary) || isFilter(binary)) &&
    !(binary.operator.text === '>' && value === 17)
  ) {
    const weight = binary.operator.text === '>' ? evidence.strong - 0.4 : evidence.strong;
    return [
      repair(
        binary.operator,
        '>=',
        'comparison',
        weight,
        l10n.t('Whoever is {0} is old enough.', value),
      ),
    ];
  }
  return [];
}

function isFilter(binary: Binary): boolean {
  const parent = binary.node.parent;
  return (
    parent?.type === 'arrow_function' ||
    parent?.type === 'return_statement' ||
    parent?.type === 'if_clause'
  );
}

/** `indexOf(x) > 0` and `indexOf(x) === -1` in a function that asks whether something is contained. */
function indexSearch(fn: FunctionInfo, binary: Binary): readonly RepairCandidate[] {
  const call = asCall(unwrapped(binary.left));
  const value = integerValue(binary.right);
  if (
    !call ||
    !/^(indexOf|lastIndexOf|findIndex|search|find|rfind)$/.test(call.name) ||
    value === undefined
  )
    return [];
  const asks =
    hasWord(
      fn.nameWords,
      'has',
      'contains',
      'includes',
      'contain',
      'include',
      'is',
      'in',
      'exists',
    ) && isResult(fn, binary);
  const negated = hasWord(
    fn.nameWords,
    'not',
    'no',
    'missing',
    'lacks',
    'without',
    'absent',
    'new',
    'unique',
  );
  if (!asks || negated) return [];
  if (value === 0 && binary.operator.text === '>') {
    return [
      repair(
        binary.operator,
        '>=',
        'comparison',
        evidence.strong,
        l10n.t('A match at the very start counts too.'),
      ),
    ];
  }
  if (value === -1 && /^(===?|<=?)$/.test(binary.operator.text)) {
    const text =
      binary.operator.text === '===' ? '!==' : binary.operator.text === '==' ? '!=' : '>';
    return [
      repair(
        binary.operator,
        text,
        'comparison',
        evidence.strong,
        l10n.t('-1 means that it was not found.'),
      ),
    ];
  }
  return [];
}
