import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { createCascade } from './cascade.ts';
import { createDynamic } from './dynamic/dynamic.ts';
import { createFuse } from './fuse/fuse.ts';
import { createReview } from './review/review.ts';
import { createLeaf } from './leaf.ts';
import { createRoute } from './route.ts';
import type { Spec } from './spec.ts';
import type { Strategy } from './strategy.ts';
import { createVote } from './vote.ts';

/** Makes the strategy of a parsed specification. */
export function compileEnsemble(spec: Spec, path: string = spec.kind): Result<Strategy> {
  switch (spec.kind) {
    case 'member':
      return ok(createLeaf(spec.id, path));
    case 'vote':
      return withChildren(
        spec.members,
        (at) => `${path}/members.${at}`,
        (children) => createVote(spec, path, children),
      );
    case 'cascade':
      return withChildren(
        spec.steps,
        (at) => `${path}/steps.${at}`,
        (children) => createCascade(spec, path, children),
      );
    case 'route': {
      const domains = Object.keys(spec.experts);
      return withChildren(
        Object.values(spec.experts),
        (at) => `${path}/experts.${domains[at]}`,
        (children) => createRoute(spec, path, children),
      );
    }
    case 'fuse':
      return withChildren(
        spec.members,
        (at) => `${path}/members.${at}`,
        (children) => createFuse(spec, path, children),
      );
    case 'review':
      return withChildren(
        [spec.draft],
        () => `${path}/draft`,
        ([draft]) => createReview(spec, path, draft as Strategy),
      );
    case 'dynamic': {
      const { plans = [] } = spec;
      if (plans.length === 0)
        return failed(
          'badInput',
          l10n.t('This dynamic ensemble has no plans to choose among; name some in "plans".'),
        );
      return withChildren(
        plans,
        (at) => `${path}/plans.${at}`,
        (children) => createDynamic(plans, path, children),
      );
    }
  }
}

function withChildren(
  specs: readonly Spec[],
  pathOf: (index: number) => string,
  create: (children: readonly Strategy[]) => Strategy,
): Result<Strategy> {
  const children: Strategy[] = [];
  for (const [index, spec] of specs.entries()) {
    const child = compileEnsemble(spec, pathOf(index));
    if (!child.ok) return child;
    children.push(child.value);
  }
  return ok(create(children));
}
