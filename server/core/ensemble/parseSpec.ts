import * as l10n from '@vscode/l10n';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { builtInEnsembles } from './builtIn.ts';
import { standardPlans } from './dynamic/plans.ts';
import { impossibleCombination } from './impossible.ts';
import type { FuseRule, RouteRule, Spec, VoteRule } from './spec.ts';
import { kindSchema, specKinds, type SpecKind } from './specSchema.ts';
import { isRecord } from '../../../protocol/record.ts';

/** What the names in a specification may stand for. */
export interface SpecNames {
  /** The user's ensembles by name; they stand before built-in ones of the same name. */
  readonly named?: Readonly<Record<string, unknown>>;
  /** Ids of all members, listed weakest to strongest; absent when they are not known yet. */
  readonly members?: readonly string[];
  /** Ids of members that write nothing, and so are none of an ensemble's. */
  readonly silent?: readonly string[];
}

interface Place {
  /** Names of ensembles on the way here, outermost first. */
  readonly through: readonly string[];
  /** Place in the specification, such as `vote/members.0`; empty at the top. */
  readonly path: string;
  readonly told?: Told;
}

/** Hears what was refused, beside the sentence that is made of it. */
type Told = (refusal: Refusal) => void;

/** Why a specification is refused. */
export interface Refusal {
  /** Place below the outermost ensemble, such as `vote/members.0`. */
  readonly path: string;
  /** One clause without a full stop. */
  readonly why: string;
}

const deepest = 16;
const validators = new Map<SpecKind, ValidateFunction>();

/**
 * Reads an ensemble: a name, a member id, inline JSON or parsed JSON. Names are resolved; cycles, unknown members and
 * combinations that cannot work are refused with one sentence that names the place.
 */
export function parseEnsemble(spec: unknown, names: SpecNames = {}, told?: Told): Result<Spec> {
  return parsePart(spec, names, { through: [], path: '', ...(told && { told }) });
}

function parsePart(part: unknown, names: SpecNames, place: Place): Result<Spec> {
  if (typeof part === 'string') return parseText(part.trim(), names, place);
  if (!isRecord(part))
    return refused(place, l10n.t('an ensemble is a name, a member id or a JSON object'));
  return parseObject(part, names, place);
}

function parseText(text: string, names: SpecNames, place: Place): Result<Spec> {
  const atTop = place.path === '' && place.through.length === 0;
  if (atTop && /^[{[]/.test(text)) {
    const parsed = parseJson(text);
    return parsed.ok ? parsePart(parsed.value, names, place) : parsed;
  }
  const { named = {}, members } = names;
  if (place.through.includes(text)) {
    const cycle = [...place.through.slice(place.through.indexOf(text)), text];
    return refused(
      place,
      l10n.t('“{0}” refers to itself ({1}); break the cycle', text, cycle.join(' → ')),
    );
  }
  const isMember = members === undefined ? /^[a-z]+:\S+$/.test(text) : members.includes(text);
  if (isMember && !Object.hasOwn(named, text)) return ok({ kind: 'member', id: text });
  for (const ensembles of [named, builtInEnsembles]) {
    if (!Object.hasOwn(ensembles, text)) continue;
    const inner = { ...place, through: [...place.through, text] };
    return parsePart(ensembles[text], names, inner);
  }
  return unknownName(text, names, place);
}

function unknownName(
  text: string,
  { named = {}, members, silent = [] }: SpecNames,
  place: Place,
): Result<Spec> {
  if (silent.includes(text)) return refused(place, `“${text}” writes nothing; name another member`);
  const ensembles = Object.keys({ ...builtInEnsembles, ...named });
  const message =
    members === undefined
      ? l10n.t('there is no ensemble called “{0}”; known are {1}', text, listed(ensembles))
      : l10n.t(
          'there is no member and no ensemble called “{0}”; members are {1}',
          text,
          listed(members),
        );
  return refused(place, message, 'memberUnknown');
}

function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failed('badInput', l10n.t('This ensemble is not valid JSON: {0}.', why));
  }
}

function parseObject(
  part: Readonly<Record<string, unknown>>,
  names: SpecNames,
  place: Place,
): Result<Spec> {
  const kind = specKinds.find((each) => each === part['kind']);
  if (kind === undefined) {
    const kinds = specKinds.join(', ');
    const problem =
      part['kind'] === undefined
        ? l10n.t('"kind" is missing; it must be one of {0}', kinds)
        : l10n.t('"kind" is {0}; it must be one of {1}', JSON.stringify(part['kind']), kinds);
    return refused(place, problem);
  }
  const here = { ...place, path: place.path === '' ? kind : `${place.path}/${kind}` };
  if (here.path.split('/').length > deepest)
    return refused(
      place,
      l10n.t('ensembles are nested more than {0} deep; make it flatter', deepest),
    );
  const validate = validatorOf(kind);
  if (!validate(part)) return refused(here, schemaSentence(validate.errors ?? []));
  const children = parseChildren(kind, part, names, here);
  if (!children.ok) return children;
  const spec = buildSpec(kind, part, children.value, names.members);
  const impossible = impossibleCombination(spec);
  return impossible === undefined ? ok(spec) : refused(here, impossible);
}

/** The parts of a specification by field, each list of them in order. */
type Children = Readonly<Record<string, readonly Spec[]>>;

const listFields = ['members', 'steps', 'plans'] as const;
const singleFields = ['draft', 'reviewer', 'judge'] as const;

function parseChildren(
  kind: SpecKind,
  part: Readonly<Record<string, unknown>>,
  names: SpecNames,
  place: Place,
): Result<Children> {
  const children: Record<string, readonly Spec[]> = {};
  for (const field of listFields) {
    if (part[field] === undefined) continue;
    const list = part[field] === '*' ? names.members : (part[field] as readonly unknown[]);
    if (list === undefined || list.length === 0)
      return refused(
        place,
        l10n.t('"{0}": "*" needs a list of members, and none is known here', field),
      );
    const parsed = parseAll(list, names, place, (index) => `${field}.${index}`);
    if (!parsed.ok) return parsed;
    children[field] = parsed.value;
  }
  if (kind === 'route') {
    const experts = part['experts'] as Readonly<Record<string, unknown>>;
    const domains = Object.keys(experts);
    const parsed = parseAll(Object.values(experts), names, place, (at) => `experts.${domains[at]}`);
    if (!parsed.ok) return parsed;
    children['experts'] = parsed.value;
  }
  for (const field of singleFields) {
    if (part[field] === undefined) continue;
    const parsed = parsePart(part[field], names, { ...place, path: `${place.path}/${field}` });
    if (!parsed.ok) return parsed;
    children[field] = [parsed.value];
  }
  return ok(children);
}

function parseAll(
  parts: readonly unknown[],
  names: SpecNames,
  place: Place,
  step: (index: number) => string,
): Result<readonly Spec[]> {
  const parsed: Spec[] = [];
  for (const [index, part] of parts.entries()) {
    const result = parsePart(part, names, { ...place, path: `${place.path}/${step(index)}` });
    if (!result.ok) return result;
    parsed.push(result.value);
  }
  return ok(parsed);
}

function buildSpec(
  kind: SpecKind,
  part: Readonly<Record<string, unknown>>,
  children: Children,
  members: readonly string[] = [],
): Spec {
  const many = (field: string): readonly Spec[] => children[field] ?? [];
  const one = (field: string): Spec => many(field)[0] as Spec;
  switch (kind) {
    case 'route': {
      const domains = Object.keys(part['experts'] as object);
      const experts = domains.map((name, at) => [name, many('experts')[at] as Spec] as const);
      const by = (part['by'] ?? 'domain') as RouteRule;
      return { kind, experts: Object.fromEntries(experts), topK: Number(part['topK'] ?? 1), by };
    }
    case 'vote': {
      const stop = part['stop'] === 'adaptive' ? 'adaptive' : 'fixed';
      const alone = many('members').length === 1 && one('members').kind === 'member';
      const fallback = !alone ? 1 : stop === 'adaptive' ? 10 : 5;
      const by = (part['by'] ?? 'majority') as VoteRule;
      return {
        kind,
        members: many('members'),
        samples: Number(part['samples'] ?? fallback),
        by,
        stop,
      };
    }
    case 'cascade': {
      const { risk = 0.1, delta = 0.1 } = (part['accept'] ?? {}) as Record<string, number>;
      return { kind, steps: many('steps'), accept: { risk, delta } };
    }
    case 'fuse': {
      const judge = children['judge']?.[0];
      const by = part['by'] as FuseRule;
      return { kind, members: many('members'), by, ...(judge && { judge }) };
    }
    case 'review':
      return {
        kind,
        draft: one('draft'),
        reviewer: one('reviewer'),
        checks: part['checks'] === 'none' ? 'none' : 'auto',
      };
    case 'dynamic':
      return { kind, plans: children['plans'] ?? standardPlans(members) };
  }
}

function validatorOf(kind: SpecKind): ValidateFunction {
  const known = validators.get(kind);
  if (known) return known;
  // Parts are checked where they stand, so that their errors name their own place.
  const schema = kindSchema(kind, {});
  const validate = new Ajv({ strict: false }).compile(schema);
  validators.set(kind, validate);
  return validate;
}

/** The most telling error of a validation, in words. */
function schemaSentence(errors: readonly ErrorObject[]): string {
  const error =
    errors.find(({ keyword }) => keyword !== 'const' && keyword !== 'anyOf') ?? errors[0];
  if (!error) return l10n.t('it does not fit the schema');
  const field = error.instancePath.slice(1).replaceAll('/', '.');
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'required':
      return l10n.t('"{0}" is missing', joined(field, params['missingProperty']));
    case 'additionalProperties':
      return l10n.t('"{0}" is not known here', joined(field, params['additionalProperty']));
    case 'enum':
      return l10n.t(
        '"{0}" must be one of {1}',
        field,
        (params['allowedValues'] as unknown[]).join(', '),
      );
    case 'type':
      return l10n.t('"{0}" must be {1}', field, String(params['type']));
    case 'minItems':
      return l10n.t('"{0}" must NOT have fewer than {1} items', field, Number(params['limit']));
    case 'maxItems':
      return l10n.t('"{0}" must NOT have more than {1} items', field, Number(params['limit']));
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return l10n.t('"{0}" must be {1}', field, `${params['comparison']} ${params['limit']}`);
    default:
      return l10n.t('"{0}" {1}', field, error.message ?? error.keyword);
  }
}

function joined(field: string, name: unknown): string {
  return field === '' ? String(name) : `${field}.${String(name)}`;
}

function refused(
  place: Place,
  why: string,
  kind: 'badInput' | 'memberUnknown' = 'badInput',
): Result<never> {
  place.told?.({ path: place.path, why });
  const [outermost] = place.through;
  const [where = '', inside] = [outermost && `“${outermost}”`, place.path].filter(Boolean);
  if (where === '') return failed(kind, l10n.t('{0}.', upperFirst(why)));
  const at = inside ? l10n.t('{0} at {1}', where, inside) : where;
  return failed(kind, l10n.t('In the ensemble {0}: {1}.', at, why));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? l10n.t('{0} and {1} more', shown, names.length - 12) : shown;
}
