import * as l10n from '@vscode/l10n';
import type { Spec } from '../spec.ts';

/** A plan in a few words of the user's language; what is learned of a plan is kept under its name, which has none. */
export function planWords(spec: Spec): string {
  switch (spec.kind) {
    case 'member':
      return spec.id;
    case 'vote':
      return voteWords(spec);
    case 'cascade': {
      const { risk, delta } = spec.accept;
      const [first = '', ...others] = spec.steps.map(partWords);
      const steps = others.reduce((one, other) => l10n.t('{0}, then {1}', one, other), first);
      return risk === 0.1 && delta === 0.1
        ? l10n.t('cascade: {0}', steps)
        : l10n.t('cascade: {0}, at risk {1} with probability {2}', steps, risk, delta);
    }
    case 'route':
      return routeWords(spec);
    case 'fuse': {
      const members = spec.members.map(partWords).join(', ');
      return spec.judge
        ? l10n.t('{0} of {1}, judged by {2}', spec.by, members, partWords(spec.judge))
        : l10n.t('{0} of {1}', spec.by, members);
    }
    case 'review': {
      const [draft, reviewer] = [partWords(spec.draft), partWords(spec.reviewer)];
      return spec.checks === 'auto'
        ? l10n.t('{0}, reviewed by {1}', draft, reviewer)
        : l10n.t('{0}, reviewed by {1} without checks', draft, reviewer);
    }
    case 'dynamic':
      return l10n.t('best of {0}', (spec.plans ?? []).map(partWords).join(', '));
  }
}

function partWords(spec: Spec): string {
  return spec.kind === 'member' ? spec.id : `(${planWords(spec)})`;
}

function routeWords({ experts, by, topK }: Extract<Spec, { kind: 'route' }>): string {
  const domains = Object.entries(experts);
  if (domains.length === 0) return l10n.t('exact tools alone');
  const named = domains.map(([domain, expert]) => `${domain} (${planWords(expert)})`).join(', ');
  const chosen = weighedBy(l10n.t('experts for {0}', named), by === 'domain' ? undefined : by);
  return topK === 1 ? chosen : l10n.t('{0}, best of {1}', chosen, topK);
}

function voteWords({ members, samples, by, stop }: Extract<Spec, { kind: 'vote' }>): string {
  const rule = by === 'majority' ? undefined : by;
  const [only] = members;
  if (only && members.length === 1) {
    const part = partWords(only);
    return weighedBy(
      stop === 'adaptive'
        ? l10n.t('up to {0} samples of {1}', samples, part)
        : l10n.t('{0} samples of {1}', samples, part),
      rule,
    );
  }
  const vote = weighedBy(l10n.t('vote of {0}', members.map(partWords).join(', ')), rule);
  if (samples === 1) return stop === 'adaptive' ? l10n.t('{0}, adaptively', vote) : vote;
  return stop === 'adaptive'
    ? l10n.t('{0}, up to {1} samples each', vote, samples)
    : l10n.t('{0}, {1} samples each', vote, samples);
}

function weighedBy(words: string, rule: string | undefined): string {
  return rule === undefined ? words : l10n.t('{0} by {1}', words, rule);
}
