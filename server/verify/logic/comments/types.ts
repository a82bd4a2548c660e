import type { Node } from 'web-tree-sitter';

/** What a name holds, as far as its declaration or its use says. */
export interface Shape {
  readonly kind: Kind;
  /** It may be `null`, `undefined` or `None`. */
  readonly nothing?: 'null' | 'undefined' | 'None';
  /** What a list holds. */
  readonly element?: Shape;
  readonly fields?: ReadonlyMap<string, Shape>;
  /** The texts that it may be, as written in code: `'open'` or `Role.Admin`. */
  readonly values?: readonly string[];
  /** The kind was told from the name alone. */
  readonly guessed?: true;
  /** The type's own name, which people call the thing by. */
  readonly typeName?: string;
}

export type Kind = 'boolean' | 'number' | 'text' | 'list' | 'set' | 'date' | 'object' | 'unknown';

export const unknownShape: Shape = { kind: 'unknown' };

/** Types that the document declares, by name. */
export interface Types {
  readonly named: ReadonlyMap<string, Node>;
}

/** Interfaces, type aliases, enums and classes of a document. */
export function typesOf(root: Node): Types {
  const named = new Map<string, Node>();
  const declared = root.descendantsOfType([
    'interface_declaration',
    'type_alias_declaration',
    'enum_declaration',
    'class_declaration',
    'class_definition',
  ]);
  for (const node of declared) {
    const name = node?.childForFieldName('name')?.text;
    if (node && name !== undefined) named.set(name, node);
  }
  return { named };
}

/** The shape that a type annotation describes. Types that refer to themselves are read `depth` levels deep. */
export function shapeOf(node: Node | null, types: Types, depth = 3): Shape {
  if (!node || depth === 0) return unknownShape;
  switch (node.type) {
    case 'type_annotation':
    case 'type':
    case 'parenthesized_type':
    case 'readonly_type':
      return shapeOf(node.namedChildren[0] ?? null, types, depth);
    case 'predefined_type':
    case 'type_identifier':
    case 'identifier':
      return namedShape(node.text, types, depth);
    case 'array_type':
      return listOf(node.namedChildren[0] ?? null, types, depth);
    case 'generic_type':
      return genericShape(node, types, depth);
    case 'union_type':
    case 'binary_operator':
      return unionShape(node, types, depth);
    case 'object_type':
    case 'interface_body':
      return { kind: 'object', fields: fieldsOf(node, types, depth) };
    case 'literal_type':
      return literalShape(node);
    default:
      return unknownShape;
  }
}

function namedShape(name: string, types: Types, depth: number): Shape {
  if (/^(boolean|bool)$/.test(name)) return { kind: 'boolean' };
  if (/^(number|bigint|int|float|Decimal)$/.test(name)) return { kind: 'number' };
  if (/^(string|str)$/.test(name)) return { kind: 'text' };
  if (/^(Date|datetime|date|Instant|Temporal)$/.test(name)) return { kind: 'date' };
  if (/^(list|tuple|Array)$/.test(name)) return { kind: 'list' };
  if (/^(set|Set|frozenset|dict|Map)$/.test(name)) return { kind: 'set' };
  const declared = types.named.get(name);
  if (!declared) return { kind: 'unknown', typeName: name };
  if (declared.type === 'enum_declaration') return enumShape(name, declared);
  if (declared.type === 'type_alias_declaration')
    return { ...shapeOf(declared.childForFieldName('value'), types, depth - 1), typeName: name };
  const body = declared.childForFieldName('body');
  return { kind: 'object', fields: fieldsOf(body, types, depth - 1), typeName: name };
}

function enumShape(name: string, node: Node): Shape {
  const members = (node.childForFieldName('body')?.namedChildren ?? []).flatMap((child) => {
    const member = child?.childForFieldName('name')?.text ?? child?.text;
    return member === undefined ? [] : [`${name}.${member}`];
  });
  return { kind: 'unknown', values: members, typeName: name };
}

function listOf(element: Node | null, types: Types, depth: number): Shape {
  return { kind: 'list', element: shapeOf(element, types, depth - 1) };
}

function genericShape(node: Node, types: Types, depth: number): Shape {
  const name = node.childForFieldName('name')?.text ?? node.namedChildren[0]?.text ?? '';
  const list = node.childForFieldName('type_arguments') ?? node.namedChildren[1] ?? null;
  const [first] = list?.namedChildren ?? [];
  if (/^(Readonly)?Array$|^[Ll]ist$|^Sequence$|^Iterable$/.test(name))
    return listOf(first ?? null, types, depth);
  if (/^(Readonly)?(Set|Map)$|^(set|dict|frozenset)$/.test(name)) return { kind: 'set' };
  if (name === 'Optional') return { ...shapeOf(first ?? null, types, depth), nothing: 'None' };
  return { kind: 'unknown', typeName: name };
}

function unionShape(node: Node, types: Types, depth: number): Shape {
  const members = flattened(node);
  const nothing = members
    .map((member) => /^(null|undefined|None)$/.exec(member.text)?.[1] as Shape['nothing'])
    .find((each) => each !== undefined);
  const shapes = members
    .filter((member) => !/^(null|undefined|None)$/.test(member.text))
    .map((member) => shapeOf(member, types, depth));
  const [first] = shapes;
  const values = shapes.flatMap((shape) => shape.values ?? []);
  const one = first && shapes.every((shape) => shape.kind === first.kind) ? first : unknownShape;
  return {
    ...one,
    ...(values.length > 0 ? { values } : {}),
    ...(nothing === undefined ? {} : { nothing }),
  };
}

function flattened(node: Node): Node[] {
  if (node.type !== 'union_type' && node.type !== 'binary_operator') return [node];
  return node.namedChildren.flatMap((child) => (child ? flattened(child) : []));
}

function literalShape(node: Node): Shape {
  const text = node.text;
  if (/^['"]/.test(text)) return { kind: 'text', values: [text] };
  return /^\d/.test(text) ? { kind: 'number' } : unknownShape;
}

function fieldsOf(body: Node | null, types: Types, depth: number): ReadonlyMap<string, Shape> {
  const fields = new Map<string, Shape>();
  for (const child of body?.namedChildren ?? []) {
    if (child?.type === 'property_signature' || child?.type === 'public_field_definition') {
      const name = child.childForFieldName('name')?.text;
      const annotation = child.childForFieldName('type');
      if (name === undefined) continue;
      const shape = annotation
        ? shapeOf(annotation, types, depth - 1)
        : valueShape(child.childForFieldName('value'));
      const optional = /^[^:]*\?/.test(child.text.slice(name.length, name.length + 2));
      fields.set(name, optional ? { nothing: 'undefined', ...shape } : shape);
    } else if (child?.type === 'expression_statement') {
      const assignment = child.namedChildren[0];
      const name = assignment?.childForFieldName('left')?.text;
      const annotation = assignment?.childForFieldName('type') ?? null;
      if (name !== undefined && annotation) fields.set(name, shapeOf(annotation, types, depth - 1));
    }
  }
  return fields;
}

/** The shape of a value that is written out. */
export function valueShape(node: Node | null): Shape {
  switch (node?.type) {
    case 'true':
    case 'false':
      return { kind: 'boolean' };
    case 'number':
    case 'integer':
    case 'float':
      return { kind: 'number' };
    case 'string':
    case 'template_string':
      return { kind: 'text' };
    case 'array':
    case 'list':
    case 'list_comprehension':
      return { kind: 'list' };
    case 'set':
      return { kind: 'set' };
    case 'null':
      return { kind: 'unknown', nothing: 'null' };
    case 'none':
      return { kind: 'unknown', nothing: 'None' };
    default:
      return unknownShape;
  }
}
