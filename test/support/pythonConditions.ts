/** Values of the little Python below; `null` stands for None. */
export type PythonValue = boolean | number | string | null;
export type PythonNames = Readonly<Record<string, PythonValue>>;

/**
 * Evaluates a Python condition (`and`, `or`, `not`, comparisons and their chains, `is`, `in`, ternaries, `bool()`)
 * with Python's own values and short circuits. Written apart from the code under test, on purpose.
 */
export function evaluatePython(source: string, names: PythonNames): PythonValue {
  const tokens = source.match(/\w+|"[^"]*"|[<>=!]=|[<>()]/g) ?? [];
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (token: string): boolean => (peek() === token ? ((at += 1), true) : false);
  const expect = (token: string): void => {
    if (!take(token)) throw new SyntaxError(`${token} expected at ${at} in ${source}`);
  };

  // Each parser gives a thunk, so that what is short-circuited is never evaluated.
  type Thunk = () => PythonValue;
  const ternary = (): Thunk => {
    const yes = disjunction();
    if (!take('if')) return yes;
    const test = disjunction();
    expect('else');
    const no = ternary();
    return () => (truthy(test()) ? yes() : no());
  };
  const disjunction = (): Thunk => {
    const left = conjunction();
    if (!take('or')) return left;
    const right = disjunction();
    return () => {
      const value = left();
      return truthy(value) ? value : right();
    };
  };
  const conjunction = (): Thunk => {
    const left = negation();
    if (!take('and')) return left;
    const right = conjunction();
    return () => {
      const value = left();
      return truthy(value) ? right() : value;
    };
  };
  const negation = (): Thunk => {
    if (!take('not')) return comparison();
    const of = negation();
    return () => !truthy(of());
  };
  const comparison = (): Thunk => {
    const operands = [atom()];
    const operators: string[] = [];
    while (/^([<>]=?|[=!]=|is)$/.test(peek() ?? '')) {
      const operator = tokens[at++] as string;
      operators.push(operator === 'is' && take('not') ? 'is not' : operator);
      operands.push(atom());
    }
    if (operators.length === 0) return operands[0] as Thunk;
    return () => {
      const values = operands.map((operand) => operand());
      return operators.every((operator, index) =>
        compare(values[index] as PythonValue, operator, values[index + 1] as PythonValue),
      );
    };
  };
  const atom = (): Thunk => {
    if (take('(')) {
      const inner = ternary();
      expect(')');
      return inner;
    }
    const token = tokens[at++] as string;
    if (token === 'bool' && take('(')) {
      const inner = ternary();
      expect(')');
      return () => truthy(inner());
    }
    if (/^\d+$/.test(token)) return () => Number(token);
    if (token === 'True' || token === 'False') return () => token === 'True';
    if (token === 'None') return () => null;
    if (!Object.hasOwn(names, token)) throw new ReferenceError(token);
    return () => names[token] as PythonValue;
  };

  const program = ternary();
  if (at !== tokens.length)
    throw new SyntaxError(`${tokens.slice(at).join(' ')} left over in ${source}`);
  return program();
}

export function truthy(value: PythonValue): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

function compare(left: PythonValue, operator: string, right: PythonValue): boolean {
  switch (operator) {
    case '==':
    case 'is':
      return left === right;
    case '!=':
    case 'is not':
      return left !== right;
    default: {
      if (typeof left !== 'number' || typeof right !== 'number')
        throw new TypeError(`${left} ${operator} ${right}`);
      if (operator === '<') return left < right;
      if (operator === '<=') return left <= right;
      return operator === '>' ? left > right : left >= right;
    }
  }
}
