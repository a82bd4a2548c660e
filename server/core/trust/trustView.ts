import type { Random } from '../random.ts';
import type { TrustChoice } from './choice.ts';
import { chooseByContext, type ContextualState } from './contextual.ts';
import { addOutcomes, type PlanOutcomes } from './planOutcomes.ts';
import { questionKindOf } from './questionKinds.ts';
import { chooseByThompson, expectedReward, type ThompsonState } from './thompson.ts';
import { contextOfKind, type TrustState } from './trustState.ts';

/** What outcomes taught about members and plans, as far as ensembles use it: plain data without any text. */
export interface TrustView {
  /** Of this workspace, or the user's where there is none. */
  readonly thompson: ThompsonState;
  /** The user's in all workspaces; a member's record here starts from it. */
  readonly elsewhere?: ThompsonState;
  readonly contextual: ContextualState;
  readonly plans: PlanOutcomes;
}

/** The user's experience, and the workspace's where there is one; a workspace's own outcomes of plans count twice. */
export function trustView(user: TrustState, workspace?: TrustState): TrustView {
  if (!workspace) {
    const { thompson, contextual, plans } = user;
    return { thompson, contextual, plans };
  }
  return {
    thompson: workspace.thompson,
    elsewhere: user.thompson,
    contextual: user.contextual,
    plans: addOutcomes(user.plans, workspace.plans),
  };
}

/** Expected reward by member in a domain, 0 to 1; undefined while no outcome of any of them is known. */
export function trustedAccuracies(
  { thompson, elsewhere }: TrustView,
  members: readonly string[],
  domain: string,
): Readonly<Record<string, number>> | undefined {
  const known = members.some(
    (member) => thompson.members[member] !== undefined || elsewhere?.members[member] !== undefined,
  );
  if (!known) return undefined;
  return Object.fromEntries(
    members.map((member) => [member, expectedReward(thompson, member, domain, elsewhere)]),
  );
}

/** How a member is chosen by what outcomes taught: by domain with Thompson sampling, or by the question's surface. */
export type TrustPolicy = 'trust' | 'context';

/** Chooses one of several members for a question. `members` must not be empty. */
export function chooseByTrust(
  { thompson, elsewhere, contextual }: TrustView,
  policy: TrustPolicy,
  members: readonly string[],
  question: { readonly prompt: string; readonly domain: string },
  random: Random,
): TrustChoice {
  if (policy === 'context') {
    const contexts = [contextOfKind(questionKindOf(question.prompt))];
    return chooseByContext(contextual, members, contexts, random);
  }
  return chooseByThompson(thompson, members, question.domain, random, {
    ...(elsewhere && { elsewhere }),
  });
}
