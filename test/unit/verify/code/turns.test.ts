import { itRepairs, type Hit, type Miss } from '../../../support/repairedByRule.ts';

const hits: Readonly<Record<string, readonly Hit[]>> = {
  'lists searched in themselves': [
    [
      'js',
      'function gone(old, now) {\n  return old.filter((x) => !§.includes(x));\n}',
      'old',
      'now',
    ],
    ['py', 'def gone(old, now):\n    return [x for x in old if x not in §]', 'old', 'now'],
  ],
  'exchanges that store one value twice': [
    [
      'js',
      'function flip(pair) {\n  const kept = pair.left;\n  pair.left = pair.right;\n  § = kept;\n}',
      'pair.left',
      'pair.right',
    ],
    ['py', 'def swap(xs, i, j):\n    t = xs[i]\n    xs[i] = xs[j]\n    § = t', 'xs[i]', 'xs[j]'],
  ],
  'groups stored under another key': [
    [
      'ts',
      'function byCity(people: Person[]) {\n  const groups = new Map<string, Person[]>();\n  for (const person of people) {\n    const group = groups.get(person.city) ?? [];\n    group.push(person);\n    groups.set(person.§, group);\n  }\n  return groups;\n}',
      'name',
      'city',
    ],
  ],
  'notes that are made twice': [
    [
      'js',
      'function walk(node, path) {\n  path.add(node);\n  visit(node.next, path);\n  path.§(node);\n}',
      'add',
      'delete',
    ],
  ],
  'lists collected for nothing': [
    [
      'js',
      'async function f(source) {\n  const parts = [];\n  for await (const part of source) {\n    parts.push(part);\n  }\n  return join(§);\n}',
      'source',
      'parts',
    ],
    [
      'py',
      'def f(rows):\n    kept = []\n    for row in rows:\n        kept.append(row.name)\n    return §',
      'rows',
      'kept',
    ],
  ],
  'lookups of what was just stored': [
    [
      'js',
      'function f(cache, key) {\n  if (!cache.has(key)) cache.set(key, load(key));\n  return cache.§(key);\n}',
      'has',
      'get',
    ],
  ],
  'last turns of loops': [
    [
      'py',
      'def f(n, step):\n    for i in range(n):\n        step(i)\n        if i == n§:\n            print("last")',
      '',
      ' - 1',
    ],
    [
      'js',
      "function f(n) {\n  let s = '';\n  for (let i = 0; i < n; i++) {\n    s += i;\n    if (i === n § 1) s += '.';\n  }\n  return s;\n}",
      '+',
      '-',
    ],
  ],
  'entities of other signs': [
    ['js', "const f = (s) => s.replace(/</g, '§').replace(/x/g, 'y');", '&gt;', '&lt;'],
    ['py', "def f(s):\n    return s.replace('&', '§').strip()", '&lt;', '&amp;'],
  ],
  'pages cut at their length': [
    [
      'js',
      'function f(rows, page, size) {\n  const first = page * size;\n  return rows.slice(first, §);\n}',
      'size',
      'first + size',
    ],
  ],
  'lists of what is absent': [
    [
      'ts',
      'function f(ids: string[], xs: Row[]) {\n  for (const id of ids) {\n    const row = find(id);\n    if (row § undefined) xs.push(row);\n  }\n}',
      '===',
      '!==',
    ],
  ],
  'quoted parameters': [
    [
      'py',
      'def f(rows, field):\n    return {row[field]: row[§] for row in rows}',
      '"field"',
      'field',
    ],
  ],
  'means of a window': [
    [
      'py',
      'def f(xs, n):\n    return [sum(xs[i:i + n]) / § for i in range(len(xs) - n + 1)]',
      'len(xs)',
      'n',
    ],
  ],
  'steps that go one way only': [
    [
      'js',
      "function f(key, s) {\n  if (key === 'l') s.x = Math.max(s.x § 1, 0);\n  else if (key === 'r') s.x = Math.min(s.x + 1, s.width - 1);\n}",
      '+',
      '-',
    ],
  ],
  'minutes of other than sixty seconds': [
    ['py', 'def f(minutes, seconds):\n    return minutes * § + seconds', '100', '60'],
    ['js', 'const f = (t) => t.hours * § + t.minutes;', '24', '60'],
  ],
  'refusals of those who may': [
    [
      'js',
      "function f(req, res, next) {\n  if (§req.user.permissions.has('write')) {\n    res.sendStatus(403);\n    return;\n  }\n  next();\n}",
      '',
      '!',
    ],
  ],
  'reducers that remove': [
    [
      'js',
      "function f(state, action) {\n  switch (action.type) {\n    case 'tag/removed':\n      return { ...state, tags: state.tags.filter((tag) => tag.id § action.id) };\n    default:\n      return state;\n  }\n}",
      '===',
      '!==',
    ],
  ],
  'pacing by the clock': [
    [
      'js',
      'function tick(s) {\n  const now = Date.now();\n  if (now - s.last § s.interval) {\n    s.last = now;\n    s.run();\n  }\n}',
      '<',
      '>=',
    ],
    [
      'py',
      'def tick(self, now):\n    if now - self.last § self.cooldown:\n        return\n    self.last = now\n    self.run()',
      '>',
      '<=',
    ],
  ],
  'ages of what is fresh': [
    ['py', 'def is_fresh(entry, now, ttl):\n    return now - entry.at § ttl', '>', '<'],
    ['js', 'const isStale = (entry, now, ttl) => now - entry.at § ttl;', '<', '>'],
  ],
  'generators that take so many': [
    [
      'py',
      'def f(xs, n):\n    seen = 0\n    for x in xs:\n        if seen § n:\n            break\n        yield x\n        seen += 1',
      '>',
      '>=',
    ],
    [
      'py',
      'def f(xs, n):\n    seen = 0\n    for x in xs:\n        if seen § n:\n            break\n        yield x\n        seen += 1',
      '<',
      '>=',
    ],
  ],
  'ways compared with infinity': [
    [
      'js',
      'function f(best, node, cost) {\n  if (cost § (best[node] ?? Infinity)) {\n    best[node] = cost;\n  }\n}',
      '>',
      '<',
    ],
  ],
  'brackets closed too often': [
    [
      'js',
      "function f(s) {\n  let open = 0;\n  for (const c of s) {\n    if (c === '(') open++;\n    if (c === ')') {\n      open--;\n      if (open § 0) return false;\n    }\n  }\n  return open === 0;\n}",
      '>',
      '<',
    ],
  ],
  'bases of numbers': [
    ['js', 'const f = (hex) => parseInt(hex.slice(1), §);', '10', '16'],
    ['py', 'def f(binary_digits):\n    return int(binary_digits, §)', '10', '2'],
  ],
  'answers that are awaited': [
    [
      'ts',
      'async function f(id: string) {\n  const user = §db.findUser(id);\n  if (!user) throw new Error(id);\n  return user.name;\n}',
      '',
      'await ',
    ],
    [
      'py',
      'async def f(session, url):\n    async with session.get(url) as response:\n        text = §response.text()\n        return len(text)',
      '',
      'await ',
    ],
  ],
  'numbers of bins': [
    ['py', 'def f(x, bin_width):\n    index = x § bin_width\n    return index', '%', '//'],
  ],
  'what is most common': [
    ['py', 'def least_common(counts):\n    return §(counts, key=counts.get)', 'max', 'min'],
  ],
  'handlers that leave': [
    [
      'js',
      'function watch(bus, handler) {\n  bus.all.push(handler);\n  return () => {\n    bus.all = bus.all.filter((each) => each § handler);\n  };\n}',
      '===',
      '!==',
    ],
  ],
  'tests of what was seen': [
    [
      'js',
      'function f(xs) {\n  const seen = new Set();\n  for (const x of xs) {\n    if (§seen.has(x)) continue;\n    seen.add(x);\n    show(x);\n  }\n}',
      '!',
      '',
    ],
  ],
  'limits that grant and refuse': [
    [
      'js',
      'function tryTake(bucket) {\n  if (bucket.used >= bucket.capacity) return §;\n  bucket.used += 1;\n  return true;\n}',
      'true',
      'false',
    ],
  ],
};

/** Right functions that look much like the mistakes above. */
const misses: readonly Miss[] = [
  ['js', 'const f = (xs, ys) => xs.filter((x, i) => xs.indexOf(x) === i && ys.includes(x));'],
  ['py', 'def f(xs, ys):\n    return [x for x in xs for y in ys if x in xs]'],
  ['js', 'function f(o, g) {\n  const old = o.x;\n  o.x = g;\n  run(o);\n  o.x = old;\n}'],
  ['js', 'function f(o) {\n  const old = o.on;\n  o.on = true;\n  o.on = old;\n}'],
  [
    'js',
    'function f(moves, a, b) {\n  const list = moves.get(a.from) ?? [];\n  moves.set(b.to, list);\n}',
  ],
  [
    'js',
    'function f(set, x) {\n  set.add(x);\n  run(set);\n  set.clear();\n  load(set);\n  set.add(x);\n}',
  ],
  [
    'js',
    'function f(cache, key) {\n  if (!cache.has(key)) cache.set(key, 1);\n  return cache.has(other);\n}',
  ],
  ['py', 'def f(n):\n    for i in range(n + 1):\n        if i == n:\n            print("last")'],
  ['js', 'function f(n) {\n  for (let i = 0; i <= n; i++) if (i === n) show(i);\n}'],
  ['js', "const f = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>');"],
  ['js', 'function f(xs, n) {\n  const k = n * 2;\n  return xs.slice(k, xs.length);\n}'],
  ['py', 'def f(row, name):\n    return row["name"] == name'],
  ['py', 'def f(xs, n):\n    return sum(xs[:n]) / len(xs)'],
  [
    'js',
    'function f(a, b) {\n  if (a) return Math.min(b + 1, 9);\n  return Math.max(b + 1, 0);\n}',
  ],
  ['py', 'def f(hours, minutes):\n    return hours * 100 + minutes'],
  [
    'js',
    "function f(req, res, next) {\n  if (req.user.roles.includes('banned')) return next();\n  next();\n}",
  ],
  [
    'js',
    'function f(req, res, next) {\n  if (blockedRoles.includes(req.role)) {\n    res.sendStatus(403);\n    return;\n  }\n  next();\n}',
  ],
  [
    'js',
    "function f(s, a) {\n  switch (a.type) {\n    case 'removed':\n      return { ...s, bin: s.items.filter((x) => x.id === a.id) };\n  }\n}",
  ],
  ['js', 'const hasWaited = (now, last, wait) => now - last < wait;'],
  [
    'js',
    'function f(s, now) {\n  if (now - s.last < s.interval) {\n    s.count++;\n    s.last = other;\n  }\n}',
  ],
  ['py', 'def f(hexagons, base):\n    return int(hexagons, 10)'],
  ['ts', 'async function f(id: string) {\n  const all = db.findUser(id);\n  return all;\n}'],
  [
    'ts',
    'async function f(id: string) {\n  const rows = db.getTable(id);\n  await rows.load();\n  return rows.size;\n}',
  ],
  ['py', 'def f(key, buckets):\n    index = hash(key) % len(buckets)\n    return index'],
  ['py', 'def f(key, size):\n    index = key % size\n    return index'],
  ['py', 'def build(start):\n    best = {start: 0}\n    return best'],
  [
    'js',
    'function f(jobs, wanted) {\n  for (const job of jobs) {\n    if (!wanted.has(job)) continue;\n    wanted.delete(job);\n    run(job);\n    wanted.add(job);\n  }\n}',
  ],
];

describe('rules about turns, repetitions and parts that belong together', () =>
  itRepairs(hits, misses));
