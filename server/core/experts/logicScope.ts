import * as l10n from '@vscode/l10n';

/** What the logic expert is asked to do with a selection. */
export type LogicTask = 'simplify' | 'evaluate';

const evaluating = /\b(evaluate|compute|calculate|work out|result|value|sum)\b/i;
const simplifying =
  /\b(simplif\w*|reduce|shorten|shorter|clean\w*|tidy|minimi[sz]e|minimal|refine|improve|polish|condition\w*|boolean|logic\w*|de ?morgan\w*|readable|clear\w*|negations?|redundan\w*|fix|correct)\b/i;
/** Words that ask for something else even beside a known one: `simplify and translate`. */
const foreign =
  /\b(translate|async|await|explain|document\w*|comments?|tests?|rename|convert|port|rewrite in|types?|typescript to|switch statement|lookup|regex|loop|negate|invert|log\w*|print)\b/i;

/** The task that an instruction names; undefined when it asks for something else. */
export function taskOf(instruction: string | undefined): LogicTask | undefined {
  const words = instruction?.trim() ?? '';
  if (words === '') return 'simplify';
  const asked = words.replace(/\blogic\w*\b/gi, 'logic');
  if (foreign.test(asked)) return undefined;
  if (evaluating.test(asked)) return 'evaluate';
  return simplifying.test(asked) ? 'simplify' : undefined;
}

/** The sentence for an instruction that the expert does not follow. */
export function foreignNote(instruction: string): string {
  const quoted = instruction.length > 60 ? `${instruction.slice(0, 57)}…` : instruction;
  return l10n.t(
    'The nano logic expert only simplifies conditions and evaluates integer arithmetic, so it cannot follow “{0}”; add a model for that with “eidolon models add”.',
    quoted,
  );
}

/** The sentence for a selection with neither a condition nor a calculation. */
export function noConditionNote(): string {
  return l10n.t(
    'The selection has no condition in JavaScript, TypeScript or Python and no integer arithmetic that the nano logic expert can read; add a model for anything else with “eidolon models add”.',
  );
}

/** The sentence for conditions that cannot be made simpler. */
export function minimalNote(): string {
  return l10n.t('Every condition in the selection is already as simple as it gets.');
}

/** The sentence for a selection without a calculation. */
export function nothingToEvaluateNote(): string {
  return l10n.t('The selection has no arithmetic over whole numbers to evaluate.');
}
