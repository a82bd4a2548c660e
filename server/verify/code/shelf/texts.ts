/** Well-known functions on texts; see `entries.ts` for the notation. */
export const textShelf = String.raw`
: reverse | reverse string | reversed | backwards | reverse text
(text) => text.split('').reverse().join('')

: is palindrome | palindrome
(text) => text === text.split('').reverse().join('')

: is palindrome | palindrome
(text) => { const t = text.toLowerCase().replace(/[^a-z0-9]/g, ''); return t === t.split('').reverse().join(''); }

: is palindrome | palindrome
(text) => { const t = text.toLowerCase(); return t === t.split('').reverse().join(''); }

: capitalize | capitalise | upper first | uppercase first | ucfirst | capitalize first
(text) => text.charAt(0).toUpperCase() + text.slice(1)

: capitalize | capitalise | sentence case | proper case
(text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()

: uncapitalize | lower first | decapitalize
(text) => text.charAt(0).toLowerCase() + text.slice(1)

: title case | titlecase | capitalize words | to title | capitalize each | capitalize all
(text) => text.split(' ').map((w) => w.charAt(0).toUpperCase() + w.slice(1).toLowerCase()).join(' ')

: title case | titlecase | capitalize words | to title | capitalize each
(text) => text.split(' ').map((w) => w.charAt(0).toUpperCase() + w.slice(1)).join(' ')

: camel case | to camel | camelize | snake to camel | kebab to camel
(text) => text.split(/[-_ ]+/).map((w, i) => (i === 0 ? w.toLowerCase() : w.charAt(0).toUpperCase() + w.slice(1).toLowerCase())).join('')

: camel case | to camel | camelize | snake to camel | kebab to camel
(text) => text.split(/[-_ ]/).map((w, i) => (i === 0 ? w : w.charAt(0).toUpperCase() + w.slice(1))).join('')

: pascal case | to pascal
(text) => text.split(/[-_ ]+/).map((w) => w.charAt(0).toUpperCase() + w.slice(1).toLowerCase()).join('')

: snake case | to snake | camel to snake
(text) => text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()

: kebab case | to kebab | camel to kebab
(text) => text.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase()

: slugify | slug | to slug
(text) => text.trim().toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')

: slugify | slug | to slug | make slug
(text) => text.trim().toLowerCase().replace(/\s+/g, '-')

: slugify | slug | to slug | make slug
(text) => text.toLowerCase().split(' ').join('-')

: truncate | ellipsize | shorten | abbreviate | clip text | trim to length | limit text
? positive length
(text, length) => (text.length <= length ? text : text.slice(0, length - 1) + '…')

: truncate | ellipsize | shorten | abbreviate | clip text | trim to length | excerpt
? positive length
(text, length) => (text.length <= length ? text : text.slice(0, length) + '...')

: truncate | ellipsize | shorten | abbreviate | clip text | excerpt
? positive length
(text, length) => (text.length <= length ? text : text.slice(0, length) + '…')

: truncate | ellipsize | shorten | abbreviate | clip text | excerpt
? positive length
(text, length) => (text.length <= length ? text : text.slice(0, Math.max(0, length - 3)) + '...')

: pad left | left pad | pad start | pad number | zero pad
? small width
(text, width, fill) => String(text).padStart(width, fill ?? ' ')

: pad left | left pad | zero pad | pad number | pad zeros
? small width
(text, width) => String(text).padStart(width, '0')

: pad right | right pad | pad end
? small width
(text, width) => text.padEnd(width, ' ')

: count vowels | vowel count | number of vowels | vowels
(text) => text.split('').filter((c) => 'aeiouAEIOU'.includes(c)).length

: count consonants
(text) => text.split('').filter((c) => /[a-z]/i.test(c) && !'aeiouAEIOU'.includes(c)).length

: count words | word count | number of words
(text) => text.split(/\s+/).filter((w) => w !== '').length

: count lines | line count | number of lines
(text) => text.split('\n').length

: count letters | letter count
(text) => text.split('').filter((c) => /[a-z]/i.test(c)).length

: count digits | digit count
(text) => text.split('').filter((c) => /[0-9]/.test(c)).length

: count upper | count uppercase | count capitals
(text) => text.split('').filter((c) => /[A-Z]/.test(c)).length

: count char | count character | occurrences of | count letter | char count | count in text | count occurrences
(text, char) => text.split('').filter((c) => c === char).length

: count substring | count occurrences | occurrences
(text, part) => (part === '' ? 0 : text.split(part).length - 1)

: word frequency | word frequencies | count words | word counts | words frequency
(text) => { const out = {}; for (const w of text.toLowerCase().split(/\s+/)) if (w) out[w] = (out[w] ?? 0) + 1; return out; }

: word frequency | word frequencies | count words | word counts
(text) => { const out = {}; for (const w of text.split(/\s+/)) if (w) out[w] = (out[w] ?? 0) + 1; return out; }

: char frequency | letter frequency | count chars | count characters | character counts | letter counts | char counts | frequency | histogram
(text) => { const out = {}; for (const c of text) out[c] = (out[c] ?? 0) + 1; return out; }

: longest word
(text) => text.split(' ').reduce((best, w) => (w.length > best.length ? w : best), '')

: longest word | longest
(words) => words.reduce((best, w) => (w.length > best.length ? w : best), '')

: shortest word
(text) => text.split(' ').reduce((best, w) => (w.length < best.length ? w : best))

: shortest word | shortest
(words) => words.reduce((best, w) => (w.length < best.length ? w : best))

: is anagram | are anagrams | anagrams | anagram
(a, b) => a.split('').sort().join('') === b.split('').sort().join('')

: is anagram | are anagrams | anagrams | anagram
(a, b) => a.toLowerCase().split('').sort().join('') === b.toLowerCase().split('').sort().join('')

: sort letters | sorted letters | sort characters | alphabetize
(text) => text.split('').sort().join('')

: unique chars | remove duplicate chars | unique letters | dedupe chars | remove duplicate letters
(text) => [...new Set(text.split(''))].join('')

: has unique chars | is unique | all unique chars | is isogram | isogram
(text) => new Set(text.split('')).size === text.length

: first unique char | first non repeating | first unique
(text) => text.split('').find((c) => text.indexOf(c) === text.lastIndexOf(c))

: repeat string | repeat text | repeat
? small n
(text, n) => text.repeat(n)

: initials | get initials
(name) => name.split(' ').map((w) => w.charAt(0)).join('')

: initials | get initials | acronym | abbreviation
(name) => name.split(' ').map((w) => w.charAt(0).toUpperCase()).join('')

: initials | get initials
(name) => name.split(' ').map((w) => w.charAt(0).toUpperCase() + '.').join('')

: caesar | caesar cipher | shift letters | encrypt caesar | caesar shift
? small shift
(text, shift) => text.split('').map((c) => /[a-z]/.test(c) ? String.fromCharCode((c.charCodeAt(0) - 97 + shift) % 26 + 97) : /[A-Z]/.test(c) ? String.fromCharCode((c.charCodeAt(0) - 65 + shift) % 26 + 65) : c).join('')

: caesar | caesar cipher | shift letters | caesar shift
? small shift
(text, shift) => text.split('').map((c) => /[a-z]/.test(c) ? String.fromCharCode((c.charCodeAt(0) - 97 + shift) % 26 + 97) : c).join('')

: run length encode | encode runs | rle | run length encoding | compress
(text) => { let out = ''; let i = 0; while (i < text.length) { let j = i; while (j < text.length && text[j] === text[i]) j++; out += text[i] + String(j - i); i = j; } return out; }

: run length encode | encode runs | rle | run length encoding | compress
(text) => { let out = ''; let i = 0; while (i < text.length) { let j = i; while (j < text.length && text[j] === text[i]) j++; out += String(j - i) + text[i]; i = j; } return out; }

: is blank | is empty | blank
(text) => text.trim().length === 0

: is numeric | is number | only digits | is digits
(text) => /^[0-9]+$/.test(text)

: starts with | has prefix
(text, prefix) => text.startsWith(prefix)

: ends with | has suffix
(text, suffix) => text.endsWith(suffix)

: strip prefix | remove prefix | without prefix | trim prefix
(text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)

: strip suffix | remove suffix | without suffix | trim suffix
(text, suffix) => (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text)

: ensure prefix | with prefix | add prefix
(text, prefix) => (text.startsWith(prefix) ? text : prefix + text)

: ensure suffix | with suffix | add suffix | ensure trailing
(text, suffix) => (text.endsWith(suffix) ? text : text + suffix)

: hamming distance | hamming | count differences
(a, b) => { let n = 0; for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) n++; return n; }

: levenshtein | edit distance | levenshtein distance
(a, b) => { const d = []; for (let i = 0; i <= a.length; i++) { d.push([i]); for (let j = 1; j <= b.length; j++) d[i][j] = i === 0 ? j : Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)); } return d[a.length][b.length]; }

: common prefix | longest common prefix | shared prefix
(a, b) => { let i = 0; while (i < a.length && i < b.length && a[i] === b[i]) i++; return a.slice(0, i); }

: common prefix | longest common prefix
(words) => { let p = words[0]; for (const w of words) while (!w.startsWith(p)) p = p.slice(0, -1); return p; }

: swap case | swapcase | toggle case | invert case
(text) => text.split('').map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join('')

: is upper | is uppercase | all caps
(text) => text === text.toUpperCase() && text !== text.toLowerCase()

: is lower | is lowercase
(text) => text === text.toLowerCase() && text !== text.toUpperCase()

: to upper | uppercase | upper | shout
(text) => text.toUpperCase()

: to lower | lowercase | lower
(text) => text.toLowerCase()

: first char | first letter | first character
(text) => text.charAt(0)

: last char | last letter | last character
(text) => text.charAt(text.length - 1)

: middle char | middle character
(text) => text.charAt(Math.floor(text.length / 2))

: remove vowels | strip vowels | without vowels | disemvowel
(text) => text.split('').filter((c) => !'aeiouAEIOU'.includes(c)).join('')

: remove spaces | strip spaces | remove whitespace | without spaces
(text) => text.replace(/\s/g, '')

: collapse spaces | normalize spaces | collapse whitespace | squeeze spaces | normalize whitespace
(text) => text.trim().split(/\s+/).join(' ')

: digits only | keep digits | only digits | extract digits
(text) => text.split('').filter((c) => /[0-9]/.test(c)).join('')

: letters only | keep letters | only letters
(text) => text.split('').filter((c) => /[a-z]/i.test(c)).join('')

: remove char | without char | strip char
(text, char) => text.split(char).join('')

: replace all | replace every
(text, from, to) => text.split(from).join(to)

: is pangram | pangram
(text) => 'abcdefghijklmnopqrstuvwxyz'.split('').every((c) => text.toLowerCase().includes(c))

: is vowel | vowel
(char) => char.length === 1 && 'aeiouAEIOU'.includes(char)

: reverse words | reverse word order | words backwards
(text) => text.split(' ').reverse().join(' ')

: reverse each word | reverse each
(text) => text.split(' ').map((w) => w.split('').reverse().join('')).join(' ')

: words | split words | to words | tokenize
(text) => text.split(/\s+/).filter((w) => w !== '')

: lines | split lines
(text) => text.split('\n')

: non empty lines | nonblank lines
(text) => text.split('\n').filter((l) => l.trim() !== '')

: join words | join with
(words, separator) => words.join(separator)

: pluralize | plural
(count, word) => (count === 1 ? word : word + 's')

: pluralize | plural | count label
(count, word) => count + ' ' + (count === 1 ? word : word + 's')

: file extension | extension | get extension | ext
(name) => (name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '')

: base name | basename | file name | filename
(path) => path.slice(path.lastIndexOf('/') + 1)

: dir name | dirname | parent path | folder
(path) => path.slice(0, path.lastIndexOf('/'))

: without extension | strip extension | remove extension | stem
(name) => (name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name)

: email domain | domain of | get domain | domain
(email) => email.slice(email.lastIndexOf('@') + 1)

: email domain | domain of | get domain | domain
(email) => email.slice(email.indexOf('@') + 1)

: mask | mask card | mask number | mask all but
(text) => '*'.repeat(Math.max(0, text.length - 4)) + text.slice(-4)

: surround | wrap text | quote | enclose
(text, mark) => mark + text + mark

: is subsequence | subsequence
(part, text) => { let i = 0; for (const c of text) if (c === part[i]) i++; return i === part.length; }

: is rotation | rotation
(a, b) => a.length === b.length && (a + a).includes(b)

: balanced | is balanced | balanced brackets | valid parentheses | balanced parentheses | is valid
(text) => { const open = { ')': '(', ']': '[', '}': '{' }; const stack = []; for (const c of text) { if ('([{'.includes(c)) stack.push(c); else if (open[c] && stack.pop() !== open[c]) return false; } return stack.length === 0; }

: binary to decimal | from binary | parse binary
(text) => text.split('').reduce((n, c) => n * 2 + Number(c), 0)

: format duration | format time | format seconds | to clock | hms | duration | seconds to hms
? natural seconds
(seconds) => [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map((n) => String(n).padStart(2, '0')).join(':')

: format duration | format time | format seconds | mm ss | duration | format minutes
? natural seconds
(seconds) => Math.floor(seconds / 60) + ':' + String(seconds % 60).padStart(2, '0')

: format duration | format time | format seconds | mm ss | duration
? natural seconds
(seconds) => String(Math.floor(seconds / 60)).padStart(2, '0') + ':' + String(seconds % 60).padStart(2, '0')

: format duration | format minutes | duration
? natural minutes
(minutes) => Math.floor(minutes / 60) + 'h ' + (minutes % 60) + 'm'

: full name | display name
(first, last) => first + ' ' + last

: indent | indent lines
? small size
(text, size) => text.split('\n').map((l) => ' '.repeat(size) + l).join('\n')

: escape html | html escape
(text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

: chunk string | split every | chunk text
? positive size
(text, size) => { const out = []; for (let i = 0; i < text.length; i += size) out.push(text.slice(i, i + size)); return out; }

: group digits | thousands | format thousands | add commas | with commas
? natural n
(n) => { let s = String(n); let out = ''; while (s.length > 3) { out = ',' + s.slice(-3) + out; s = s.slice(0, -3); } return s + out; }

: ordinal | ordinal suffix | with suffix
? natural n
(n) => n + (n % 100 >= 11 && n % 100 <= 13 ? 'th' : n % 10 === 1 ? 'st' : n % 10 === 2 ? 'nd' : n % 10 === 3 ? 'rd' : 'th')

: rgb to hex | to hex color
(r, g, b) => '#' + [r, g, b].map((n) => n.toString(16).padStart(2, '0')).join('')
`;
