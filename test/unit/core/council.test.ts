import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Draft, DraftOutcome, Expert } from '../../../server/core/experts/expert.ts';
import { draftByVote, type Voter } from '../../../server/core/refine/council.ts';
import type { ExactTools } from '../../../server/core/tools.ts';
import { createTraceRecorder } from '../../../server/core/trace.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const text = 'He go home. She waits.';
const first = { start: 0, end: 11 };
const second = { start: 12, end: 22 };
const tools: ExactTools = { call: () => Promise.reject(new Error('no tool is called here')) };
const signal = new AbortController().signal;

function draft(newText: string, by: string, change: Partial<Draft> = {}): Draft {
  return {
    range: first,
    newText,
    proposedBy: by,
    summary: 'go → goes',
    confidence: 0.9,
    candidates: [],
    ...change,
  };
}

/** Lets each voter draft what is written for it, and runs the vote. */
async function vote(drafts: Readonly<Record<string, readonly Draft[] | 'declines'>>) {
  const voters = Object.keys(drafts).map((id): Voter =>
    id === 'tools' ? { id } : { id, member: createFakeMember(id, {}) },
  );
  const expert: Expert = {
    id: 'prose',
    draft: async (_, { member }): Promise<DraftOutcome> => {
      const said = drafts[member?.id ?? 'tools'] ?? [];
      return said === 'declines'
        ? { kind: 'declined', reason: 'Not English.' }
        : { kind: 'drafts', drafts: said };
    },
  };
  const trace = createTraceRecorder({ now: () => 0, newId: () => 'trace' });
  const input = { documentText: text, languageId: 'plaintext', range: { start: 0, end: 22 } };
  const outcome = await draftByVote(expert, input, voters, 'prose', { tools, trace }, signal);
  const tallies = trace
    .finish()
    .steps.flatMap((step) => (step.kind === 'vote' ? [step.tally] : []));
  return { outcome, tallies };
}

function textsOf(outcome: DraftOutcome): readonly string[] {
  assert(outcome.kind === 'drafts');
  return outcome.drafts.map(({ newText }) => newText);
}

describe('a council that drafts', () => {
  it('proposes what most voters wrote and says how many agree', async () => {
    const { outcome, tallies } = await vote({
      tools: [draft('He goes home.', 'tool:harper')],
      'nano:a': [draft('He went home.', 'nano:a', { confidence: 0.99 })],
      'nano:b': [draft('He goes home.', 'nano:b')],
    });
    assert.deepEqual(textsOf(outcome), ['He goes home.']);
    assert(outcome.kind === 'drafts');
    assert.equal(outcome.drafts[0]?.proposedBy, 'nano:b');
    assert.match(outcome.drafts[0]?.summary ?? '', /2 of 3 agree/);
    assert.deepEqual(
      tallies[0]?.map(({ answer, votes, by }) => [answer, votes, by]),
      [
        ['He goes home.', 2, ['tools', 'nano:b']],
        ['He went home.', 1, ['nano:a']],
      ],
    );
  });

  it('keeps a minority’s text for the case that the winner is refused', async () => {
    const { outcome } = await vote({
      tools: [draft('He goes home.', 'tools')],
      'nano:a': [draft('He went home.', 'nano:a')],
      'nano:b': [draft('He goes home.', 'nano:b', { alternatives: ['He gone home.'] })],
    });
    assert(outcome.kind === 'drafts');
    assert.deepEqual(outcome.drafts[0]?.alternatives, ['He went home.', 'He gone home.']);
  });

  it('leaves a passage alone when most would, and says so', async () => {
    const { outcome, tallies } = await vote({
      tools: [],
      'nano:a': [],
      'nano:b': [draft('He goes home.', 'nano:b')],
    });
    assert.deepEqual(textsOf(outcome), []);
    assert.match(outcome.kind === 'drafts' ? (outcome.note ?? '') : '', /leave this as it is/);
    assert.equal(tallies[0]?.[0]?.answer, 'He go home.');
  });

  it('hands a change on when it and leaving alone are level', async () => {
    const { outcome } = await vote({ 'nano:a': [], 'nano:b': [draft('He goes home.', 'nano:b')] });
    assert.deepEqual(textsOf(outcome), ['He goes home.']);
  });

  it('takes the surer of two changes that are level', async () => {
    const { outcome } = await vote({
      'nano:a': [draft('He went home.', 'nano:a', { confidence: 0.95 })],
      'nano:b': [draft('He goes home.', 'nano:b', { confidence: 0.6 })],
    });
    assert.deepEqual(textsOf(outcome), ['He went home.']);
  });

  it('does not count a voter that declines, and declines when all do', async () => {
    const { outcome } = await vote({
      tools: 'declines',
      'nano:a': 'declines',
      'nano:b': [draft('He goes home.', 'nano:b')],
    });
    assert.deepEqual(textsOf(outcome), ['He goes home.']);
    const nobody = await vote({ tools: 'declines', 'nano:a': 'declines' });
    assert.deepEqual(nobody.outcome, { kind: 'declined', reason: 'Not English.' });
  });

  it('votes on each passage by itself, whatever the cuts of the others', async () => {
    const both = draft('He goes home. She waits!', 'nano:a', { range: { start: 0, end: 22 } });
    const { outcome, tallies } = await vote({
      'nano:a': [both],
      'nano:b': [
        draft('He goes home.', 'nano:b'),
        draft('She waits!', 'nano:b', { range: second }),
      ],
    });
    assert.equal(tallies.length, 1);
    assert.deepEqual(textsOf(outcome), ['He goes home.', 'She waits!']);
    const apart = await vote({
      'nano:a': [draft('He goes home.', 'nano:a')],
      'nano:b': [draft('She waits!', 'nano:b', { range: second })],
    });
    assert.equal(apart.tallies.length, 2);
  });

  it('never proposes a passage that fewer voters want changed than left alone', async () => {
    const words = fc.constantFrom('He go home.', 'He goes home.', 'He went home.');
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 6 }), async (said) => {
        const named = said.map((each, at) => [
          `nano:${at}`,
          each === 'He go home.' ? [] : [draft(each, `nano:${at}`)],
        ]);
        const { outcome } = await vote(
          Object.fromEntries(named) as Record<string, readonly Draft[]>,
        );
        const votes = (answer: string): number => said.filter((each) => each === answer).length;
        for (const text of textsOf(outcome))
          assert(votes(text) >= votes('He go home.') && votes(text) > 0);
      }),
    );
  });
});
