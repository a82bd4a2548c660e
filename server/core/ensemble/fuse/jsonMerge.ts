import { stableStringify } from '../canonical/json.ts';
import { fuseRankings } from './rankFusion.ts';

/** Any JSON value. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Reads JSON out of a model's answer: alone, in a code fence, or behind a sentence. */
export function readJson(text: string): Json | undefined {
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/u.exec(text)?.[1];
  const bare = /[[{][\s\S]*[\]}]/u.exec(text)?.[0];
  for (const candidate of [text, fenced, bare]) {
    if (candidate === undefined) continue;
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      continue;
    }
  }
  return undefined;
}

/**
 * Votes field by field over values listed weakest to strongest. What more than half of them have stands; of halves,
 * the one with the strongest. A value of another type than the winning one has no voice in it, so the result has the
 * shape that most candidates have; lists are ordered by reciprocal-rank fusion.
 */
export function mergeJson(values: readonly Json[]): Json | undefined {
  const kind = plurality(values.map(kindOf));
  if (kind === undefined) return undefined;
  const voters = values.filter((value) => kindOf(value) === kind);
  if (kind === 'object') return mergeObjects(voters as readonly JsonObject[]);
  if (kind === 'array') return mergeArrays(voters as readonly (readonly Json[])[]);
  const winner = plurality(voters.map(stableStringify));
  return voters.findLast((value) => stableStringify(value) === winner);
}

type JsonObject = Readonly<Record<string, Json>>;

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function mergeObjects(objects: readonly JsonObject[]): Json {
  const keys = [...new Set(objects.toReversed().flatMap((object) => Object.keys(object)))];
  const fields = keys.flatMap((key): (readonly [string, Json])[] => {
    const having = objects.map((object) => Object.hasOwn(object, key));
    if (!holds(having)) return [];
    const merged = mergeJson(
      objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key] as Json] : [])),
    );
    return merged === undefined ? [] : [[key, merged]];
  });
  return Object.fromEntries(fields);
}

function mergeArrays(arrays: readonly (readonly Json[])[]): Json {
  // An item that stands twice in a list is two items, so that lists with repeats keep them.
  const named = arrays.map(nameItems);
  const kept = [...new Set(named.flatMap((items) => [...items.keys()]))].filter((name) =>
    holds(named.map((items) => items.has(name))),
  );
  const rankings = named.map((items) =>
    [...items.keys()].map((name) => kept.indexOf(name)).filter((at) => at >= 0),
  );
  const scores = fuseRankings(rankings, kept.length);
  const strongest = rankings.at(-1) ?? [];
  const place = (item: number): number => {
    const at = strongest.indexOf(item);
    return at < 0 ? kept.length : at;
  };
  return kept
    .map((_, item) => item)
    .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || place(one) - place(other))
    .flatMap((item) => {
      const value = named
        .findLast((items) => items.has(kept[item] as string))
        ?.get(kept[item] as string);
      return value === undefined ? [] : [value];
    });
}

/** Items by their canonical text and how often it stood before, in order. */
function nameItems(array: readonly Json[]): ReadonlyMap<string, Json> {
  const seen = new Map<string, number>();
  return new Map(
    array.map((item) => {
      const text = stableStringify(item);
      const times = seen.get(text) ?? 0;
      seen.set(text, times + 1);
      return [`${text} ${times}`, item];
    }),
  );
}

/** More than half, or half with the strongest among them. */
function holds(having: readonly boolean[]): boolean {
  const count = having.filter(Boolean).length;
  return count * 2 > having.length || (count * 2 === having.length && having.at(-1) === true);
}

/** The most frequent text; of equals, the one whose last voter is the strongest. */
function plurality(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return texts.findLast((text) => counts.get(text) === most);
}
