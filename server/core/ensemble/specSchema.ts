import { fuseRules, routeRules, voteRules } from './spec.ts';

/** A JSON schema as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Kinds of ensembles that a specification may name. */
export const specKinds = ['route', 'vote', 'cascade', 'fuse', 'review', 'dynamic'] as const;
export type SpecKind = (typeof specKinds)[number];

/** Most samples of one member, steps of a cascade, and members of a vote. */
export const limits = { samples: 100, members: 1000 } as const;

const everyMember = '*';

const memberList = (part: JsonSchema, description: string): JsonSchema => ({
  description: `${description} \`"*"\` stands for every member that is known.`,
  anyOf: [
    { const: everyMember },
    { type: 'array', items: part, minItems: 1, maxItems: limits.members },
  ],
});

const probability = (description: string, fallback: number): JsonSchema => ({
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 1,
  default: fallback,
  description,
});

/** The fields of each kind; `part` is the schema of a member id, an ensemble's name or a nested specification. */
function fieldsOf(kind: SpecKind, part: JsonSchema): Readonly<Record<string, JsonSchema>> {
  switch (kind) {
    case 'route':
      return {
        experts: {
          type: 'object',
          additionalProperties: part,
          description: 'Who answers in each domain: `code`, `logic`, `prose`, or one of yours.',
        },
        topK: {
          type: 'integer',
          minimum: 1,
          maximum: 10,
          default: 1,
          description: 'How many of the likeliest experts are asked; the surest answer is taken.',
        },
        by: {
          enum: routeRules,
          default: 'domain',
          description:
            'What picks the expert: the domain, what your verdicts taught about each of them, by domain or by kind of question, or who was right on similar calibration rows.',
        },
      };
    case 'vote':
      return {
        members: memberList(part, 'Voters, listed weakest to strongest.'),
        samples: {
          type: 'integer',
          minimum: 1,
          maximum: limits.samples,
          description:
            'Samples of each member. Default: 1; with a single member 5, or 10 when adaptive.',
        },
        by: {
          enum: voteRules,
          default: 'majority',
          description:
            'How votes are weighed: equally, by confidence, by learned trust, by a trained classifier.',
        },
        stop: {
          enum: ['fixed', 'adaptive'],
          default: 'fixed',
          description: 'Adaptive sampling ends as soon as the answer is decided.',
        },
      };
    case 'cascade':
      return {
        steps: memberList(part, 'Who is asked in turn, from cheap to dear.'),
        accept: {
          type: 'object',
          additionalProperties: false,
          description: 'When a step is accepted.',
          properties: {
            risk: probability(
              'Largest share of questions that may end with an unflagged wrong answer at a step.',
              0.1,
            ),
            delta: probability('Probability that this guarantee fails.', 0.1),
          },
        },
      };
    case 'fuse':
      return {
        members: memberList(part, 'Whose answers are fused, listed weakest to strongest.'),
        by: { enum: fuseRules, description: 'How answers become one.' },
        judge: { ...part, description: 'Who compares or writes; the last member when absent.' },
      };
    case 'review':
      return {
        draft: { ...part, description: 'Who writes the first answer.' },
        reviewer: { ...part, description: 'Who reads it, best of another family.' },
        checks: {
          enum: ['auto', 'none'],
          default: 'auto',
          description: 'Exact checks of the draft.',
        },
      };
    case 'dynamic':
      return {
        plans: {
          type: 'array',
          items: part,
          minItems: 1,
          description: 'Ensembles to choose among; the built-in ones when absent.',
        },
      };
  }
}

const required: Readonly<Record<SpecKind, readonly string[]>> = {
  route: ['experts'],
  vote: ['members'],
  cascade: ['steps'],
  fuse: ['members', 'by'],
  review: ['draft', 'reviewer'],
  dynamic: [],
};

/** Schema of one kind of specification, whose parts satisfy `part`. */
export function kindSchema(kind: SpecKind, part: JsonSchema): JsonSchema {
  return {
    type: 'object',
    required: ['kind', ...required[kind]],
    additionalProperties: false,
    properties: { kind: { const: kind }, ...fieldsOf(kind, part) },
  };
}

/** What an editor offers as a beginning, one for each kind. */
const examples: Readonly<Record<SpecKind, object>> = {
  route: {
    kind: 'route',
    experts: { code: 'nano:code', logic: 'nano:logic', prose: 'nano:prose' },
  },
  vote: { kind: 'vote', members: ['nano:general', 'nano:prose'], by: 'trust' },
  cascade: { kind: 'cascade', steps: ['nano:general', 'nano:prose'], accept: { risk: 0.1 } },
  fuse: { kind: 'fuse', members: ['nano:general', 'nano:prose'], by: 'merge' },
  review: { kind: 'review', draft: 'nano:prose', reviewer: 'nano:reviewer' },
  dynamic: { kind: 'dynamic' },
};

/**
 * Schema of the setting `eidolon.ensembles`, written out to a depth of two because the schema of a setting may not
 * refer to itself; deeper parts are checked when an ensemble is used.
 */
export function settingSchema(): JsonSchema {
  const part = {
    type: ['string', 'object'],
    required: ['kind'],
    additionalProperties: false,
    properties: { kind: { enum: specKinds }, ...Object.assign({}, ...specKinds.map(looseFields)) },
  };
  return {
    type: 'object',
    default: {},
    additionalProperties: {
      anyOf: [{ type: 'string' }, ...specKinds.map((kind) => kindSchema(kind, part))],
      defaultSnippets: specKinds.map((kind) => ({ label: kind, body: examples[kind] })),
    },
  };
}

/**
 * The fields of a part of unknown kind, of any value but where only some are allowed; `by` means something else in each
 * kind. They stand in the manifest eight times, so they are short.
 */
function looseFields(kind: SpecKind): Record<string, JsonSchema> {
  const rules = [...new Set([...voteRules, ...fuseRules, ...routeRules])];
  return Object.fromEntries(
    Object.entries(fieldsOf(kind, {})).map(([name, field]) => [
      name,
      name === 'by' ? { enum: rules } : 'enum' in field ? { enum: field['enum'] } : {},
    ]),
  );
}
