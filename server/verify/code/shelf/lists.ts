/** Well-known functions on lists; see `entries.ts` for the notation. */
export const listShelf = `
: sum | total | add all | sum of | sum list | sum array | sum all
(numbers) => numbers.reduce((a, b) => a + b, 0)

: product | multiply all | product of | combined probability
(numbers) => numbers.reduce((a, b) => a * b, 1)

: max | maximum | largest | biggest | highest | find max | find largest
(numbers) => Math.max(...numbers)

: min | minimum | smallest | lowest | find min | find smallest
(numbers) => Math.min(...numbers)

: value range | spread | range of | span | peak to peak
(numbers) => Math.max(...numbers) - Math.min(...numbers)

: normalize | normalize scores | normalise | min max scale | scale
(numbers) => { const lo = Math.min(...numbers); const hi = Math.max(...numbers); return numbers.map((n) => (n - lo) / (hi - lo)); }

: normalize | to shares | proportions | to fractions
(numbers) => { const t = numbers.reduce((a, b) => a + b, 0); return numbers.map((n) => n / t); }

: sum of squares | squared sum
(numbers) => numbers.reduce((s, n) => s + n * n, 0)

: dot product | dot | inner product
(a, b) => a.reduce((s, x, i) => s + x * b[i], 0)

: weighted average | weighted mean
(values, weights) => { let s = 0; let w = 0; for (let i = 0; i < values.length; i++) { s += values[i] * weights[i]; w += weights[i]; } return s / w; }

: running total | cumulative sum | prefix sums | running sum | cumsum | running totals | accumulate
(numbers) => { let t = 0; return numbers.map((n) => (t += n)); }

: running max | cumulative max | running maximum
(numbers) => { let m = -Infinity; return numbers.map((n) => (m = Math.max(m, n))); }

: differences | deltas | gaps | consecutive differences | diffs
(numbers) => numbers.slice(1).map((n, i) => n - numbers[i])

: moving average | rolling average | rolling mean
? small size
(numbers, size) => { const out = []; for (let i = 0; i + size <= numbers.length; i++) out.push(numbers.slice(i, i + size).reduce((a, b) => a + b, 0) / size); return out; }

: index of max | argmax | index of largest | max index
(numbers) => numbers.indexOf(Math.max(...numbers))

: index of min | argmin | index of smallest | min index
(numbers) => numbers.indexOf(Math.min(...numbers))

: second largest | second max | runner up | second highest
(numbers) => [...new Set(numbers)].sort((a, b) => b - a)[1]

: second smallest | second min | second lowest
(numbers) => [...new Set(numbers)].sort((a, b) => a - b)[1]

: count | count occurrences | occurrences | count of | times in | count value | frequency of
(items, value) => items.filter((x) => x === value).length

: count even | count evens
(numbers) => numbers.filter((n) => n % 2 === 0).length

: count odd | count odds
(numbers) => numbers.filter((n) => n % 2 !== 0).length

: count positive | count positives
(numbers) => numbers.filter((n) => n > 0).length

: count negative | count negatives
(numbers) => numbers.filter((n) => n < 0).length

: count above | count greater | count over
(numbers, limit) => numbers.filter((n) => n > limit).length

: count below | count under | count less
(numbers, limit) => numbers.filter((n) => n < limit).length

: contains | includes | has | has item | is in | exists
(items, value) => items.includes(value)

: index of | find index of | linear search | position of | search | first index of
(items, value) => items.indexOf(value)

: last index of
(items, value) => items.lastIndexOf(value)

: reverse | reversed | reverse list | reverse array | backwards
(items) => [...items].reverse()

: unique | dedupe | distinct | remove duplicates | uniq | deduplicate | without duplicates
(items) => [...new Set(items)]

: has duplicates | contains duplicate | any duplicates | has repeats
(items) => new Set(items).size !== items.length

: all unique | are unique | is unique
(items) => new Set(items).size === items.length

: duplicates | find duplicates
(items) => [...new Set(items.filter((x, i) => items.indexOf(x) !== i))]

: flatten | flatten deep | flat | flatten nested
(items) => items.flat(9)

: flatten once | concat all | flatten rows | join lists
(items) => items.flat()

: chunk | chunked | split into chunks | batch | batches | in groups of | split every | paginate all
? positive size
(items, size) => { const out = []; for (let i = 0; i < items.length; i += size) out.push(items.slice(i, i + size)); return out; }

: page | paginate | get page | page of | slice page
? positive page
? positive size
(items, page, size) => items.slice((page - 1) * size, page * size)

: page | paginate | get page | page of
? natural page
? positive size
(items, page, size) => items.slice(page * size, (page + 1) * size)

: zip | pair up | zip lists | zip arrays
(a, b) => { const out = []; for (let i = 0; i < Math.min(a.length, b.length); i++) out.push([a[i], b[i]]); return out; }

: zip object | zip to object | to record
(keys, values) => Object.fromEntries(keys.map((k, i) => [k, values[i]]))

: interleave
(a, b) => { const out = []; for (let i = 0; i < Math.max(a.length, b.length); i++) { if (i < a.length) out.push(a[i]); if (i < b.length) out.push(b[i]); } return out; }

: pairs | adjacent pairs | pairwise | consecutive pairs
(items) => items.slice(1).map((x, i) => [items[i], x])

: all pairs | combinations of two | pair combinations | every pair
(items) => { const out = []; for (let i = 0; i < items.length; i++) for (let j = i + 1; j < items.length; j++) out.push([items[i], items[j]]); return out; }

: windows | sliding windows | sliding window
? positive size
(items, size) => { const out = []; for (let i = 0; i + size <= items.length; i++) out.push(items.slice(i, i + size)); return out; }

: rotate left | rotate | rotated
? natural n
(items, n) => { const k = items.length ? n % items.length : 0; return [...items.slice(k), ...items.slice(0, k)]; }

: rotate right | rotate
? natural n
(items, n) => { const k = items.length ? n % items.length : 0; return [...items.slice(items.length - k), ...items.slice(0, items.length - k)]; }

: take | first n | take first | head n | first
? natural n
(items, n) => items.slice(0, n)

: drop | skip | drop first | skip first
? natural n
(items, n) => items.slice(n)

: take last | last n | tail n | last
? natural n
(items, n) => items.slice(Math.max(0, items.length - n))

: drop last | without last n
? natural n
(items, n) => items.slice(0, Math.max(0, items.length - n))

: first | head | first item | first element
(items) => items[0]

: last | last item | last element
(items) => items[items.length - 1]

: tail | rest | without first | all but first
(items) => items.slice(1)

: initial | without last | all but last | init
(items) => items.slice(0, -1)

: middle | middle item
(items) => items[Math.floor(items.length / 2)]

: nth from end | from end
? positive n
(items, n) => items[items.length - n]

: every other | every second
(items) => items.filter((_, i) => i % 2 === 0)

: every other | every second
(items) => items.filter((_, i) => i % 2 === 1)

: second last | second to last | penultimate | last but one | next to last
(items) => items[items.length - 2]

: every nth
? positive n
(items, n) => items.filter((_, i) => i % n === 0)

: intersection | intersect | common | common elements | shared | in both
(a, b) => a.filter((x) => b.includes(x))

: intersection | intersect | common elements | common
(a, b) => [...new Set(a)].filter((x) => b.includes(x))

: union | merge unique | combine unique
(a, b) => [...new Set([...a, ...b])]

: difference | subtract lists | without | missing from | only in first | except | exclude | missing | not in
(a, b) => a.filter((x) => !b.includes(x))

: symmetric difference
(a, b) => [...a.filter((x) => !b.includes(x)), ...b.filter((x) => !a.includes(x))]

: is subset | subset | contains all | has all
(a, b) => a.every((x) => b.includes(x))

: arrays equal | lists equal | same elements | are equal | equal
(a, b) => a.length === b.length && a.every((x, i) => x === b[i])

: is sorted | sorted ascending | is ascending | is increasing | is nondecreasing
(numbers) => numbers.every((n, i) => i === 0 || numbers[i - 1] <= n)

: is strictly increasing
(numbers) => numbers.every((n, i) => i === 0 || numbers[i - 1] < n)

: is sorted descending | is descending | is decreasing
(numbers) => numbers.every((n, i) => i === 0 || numbers[i - 1] >= n)

: sort | sorted | bubble sort | insertion sort | selection sort | quick sort | merge sort | sort numbers | sort ascending | quicksort | mergesort | bubblesort | heap sort | counting sort
(numbers) => [...numbers].sort((a, b) => a - b)

: sort descending | sorted descending | highest first | largest first
(numbers) => [...numbers].sort((a, b) => b - a)

: merge sorted | merge | merge sorted lists | merge two sorted | merge sorted arrays
? sorted a
? sorted b
(a, b) => [...a, ...b].sort((x, y) => x - y)

: binary search
? sorted items
(items, target) => { let lo = 0; let hi = items.length - 1; while (lo <= hi) { const mid = Math.floor((lo + hi) / 2); if (items[mid] === target) return mid; if (items[mid] < target) lo = mid + 1; else hi = mid - 1; } return -1; }

: lower bound | bisect left | insertion point | insert position | search insert
? sorted items
(items, target) => items.filter((x) => x < target).length

: upper bound | bisect right
? sorted items
(items, target) => items.filter((x) => x <= target).length

: swap | swap items | swap elements | exchange
? index i
? index j
(items, i, j) => { const t = items[i]; items[i] = items[j]; items[j] = t; return items; }

: insert at | insert | insert item
? index i
(items, i, value) => [...items.slice(0, i), value, ...items.slice(i)]

: remove at | delete at | without index | remove index
? index i
(items, i) => [...items.slice(0, i), ...items.slice(i + 1)]

: remove | remove all | without | remove value | remove item | delete value | exclude
(items, value) => items.filter((x) => x !== value)

: replace at | set at | with item at
? index i
(items, i, value) => items.map((x, k) => (k === i ? value : x))

: move | move item | reorder
? index from
? index to
(items, from, to) => { const out = [...items]; const [x] = out.splice(from, 1); out.splice(to, 0, x); return out; }

: compact | remove falsy | truthy only | without empty
(items) => items.filter(Boolean)

: transpose | transposed
(matrix) => matrix[0].map((_, c) => matrix.map((row) => row[c]))

: matrix sum | grid sum | sum matrix | sum grid | total of grid
(matrix) => matrix.flat().reduce((a, b) => a + b, 0)

: row sums | sum rows
(matrix) => matrix.map((row) => row.reduce((a, b) => a + b, 0))

: column sums | sum columns | column totals
(matrix) => matrix[0].map((_, c) => matrix.reduce((s, row) => s + row[c], 0))

: diagonal sum | trace | main diagonal
(matrix) => matrix.reduce((s, row, i) => s + (row[i] ?? 0), 0)

: diagonal
(matrix) => matrix.map((row, i) => row[i])

: matrix multiply | multiply matrices | matmul
(a, b) => a.map((row) => b[0].map((_, c) => row.reduce((s, x, k) => s + x * b[k][c], 0)))

: identity matrix | identity
? small n
(n) => { const out = []; for (let i = 0; i < n; i++) { const row = []; for (let j = 0; j < n; j++) row.push(i === j ? 1 : 0); out.push(row); } return out; }

: rotate clockwise | rotate matrix | rotate grid | rotate right
(grid) => grid[0].map((_, c) => grid.map((row) => row[c]).reverse())

: scale | multiply by | scale all
(numbers, factor) => numbers.map((n) => n * factor)

: add lists | add vectors | vector add | sum elementwise | elementwise sum
(a, b) => a.map((x, i) => x + b[i])

: double all | doubled | double each
(numbers) => numbers.map((n) => n * 2)

: squares | square all | squared
(numbers) => numbers.map((n) => n * n)

: evens | even numbers | filter even | only even | keep even | get evens
(numbers) => numbers.filter((n) => n % 2 === 0)

: odds | odd numbers | filter odd | only odd | get odds
(numbers) => numbers.filter((n) => n % 2 !== 0)

: positives | positive numbers | only positive | filter positive
(numbers) => numbers.filter((n) => n > 0)

: negatives | negative numbers | only negative
(numbers) => numbers.filter((n) => n < 0)

: above | greater than | values above | filter above | over limit
(numbers, limit) => numbers.filter((n) => n > limit)

: below | less than | values below | filter below | under limit
(numbers, limit) => numbers.filter((n) => n < limit)

: above average | values above average | better than average
(numbers) => { const m = numbers.reduce((a, b) => a + b, 0) / numbers.length; return numbers.filter((n) => n > m); }

: tally | frequencies | count each | histogram | occurrences | frequency | counts | count items | word counts | frequency map | count by value | letter frequency
(items) => { const out = {}; for (const x of items) out[x] = (out[x] ?? 0) + 1; return out; }

: most frequent | mode | most common | majority
(items) => { const c = new Map(); for (const x of items) c.set(x, (c.get(x) ?? 0) + 1); let best; let n = 0; for (const [x, k] of c) if (k > n) { n = k; best = x; } return best; }

: every | all | all match | all pass
(items, test) => items.every((x) => test(x))

: some | any | any match | any pass
(items, test) => items.some((x) => test(x))

: none | no match | none match
(items, test) => !items.some((x) => test(x))

: filter | select | keep
(items, test) => items.filter((x) => test(x))

: reject | filter out
(items, test) => items.filter((x) => !test(x))

: map | map list | transform all
(items, fn) => items.map((x) => fn(x))

: find | find first | first match | detect
(items, test) => items.find((x) => test(x))

: find index | index where | index of match
(items, test) => items.findIndex((x) => test(x))

: find last | last match
(items, test) => [...items].reverse().find((x) => test(x))

: count if | count where | count matching | count by | count
(items, test) => items.filter((x) => test(x)).length

: sum by | total by
(items, fn) => items.reduce((s, x) => s + fn(x), 0)

: max by | largest by | best by
(items, fn) => { let best; let top = -Infinity; for (const x of items) if (fn(x) > top) { top = fn(x); best = x; } return best; }

: min by | smallest by | cheapest by
(items, fn) => { let best; let low = Infinity; for (const x of items) if (fn(x) < low) { low = fn(x); best = x; } return best; }

: group by | group | grouped
(items, fn) => { const out = {}; for (const x of items) (out[fn(x)] ??= []).push(x); return out; }

: group by | group | grouped | group rows
(items, key) => { const out = {}; for (const x of items) (out[x[key]] ??= []).push(x); return out; }

: key by | index by | to map by | by id
(items, key) => { const out = {}; for (const x of items) out[x[key]] = x; return out; }

: count by | tally by
(items, fn) => { const out = {}; for (const x of items) out[fn(x)] = (out[fn(x)] ?? 0) + 1; return out; }

: partition | split by
(items, test) => [items.filter((x) => test(x)), items.filter((x) => !test(x))]

: take while
(items, test) => { const out = []; for (const x of items) { if (!test(x)) break; out.push(x); } return out; }

: drop while
(items, test) => { let i = 0; while (i < items.length && test(items[i])) i++; return items.slice(i); }

: reduce | fold
(items, fn, initial) => items.reduce((a, x) => fn(a, x), initial)

: pluck | column | values of
(items, key) => items.map((x) => x[key])

: max subarray | kadane | largest subarray sum | maximum subarray | max sum subarray
(numbers) => { let best = -Infinity; let run = 0; for (const n of numbers) { run = Math.max(n, run + n); best = Math.max(best, run); } return best; }

: best profit | max profit | best gain | maximum profit
(prices) => { let best = 0; for (let i = 0; i < prices.length; i++) for (let j = i + 1; j < prices.length; j++) best = Math.max(best, prices[j] - prices[i]); return best; }

: two sum | pair with sum | find pair
(numbers, target) => { for (let i = 0; i < numbers.length; i++) for (let j = i + 1; j < numbers.length; j++) if (numbers[i] + numbers[j] === target) return [i, j]; return undefined; }

: has pair with sum | has two sum | has pair
(numbers, target) => numbers.some((x, i) => numbers.some((y, j) => i < j && x + y === target))

: cartesian product | cross product lists | all combinations
(a, b) => a.flatMap((x) => b.map((y) => [x, y]))

: powerset | subsets | all subsets | power set
(items) => items.reduce((out, x) => [...out, ...out.map((s) => [...s, x])], [[]])

: permutations
(items) => { const go = (xs) => (xs.length === 0 ? [[]] : xs.flatMap((x, i) => go([...xs.slice(0, i), ...xs.slice(i + 1)]).map((p) => [x, ...p]))); return go(items.slice(0, 3)); }

: repeat | repeated | repeat item
? small n
(value, n) => { const out = []; for (let i = 0; i < n; i++) out.push(value); return out; }

: fill matrix | make grid | create grid | empty grid
? small rows
? small cols
(rows, cols) => { const out = []; for (let r = 0; r < rows; r++) { const row = []; for (let c = 0; c < cols; c++) row.push(0); out.push(row); } return out; }

: longest run | longest streak | max streak | max consecutive
(items) => { let best = 0; let run = 0; let prev; items.forEach((x, i) => { run = i > 0 && x === prev ? run + 1 : 1; prev = x; best = Math.max(best, run); }); return best; }

: prepend | add first | unshift
(items, value) => [value, ...items]

: append | add last | push
(items, value) => [...items, value]

: concat | join two | combine
(a, b) => [...a, ...b]

: sum of pairs | pair sums
(numbers) => numbers.slice(1).map((n, i) => n + numbers[i])

: toggle | toggle item
(items, value) => (items.includes(value) ? items.filter((x) => x !== value) : [...items, value])

: list depth | depth | nesting depth | max depth
(items) => { const go = (x) => (Array.isArray(x) ? 1 + Math.max(0, ...x.map(go)) : 0); return go(items); }

: tree depth | max depth | tree height | height of tree | height | depth of tree | depth
(node) => { const go = (n) => (n ? 1 + Math.max(go(n.left), go(n.right)) : 0); return go(node); }

: count nodes | tree size | node count
(node) => { const go = (n) => (n ? 1 + go(n.left) + go(n.right) : 0); return go(node); }

: sum tree | tree sum
(node) => { const go = (n) => (n ? n.value + go(n.left) + go(n.right) : 0); return go(node); }
`;
