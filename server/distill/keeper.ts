import type { UserOutcome } from '../../protocol/outcome.ts';
import { decide, exampleOf, type Example, type Origin } from '../core/distill/example.ts';
import type { JudgedDraft } from '../core/refine/judgedDraft.ts';
import type { ExampleStore } from './exampleStore.ts';

/** Keeps what users decided about refinements, where they agreed to it. */
export interface ExampleKeeper {
  /** Remembers in memory what was proposed; refused drafts of it are kept once somebody decides about the rest. */
  propose(drafts: readonly JudgedDraft[], origin: Origin): void;
  /** Writes down the fate of a hunk. One that was proposed before this process began is not known any more. */
  settle(traceId: string, hunkId: string, outcome: UserOutcome): Promise<void>;
  /** Resolves when nothing waits to be written. */
  settled(): Promise<void>;
}

/** Refinements whose fate is still open; a window rarely has more reviews at once. */
const mostTraces = 100;

/** A keeper that writes to `store`; `warn` hears once each why something could not be kept. */
export function createExampleKeeper(
  store: ExampleStore,
  warn: (sentence: string) => void,
): ExampleKeeper {
  const open = new Map<string, readonly Example[]>();
  const told = new Set<string>();
  let writing: Promise<void> = Promise.resolve();

  async function keep(example: Example): Promise<void> {
    const kept = await store.put(example);
    if (kept.ok || told.has(kept.failure.message)) return;
    told.add(kept.failure.message);
    warn(kept.failure.message);
  }

  return {
    propose(drafts, origin) {
      if (drafts.every(({ hunks }) => hunks.length === 0)) return;
      open.set(
        origin.traceId,
        drafts.map((draft, index) => exampleOf(draft, index, origin)),
      );
      for (const oldest of open.keys()) {
        if (open.size <= mostTraces) break;
        open.delete(oldest);
      }
    },
    settle(traceId, hunkId, outcome) {
      const examples = open.get(traceId);
      const at = examples?.findIndex(({ hunks }) => hunks.some(({ id }) => id === hunkId)) ?? -1;
      const example = examples?.[at];
      if (!examples || !example) return Promise.resolve();
      const decided = decide(example, hunkId, outcome);
      const refused = examples.filter(({ provenance }) => provenance.verdict === 'refused');
      open.set(
        traceId,
        examples
          .filter((each) => !refused.includes(each))
          .map((each) => (each === example ? decided : each)),
      );
      writing = writing.then(async () => {
        for (const each of [...refused, decided]) await keep(each);
      });
      return writing;
    },
    settled: () => writing,
  };
}
