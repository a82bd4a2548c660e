import assert from 'node:assert/strict';
import type { FindResult } from '../../../protocol/find.ts';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import type { RankRequest } from '../../../server/core/member.ts';
import type { MemberInfo, MemberState } from '../../../server/pool/messages.ts';
import type { Embedder } from '../../../server/search/meaning.ts';
import { createFinder } from '../../../server/search/find.ts';
import { lastOf } from '../../../server/search/poolReaders.ts';
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

/** A model for which a text means its lamps, its boats and the rest; it keeps what it read. */
function fakeEmbedder(failure?: Result<Float32Array>): Embedder & { readonly texts: string[] } {
  const texts: string[] = [];
  return {
    id: 'file:vectors',
    texts,
    async embed(text, signal) {
      texts.push(text);
      signal.throwIfAborted();
      const vector = [/lamp|light/.test(text), /boat/i.test(text), true].map(Number);
      const length = Math.hypot(...vector);
      return Promise.resolve(failure ?? ok(Float32Array.from(vector, (each) => each / length)));
    },
  };
}

async function find(
  reranker: Reranker | undefined,
  more: {
    readonly files?: Record<string, string>;
    readonly signal?: AbortSignal;
    readonly embedder?: Embedder;
    readonly now?: () => number;
  } = {},
): Promise<FindResult> {
  let clock = 0;
  const folder = new MemoryFolder('harbour', { ...shed, ...(more.files ?? files) });
  const readers = {
    ...(reranker && { reranker }),
    ...(more.embedder && { embedder: more.embedder }),
  };
  const reranking = {
    readers: () => Promise.resolve(readers),
    now: more.now ?? (() => (clock += 7)),
  };
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

describe('finding by meaning', () => {
  const tower = { 'tower.md': 'A tall tower whose lamp warns the ships.\n' };
  const quay = { 'quay.md': 'Boats are tied up at the quay.\n' };
  const likesTower = fakeReranker((passage) => (passage.includes('tower') ? 0.9 : 0.1));

  it('adds what the words do not answer with, where the reranker says that it does', async () => {
    const embedder = fakeEmbedder();
    const found = await find(likesTower, { files: { ...tower, ...quay }, embedder });
    assert.deepEqual(paths(found), ['tower.md']);
    assert.equal(found.ranking?.meaningBy, 'file:vectors');
    assert.equal(found.note, undefined);
    assert.match(found.quotations[0]?.text ?? '', /warns the ships/);
    const [asked, ...read] = embedder.texts;
    assert.equal(asked, question);
    assert.equal(read.length, 10, 'each passage once');
  });

  it('adds nothing that the reranker does not take for an answer, nor anything without one', async () => {
    const files = { ...tower, ...quay };
    for (const score of [0.4, 0.7, 1]) {
      const model = fakeReranker((passage) => score - passage.length / 1e4);
      const doubting = await find(model, { files, embedder: fakeEmbedder() });
      assert.deepEqual(paths(doubting), [], String(score));
      assert.equal(doubting.note, 'Nothing in this folder answers that.');
    }
    const embedder = fakeEmbedder();
    const alone = await find(undefined, { files, embedder });
    assert.deepEqual(paths(alone), []);
    assert.deepEqual(embedder.texts, []);
  });

  it('is not asked where the words find enough', async () => {
    const embedder = fakeEmbedder();
    const found = await find(likesTower, { files, embedder });
    assert.equal(found.ranking?.meaningBy, undefined);
    assert.deepEqual(embedder.texts, []);
  });

  it('keeps what it read, reads what changed, and says how far it has come', async () => {
    const embedder = fakeEmbedder();
    const folder = new MemoryFolder('harbour', { ...shed, ...tower });
    const finder = createFinder();
    let clock = 0;
    const readers = { reranker: likesTower, embedder };
    // The third passage is the last that is begun in time.
    const slow = { readers: () => Promise.resolve(readers), now: () => (clock += 3_000) };
    const ask = async (now = slow.now): Promise<FindResult> => {
      const found = await finder.find(question, [folder], never, {
        reranking: { ...slow, now },
      });
      assert.ok(found.ok);
      return found.value;
    };
    const first = await ask();
    assert.match(
      first.note ?? '',
      /By meaning, file:vectors has read 3 of 9 passages so far; ask again and it goes on\.$/,
    );
    const second = await ask(() => 0);
    assert.deepEqual(paths(second), ['tower.md']);
    assert.equal(second.note, undefined);
    assert.equal(new Set(embedder.texts).size, 10, 'the question and each passage');
    assert.equal(embedder.texts.length, 11, 'only the question twice');
    folder.set('quay.md', quay['quay.md']);
    await ask(() => 0);
    assert.equal(embedder.texts.length, 13, 'the question and the new passage');
  });

  it('leaves the words alone when the embedding model fails, and says why', async () => {
    const embedder = fakeEmbedder(failed('workerCrashed', 'file:vectors stopped.'));
    const { 'a.md': a, 'b.md': b } = files;
    const found = await find(likesTower, { files: { 'a.md': a, 'b.md': b }, embedder });
    assert.deepEqual(paths(found), ['b.md']);
    assert.equal(found.ranking?.meaningBy, undefined);
    assert.equal(found.note, 'Nothing was looked for by meaning: file:vectors stopped.');
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
    ({ id, state, ...(rank && { role: 'reranker' }) }) as unknown as MemberInfo;

  it('is the one that was added last among those that can run', () => {
    const members = [
      info('file:old', true),
      info('file:new', true),
      info('file:gone', true, 'missing'),
      info('file:chat', false),
    ];
    assert.equal(lastOf('reranker', members), 'file:new');
    assert.equal(lastOf('reranker', [info('file:chat', false)]), undefined);
  });
});
