import assert from 'node:assert/strict';
import type { Spec } from '../../../server/core/ensemble/spec.ts';
import type { DecideRequest, Member } from '../../../server/core/member.ts';
import { answerOf, askEnsemble, memberSpec } from '../../support/askEnsemble.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const says = (id: string, text: string): Member => createFakeMember(id, { text: () => text });
const number = { question: { answerKind: 'number', prompt: 'How many?' } } as const;

const reviewOf = (draft: Spec, checks: 'auto' | 'none' = 'auto'): Spec => ({
  kind: 'review',
  draft,
  reviewer: memberSpec('reviewer'),
  checks,
});

const voteOf = (ids: readonly string[]): Spec => ({
  kind: 'vote',
  members: ids.map(memberSpec),
  samples: 1,
  by: 'majority',
  stop: 'fixed',
});

/** A reviewer that accepts the texts it is told to. */
function reviewer(accepts: RegExp): Member & { readonly requests: unknown[] } {
  return createFakeMember('reviewer', {
    decide: ({ messages }: DecideRequest) => {
      const proposed =
        /Proposed answer:\n([\s\S]*?)\n\n/.exec(messages[0]?.content ?? '')?.[1] ?? '';
      return accepts.test(proposed) ? [0.95, 0.05] : [0.05, 0.95];
    },
  });
}

describe('a review', () => {
  it('is not asked for when all samples agree', async () => {
    const judge = reviewer(/./);
    const members = [says('a', 'It is 5.'), says('b', 'So 5.'), judge];
    const { answer, trace } = await answerOf(reviewOf(voteOf(['a', 'b'])), members, number);
    assert.deepEqual([answer.text, answer.calls, judge.requests.length], ['5', 2, 0]);
    assert.match(JSON.stringify(trace.steps), /Not reviewed: all samples agree\./);
  });

  it('keeps a disputed draft that the reviewer accepts', async () => {
    const members = [says('a', 'It is 4.'), says('b', 'So 5.'), reviewer(/5/)];
    const { answer } = await answerOf(reviewOf(voteOf(['a', 'b'])), members, number);
    assert.deepEqual(
      [answer.text, answer.abstained, answer.signals['reviewed']],
      ['5', undefined, 1],
    );
    assert.deepEqual(answer.callsBy, { a: 1, b: 1, reviewer: 1 });
  });

  it('replaces a rejected draft by the other answer that the reviewer accepts', async () => {
    const members = [says('a', 'It is 4.'), says('b', 'So 5.'), reviewer(/4/)];
    const { answer, trace } = await answerOf(reviewOf(voteOf(['a', 'b'])), members, number);
    assert.deepEqual([answer.text, answer.member, answer.callsBy['reviewer']], ['4', 'a', 2]);
    assert.deepEqual(answer.alternatives, [{ by: 'b', text: '5' }]);
    assert.match(JSON.stringify(trace.steps), /Replaced because only 50 % of the samples agree/);
  });

  it('keeps a draft that it rejects, flagged, when nothing is better', async () => {
    const members = [says('a', 'It is 4.'), says('b', 'So 5.'), reviewer(/none/)];
    const { answer } = await answerOf(reviewOf(voteOf(['a', 'b'])), members, number);
    assert.deepEqual([answer.text, answer.abstained, answer.stop], ['5', true, 'abstained']);
    assert.ok(answer.confidence < 0.5);
  });

  it('replaces a draft whose sums are wrong even where all samples agree in it', async () => {
    const draft = voteOf(['a', 'b', 'c']);
    const members = [
      says('a', 'It is 2 + 2 = 4. A: 4'),
      says('b', 'So 2 + 2 = 5. A: 5'),
      says('c', 'So 2 + 2 = 5. A: 5'),
      reviewer(/./),
    ];
    const { answer } = await answerOf(reviewOf(draft), members, number);
    assert.equal(answer.text, '4');
    const unchecked = await answerOf(reviewOf(draft, 'none'), members, number);
    assert.equal(unchecked.answer.text, '5');
  });

  it('draws a fresh sample of a single member when there is no other answer', async () => {
    let asked = 0;
    const draft = createFakeMember('a', { text: () => (asked++ === 0 ? 'It is 4.' : 'It is 5.') });
    const uncertain = {
      ...draft,
      async *generate(...given: Parameters<Member['generate']>) {
        for await (const chunk of draft.generate(...given))
          yield chunk.kind === 'token' ? { ...chunk, logProb: -2 } : chunk;
      },
    };
    const { answer } = await answerOf(
      reviewOf(memberSpec('a')),
      [uncertain, reviewer(/5/)],
      number,
    );
    assert.deepEqual([answer.text, answer.callsBy], ['5', { a: 2, reviewer: 2 }]);
  });

  it('says when the reviewer is of the family of the author', async () => {
    const kin = (member: Member): Member => ({ ...member, family: 'kin' });
    const members = [kin(says('a', 'It is 4.')), kin(says('b', 'So 5.')), kin(reviewer(/5/))];
    const { answer } = await answerOf(reviewOf(voteOf(['a', 'b'])), members, number);
    assert.match(answer.notes?.join(' ') ?? '', /a model of its own family \(reviewer\)/);
  });

  it('gives the draft with a note when the reviewer is dead or missing', async () => {
    const failure = { kind: 'workerCrashed', message: 'It stopped.' } as const;
    const two = [says('a', 'It is 4.'), says('b', 'So 5.')];
    const draft = reviewOf(voteOf(['a', 'b']));
    const dead = await answerOf(draft, [...two, createFakeMember('reviewer', { failure })], number);
    assert.match(dead.answer.notes?.join(' ') ?? '', /not reviewed: It stopped\./);
    const missing = await answerOf(draft, two, number);
    assert.match(missing.answer.notes?.join(' ') ?? '', /reviewer is not available/);
    assert.equal(missing.answer.text, '5');
  });

  it('shows a nano reviewer the draft as a change of the text it was asked about', async () => {
    const judge = {
      ...createFakeMember('reviewer', { decide: () => [0.9, 0.1] }),
      family: 'nano-r',
    };
    const members = [says('a', 'He goes.'), says('b', 'He went.'), judge];
    await answerOf(reviewOf(voteOf(['a', 'b'])), members, {
      question: { prompt: 'fix: He go.', answerKind: 'text' },
    });
    const [request] = judge.requests as DecideRequest[];
    assert.equal(request?.messages[0]?.content, 'review prose: He §-go§+went§.');
  });

  it('fails when the draft fails and rejects when it is cancelled', async () => {
    const { result } = await askEnsemble(reviewOf(memberSpec('nobody')), [reviewer(/./)], number);
    assert.equal(result.ok, false);
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    const asked = askEnsemble(reviewOf(memberSpec('a')), [says('a', 'x'), reviewer(/./)], {
      signal: controller.signal,
    });
    await assert.rejects(asked, /enough/);
  });
});
