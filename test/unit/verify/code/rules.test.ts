import { itRepairs, type Hit, type Miss } from '../../../support/repairedByRule.ts';

const hits: Readonly<Record<string, readonly Hit[]>> = {
  'loop bounds': [
    [
      'js',
      'function f(xs) {\n  let n = 0;\n  for (let i = 0; i § xs.length; i++) n += xs[i];\n  return n;\n}',
      '<=',
      '<',
    ],
    ['js', 'function last(xs) {\n  return xs[xs.length§];\n}', '', ' - 1'],
    ['js', 'function f(xs) {\n  for (let i = xs.length§; i >= 0; i--) show(xs[i]);\n}', '', ' - 1'],
    [
      'py',
      'def total(xs):\n    n = 0\n    for i in range(§len(xs)):\n        n += xs[i]\n    return n',
      '1, ',
      '',
    ],
    ['py', 'def gaps(xs):\n    return [xs[i + 1] - xs[i] for i in range(len(xs)§)]', '', ' - 1'],
    [
      'py',
      'def factorial(n):\n    r = 1\n    for i in range(1, n§):\n        r *= i\n    return r',
      '',
      ' + 1',
    ],
  ],
  'loop steps': [
    ['js', 'function f(n) {\n  for (let i = 0; i < n; i§) show(i);\n}', '--', '++'],
    [
      'js',
      'function f(m) {\n  for (let i = 0; i < m.length; i++)\n    for (let j = 0; j < m[i].length; §++) show(m[i][j]);\n}',
      'i',
      'j',
    ],
    ['js', 'function f(users) {\n  for (const user § users) greet(user.name);\n}', 'in', 'of'],
  ],
  accumulators: [
    [
      'js',
      'function product(xs) {\n  let p = §;\n  for (const x of xs) p *= x;\n  return p;\n}',
      '0',
      '1',
    ],
    [
      'py',
      'def count(xs):\n    count = 0\n    for x in xs:\n        count § 1\n    return count',
      '-=',
      '+=',
    ],
  ],
  extremes: [
    [
      'js',
      'function largest(xs) {\n  let best = xs[0];\n  for (const x of xs) if (x § best) best = x;\n  return best;\n}',
      '<',
      '>',
    ],
    ['ts', 'const cheapest = (xs: number[]): number => Math.§(...xs);', 'max', 'min'],
    ['py', 'def smaller(a, b):\n    return a if a § b else b', '>', '<'],
  ],
  arithmetic: [
    ['js', 'function add(a, b) {\n  return a § b;\n}', '-', '+'],
    ['py', 'def mean(xs):\n    return sum(xs) § len(xs)', '*', '/'],
    ['ts', 'function area(width: number, height: number) {\n  return width § height;\n}', '+', '*'],
    ['js', 'function duration(start, end) {\n  return §;\n}', 'start - end', 'end - start'],
    ['js', 'function fact(n) {\n  if (n <= 1) return 1;\n  return n * fact(n § 1);\n}', '+', '-'],
  ],
  comparisons: [
    ['js', 'const isEven = (n) => n % 2 === §;', '1', '0'],
    ['js', 'function isEmpty(xs) {\n  return xs.length § 0;\n}', '!==', '==='],
    [
      'ts',
      '/** Passwords have at least 8 characters. */\nfunction isValid(password: string) {\n  return password.length § 8;\n}',
      '>',
      '>=',
    ],
    ['py', 'def is_adult(age):\n    return age § 18', '>', '>='],
    ['js', 'function contains(text, part) {\n  return text.indexOf(part) § 0;\n}', '>', '>='],
  ],
  guards: [
    [
      'ts',
      'function nameOf(user: User | null) {\n  if (user § null) return "nobody";\n  return user.name;\n}',
      '!==',
      '===',
    ],
    [
      'js',
      'function get(cache, key) {\n  if (§cache.has(key)) return cache.get(key);\n  return load(key);\n}',
      '!',
      '',
    ],
    ['py', 'def first(user):\n    return user is None § user.name == ""', 'and', 'or'],
    [
      'js',
      'function divide(a, b) {\n  if (b § 0) throw new Error("zero");\n  return a / b;\n}',
      '!==',
      '===',
    ],
  ],
  returns: [
    ['js', 'const double = (x) => {\n  §x * 2;\n};', '', 'return '],
    ['js', 'function open(xs) {\n  return xs.filter((x) => { §!x.closed; });\n}', '', 'return '],
    [
      'py',
      'def squares(xs):\n    out = []\n    for x in xs:\n        out.append(x * x)§',
      '',
      '\n    return out',
    ],
  ],
  awaits: [
    [
      'ts',
      'async function load(url: string) {\n  const response = §fetch(url);\n  return response.json();\n}',
      '',
      'await ',
    ],
  ],
  arguments: [
    ['js', 'function later(fn, ms) {\n  setTimeout(§);\n}', 'ms, fn', 'fn, ms'],
    ['py', 'def is_text(x):\n    return isinstance(§)', 'str, x', 'x, str'],
  ],
  variables: [
    ['js', 'function area(width, height) {\n  return width * §;\n}', 'width', 'height'],
    ['js', 'function same(a, b) {\n  return a.length === §.length;\n}', 'a', 'b'],
    [
      'py',
      'def names(users):\n    out = []\n    for user in users:\n        out.append(§.name)\n    return out',
      'users',
      'user',
    ],
    [
      'py',
      'def evens(xs):\n    out = []\n    for x in xs:\n        out.append(x * 2)\n    return §',
      'xs',
      'out',
    ],
    [
      'ts',
      'function mid(a: P, b: P) {\n  return { x: (a.x + b.x) / 2, y: (a.y + b.§) / 2 };\n}',
      'x',
      'y',
    ],
  ],
  conditions: [
    ['js', 'function f(x) {\n  if (x § 3) return 1;\n  return 2;\n}', '=', '==='],
    ['js', 'function f(x) {\n  return x !== "a" § x !== "b";\n}', '||', '&&'],
    ['py', 'def f(x):\n    return 0 <= x § 9', '>=', '<='],
  ],
  searches: [
    ['js', 'const allDone = (xs) => xs.§((x) => x.done);', 'some', 'every'],
    [
      'js',
      'function find(xs, t) {\n  let a = 0;\n  let b = xs.length - 1;\n  while (a <= b) {\n    const m = Math.floor((a + b) / 2);\n    if (xs[m] === t) return m;\n    if (xs[m] § t) a = m + 1;\n    else b = m - 1;\n  }\n  return -1;\n}',
      '>',
      '<',
    ],
    ['js', '// Highest first.\nconst rank = (xs) => xs.sort((a, b) => §);', 'a - b', 'b - a'],
    ['js', 'function remove(xs, id) {\n  return xs.filter((x) => x.id § id);\n}', '===', '!=='],
  ],
  contradictions: [
    [
      'py',
      'def f(n):\n    if n % 3 == 0 § n % 5 == 0:\n        return 1\n    if n % 3 == 0:\n        return 2\n    return 3',
      'or',
      'and',
    ],
    ['js', 'const page = (xs, start, size) => xs.slice(start, start § size);', '-', '+'],
    ['js', 'const larger = (a, b) => (a > b ? a : §);', 'a', 'b'],
  ],
  vocabulary: [
    ['js', 'const secondsToHours = (seconds) => seconds § 3600;', '*', '/'],
    ['py', 'def strip(name, suffix):\n    return name.§(suffix)', 'startswith', 'endswith'],
    [
      'py',
      'def is_leap_year(y):\n    return y % 4 == 0 and (y % 100 != 0 § y % 400 == 0)',
      'and',
      'or',
    ],
  ],
  relations: [
    ['js', 'const same = (a, b) => a.every((x, i) => x === §[i]);', 'a', 'b'],
    ['js', 'function activeUsers(users) {\n  return users.filter((u) => §u.active);\n}', '!', ''],
    [
      'ts',
      'function transfer(from: A, to: A, n: number) {\n  from.money -= n;\n  to.money § n;\n}',
      '-=',
      '+=',
    ],
  ],
  counting: [
    ['js', 'function say(times) {\n  for (let i = 0; i § times; i++) greet();\n}', '<=', '<'],
    [
      'js',
      'function countChar(text, char) {\n  let n = 0;\n  for (const c of text) {\n    if (c § char) n++;\n  }\n  return n;\n}',
      '!==',
      '===',
    ],
    ['js', 'const canAfford = (balance, price) => balance § price;', '<', '>='],
    ['py', 'def tip(bill, percent):\n    return bill § percent / 100', '+', '*'],
  ],
};

/** Correct code that looks like one of the mistakes above. */
const misses: readonly Miss[] = [
  ['js', 'function f(xs) {\n  for (let i = 0; i <= xs.length; i++) show(xs.slice(0, i));\n}'],
  ['js', 'function append(xs, x) {\n  xs[xs.length] = x;\n}'],
  [
    'js',
    'function sorted(xs) {\n  for (let i = 1; i < xs.length; i++) if (xs[i - 1] > xs[i]) return false;\n  return true;\n}',
  ],
  [
    'py',
    'def rest(rows):\n    """Everything after the header."""\n    return [rows[i] for i in range(1, len(rows))]',
  ],
  [
    'js',
    'function shuffle(xs) {\n  for (let i = xs.length - 1; i > 0; i--) {\n    const j = Math.floor(Math.random() * (i + 1));\n    [xs[i], xs[j]] = [xs[j], xs[i]];\n  }\n}',
  ],
  ['js', 'const isNotEmpty = (xs) => xs.length !== 0;'],
  ['js', 'const squareSum = (a, b) => a * a + b * b;'],
  ['ts', 'const isNaNValue = (value: number) => value !== value;'],
  ['js', 'function limit(value, max) {\n  return Math.min(value, max);\n}'],
  [
    'ts',
    'function f(user: User | null) {\n  if (user !== null) return user.name;\n  return "nobody";\n}',
  ],
  [
    'js',
    'async function f(urls) {\n  const pages = urls.map((url) => fetch(url));\n  return Promise.all(pages);\n}',
  ],
  ['js', 'async function f(url) {\n  const page = fetch(url);\n  return page;\n}'],
  [
    'js',
    'function hanoi(n, from, to, via) {\n  if (n > 0) {\n    hanoi(n - 1, from, via, to);\n    move(from, to);\n    hanoi(n - 1, via, to, from);\n  }\n}',
  ],
  [
    'py',
    'def f(xs):\n    try:\n        xs[0]\n    except IndexError:\n        return False\n    return True',
  ],
  ['py', 'def stop(threads):\n    for t in threads:\n        t.join()'],
  ['js', 'const cross = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);'],
  ['js', 'function mirror(n) {\n  return { left: mirror(n.right), right: mirror(n.left) };\n}'],
  ['py', 'def net(total, tax_rate):\n    return total * (1 - tax_rate)'],
  ['js', 'function below(people, age) {\n  return people.filter((p) => p.age < age);\n}'],
  ['js', 'function f(x) {\n  return x !== "a" && x !== "b";\n}'],
];

describe('repair rules', () => itRepairs(hits, misses));
