import path from 'node:path';
import { classes } from '../core/router/classifier.ts';
import { findCorrection, type CorrectionState } from '../core/router/corrections.ts';
import { createRouter, type Router } from '../core/router/router.ts';
import { shippedClassifier } from '../core/router/shippedClassifier.ts';
import { createCorrectionStore, type CorrectionStore } from './correctionStore.ts';

/** The shipped router together with what its user taught it. */
export interface UserRouter extends Router {
  /** Names of all domains that a text may be put into. */
  readonly domains: readonly string[];
  readonly corrections: CorrectionStore;
}

export interface UserRouterOptions {
  /** Where Eidolon keeps what it writes; corrections lie in a folder below. */
  readonly storageDirectory: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears once why corrections cannot be used. */
  readonly complain: (sentence: string) => void;
}

/** Makes a router that looks at the user's corrections, as they are on disk at each decision. */
export function createUserRouter({
  storageDirectory,
  now,
  complain,
}: UserRouterOptions): UserRouter {
  const corrections = createCorrectionStore(path.join(storageDirectory, 'router'), now);
  let told: string | undefined;
  const current = (): CorrectionState | undefined => {
    const state = corrections.read();
    if (state.ok) return state.value;
    if (told !== state.failure.message) complain(state.failure.message);
    told = state.failure.message;
    return undefined;
  };
  const router = createRouter(shippedClassifier(), {
    correctionOf: (text, domains) => {
      const state = current();
      return state && findCorrection(state, text, domains);
    },
  });
  return { route: router.route, domains: classes, corrections };
}
