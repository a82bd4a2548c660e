import type { LogicForm } from '../../../protocol/checker.ts';

/** Whether an answer in letters is the same text as a form, spaces and language aside. */
export function countsAs(answer: string, form: LogicForm): boolean {
  const known = form.skeleton ?? form.text;
  return squeezed(answer) === squeezed(known);
}

function squeezed(text: string): string {
  return text
    .replace(/\bnot\b\s*/g, '!')
    .replace(/\band\b/g, '&&')
    .replace(/\bor\b/g, '||')
    .replace(/\s+/g, '')
    .toLowerCase();
}

/** An answer in the member's own notation, with the words of the document's language. */
export function likeDialect(answer: string, languageId: string): string {
  if (languageId !== 'python') return answer;
  return answer
    .replace(/===/g, '==')
    .replace(/!==/g, '!=')
    .replace(/!(?!=)/g, 'not ')
    .replace(/&&/g, 'and')
    .replace(/\|\|/g, 'or')
    .replace(/\btrue\b/g, 'True')
    .replace(/\bfalse\b/g, 'False');
}

/** Puts operands in the place of their letters; undefined when the answer holds anything else. */
export function spelledOut(
  answer: string,
  operands: Readonly<Record<string, string>>,
): string | undefined {
  let strange = false;
  const text = answer.replace(/[A-Za-z_$][\w$]*/g, (word) => {
    if (Object.hasOwn(operands, word)) return operands[word] as string;
    if (!/^(and|or|not|true|false|True|False)$/.test(word)) strange = true;
    return word;
  });
  return strange || /[^\s\w$.()[\]<>=!&|'"?,:+\-*/%]/.test(text) ? undefined : text;
}
