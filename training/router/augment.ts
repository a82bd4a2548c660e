import { readdirSync, readFileSync } from 'node:fs';
import { createRandom } from './logistic.ts';
import type { LabelledRow } from './rows.ts';
import { generateSelections } from './selections.ts';

interface Seed {
  readonly expert: 'code' | 'logic' | 'prose';
  readonly language: string;
  readonly prompt: string;
}

const openers: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Hi, ',
    'please ',
    'Hello! I need some help. ',
    'ok so ',
    'I am a beginner so be patient. ',
    'Can you help me with this? ',
    'You are an expert assistant. ',
    'Task: ',
    'Question: ',
  ],
  de: ['Hallo, ', 'Bitte ', 'Kannst du mir helfen? ', 'Ich brauche Hilfe: ', 'Aufgabe: '],
  fr: [
    'Bonjour, ',
    "Peux-tu m'aider ? ",
    "J'ai besoin d'aide : ",
    "S'il te plaît, ",
    'Exercice : ',
  ],
  es: ['Hola, ', '¿Me puedes ayudar? ', 'Necesito ayuda: ', 'Por favor, ', 'Tarea: '],
  pt: ['Olá, ', 'Pode me ajudar? ', 'Preciso de ajuda: ', 'Por favor, '],
  it: ['Ciao, ', 'Mi puoi aiutare? ', 'Ho bisogno di aiuto: ', 'Per favore, '],
  ru: ['Привет, ', 'Помоги, пожалуйста. ', 'Мне нужна помощь: ', 'Задание: '],
  zh: ['你好，', '请帮我一下：', '麻烦你', '题目：', '请问，'],
  ja: ['こんにちは。', 'お願いします。', '質問です。', '助けてください。'],
  ko: ['안녕하세요. ', '도와주세요. ', '질문이 있습니다. '],
  ar: ['مرحبا، ', 'من فضلك ', 'أحتاج مساعدة: '],
  hi: ['नमस्ते, ', 'कृपया ', 'मेरी मदद करो: '],
  tr: ['Merhaba, ', 'Lütfen ', 'Yardıma ihtiyacım var: '],
  pl: ['Cześć, ', 'Proszę, ', 'Potrzebuję pomocy: '],
  vi: ['Xin chào, ', 'Giúp tôi với: ', 'Làm ơn '],
};
const closers: Readonly<Record<string, readonly string[]>> = {
  en: [
    ' Thanks!',
    '\n\nThink step by step.',
    ' Explain your answer.',
    ' Keep it short.',
    '\nAnswer in detail please, do not skip anything.',
    ' pls',
    ' I tried for hours and have no idea.',
    '\n\nPlease be concise and use markdown.',
  ],
  de: [' Danke!', ' Bitte erkläre es Schritt für Schritt.', ' Antworte kurz.'],
  fr: [' Merci !', ' Explique étape par étape.', ' Réponds en français.'],
  es: [' ¡Gracias!', ' Explícalo paso a paso.', ' Responde en español.'],
  pt: [' Obrigado!', ' Explique passo a passo.', ' Responda em português.'],
  it: [' Grazie!', ' Spiega passo dopo passo.'],
  ru: [' Спасибо!', ' Объясни подробно.', ' Ответь на русском.'],
  zh: ['谢谢', '请详细说明。', '用中文回答'],
  ja: ['よろしくお願いします。', '詳しく説明してください。'],
  ko: [' 감사합니다.', ' 자세히 설명해줘.'],
  ar: [' شكرا', ' اشرح بالتفصيل'],
  hi: [' धन्यवाद', ' विस्तार से समझाओ'],
  tr: [' Teşekkürler.', ' Adım adım açıkla.'],
  pl: [' Dziękuję!', ' Wyjaśnij krok po kroku.'],
  vi: [' Cảm ơn!', ' Giải thích chi tiết.'],
};
const traces = [
  "Traceback (most recent call last):\n  File \"app.py\", line 12, in <module>\n    main()\nTypeError: unsupported operand type(s) for +: 'int' and 'str'",
  "Uncaught TypeError: Cannot read properties of null (reading 'value')\n    at submit (index.js:14:22)\n    at HTMLButtonElement.onclick (index.html:20)",
  'Exception in thread "main" java.lang.NullPointerException\n\tat com.shop.Cart.total(Cart.java:31)\n\tat com.shop.Main.main(Main.java:9)',
  'error[E0502]: cannot borrow `v` as mutable because it is also borrowed as immutable\n --> src/main.rs:6:5',
  'npm ERR! code ELIFECYCLE\nnpm ERR! errno 1\nnpm ERR! app@1.0.0 build: `webpack`',
  "ERROR 1064 (42000): You have an error in your SQL syntax near 'WHERE id = 4' at line 2",
  '#include <stdio.h>\nint main() {\n  int a[5];\n  for (int i = 0; i <= 5; i++) scanf("%d", &a[i]);\n  return 0;\n}',
  'SELECT c.name, SUM(o.total) FROM customers c JOIN orders o ON o.customer_id = c.id GROUP BY c.name;',
  'public class Account {\n    private double balance;\n    public void withdraw(double amount) { balance -= amount; }\n}',
  '<div class="card">\n  <h2>{{ title }}</h2>\n  <button @click="add">Add</button>\n</div>',
  'version: "3"\nservices:\n  web:\n    image: nginx\n    ports:\n      - "80:80"',
];
const exercises = [
  '\n(a) Find the value for n = 5.\n(b) Prove that your formula holds for all n.',
  '\n\nA) 12  B) 15  C) 18  D) 24',
  ' Round to two decimal places.',
  '\nLet $x, y \\in \\mathbb{R}$ with $x + y = 1$.',
  ' Give the final answer as a fraction.',
  '\n\nOptions: (1) Yes (2) No (3) Cannot be determined',
  ' Show all your work.',
  '\n| x | 1 | 2 | 3 | 4 |\n|---|---|---|---|---|\n| f(x) | 2 | 5 | 10 | 17 |',
];

/** Reads every seed prompt under `folder`. */
export function readSeeds(folder: string): Seed[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) =>
      readFileSync(`${folder}/${file}`, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Seed),
    );
}

/** Seeds as they are and `variants` disguises of each: openers, closers, pasted material, rambling, typos. */
export function augmentSeeds(
  seeds: readonly Seed[],
  variants: number,
  seed: number,
): LabelledRow[] {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const pools = new Map<string, Seed[]>();
  for (const row of seeds) {
    const key = `${row.expert} ${row.language}`;
    pools.set(key, [...(pools.get(key) ?? []), row]);
  }
  const snippets = generateSelections(300, seed + 1);
  const code = snippets.filter((row) => row.expert === 'code').map((row) => row.prompt);
  const prose = snippets
    .filter((row) => row.kind === 'paragraph' || row.kind === 'email')
    .map((row) => row.prompt);

  const disguise = (row: Seed): string => {
    const sibling = (): string => pick(pools.get(`${row.expert} ${row.language}`) ?? [row]).prompt;
    let text = row.prompt;
    if (chance(0.35))
      text = chance(0.5)
        ? `${text}${/[.?!。？]$/u.test(text) ? ' ' : '. '}${sibling()}`
        : `${sibling()}\n\n${text}`;
    if (row.expert === 'code' && chance(0.4))
      text = `${text}\n\n${chance(0.4) ? '```\n' : ''}${pick(chance(0.5) ? traces : code)}${chance(0.4) ? '\n```' : ''}`;
    if (row.expert === 'logic' && chance(0.3)) text += pick(exercises);
    if (row.expert === 'prose' && chance(0.25))
      text = chance(0.7) ? `${text}\n\n${pick(prose)}` : `${pick(prose)}\n\n${text}`;
    if (chance(0.45))
      text = pick(openers[chance(0.12) ? 'en' : row.language] ?? openers['en'] ?? ['']) + text;
    if (chance(0.35))
      text += pick(closers[chance(0.12) ? 'en' : row.language] ?? closers['en'] ?? ['']);
    if (chance(0.2)) text = text.toLowerCase();
    if (chance(0.15)) text = misspell(text, random);
    if (chance(0.1)) text = text.replace(/[?.!,¿¡？。，]/gu, '');
    if (chance(0.08))
      text = text.slice(0, Math.max(30, Math.floor(text.length * (0.5 + random() / 2))));
    return text;
  };
  return seeds.flatMap((row, at) => {
    const base = {
      expert: row.expert,
      source: 'seeds',
      language: row.language,
      group: `seed ${at}`,
    };
    const copies = Array.from({ length: variants }, () => ({ ...base, prompt: disguise(row) }));
    return [{ ...base, prompt: row.prompt, original: true }, ...copies];
  });
}

function misspell(text: string, random: () => number): string {
  return text.replace(/\p{L}{5,}/gu, (word) => {
    if (random() > 0.12) return word;
    const at = 1 + Math.floor(random() * (word.length - 2));
    return random() < 0.5
      ? word.slice(0, at) + word.slice(at + 1)
      : word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  });
}

const anyOpeners = [
  'Please answer the following.\n\n',
  'You are a helpful assistant. ',
  'Input: ',
  'Hey! ',
  'Read carefully before you answer. ',
  'I got this from a friend: ',
  'Instruction: answer as well as you can.\n',
  '### Request\n',
  'Q: ',
];
const anyClosers = [
  ' Take your time and think carefully.',
  '\nReturn only the answer.',
  '\n\nRespond in less than 100 words.',
  '\nGive your answer after "Answer:".',
  '\nA:',
  '\nOutput:',
  ' Respond in JSON.',
  '\nIf you are not sure, say so.',
  '\nLet us work this out carefully, then write the final result on the last line.',
  ' Thank you very much in advance for your help!',
  '\n\nRemember to check your answer before you reply.',
];
const mathClosers = [
  '\nPut the final answer in \\boxed{}.',
  ' Write the result as \\boxed{answer} at the end.',
  '\nFinal answer (a number only):',
  ' Reason step by step.',
];

/** One disguised copy of a share of labelled prompts: what stands around a request says nothing about it. */
export function wrapLabelled(
  rows: readonly LabelledRow[],
  share: number,
  seed: number,
): LabelledRow[] {
  const random = createRandom(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  return rows.flatMap((row) => {
    if (random() >= share) return [];
    const closers = row.expert === 'logic' && random() < 0.4 ? mathClosers : anyClosers;
    const text = `${random() < 0.4 ? pick(anyOpeners) : ''}${row.prompt}${random() < 0.7 ? pick(closers) : ''}`;
    return [{ ...row, prompt: random() < 0.2 ? misspell(text.toLowerCase(), random) : text }];
  });
}

/** Selections as the classifier sees them: without language or syntax node. */
export function selectionRows(count: number, seed: number): LabelledRow[] {
  return generateSelections(count, seed).map((row) => ({
    prompt: row.prompt,
    expert: row.expert,
    source: 'selections',
    language: row.languageId,
  }));
}
