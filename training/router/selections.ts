import { createRandom } from './logistic.ts';

/** One generated editor selection with the expert that should get it. */
export interface Selection {
  readonly prompt: string;
  readonly expert: 'code' | 'logic' | 'prose';
  readonly languageId: string;
  /** `comment`, `docstring`, `paragraph`, `condition`, `arithmetic`, `function`, `statement`, … */
  readonly kind: string;
  readonly syntaxNode?: string;
}

type Syntax = 'typescript' | 'javascript' | 'python';
type Pick = <T>(list: readonly T[]) => T;

interface Dice {
  readonly pick: Pick;
  readonly chance: (share: number) => boolean;
  readonly number: (below: number) => number;
}

const nouns =
  'user order item account file message token session price total index buffer queue result record event node child parent path name label score limit count timer cache entry row column page customer invoice product request response config option filter handler worker task job batch chunk'.split(
    ' ',
  );
const adjectives =
  'active empty valid ready open closed dirty visible enabled expired pending locked admin guest public remote hidden loaded stale selected'.split(
    ' ',
  );
const verbs =
  'load save parse update remove find merge split count check compute build format validate send fetch render sort group normalize convert collect'.split(
    ' ',
  );
const people = [
  'My brother',
  'The manager',
  'Our team',
  'She',
  'He',
  'The children',
  'We',
  'They',
  'The new maintainer',
  'A contributor',
  'The teacher',
  'I',
  'Anna',
  'The committee',
  'Most readers',
];
const everyday = [
  'went to the market yesterday and buyed some apples',
  'have finish the report before the meeting start',
  'is looking forward to meet you next week',
  'dont know where the keys are',
  'was very happy about the the results',
  'would like to apologise for the delay',
  'walks to school every morning with his dog',
  'thinks that the plan should of been discussed earlier',
  'read three books about the history of Rome last month',
  'could not attend because the train was late',
  'hopes that everyone had a pleasant summer',
  'is going to definately visit us in June',
  'have been waiting for an answer since monday',
  'prefers tea over coffee in the afternoon',
];
const technical = [
  'This package provide a small wrapper around the {n} store',
  'Install the tool with npm and run it from the root of your project',
  'The {n} is loaded lazily, so the first call may take longer than usual',
  'Contributions are welcome, please open an issue before you send a large change',
  'Returns the {n} of the given {m} or nothing if it do not exist',
  'Note that the {n} must be closed before the {m} is removed',
  'By default every {n} is kept for thirty days',
  'This function {v}s the {n} and return the number of changed {m}s',
  'We use a {a} {n} here because the server sometimes answer twice',
  'If the {n} is {a}, an error is thrown and the {m} stays unchanged',
  'The settings file contain one {n} per line',
  "Each {n} has it's own {m}, which is created on first use",
  'Thanks to everyone who reported problems with the last release',
  'Call this method only once, a second call have no effect',
  'Fix the {n} handling so that {a} {m}s is no longer ignored',
  'Update the documentation for the new {n} format',
  'The maximum number of {n}s that are held in memory',
  'Checks wether the {n} is {a} and not yet used by another {m}',
  'TODO: this does not handle a {a} {n} yet, we should fix it before the release',
  'The algorithm is described in the paper, see the link in the readme',
];

/** `count` selections, a third of each expert, spread over languages; the same seed gives the same list. */
export function generateSelections(count: number, seed: number): Selection[] {
  const random = createRandom(seed);
  const dice: Dice = {
    pick: (list) => list[Math.floor(random() * list.length)] as (typeof list)[number],
    chance: (share) => random() < share,
    number: (below) => Math.floor(random() * below),
  };
  const makers = [proseSelection, logicSelection, codeSelection];
  return Array.from({ length: count }, (_, at) => (makers[at % 3] ?? proseSelection)(dice));
}

function proseSelection(dice: Dice): Selection {
  const make = dice.pick([paragraph, comment, comment, docstring, email, heading, commit]);
  return make(dice);
}

function technicalSentence(dice: Dice): string {
  return dice
    .pick(technical)
    .replace(/\{(\w)\}/gu, (_, kind: string) =>
      kind === 'v' ? dice.pick(verbs) : kind === 'a' ? dice.pick(adjectives) : dice.pick(nouns),
    );
}

function everydaySentence(dice: Dice): string {
  return `${dice.pick(people)} ${dice.pick(everyday)}`;
}

function sentences(dice: Dice, make: (dice: Dice) => string, most: number): string {
  const parts = Array.from({ length: 1 + dice.number(most) }, () => make(dice));
  const text = `${parts.join('. ')}${dice.chance(0.85) ? '.' : ''}`;
  return dice.chance(0.15) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function paragraph(dice: Dice): Selection {
  const make = dice.chance(0.5) ? everydaySentence : technicalSentence;
  const text = sentences(dice, make, 5);
  const languageId = dice.pick([
    'markdown',
    'plaintext',
    'markdown',
    'latex',
    'html',
    'git-commit',
  ]);
  const withCode = dice.chance(0.2)
    ? text.replace(/\b(file|server|function|tool)\b/u, '`$1()`')
    : text;
  const list = dice.chance(0.15)
    ? `- ${sentences(dice, make, 1)}\n- ${sentences(dice, make, 1)}\n- ${withCode}`
    : withCode;
  return { prompt: list, expert: 'prose', languageId, kind: 'paragraph' };
}

function heading(dice: Dice): Selection {
  const prompt = `## ${dice.pick(['Getting started', 'How it work', 'Limitations', 'Why another library?', 'Usage'])}\n\n${sentences(dice, technicalSentence, 3)}`;
  return { prompt, expert: 'prose', languageId: 'markdown', kind: 'readme' };
}

function commit(dice: Dice): Selection {
  return {
    prompt: sentences(dice, technicalSentence, 2),
    expert: 'prose',
    languageId: 'git-commit',
    kind: 'commit',
  };
}

function email(dice: Dice): Selection {
  const prompt = `${dice.pick(['Hi', 'Dear', 'Hello'])} ${dice.pick(['Tom', 'Mrs Keller', 'team', 'all'])},\n\n${sentences(dice, everydaySentence, 3)} ${dice.chance(0.5) ? sentences(dice, technicalSentence, 1) : ''}\n\n${dice.pick(['Best regards', 'Thanks', 'Kind regards'])}\n${dice.pick(['Mia', 'Jonas', 'P. Ortega'])}`;
  return {
    prompt,
    expert: 'prose',
    languageId: dice.pick(['plaintext', 'markdown']),
    kind: 'email',
  };
}

function comment(dice: Dice): Selection {
  const languageId = dice.pick<Syntax>(['typescript', 'javascript', 'python']);
  const text = sentences(dice, technicalSentence, 2);
  const words = text.split(' ');
  const half = Math.ceil(words.length / 2);
  const lines = dice.chance(0.5)
    ? [text]
    : [words.slice(0, half).join(' '), words.slice(half).join(' ')];
  const bare = dice.chance(0.25);
  if (bare)
    return { prompt: text, expert: 'prose', languageId, kind: 'comment', syntaxNode: 'comment' };
  const indent = dice.pick(['', '  ', '    ']);
  const prompt =
    languageId === 'python'
      ? lines.map((line) => `${indent}# ${line}`).join('\n')
      : dice.chance(0.6)
        ? lines.map((line) => `${indent}// ${line}`).join('\n')
        : `${indent}/**\n${lines.map((line) => `${indent} * ${line}`).join('\n')}\n${indent} */`;
  return { prompt, expert: 'prose', languageId, kind: 'comment', syntaxNode: 'comment' };
}

function docstring(dice: Dice): Selection {
  const text = sentences(dice, technicalSentence, 3);
  const prompt = dice.pick([`"""${text}"""`, `    """\n    ${text}\n    """`, text, `"${text}"`]);
  return { prompt, expert: 'prose', languageId: 'python', kind: 'docstring', syntaxNode: 'string' };
}

function camel(words: readonly string[]): string {
  return words
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

function name(dice: Dice, syntax: Syntax): string {
  const words = dice.pick([
    [dice.pick(nouns)],
    [dice.pick(adjectives), dice.pick(nouns)],
    [dice.pick(nouns), dice.pick(nouns)],
    ['is', dice.pick(adjectives)],
    [dice.pick('abcxyzpqnij'.split(''))],
  ]);
  return syntax === 'python' ? words.join('_') : camel(words);
}

function atom(dice: Dice, syntax: Syntax): string {
  const id = name(dice, syntax);
  const equals =
    syntax === 'python'
      ? dice.pick(['==', '!=', 'is', 'is not'])
      : dice.pick(['===', '!==', '==', '!=']);
  return dice.pick([
    id,
    id,
    `${id}.${name(dice, syntax)}`,
    `${id} ${dice.pick(['<', '>', '<=', '>='])} ${dice.number(100)}`,
    `${id} ${equals.startsWith('is') ? '==' : equals} ${dice.pick(['0', '1', "'open'", '""', name(dice, syntax)])}`,
    syntax === 'python'
      ? `${id} ${dice.pick(['is None', 'is not None', 'not in seen', 'in allowed'])}`
      : `${id} ${dice.pick(['=== null', '!== undefined', '=== true', '== false'])}`,
    syntax === 'python'
      ? `len(${id}) ${dice.pick(['>', '==', '!='])} 0`
      : `${id}.length ${dice.pick(['>', '===', '!=='])} 0`,
    `${id}.${syntax === 'python' ? 'startswith' : 'includes'}('${dice.pick(nouns)}')`,
  ]);
}

function condition(dice: Dice, syntax: Syntax, depth: number): string {
  if (depth === 0) return atom(dice, syntax);
  const [and, or, not] = syntax === 'python' ? ['and', 'or', 'not '] : ['&&', '||', '!'];
  const left = condition(dice, syntax, depth - 1);
  const right = condition(dice, syntax, dice.number(depth));
  return dice.pick([
    `${left} ${and} ${right}`,
    `${left} ${or} ${right}`,
    `${not}(${left} ${dice.pick([and, or])} ${right})`,
    `(${left} ${or} ${right}) ${and} ${atom(dice, syntax)}`,
    `${not}(${left})`,
  ]);
}

function logicSelection(dice: Dice): Selection {
  const languageId = dice.pick<Syntax>(['typescript', 'javascript', 'python']);
  if (dice.chance(0.3))
    return {
      prompt: arithmetic(dice),
      expert: 'logic',
      languageId,
      kind: 'arithmetic',
      syntaxNode: languageId === 'python' ? 'binary_operator' : 'binary_expression',
    };
  const body = condition(dice, languageId, 1 + dice.number(3));
  const python = languageId === 'python';
  const prompt = dice.pick([
    body,
    body,
    body,
    python ? `if ${body}:` : `if (${body}) {`,
    python ? `while ${body}:` : `while (${body}) {`,
    `(${body})`,
  ]);
  return {
    prompt,
    expert: 'logic',
    languageId,
    kind: 'condition',
    syntaxNode: python ? 'boolean_operator' : 'binary_expression',
  };
}

function arithmetic(dice: Dice): string {
  const term = (): string => String(1 + dice.number(200));
  const operator = (): string => dice.pick(['+', '-', '*', '+', '*', '//', '%', '/']);
  let text = `${term()} ${operator()} ${term()}`;
  for (let more = dice.number(4); more > 0; more -= 1) {
    text = dice.chance(0.4)
      ? `(${text}) ${operator()} ${term()}`
      : `${text} ${operator()} ${term()}`;
  }
  return dice.chance(0.2) ? `${text} ${dice.pick(['==', '<', '>', '>='])} ${term()}` : text;
}

function codeSelection(dice: Dice): Selection {
  const languageId = dice.pick<Syntax>(['typescript', 'javascript', 'python']);
  const python = languageId === 'python';
  const isFunction = dice.chance(0.65);
  const prompt = isFunction ? functionText(dice, languageId) : statements(dice, languageId);
  return {
    prompt,
    expert: 'code',
    languageId,
    kind: isFunction ? 'function' : 'statement',
    syntaxNode: isFunction
      ? python
        ? 'function_definition'
        : 'function_declaration'
      : python
        ? 'block'
        : 'statement_block',
  };
}

function statements(dice: Dice, syntax: Syntax): string {
  const [x, y, f] = [
    name(dice, syntax),
    name(dice, syntax),
    `${dice.pick(verbs)}${syntax === 'python' ? '_' : ''}${syntax === 'python' ? dice.pick(nouns) : camel(['', dice.pick(nouns)])}`,
  ];
  const test = condition(dice, syntax, 1);
  const list =
    syntax === 'python'
      ? [
          `${x} = ${f}(${y})`,
          `for ${x} in ${y}s:\n    if ${test}:\n        ${f}(${x})`,
          `${x} += ${y}[${dice.number(5)}]`,
          `with open(${x}) as handle:\n    ${y} = handle.read()`,
          `try:\n    ${f}(${x})\nexcept ValueError as error:\n    raise RuntimeError(str(error))`,
          `if ${test}:\n    return ${x}\nelse:\n    return ${y}`,
          `${x} = [${f}(value) for value in ${y} if value]`,
          `print(f"{${x}} of {${y}}")`,
          `from ${x} import ${y}\nimport json`,
        ]
      : [
          `const ${x} = ${f}(${y});`,
          `for (let i = 0; i <= ${x}.length; i++) {\n  ${f}(${x}[i]);\n}`,
          `${x}.push(${y}[${dice.number(5)}]);`,
          `const { ${x}, ${y} } = await ${f}();`,
          `try {\n  ${f}(${x});\n} catch (error) {\n  console.error(error);\n}`,
          `if (${test}) {\n  return ${x};\n}\nreturn ${y};`,
          `const ${x} = ${y}.map((value) => ${f}(value)).filter(Boolean);`,
          `${x}.on('data', (${y}) => ${f}(${y}));`,
          `import { ${f} } from './${y}.js';`,
        ];
  const count = 1 + dice.number(3);
  return Array.from({ length: count }, () => dice.pick(list)).join('\n');
}

function functionText(dice: Dice, syntax: Syntax): string {
  const [x, y] = [name(dice, syntax), dice.pick(['values', 'items', 'rows', 'entries'])];
  const verb = dice.pick(verbs);
  const noun = dice.pick(nouns);
  const note = dice.chance(0.3);
  const sentence = technicalSentence(dice);
  if (syntax === 'python') {
    const head = `${dice.chance(0.1) ? 'async ' : ''}def ${verb}_${noun}(${dice.chance(0.4) ? 'self, ' : ''}${y}, ${x}${dice.pick(['', '=0', ': int'])})${dice.pick(['', ' -> int', ' -> bool'])}:`;
    const body = statements(dice, syntax).replace(/^/gmu, '    ');
    return `${head}\n${note ? `    """${sentence}."""\n` : ''}${body}\n    ${dice.pick([`return ${x}`, `return ${condition(dice, syntax, 1)}`, `return sum(${y}) / len(${y})`])}`;
  }
  const typed = syntax === 'typescript';
  const parameters = `${y}${typed ? ': number[]' : ''}, ${x}${typed ? ': string' : ''}`;
  const title = camel([verb, noun]);
  const head = dice.pick([
    `${dice.chance(0.3) ? 'export ' : ''}${dice.chance(0.2) ? 'async ' : ''}function ${title}(${parameters})${typed ? ': number' : ''} {`,
    `const ${title} = (${parameters}) => {`,
    `  ${title}(${parameters})${typed ? ': void' : ''} {`,
  ]);
  const body = statements(dice, syntax).replace(/^/gmu, '  ');
  return `${note ? `// ${sentence}\n` : ''}${head}\n${body}\n  return ${dice.pick([x, `${y}.length`, condition(dice, syntax, 1)])};\n}`;
}
