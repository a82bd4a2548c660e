import type { BuiltInExpert } from '../../../protocol/route.ts';

/** What an instruction asks for in so many words. */
export interface InstructionIntent {
  readonly expert: BuiltInExpert;
  /** The words that decided, as the user wrote them. */
  readonly phrase: string;
}

const intents: readonly { readonly expert: BuiltInExpert; readonly pattern: RegExp }[] = [
  {
    expert: 'prose',
    pattern:
      /\b(?:gramm[ae]\w*|grammaire|gramática|grammatica|typos?|spell\w*|misspell\w*|proof-?read\w*|punctuat\w*|capitali[sz]\w*|wording|phrasing|sentences?|paragraphs?|english|prose|rechtschreib\w*|tippfehler|satzzeichen|orthogra\w*|ortograf\w*|coquilles?|faltas|erratas)\b|грамматик\p{L}*|опечатк\p{L}*|орфограф\p{L}*|语法|错别字|拼写|文法|誤字|문법|맞춤법/iu,
  },
  {
    expert: 'logic',
    pattern:
      /\b(?:conditions?|conditional|boolean|predicate|truth table|de ?morgan|negat\w+|invert|evaluate|compute|calculate|arithmetic|(?:logical|boolean)? ?expressions?|double negation|redundant (?:checks?|comparisons?|negations?)|bedingung\w*|ausdruck|condición|condición|condizione|condição|expresión|berechne\w*|calcul[ae]r?)\b|услови\p{L}*|выражени\p{L}*|条件|表达式|条件式|조건/iu,
  },
  {
    expert: 'code',
    pattern:
      /\b(?:bugs?|debug\w*|repair|refactor\w*|off[- ]by[- ]one|(?:type|syntax|compile|runtime|build) ?errors?|crash\w*|exception|function|method|class|loop|code|return (?:value|statement)|missing (?:return|await)|await|swapped arguments|wrong (?:variable|operator|index|argument|comparison)|failing tests?|fehler im code|funktion|fonction|función|funzione|função|código)\b|функци\p{L}*|код\b|баг\p{L}*|代码|函数|バグ|コード|코드|버그/iu,
  },
];

/** The expert that the instruction's own words name, if they name exactly one. */
export function instructionIntent(instruction: string): InstructionIntent | undefined {
  const found = intents.flatMap(({ expert, pattern }) => {
    const match = pattern.exec(instruction);
    return match === null ? [] : [{ expert, phrase: match[0].trim() }];
  });
  const first = found[0];
  if (first === undefined) return undefined;
  if (found.length === 1) return first;
  // “fix the bug in this condition” and “fix typos in the code comments” name a place beside the task.
  if (first.expert === 'prose') return first;
  return /\b(?:simplif|negat|invert|evaluate|compute|calculate|vereinfach)/iu.test(instruction)
    ? first
    : found.find((intent) => intent.expert === 'code');
}
