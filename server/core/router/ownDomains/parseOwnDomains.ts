import * as l10n from '@vscode/l10n';
import { classes } from '../classifier.ts';
import { isRecord } from '../../../../protocol/record.ts';

/** A domain of the user's: what it is, prompts that belong to it, and who answers them. */
export interface OwnDomain {
  readonly name: string;
  readonly description: string;
  readonly examples: readonly string[];
  /** Id of the member that answers. */
  readonly member: string;
}

export interface ParsedOwnDomains {
  readonly domains: readonly OwnDomain[];
  /** One sentence for each domain that cannot be used. */
  readonly problems: readonly string[];
}

const limits = { domains: 20, examples: 300, letters: 4000 } as const;
/** Fewer do not show what a domain's texts have in common. */
export const fewestExamples = 10;
const fields = ['description', 'examples', 'member'];

/** Reads `{name: {description, examples, member}}`; a domain that is wrong is left out and says why. */
export function parseOwnDomains(value: unknown): ParsedOwnDomains {
  if (!isRecord(value))
    return { domains: [], problems: [l10n.t('Your experts must be an object of named domains.')] };
  const domains: OwnDomain[] = [];
  const problems: string[] = [];
  for (const [name, raw] of Object.entries(value)) {
    const problem =
      domains.length >= limits.domains
        ? l10n.t(
            'Your expert “{0}” is one too many, for at most {1} can be told apart.',
            name,
            limits.domains,
          )
        : problemOf(name, raw);
    if (problem !== undefined) problems.push(problem);
    else domains.push({ name, ...(raw as Omit<OwnDomain, 'name'>) });
  }
  return { domains, problems };
}

/** What is wrong with one domain, as a sentence. */
function problemOf(name: string, raw: unknown): string | undefined {
  if (classes.some((each) => each === name))
    return l10n.t(
      'Your expert “{0}” has the name of a domain that ships; choose another than {1}.',
      name,
      classes.join(', '),
    );
  if (!/^\p{L}[\p{L}\p{N} _-]{0,39}$/u.test(name))
    return l10n.t(
      'Your expert “{0}” needs a name of at most 40 letters, digits, spaces, _ or -, a letter first.',
      name,
    );
  if (!isRecord(raw))
    return l10n.t('Your expert “{0}” must be an object with {1}.', name, fields.join(', '));
  const unknown = Object.keys(raw).find((field) => !fields.includes(field));
  if (unknown !== undefined)
    return l10n.t(
      'Your expert “{0}” has a field “{1}” that is not known; there are {2}.',
      name,
      unknown,
      fields.join(', '),
    );
  const { description, examples, member } = raw;
  if (!isText(description))
    return l10n.t('Your expert “{0}” needs a “description” of what belongs to it.', name);
  if (!isText(member))
    return l10n.t('Your expert “{0}” needs a “member”: the id of the model that answers.', name);
  return examplesProblem(name, examples);
}

function examplesProblem(name: string, examples: unknown): string | undefined {
  if (!Array.isArray(examples) || !examples.every(isText))
    return l10n.t(
      'Your expert “{0}” needs “examples”: a list of prompts that are not empty.',
      name,
    );
  const distinct = new Set(
    (examples as readonly string[]).map((text) => text.toLowerCase().replace(/\s+/gu, ' ').trim()),
  );
  if (distinct.size < fewestExamples) {
    return distinct.size < examples.length
      ? l10n.t(
          'Your expert “{0}” has {1} different “examples” and needs at least {2}.',
          name,
          distinct.size,
          fewestExamples,
        )
      : l10n.t(
          'Your expert “{0}” has {1} “examples” and needs at least {2}.',
          name,
          distinct.size,
          fewestExamples,
        );
  }
  if (examples.length > limits.examples)
    return l10n.t(
      'Your expert “{0}” has {1} “examples”, and at most {2} are used.',
      name,
      examples.length,
      limits.examples,
    );
  const long = (examples as readonly string[]).findIndex((text) => text.length > limits.letters);
  return long < 0
    ? undefined
    : l10n.t(
        'Your expert “{0}” has an example (number {1}) of more than {2} characters; shorten it.',
        name,
        long + 1,
        limits.letters,
      );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
