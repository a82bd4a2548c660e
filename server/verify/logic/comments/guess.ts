import { looksBoolean } from '../naming.ts';
import { stemOf } from './lexicon.ts';
import { wordsOfName } from './nameWords.ts';
import type { Kind, Shape } from './types.ts';

const stems = (words: string): ReadonlySet<string> =>
  new Set(words.trim().split(/\s+/).map(stemOf));

const numbers = stems(`
count number num total sum size length width height depth age price cost amount level score balance distance weight
temperature year month hour minute second max min maximum minimum limit threshold quota index rate ratio percent volume
speed capacity quantity stock health points fee budget salary income rank attempts retries tries step version x y z n
bucket rollout interval delay elapsed timeout ttl fps frame radius hue discount shipping days left used load port
cooldown power strength ammo seats credits rooms minutes servings lives loans fines
`);
const dates = stems(
  'date deadline due now today at until since created updated expires expiry published timestamp start end',
);
const texts = stems(`
name title email text message path word url key type status state role country method query password phone extension
mode language env environment region label description comment content input code color colour light username district
`);
const adjectives = stems(`
paid hidden dirty verbose visible conscious online offline pregnant manual excused calibrated faulty strict loop quiet
raining private public frozen revoked fatal shuffle registered retired done debug exists overwrite renovated available
vegan local domestic newsletter accepted required readonly closed open bypass pinned muted paused suspended
`);

/** The kind of a name without one, by its words; kinds that are declared stay. */
export function guessed(name: string, shape: Shape): Shape {
  if (shape.kind === 'number' && datedName.test(name)) return { ...shape, kind: 'date' };
  if (shape.kind !== 'unknown' || shape.fields || shape.values) return shape;
  return { ...shape, kind: kindByName(name), guessed: true };
}

const datedName = /(At|On|_at|_on|Until|Since)$/;

function kindByName(name: string): Kind {
  const words = wordsOfName(name);
  const last = words.at(-1) ?? '';
  const stem = stemOf(last);
  if (
    /^(is|has|have|can|should|was|did|needs|allow|allows|include|includes|use|require|supports|enable|on|in|by|passed|only|auto)$/.test(
      words[0] ?? '',
    ) &&
    words.length > 1
  )
    return 'boolean';
  if (datedName.test(name)) return 'date';
  if (
    numbers.has(stemOf(words[0] ?? '')) &&
    words.length > 1 &&
    /^(num|max|min|total|n)/.test(words[0] ?? '')
  )
    return 'number';
  if (words.includes('count') || /(Left|_left|Remaining|_remaining)$/.test(name)) return 'number';
  if (adjectives.has(stem) || looksBoolean(name)) return 'boolean';
  if (/^(now|today)$/.test(last)) return 'date';
  if (numbers.has(stem)) return 'number';
  const plural = /[^su]s$/.test(last) && !/is$/.test(last);
  if (texts.has(stem)) return plural ? 'list' : 'text';
  if (dates.has(stem)) return plural && last !== 'expires' ? 'list' : 'date';
  if (/(list|queue|history|items|cart|array)$/i.test(last)) return 'list';
  return /[^s]s$/.test(last) && last.length > 3 ? 'list' : 'unknown';
}
