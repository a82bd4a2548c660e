/** A fence longer than any run of backticks inside, so that the text cannot close it. */
export function fence(text: string, language: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const marks = '`'.repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}

/** Inline code that survives backticks inside. */
export function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const marks = '`'.repeat(longest + 1);
  const pad = longest > 0 || text.startsWith(' ') || text.endsWith(' ') ? ' ' : '';
  return `${marks}${pad}${text}${pad}${marks}`;
}

/** Old and new text as a unified diff body, whole lines, without headers. */
export function diffBody(oldText: string, newText: string): string {
  const removed = oldText === '' ? [] : oldText.split('\n').map((line) => `- ${line}`);
  const added = newText === '' ? [] : newText.split('\n').map((line) => `+ ${line}`);
  return [...removed, ...added].join('\n');
}
