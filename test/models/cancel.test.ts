import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnsemble } from '../../server/core/ensemble/parseSpec.ts';
import { askEnsemble } from '../support/askEnsemble.ts';
import { loadGguf, memberOfModel } from '../support/ggufMember.ts';

const ids = ['nano:general', 'nano:logic', 'nano:prose'] as const;
const folder = new URL('../../server/models/', import.meta.url);
const { models: catalog } = JSON.parse(readFileSync(new URL('catalog.json', folder), 'utf8')) as {
  models: { id: string; file: string }[];
};
const fileOf = (id: string): string =>
  fileURLToPath(new URL(catalog.find((model) => model.id === id)?.file ?? '', folder));

const vote = { kind: 'vote', members: ['nano:logic', 'nano:prose'] };

/** Compositions that are cancelled while several members speak, each with the most samples of one member. */
const specs: Readonly<Record<string, readonly [spec: object, samples: number]>> = {
  'a vote': [{ kind: 'vote', members: ids }, 1],
  'samples of one member': [{ kind: 'vote', members: ['nano:general'], samples: 4 }, 4],
  'an adaptive vote': [{ kind: 'vote', members: ids, samples: 3, stop: 'adaptive' }, 3],
  'a cascade of a vote': [{ kind: 'cascade', steps: [vote, 'nano:general'] }, 1],
  'a route to several experts': [
    { kind: 'route', experts: { logic: 'nano:logic', prose: 'nano:general' }, topK: 2 },
    1,
  ],
  'a fusion': [{ kind: 'fuse', members: ids, by: 'merge' }, 1],
  'a synthesis': [{ kind: 'fuse', members: ids, by: 'synthesise' }, 1],
  'a review': [{ kind: 'review', draft: vote, reviewer: 'nano:general' }, 1],
  'a dynamic ensemble': [{ kind: 'dynamic', plans: [vote, 'nano:general'] }, 1],
};

describe('cancelling an ensemble of real models', function () {
  this.timeout(120_000);
  let models: Awaited<ReturnType<typeof loadGguf>>[];
  before(async () => {
    models = await Promise.all(ids.map((id) => loadGguf(id, fileOf(id), 512)));
  });
  after(() => Promise.all(models.map((model) => model.dispose())));

  /** What every member did after the signal was aborted, which `isTime` decides by what was done before. */
  async function afterAbort(
    spec: object,
    prompt: string,
    isTime: (tokens: number, chunks: number) => boolean,
  ): Promise<readonly { readonly tokens: number; readonly chunks: number }[]> {
    const parsed = parseEnsemble(spec, { members: ids });
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const controller = new AbortController();
    const work: Promise<unknown>[] = [];
    let [tokens, chunks] = [0, 0];
    const late = ids.map(() => ({ tokens: 0, chunks: 0 }));
    const members = models.map((model, at) => {
      const count = (what: 'tokens' | 'chunks'): void => {
        const own = late[at];
        if (controller.signal.aborted && own) own[what]++;
        if (what === 'tokens') tokens++;
        else chunks++;
        if (isTime(tokens, chunks)) controller.abort(new Error('enough'));
      };
      return memberOfModel(model, {
        token: () => count('tokens'),
        progress: () => count('chunks'),
        started: (each) => work.push(each),
      });
    });
    const question = { prompt, domain: 'logic', domainScores: { logic: 0.6, prose: 0.4 } };
    const asked = askEnsemble(parsed.value, members, { question, signal: controller.signal });
    await assert.rejects(asked, /enough/);
    await Promise.all(work);
    assert.ok(work.length > 0);
    return late;
  }

  for (const [name, [spec, samples]] of Object.entries(specs))
    it(`stops all members of ${name} within one token of each sample`, async () => {
      const prompt = 'fix: The cats was sitting on the the mat.';
      const late = await afterAbort(spec, prompt, (tokens) => tokens === 5);
      for (const { tokens, chunks } of late) {
        // The step that was under way when the signal came ends; no further one begins.
        assert.ok(tokens <= samples, `${tokens} tokens after the abort`);
        assert.ok(chunks <= 1, `${chunks} chunks of a prompt after the abort`);
      }
    });

  it('stops all members within one chunk while they read a long prompt', async () => {
    const prompt = `fix: ${'The cats was sitting on the mat. '.repeat(40)}`;
    const spec = { kind: 'vote', members: ids };
    const late = await afterAbort(spec, prompt, (_, chunks) => chunks === 1);
    for (const { tokens, chunks } of late) {
      assert.equal(tokens, 0);
      assert.ok(chunks <= 1, `${chunks} chunks after the abort`);
    }
  });
});
