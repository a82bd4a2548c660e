/** What a text is when it reads as one expression of TypeScript, JavaScript or Python, and nothing else. */
export type ExpressionKind = 'condition' | 'arithmetic' | 'value';

export interface ExpressionReport {
  readonly kind: ExpressionKind;
  /** False when the only sign of code is a word such as `and`, which English shares. */
  readonly certain: boolean;
}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  readonly text: string;
}

interface Evidence {
  booleans: number;
  comparisons: number;
  ternaries: number;
  arithmetic: number;
  names: number;
  codeLike: number;
}

const maxLength = 2000;
const tokenPattern =
  /\s+|\\\n|(?<number>(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)n?)|(?<string>[rbufRBUF]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`))|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<operator>=>|===|!==|\*\*|==|!=|<=|>=|&&|\|\||\?\?|\?\.|<<|>>>|>>|\/\/|[-+*/%<>!&|^~?:.,()[\]{}])/uy;

const binary = new Set(
  '=== !== == != <= >= < > && || ?? << >> >>> ** // + - * / % & | ^ and or in is instanceof'.split(
    ' ',
  ),
);
const booleanOperators = new Set(['&&', '||', '!', 'and', 'or', 'not']);
const comparisons = new Set([
  '===',
  '!==',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  'in',
  'is',
  'instanceof',
]);
const unary = new Set(['!', '-', '+', '~', 'not', 'typeof', 'await', 'void', 'new']);
const wordOperators = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'instanceof',
  'typeof',
  'await',
  'void',
  'new',
  'if',
  'else',
]);
const statementWords = new Set(['return', 'lambda', 'yield']);
const constants = new Set(['true', 'false', 'True', 'False', 'null', 'None', 'undefined']);

/**
 * Recognises a bare expression, also as the head of an `if` or `while`, after `return`, or assigned to
 * one name. Anything with a second statement, a block or two words in a row is not one.
 */
export function readExpression(text: string): ExpressionReport | undefined {
  if (text.length > maxLength) return undefined;
  const wrapped = unwrap(text.trim());
  const tokens = tokenize(wrapped.body);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const evidence = {
    booleans: 0,
    comparisons: 0,
    ternaries: 0,
    arithmetic: 0,
    names: 0,
    codeLike: 0,
  };
  const parser = createParser(tokens, evidence);
  if (!parser.expression() || !parser.atEnd()) return undefined;
  const report = judge(evidence, tokens, wrapped.headed);
  return wrapped.statement && report.kind === 'condition' && !combinesTruth(wrapped.body, evidence)
    ? { kind: 'value', certain: true }
    : report;
}

/** A statement that compares, chooses or sets a default is code; one that combines truth values is a condition with a name. */
function combinesTruth(body: string, evidence: Evidence): boolean {
  return (
    evidence.booleans > 0 &&
    evidence.ternaries === 0 &&
    !/(?:\|\||\bor)\s*(?:["'`[{\d]|null|undefined|None)/u.test(body)
  );
}

function judge(evidence: Evidence, tokens: readonly Token[], headed: boolean): ExpressionReport {
  const symbols = tokens.some(
    (token) => token.kind === 'operator' && !/^(?:[.,]|\p{L}+)$/u.test(token.text),
  );
  const certain = headed || evidence.codeLike > 0 || symbols;
  if (evidence.booleans + evidence.comparisons + evidence.ternaries > 0)
    return { kind: 'condition', certain };
  if (evidence.arithmetic > 0 && evidence.names === 0) return { kind: 'arithmetic', certain: true };
  if (headed && evidence.names > 0) return { kind: 'condition', certain };
  return { kind: 'value', certain: symbols };
}

/** Takes off an `if (…) {`, `while …:`, `return …;` or `name =` around one expression. */
function unwrap(text: string): { body: string; headed: boolean; statement: boolean } {
  const head = /^(?:\}?\s*else\s+if|if|elif|while|assert)(?=[\s(])/u.exec(text);
  if (head !== null) {
    const body = text.slice(head[0].length).replace(/\)\s*\{?\s*$/u, ')');
    if (/^\s*\(/u.test(body) && !/:\s*$/u.test(body))
      return { body: body.replace(/;\s*$/u, ''), headed: true, statement: false };
    if (/:\s*$/u.test(body) || head[0] === 'assert')
      return { body: body.replace(/:\s*$/u, ''), headed: true, statement: false };
    return { body: text, headed: false, statement: false };
  }
  const trimmed = text.replace(/;\s*$/u, '').replace(/^return\s+/u, '');
  const assigned =
    /^(?:(?:const|let|var)\s+)?[\p{L}_$][\p{L}\p{N}_$.]*(?:\s*:\s*(?:boolean|bool|number|int))?\s*=(?![=>])\s*/u.exec(
      trimmed,
    );
  const body = assigned === null ? trimmed : trimmed.slice(assigned[0].length);
  return { body, headed: false, statement: body !== text };
}

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.length) {
    const match = tokenPattern.exec(text);
    if (match === null) return undefined;
    const groups = match.groups ?? {};
    if (groups['number'] !== undefined) tokens.push({ kind: 'number', text: match[0] });
    else if (groups['string'] !== undefined) tokens.push({ kind: 'string', text: match[0] });
    else if (groups['operator'] !== undefined) tokens.push({ kind: 'operator', text: match[0] });
    else if (groups['name'] !== undefined) {
      if (statementWords.has(match[0])) return undefined;
      tokens.push({ kind: wordOperators.has(match[0]) ? 'operator' : 'name', text: match[0] });
    }
  }
  return tokens;
}

interface Parser {
  expression(): boolean;
  atEnd(): boolean;
}

/** Accepts operand (operator operand)*, with calls, members, indexing, both ternaries and brackets. */
function createParser(tokens: readonly Token[], evidence: Evidence): Parser {
  let at = 0;
  let depth = 0;
  const peek = (): string => tokens[at]?.text ?? '';
  const isOperator = (): boolean => tokens[at]?.kind === 'operator';
  const take = (text: string): boolean => {
    if (!isOperator() || peek() !== text) return false;
    at += 1;
    return true;
  };

  function list(close: string): boolean {
    if (take(close)) return true;
    do {
      if (isOperator() && (peek() === close || peek() === ':')) continue;
      if (!expression()) return false;
      if (tokens[at]?.text === 'for') {
        at += 1;
        if (!chain() || (take('if') && !chain())) return false;
      }
    } while (take(',') || (close === ']' && take(':')));
    return take(close);
  }

  function suffixes(): boolean {
    for (;;) {
      if (take('.') || take('?.')) {
        if (tokens[at]?.kind === 'name') at += 1;
        else if (!(isOperator() && (peek() === '(' || peek() === '['))) return false;
        evidence.codeLike += 1;
      } else if (take('(')) {
        if (!list(')')) return false;
        evidence.codeLike += 1;
      } else if (take('[')) {
        if (!list(']')) return false;
        evidence.codeLike += 1;
      } else {
        if (take('=>')) return expression();
        take('!');
        return true;
      }
    }
  }

  function operand(): boolean {
    while (isOperator() && unary.has(peek())) {
      if (booleanOperators.has(peek())) evidence.booleans += 1;
      at += 1;
    }
    const token = tokens[at];
    if (token === undefined) return false;
    if (token.kind === 'operator') {
      if (take('(')) return list(')') && suffixes();
      if (take('{')) return take('}');
      return take('[') && list(']') && suffixes();
    }
    at += 1;
    if (token.kind === 'name' && !constants.has(token.text)) {
      evidence.names += 1;
      if (/[_$\d]|\p{Ll}\p{Lu}|^.$/u.test(token.text)) evidence.codeLike += 1;
    } else if (token.kind === 'name') {
      evidence.codeLike += 1;
    }
    return suffixes();
  }

  function operator(): boolean {
    const text = peek();
    if (!isOperator()) return false;
    if (text === 'not' && tokens[at + 1]?.text === 'in') {
      at += 2;
      evidence.comparisons += 1;
      return true;
    }
    if (!binary.has(text)) return false;
    at += 1;
    if (booleanOperators.has(text)) evidence.booleans += 1;
    else if (comparisons.has(text)) evidence.comparisons += 1;
    else evidence.arithmetic += 1;
    return true;
  }

  function chain(): boolean {
    if (!operand()) return false;
    while (operator()) if (!operand()) return false;
    return true;
  }

  function expression(): boolean {
    depth += 1;
    if (depth > 60) return false;
    if (!chain()) return false;
    if (take('?')) {
      if (!expression() || !take(':') || !expression()) return false;
      evidence.ternaries += 1;
    } else if (take('if')) {
      if (!expression() || !take('else') || !expression()) return false;
      evidence.ternaries += 1;
    }
    depth -= 1;
    return true;
  }

  return { expression, atEnd: () => at === tokens.length };
}
