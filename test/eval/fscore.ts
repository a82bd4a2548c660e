import { diffArrays } from 'diff';

/** Edits that a hypothesis has in common with its reference, that it makes, and that the reference makes. */
export interface EditCounts {
  readonly right: number;
  readonly made: number;
  readonly wanted: number;
}

/** Edits from `source` to `target`: the place of each, and what stands there afterwards. */
export function editsBetween(source: readonly string[], target: readonly string[]): Set<string> {
  const edits = new Set<string>();
  let at = 0;
  let open: { start: number; end: number; words: string[] } | undefined;
  const close = (): void => {
    if (open) edits.add(`${open.start}:${open.end}:${open.words.join(' ')}`);
    open = undefined;
  };
  for (const { value, added, removed } of diffArrays([...source], [...target])) {
    if (!added && !removed) {
      close();
      at += value.length;
      continue;
    }
    open ??= { start: at, end: at, words: [] };
    if (added) open.words.push(...value);
    else open.end = at += value.length;
  }
  close();
  return edits;
}

/**
 * Counts against the reference that gives the best F0.5, as the M² scorer chooses one for each sentence (Dahlmeier and Ng 2012). Edits are those
 * of the shortest difference in tokens, so figures cannot be compared with ones by another aligner.
 */
export function editCounts(
  source: readonly string[],
  hypothesis: readonly string[],
  references: readonly (readonly string[])[],
): EditCounts {
  const made = editsBetween(source, hypothesis);
  const choices = references.map((reference): EditCounts => {
    const wanted = editsBetween(source, reference);
    return {
      right: [...made].filter((edit) => wanted.has(edit)).length,
      made: made.size,
      wanted: wanted.size,
    };
  });
  const none: EditCounts = { right: 0, made: made.size, wanted: 0 };
  return choices.reduce(
    (best, each) => (fHalf([each]) > fHalf([best]) ? each : best),
    choices[0] ?? none,
  );
}

/** F0.5 of summed counts, 0 to 1: precision counts twice as much as recall. Nothing made and nothing wanted is right. */
export function fHalf(counts: readonly EditCounts[]): number {
  const [right, made, wanted] = (['right', 'made', 'wanted'] as const).map((key) =>
    counts.reduce((sum, each) => sum + each[key], 0),
  ) as [number, number, number];
  const precision = made === 0 ? 1 : right / made;
  const recall = wanted === 0 ? 1 : right / wanted;
  return precision + recall === 0 ? 0 : (1.25 * precision * recall) / (0.25 * precision + recall);
}
