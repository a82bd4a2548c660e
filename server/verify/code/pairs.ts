/** Methods and properties that are easily taken for each other, in groups. */
const groups: readonly (readonly string[])[] = [
  ['push', 'unshift'],
  ['pop', 'shift'],
  ['append', 'extend', 'insert'],
  ['pop', 'popleft'],
  ['append', 'appendleft'],
  ['push', 'concat'],
  ['startsWith', 'endsWith'],
  ['startswith', 'endswith'],
  ['some', 'every'],
  ['any', 'all'],
  ['find', 'filter'],
  ['find', 'findIndex', 'findLast'],
  ['map', 'flatMap', 'filter', 'forEach'],
  ['floor', 'ceil', 'round', 'trunc'],
  ['min', 'max'],
  ['toUpperCase', 'toLowerCase'],
  ['upper', 'lower'],
  ['title', 'capitalize'],
  ['indexOf', 'lastIndexOf'],
  ['find', 'rfind'],
  ['index', 'rindex'],
  ['trimStart', 'trimEnd', 'trim'],
  ['lstrip', 'rstrip', 'strip'],
  ['padStart', 'padEnd'],
  ['ljust', 'rjust'],
  ['keys', 'values', 'entries'],
  ['keys', 'values', 'items'],
  ['add', 'delete'],
  ['add', 'remove', 'discard'],
  ['slice', 'splice'],
  ['isdigit', 'isalpha', 'isalnum'],
  ['isupper', 'islower'],
  ['getDate', 'getDay'],
  ['getFullYear', 'getMonth'],
  ['getHours', 'getMinutes', 'getSeconds'],
  ['setDate', 'setMonth', 'setFullYear'],
  ['sin', 'cos'],
  ['union', 'intersection', 'difference'],
  ['issubset', 'issuperset'],
  ['parseInt', 'parseFloat'],
  ['stringify', 'parse'],
  ['dumps', 'loads'],
  ['charAt', 'charCodeAt'],
  ['encodeURIComponent', 'decodeURIComponent'],
  ['encode', 'decode'],
  ['setTimeout', 'setInterval'],
  ['clearTimeout', 'clearInterval'],
  ['addEventListener', 'removeEventListener'],
  ['resolve', 'reject'],
  ['enumerate', 'zip'],
  ['all', 'race', 'any'],
  ['partition', 'rpartition'],
  ['split', 'rsplit'],
  ['removeprefix', 'removesuffix'],
  ['isLower', 'isUpper'],
  ['ord', 'chr'],
  ['sum', 'len'],
  ['before', 'after'],
  ['first', 'last'],
];

const others = new Map<string, Set<string>>();
for (const group of groups) {
  for (const name of group) {
    const known = others.get(name) ?? new Set<string>();
    for (const other of group) if (other !== name) known.add(other);
    others.set(name, known);
  }
}

const verbs: readonly (readonly [string, string])[] = [
  ['get', 'set'],
  ['add', 'remove'],
  ['start', 'stop'],
  ['show', 'hide'],
  ['open', 'close'],
  ['enable', 'disable'],
  ['push', 'pop'],
  ['increment', 'decrement'],
  ['lock', 'unlock'],
  ['subscribe', 'unsubscribe'],
];

/** Methods that could stand in a method's place, such as `setItem` for `getItem`. */
export function pairedMethods(name: string): readonly string[] {
  const found = new Set(others.get(name) ?? []);
  for (const [one, other] of verbs)
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const)
      if (name.startsWith(from) && /^[A-Z_]/.test(name.slice(from.length)))
        found.add(to + name.slice(from.length));
  return [...found];
}

/** Who writes the special one of a group means it. */
const special: Readonly<Record<string, RegExp>> = {
  flatMap: /./,
  trimStart: /^trim$/,
  trimEnd: /^trim$/,
  lstrip: /^strip$/,
  rstrip: /^strip$/,
  trunc: /./,
  findLast: /^find$/,
  rfind: /^find$/,
  rindex: /^index$/,
  rsplit: /^split$/,
  rpartition: /^partition$/,
};

/** Whether `name` is hardly ever written by mistake for `other`. */
export function isDeliberate(name: string, other: string): boolean {
  return Object.hasOwn(special, name) && special[name]?.test(other) === true;
}

/** Every method of the groups. */
export const allPairedMethods: ReadonlySet<string> = new Set(others.keys());

const wordPairs: readonly (readonly [string, string])[] = [
  ['first', 'last'],
  ['width', 'height'],
  ['x', 'y'],
  ['min', 'max'],
  ['start', 'end'],
  ['left', 'right'],
  ['top', 'bottom'],
  ['row', 'col'],
  ['rows', 'cols'],
  ['from', 'to'],
  ['next', 'prev'],
  ['previous', 'next'],
  ['head', 'tail'],
  ['length', 'size'],
  ['lower', 'upper'],
  ['low', 'high'],
  ['in', 'out'],
  ['before', 'after'],
  ['parent', 'child'],
  ['source', 'target'],
];

/** Names that plainly belong beside a name: `lastName` beside `firstName`, `maxWidth` beside `minWidth`. */
export function partnersOf(name: string): readonly string[] {
  return wordPairs.flatMap(([one, two]) =>
    [
      [one, two],
      [two, one],
    ].flatMap(([from = '', to = '']) => swappedWord(name, from, to)),
  );
}

function swappedWord(name: string, from: string, to: string): readonly string[] {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  if (name === from) return [to];
  if (name.startsWith(from) && /^[A-Z_]/.test(name.slice(from.length)))
    return [to + name.slice(from.length)];
  if (name.endsWith(`_${from}`)) return [name.slice(0, -from.length) + to];
  return name.endsWith(capital(from)) ? [name.slice(0, -from.length) + capital(to)] : [];
}
