import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterCrash, crashWindowMs } from '../../../client/engine/backoff.ts';
import { traceText } from '../../../client/features/traceText.ts';
import { parseRefineResult, parseTracked } from '../../../client/review/parse.ts';
import { applyOffsetEdits } from '../../../client/review/proposalText.ts';
import { codeSpan, diffBody, fence } from '../../../client/review/visibleText.ts';
import { showInvisible } from '../../../protocol/visible.ts';
import { parseStatus } from '../../../protocol/status.ts';
import type { Trace } from '../../../protocol/trace.ts';

describe('afterCrash', () => {
  it('waits longer each time and then gives up', () => {
    const delays = [1, 2, 3].map((count) => afterCrash(new Array<number>(count).fill(0), 1));
    assert.deepEqual(
      delays.map((each) => each.kind),
      ['restart', 'restart', 'restart'],
    );
    const ms = delays.map((each) => (each.kind === 'restart' ? each.delayMs : 0));
    assert.deepEqual(
      ms,
      [...ms].sort((a, b) => a - b),
    );
    assert.equal(new Set(ms).size, 3);
    assert.deepEqual(afterCrash([0, 0, 0, 0], 1), { kind: 'giveUp' });
  });
  it('forgets crashes of long ago', () => {
    const now = crashWindowMs * 2;
    assert.deepEqual(afterCrash([0, 1, 2, 3, now], now), afterCrash([now], now));
  });
});

describe('parseRefineResult', () => {
  const hunk = {
    id: 'h',
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    oldText: 'teh',
    newText: 'the',
    proposedBy: 'nano:prose',
    checks: [{ check: 'parse', status: 'passed', detail: 'ok' }],
    verdict: 'reviewed',
    summary: 's',
  };
  const trace = { id: 't', startedAt: 'now', steps: [], totalMs: 1 };

  it('reads what the engine sends', () => {
    const result = { version: 3, hunks: [hunk], trace, note: 'n' };
    assert.deepEqual(parseRefineResult(JSON.parse(JSON.stringify(result))), result);
  });
  it('treats an unknown verdict as unreviewed', () => {
    const result = parseRefineResult({ version: 1, hunks: [{ ...hunk, verdict: 'great' }], trace });
    assert.equal(result?.hunks[0]?.verdict, 'unreviewed');
  });
  it('refuses a reply as a whole when one hunk is broken', () => {
    const broken = { ...hunk, range: { start: { line: -1, character: 0 }, end: {} } };
    assert.equal(parseRefineResult({ version: 1, hunks: [hunk, broken], trace }), undefined);
  });
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        (value) => void [parseRefineResult(value), parseTracked(value), parseStatus(value)],
      ),
    );
  });
});

describe('visible text', () => {
  it('writes out characters that could deceive, and keeps line feeds and tabs', () => {
    assert.equal(showInvisible('a\u202Eb\u200Bc\u0007'), 'a<U+202E>b<U+200B>c<U+0007>');
    assert.equal(showInvisible('a\tb\nc é 你'), 'a\tb\nc é 你');
  });
  it('closes no fence and no span from inside', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('`', 'a', ' ')).map((each) => each.join('')),
        (text) => {
          const marks = /^`+/.exec(fence(text, ''))?.[0] ?? '';
          assert.ok(!text.includes(marks));
          const open = /^`+/.exec(codeSpan(`x${text}x`))?.[0] ?? '';
          const runs: readonly string[] = text.match(/`+/g) ?? [];
          assert.ok(!runs.includes(open));
        },
      ),
    );
  });
  it('shows old lines before new ones', () => {
    assert.equal(diffBody('a\nb', 'c'), '- a\n- b\n+ c');
    assert.equal(diffBody('', 'c'), '+ c');
  });
});

describe('applyOffsetEdits', () => {
  it('applies edits in any order', () => {
    const edits = [
      { start: 4, end: 7, newText: 'cat' },
      { start: 0, end: 3, newText: 'the' },
      { start: 7, end: 7, newText: '!' },
    ];
    assert.equal(applyOffsetEdits('teh dog', edits), 'the cat!');
  });
});

describe('traceText', () => {
  const trace: Trace = {
    id: 'tr-1',
    startedAt: '2026-01-01',
    totalMs: 120,
    steps: [
      {
        kind: 'route',
        decision: { expert: 'prose', scores: { code: 0.1, prose: 0.9 }, reason: 'plain text' },
        ms: 0.2,
      },
      { kind: 'mask', spans: 2 },
      {
        kind: 'draft',
        member: 'nano:prose',
        original: 'teh',
        candidates: [
          { text: 'the', by: 'nano:prose', logProb: -0.25 },
          { text: 'tea', by: 'tool:harper' },
        ],
        chosen: 0,
        ms: 30,
      },
      {
        kind: 'checks',
        subject: 'teh → the',
        reports: [{ check: 'lints', status: 'passed', detail: 'one fewer' }],
        ms: 4,
      },
      {
        kind: 'review',
        reviewer: 'nano:reviewer',
        subject: 'teh → the',
        accept: 0.97,
        fused: 0.98,
        threshold: 0.6,
        ms: 8,
      },
      {
        kind: 'verdict',
        subject: 'teh → the',
        verdict: 'reviewed',
        reason: 'checks and reviewer agree',
      },
      {
        kind: 'fuse',
        place: 'fuse',
        by: 'merge',
        candidates: [{ text: 'It is so.', by: 'nano:a' }],
        parts: [
          { text: 'It is so.', supportedBy: [0, 1], kept: true },
          { text: 'It is odd.', supportedBy: [0], kept: false },
        ],
        reason: '1 of 2 sentences is said by two',
        ms: 3,
      },
      {
        kind: 'conflict',
        conflicts: [{ kind: 'number', between: ['nano:a', 'It is 5.', 'nano:b', 'It is 7.'] }],
        ms: 2,
      },
      {
        kind: 'plan',
        place: 'dynamic',
        chosen: 'nano:a',
        plans: [{ name: 'nano:a', quality: 0.75, cost: 1, utility: 0.7 }],
        reason: 'it is the cheapest',
        ms: 1,
      },
      { kind: 'note', text: 'done' },
    ],
  };
  it('tells every step in order', () => {
    const text = traceText(trace, 'full');
    const order = [
      'Route: prose',
      'prose: 0.900',
      '2 spans',
      'Draft by nano:prose',
      'tea',
      'lints: passed',
      '0.970',
      'Verdict: reviewed',
      'Fusion by merge',
      'kept, said by 2: `It is so.`',
      'left out, said by 1: `It is odd.`',
      'number: nano:a says `It is 5.`, nano:b says `It is 7.`',
      'Plan: nano:a',
      'quality 0.750',
      'done',
    ];
    const places = order.map((part) => text.indexOf(part));
    assert.ok(
      places.every((place) => place >= 0),
      `missing: ${order.filter((_, i) => (places[i] ?? -1) < 0).join()}`,
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });
  it('leaves the candidates out of a summary', () => {
    assert.ok(!traceText(trace, 'summary').includes('tea'));
    assert.ok(traceText(trace, 'summary').includes('the'));
  });
  it('prints a step that it does not know', () => {
    const unknown = { ...trace, steps: [{ kind: 'vote', by: 'majority' }] } as unknown as Trace;
    assert.ok(traceText(unknown, 'full').includes('majority'));
  });
});
