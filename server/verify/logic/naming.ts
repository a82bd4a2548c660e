/** Prefixes after which a name speaks of a yes or no: `isOpen`, `has_next`. */
const askingPrefix =
  /^(is|has|have|had|can|could|should|would|was|were|are|did|does|do|will|must|may|need|needs|allow|allows|support|supports|contains|includes|exists|matches|want|wants|use|uses|enable|disable|include|exclude|show|hide|skip|force|requires)(?=[A-Z_])/;

/** Adjectives and participles that programs use as flags. */
const flagWord =
  /^(ok|okay|done|ready|valid|invalid|active|inactive|visible|hidden|empty|open|closed|found|success|fail|busy|idle|dirty|clean|stale|fresh|verbose|debug|quiet|silent|strict|force|dry_?run|online|offline|available|unavailable|readonly|read_only|writable|readable|editable|nullable|optional|public|private|admin|guest|dead|alive|recursive|draft|late|overdue|premium|secure|safe|pending|running|loading|saving|playing|waiting|match|seen|read|set|sold_?out|logged_?in|signed_?in)$/i;

/** `loaded`, `userVerified`, but not `speed` or `feed`. */
const participle = /[a-z]{2}[b-df-z]ed$/;

/** Names that hold a whole number by convention. */
const countWord = /(^|[a-z_])(count|length|size|index|idx)$/i;

/** The last name in an operand: `active` of `user.active`, `isEmpty` of `list.isEmpty()`. */
export function lastName(text: string): string {
  const called = text.replace(/\([^()]*\)$/, '');
  return /([A-Za-z_$][\w$]*)$/.exec(called)?.[1] ?? '';
}

/** Whether a name asks a question or is a flag's by itself: a stronger hint than a participle inside it. */
export function soundsBoolean(name: string): boolean {
  const bare = name.replace(/^_+/, '');
  return askingPrefix.test(bare) || flagWord.test(bare) || participle.test(bare);
}

/** Whether a name says that it holds a boolean. */
export function looksBoolean(text: string): boolean {
  const name = lastName(text);
  const bare = name.replace(/^_+/, '');
  return soundsBoolean(bare) || /(Is|Was|Has)[A-Z]\w+$/.test(bare);
}

/** Whether an operand is a whole number by what it is (`xs.length`, `len(xs)`) or is called (`count`). */
export function looksIntegral(text: string): boolean {
  return /^len\(/.test(text) || countWord.test(lastName(text));
}

/** Whether an operand can never be negative. */
export function isSize(text: string): boolean {
  return /^len\(/.test(text) || /\.(length|size)$/.test(text);
}
