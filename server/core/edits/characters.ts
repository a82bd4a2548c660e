/**
 * Characters that a model must not bring in: C0 and C1 controls but tab and line breaks, the Unicode
 * bidirectional controls (Trojan Source, CVE-2021-42574), zero-width and tag characters, the replacement
 * character, and lone surrogates.
 */
const suspicious =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd\ufff9-\ufffb]|\udb40[\udc00-\udc7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** Suspicious characters that `after` has and `before` had not, as code points such as `U+202E`. */
export function suspiciousCharactersAdded(before: string, after: string): readonly string[] {
  const known = new Set(before.match(suspicious) ?? []);
  const added = new Set<string>();
  for (const match of after.match(suspicious) ?? []) {
    if (!known.has(match)) added.add(codePointName(match));
  }
  return [...added];
}

/** A NUL, or many control characters, tells a binary file. */
export function looksBinary(text: string): boolean {
  if (text.includes('\u0000')) return true;
  const sample = text.slice(0, 8192);
  const controls = sample.match(/[\u0001-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return controls > 8 && controls > sample.length / 100;
}

function codePointName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
