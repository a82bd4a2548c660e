import type { Node } from 'web-tree-sitter';

/** Which of the two families of syntax a document is written in. */
export type Dialect = 'script' | 'python';

/** What the document itself says about names, so that a rewriting needs fewer assumptions. */
export interface Facts {
  readonly dialect: Dialect;
  /** Variables and parameters that can only hold a boolean. */
  readonly booleans: ReadonlySet<string>;
  /** Properties that the document's own types declare as boolean; another type may use the name otherwise. */
  readonly booleanProperties: ReadonlySet<string>;
  /** Names that are annotated as something other than a boolean, whatever they sound like. */
  readonly others: ReadonlySet<string>;
  /** Operands that are given a value here which does not show what they hold, or that are told apart from nothing. */
  readonly unclear: ReadonlySet<string>;
  /** Functions that are declared to return a boolean. */
  readonly booleanCalls: ReadonlySet<string>;
  readonly integers: ReadonlySet<string>;
  /** Annotated numbers: never a string, though perhaps NaN. */
  readonly numbers: ReadonlySet<string>;
}

type Kind = 'boolean' | 'integer' | 'number' | 'annotated' | 'parameter' | 'other';

const annotated: Readonly<Record<string, Kind>> = {
  boolean: 'boolean',
  bool: 'boolean',
  true: 'boolean',
  false: 'boolean',
  int: 'integer',
  bigint: 'integer',
  number: 'number',
  float: 'number',
};

/** The dialect of a VS Code language id; undefined where conditions are not known. */
export function dialectOf(languageId: string): Dialect | undefined {
  switch (languageId) {
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return 'script';
    case 'python':
      return 'python';
    default:
      return undefined;
  }
}

/** Collects annotations and initial values; a name that is declared in two ways is known as neither. */
export function factsOf(root: Node, dialect: Dialect): Facts {
  const names = new Map<string, Kind>();
  const calls = new Map<string, Kind>();
  const properties = new Map<string, Kind>();
  const note = (into: Map<string, Kind>, name: string | undefined, kind: Kind): void => {
    if (name === undefined) return;
    const known = into.get(name);
    into.set(
      name,
      known === undefined || known === kind
        ? kind
        : known === 'annotated' || kind === 'annotated'
          ? 'annotated'
          : 'other',
    );
  };
  for (const node of declarationsIn(root, dialect)) {
    // A value assigned to a property shows nothing about others of its name.
    if (
      /^(member_expression|attribute|subscript\w*)$/.test(
        node.childForFieldName('left')?.type ?? '',
      )
    )
      continue;
    const isProperty = propertyTypes.has(node.type);
    const into = isProperty ? properties : names;
    if (dialect === 'script') noteScript(node, (name, kind) => note(into, name, kind), calls);
    else notePython(node, (name, kind) => note(into, name, kind), calls);
  }
  const having = (from: Map<string, Kind>, kind: Kind): Set<string> =>
    new Set([...from].filter(([, each]) => each === kind).map(([name]) => name));
  return {
    dialect,
    booleans: having(names, 'boolean'),
    booleanProperties: having(properties, 'boolean'),
    others: new Set([
      ...having(names, 'annotated'),
      ...having(properties, 'annotated'),
      ...having(calls, 'annotated'),
    ]),
    unclear: new Set([...having(names, 'other'), ...threeValued(root, dialect)]),
    booleanCalls: having(calls, 'boolean'),
    integers: having(names, 'integer'),
    numbers: having(names, 'number'),
  };
}

/**
 * Operands that hold more than a yes or no by how they are tested: against `None`, `null` or `undefined`, against both
 * booleans, or with `None` as what a parameter holds when it is not given.
 */
function threeValued(root: Node, dialect: Dialect): ReadonlySet<string> {
  const nothing = new Set<string>();
  const tested = new Map<string, Set<string>>();
  const comparison = dialect === 'python' ? 'comparison_operator' : 'binary_expression';
  for (const node of root.descendantsOfType([comparison, 'default_parameter'])) {
    const [first, second] = node ? sidesOf(node) : [];
    if (!first || !second) continue;
    if (/^(None|null|undefined)$/.test(second.text)) nothing.add(first.text);
    if (!/^(true|false)$/.test(second.type)) continue;
    const values = tested.get(first.text) ?? new Set();
    tested.set(first.text, values.add(second.type));
  }
  const both = [...tested].filter(([, values]) => values.size === 2).map(([text]) => text);
  return new Set([...nothing, ...both]);
}

/** What stands left and right in a comparison of two, or in a parameter with a default. */
function sidesOf(node: Node): readonly (Node | null)[] {
  if (node.type === 'default_parameter')
    return [node.childForFieldName('name'), node.childForFieldName('value')];
  const operands = node.namedChildren;
  return operands.length === 2 ? operands : [];
}

const propertyTypes = new Set(['property_signature', 'public_field_definition']);
const scriptDeclarations = [
  'variable_declarator',
  'required_parameter',
  'optional_parameter',
  'property_signature',
  'public_field_definition',
  'assignment_expression',
  'augmented_assignment_expression',
  'update_expression',
  'function_declaration',
  'method_definition',
  'method_signature',
  'formal_parameters',
  'shorthand_property_identifier_pattern',
  'for_in_statement',
  'catch_clause',
  'import_specifier',
];
const pythonDeclarations = [
  'assignment',
  'augmented_assignment',
  'typed_parameter',
  'typed_default_parameter',
  'default_parameter',
  'parameters',
  'lambda_parameters',
  'for_statement',
  'for_in_clause',
  'with_item',
  'named_expression',
  'function_definition',
];

function declarationsIn(root: Node, dialect: Dialect): Node[] {
  return root
    .descendantsOfType(dialect === 'script' ? scriptDeclarations : pythonDeclarations)
    .filter((node): node is Node => node !== null);
}

type Note = (name: string | undefined, kind: Kind) => void;

function noteScript(node: Node, note: Note, calls: Map<string, Kind>): void {
  switch (node.type) {
    case 'variable_declarator':
      note(nameIn(node.childForFieldName('name')), declared(node, 'script'));
      return;
    case 'required_parameter':
    case 'optional_parameter':
    case 'property_signature':
    case 'public_field_definition': {
      const name = node.childForFieldName('pattern') ?? node.childForFieldName('name');
      // An optional boolean may be undefined.
      const optional = node.type === 'optional_parameter' || node.text.includes('?:');
      const kind = declared(node, 'script');
      note(
        nameIn(name),
        optional
          ? 'annotated'
          : kind === 'other' && node.type !== 'property_signature'
            ? 'parameter'
            : kind,
      );
      return;
    }
    case 'assignment_expression':
      note(
        nameIn(node.childForFieldName('left')),
        valueKind(node.childForFieldName('right'), 'script'),
      );
      return;
    case 'augmented_assignment_expression':
      note(nameIn(node.childForFieldName('left')), 'other');
      return;
    case 'update_expression':
      return;
    case 'shorthand_property_identifier_pattern':
      note(node.text, 'other');
      return;
    case 'for_in_statement':
      note(nameIn(node.childForFieldName('left')), 'other');
      return;
    case 'catch_clause':
      note(nameIn(node.childForFieldName('parameter')), 'other');
      return;
    case 'import_specifier':
      note((node.childForFieldName('alias') ?? node.childForFieldName('name'))?.text, 'other');
      return;
    case 'formal_parameters':
      // In plain JavaScript a caller may pass anything, so a parameter hides an outer variable.
      for (const child of node.namedChildren)
        if (child?.type === 'identifier') note(child.text, 'parameter');
      return;
    default: {
      const returns = node.childForFieldName('return_type')?.text.replace(/^:\s*/, '');
      const name = node.childForFieldName('name')?.text;
      if (name !== undefined)
        calls.set(
          name,
          returns === undefined
            ? 'other'
            : returns === 'boolean' || / is /.test(returns)
              ? 'boolean'
              : 'annotated',
        );
    }
  }
}

function notePython(node: Node, note: Note, calls: Map<string, Kind>): void {
  switch (node.type) {
    case 'assignment':
      note(nameIn(node.childForFieldName('left')), declared(node, 'python'));
      return;
    case 'typed_parameter':
    case 'typed_default_parameter': {
      const name = node.childForFieldName('name') ?? node.namedChildren[0] ?? null;
      note(nameIn(name), declared(node, 'python'));
      return;
    }
    case 'default_parameter':
      note(nameIn(node.childForFieldName('name')), 'parameter');
      return;
    case 'augmented_assignment':
    case 'named_expression':
      note(nameIn(node.childForFieldName('name') ?? node.childForFieldName('left')), 'other');
      return;
    case 'parameters':
    case 'lambda_parameters':
      for (const child of node.namedChildren)
        if (child?.type === 'identifier') note(child.text, 'parameter');
      return;
    case 'for_statement':
    case 'for_in_clause': {
      const overRange = /^range\s*\(/.test(node.childForFieldName('right')?.text ?? '');
      note(nameIn(node.childForFieldName('left')), overRange ? 'integer' : 'other');
      return;
    }
    case 'with_item':
      return;
    default: {
      const name = node.childForFieldName('name')?.text;
      const returns = node.childForFieldName('return_type')?.text;
      if (name !== undefined)
        calls.set(
          name,
          returns === undefined ? 'other' : returns === 'bool' ? 'boolean' : 'annotated',
        );
    }
  }
}

function nameIn(node: Node | null): string | undefined {
  switch (node?.type) {
    case 'identifier':
    case 'property_identifier':
      return node.text;
    case 'member_expression':
      return node.childForFieldName('property')?.text;
    case 'attribute':
      return node.childForFieldName('attribute')?.text;
    default:
      return undefined;
  }
}

function declared(node: Node, dialect: Dialect): Kind {
  const type = node.childForFieldName('type')?.text.replace(/^:\s*/, '');
  if (type !== undefined)
    return Object.hasOwn(annotated, type) ? (annotated[type] as Kind) : 'annotated';
  return valueKind(node.childForFieldName('value') ?? node.childForFieldName('right'), dialect);
}

/** The kind of value that an expression is certain to give. */
function valueKind(node: Node | null, dialect: Dialect): Kind {
  switch (node?.type) {
    case 'true':
    case 'false':
    case 'not_operator':
      return 'boolean';
    case 'parenthesized_expression':
      return valueKind(node.namedChildren[0] ?? null, dialect);
    case 'comparison_operator':
      return 'boolean';
    case 'unary_expression':
      return node.childForFieldName('operator')?.text === '!' ? 'boolean' : 'other';
    case 'binary_expression':
    case 'boolean_operator':
      return operatorKind(node, dialect);
    case 'integer':
      return 'integer';
    case 'call':
      return /^len\s*\(/.test(node.text) ? 'integer' : 'other';
    case 'member_expression':
      return /\.(length|size)$/.test(node.text) ? 'integer' : 'other';
    default:
      return 'other';
  }
}

function operatorKind(node: Node, dialect: Dialect): Kind {
  const operator = node.childForFieldName('operator')?.text ?? '';
  if (/^([<>]=?|[!=]==?|in|instanceof)$/.test(operator)) return 'boolean';
  if (!['&&', '||', 'and', 'or'].includes(operator)) return 'other';
  const sides = [node.childForFieldName('left'), node.childForFieldName('right')];
  return sides.every((side) => valueKind(side, dialect) === 'boolean') ? 'boolean' : 'other';
}
