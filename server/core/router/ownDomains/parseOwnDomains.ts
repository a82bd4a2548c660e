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
    return { domains: [], problems: ['Your experts must be an object of named domains.'] };
  const domains: OwnDomain[] = [];
  const problems: string[] = [];
  for (const [name, raw] of Object.entries(value)) {
    const problem =
      domains.length >= limits.domains
        ? `is one too many, for at most ${limits.domains} can be told apart`
        : problemOf(name, raw);
    if (problem !== undefined) problems.push(`Your expert “${name}” ${problem}.`);
    else domains.push({ name, ...(raw as Omit<OwnDomain, 'name'>) });
  }
  return { domains, problems };
}

/** What is wrong with one domain, as the end of a sentence. */
function problemOf(name: string, raw: unknown): string | undefined {
  if (classes.some((each) => each === name))
    return `has the name of a domain that ships; choose another than ${classes.join(', ')}`;
  if (!/^\p{L}[\p{L}\p{N} _-]{0,39}$/u.test(name))
    return 'needs a name of at most 40 letters, digits, spaces, _ or -, a letter first';
  if (!isRecord(raw)) return `must be an object with ${fields.join(', ')}`;
  const unknown = Object.keys(raw).find((field) => !fields.includes(field));
  if (unknown !== undefined)
    return `has a field “${unknown}” that is not known; there are ${fields.join(', ')}`;
  const { description, examples, member } = raw;
  if (!isText(description)) return 'needs a “description” of what belongs to it';
  if (!isText(member)) return 'needs a “member”: the id of the model that answers';
  return examplesProblem(examples);
}

function examplesProblem(examples: unknown): string | undefined {
  if (!Array.isArray(examples) || !examples.every(isText))
    return 'needs “examples”: a list of prompts that are not empty';
  const distinct = new Set(
    (examples as readonly string[]).map((text) => text.toLowerCase().replace(/\s+/gu, ' ').trim()),
  );
  if (distinct.size < fewestExamples) {
    const repeated = distinct.size < examples.length ? ' different' : '';
    return `has ${distinct.size}${repeated} “examples” and needs at least ${fewestExamples}`;
  }
  if (examples.length > limits.examples)
    return `has ${examples.length} “examples”, and at most ${limits.examples} are used`;
  const long = (examples as readonly string[]).findIndex((text) => text.length > limits.letters);
  return long < 0
    ? undefined
    : `has an example (number ${long + 1}) of more than ${limits.letters} characters; shorten it`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
