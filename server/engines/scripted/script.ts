import { readFileSync } from 'node:fs';

/** Ways to misbehave on demand. `hang` blocks the whole thread, `stall` only never answers. */
export type Misbehaviour = 'crash' | 'exit' | 'hang' | 'stall' | 'babble';

/** What a scripted model does with prompts that match; the first match counts. */
export interface ScriptRule {
  /** Regular expression on the last user message; absent matches everything. */
  readonly match?: string;
  /** Member id the rule is for; absent for all. */
  readonly member?: string;
  /** The answer; `$1` and so on stand for groups of `match`. */
  readonly text?: string;
  /** Answers per sample, instead of `text`. */
  readonly texts?: readonly string[];
  readonly logProb?: number;
  /** Milliseconds before the first token, and before every token. */
  readonly delayMs?: number;
  readonly tokenDelayMs?: number;
  readonly act?: Misbehaviour;
  /** Scores of fixed texts: the first whose `match` fits gives the text's whole log-probability. */
  readonly scores?: readonly { readonly match: string; readonly logProb: number }[];
}

/** A scripted engine's whole behaviour. */
export interface Script {
  /** Loads the real file too, so that a test covers the native engine. */
  readonly load: boolean;
  readonly onLoad?: Misbehaviour;
  readonly onDispose?: Misbehaviour;
  readonly rules: readonly ScriptRule[];
}

/** Reads a script; it is read again for each request, so a test can change it under a running worker. */
export function readScript(path: string): Script {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (typeof value !== 'object' || value === null) throw new Error('the script is not an object');
  const { load, onLoad, onDispose, rules } = value as Partial<Script>;
  return { load: load === true, onLoad, onDispose, rules: Array.isArray(rules) ? rules : [] };
}

/** The rule for a prompt, with the match whose groups its text may name. */
export function findRule(
  script: Script,
  member: string,
  prompt: string,
): { readonly rule: ScriptRule; readonly groups: RegExpExecArray | undefined } | undefined {
  for (const rule of script.rules) {
    if (rule.member !== undefined && rule.member !== member) continue;
    const groups = rule.match === undefined ? undefined : new RegExp(rule.match, 's').exec(prompt);
    if (groups !== null) return { rule, groups };
  }
  return undefined;
}

/** The rule's answer for one sample. */
export function answerOf(
  rule: ScriptRule,
  groups: RegExpExecArray | undefined,
  sample: number,
): string {
  const text = rule.texts?.[sample % rule.texts.length] ?? rule.text ?? '';
  return text.replace(/\$(\d)/g, (_, digit: string) => groups?.[Number(digit)] ?? '');
}
