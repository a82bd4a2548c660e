import type { Credit } from '../../protocol/outcome.ts';
import type { Result } from '../../protocol/result.ts';
import { eventsOf, type Outcome } from '../core/trust/outcome.ts';
import {
  emptyTrustState,
  recordOutcome,
  recordPlan,
  type TrustState,
} from '../core/trust/trustState.ts';
import { trustView, type TrustView } from '../core/trust/trustView.ts';
import type { Log } from '../log.ts';
import type { TrustScope, TrustStore } from './trustStore.ts';

/** Where outcomes come from. */
export interface LearningOptions {
  readonly store: TrustStore;
  /** Address of the open folder; absent where there is none, and then only the user's record is kept. */
  readonly workspace?: string;
  /** False in Restricted Mode: what happens there stays there, and teaches nothing for other folders. */
  readonly trusted: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Log;
  /** Hears each damaged record once, as one sentence. */
  readonly warn?: (sentence: string) => void;
}

/** Learns from what became of answers, and tells what was learned. */
export interface Learning {
  /** What is known now; a record that cannot be read counts as nothing known. */
  view(): Promise<TrustView>;
  /** Whether the outcome is on disk now in every scope that learns from it. Never rejects. */
  learn(credit: Credit, outcome: Outcome): Promise<boolean>;
  /** Resolves when nothing waits to be written. */
  settled(): Promise<void>;
}

const dayMs = 86_400_000;

export function createLearning(options: LearningOptions): Learning {
  const { store, workspace, trusted, now, log } = options;
  const user: TrustScope = { kind: 'user' };
  const local: TrustScope | undefined =
    workspace === undefined ? undefined : { kind: 'workspace', uri: workspace };
  const scopes = [...(trusted ? [user] : []), ...(local ? [local] : [])];
  const told = new Set<string>();
  let waiting: Promise<unknown> = Promise.resolve();

  function tell(sentence: string): void {
    if (told.has(sentence)) return;
    told.add(sentence);
    log.warn(sentence);
    options.warn?.(sentence);
  }

  async function stateOf(scope: TrustScope): Promise<TrustState | undefined> {
    const found = await store.read(scope);
    if (found.ok) return found.value.state;
    tell(found.failure.message);
    return undefined;
  }

  async function write(credit: Credit, outcome: Outcome): Promise<boolean> {
    let written = true;
    const day = Math.floor(now() / dayMs);
    const next = (state: TrustState): TrustState => {
      const learned = eventsOf(credit, outcome, day).reduce(recordOutcome, state);
      return credit.plan ? recordPlan(learned, credit.plan, outcome) : learned;
    };
    for (const scope of scopes) {
      const changed: Result<{ readonly note?: string }> = await store.change(scope, next);
      written &&= changed.ok;
      if (!changed.ok) tell(changed.failure.message);
      else if (changed.value.note !== undefined) tell(changed.value.note);
    }
    return written;
  }

  return {
    async view() {
      await waiting;
      const [mine, here] = await Promise.all([stateOf(user), local && stateOf(local)]);
      return trustView(mine ?? emptyTrustState, here);
    },
    learn(credit, outcome) {
      const written = waiting
        .then(() => write(credit, outcome))
        .catch((error: unknown) => {
          log.error('an outcome was not learned', error);
          return false;
        });
      waiting = written;
      return written;
    },
    settled: async () => void (await waiting),
  };
}
