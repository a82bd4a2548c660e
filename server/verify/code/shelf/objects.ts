/** Well-known functions on objects, dates and functions; see `entries.ts` for the notation. */
export const objectShelf = `
: invert | invert object | swap keys values | flip keys | swap keys and values
(object) => Object.fromEntries(Object.entries(object).map(([k, v]) => [v, k]))

: merge | merge objects | combine | with overrides | override
(a, b) => ({ ...a, ...b })

: with defaults | defaults | apply defaults | fill defaults | merge defaults
(options, defaults) => ({ ...defaults, ...options })

: merge counts | add counts | sum counts | combine counts | merge totals | add dicts | merge and sum
(a, b) => { const out = { ...a }; for (const k of Object.keys(b)) out[k] = (out[k] ?? 0) + b[k]; return out; }

: merge max | max of each
(a, b) => { const out = { ...a }; for (const k of Object.keys(b)) out[k] = Math.max(out[k] ?? -Infinity, b[k]); return out; }

: map values | transform values
(object, fn) => Object.fromEntries(Object.entries(object).map(([k, v]) => [k, fn(v)]))

: filter object | filter values | pick by
(object, test) => Object.fromEntries(Object.entries(object).filter(([, v]) => test(v)))

: pick | pick keys | select keys | only keys
(object, keys) => { const out = {}; for (const k of keys) if (k in object) out[k] = object[k]; return out; }

: omit | without keys | drop keys | exclude keys
(object, keys) => { const out = {}; for (const k of Object.keys(object)) if (!keys.includes(k)) out[k] = object[k]; return out; }

: sum values | total values | sum of values | total
(object) => Object.values(object).reduce((a, b) => a + b, 0)

: key with max | max key | key of largest | top key | key of max | winner | best key
(object) => { let best; let top = -Infinity; for (const [k, v] of Object.entries(object)) if (v > top) { top = v; best = k; } return best; }

: key with min | min key | key of smallest
(object) => { let best; let low = Infinity; for (const [k, v] of Object.entries(object)) if (v < low) { low = v; best = k; } return best; }

: is empty object | is empty
(object) => Object.keys(object).length === 0

: from pairs | from entries | to object | pairs to object
(pairs) => Object.fromEntries(pairs)

: to pairs | entries of
(object) => Object.entries(object)

: restock | add stock | add to inventory | merge into
(stock, added) => { const out = { ...stock }; for (const k of Object.keys(added)) out[k] = (out[k] ?? 0) + added[k]; return out; }

: is weekend | weekend
(date) => date.getDay() === 0 || date.getDay() === 6

: is weekday | is workday | is business day | weekday
(date) => date.getDay() !== 0 && date.getDay() !== 6

: add days | days later | plus days
? small days
(date, days) => new Date(date.getTime() + days * 86400000)

: subtract days | days before | minus days
? small days
(date, days) => new Date(date.getTime() - days * 86400000)

: days between | day difference | diff days | days apart
(a, b) => Math.round((b - a) / 86400000)

: days between | day difference | diff days
(a, b) => Math.floor((b - a) / 86400000)

: days until | days left | days remaining
(a, b) => Math.ceil((b - a) / 86400000)

: hours between | hour difference
(a, b) => (b - a) / 3600000

: minutes between | minute difference
(a, b) => (b - a) / 60000

: is same day | same day
(a, b) => a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate()

: is same month | same month
(a, b) => a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth()

: is before | earlier
(a, b) => a < b

: is after | later
(a, b) => a > b

: format date | to iso date | iso date | date string
(date) => date.getFullYear() + '-' + String(date.getMonth() + 1).padStart(2, '0') + '-' + String(date.getDate()).padStart(2, '0')

: quarter | quarter of | get quarter
(date) => Math.floor(date.getMonth() / 3) + 1

: first day of month | start of month | month start
(date) => new Date(date.getFullYear(), date.getMonth(), 1)

: last day of month | end of month | month end
(date) => new Date(date.getFullYear(), date.getMonth() + 1, 0)

: last day of month | days in month
(year, month) => new Date(year, month, 0).getDate()

: age | calculate age | age at | get age | age in years
(birth, today) => { let n = today.getFullYear() - birth.getFullYear(); if (today.getMonth() < birth.getMonth() || (today.getMonth() === birth.getMonth() && today.getDate() < birth.getDate())) n--; return n; }

: identity
(value) => value

: constant | always
(value) => () => value

: compose
(f, g) => (x) => f(g(x))

: pipe | flow
(f, g) => (x) => g(f(x))

: compose
(fns) => (x) => [...fns].reverse().reduce((v, f) => f(v), x)

: pipe | flow
(fns) => (x) => fns.reduce((v, f) => f(v), x)

: memoize | memo | cached
(fn) => { const c = new Map(); return (x) => { if (!c.has(x)) c.set(x, fn(x)); return c.get(x); }; }

: negate | complement | not
(test) => (x) => !test(x)

: once
(fn) => { let done = false; let value; return (x) => { if (!done) { done = true; value = fn(x); } return value; }; }

: flip
(fn) => (a, b) => fn(b, a)

: curry
(fn) => (a) => (b) => fn(a, b)

: partial | bind first
(fn, a) => (b) => fn(a, b)

: counter | make counter | create counter
(start) => { let n = start; return () => n++; }

: adder | make adder | add to | create adder
(a) => (b) => a + b

: multiplier | make multiplier | create multiplier
(a) => (b) => a * b

: distance | euclidean distance | distance between
(a, b) => Math.hypot(a.x - b.x, a.y - b.y)

: manhattan distance | manhattan
(a, b) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

: midpoint | middle point | center between
(a, b) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

: add points | vector add | add vectors | add
(a, b) => ({ x: a.x + b.x, y: a.y + b.y })

: subtract points | subtract vectors | subtract
(a, b) => ({ x: a.x - b.x, y: a.y - b.y })

: dot | dot product
(a, b) => a.x * b.x + a.y * b.y

: translate | move by | offset
(point, dx, dy) => ({ x: point.x + dx, y: point.y + dy })

: scale point | scale vector | scale
(point, factor) => ({ x: point.x * factor, y: point.y * factor })

: rect area | area of | area
(rect) => rect.width * rect.height

: perimeter | rect perimeter
(rect) => 2 * (rect.width + rect.height)

: contains point | point in rect | is inside | hit test | contains
(rect, point) => point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y && point.y <= rect.y + rect.height

: contains point | point in rect | is inside | hit test | contains
(rect, point) => point.x >= rect.x && point.x < rect.x + rect.width && point.y >= rect.y && point.y < rect.y + rect.height

: deep clone | clone deep | deep copy | clone
(value) => JSON.parse(JSON.stringify(value))

: is leap year | leap year
(date) => { const y = date.getFullYear(); return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0; }
`;
