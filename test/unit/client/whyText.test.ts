import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import {
  comparedFileName,
  contestantEnsemble,
  costOf,
  leftMachine,
} from '../../../client/ensembles/comparison.ts';
import { whyText, type WhyWords } from '../../../client/features/whyText.ts';
import type { Hunk } from '../../../protocol/refine.ts';
import type { Trace, TraceStep } from '../../../protocol/trace.ts';

const named = new Proxy({} as Record<string, string>, { get: (_, key) => String(key) });
const words: WhyWords = Object.assign(Object.create(named) as WhyWords, {
  likelihood: (share: number) => `surely ${share}`,
  tally: (passed: number, failed: number, notChecked: number) =>
    `${passed} passed, ${failed} failed, ${notChecked} not checked`,
  opinion: (reviewer: string, together: number, needed: number) =>
    `${reviewer} gives ${together} of ${needed}`,
  agree: (votes: number, all: number) => `${votes} of ${all} agree`,
  milliseconds: (ms: number) => `${ms} ms`,
  verdictName: (verdict: string) => verdict,
});

const steps: readonly TraceStep[] = [
  {
    kind: 'route',
    decision: { expert: 'prose', scores: { prose: 0.9, code: 0.1 }, reason: 'plain text' },
    ms: 2,
  },
  {
    kind: 'vote',
    place: 'council.prose',
    by: 'majority',
    tally: [
      { answer: 'He goes.', votes: 2, weight: 2, by: ['tools', 'nano:prose'] },
      { answer: 'He go.', votes: 1, weight: 1, by: ['nano:general'] },
    ],
    stop: '3 of 3 drafted',
    confidence: 0.67,
  },
  {
    kind: 'draft',
    member: 'nano:prose',
    original: 'He go.',
    candidates: [{ text: 'He goes.', by: 'nano:prose' }],
    ms: 30,
  },
  {
    kind: 'checks',
    subject: 'He goes.',
    reports: [
      { check: 'names', status: 'passed', detail: 'All kept.' },
      { check: 'lints', status: 'notChecked', detail: '' },
    ],
    ms: 4,
  },
  {
    kind: 'review',
    reviewer: 'nano:reviewer',
    subject: 'He goes.',
    accept: 0.95,
    fused: 0.93,
    threshold: 0.8,
    ms: 5,
  },
  { kind: 'verdict', subject: 'He goes.', verdict: 'reviewed', reason: 'The reviewer accepts.' },
];
const trace: Trace = {
  id: 't',
  startedAt: '',
  steps,
  totalMs: 50,
  usage: [{ member: 'nano:prose', calls: 3, tokens: 0, texts: 12 }],
};
const hunk: Hunk = {
  id: 'h',
  range: { start: { line: 0, character: 3 }, end: { line: 0, character: 5 } },
  oldText: 'go',
  newText: 'goes',
  proposedBy: 'nano:prose',
  checks: [{ check: 'names', status: 'passed', detail: 'All kept.' }],
  verdict: 'reviewed',
  summary: '',
  confidence: 0.8,
};

/** The page as a preview draws it. */
function drawn(text: string): string {
  return new MarkdownIt({ html: true, linkify: true }).render(text);
}

describe('the page that says why', () => {
  it('begins with what matters: verdict, confidence, route, votes, checks, review, time and work', () => {
    const text = whyText(trace, words);
    const short = text.slice(text.indexOf('## short'), text.indexOf('## route'));
    for (const part of [
      '**reviewed**',
      'surely 0.93',
      '`prose`: plain text',
      '2 of 3 agree',
      '1 passed, 0 failed, 1 not checked',
      '`nano:reviewer` gives 0.93 of 0.8',
      '50 ms (route 2 ms, answers 30 ms, checks 4 ms, review 5 ms)',
      'calls 3',
    ])
      assert(short.includes(part), `${part} in ${short}`);
  });

  it('lists votes with who cast them, and checks with sign and word', () => {
    const html = drawn(whyText(trace, words));
    assert.match(html, /<td><code>He goes\.<\/code><\/td>\s*<td>2<\/td>\s*<td><code>tools<\/code>/);
    assert.match(html, /✓ passed/);
    assert.match(html, /– notChecked/);
  });

  it('is about one change where a hunk is asked for', () => {
    const text = whyText(trace, words, hunk);
    assert(text.includes('- go\n+ goes'));
    assert(text.includes('surely 0.8'));
    assert(text.includes('1 passed, 0 failed, 0 not checked'));
  });

  it('says so when nobody reviewed and no model was called', () => {
    const bare = { ...trace, steps: steps.filter(({ kind }) => kind !== 'review') };
    const { usage: _, ...without } = bare;
    const text = whyText(without, words);
    assert(text.includes('unreviewed'));
    assert(text.includes('noModel'));
  });

  it('lets no text of a model become a link, an image, HTML or another row', () => {
    const hostile = [
      '![x](https://a.example/p.png)',
      '[y](command:workbench.action.quit)',
      '<img src=x onerror=alert(1)>',
      'https://b.example',
      'a | b',
      '`` ` ``',
      '\n# head\n\n---\n',
      '<https://c.example>',
    ];
    const clean = drawn(whyText({ ...trace, steps: steps.map((step) => step) }, words));
    const rows = (html: string): number => (html.match(/<tr>/g) ?? []).length;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string()), {
          minLength: 1,
          maxLength: 4,
        }),
        (parts) => {
          const bad = parts.join(' ');
          const told = steps.map((step) =>
            step.kind === 'route'
              ? { ...step, decision: { ...step.decision, reason: bad } }
              : step.kind === 'vote'
                ? { ...step, tally: step.tally.map((each) => ({ ...each, answer: bad })) }
                : step.kind === 'checks'
                  ? { ...step, reports: step.reports.map((each) => ({ ...each, detail: bad })) }
                  : step.kind === 'verdict'
                    ? { ...step, subject: bad, reason: bad }
                    : step,
          );
          const html = drawn(whyText({ ...trace, steps: told }, words, { ...hunk, newText: bad }));
          assert.doesNotMatch(html, /<(?:a|img|script|h1>(?!title))\b/, bad);
          const counted = drawn(whyText(trace, words, hunk));
          assert.equal(rows(html), rows(counted), bad);
        },
      ),
    );
    assert(rows(clean) > 10);
  });
});

describe('a comparison', () => {
  it('tells the cost that the traces tell', () => {
    assert.deepEqual(costOf(trace), { calls: 3, tokens: 0, ms: 50 });
    assert.deepEqual(costOf(undefined), { calls: 0, tokens: 0, ms: 0 });
  });

  it('tells when somebody beyond this machine was asked', () => {
    const asked = (member: string, calls: number): boolean =>
      leftMachine({ ...trace, usage: [{ member, calls, tokens: 0, texts: 0 }] });
    assert.equal(asked('http:api.example.org/large', 1), true);
    assert.equal(asked('http:api.example.org/large', 0), false);
    assert.equal(asked('http:127.0.0.1:8080/small', 1), false);
    assert.equal(asked('nano:prose', 1), false);
    assert.equal(leftMachine(undefined), false);
  });

  it('has single members reviewed as ensembles are', () => {
    assert.equal(contestantEnsemble('council', false, 'nano:reviewer'), 'council');
    assert.deepEqual(JSON.parse(contestantEnsemble('nano:prose', true, 'nano:reviewer')), {
      kind: 'review',
      draft: 'nano:prose',
      reviewer: 'nano:reviewer',
    });
    assert.equal(contestantEnsemble('nano:prose', true, undefined), 'nano:prose');
  });

  it('names its documents so that an editor knows their language', () => {
    assert.equal(comparedFileName('a/b: 2 calls', 'x.test.ts'), 'a-b- 2 calls.ts');
    assert.equal(comparedFileName('council', 'Makefile'), 'council.txt');
  });
});
