import { ok, type Result } from '../../../../protocol/result.ts';
import type { Answer } from '../answer.ts';
import { canonicalAnswer, shownAnswer } from '../canonical/canonical.ts';
import { samplingTemperature } from '../draw.ts';
import { rawSignal } from '../estimate.ts';
import type { Asking } from '../gather.ts';
import { sumCalls } from '../together.ts';
import { judge, runChecks, type Judged, type Review } from './judge.ts';

/**
 * One try: the likeliest other answer among the draft's samples and alternatives, else a fresh sample. It is checked
 * and judged as the draft was.
 */
export async function tryRepair(
  review: Review,
  first: Judged,
  request: Asking,
): Promise<Result<Judged | undefined>> {
  const found = otherAnswer(first.answer, request) ?? (await freshAnswer(review, first, request));
  if (!found) return ok(undefined);
  const checks = await runChecks(review, found, request);
  return judge(review, found, checks, request);
}

/** The most frequent other answer among the samples; of equals the one drawn last, by the strongest member. */
function otherAnswer(draft: Answer, { question }: Asking): Answer | undefined {
  const read = draft.samples.map((sample) => ({
    sample,
    canonical: canonicalAnswer(question, sample.text),
  }));
  const others = read.filter(
    ({ canonical }) => canonical !== undefined && canonical !== draft.canonical,
  );
  const votes = (canonical: string | undefined): number =>
    others.filter((each) => each.canonical === canonical).length;
  const best = others.reduce<(typeof others)[number] | undefined>(
    (one, other) =>
      one === undefined || votes(other.canonical) >= votes(one.canonical) ? other : one,
    undefined,
  );
  if (!best) return undefined;
  const share = votes(best.canonical) / read.length;
  return {
    ...draft,
    text: shownAnswer(question, best.sample.text, best.canonical),
    canonical: best.canonical,
    chosen: best.sample,
    member: best.sample.member,
    confidence: share,
    calibrated: false,
    signals: { ...draft.signals, share, [rawSignal]: share },
  };
}

/** Another sample of the draft's member; none where asking again would give the same text. */
async function freshAnswer(
  { draft }: Review,
  first: Judged,
  { question, context, signal }: Asking,
): Promise<Answer | undefined> {
  const draw = { first: 1, count: 1, temperature: samplingTemperature };
  const drawn = await draft.draws?.(question, draw, context, signal);
  const [fresh] = drawn?.ok ? drawn.value : [];
  if (!fresh || fresh.canonical === undefined) return undefined;
  if (fresh.canonical === first.answer.canonical) return undefined;
  const both = [first.answer, fresh];
  return { ...fresh, ...sumCalls(both), samples: both.flatMap(({ samples }) => samples) };
}
