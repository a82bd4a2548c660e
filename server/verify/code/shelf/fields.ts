import { descendants } from '../../syntax/node.ts';
import { asCall, asMember, asSubscript } from '../expressions.ts';
import type { FunctionInfo } from '../functionInfo.ts';
import { wordsOf } from '../words.ts';

/** The fields that a function reads of records: of its parameters, and of the elements of what they hold. */
export interface Fields {
  readonly ofParameters: readonly string[];
  readonly ofElements: readonly string[];
}

const known = new WeakMap<FunctionInfo, Fields>();

/** Reads `line.price` and `line["price"]`; methods, and what belongs to lists and texts, are not fields. */
export function fieldsOf(fn: FunctionInfo): Fields {
  const before = known.get(fn);
  if (before) return before;
  const names = new Set(fn.parameters.map((parameter) => parameter.name));
  const [ofParameters, ofElements] = [new Set<string>(), new Set<string>()];
  for (const node of descendants(fn.node)) {
    const member = asMember(node);
    const subscript = member ? undefined : asSubscript(node);
    const owner = (member ?? subscript)?.object.text;
    const field = member?.property.text ?? /^(['"])(\w+)\1$/.exec(subscript?.index.text ?? '')?.[2];
    if (field === undefined || owner === undefined || !/^\w+$/.test(owner)) continue;
    const isMethod = node.parent !== undefined && asCall(node.parent)?.callee === node;
    if (isMethod || /^(length|size)$/.test(field) || /^(Math|Object|Number|this|self)$/.test(owner))
      continue;
    (names.has(owner) ? ofParameters : ofElements).add(field);
  }
  const found = { ofParameters: [...ofParameters], ofElements: [...ofElements] };
  known.set(fn, found);
  return found;
}

/** Names under which a field plays a role. */
const roles: Readonly<Record<string, RegExp>> = {
  price: /^(unit_|item_)?(price|cost|rate|fee)(_cents)?$|^price_/,
  quantity: /^(quantity|qty|units|count|amount|pieces|copies|hours|stock|shares)$/,
  amount: /^(amount|value|total|price|cost|hours|points|votes|quantity|revenue|sum|minutes)$/,
  group:
    /^(category|type|region|department|status|kind|country|city|month|year|team|user|customer|account|project|group|name|day|tag|product|store|candidate|currency|genre|owner|author)(_id|_name)?$/,
  key: /^(id|sku|key|code|name|email|slug|isbn|uuid|number|title|user_name|\w+_id)$/,
  time: /^(time|seconds|ms|minutes|lap|duration)/,
  value: /^(value|score|grade|rating|price|points|mark)$/,
  weight: /^(weight|credits|factor|hours|quantity|votes|coefficient)$/,
  type: /^(type|kind|direction)$/,
  balance: /^(balance|coins|cents|credit|money|funds|amount|gold|cash)$/,
  capacity: /^(capacity|limit|seats|max|max_\w+|size|total|places)$/,
  taken: /^(taken|booked|sold|reserved|attendees|registered|used|occupied|enrolled)(_\w+)?$/,
  expires:
    /^(expires|expiry|expires_at|expiration|expiry_date|valid_until|valid_to|expiration_date)$/,
  due: /^(due|due_date|deadline|due_at|due_on|date|starts_at|start|start_date)$/,
  start: /^(start|from|begin|starts_at|start_date|start_time|low|min|lo|check_in|starts)$/,
  end: /^(end|to|until|ends_at|end_date|end_time|high|max|hi|check_out|stop|ends)$/,
  first: /^(first|first_name|given_name)$/,
  last: /^(last|last_name|family_name|surname)$/,
  health: /^(health|hp|life|lives|hit_points)$/,
  max: /^max(_?(health|hp|life))?$/,
  age: /^age$/,
  items: /(s|list|children)$/,
};

/** What lacks the named property: an unread message is not `read`, an open task is not `done`. */
const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(open|pending|remaining|todo|undone|unfinished|incomplete)$/,
    /^(done|closed|complete|completed|finished|resolved|processed)$/,
  ],
  [
    /^(active|visible|available)$/,
    /^(deleted|archived|disabled|hidden|removed|blocked|taken|sold|rented|reserved|borrowed|banned)$/,
  ],
  [/^inactive$/, /^(active|enabled)$/],
  [/^disabled$/, /^(enabled|active)$/],
  [/^hidden$/, /^visible$/],
  [/^offline$/, /^online$/],
  [/^failed$/, /^(ok|passed|success|succeeded)$/],
  [/^unavailable$/, /^available$/],
  [/^invalid$/, /^valid$/],
];

/** The function of an entry with the fields that `fn` uses in place of its `$roles`; undefined where one has none. */
export function withFields(source: string, fn: FunctionInfo): string | undefined {
  const wanted = new Set([...source.matchAll(/\$(\w+)/g)].map((found) => found[1] ?? ''));
  if (wanted.size === 0) return source;
  const { ofParameters, ofElements } = fieldsOf(fn);
  const chosen = new Map<string, string>();
  for (const role of wanted) {
    const taken = [...chosen.values()];
    const free = [...ofElements, ...ofParameters].filter((field) => !taken.includes(field));
    const field =
      role === 'only'
        ? onlyOf(ofElements)
        : role === 'items'
          ? ofParameters.find((each) => roles.items?.test(each))
          : free.find((each) => plays(role, each, fn));
    if (field === undefined) return undefined;
    chosen.set(role, field);
  }
  return source.replace(/\$(\w+)/g, (_, role: string) => chosen.get(role) ?? '');
}

function onlyOf(fields: readonly string[]): string | undefined {
  return fields.length === 1 ? fields[0] : undefined;
}

function plays(role: string, field: string, fn: FunctionInfo): boolean {
  const words = wordsOf(field).filter((word) => !/^(is|has)$/.test(word));
  const name = words.join('_');
  if (role === 'flag')
    return words.length > 0 && words.every((word) => fn.nameWords.includes(word));
  if (role === 'not')
    return (
      fn.nameWords.includes(`un${name}`) ||
      opposites.some(
        ([named, held]) => held.test(name) && fn.nameWords.some((word) => named.test(word)),
      )
    );
  return roles[role]?.test(name) ?? false;
}
