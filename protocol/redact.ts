/** Stands for a text: the same for the same text within one redaction, and no way back to it. */
export type TextMark = (text: string) => string;

/** Fields whose texts are ids, kinds and names of the pool's, nobody's words. */
const plainFields: ReadonlySet<string> = new Set([
  ...['id', 'kind', 'startedAt', 'place', 'plan', 'stop', 'status', 'outcome', 'verdict'],
  ...['member', 'by', 'against', 'reviewer', 'proposedBy', 'changedBy', 'expert', 'check'],
  ...['name', 'chosen', 'domain', 'questionKind', 'contexts', 'answerKind', 'languageId'],
]);
/** Steps of a trace whose reasons are made of names and numbers alone. */
const plainReasons: ReadonlySet<string> = new Set(['plan', 'step']);

/** The mark of a text by its keyed hash (hexadecimal) and its length in UTF-16 units. */
export function markOf(text: string, hash: string): string {
  return `‹${hash.slice(0, 12)}, ${text.length} characters›`;
}

/**
 * A trace, or anything else that tells how an answer came about, with a mark in the place of every text that somebody
 * or a model wrote. Ids, numbers and structure stay.
 */
export function redact<T>(value: T, mark: TextMark): T {
  return redactValue(value, '', '', mark) as T;
}

function redactValue(value: unknown, field: string, kind: string, mark: TextMark): unknown {
  if (typeof value === 'string') {
    const plain = plainFields.has(field) || (field === 'reason' && plainReasons.has(kind));
    return plain || value === '' ? value : mark(value);
  }
  if (Array.isArray(value)) {
    // Who says what: every other one is a name.
    if (field === 'between')
      return value.map((each, at) => redactValue(each, at % 2 === 0 ? 'by' : '', kind, mark));
    return value.map((each) => redactValue(each, field, kind, mark));
  }
  if (typeof value !== 'object' || value === null) return value;
  const own = (value as { kind?: unknown }).kind;
  const inner = typeof own === 'string' ? own : kind;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, redactValue(each, name, inner, mark)]),
  );
}
