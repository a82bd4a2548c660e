import type { Credit, CreditedPlan, OutcomeParams, UserOutcome } from '../../protocol/outcome.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { isRecord } from '../../protocol/record.ts';

/** Longest name of a member, domain or plan; what is longer is nobody's name. */
const longestName = 2000;
const mostNames = 200;

/** Reads an outcome from the wire, where anything may come. */
export function parseOutcome(raw: unknown): Result<OutcomeParams> {
  if (!isRecord(raw)) return bad('an object is expected');
  const outcome = parseUserOutcome(raw['outcome']);
  if (!outcome) return bad('"outcome" is none that is known');
  const credit = parseCredit(raw['credit']);
  if (!credit) return bad('"credit" does not say who is answerable');
  const { traceId, hunkId } = raw;
  return ok({
    traceId: typeof traceId === 'string' ? traceId : '',
    ...(typeof hunkId === 'string' && { hunkId }),
    credit,
    outcome,
  });
}

/** Who is answerable, as the engine wrote it; undefined for anything else. */
export function parseCredit(raw: unknown): Credit | undefined {
  if (!isRecord(raw)) return undefined;
  const by = parseIds(raw['by']);
  const against = raw['against'] === undefined ? [] : parseIds(raw['against']);
  const { domain, questionKind, propensity } = raw;
  if (!by || by.length === 0 || !against || !isName(domain) || !isName(questionKind))
    return undefined;
  const plan = raw['plan'] === undefined ? undefined : parsePlan(raw['plan']);
  if (raw['plan'] !== undefined && plan === undefined) return undefined;
  return {
    by,
    domain,
    questionKind,
    ...(against.length > 0 && { against }),
    ...(isShare(propensity) && propensity > 0 && { propensity }),
    ...(plan && { plan }),
  };
}

function parseUserOutcome(raw: unknown): UserOutcome | undefined {
  if (!isRecord(raw)) return undefined;
  const { kind, kept } = raw;
  if (kind === 'accept' || kind === 'reject') return { kind };
  return kind === 'edit' && isShare(kept) ? { kind, kept } : undefined;
}

function parsePlan(raw: unknown): CreditedPlan | undefined {
  if (!isRecord(raw) || !isRecord(raw['callsBy'])) return undefined;
  const { name, contexts } = raw;
  if (!isName(name) || !Array.isArray(contexts) || contexts.length > 10) return undefined;
  if (!contexts.every(isName)) return undefined;
  const calls = Object.entries(raw['callsBy']).flatMap(([member, count]) =>
    isId(member) && typeof count === 'number' && count >= 0 && Number.isFinite(count)
      ? [[member, count] as const]
      : [],
  );
  return { name, contexts, callsBy: Object.fromEntries(calls) };
}

function parseIds(raw: unknown): readonly string[] | undefined {
  return Array.isArray(raw) && raw.length <= mostNames && raw.every(isId) ? raw : undefined;
}

/** A member's id or an exact tool's: `nano:prose`, `tool:harper`. */
function isId(value: unknown): value is string {
  return isName(value) && /^[a-z]+:\S+$/.test(value);
}

/** Names become keys of records, where those that every object has mean something else. */
function isName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= longestName &&
    !(value in Object.prototype)
  );
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function bad(detail: string): Result<never> {
  return failed('badInput', `This outcome cannot be read: ${detail}.`);
}
