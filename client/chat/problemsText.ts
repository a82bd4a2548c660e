/** A diagnostic as far as a question needs it. */
export interface Problem {
  /** Zero-based. */
  readonly line: number;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** Who reports it, e.g. `ts`; empty where nobody says. */
  readonly source: string;
  /** Its code at that source; empty where there is none. */
  readonly code: string;
}

const severities = ['error', 'warning', 'info', 'hint'] as const;
/** Nobody reads more of them, and no small model does. */
const most = 50;

/** Problems a line each, the worst first and then by place; those beyond fifty are only counted. */
export function problemsText(problems: readonly Problem[]): string {
  const rank = ({ severity }: Problem): number => severities.indexOf(severity);
  const sorted = [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line);
  const lines = sorted.slice(0, most).map(({ line, severity, message, source, code }) => {
    const by = [source, code].filter((each) => each !== '').join(' ');
    const words = message.replace(/\s+/g, ' ').trim();
    return `line ${line + 1}: ${severity}: ${words}${by === '' ? '' : ` (${by})`}`;
  });
  const more = sorted.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
