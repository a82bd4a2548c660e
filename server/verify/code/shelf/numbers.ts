/** Well-known functions on numbers; see `entries.ts` for the notation. */
export const numberShelf = `
: add | plus
(a, b) => a + b

: subtract | minus
(a, b) => a - b

: multiply | times | product of two
(a, b) => a * b

: divide | quotient
(a, b) => a / b

: square | squared
(n) => n * n

: cube | cubed
(n) => n * n * n

: double | doubled
(n) => n * 2

: half | halve
(n) => n / 2

: negate
(n) => -n

: absolute | abs | magnitude
(n) => Math.abs(n)

: sign | signum
(n) => (n > 0 ? 1 : n < 0 ? -1 : 0)

: is even | even
(n) => n % 2 === 0

: is odd | odd
(n) => n % 2 !== 0

: is positive
(n) => n > 0

: is negative
(n) => n < 0

: is zero
(n) => n === 0

: is divisible | divides | is multiple
(n, divisor) => n % divisor === 0

: is factor | is divisor
(a, b) => b % a === 0

: factorial | fact
? small n
(n) => { let result = 1; for (let i = 2; i <= n; i++) result *= i; return result; }

: fibonacci | fib
? small n
(n) => { let a = 0; let b = 1; for (let i = 0; i < n; i++) [a, b] = [b, a + b]; return a; }

: fibonacci | fib
? small n
(n) => { let a = 1; let b = 1; for (let i = 0; i < n; i++) [a, b] = [b, a + b]; return a; }

: fibonacci sequence | fibonacci list | fibonacci numbers | first fibonacci | fib sequence | fibonacci series
? small n
(n) => { const out = []; let a = 0; let b = 1; for (let i = 0; i < n; i++) { out.push(a); [a, b] = [b, a + b]; } return out; }

: tribonacci
? small n
(n) => { let a = 0; let b = 0; let c = 1; for (let i = 0; i < n; i++) [a, b, c] = [b, c, a + b + c]; return a; }

: gcd | greatest common divisor | highest common factor | hcf
? positive a
? positive b
(a, b) => { while (b) [a, b] = [b, a % b]; return a; }

: lcm | least common multiple | lowest common multiple
? positive a
? positive b
(a, b) => { let x = a; let y = b; while (y) [x, y] = [y, x % y]; return (a * b) / x; }

: is prime | prime
(n) => { if (n < 2) return false; for (let i = 2; i * i <= n; i++) if (n % i === 0) return false; return true; }

: primes up to | primes below | primes until | sieve | list primes
(n) => { const out = []; for (let k = 2; k <= n; k++) { let p = true; for (let i = 2; i * i <= k; i++) if (k % i === 0) p = false; if (p) out.push(k); } return out; }

: prime factors | factorize | prime factorization
? positive n
(n) => { const out = []; let d = 2; while (n > 1) { while (n % d === 0) { out.push(d); n /= d; } d++; } return out; }

: divisors | factors | divisors of
? positive n
(n) => { const out = []; for (let i = 1; i <= n; i++) if (n % i === 0) out.push(i); return out; }

: is perfect | perfect number
? positive n
(n) => { let sum = 0; for (let i = 1; i < n; i++) if (n % i === 0) sum += i; return n > 1 && sum === n; }

: power | pow | raise | exponent
? small exponent
(base, exponent) => base ** exponent

: is power of two | power two
(n) => n > 0 && Number.isInteger(Math.log2(n))

: is perfect square | is square number
(n) => n >= 0 && Number.isInteger(Math.sqrt(n))

: integer sqrt | isqrt
? natural n
(n) => Math.floor(Math.sqrt(n))

: digit sum | sum digits | sum of digits | add digits
? natural n
(n) => String(n).split('').reduce((sum, d) => sum + Number(d), 0)

: count digits | digit count | number of digits | num digits
? natural n
(n) => String(n).length

: reverse number | reverse digits | reverse integer
? natural n
(n) => Number(String(n).split('').reverse().join(''))

: digits | digits of
? natural n
(n) => String(n).split('').map(Number)

: digital root
? natural n
(n) => (n === 0 ? 0 : 1 + ((n - 1) % 9))

: is armstrong | armstrong number | is narcissistic
? natural n
(n) => { const d = String(n).split(''); return d.reduce((s, x) => s + Number(x) ** d.length, 0) === n; }

: is palindrome number | is palindromic number | is number palindrome
? natural n
(n) => String(n) === String(n).split('').reverse().join('')

: collatz | collatz steps | collatz length
? positive n
(n) => { let steps = 0; while (n !== 1) { n = n % 2 === 0 ? n / 2 : 3 * n + 1; steps++; } return steps; }

: clamp | constrain | restrict | bound
? order low high
(value, low, high) => Math.max(low, Math.min(high, value))

: in range | is between | between | within range | is within | is in range | within bounds
? order low high
(value, low, high) => value >= low && value <= high

: in range | is between | between | within range | is within
? order low high
(value, low, high) => value >= low && value < high

: in range | is between | between | strictly between
? order low high
(value, low, high) => value > low && value < high

: lerp | interpolate | linear interpolation | mix
(a, b, t) => a + (b - a) * t

: midpoint | average of two
(a, b) => (a + b) / 2

: wrap index | wrap | modulo | positive modulo | mod
? positive n
(value, n) => ((value % n) + n) % n

: percent of | percentage of | calculate percentage | percentage | to percent | percent
(part, whole) => (part / whole) * 100

: percent change | percentage change | growth rate | percent increase | growth percent
(before, after) => ((after - before) / before) * 100

: round to | round decimals | round to places | to precision | round to digits
(value, digits) => Math.round(value * 10 ** digits) / 10 ** digits

: round up to | ceil to | round up to multiple
? positive step
(value, step) => Math.ceil(value / step) * step

: round down to | floor to | floor to multiple
? positive step
(value, step) => Math.floor(value / step) * step

: ceil div | ceiling division | div ceil | page count | total pages | number of pages | pages needed
? positive size
(total, size) => Math.ceil(total / size)

: maximum of three | max of three | largest of three
(a, b, c) => Math.max(a, b, c)

: minimum of three | min of three | smallest of three
(a, b, c) => Math.min(a, b, c)

: max of two | larger | bigger | larger of | max two | greater
(a, b) => Math.max(a, b)

: min of two | smaller | lesser | smaller of | min two
(a, b) => Math.min(a, b)

: sum to | sum up to | sum first | triangular | triangle number | triangular number | sum to n
? natural n
(n) => (n * (n + 1)) / 2

: sum of squares up | sum squares to
? natural n
(n) => { let s = 0; for (let i = 1; i <= n; i++) s += i * i; return s; }

: sum even | sum of evens | sum of even
(numbers) => numbers.filter((n) => n % 2 === 0).reduce((a, b) => a + b, 0)

: sum odd | sum of odds | sum of odd
(numbers) => numbers.filter((n) => n % 2 !== 0).reduce((a, b) => a + b, 0)

: sum positive | sum of positive | sum of positives
(numbers) => numbers.filter((n) => n > 0).reduce((a, b) => a + b, 0)

: sum multiples | multiples sum
? natural limit
(limit) => { let s = 0; for (let i = 0; i < limit; i++) if (i % 3 === 0 || i % 5 === 0) s += i; return s; }

: binomial | choose | combinations count | n choose k
? small n
? small k
(n, k) => { if (k > n) return 0; let r = 1; for (let i = 1; i <= k; i++) r = (r * (n - k + i)) / i; return r; }

: is leap year | leap year | is leap
(year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

: days in month
(year, month) => new Date(year, month, 0).getDate()

: days in year
(year) => ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365)

: century from year | century
? positive year
(year) => Math.ceil(year / 100)

: celsius to fahrenheit | to fahrenheit | c to f
(celsius) => (celsius * 9) / 5 + 32

: fahrenheit to celsius | to celsius | f to c
(fahrenheit) => ((fahrenheit - 32) * 5) / 9

: celsius to kelvin | to kelvin
(celsius) => celsius + 273.15

: kelvin to celsius
(kelvin) => kelvin - 273.15

: degrees to radians | deg to rad | to radians
(degrees) => (degrees * Math.PI) / 180

: radians to degrees | rad to deg | to degrees
(radians) => (radians * 180) / Math.PI

: hypotenuse | hypot
(a, b) => Math.sqrt(a * a + b * b)

: rectangle area | area of rectangle | rect area
(width, height) => width * height

: rectangle perimeter | perimeter of rectangle | perimeter
(width, height) => 2 * (width + height)

: triangle area | area of triangle
(base, height) => (base * height) / 2

: circle area | area of circle
(radius) => Math.PI * radius * radius

: circumference | circle circumference
(radius) => 2 * Math.PI * radius

: sphere volume | volume of sphere
(radius) => (4 / 3) * Math.PI * radius ** 3

: cylinder volume | volume of cylinder
(radius, height) => Math.PI * radius * radius * height

: box volume | cuboid volume | volume of box
(width, height, depth) => width * height * depth

: distance | euclidean distance
(x1, y1, x2, y2) => Math.hypot(x2 - x1, y2 - y1)

: manhattan distance | taxicab distance
(x1, y1, x2, y2) => Math.abs(x2 - x1) + Math.abs(y2 - y1)

: slope
(x1, y1, x2, y2) => (y2 - y1) / (x2 - x1)

: is valid triangle | is triangle
(a, b, c) => a + b > c && a + c > b && b + c > a

: bmi | body mass index
(weight, height) => weight / height ** 2

: compound interest | compounded | future value | compound | compounded value | grow
? small years
(principal, rate, years) => principal * (1 + rate) ** years

: simple interest
(principal, rate, years) => principal * rate * years

: present value | discounted value
? small years
(amount, rate, years) => amount / (1 + rate) ** years

: with tax | add tax | price with tax | total with tax | apply tax | gross price | including tax | with vat | add vat
(price, rate) => price * (1 + rate)

: tax amount | sales tax | calculate tax | tax for | tax on
(price, rate) => price * rate

: net price | without tax | remove tax | before tax
(gross, rate) => gross / (1 + rate)

: apply discount | discounted price | with discount | discounted | discount price | sale price | price after discount
(price, percent) => price * (1 - percent / 100)

: apply discount | discounted price | with discount | discounted | sale price
(price, rate) => price * (1 - rate)

: discount amount | savings
(price, percent) => (price * percent) / 100

: tip | calculate tip | tip amount
(bill, percent) => (bill * percent) / 100

: split bill | share per person | per person | cost per person
(total, people) => total / people

: speed | average speed | velocity
(distance, time) => distance / time

: kinetic energy
(mass, velocity) => (mass * velocity ** 2) / 2

: density
(mass, volume) => mass / volume

: minutes to seconds
(minutes) => minutes * 60

: hours to seconds
(hours) => hours * 3600

: hours to minutes
(hours) => hours * 60

: seconds to minutes | whole minutes
(seconds) => Math.floor(seconds / 60)

: seconds to hours
(seconds) => seconds / 3600

: days to seconds
(days) => days * 24 * 60 * 60

: ms to seconds | milliseconds to seconds
(ms) => ms / 1000

: seconds to ms | seconds to milliseconds
(seconds) => seconds * 1000

: km to miles | kilometers to miles
(km) => km * 0.621371

: miles to km | miles to kilometers
(miles) => miles * 1.60934

: bit count | count bits | popcount | count set bits | number of ones
? natural n
(n) => n.toString(2).split('1').length - 1

: to binary | binary | decimal to binary
? natural n
(n) => n.toString(2)

: to hex | hex
? natural n
(n) => n.toString(16)

: has flag | has permission | has bit | is set | flag set | has role bit
(mask, flag) => (mask & flag) !== 0

: has flag | has permission | has bit | is set | includes flag
(mask, flag) => (mask & flag) === flag

: set flag | add flag | set bit mask | grant
(mask, flag) => mask | flag

: clear flag | remove flag | unset flag | revoke
(mask, flag) => mask & ~flag

: toggle flag | toggle bit mask
(mask, flag) => mask ^ flag

: is bit set | get bit | test bit
? small bit
(n, bit) => (n & (1 << bit)) !== 0

: fizz buzz | fizzbuzz
? positive n
(n) => (n % 15 === 0 ? 'FizzBuzz' : n % 3 === 0 ? 'Fizz' : n % 5 === 0 ? 'Buzz' : String(n))

: fizz buzz | fizzbuzz
? positive n
(n) => { const out = []; for (let i = 1; i <= n; i++) out.push(i % 15 === 0 ? 'FizzBuzz' : i % 3 === 0 ? 'Fizz' : i % 5 === 0 ? 'Buzz' : String(i)); return out; }

: countdown | count down
? small start
(start) => { const out = []; for (let i = start; i >= 1; i--) out.push(i); return out; }

: countdown | count down
? small start
(start) => { const out = []; for (let i = start; i >= 0; i--) out.push(i); return out; }

: range | number range | integers between
? order start end
(start, end) => { const out = []; for (let i = start; i < end; i++) out.push(i); return out; }

: inclusive range | range inclusive | numbers between | years between
? order start end
(start, end) => { const out = []; for (let i = start; i <= end; i++) out.push(i); return out; }

: multiplication table | times table
? small n
(n) => { const out = []; for (let i = 1; i <= 10; i++) out.push(n * i); return out; }

: powers of two
? small n
(n) => { const out = []; for (let i = 0; i < n; i++) out.push(2 ** i); return out; }

: squares up | squares to | first squares
? small n
(n) => { const out = []; for (let i = 1; i <= n; i++) out.push(i * i); return out; }

: backoff | backoff delay | exponential backoff | retry delay | delay for attempt
? small attempt
(base, attempt) => base * 2 ** attempt

: backoff delays | retry delays
? small count
(base, count) => { const out = []; for (let i = 0; i < count; i++) out.push(base * 2 ** i); return out; }

: page offset | offset for | skip count | offset of page
(page, size) => (page - 1) * size

: quadratic discriminant | discriminant
(a, b, c) => b * b - 4 * a * c

: overlaps | overlap | intervals overlap | ranges overlap | intersects
? order a.start a.end
? order b.start b.end
(a, b) => a.start < b.end && b.start < a.end

: overlaps | overlap | intervals overlap | ranges overlap | intersects
? order a.start a.end
? order b.start b.end
(a, b) => a.start <= b.end && b.start <= a.end

: overlaps | overlap | ranges overlap | intervals overlap
? order a b
? order c d
(a, b, c, d) => a < d && c < b

: overlaps | overlap | ranges overlap | intervals overlap
? order a b
? order c d
(a, b, c, d) => a <= d && c <= b

: progress | progress percent | completion | percent done | percent complete
(done, total) => Math.round((done / total) * 100)

: normalize | scale to unit | rescale
? order low high
(value, low, high) => (value - low) / (high - low)

: map range | remap
(value, a, b, c, d) => c + ((value - a) * (d - c)) / (b - a)
`;
