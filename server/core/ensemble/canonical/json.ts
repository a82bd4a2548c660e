/**
 * JSON with sorted keys and no spaces, the first fenced block where there is one; undefined when it does not parse.
 * Numbers are equal by value.
 */
export function canonicalJson(text: string): string | undefined {
  const fenced = /```[a-z]*\s*\n([\s\S]*?)```/i.exec(text)?.[1];
  for (const candidate of [fenced, text]) {
    if (candidate === undefined) continue;
    try {
      return stableStringify(JSON.parse(candidate.trim()));
    } catch {
      // The next reading, or none: the caller is told by the absent answer.
    }
  }
  return undefined;
}

/** JSON text that is the same for values that are equal: object keys are sorted, absent values left out. */
export function stableStringify(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableStringify).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${stableStringify(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
