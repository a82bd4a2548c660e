import assert from 'node:assert/strict';
import { outOfScope } from '../../../server/core/refine/scope.ts';

const prose = { text: 'She go to school every days.', languageId: 'markdown', expert: 'prose' };
const code = {
  text: 'function f(a: number) {\n  return a;\n}',
  languageId: 'typescript',
  expert: 'code',
};
const logic = { text: '!(a && b) || c', languageId: 'typescript', expert: 'logic' };

const outside = [
  'Translate this to German',
  'translate into French please',
  'Please translate the comments',
  'put this in Spanish',
  'convert to async',
  'Convert this function to async/await',
  'make this async',
  'turn it into an async function',
  'rewrite in Rust',
  'port this to Go',
  'convert to TypeScript',
  'use list comprehensions',
  'change the loop to a recursive function',
  'use hooks instead of a class component',
  'summarise this',
  'summarize the paragraph in two sentences',
  'shorten this text',
  'tl;dr',
  'add tests',
  'write unit tests for this function',
  'generate a test with jest',
  'add type hints',
  'add docstrings',
  'document this function',
  'add comments',
  'add JSDoc',
  'annotate the parameters',
  'add error handling',
  'add logging',
  'implement caching',
  'handle null input',
  'explain this code',
  'what does this do?',
  'why is this slow?',
  'how does this work',
  'describe the function',
  'optimize this',
  'make it faster',
  'optimise for memory',
  'refactor this into smaller functions',
  'extract a helper',
  'rename the variable to total',
  'sort the imports',
  'format this',
  'replace var with const',
  'make this more formal',
  'make it sound friendlier',
  'rewrite this in a professional tone',
  'rephrase',
  'paraphrase this paragraph',
  'write it in the style of Hemingway',
  'expand this into a blog post',
  'write a conclusion',
  'continue the story',
  'generate a README',
  'complete the function',
  'fix the typos and translate to German',
  'negate the condition',
  'turn this into a bullet list',
  'could you please make this text shorter',
  'review for security vulnerabilities and add tests',
  'find security issues',
  'analyse the complexity',
  'übersetze das ins Englische',
  'Übersetze diesen Text',
  'Fasse den Text zusammen',
  'Formuliere das höflicher',
  'Erkläre diesen Code',
  'Füge Tests hinzu',
  'Optimiere die Schleife',
  'traduis en anglais',
  'résume ce texte',
  'explique ce code',
  'ajoute des tests',
  'traduce al inglés',
  'resume el párrafo',
  'añade comentarios',
  'explica este código',
  'traduza para o inglês',
  'resuma o texto',
  'traduci in inglese',
  'riassumi',
  'переведи на английский',
  'объясни этот код',
  'добавь тесты',
  'перепиши в официальном стиле',
  '翻译成英文',
  '总结这段话',
  '解释这段代码',
  '添加注释',
  '英語に翻訳して',
  '要約してください',
  '説明して',
  '영어로 번역해줘',
  '요약해줘',
  '설명해줘',
  'ترجم إلى الإنجليزية',
  'لخص النص',
  'अनुवाद करो',
  'İngilizceye çevir',
  'özetle',
  'dịch sang tiếng Anh',
  'tóm tắt',
  'przetłumacz na angielski',
  'vertaal naar het Engels',
  'terjemahkan ke bahasa Inggris',
  'in pirate voice',
  'more sparkle',
  'Turn this callback into a promise',
  'Make the tone warmer',
  'use const instead of let',
  'Wrap this in try/catch',
  'find a better name for this variable',
  'make it rhyme',
  'Add a docstring and fix the typo',
  'Change British to American spelling',
  'Wandle das in TypeScript um',
  'Rends ce texte plus formel',
  '把这段代码改成异步',
  'この関数を非同期に変換して',
  'Torne o texto mais formal',
];

const inside = [
  'fix typos',
  'Fix the typos',
  'correct grammar',
  'Correct the grammar.',
  'fix grammar and spelling',
  'check spelling',
  'proofread',
  'please proofread this',
  'Proofread and correct',
  'fix punctuation',
  'correct the capitalisation',
  'fix the verb agreement',
  'fix the articles',
  'correct the English',
  'improve the grammar',
  'fix mistakes',
  'correct all errors',
  'fix the repeated words',
  'remove duplicate words',
  'remove the repeated word',
  'add missing commas',
  'add the missing article',
  'insert a missing comma',
  'capitalize the first word',
  'improve this',
  'polish',
  'clean this up',
  'refine',
  'make it correct',
  'make this grammatically correct',
  'is this right?',
  'what is wrong here?',
  "what's wrong with this",
  'rewrite with correct grammar',
  'make sure the spelling is right',
  'simplify',
  'simplify the condition',
  'Simplify this boolean expression',
  'shorten the condition',
  'make the condition simpler',
  'remove the redundant comparison',
  'remove the double negation',
  'reduce the expression',
  'rewrite the condition more simply',
  'evaluate',
  'evaluate the expression',
  'compute the value',
  'calculate',
  'simplify and check',
  'fix the bug',
  'Fix the bug in this function',
  'fix the off-by-one error',
  'repair',
  'repair this function',
  'fix the wrong operator',
  'correct the comparison',
  'add the missing await',
  'add missing return',
  'fix the missing await',
  'fix the swapped arguments',
  'swap the arguments back',
  'debug this',
  'find the bug',
  'find and fix the bug',
  'fix it',
  'fix this error',
  'fix the failing loop',
  'the loop crashes, please fix it',
  'can you fix the bug?',
  'fix the bug in the async function',
  'correct the spelling of “summarise”',
  'fix the error in the translation table',
  'Korrigiere die Rechtschreibung',
  'Verbessere die Grammatik',
  'Vereinfache die Bedingung',
  'Behebe den Fehler',
  'corrige les fautes',
  'simplifie la condition',
  'corrige la ortografía',
  'simplifica la condición',
  'arregla el error',
  'corrija a gramática',
  'correggi gli errori',
  'исправь ошибки',
  'упрости условие',
  '修正语法错误',
  '修复这个错误',
  '文法を直して',
  '문법을 고쳐줘',
  'صحح الأخطاء',
  'व्याकरण ठीक करो',
  'hataları düzelt',
  'sửa lỗi chính tả',
  'popraw błędy',
  'verbeter de spelling',
  'perbaiki tata bahasa',
  'the last element is skipped',
  'the loop runs one time too many',
  'What is the value of this?',
  'Korrektur lesen',
  'corregir',
  '改错',
  '校对',
  '校正して',
  'remove redundant parentheses',
  'spellcheck',
];

describe('scope gate', () => {
  for (const instruction of outside) {
    it(`refuses “${instruction}” with a way out`, () => {
      for (const selection of [code, prose]) {
        assert.match(
          outOfScope({ ...selection, instruction }) ?? 'let through',
          /eidolon models add/u,
        );
      }
    });
  }

  for (const instruction of inside) {
    it(`lets “${instruction}” through`, () => {
      const condition =
        /value of|simpl|uprość|упрост|evaluat|comput|calcul|reduc|condition|comparison|negation|vereinfach/iu.test(
          instruction,
        );
      const repair = /bug|operator|await|return|argument|loop|debug|repair|element/iu.test(
        instruction,
      );
      const selection = condition ? logic : repair ? code : prose;
      assert.equal(outOfScope({ ...selection, instruction }), undefined);
    });
  }

  it('refuses to simplify prose, which would be rewriting', () => {
    assert.match(outOfScope({ ...prose, instruction: 'simplify' }) ?? '', /style or tone/u);
    assert.match(
      outOfScope({ ...prose, instruction: 'simplify this paragraph' }) ?? '',
      /style or tone/u,
    );
  });

  it('names the language that no expert knows', () => {
    assert.match(
      outOfScope({ text: 'fn main() { let x = 1; }', languageId: 'rust', expert: 'code' }) ?? '',
      /Rust code/u,
    );
    assert.match(
      outOfScope({ text: 'SELECT * FROM t WHERE a = 1;', languageId: 'sql', expert: 'code' }) ?? '',
      /SQL code/u,
    );
    assert.match(
      outOfScope({ text: '!(a && b)', languageId: 'java', expert: 'logic' }) ?? '',
      /Java code/u,
    );
    assert.match(
      outOfScope({
        text: 'fn main() {\n    let x = 1;\n}',
        languageId: 'plaintext',
        expert: 'code',
      }) ?? '',
      /such a document/u,
    );
  });

  it('lets prose in a comment of any language through, and conditions in plain text', () => {
    assert.equal(
      outOfScope({
        text: '// This are a comment about the parser.',
        languageId: 'rust',
        expert: 'prose',
      }),
      undefined,
    );
    assert.equal(
      outOfScope({ text: '!(a && b) || c', languageId: 'plaintext', expert: 'logic' }),
      undefined,
    );
  });

  it('refuses more than 120 lines or 8,000 characters of code and 20,000 of prose', () => {
    const lines = (count: number): string =>
      Array.from({ length: count }, (_, at) => `const a${at} = ${at};`).join('\n');
    assert.equal(outOfScope({ ...code, text: lines(120) }), undefined);
    assert.match(outOfScope({ ...code, text: lines(121) }) ?? '', /fewer than 120 lines/u);
    assert.match(
      outOfScope({ ...code, text: `x(${'1, '.repeat(3000)})` }) ?? '',
      /fewer than 8,000 characters/u,
    );
    assert.equal(outOfScope({ ...prose, text: 'Word after word. '.repeat(1100) }), undefined);
    assert.match(
      outOfScope({ ...prose, text: 'Word after word. '.repeat(1300) }) ?? '',
      /fewer than 20,000 characters/u,
    );
  });

  it('has nothing against a selection without an instruction', () => {
    for (const selection of [prose, code, logic]) assert.equal(outOfScope(selection), undefined);
  });
});

describe('a request by example', () => {
  it('is let through to the code expert, which finds out whether it states one', () => {
    assert.equal(outOfScope({ ...code, instruction: 'f(2) should be 4' }), undefined);
    assert.equal(outOfScope({ ...code, instruction: 'f(2) === 4' }), undefined);
    assert.notEqual(outOfScope({ ...prose, instruction: 'f(2) should be 4' }), undefined);
  });
});
