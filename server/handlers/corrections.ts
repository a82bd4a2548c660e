import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { RouteCorrection, RouteDecision } from '../../protocol/route.ts';
import type { CorrectionState } from '../core/router/corrections.ts';
import type { UserRouter } from '../router/userRouter.ts';

/** Keeps that a text belongs to a domain; answers the decision that holds for it from now on. */
export async function correctRoute(
  raw: unknown,
  router: UserRouter,
): Promise<Result<RouteDecision>> {
  const { text, domain } = fieldsOf(raw);
  if (typeof text !== 'string' || text.trim() === '')
    return failed(
      'badInput',
      l10n.t('Say which text is to be corrected: “text” is missing or empty.'),
    );
  const known = checkDomain(domain, router.domains);
  if (!known.ok) return known;
  const kept = await router.corrections.correct(text, known.value);
  return kept.ok ? ok(router.route({ text })) : kept;
}

/** A domain that the router knows, or one sentence that names those it does. */
export function checkDomain(domain: unknown, domains: readonly string[]): Result<string> {
  const known = domains.find((name) => name === domain);
  if (known !== undefined) return ok(known);
  return failed(
    'badInput',
    l10n.t(
      'There is no domain called “{0}”; the router knows {1}.',
      String(domain),
      domains.join(', '),
    ),
  );
}

/** All corrections, oldest first, without the hashes of their words. */
export function listCorrections({ corrections }: UserRouter): Result<RouteCorrection[]> {
  const state = corrections.read();
  return state.ok ? ok(shown(state.value)) : state;
}

/** Forgets one correction, or all; answers those that are left. */
export async function forgetCorrection(
  raw: unknown,
  { corrections }: UserRouter,
): Promise<Result<RouteCorrection[]>> {
  const { fingerprint } = fieldsOf(raw);
  if (fingerprint !== undefined && typeof fingerprint !== 'string')
    return failed('badInput', l10n.t('“fingerprint” must be a string, or absent to forget all.'));
  const before = corrections.read();
  const isKnown =
    before.ok && before.value.corrections.some((each) => each.fingerprint === fingerprint);
  if (fingerprint !== undefined && before.ok && !isKnown)
    return failed(
      'badInput',
      l10n.t('There is no correction with the fingerprint “{0}”.', fingerprint),
    );
  const left = await corrections.forget(fingerprint);
  return left.ok ? ok(shown(left.value)) : left;
}

function shown({ corrections }: CorrectionState): RouteCorrection[] {
  return corrections.map(({ fingerprint, domain, day, opening }) => ({
    fingerprint,
    domain,
    day,
    opening,
  }));
}

function fieldsOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : {};
}
