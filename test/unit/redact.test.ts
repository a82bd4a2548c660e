import assert from 'node:assert/strict';
import type { TraceStep } from '../../protocol/trace.ts';
import { markOf, redact } from '../../protocol/redact.ts';
import { redactRow } from '../../server/engines/recorded/redactRow.ts';
import { createTextMark } from '../../server/textMark.ts';

const mark = (text: string): string => markOf(text, `hash${text.length}`.padEnd(12, '0'));
const secret = 'Secret';

const steps: readonly TraceStep[] = [
  {
    kind: 'route',
    decision: { expert: 'prose', scores: { prose: 1 }, reason: secret },
    ms: 1,
  },
  {
    kind: 'draft',
    member: 'nano:prose',
    original: secret,
    candidates: [{ text: secret, by: 'tool:harper', logProb: -1, note: secret }],
    chosen: 0,
    ms: 1,
  },
  {
    kind: 'checks',
    subject: secret,
    reports: [{ check: 'names', status: 'failed', detail: secret }],
    ms: 1,
  },
  { kind: 'verdict', subject: secret, verdict: 'refused', reason: secret },
  {
    kind: 'conflict',
    conflicts: [{ kind: 'number', between: ['nano:a', secret, 'nano:b', secret] }],
    ms: 1,
  },
  {
    kind: 'plan',
    place: 'dynamic',
    chosen: 'nano:a',
    plans: [{ name: 'nano:a', quality: 1, cost: 1, utility: 1 }],
    reason: 'Took nano:a.',
    ms: 1,
  },
  {
    kind: 'vote',
    place: 'vote',
    by: 'trust',
    tally: [{ answer: secret, votes: 1, weight: 1, by: ['nano:a'] }],
    stop: 'fixed',
    confidence: 1,
  },
  { kind: 'note', text: secret },
];

describe('a redacted trace', () => {
  it('holds none of the texts and all that names or counts', () => {
    const redacted = redact(steps, mark);
    assert.doesNotMatch(JSON.stringify(redacted), /Secret/);
    const shape = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(mark(secret), secret));
    assert.deepEqual(shape(redacted), steps);
  });

  it('marks the same text the same, and tells its length', () => {
    const own = createTextMark();
    assert.match(own(secret), /^‹[0-9a-f]{12}, 6 characters›$/);
    assert.equal(own(secret), own(secret));
    assert.notEqual(own(secret), own('secret'));
    assert.notEqual(own(secret), createTextMark()(secret));
  });
});

describe('a redacted row', () => {
  const question = { prompt: 'What is 2 + 2?', domain: 'logic', answerKind: 'number' } as const;
  const token = { text: '4', logProb: -0.5, top: [['4', -0.5] as const, ['5', -2] as const] };
  const samples = new Map([
    ['a', [{ text: 'A: 4', tokens: [token], ms: 3 }]],
    ['b', [{ text: '= 4.0' }, { text: 'no idea' }]],
  ]);
  const fields = {
    id: 7,
    domain: 'logic',
    prompt: question.prompt,
    gold: 4,
    check: 'x',
    mine: 'y',
  };

  it('keeps what answers mean to each other and to the gold answer', () => {
    const { fields: kept, samples: marked } = redactRow({ question }, fields, samples, mark);
    const [a] = marked.get('a') ?? [];
    const [b, other] = marked.get('b') ?? [];
    assert.equal(a?.text, b?.text);
    assert.equal(a?.text, kept['gold']);
    assert.notEqual(other?.text, a?.text);
    assert.deepEqual(Object.keys(kept), ['id', 'domain', 'prompt', 'answerKind', 'gold']);
    assert.equal(kept['answerKind'], 'text');
    assert.doesNotMatch(JSON.stringify([kept, ...marked]), /What|idea/);
    assert.deepEqual(a?.tokens, [
      {
        text: '',
        logProb: -0.5,
        top: [
          ['', -0.5],
          ['', -2],
        ],
      },
    ]);
    assert.equal(a?.ms, 3);
  });
});
