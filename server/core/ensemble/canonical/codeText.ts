const hashComments = new Set(['python', 'ruby', 'shellscript', 'r', 'yaml', 'toml', 'perl']);

/**
 * Program text in which comments, blank lines and spaces at line ends no longer count; indentation does. The way to
 * compare programs that cannot be run: equal texts behave alike, different ones may too.
 */
export function normalisedCode(text: string, languageId: string | undefined): string {
  const program = /```[a-zA-Z+#]*\s*\n([\s\S]*?)(?:```|$)/.exec(text)?.[1] ?? text;
  // Without a language nothing is a comment for certain: `//` divides in Python, `#x` names in JavaScript.
  const hash = languageId !== undefined && hashComments.has(languageId);
  const slash = languageId !== undefined && !hash;
  return withoutComments(program, hash, slash)
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** Leaves strings alone, so that a comment sign inside one stays. */
function withoutComments(program: string, hash: boolean, slash: boolean): string {
  const parts = [
    '"""[\\s\\S]*?"""',
    "'''[\\s\\S]*?'''",
    '"(?:\\\\.|[^"\\\\\\n])*"',
    "'(?:\\\\.|[^'\\\\\\n])*'",
    '`(?:\\\\.|[^`\\\\])*`',
  ];
  const comments = hash ? ['#[^\\n]*'] : slash ? ['//[^\\n]*', '/\\*[\\s\\S]*?\\*/'] : [];
  if (comments.length === 0) return program;
  const pattern = new RegExp(`(${parts.join('|')})|${comments.join('|')}`, 'g');
  return program.replace(pattern, (_, string: string | undefined) => string ?? '');
}
