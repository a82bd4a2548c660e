/**
 * Well-known functions on records and lists of them; see `entries.ts` for the notation. `$price` is the field that the
 * function itself uses in that role (`fields.ts`).
 */
export const recordShelf = `
: order total | cart total | invoice total | line total | basket total | total price | total | subtotal | sum | total cost | purchase total | receipt total | total amount | total value | stock value | inventory value | portfolio value
(items) => items.reduce((s, x) => s + x.$price * x.$quantity, 0)

: order total | cart total | invoice total | basket total | total price | total | subtotal | total cost | purchase total | receipt total | total amount | total value | inventory value | portfolio value
(order) => order.$items.reduce((s, x) => s + x.$price * x.$quantity, 0)

: line total | item total | row total | line amount | line price | item cost | item price | total | position value | line cost | line value
(line) => line.$price * line.$quantity

: total | sum | sum of | combined | overall | add up
(items) => items.reduce((s, x) => s + x.$only, 0)

: total | sum | combined
(holder) => holder.$items.reduce((s, x) => s + x.$only, 0)

: average | mean | avg
(items) => items.reduce((s, x) => s + x.$only, 0) / items.length

: average | mean | avg
(holder) => holder.$items.reduce((s, x) => s + x.$only, 0) / holder.$items.length

: max | maximum | largest | biggest | highest | oldest | tallest | longest | heaviest | greatest | most expensive | priciest | fastest | best | top | strongest | widest | loudest | deepest | richest | latest | newest | most recent | most popular | winner | leader | champion | busiest
(items) => { let best = items[0]; for (const x of items) if (x.$only > best.$only) best = x; return best; }

: min | minimum | smallest | lowest | youngest | shortest | lightest | cheapest | least | slowest | worst | weakest | narrowest | earliest | oldest | nearest | closest | least busy | least loaded | least used | fewest
(items) => { let best = items[0]; for (const x of items) if (x.$only < best.$only) best = x; return best; }

: fastest | quickest | best time | best lap | oldest | first
(items) => { let best = items[0]; for (const x of items) if (x.$time < best.$time) best = x; return best; }

: max | maximum | highest | largest | longest | top | greatest
(items) => Math.max(...items.map((x) => x.$only))

: min | minimum | lowest | smallest | shortest | cheapest | least
(items) => Math.min(...items.map((x) => x.$only))

: count by | tally | counts | count each | histogram | tally by | frequency by | distribution
(items) => { const out = {}; for (const x of items) out[x.$only] = (out[x.$only] ?? 0) + 1; return out; }

: total by | sum by | totals | totals by | sales by | amount by | spending by | revenue by | hours by | expenses by | points by | votes by | per | by
(items) => { const out = {}; for (const x of items) out[x.$group] = (out[x.$group] ?? 0) + x.$amount; return out; }

: group by | group | grouped | by
(items) => { const out = {}; for (const x of items) (out[x.$only] ??= []).push(x); return out; }

: index by | key by | by id | lookup | to map | build index | index | to lookup | make index | as map
(items) => { const out = {}; for (const x of items) out[x.$only] = x; return out; }

: sort by | sorted by | sort | order by | ascending | cheapest first | oldest first | lowest first | smallest first | shortest first | earliest first | rank by
(items) => [...items].sort((a, b) => a.$only - b.$only)

: sort descending | sort by | sorted by | order by | newest first | highest first | most expensive first | largest first | longest first | best first | latest first | leaderboard | ranking | top first | most recent first | sort newest | rank
(items) => [...items].sort((a, b) => b.$only - a.$only)

: top three | top 3 | best three | podium
(items) => [...items].sort((a, b) => b.$only - a.$only).slice(0, 3)

: top | best | top n | highest | leaders
? small n
(items, n) => [...items].sort((a, b) => b.$only - a.$only).slice(0, n)

: cheapest | lowest | bottom | worst | smallest
? small n
(items, n) => [...items].sort((a, b) => a.$only - b.$only).slice(0, n)

: find | find by id | by id | find by name | by name | find by | get by id | lookup | get
(items, key) => items.find((x) => x.$key === key)

: remove | remove by id | delete | delete by id | without | drop | exclude
(items, key) => items.filter((x) => x.$key !== key)

: filter by | with status | by status | by category | in category | with | by | of type | with role | by department
(items, key) => items.filter((x) => x.$only === key)

: count by status | count with | count in | count | number with
(items, key) => items.filter((x) => x.$only === key).length

: has | exists | contains | includes | is taken
(items, key) => items.some((x) => x.$key === key)

: names | ids | titles | emails | labels | pluck | prices | scores | names of | ids of
(items) => items.map((x) => x.$only)

: adults | grown ups | of age | filter adults | legal age
(people) => people.filter((p) => p.$age >= 18)

: minors | children | underage | filter minors
(people) => people.filter((p) => p.$age < 18)

: is adult | of age | is of age | can vote | may vote | is grown up | adult
(age) => age >= 18

: is minor | is underage | is child | minor
(age) => age < 18

: is adult | of age | can vote | may vote
(person) => person.$age >= 18

: is teenager | is teen | teenager
(age) => age >= 13 && age <= 19

: above | over | expensive | more than | at least | older than | longer than | larger than | filter above | costing more | heavier than
(items, limit) => items.filter((x) => x.$only > limit)

: at least | minimum | from | passing | qualified | old enough | tall enough
(items, limit) => items.filter((x) => x.$only >= limit)

: below | under | cheaper than | less than | younger than | shorter than | filter below | affordable | low stock | running low | low
(items, limit) => items.filter((x) => x.$only < limit)

: at most | affordable | up to | within budget | low stock | in budget | within
(items, limit) => items.filter((x) => x.$only <= limit)

: in price range | in range | between | within range | by price range
? order low high
(items, low, high) => items.filter((x) => x.$only >= low && x.$only <= high)

: active | enabled | visible | available | open | done | completed | finished | paid | verified | published | online | approved | selected | checked | favorite | archived | read | overdue | shipped | sold | valid | ready | passed | featured | premium
(items) => items.filter((x) => x.$flag)

: inactive | disabled | hidden | unavailable | open | pending | unfinished | unpaid | unverified | unpublished | offline | incomplete | unread | remaining | failed | not done | todo | undone | active | visible | available | unsold | invalid
(items) => items.filter((x) => !x.$not)

: count active | count done | count completed | count paid | count available | number of active | count passed | count
(items) => items.filter((x) => x.$flag).length

: count open | count unread | count pending | count unpaid | unread count | pending count | open count | remaining count | count
(items) => items.filter((x) => !x.$not).length

: all done | all completed | all passed | all paid | are all | every done | is complete | all active | all valid | all ready | all
(items) => items.every((x) => x.$flag)

: any done | any active | has active | has unread | any failed | any | has
(items) => items.some((x) => x.$flag)

: completion rate | progress | percent done | completion | done ratio | share done | pass rate | success rate | completed ratio
(items) => items.filter((x) => x.$flag).length / items.length

: percent done | completion percent | completed percent | percent complete | progress | pass rate | success rate
(items) => (items.filter((x) => x.$flag).length / items.length) * 100

: replace by id | replace | update by id | update item | put
(items, updated) => items.map((x) => (x.$key === updated.$key ? updated : x))

: update | update by id | update item | patch | patch by id | edit | modify
(items, key, changes) => items.map((x) => (x.$key === key ? { ...x, ...changes } : x))

: toggle | toggle done | toggle by id | toggle item | flip
(items, key) => items.map((x) => (x.$key === key ? { ...x, $flag: !x.$flag } : x))

: total weight | weight
(items) => items.reduce((s, x) => s + x.weight, 0)

: total price | sum prices | price sum
(items) => items.reduce((s, x) => s + x.price, 0)

: weighted average | weighted mean | gpa | grade point average | weighted score
(items) => { let s = 0; let w = 0; for (const x of items) { s += x.$value * x.$weight; w += x.$weight; } return s / w; }

: balance | account balance | balance of | net | net total | net amount | cash flow
(items) => items.reduce((s, x) => (x.$type === 'deposit' || x.$type === 'credit' || x.$type === 'income' || x.$type === 'in' ? s + x.$amount : s - x.$amount), 0)

: withdraw | debit | spend | charge | pay | deduct | take out
(account, amount) => { if (amount > account.$balance) throw new Error('insufficient'); account.$balance -= amount; return account.$balance; }

: deposit | credit | add funds | top up | earn | pay in | refund
(account, amount) => { if (amount <= 0) throw new Error('amount'); account.$balance += amount; return account.$balance; }

: remaining | remaining seats | free seats | seats left | left | available seats | free places | spots left | places left | capacity left | free
(event) => event.$capacity - event.$taken

: is full | full | sold out | is sold out
(event) => event.$taken >= event.$capacity

: has space | has room | has free | can join | has capacity | is available
(event) => event.$taken < event.$capacity

: is expired | expired | has expired | is stale | is outdated
(item, now) => item.$expires < now

: is expired | expired | has expired | is stale
(item, now) => item.$expires <= now

: is valid | is fresh | still valid | is active | not expired
(item, now) => item.$expires > now

: is overdue | overdue | is late | past due
(item, today) => item.$due < today

: overdue | late | overdue items | past due | expired
(items, today) => items.filter((x) => x.$due < today)

: upcoming | future | not due | coming | next events | later
(items, today) => items.filter((x) => x.$due > today)

: past | previous | history | past events | earlier
(items, today) => items.filter((x) => x.$due < today)

: overlaps | overlap | conflict | conflicts | intersects | collide | bookings overlap | clash | do overlap | meetings overlap
(a, b) => a.$start < b.$end && b.$start < a.$end

: overlaps | overlap | conflict | intersects | clash
(a, b) => a.$start <= b.$end && b.$start <= a.$end

: contains | includes | covers | is within | in interval | spans
(range, value) => value >= range.$start && value < range.$end

: contains | includes | covers | is within | in interval | is during
(range, value) => value >= range.$start && value <= range.$end

: duration | length | span | duration of | minutes | elapsed | size of
(range) => range.$end - range.$start

: total duration | total length | total time | covered | busy time | total
(ranges) => ranges.reduce((s, r) => s + (r.$end - r.$start), 0)

: merge ranges | merge intervals | merge overlapping | merge
(ranges) => { const sorted = [...ranges].sort((a, b) => a.$start - b.$start); const out = []; for (const r of sorted) { const last = out[out.length - 1]; if (last && r.$start <= last.$end) last.$end = Math.max(last.$end, r.$end); else out.push({ ...r }); } return out; }

: rectangles overlap | overlaps | intersects | collide | boxes overlap | rects intersect | overlap
(a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

: rectangles overlap | overlaps | intersects | collide | boxes overlap | rects intersect | overlap
(a, b) => a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y

: contains point | point in rect | is inside | hit test | contains | inside
(rect, x, y) => x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height

: contains point | point in rect | is inside | hit test | contains | inside
(rect, x, y) => x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height

: circles collide | circles overlap | circles intersect | collide | overlap | touching
(a, b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius

: circles collide | circles overlap | circles intersect | collide | overlap | touching
(a, b) => Math.hypot(a.x - b.x, a.y - b.y) <= a.radius + b.radius

: hit test | contains point | is inside | point in circle | in circle | inside
(circle, point) => Math.hypot(point.x - circle.x, point.y - circle.y) <= circle.radius

: hit test | contains point | is inside | point in circle | in circle | inside
(circle, point) => Math.hypot(point.x - circle.x, point.y - circle.y) < circle.radius

: center | center of | centre | middle
(rect) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 })

: area | area of | rect area | surface
(rect) => rect.width * rect.height

: aspect ratio | ratio | aspect
(image) => image.width / image.height

: is square | square
(rect) => rect.width === rect.height

: is landscape | landscape
(image) => image.width > image.height

: is portrait | portrait
(image) => image.height > image.width

: move | move forward | advance | step | translate | move by
(position, direction, step) => ({ x: position.x + direction.x * step, y: position.y + direction.y * step })

: magnitude | length | vector length | norm | speed
(v) => Math.sqrt(v.x * v.x + v.y * v.y)

: squared distance | distance squared
(a, b) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

: full name | display name | name of
(person) => person.$first + ' ' + person.$last

: bounce | reflect
(ball, width) => { ball.x += ball.vx; if (ball.x < 0 || ball.x > width) ball.vx = -ball.vx; }

: is alive | alive
(unit) => unit.$health > 0

: is dead | dead | is defeated | defeated
(unit) => unit.$health <= 0

: take damage | damage | hurt | hit
(unit, amount) => { unit.$health = Math.max(0, unit.$health - amount); return unit; }

: heal | restore health
(unit, amount) => { unit.$health = Math.min(unit.$max, unit.$health + amount); return unit; }

: tree depth | max depth | tree height | height | depth
(node) => { const go = (n) => (n ? 1 + Math.max(go(n.left), go(n.right)) : 0); return go(node); }

: count leaves | leaf count | number of leaves
(node) => { const go = (n) => (!n ? 0 : !n.left && !n.right ? 1 : go(n.left) + go(n.right)); return go(node); }

: tree max | max value | tree maximum | largest value
(node) => { const go = (n) => (n ? Math.max(n.value, go(n.left), go(n.right)) : -Infinity); return go(node); }

: tree contains | contains | search | exists | find value | tree search | contains value
(node, value) => { const go = (n) => (n ? n.value === value || go(n.left) || go(n.right) : false); return go(node); }

: inorder | in order | traverse inorder | inorder traversal
(node) => { const out = []; const go = (n) => { if (!n) return; go(n.left); out.push(n.value); go(n.right); }; go(node); return out; }

: preorder | pre order | preorder traversal
(node) => { const out = []; const go = (n) => { if (!n) return; out.push(n.value); go(n.left); go(n.right); }; go(node); return out; }

: postorder | post order | postorder traversal
(node) => { const out = []; const go = (n) => { if (!n) return; go(n.left); go(n.right); out.push(n.value); }; go(node); return out; }

: mirror | invert tree | mirror tree | invert
(node) => { const go = (n) => (n ? { value: n.value, left: go(n.right), right: go(n.left) } : n); return go(node); }

: list length | linked list length | length | count list | size
(head) => { let n = 0; for (let at = head; at; at = at.next) n++; return n; }

: sum list | linked list sum | list sum
(head) => { let s = 0; for (let at = head; at; at = at.next) s += at.value; return s; }

: list to array | to array | values
(head) => { const out = []; for (let at = head; at; at = at.next) out.push(at.value); return out; }

: contains | list contains | includes | has value
(head, value) => { for (let at = head; at; at = at.next) if (at.value === value) return true; return false; }

: flatten tree | flatten
(node) => [node.value, ...node.children.flatMap((c) => [c.value])]

: bfs | breadth first | breadth first search | reachable | connected | visit all
(graph, start) => { const seen = new Set([start]); const queue = [start]; const out = []; while (queue.length) { const at = queue.shift(); out.push(at); for (const x of graph[at] ?? []) if (!seen.has(x)) { seen.add(x); queue.push(x); } } return out; }

: reachable | bfs | visited | connected component | dfs
(graph, start) => { const seen = [start]; const stack = [start]; while (stack.length) { const at = stack.pop(); for (const x of graph[at] ?? []) if (!seen.includes(x)) { seen.push(x); stack.push(x); } } return seen; }

: in degree | in degrees | indegree
(edges) => { const out = {}; for (const [from, to] of edges) { out[from] ??= 0; out[to] = (out[to] ?? 0) + 1; } return out; }

: out degree | out degrees | outdegree
(edges) => { const out = {}; for (const [from] of edges) out[from] = (out[from] ?? 0) + 1; return out; }

: adjacency list | build graph | to graph | adjacency
(edges) => { const out = {}; for (const [a, b] of edges) { (out[a] ??= []).push(b); (out[b] ??= []).push(a); } return out; }

: adjacency list | build graph | directed graph | adjacency
(edges) => { const out = {}; for (const [a, b] of edges) (out[a] ??= []).push(b); return out; }

: degree | degree of
(graph, node) => graph[node].length

: compare versions | version compare | compare
(a, b) => { const l = a.split('.').map(Number); const r = b.split('.').map(Number); for (let i = 0; i < Math.max(l.length, r.length); i++) { const d = (l[i] ?? 0) - (r[i] ?? 0); if (d !== 0) return d; } return 0; }

: query string | to query | to query string | build query | encode params
(params) => Object.entries(params).map(([k, v]) => encodeURIComponent(k) + '=' + encodeURIComponent(v)).join('&')

: rename keys | map keys | rename
(record, mapping) => { const out = {}; for (const [k, v] of Object.entries(record)) out[mapping[k] ?? k] = v; return out; }

: drop none | remove empty | without nulls | compact object | drop empty | omit null
(record) => Object.fromEntries(Object.entries(record).filter(([, v]) => v != null))

: count keys | key count | size of | number of keys
(object) => Object.keys(object).length

: average of values | average value | mean of values | average
(object) => { const v = Object.values(object); return v.reduce((a, b) => a + b, 0) / v.length; }

: keys above | over limit | keys over | names above
(object, limit) => Object.keys(object).filter((k) => object[k] > limit)

: add item | add to cart | add stock | restock | increase stock | add
(stock, item, count) => { stock[item] = (stock[item] ?? 0) + count; return stock; }

: has stock | in stock | is available | can fulfill | enough stock | has enough
(stock, item, count) => (stock[item] ?? 0) >= count

: page info | has next page | has next | has more
? positive page
? positive size
(page, size, total) => page * size < total

: has previous page | has previous | has prev
(page) => page > 1

: is last page | last page
? positive page
? positive size
(page, size, total) => page * size >= total

: total pages | page count | number of pages | pages
? natural total
? positive size
(total, size) => Math.ceil(total / size)

: offset | page offset | start index | skip | start of page | first index
? positive page
? positive size
(page, size) => (page - 1) * size

: page number | page of index | page for
? natural index
? positive size
(index, size) => Math.floor(index / size) + 1

: years between | year difference
(a, b) => b.getFullYear() - a.getFullYear()

: months between | month difference
(a, b) => (b.getFullYear() - a.getFullYear()) * 12 + b.getMonth() - a.getMonth()

: weeks between | week difference
(a, b) => Math.floor((b - a) / 604800000)

: days between | days difference | day count
(start, end) => Math.round((end - start) / 86400000)

: days since | days ago | age in days | days old
(date, now) => Math.floor((now - date) / 86400000)

: days until | days left | days remaining | days to go | countdown
(target, now) => Math.ceil((target - now) / 86400000)

: elapsed | elapsed ms | time between | time elapsed | duration
(start, end) => end - start

: elapsed seconds | seconds between | duration seconds | seconds elapsed
(start, end) => (end - start) / 1000

: is past | in past | has passed | is over
(date, now) => date < now

: is future | in future | is upcoming
(date, now) => date > now

: is same year | same year
(a, b) => a.getFullYear() === b.getFullYear()

: add months | months later
? small n
(date, n) => { const d = new Date(date); d.setMonth(d.getMonth() + n); return d; }

: subtract months | months ago | months before
? small n
(date, n) => { const d = new Date(date); d.setMonth(d.getMonth() - n); return d; }

: add days | days later | plus days
? small n
(date, n) => { const d = new Date(date); d.setDate(d.getDate() + n); return d; }

: subtract days | days ago | minus days | days before
? small n
(date, n) => { const d = new Date(date); d.setDate(d.getDate() - n); return d; }

: add hours | hours later
? small n
(date, n) => new Date(date.getTime() + n * 3600000)

: add minutes | minutes later
? small n
(date, n) => new Date(date.getTime() + n * 60000)

: format month | year month | month key | to month
(date) => date.getFullYear() + '-' + String(date.getMonth() + 1).padStart(2, '0')

: day name index | weekday index | monday based
(date) => (date.getDay() + 6) % 7

: month number | month of
(date) => date.getMonth() + 1
`;
