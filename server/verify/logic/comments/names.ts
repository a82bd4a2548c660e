import type { Node } from 'web-tree-sitter';
import type { Dialect } from '../facts.ts';
import { guessed } from './guess.ts';
import { wordsOfName as wordsIn } from './nameWords.ts';
import {
  shapeOf,
  typesOf,
  unknownShape,
  valueShape,
  type Kind,
  type Shape,
  type Types,
} from './types.ts';

/** A name that a condition at the hole can use, as written there. */
export interface ScopeName {
  /** `isAdmin`, `user.age`, `this.items`. */
  readonly text: string;
  /** The words of its last part, in lower case. */
  readonly words: readonly string[];
  /** What it belongs to: `user` of `user.age`; absent for plain names. */
  readonly owner?: string;
  /** Other words for the owner: its type, or the class of `this`. */
  readonly ownerWords: readonly string[];
  readonly shape: Shape;
  /** Where it was found, counted from the first parameter. */
  readonly order: number;
}

/** The names in scope at a hole, and the words that only say where it is. */
export interface Scope {
  readonly names: readonly ScopeName[];
  /** Words of the function's own name and of its class. */
  readonly aroundWords: readonly string[];
}

const functions = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'function_definition',
  'generator_function_declaration',
  'lambda',
]);
/** Methods that only one kind of value has. */
const methodKinds: Readonly<Record<string, Kind>> = {
  push: 'list',
  pop: 'list',
  append: 'list',
  some: 'list',
  every: 'list',
  has: 'set',
  startsWith: 'text',
  startswith: 'text',
  toLowerCase: 'text',
  lower: 'text',
  trim: 'text',
  strip: 'text',
};
const classes = new Set(['class_declaration', 'class_definition', 'class']);

/** Collects parameters, locals, fields and constants that are declared before the hole or used near it. */
export function scopeAt(root: Node, hole: Node, dialect: Dialect): Scope {
  const collector = new Collector(root, hole, dialect);
  return collector.collect();
}

class Collector {
  private readonly shapes = new Map<string, Shape>();
  private readonly aliases = new Set<string>();
  private readonly types: Types;
  private className: string | undefined;
  private readonly around: string[] = [];

  constructor(
    private readonly root: Node,
    private readonly hole: Node,
    private readonly dialect: Dialect,
  ) {
    this.types = typesOf(root);
  }

  collect(): Scope {
    for (let node: Node | null = this.hole; node; node = node.parent) {
      if (functions.has(node.type)) this.addFunction(node);
      if (classes.has(node.type)) this.addClass(node);
      if (node.type === 'for_in_statement' || node.type === 'for_statement') this.addLoop(node);
    }
    this.addLocals();
    this.addUses();
    this.addFields();
    this.addKindsByUse();
    const values = this.comparedValues();
    const names = [...this.shapes]
      .filter(([text]) => !this.aliases.has(text))
      .map(([text, shape], order) => this.nameOf(text, shape, order, values));
    return { names, aroundWords: this.around };
  }

  private nameOf(
    text: string,
    shape: Shape,
    order: number,
    values: ReadonlyMap<string, readonly string[]>,
  ): ScopeName {
    const dot = text.lastIndexOf('.');
    const owner = dot < 0 ? undefined : text.slice(0, dot);
    const last = text.slice(dot + 1);
    const isSelf = owner === 'this' || owner === 'self';
    const typeName = owner === undefined ? undefined : this.shapes.get(owner)?.typeName;
    const ownerWords =
      owner === undefined
        ? []
        : [
            ...(isSelf ? [] : wordsIn(owner)),
            ...wordsIn((isSelf ? this.className : typeName) ?? ''),
          ];
    const compared = values.get(text);
    const known = guessed(last, shape);
    return {
      text,
      words: wordsIn(last),
      ...(owner === undefined ? {} : { owner }),
      ownerWords,
      shape: compared === undefined ? known : { ...known, values: known.values ?? compared },
      order,
    };
  }

  private add(text: string, shape: Shape): void {
    const known = this.shapes.get(text);
    if (known === undefined || known.kind === 'unknown')
      this.shapes.set(text, { ...known, ...shape });
  }

  private addFunction(node: Node): void {
    this.around.push(...wordsIn(node.childForFieldName('name')?.text ?? ''));
    const list = node.childForFieldName('parameters') ?? node.childForFieldName('parameter');
    const parameters = list?.type === 'identifier' ? [list] : (list?.namedChildren ?? []);
    for (const parameter of parameters) if (parameter) this.addParameter(parameter);
  }

  private addParameter(node: Node): void {
    const target =
      node.type === 'identifier' || node.type === 'object_pattern'
        ? node
        : (node.childForFieldName('pattern') ??
          node.childForFieldName('name') ??
          node.childForFieldName('left') ??
          node.namedChildren[0]);
    const annotation = node.childForFieldName('type');
    const value = node.childForFieldName('value') ?? node.childForFieldName('right');
    const shape = annotation ? shapeOf(annotation, this.types) : valueShape(value);
    if (target?.type === 'object_pattern') this.addPattern(target, shape);
    else if (target?.type === 'identifier' && !/^(self|cls)$/.test(target.text))
      this.add(target.text, shape);
  }

  private addPattern(pattern: Node, shape: Shape): void {
    for (const part of pattern.descendantsOfType('shorthand_property_identifier_pattern'))
      if (part) this.add(part.text, shape.fields?.get(part.text) ?? unknownShape);
  }

  private addClass(node: Node): void {
    this.className ??= node.childForFieldName('name')?.text;
    this.around.push(...wordsIn(this.className ?? ''));
    const self = this.dialect === 'python' ? 'self' : 'this';
    for (const field of node.descendantsOfType('public_field_definition')) {
      const name = field?.childForFieldName('name')?.text;
      const annotation = field?.childForFieldName('type') ?? null;
      const value = field?.childForFieldName('value') ?? null;
      if (name !== undefined)
        this.add(
          `${self}.${name}`,
          annotation ? shapeOf(annotation, this.types) : valueShape(value),
        );
    }
    for (const each of node.descendantsOfType(['assignment', 'assignment_expression'])) {
      const left = each?.childForFieldName('left')?.text ?? '';
      if (each && left.startsWith(`${self}.`) && /^\w+\.\w+$/.test(left))
        this.add(left, valueShape(each.childForFieldName('right')));
    }
  }

  private addLoop(node: Node): void {
    const left = node.childForFieldName('left');
    const list = node.childForFieldName('right')?.text ?? '';
    const name = left?.type === 'identifier' ? left : left?.descendantsOfType('identifier')[0];
    if (name) this.add(name.text, this.shapes.get(list)?.element ?? unknownShape);
  }

  /** Variables that stand before the hole in the document and in a block around it. */
  private addLocals(): void {
    const kinds = ['variable_declarator', 'assignment'];
    for (const node of this.root.descendantsOfType(kinds)) {
      if (!node || node.endIndex > this.hole.startIndex || !this.isAround(node)) continue;
      const target = node.childForFieldName('name') ?? node.childForFieldName('left');
      const value = node.childForFieldName('value') ?? node.childForFieldName('right');
      const annotation = node.childForFieldName('type');
      const shape = annotation ? shapeOf(annotation, this.types) : valueShape(value);
      if (target?.type === 'object_pattern')
        this.addPattern(target, this.shapes.get(value?.text ?? '') ?? unknownShape);
      else if (target?.type === 'identifier') {
        this.add(target.text, shape);
        if (/^[\w.]+\.[\w.]+$/.test(value?.text ?? '')) this.aliases.add(value?.text ?? '');
      }
    }
  }

  /** Whether the block that a declaration stands in also holds the hole. */
  private isAround(node: Node): boolean {
    for (let outer = node.parent; outer; outer = outer.parent)
      if (/block|^program$|^module$|body$/.test(outer.type))
        return outer.startIndex <= this.hole.startIndex && outer.endIndex >= this.hole.endIndex;
    return false;
  }

  /** Members of names in scope that the document reads or writes. */
  private addUses(): void {
    for (const node of this.root.descendantsOfType(['member_expression', 'attribute'])) {
      if (!node || node.parent?.childForFieldName('function')?.id === node.id) continue;
      const { text } = node;
      const [head] = text.split('.') as [string];
      if (!/^[\w$]+(\.[\w$]+){1,2}$/.test(text) || /\.(length|size)$/.test(text)) continue;
      if (this.shapes.has(head) || /^(this|self)$/.test(head)) this.add(text, this.useShape(node));
    }
  }

  /** What has fields is an object; what is pushed to is a list. */
  private addKindsByUse(): void {
    for (const text of [...this.shapes.keys()]) {
      const owner = text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : undefined;
      if (owner !== undefined && this.shapes.get(owner)?.kind === 'unknown')
        this.shapes.set(owner, { ...this.shapes.get(owner), kind: 'object' });
    }
    for (const node of this.root.descendantsOfType(['member_expression', 'attribute'])) {
      if (!node || node.parent?.childForFieldName('function')?.id !== node.id) continue;
      const [, name = '', method = ''] = /^([\w.]+)\.(\w+)$/.exec(node.text) ?? [];
      const kind = methodKinds[method];
      if (kind !== undefined && this.shapes.get(name)?.kind === 'unknown')
        this.shapes.set(name, { kind });
    }
  }

  private useShape({ parent }: Node): Shape {
    if (
      parent?.type === 'augmented_assignment' ||
      parent?.type === 'augmented_assignment_expression'
    )
      return { kind: 'number' };
    if (parent?.type === 'assignment' || parent?.type === 'assignment_expression')
      return valueShape(parent.childForFieldName('right'));
    return unknownShape;
  }

  private addFields(): void {
    for (const [text, shape] of [...this.shapes])
      for (const [field, inner] of shape.fields ?? []) this.add(`${text}.${field}`, inner);
  }

  /** Texts that the document compares a name with. */
  private comparedValues(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const node of this.root.descendantsOfType(['binary_expression', 'comparison_operator'])) {
      const match = /^([\w.]+) *[=!]==? *(['"][^'"]*['"])$/.exec(node?.text ?? '');
      if (match)
        found.set(match[1] as string, [
          ...(found.get(match[1] as string) ?? []),
          match[2] as string,
        ]);
    }
    return found;
  }
}
