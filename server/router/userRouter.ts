import path from 'node:path';
import { classes } from '../core/router/classifier.ts';
import { findCorrection, type CorrectionState } from '../core/router/corrections.ts';
import { createDomainJudge, type DomainJudge } from '../core/router/ownDomains/judge.ts';
import { parseOwnDomains, type OwnDomain } from '../core/router/ownDomains/parseOwnDomains.ts';
import { createRouter, type Router } from '../core/router/router.ts';
import { shippedClassifier } from '../core/router/shippedClassifier.ts';
import { createCorrectionStore, type CorrectionStore } from './correctionStore.ts';

/** The shipped router together with what its user taught it. */
export interface UserRouter extends Router {
  /** Names of all domains that a text may be put into. */
  readonly domains: readonly string[];
  /** The user's own domains. */
  readonly ownDomains: readonly OwnDomain[];
  readonly corrections: CorrectionStore;
}

export interface UserRouterOptions {
  /** Where Eidolon keeps what it writes; corrections lie in a folder below. */
  readonly storageDirectory: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The setting `eidolon.experts`, or a file of the same form; absent means none. */
  readonly experts?: unknown;
  /** Hears once why corrections or a domain of the user's cannot be used. */
  readonly warn: (sentence: string) => void;
}

/** Makes a router that looks at the user's corrections, as they are on disk at each decision. */
export function createUserRouter(options: UserRouterOptions): UserRouter {
  const { storageDirectory, now, warn } = options;
  const corrections = createCorrectionStore(path.join(storageDirectory, 'router'), now);
  let told: string | undefined;
  const current = (): CorrectionState | undefined => {
    const state = corrections.read();
    if (state.ok) return state.value;
    if (told !== state.failure.message) warn(state.failure.message);
    told = state.failure.message;
    return undefined;
  };
  const { domains: own, problems } = parseOwnDomains(options.experts ?? {});
  for (const problem of problems) warn(problem);
  const router = createRouter(shippedClassifier(), {
    correctionOf: (text, domains) => {
      const state = current();
      return state && findCorrection(state, text, domains);
    },
    ...(own.length > 0 && { ownDomains: lazyJudge(own) }),
  });
  const domains = [...classes, ...own.map(({ name }) => name)];
  return { route: router.route, domains, ownDomains: own, corrections };
}

/** Learns the domains at the first decision, which takes a moment that starting need not wait for. */
function lazyJudge(domains: readonly OwnDomain[]): DomainJudge {
  let judge: DomainJudge | undefined;
  return {
    domains,
    judge: (features) => {
      judge ??= createDomainJudge(domains);
      return judge.judge(features);
    },
  };
}
