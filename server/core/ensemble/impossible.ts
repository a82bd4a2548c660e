import * as l10n from '@vscode/l10n';
import type { Spec } from './spec.ts';

/** Why a specification whose parts are sound cannot work as a whole, as one clause; undefined when it can. */
export function impossibleCombination(spec: Spec): string | undefined {
  switch (spec.kind) {
    case 'vote': {
      const nested = spec.members.findIndex((member) => member.kind !== 'member');
      if (spec.samples > 1 && nested >= 0)
        return l10n.t(
          '"samples" is {0}, but members.{1} is an ensemble, which answers once; give its own members samples instead',
          spec.samples,
          nested,
        );
      const [only] = spec.members;
      if (spec.members.length === 1 && only?.kind === 'member' && spec.samples === 1)
        return spec.stop === 'adaptive'
          ? l10n.t('"stop" is adaptive, but one sample of one member leaves nothing to stop')
          : undefined;
      return undefined;
    }
    case 'cascade':
      return spec.steps.length < 2
        ? l10n.t('a cascade needs at least two steps; name the member alone instead')
        : undefined;
    case 'fuse':
      return fuseProblem(spec);
    case 'review':
      return spec.reviewer.kind === 'member'
        ? undefined
        : l10n.t('the reviewer must be a member, because it scores fixed text');
    case 'route': {
      const experts = Object.keys(spec.experts).length;
      return experts > 0 && spec.topK > experts ? topKProblem(spec.topK, experts) : undefined;
    }
    case 'dynamic':
      return spec.plans?.some((plan) => plan.kind === 'dynamic')
        ? l10n.t('a dynamic ensemble cannot choose another dynamic one')
        : undefined;
    case 'member':
      return undefined;
  }
}

function topKProblem(topK: number, experts: number): string {
  return experts === 1
    ? l10n.t('"topK" is {0}, but there is one expert', topK)
    : l10n.t('"topK" is {0}, but there are {1} experts', topK, experts);
}

function fuseProblem(spec: Extract<Spec, { kind: 'fuse' }>): string | undefined {
  if (spec.by === 'tokens' && spec.members.some((member) => member.kind !== 'member'))
    return l10n.t(
      '"by" is tokens, which needs members that run token by token; an ensemble does not',
    );
  if (spec.by === 'tokens' && spec.judge) return l10n.t('"by" is tokens, which asks no judge');
  if (spec.by === 'merge' && spec.judge) return l10n.t('"by" is merge, which asks no judge');
  if (spec.judge && spec.judge.kind !== 'member')
    return l10n.t('the judge must be a member, because it compares or writes texts of its own');
  if (spec.members.length < 2) return l10n.t('a fusion needs at least two members');
  return undefined;
}
