import { itRepairs, type Hit, type Miss } from '../../../support/repairedByRule.ts';

const hits: Readonly<Record<string, readonly Hit[]>> = {
  'flags behind a guard': [
    [
      'js',
      'function start(job) {\n  if (job.active) return;\n  job.active = §;\n  job.begin();\n}',
      'false',
      'true',
    ],
    [
      'py',
      'def close(self):\n    if not self.is_open:\n        return\n    self.is_open = §\n',
      'True',
      'False',
    ],
  ],
  toggles: [
    ['js', 'const toggle = (item) => ({ ...item, open: §item.open });', '', '!'],
    ['js', 'function toggleMenu() {\n  setOpen(§open);\n}', '', '!'],
    ['py', 'def toggle(row):\n    return {**row, "done": §row.done}', '', 'not '],
  ],
  'places taken for what lies there': [
    [
      'js',
      'function f(xs) {\n  let best = 0;\n  for (let i = 1; i < xs.length; i++) if (xs[i] > xs[best]) best = §;\n  return best;\n}',
      'xs[i]',
      'i',
    ],
    [
      'py',
      'def f(xs):\n    best = 0\n    for i, x in enumerate(xs):\n        if x > xs[best]:\n            best = §\n    return best',
      'x',
      'i',
    ],
    [
      'js',
      'function f(xs) {\n  let best = xs[0];\n  for (let i = 1; i < xs.length; i++) if (xs[i] > best) best = §;\n  return best;\n}',
      'i',
      'xs[i]',
    ],
  ],
  'lists taken for numbers': [
    ['py', 'def f(values):\n    return sum(values) / §', 'values', 'len(values)'],
    ['py', 'def f(xs):\n    for i in range(§):\n        print(xs[i])', 'xs', 'len(xs)'],
    [
      'ts',
      'function f(xs: number[]) {\n  for (let i = 0; i < §; i++) show(xs[i]);\n}',
      'xs',
      'xs.length',
    ],
  ],
  'slices shorter than their step': [
    [
      'py',
      'def f(data, size):\n    return [data[i:i + §] for i in range(0, len(data), size)]',
      '1',
      'size',
    ],
    [
      'js',
      'function f(xs, size) {\n  const out = [];\n  for (let i = 0; i < xs.length; i += size) out.push(xs.slice(i, i + §));\n  return out;\n}',
      '1',
      'size',
    ],
  ],
  'halves that move backwards': [
    [
      'py',
      'def f(xs, t):\n    low, high = 0, len(xs) - 1\n    while low <= high:\n        mid = (low + high) // 2\n        if xs[mid] == t:\n            return mid\n        if xs[mid] < t:\n            low = mid + 1\n        else:\n            high = mid § 1\n    return -1',
      '+',
      '-',
    ],
    [
      'js',
      'function f(xs, t) {\n  let low = 0;\n  let high = xs.length;\n  while (low < high) {\n    const mid = (low + high) >> 1;\n    if (xs[mid] < t) low = mid § 1;\n    else high = mid;\n  }\n  return low;\n}',
      '-',
      '+',
    ],
  ],
  'orders that a name asks for': [
    [
      'ts',
      'const byNewestFirst = (a: Post, b: Post) => §;',
      'a.createdAt - b.createdAt',
      'b.createdAt - a.createdAt',
    ],
    ['py', 'def compare_descending(a, b):\n    return §', 'a - b', 'b - a'],
  ],
  'bounds that a comment names': [
    [
      'ts',
      '// Waits, but never longer than maxMs.\nfunction wait(ms: number, maxMs: number) {\n  return Math.§(ms, maxMs);\n}',
      'max',
      'min',
    ],
    [
      'py',
      '# The width is at least smallest.\ndef width(text, smallest):\n    return §(len(text), smallest)',
      'min',
      'max',
    ],
  ],
  'formats that a comment shows': [
    [
      'js',
      '// "host:port"\nconst address = (s) => `§`;',
      '${s.port}:${s.host}',
      '${s.host}:${s.port}',
    ],
    [
      'ts',
      'function label(first: string, last: string) {\n  // "Doe, Jane"\n  return `§`;\n}',
      '${first}, ${last}',
      '${last}, ${first}',
    ],
    [
      'py',
      'def pair(key, value):\n    """Gives <key>=<value>."""\n    return f"§"',
      '{value}={key}',
      '{key}={value}',
    ],
  ],
  'windows and places counted from 1': [
    [
      'py',
      'def f(xs, size):\n    return [sum(xs[i:i + size]) for i in range(len(xs) - size§)]',
      '',
      ' + 1',
    ],
    [
      'js',
      'function f(xs, n) {\n  const out = [];\n  for (let i = 0; i § xs.length - n; i++) out.push(xs.slice(i, i + n));\n  return out;\n}',
      '<',
      '<=',
    ],
    ['py', 'def nth(days, n):\n    """Counted from 1."""\n    return days[n§]', '', ' - 1'],
    ['js', 'const isLastStep = (step, steps) => step === steps.length§;', '', ' - 1'],
  ],
  'bounds that a name keeps to': [
    ['py', 'def passing(xs, minimum):\n    return [x for x in xs if x § minimum]', '<', '>='],
    ['js', 'const withinBudget = (cost, budget) => cost § budget;', '>', '<='],
    ['js', 'const needsRefuel = (tank, reserve) => tank.level § reserve;', '>=', '<'],
    ['ts', 'const exceedsLimit = (limit: number, n: number) => limit § n;', '>=', '<'],
  ],
  'values that everybody knows': [
    ['js', 'const letter = (n) => String.fromCharCode(§ + n);', '66', '65'],
    ['py', 'def letter(n):\n    return chr(n + §)', '98', '97'],
    ['py', 'def is_csv(name):\n    return name.§(".csv")', 'startswith', 'endswith'],
    ['js', 'const isWeb = (url) => url.§("https://");', 'endsWith', 'startsWith'],
    ['js', 'const rollDie = (n) => Math.floor(Math.random() * n)§;', '', ' + 1'],
  ],
  'rates, texts and middles': [
    ['py', 'def cost(litres, price_per_litre):\n    return litres § price_per_litre', '+', '*'],
    [
      'js',
      "function join(words) {\n  let text = §;\n  for (const word of words) text += word + ' ';\n  return text;\n}",
      '0',
      "''",
    ],
    ['js', 'const middle = (b) => §;', '(b.left + b.width) / 2', 'b.left + b.width / 2'],
    ['js', 'const middle = (b) => b.top + b.§ / 2;', 'width', 'height'],
  ],
  'stores and refusals': [
    [
      'py',
      'def load(cache, key):\n    if key § cache:\n        cache[key] = read(key)\n    return cache[key]',
      'in',
      'not in',
    ],
    [
      'js',
      'function load(cache, key) {\n  if (§cache.has(key)) {\n    cache.set(key, read(key));\n  }\n  return cache.get(key);\n}',
      '',
      '!',
    ],
    [
      'ts',
      'function check(door: Door) {\n  if (§door.isOpen) throw new Error("The door is closed");\n}',
      '',
      '!',
    ],
    [
      'py',
      'def start(self):\n    if §self.running:\n        raise RuntimeError("already running")\n    self.go()',
      'not ',
      '',
    ],
    [
      'ts',
      'class JobQueue {\n  next() {\n    return this.jobs.§();\n  }\n  add(job: Job) {\n    this.jobs.push(job);\n  }\n}',
      'pop',
      'shift',
    ],
  ],
  'places that were looked up': [
    [
      'js',
      'function drop(xs, x) {\n  const index = xs.indexOf(x);\n  if (index !== -1) xs.splice(§, 1);\n}',
      'x',
      'index',
    ],
    [
      'js',
      'function wrap(text, width) {\n  const out = [];\n  for (let i = 0; i < text.length; i += width) out.push(text.slice(i, §));\n  return out;\n}',
      'width',
      'i + width',
    ],
    [
      'js',
      'function mean(xs) {\n  let sum = 0;\n  for (const x of xs) sum += x;\n  return sum / §;\n}',
      'xs',
      'xs.length',
    ],
    [
      'py',
      'def countdown(n):\n    """Counts from n down to 1."""\n    for i in range(n, §, -1):\n        print(i)',
      '1',
      '0',
    ],
  ],
  'fields that are handed over': [
    [
      'ts',
      'function fill(form: F, v: V) {\n  form.name.value = v.name;\n  form.email.value = v.§;\n  form.phone.value = v.phone;\n}',
      'name',
      'email',
    ],
    ['js', 'const row = (p) => ({ id: p.id, title: p.§, price: p.price });', 'id', 'title'],
  ],
  'rests, neighbours and locks': [
    ['js', 'const f = (minutes) => `${Math.floor(minutes / 60)}:${minutes % §}`;', '100', '60'],
    ['py', 'def f(n):\n    return n // 12, n % §', '10', '12'],
    [
      'js',
      'const isAdjacent = (a, b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y) === §;',
      '2',
      '1',
    ],
    [
      'js',
      'function canPay(account, price) {\n  if (§account.frozen) return false;\n  return account.balance >= price;\n}',
      '!',
      '',
    ],
    ['ts', 'const hasAccess = (user: U, room: R) => user.level § room.minLevel;', '<=', '>='],
  ],
  'duplicates and ordinals': [
    ['py', 'def has_duplicates(xs):\n    return len(set(xs)) § len(xs)', '==', '!='],
    ['js', 'const allUnique = (xs) => new Set(xs).size § xs.length;', '!==', '==='],
    [
      'js',
      'function secondSmallest(xs) {\n  const sorted = [...xs].sort((a, b) => a - b);\n  return sorted[§];\n}',
      '2',
      '1',
    ],
  ],
  'what has expired': [
    [
      'ts',
      'function purge(sessions: Map<string, S>, now: number) {\n  for (const [id, s] of sessions) if (s.expiresAt § now) sessions.delete(id);\n}',
      '>',
      '<=',
    ],
    ['js', 'const dropExpired = (xs, now) => xs.filter((x) => x.expiresAt § now);', '<=', '>'],
  ],
};

/** Right functions that look like one of the mistakes above. */
const misses: readonly Miss[] = [
  ['js', 'function reset(job) {\n  if (job.done) return;\n  job.done = false;\n}'],
  ['js', 'function f(job) {\n  if (job.done) return;\n  job.run();\n  job.done = false;\n}'],
  ['js', 'function set(item, open) {\n  return { ...item, open: item.open };\n}'],
  ['js', 'function toggleTo(open) {\n  setOpen(open);\n}'],
  ['js', 'function root(parent, x) {\n  while (parent[x] !== x) x = parent[x];\n  return x;\n}'],
  ['py', 'def f(values, weights):\n    return values / weights[0]'],
  ['py', 'def f(x, mean, scale):\n    return (x - mean[0]) / scale'],
  ['js', 'const f = (xs, size) => xs.slice(0, size);'],
  [
    'js',
    'function f(text, step) {\n  let out = "";\n  for (let i = 0; i < text.length; i += step) out += text[i];\n  return out;\n}',
  ],
  ['ts', 'const byAge = (a: P, b: P) => a.age - b.age;'],
  ['ts', 'const byYoungestFirst = (a: P, b: P) => a.age - b.age;'],
  ['ts', '// At most a few of them.\nconst f = (n: number, least: number) => Math.max(n, least);'],
  ['js', 'const full = (p) => `${p.first} ${p.last}`;'],
  ['js', '// "width x height"\nconst f = (s) => `${s.width} x ${s.height}`;'],
  ['py', 'def f(xs, size):\n    return [xs[i + size] - xs[i] for i in range(len(xs) - size)]'],
  ['js', 'const isLastPage = (page, pages) => page === pages.length;'],
  ['js', 'const notWithinBudget = (cost, budget) => cost > budget;'],
  ['py', 'def column(n):\n    return chr(64 + n)'],
  ['js', "const isHidden = (name) => name.startsWith('.env');"],
  ['js', 'const pick = (xs) => xs[Math.floor(Math.random() * xs.length)];'],
  ['py', 'def total(price_per_litre, tax_per_litre):\n    return price_per_litre + tax_per_litre'],
  ['py', 'def refresh(cache, key):\n    if key in cache:\n        cache[key] = read(key)'],
  [
    'ts',
    'function check(door: Door) {\n  if (door.isOpen) throw new Error("The door must be closed");\n}',
  ],
  [
    'ts',
    'function check(job: Job) {\n  if (!job.ready) throw new Error("The job is not ready");\n}',
  ],
  ['js', 'const f = (s) => [Math.floor(s / 3600), Math.floor((s % 3600) / 60), s % 60];'],
  ['js', 'const row = (p) => ({ id: p.id, key: p.id, label: p.name });'],
  ['js', 'function canUnban(user) {\n  if (!user.banned) return false;\n  return true;\n}'],
  [
    'js',
    'function swapOut(xs, x, y) {\n  const index = xs.indexOf(x);\n  xs.splice(index, 1, y);\n  return x;\n}',
  ],
  [
    'js',
    'const row = (p) => ({ id: p.id, createdAt: p.createdAt, changedAt: p.createdAt, n: p.n });',
  ],
  [
    'py',
    'def copy(self, n):\n    n.start = self.start\n    n.size = self.size\n    n.crc = self.start\n    n.poly = self.poly',
  ],
  [
    'py',
    'def f(password):\n    if not password:\n        raise ValueError("The key is password-protected.")',
  ],
  ['js', "const second = (time) => time.split(':')[2];"],
  ['js', 'const hasNoDuplicates = (xs) => new Set(xs).size === xs.length;'],
  ['js', '// Lists expired sessions.\nconst f = (xs, now) => xs.filter((x) => x.expiresAt < now);'],
];

describe('rules about what names and comments promise', () => itRepairs(hits, misses));
