import assert from 'node:assert/strict';
import type { FindResult } from '../../../protocol/find.ts';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { RankRequest } from '../../../server/core/member.ts';
import type { MemberInfo, MemberState } from '../../../server/pool/messages.ts';
import { createFinder } from '../../../server/search/find.ts';
import { rerankerAmong } from '../../../server/search/poolReranker.ts';
import type { Ranked } from '../../../server/search/rank.ts';
import { blend, mostReranked, type Reranker } from '../../../server/search/rerank.ts';
import { MemoryFolder } from '../../support/memoryFolder.ts';

const never = new AbortController().signal;
const question = 'where is the lighthouse';
const files = {
  'a.md': '# The lighthouse\n\nThe lighthouse is on the lighthouse hill.\n',
  'b.md': 'A lighthouse is a tower with a lamp.\n',
  'c.md': 'Somebody once painted the lighthouse red.\n',
};
const shed = Object.fromEntries(
  Array.from({ length: 8 }, (_, n): [string, string] => [`rope/${n}.md`, `Rope ${n}.\n`]),
);

/** A member that scores by words of the passage, and keeps what it was asked. */
function fakeReranker(
  score: (passage: string) => number,
  answer: (scores: number[]) => Result<readonly number[]> = ok,
): Reranker & { readonly requests: RankRequest[] } {
  const requests: RankRequest[] = [];
  return {
    id: 'file:fake',
    requests,
    async rank(request, signal) {
      requests.push(request);
      signal.throwIfAborted();
      return Promise.resolve(answer(request.passages.map(score)));
    },
  };
}

async function find(
  reranker: Reranker | undefined,
  more: { readonly files?: Record<string, string>; readonly signal?: AbortSignal } = {},
): Promise<FindResult> {
  let clock = 0;
  const folder = new MemoryFolder('harbour', { ...shed, ...(more.files ?? files) });
  const reranking = { reranker: () => Promise.resolve(reranker), now: () => (clock += 7) };
  const found = await createFinder().find(question, [folder], more.signal ?? never, {
    limit: 3,
    reranking,
  });
  assert.ok(found.ok, JSON.stringify(found));
  return found.value;
}

const paths = ({ quotations }: FindResult): readonly string[] => quotations.map(({ path }) => path);

describe('ordering what was found', () => {
  it('puts first what the model says answers, and tells who ordered', async () => {
    const alone = await find(undefined);
    assert.equal(paths(alone)[0], 'a.md');
    assert.equal(alone.ranking, undefined);
    const model = fakeReranker((passage) => (passage.includes('tower') ? 0.9 : 0.1));
    const found = await find(model);
    assert.deepEqual(paths(found), ['b.md']);
    assert.deepEqual(found.ranking, { by: 'file:fake', passages: 3, ms: 7 });
    assert.equal(found.note, undefined);
  });

  it('tells the model where a passage stands', async () => {
    const model = fakeReranker(() => 0.5);
    await find(model);
    const [request] = model.requests;
    assert.equal(request?.question, question);
    assert.ok(request.passages.some((each) => /^a\.md › The lighthouse\n[^]*hill\.$/.test(each)));
  });

  it('leaves the order to the words where the model likes all alike', async () => {
    const alone = await find(undefined);
    const found = await find(fakeReranker((passage) => 0.98 + passage.length / 1e5));
    assert.equal(paths(found)[0], paths(alone)[0]);
  });

  it('adds nothing that the words do not answer with, and asks nobody about one passage', async () => {
    const model = fakeReranker(() => 1);
    const nothing = await find(model, { files: { 'a.md': 'Boats are tied up at the quay.\n' } });
    assert.deepEqual(paths(nothing), []);
    const one = await find(model, { files: { 'a.md': files['a.md'] } });
    assert.deepEqual(paths(one), ['a.md']);
    assert.equal(model.requests.length, 0);
  });

  it('keeps the order of the words when the model fails or tells no sense, and says why', async () => {
    const alone = await find(undefined);
    const broken = await find(
      fakeReranker(
        () => 0,
        () => failed('workerCrashed', 'file:fake stopped.'),
      ),
    );
    assert.deepEqual(broken.quotations, alone.quotations);
    assert.equal(broken.ranking, undefined);
    assert.equal(broken.note, 'The order is that of the words alone: file:fake stopped.');
    for (const scores of [[], [NaN, 0, 0], [2, 0, 0], [0, 0, 0, 0]]) {
      const senseless = await find(
        fakeReranker(
          () => 0,
          () => ok(scores),
        ),
      );
      assert.deepEqual(senseless.quotations, alone.quotations, String(scores));
      assert.match(senseless.note ?? '', /gave no score for each passage/);
    }
  });

  it('keeps the order of the words when a later question took the model’s place', async () => {
    const alone = await find(undefined);
    const superseded = await find(
      fakeReranker(
        () => 0,
        () => failed('superseded', 'A later question took its place.'),
      ),
    );
    assert.deepEqual(superseded.quotations, alone.quotations);
    assert.match(superseded.note ?? '', /A later question took its place/);
  });

  it('ends with whoever asked', async () => {
    const asking = new AbortController();
    const model = fakeReranker(() => {
      asking.abort(new DOMException('cancelled', 'AbortError'));
      return 0.5;
    });
    const stopping: Reranker = {
      id: model.id,
      async rank(request, signal) {
        await model.rank(request, signal);
        signal.throwIfAborted();
        return ok([]);
      },
    };
    await assert.rejects(find(stopping, { signal: asking.signal }), { name: 'AbortError' });
  });

  it('quotes only what the model came to when its time was up', async () => {
    const model = fakeReranker(
      () => 0.5,
      (scores) => ok(scores.slice(0, 1)),
    );
    const found = await find(model);
    assert.deepEqual(paths(found), ['a.md']);
    assert.equal(found.ranking?.passages, 1);
    assert.ok((model.requests[0]?.withinMs ?? 0) > 0);
  });

  it(`asks about ${mostReranked} passages at most`, async () => {
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, n): [string, string] => [
        `${n}.md`,
        `Lighthouse number ${n}.\n`,
      ]),
    );
    const model = fakeReranker(() => 0.5);
    await find(model, { files: many });
    assert.equal(model.requests[0]?.passages.length, mostReranked);
  });
});

describe('the common score of a model and the words', () => {
  const ranked = (...scores: number[]): Ranked[] =>
    scores.map((score, at) => ({
      passage: {
        ...{ path: String(at), start: 0, end: 0, text: String(at), headings: [], names: [] },
        kind: 'prose',
      },
      ...{ score, coverage: 1, proximity: 1 },
    }));
  const order = (words: readonly number[], model: readonly number[]): string =>
    blend(ranked(...words), model)
      .map(({ passage }) => passage.path)
      .join('');

  for (const [words, model, expected] of [
    [[2, 1.8, 1.6], [0.1, 0.9, 0.5], '120'],
    [[2, 1.8, 1.6], [0.5, 0.5, 0.5], '012'],
    [[2, 1, 0.5], [0.9, 0.95, 0.94], '012'],
    [[2, 1.8, 1.6], [0, 0, 0], '012'],
    [[2, -0.5], [1e-9, 2e-9], '10'],
    [[2, 1.8, 1.6], [0.2, 0.9], '10'],
  ] as const)
    it(`orders ${String(words)} with ${String(model)} as ${expected}`, () =>
      assert.equal(order(words, model), expected));
});

describe('the reranker of a pool', () => {
  const info = (id: string, rank: boolean, state: MemberState = 'idle'): MemberInfo =>
    ({ id, state, capabilities: { rank } }) as unknown as MemberInfo;

  it('is the one that was added last among those that can run', () => {
    const members = [
      info('file:old', true),
      info('file:new', true),
      info('file:gone', true, 'missing'),
      info('file:chat', false),
    ];
    assert.equal(rerankerAmong(members), 'file:new');
    assert.equal(rerankerAmong([info('file:chat', false)]), undefined);
  });
});
