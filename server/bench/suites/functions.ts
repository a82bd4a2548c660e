/**
 * Short correct functions to break, with `LIST`, `ITEM`, `VERB`, `FIELD` and `LIMIT` for names. Scripts carry TypeScript's
 * annotations in `⟨…⟩`, which JavaScript leaves out.
 */
export const scriptFunctions: readonly string[] = [
  'function VERBCount(LIST⟨: number[]⟩, LIMIT⟨: number⟩)⟨: number⟩ {\n  let found = 0;\n  for (const ITEM of LIST) {\n    if (ITEM > LIMIT) found += 1;\n  }\n  return found;\n}',
  'function VERBTotal(LIST⟨: Item[]⟩)⟨: number⟩ {\n  let total = 0;\n  for (let i = 0; i < LIST.length; i++) {\n    total += LIST[i].FIELD;\n  }\n  return total;\n}',
  'function VERBLast(LIST⟨: string[]⟩)⟨: string | undefined⟩ {\n  if (LIST.length === 0) return undefined;\n  return LIST[LIST.length - 1];\n}',
  'function VERBAny(LIST⟨: Item[]⟩, LIMIT⟨: number⟩)⟨: boolean⟩ {\n  for (const ITEM of LIST) {\n    if (ITEM.FIELD >= LIMIT) return true;\n  }\n  return false;\n}',
  'function VERBAll(LIST⟨: Item[]⟩, LIMIT⟨: number⟩)⟨: boolean⟩ {\n  for (const ITEM of LIST) {\n    if (ITEM.FIELD > LIMIT) return false;\n  }\n  return true;\n}',
  'function VERBAverage(LIST⟨: number[]⟩)⟨: number⟩ {\n  if (LIST.length === 0) return 0;\n  const sum = LIST.reduce((total, ITEM) => total + ITEM, 0);\n  return sum / LIST.length;\n}',
  'function VERBReversed(LIST⟨: number[]⟩)⟨: number[]⟩ {\n  const result⟨: number[]⟩ = [];\n  for (let i = LIST.length - 1; i >= 0; i--) {\n    result.push(LIST[i]);\n  }\n  return result;\n}',
  'function VERBClamp(ITEM⟨: number⟩, low⟨: number⟩, LIMIT⟨: number⟩)⟨: number⟩ {\n  if (ITEM < low) return low;\n  if (ITEM > LIMIT) return LIMIT;\n  return ITEM;\n}',
  'function VERBLargest(LIST⟨: number[]⟩)⟨: number⟩ {\n  let best = LIST[0];\n  for (let i = 1; i < LIST.length; i++) {\n    if (LIST[i] > best) best = LIST[i];\n  }\n  return best;\n}',
  'function VERBIndex(LIST⟨: string[]⟩, wanted⟨: string⟩)⟨: number⟩ {\n  for (let i = 0; i < LIST.length; i++) {\n    if (LIST[i] === wanted) return i;\n  }\n  return -1;\n}',
  'function VERBSorted(LIST⟨: number[]⟩)⟨: boolean⟩ {\n  for (let i = 1; i < LIST.length; i++) {\n    if (LIST[i - 1] > LIST[i]) return false;\n  }\n  return true;\n}',
  'function VERBBetween(ITEM⟨: number⟩, low⟨: number⟩, LIMIT⟨: number⟩)⟨: boolean⟩ {\n  return ITEM >= low && ITEM <= LIMIT;\n}',
  'function VERBMissing(LIST⟨: string[]⟩, known⟨: Set<string>⟩)⟨: string[]⟩ {\n  const missing⟨: string[]⟩ = [];\n  for (const ITEM of LIST) {\n    if (!known.has(ITEM)) missing.push(ITEM);\n  }\n  return missing;\n}',
  'function VERBPairs(LIST⟨: number[]⟩, target⟨: number⟩)⟨: number⟩ {\n  let pairs = 0;\n  for (let i = 0; i < LIST.length; i++) {\n    for (let j = i + 1; j < LIST.length; j++) {\n      if (LIST[i] + LIST[j] === target) pairs += 1;\n    }\n  }\n  return pairs;\n}',
  'function VERBFare(ITEM⟨: Item⟩, LIMIT⟨: number⟩)⟨: number⟩ {\n  const base = ITEM.FIELD * 3;\n  if (ITEM.FIELD > LIMIT && !ITEM.exempt) {\n    return base + 5;\n  }\n  return base;\n}',
  'function VERBPalindrome(text⟨: string⟩)⟨: boolean⟩ {\n  let left = 0;\n  let right = text.length - 1;\n  while (left < right) {\n    if (text[left] !== text[right]) return false;\n    left += 1;\n    right -= 1;\n  }\n  return true;\n}',
  'function VERBWindow(LIST⟨: number[]⟩, size⟨: number⟩)⟨: number⟩ {\n  let sum = 0;\n  for (let i = 0; i < size; i++) sum += LIST[i];\n  let best = sum;\n  for (let i = size; i < LIST.length; i++) {\n    sum += LIST[i] - LIST[i - size];\n    best = Math.max(best, sum);\n  }\n  return best;\n}',
  'function VERBSearch(LIST⟨: number[]⟩, target⟨: number⟩)⟨: number⟩ {\n  let low = 0;\n  let high = LIST.length - 1;\n  while (low <= high) {\n    const middle = Math.floor((low + high) / 2);\n    if (LIST[middle] === target) return middle;\n    if (LIST[middle] < target) low = middle + 1;\n    else high = middle - 1;\n  }\n  return -1;\n}',
  'function VERBGroups(LIST⟨: Item[]⟩)⟨: Map<string, number>⟩ {\n  const groups = new Map⟨<string, number>⟩();\n  for (const ITEM of LIST) {\n    groups.set(ITEM.FIELD, (groups.get(ITEM.FIELD) ?? 0) + 1);\n  }\n  return groups;\n}',
  'function VERBOverlap(first⟨: Span⟩, second⟨: Span⟩)⟨: boolean⟩ {\n  return first.start < second.end && second.start < first.end;\n}',
  'function VERBDistance(first⟨: string⟩, second⟨: string⟩)⟨: number⟩ {\n  let distance = 0;\n  for (let i = 0; i < first.length; i++) {\n    if (first[i] !== second[i]) distance += 1;\n  }\n  return distance;\n}',
  'function VERBLeap(year⟨: number⟩)⟨: boolean⟩ {\n  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;\n}',
];

/** The same for Python. */
export const pythonFunctions: readonly string[] = [
  'def VERB_count(LIST, LIMIT):\n    found = 0\n    for ITEM in LIST:\n        if ITEM > LIMIT:\n            found += 1\n    return found',
  'def VERB_total(LIST):\n    total = 0\n    for ITEM in LIST:\n        total += ITEM.FIELD\n    return total',
  'def VERB_last(LIST):\n    if not LIST:\n        return None\n    return LIST[len(LIST) - 1]',
  'def VERB_any(LIST, LIMIT):\n    for ITEM in LIST:\n        if ITEM.FIELD >= LIMIT:\n            return True\n    return False',
  'def VERB_all(LIST, LIMIT):\n    for ITEM in LIST:\n        if ITEM.FIELD > LIMIT:\n            return False\n    return True',
  'def VERB_average(LIST):\n    if len(LIST) == 0:\n        return 0\n    total = 0\n    for ITEM in LIST:\n        total += ITEM\n    return total / len(LIST)',
  'def VERB_clamp(ITEM, low, LIMIT):\n    if ITEM < low:\n        return low\n    if ITEM > LIMIT:\n        return LIMIT\n    return ITEM',
  'def VERB_largest(LIST):\n    best = LIST[0]\n    for ITEM in LIST:\n        if ITEM > best:\n            best = ITEM\n    return best',
  'def VERB_index(LIST, wanted):\n    for i in range(len(LIST)):\n        if LIST[i] == wanted:\n            return i\n    return -1',
  'def VERB_sorted(LIST):\n    for i in range(1, len(LIST)):\n        if LIST[i - 1] > LIST[i]:\n            return False\n    return True',
  'def VERB_between(ITEM, low, LIMIT):\n    return ITEM >= low and ITEM <= LIMIT',
  'def VERB_missing(LIST, known):\n    missing = []\n    for ITEM in LIST:\n        if ITEM not in known:\n            missing.append(ITEM)\n    return missing',
  'def VERB_pairs(LIST, target):\n    pairs = 0\n    for i in range(len(LIST)):\n        for j in range(i + 1, len(LIST)):\n            if LIST[i] + LIST[j] == target:\n                pairs += 1\n    return pairs',
  'def VERB_fare(ITEM, LIMIT):\n    base = ITEM.FIELD * 3\n    if ITEM.FIELD > LIMIT and not ITEM.exempt:\n        return base + 5\n    return base',
  'def VERB_palindrome(text):\n    left = 0\n    right = len(text) - 1\n    while left < right:\n        if text[left] != text[right]:\n            return False\n        left += 1\n        right -= 1\n    return True',
  'def VERB_search(LIST, target):\n    low = 0\n    high = len(LIST) - 1\n    while low <= high:\n        middle = (low + high) // 2\n        if LIST[middle] == target:\n            return middle\n        if LIST[middle] < target:\n            low = middle + 1\n        else:\n            high = middle - 1\n    return -1',
  'def VERB_groups(LIST):\n    groups = {}\n    for ITEM in LIST:\n        groups[ITEM.FIELD] = groups.get(ITEM.FIELD, 0) + 1\n    return groups',
  'def VERB_overlap(first, second):\n    return first.start < second.end and second.start < first.end',
  'def VERB_leap(year):\n    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0',
];

/** Names that stand in for the placeholders: lists with their items, verbs, fields, limits. */
export const functionNames = {
  lists: [
    ['cargoes', 'cargo'],
    ['readings', 'reading'],
    ['tickets', 'ticket'],
    ['bookings', 'booking'],
    ['drones', 'drone'],
    ['parcels', 'parcel'],
    ['lanterns', 'lantern'],
    ['ferries', 'ferry'],
    ['recipes', 'recipe'],
    ['beacons', 'beacon'],
  ],
  verbs: ['measure', 'inspect', 'survey', 'audit', 'probe', 'tally', 'gauge', 'vet'],
  fields: ['weight', 'berth', 'mileage', 'rating', 'draught', 'postage', 'altitude', 'stock'],
  limits: ['ceiling', 'quota', 'maximum', 'threshold', 'capacity', 'cutoff'],
} as const;

/** What each function does, by the end of its name; half of the generated functions say so in a comment. */
export const functionDocs: Readonly<Record<string, string>> = {
  count: 'Number of LIST above LIMIT.',
  total: 'Sum of FIELD over all LIST.',
  last: 'The last of the LIST, if there is one.',
  any: 'Whether FIELD of any ITEM is at least LIMIT.',
  all: 'Whether FIELD of no ITEM is above LIMIT.',
  average: 'The mean of the LIST, or 0 when there are none.',
  reversed: 'The LIST in reverse order.',
  clamp: 'ITEM, held between low and LIMIT.',
  largest: 'The largest of the LIST.',
  index: 'Position of the wanted ITEM, or -1.',
  sorted: 'Whether the LIST are in ascending order.',
  between: 'Whether ITEM lies between low and LIMIT, both included.',
  missing: 'Those LIST that are not known.',
  pairs: 'Number of pairs of LIST that add up to target.',
  fare: 'Three times FIELD, and 5 more above LIMIT for an ITEM that is not exempt.',
  palindrome: 'Whether the text reads the same backwards.',
  window: 'The largest sum of as many neighbouring LIST as size says.',
  search: 'Position of target in the ascending LIST, or -1.',
  groups: 'How many LIST there are of each FIELD.',
  overlap: 'Whether the two spans share more than an end.',
  distance: 'Number of places in which the two texts differ.',
  leap: 'Whether the year is a leap year.',
};
