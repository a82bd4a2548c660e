import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  agreementSignals,
  checkSignals,
} from '../../../server/core/confidence/agreementSignals.ts';
import { answerSpanSignals, answerTokens } from '../../../server/core/confidence/answerSpan.ts';
import { pTrue } from '../../../server/core/confidence/pTrue.ts';
import {
  cosine,
  semanticClusters,
  semanticSignals,
} from '../../../server/core/confidence/semanticClusters.ts';
import { signalMeanings } from '../../../server/core/confidence/signals.ts';
import { tokenSignals } from '../../../server/core/confidence/tokenSignals.ts';
import type { TokenLogProb } from '../../../server/core/member.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const near = (actual: number | undefined, expected: number): void =>
  assert.equal(Math.abs((actual ?? Number.NaN) - expected) < 1e-9, true, `${actual} ≠ ${expected}`);
const tokens = (...logProbs: number[]): TokenLogProb[] =>
  logProbs.map((logProb) => ({ text: 'x', logProb }));
const never = new AbortController().signal;

describe('token signals', () => {
  it('give mean, sum, extremes and quantiles of the log-probabilities', () => {
    const signals = tokenSignals(tokens(-0.1, -0.2, -0.3, -2));
    near(signals.meanLogProb, -0.65);
    near(signals.sumLogProb, -2.6);
    assert.equal(signals.minLogProb, -2);
    assert.equal(signals.quantile0, -2);
    near(signals.quantile50, -0.25);
    assert.equal(signals.quantile100, -0.1);
    near(signals.p10LogProb, -2 + 0.3 * 1.7);
    assert.equal(signals.length, 4);
    assert.equal('meanEntropy' in signals, false);
  });

  it('find the least certain window of a long answer', () => {
    const certain = Array.from({ length: 100 }, () => -0.01);
    const signals = tokenSignals(tokens(...certain, ...Array<number>(25).fill(-2), ...certain));
    // A quarter of 225 tokens are 57; the worst window holds all 25 uncertain ones.
    near(signals.lowestWindowLogProb, (25 * -2 + 32 * -0.01) / 57);
    assert.equal((signals.bottomWindowsLogProb ?? 0) >= (signals.lowestWindowLogProb ?? 0), true);
    near(tokenSignals(tokens(-1, -3)).lowestWindowLogProb, -2);
  });

  it('read entropy, margin and DeepConf from the alternatives', () => {
    const top = (...probabilities: number[]): TokenLogProb => ({
      text: 'x',
      logProb: Math.log(probabilities[0] ?? 1),
      top: probabilities.map((p, at) => [`t${at}`, Math.log(p)] as const),
    });
    const signals = tokenSignals([top(0.5, 0.25), top(0.9, 0.1)]);
    const unsure = -(0.5 * Math.log(0.5) + 2 * 0.25 * Math.log(0.25));
    const sure = -(0.9 * Math.log(0.9) + 0.1 * Math.log(0.1));
    near(signals.meanEntropy, (unsure + sure) / 2);
    near(signals.maxEntropy, unsure);
    near(signals.meanMargin, (0.25 + 0.8) / 2);
    near(signals.minMargin, 0.25);
    const certainty = [-Math.log(0.5 * 0.25) / 2, -Math.log(0.9 * 0.1) / 2] as const;
    near(signals.deepConfMean, (certainty[0] + certainty[1]) / 2);
    // One token without alternatives, and the signals that need them are absent.
    assert.equal('meanMargin' in tokenSignals([top(0.5, 0.25), ...tokens(-1)]), false);
  });

  it('are finite for any log-probabilities and say nothing of no tokens', () => {
    assert.deepEqual(tokenSignals([]), {});
    const value = fc.oneof(fc.double({ max: 0, noNaN: true }), fc.constant(-Infinity));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 90 }), (logProbs) => {
        for (const [name, signal] of Object.entries(tokenSignals(tokens(...logProbs)))) {
          assert.equal(Number.isFinite(signal), true, name);
          assert.equal(name in signalMeanings, true, name);
        }
      }),
    );
  });
});

describe('the answer’s span', () => {
  const spelled = (...parts: [string, number][]): TokenLogProb[] =>
    parts.map(([text, logProb]) => ({ text, logProb }));

  it('is the tokens that overlap the answer’s last occurrence', () => {
    const solution = spelled(['42 ', -9], ['so', -1], [' A: ', -1], ['4', -0.5], ['2.', -0.1]);
    assert.deepEqual(
      answerTokens(solution, ' 42').map(({ text }) => text),
      ['4', '2.'],
    );
    near(answerSpanSignals(solution, '42').spanMeanLogProb, -0.3);
    assert.equal(answerSpanSignals(solution, '42').spanMinLogProb, -0.5);
  });

  it('says nothing when the tokens do not spell the answer', () => {
    assert.deepEqual(answerSpanSignals(spelled(['a', -1]), 'b'), {});
    assert.deepEqual(answerSpanSignals(spelled(['a', -1]), ' '), {});
    assert.deepEqual(answerSpanSignals([], 'b'), {});
  });
});

describe('agreement', () => {
  it('counts the samples that agree, and those that cannot be read', () => {
    const signals = agreementSignals(['7', '7', '8', undefined], '7');
    near(signals.share, 0.5);
    near(signals.voteMargin, 0.25);
    near(signals.voteEntropy, -(0.5 * Math.log(0.5) + 0.5 * Math.log(0.25)));
    assert.equal(signals.distinct, 2);
    near(signals.unreadable, 0.25);
    assert.equal(agreementSignals(['7', '7'], '7').voteEntropy, 0);
    assert.deepEqual(agreementSignals([], '7'), {});
  });

  it('reads check reports, without those that did not apply', () => {
    const report = (status: 'passed' | 'failed' | 'notChecked') => ({
      check: 'x',
      status,
      detail: '',
    });
    assert.deepEqual(checkSignals([report('passed'), report('failed'), report('notChecked')]), {
      checksPassed: 0.5,
      checkFailed: 1,
      checksApplied: 2,
    });
    assert.deepEqual(checkSignals([report('notChecked')]), {});
  });
});

describe('semantic clusters', () => {
  it('join texts of the same words in another order and case', () => {
    assert.deepEqual(
      semanticClusters([
        'Paris is the capital of France.',
        'The capital of France is Paris',
        'Bananas are yellow.',
      ]),
      [0, 0, 1],
    );
  });

  it('keep apart what differs in a number or a negation alone', () => {
    assert.deepEqual(
      semanticClusters(['The bridge is 300 m long', 'The bridge is 350 m long']),
      [0, 1],
    );
    assert.deepEqual(
      semanticClusters(['The call is safe here.', 'The call isn’t safe here.']),
      [0, 1],
    );
    assert.deepEqual(semanticClusters(['It costs 1,200 euros', 'It costs 1200 euros']), [0, 0]);
  });

  it('follow embeddings when there are any', () => {
    const options = {
      embeddings: [
        [1, 0],
        [0.99, 0.1],
        [0, 1],
      ],
    };
    assert.deepEqual(semanticClusters(['a', 'b', 'c'], options), [0, 0, 1]);
    near(cosine([1, 0], [1, 1]), Math.SQRT1_2);
    assert.equal(cosine([0, 0], [1, 1]), 0);
  });

  it('have an entropy of zero when all mean the same and ln k when none do', () => {
    near(semanticSignals([0, 0, 0], 0).semanticEntropy, 0);
    near(semanticSignals([0, 1, 2], 0).semanticEntropy, Math.log(3));
    near(semanticSignals([0, 1, 1], 2).semanticShare, 2 / 3);
    assert.deepEqual(semanticSignals([], 0), {});
  });

  it('put equal texts together, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 8 }), (texts) => {
        const clusters = semanticClusters([...texts, ...texts]);
        assert.deepEqual(clusters.slice(texts.length), clusters.slice(0, texts.length));
      }),
    );
  });
});

describe('P(True)', () => {
  it('is what the member gives to “A) True” when it sees the question and the ideas', async () => {
    const member = createFakeMember('judge', { decide: () => [0.7, 0.3] });
    const question = {
      prompt: 'Capital of France?',
      answer: 'Paris',
      brainstormed: ['Lyon', 'Paris'],
    };
    assert.deepEqual(await pTrue(member, question, never), { ok: true, value: 0.7 });
    const [request] = member.requests as { messages: { content: string }[]; options: string[] }[];
    assert.deepEqual(request?.options, ['A', 'B']);
    const prompt = request?.messages[0]?.content ?? '';
    assert.match(prompt, /^Question: Capital of France\?\nBrainstormed answers:\nLyon\nParis\n/);
    assert.match(prompt, /Possible answer: Paris\n[^]*The possible answer is:$/);
  });

  it('fails with the member’s failure, or a sentence when it cannot decide', async () => {
    const failure = { kind: 'timeout', message: 'Too slow.' } as const;
    const slow = createFakeMember('slow', { failure });
    assert.deepEqual(await pTrue(slow, { prompt: 'p', answer: 'a' }, never), {
      ok: false,
      failure,
    });
    const base = createFakeMember('mute', {});
    const mute = { ...base, capabilities: { ...base.capabilities, decide: false } };
    const answer = await pTrue(mute, { prompt: 'p', answer: 'a' }, never);
    assert.match(answer.ok ? '' : answer.failure.message, /mute cannot decide/);
  });
});
