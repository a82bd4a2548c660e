import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { advanceDrafted, mayDraft } from '../../../server/engines/llama/draftedLane.ts';
import { advanceLanes, type LaneJob } from '../../../server/engines/llama/lanes.ts';
import type { Prompter } from '../../../server/engines/llama/prompt.ts';
import { createPromptLookup } from '../../../server/engines/llama/promptLookup.ts';
import { createSpeculation, type Speculation } from '../../../server/engines/llama/speculation.ts';

const end = 0;
const signal = new AbortController().signal;

/** A model whose next token depends on the last two, and counts what it evaluates. */
function fakeSequence(next: (one: number, two: number) => number): {
  sequence: LlamaContextSequence;
  steps: number[];
  text: number[];
} {
  const text: number[] = [];
  const steps: number[] = [];
  const sequence = {
    get nextTokenIndex() {
      return text.length;
    },
    needsCheckpoints: false,
    controlledEvaluate: (items: readonly [number, unknown][]) => {
      steps.push(items.length);
      return Promise.resolve(
        items.map(([token]) => {
          text.push(token);
          const chosen = next(text.at(-2) ?? 1, token);
          return { next: { token: chosen, totalLogitWeight: 2 } };
        }),
      );
    },
    eraseContextTokenRanges: ([range]: readonly { start: number; end: number }[]) => {
      assert.ok(range && range.start <= range.end && range.end === text.length);
      text.splice(range.start);
      return Promise.resolve();
    },
  };
  return { sequence: sequence as unknown as LlamaContextSequence, steps, text };
}

function job(prompt: readonly number[], maxTokens: number, more: object = {}): LaneJob {
  const model = {
    size: 2 ** 30,
    detokenize: (tokens: readonly number[]) => tokens.map((token) => `${token} `).join(''),
    tokenize: (text: string) => text.split(' ').map(Number),
  };
  return {
    model: model as unknown as LlamaModel,
    prompter: { isEnd: (token: number) => token === end } as unknown as Prompter,
    request: { messages: [], maxTokens, temperature: 0, ...more },
    tokens: prompt as Token[],
    stops: [],
    maxTokens,
    samples: 1,
  };
}

/** Drafts as often and as long as it can, whatever that costs. */
const eager: Speculation = {
  begin: () => undefined,
  length: () => 8,
  took: () => undefined,
  lost: () => undefined,
  prepared: () => undefined,
};

async function textOf(run: (sink: Parameters<typeof advanceLanes>[3]) => Promise<void>): Promise<{
  text: string;
  ends: string[];
}> {
  let text = '';
  const ends: string[] = [];
  await run({
    token: (_, piece) => {
      text += piece;
    },
    end: (_, stop) => void ends.push(stop),
    progress: () => undefined,
  });
  return { text, ends };
}

describe('prompt lookup', () => {
  it('drafts what followed when the text last went like this', () => {
    const lookup = createPromptLookup([], [1, 2, 3, 4, 5, 6, 1, 2]);
    assert.deepEqual(lookup.draft(4), []);
    lookup.push(3);
    assert.deepEqual(lookup.draft(2), [4, 5]);
    lookup.push(4);
    assert.deepEqual(lookup.draft(8), [5, 6, 1, 2, 3, 4]);
  });

  it('takes one other token for an exchange, and two for the end of what is repeated', () => {
    const lookup = createPromptLookup([], [1, 2, 3, 4, 5, 6, 7, 1, 2, 3]);
    lookup.push(9);
    assert.deepEqual(lookup.draft(2), [5, 6]);
    lookup.push(5);
    assert.deepEqual(lookup.draft(2), [6, 7]);
    lookup.push(9);
    lookup.push(9);
    assert.deepEqual(lookup.draft(2), []);
  });

  it('looks into a prediction before the prompt', () => {
    const lookup = createPromptLookup([7, 8, 9, 10, 11], [1, 7, 8]);
    lookup.push(9);
    assert.deepEqual(lookup.draft(2), [10, 11]);
  });

  it('goes on where a guess was right, even where its pattern came again elsewhere', () => {
    const lookup = createPromptLookup([1, 2, 3, 4, 5, 6, 2, 3, 4, 9], [1, 2, 3]);
    assert.deepEqual(lookup.draft(2), [4, 5]);
    lookup.push(4);
    assert.deepEqual(lookup.draft(2), [5, 6]);
  });

  it('changes no text, whatever is drafted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 36, maxLength: 36 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 40 }),
        async (table, prompt, predicted, maxTokens) => {
          const next = (one: number, two: number): number => table[one * 6 + two] ?? end;
          const plain = fakeSequence(next);
          const drafted = fakeSequence(next);
          const head = prompt.slice(0, -1);
          plain.text.push(...head);
          drafted.text.push(...head);
          const one = await textOf((sink) =>
            advanceLanes(job(prompt, maxTokens), [plain.sequence], signal, sink),
          );
          const prediction = predicted.length > 0 ? { prediction: predicted.join(' ') } : {};
          const other = await textOf((sink) =>
            advanceDrafted(
              job(prompt, maxTokens, prediction),
              drafted.sequence,
              eager,
              signal,
              sink,
            ),
          );
          assert.deepEqual(other, one);
          assert.ok(drafted.steps.length <= plain.steps.length + 1);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('takes fewer steps for an answer that repeats its prompt', async () => {
    const text = Array.from({ length: 60 }, (_, index) => index + 1);
    const { sequence, steps } = fakeSequence((_, two) => (two < 60 ? two + 1 : end));
    const { ends } = await textOf((sink) =>
      advanceDrafted(job([...text, 1], 100), sequence, eager, signal, sink),
    );
    assert.deepEqual(ends, ['end']);
    assert.ok(steps.length < 15, `${steps.length} steps`);
  });

  it('is for one greedy sample of a large model whose state can be cut back', () => {
    const { sequence } = fakeSequence(() => end);
    assert.ok(mayDraft(job([1], 9), sequence));
    assert.ok(!mayDraft({ ...job([1], 9), samples: 2 }, sequence));
    assert.ok(!mayDraft(job([1], 9, { temperature: 0.5 }), sequence));
    assert.ok(!mayDraft(job([1], 9, { topLogProbs: 3 }), sequence));
    const small = { ...job([1], 9), model: { size: 1e6 } as unknown as LlamaModel };
    assert.ok(!mayDraft(small, sequence));
    assert.ok(!mayDraft(job([1], 9), { needsCheckpoints: true } as LlamaContextSequence));
  });
});

describe('the control of drafts', () => {
  /** Runs a hundred tokens on a machine where a drafted token adds a share of a step. */
  function run(share: number, rightOf: (length: number) => number): { ms: number; drafts: number } {
    const control = createSpeculation();
    let tokens = 0;
    let ms = 0;
    let drafts = 0;
    while (tokens < 100) {
      const length = control.length();
      const right = Math.min(length, rightOf(length));
      const took = 10 + 10 * share * length;
      control.took(length, right, took);
      tokens += right + 1;
      ms += took;
      if (length > 0) drafts++;
    }
    return { ms, drafts };
  }

  it('drafts ever longer while drafts are right, and is then much faster', () => {
    const { ms } = run(0.1, (length) => length);
    assert.ok(ms < 1000 / 2.5, `${ms} ms instead of 1000`);
  });

  it('never loses more than three in a hundred when every draft is wrong', () => {
    for (const share of [0.02, 0.1, 0.3, 0.5, 0.9, 1.2]) {
      const { ms } = run(share, () => 0);
      assert.ok(ms <= 1000 / 0.97, `${ms} ms instead of 1000 at ${share}`);
    }
  });

  it('does not spend in one answer what it won in another', () => {
    const control = createSpeculation();
    const answer = (rightOf: (length: number) => number): number => {
      control.begin();
      let [tokens, ms] = [0, 0];
      while (tokens < 100) {
        const length = control.length();
        const right = rightOf(length);
        const took = 10 + 2 * length;
        control.took(length, right, took);
        tokens += right + 1;
        ms += took;
      }
      return ms;
    };
    assert.ok(answer((length) => length) < 500);
    for (let count = 0; count < 5; count++) assert.ok(answer(() => 0) <= 1000 / 0.97);
    assert.ok(answer((length) => length) < 600);
  });

  it('gives up where a batch costs as much as its tokens one by one', () => {
    const { drafts } = run(1.1, (length) => length);
    assert.ok(drafts <= 2, `${drafts} drafts`);
  });

  describe('whose drafts take a preparation', () => {
    /** Answers of a hundred tokens, where preparing takes as long as so many plain steps; the time of each. */
    function answers(
      steps: number,
      count: number,
      rightOf: (length: number, answer: number) => number,
    ): { readonly ms: number[]; readonly prepared: number[] } {
      const control = createSpeculation(() => steps * 10);
      const times: number[] = [];
      const prepared: number[] = [];
      for (let answer = 0; answer < count; answer++) {
        control.begin();
        let [tokens, ms, isPrepared] = [0, 0, false];
        while (tokens < 100) {
          const length = control.length();
          if (length > 0 && !isPrepared) {
            isPrepared = true;
            prepared.push(answer);
            control.prepared(steps * 10);
            ms += steps * 10;
          }
          const right = Math.min(length, rightOf(length, answer));
          const took = 10 + 3 * length;
          control.took(length, right, took);
          tokens += right + 1;
          ms += took;
        }
        times.push(ms);
      }
      return { ms: times, prepared };
    }

    const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0);

    it('tries them once enough was saved, and then in every answer as long as they win', () => {
      const { ms, prepared } = answers(3, 12, (length) => length);
      assert.ok((prepared[0] ?? 0) >= 1, 'not in the first answer');
      assert.ok(prepared.length >= 8, prepared.join());
      assert.ok((ms.at(-1) ?? 0) < 700, ms.join());
    });

    it('never loses more than three in a hundred over answers where every draft is wrong', () => {
      for (const steps of [0.5, 3, 20]) {
        const { ms } = answers(steps, 40, () => 0);
        assert.ok(sum(ms) <= 40_000 / 0.97, `${sum(ms)} ms instead of 40000 at ${steps}`);
      }
    });

    it('goes back to saving after one answer that lost', () => {
      const { prepared } = answers(5, 30, (length, answer) => (answer < 15 ? length : 0));
      const late = prepared.filter((answer) => answer >= 15);
      assert.ok(late[0] === 15 && late.length <= 6, prepared.join());
    });

    it('counts time without a draft against them', () => {
      const control = createSpeculation();
      for (let step = 0; step < 4; step++) control.took(0, 0, 10);
      assert.ok(control.length() > 0);
      control.lost(15);
      assert.equal(control.length(), 0);
    });
  });

  it('drafts nothing before it knows what a token costs', () => {
    const control = createSpeculation();
    assert.equal(control.length(), 0);
    for (let step = 0; step < 4; step++) control.took(0, 0, 10);
    assert.ok(control.length() > 0);
  });
});
