import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RepairCandidate } from '../../../protocol/checker.ts';
import {
  evidenceInputs,
  evidenceScore,
  opinionInputs,
} from '../../../server/core/experts/codeEvidence.ts';
import {
  chooseRepair,
  rankRepairs,
  thresholdFor,
  type CodeCalibration,
} from '../../../server/core/experts/codeRank.ts';
import type { Member } from '../../../server/core/member.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const signal = new AbortController().signal;
const text = 'const f = (a, b) => a < b;';
const place = { start: text.indexOf('<'), end: text.indexOf('<') + 1 };

function candidate(newText: string, natural: number, group?: number): RepairCandidate {
  const features = { natural };
  const range = place;
  return { range, newText, kind: 'comparison', prior: 0, features, ...(group && { group }) };
}

const calibration: CodeCalibration = {
  weights: { natural: 1 },
  opinionWeights: { evidence: 1, repair: 1, after: 1, alone: -1 },
  asked: 2,
  again: 1,
  threshold: 0.6,
  few: 1,
  fewThreshold: 0.5,
  ruleThreshold: 0.2,
  knownThreshold: 0.4,
  supported: 0.9,
};

async function rank(candidates: readonly RepairCandidate[], member?: Member) {
  const range = { start: 0, end: text.length };
  return rankRepairs(text, 'javascript', range, candidates, member, signal, calibration);
}

describe('inputs of the ranker', () => {
  it('tell the kind, the rule and every feature, bounded', () => {
    const features = { natural: -20, crashes: 7 };
    assert.deepEqual(Object.fromEntries(evidenceInputs({ kind: 'operator', prior: 4, features })), {
      bias: 1,
      'kind:operator': 1,
      rule: 1,
      'rule:operator': 1,
      natural: -8,
      'natural+': 0,
      'natural++': 0,
      crashes: 2,
    });
    assert.equal(evidenceInputs({ kind: 'operator', prior: 5 }).get('certain'), 1);
    assert.equal(evidenceInputs({ kind: 'operator', prior: 0.7 }).get('hint'), 1);
  });

  it('weigh what they have a weight for', () => {
    const one = { kind: 'operator', prior: 0, features: { natural: 2, other: 1 } };
    assert.equal(evidenceScore(one, { bias: -1, natural: 0.5 }), 0);
  });
});

describe('inputs of the ranker from a member', () => {
  it('tell the evidence and what the member says, bounded', () => {
    assert.deepEqual(Object.fromEntries(opinionInputs(2, { repair: 20, alone: -9, after: -0.5 })), {
      bias: 1,
      evidence: 2,
      asked: 1,
      repair: 10,
      alone: -6,
      again: 1,
      after: -0.5,
    });
    assert.deepEqual(Object.fromEntries(opinionInputs(2, {})), { bias: 1, evidence: 2 });
  });
});

describe('ranking of repairs', () => {
  it('gives probabilities that leave room for leaving it alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ min: -9, max: 9, noNaN: true })), async (naturals) => {
        const ranked = await rank(naturals.map((natural, at) => candidate(`${at}`, natural)));
        const sum = ranked.reduce((total, { probability }) => total + probability, 0);
        assert.ok(sum < 1 + 1e-9);
        ranked.forEach((each, at) => {
          assert.ok(each.probability <= (ranked[at - 1]?.probability ?? 1));
        });
      }),
    );
  });

  it('adds up what repairs of one behaviour have for themselves', async () => {
    const [best, next] = await rank([
      candidate('>', 1, 1),
      candidate('>=', 0.5, 2),
      candidate('!==', 0.5, 2),
    ]);
    assert.equal(best?.candidate.newText, '>=');
    assert.equal(best?.probability, next?.probability);
    assert.ok(
      Math.abs((best?.probability ?? 0) - (2 * Math.exp(0.5)) / (1 + Math.E + 2 * Math.exp(0.5))) <
        1e-9,
    );
  });

  it('keeps repairs apart whose behaviour is unknown', async () => {
    const [best] = await rank([
      candidate('>', 1),
      candidate('>=', 0.9, -1),
      candidate('<=', 0.9, -1),
    ]);
    assert.equal(best?.candidate.newText, '>');
  });

  const answers: Readonly<Record<string, number>> = { ok: -1, '>': -2, '>=': -2.5, '<=': 0 };
  /** How a repair is answered, by its operator. */
  const memberWho = (says: (content: string, operator: string) => number) =>
    createFakeMember('nano:code', {
      score: ({ messages, texts }) =>
        texts.map((each) =>
          says(messages[0]?.content ?? '', /\+.* a (\S+) b/.exec(each)?.[1] ?? each),
        ),
    });

  it('asks a member which of the few that the evidence likes best it would write', async () => {
    const member = memberWho((_, operator) => answers[operator] ?? -9);
    const ranked = await rank([candidate('>', 3), candidate('>=', 2), candidate('<=', 1)], member);
    const repairs = new Map(ranked.map((each) => [each.candidate.newText, each.repair]));
    assert.deepEqual(
      [repairs.get('>'), repairs.get('>='), repairs.get('<=')],
      [-1, -1.5, undefined],
    );
  });

  it('asks it again about the best, as it leaves the function', async () => {
    const member = memberWho((content, operator) =>
      content.includes('a > b') ? -4 : (answers[operator] ?? -9),
    );
    const ranked = await rank([candidate('>', 2), candidate('>=', 1.9)], member);
    const afters = new Map(ranked.map((each) => [each.candidate.newText, each.after]));
    assert.deepEqual([afters.get('>'), afters.get('>=')], [-4, undefined]);
    assert.equal(ranked[0]?.candidate.newText, '>=');
  });

  it('decides by the evidence alone when the member fails', async () => {
    const failing = createFakeMember('nano:code', {
      failure: { kind: 'workerCrashed', message: 'gone' },
    });
    const candidates = [candidate('>', 2), candidate('>=', 1)];
    assert.deepEqual(await rank(candidates, failing), await rank(candidates));
  });

  it('proposes what is sure enough and nothing else', async () => {
    assert.equal(
      chooseRepair(await rank([candidate('>', 2)]), calibration)?.candidate.newText,
      '>',
    );
    assert.equal(chooseRepair(await rank([candidate('>', -0.2)]), calibration), undefined);
    assert.equal(chooseRepair(await rank([]), calibration), undefined);
  });

  it('does not undo what hardly anybody writes by mistake, unless a rule speaks for it', async () => {
    const deliberate = { ...candidate('>', 2), deliberate: true as const };
    assert.equal(chooseRepair(await rank([deliberate]), calibration), undefined);
    const ruled = await rank([{ ...deliberate, prior: 4 }]);
    assert.equal(chooseRepair(ruled, calibration)?.candidate.newText, '>');
  });

  it('proposes what a rule speaks for where likelier edits are not sure enough', async () => {
    const ruled = { ...candidate('>', 0.2), prior: 4 };
    const ranked = await rank([ruled, candidate('>=', 0.4)]);
    assert.equal(ranked[0]?.candidate.newText, '>=');
    assert.equal(chooseRepair(ranked, calibration)?.candidate.newText, '>');
  });

  it('is as sure of what a rule speaks for as such repairs are right', async () => {
    const [ruled, plain] = [{ ...candidate('>', 2), prior: 4 }, candidate('>', 2)];
    assert.equal(chooseRepair(await rank([ruled]), calibration)?.probability, 0.9);
    const unsure = chooseRepair(await rank([ruled, candidate('>=', 2)]), calibration);
    assert.equal(unsure?.candidate.newText, '>');
    assert.equal(unsure.probability, 0.9);
    const sure = chooseRepair(await rank([ruled, candidate('>=', 3)]), calibration);
    assert.equal(sure?.candidate.newText, '>=');
    assert.ok(sure.probability < 0.9);
    const alone = chooseRepair(await rank([plain]), calibration)?.probability ?? 0;
    assert.ok(alone > 0.8 && alone < 0.9);
  });

  it('asks less of what a rule or a well-known function speaks for, and more where much could be changed', () => {
    const limit = (evidence: Partial<RepairCandidate>, edits = 2): number => {
      const found = { ...candidate('>', 1), ...evidence };
      return thresholdFor({ candidate: found, score: 0, probability: 1 }, edits, calibration);
    };
    assert.equal(limit({ prior: 4 }), calibration.ruleThreshold);
    assert.equal(limit({ features: { known: 1 } }), calibration.knownThreshold);
    assert.equal(limit({ features: { known: 0.5 } }), calibration.threshold);
    assert.equal(limit({}), calibration.threshold);
    assert.equal(limit({}, 1), calibration.fewThreshold);
  });
});
