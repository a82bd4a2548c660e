import assert from 'node:assert/strict';
import type { CheckParams } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import { failed, ok } from '../../../protocol/result.ts';
import type { Draft, Expert } from '../../../server/core/experts/expert.ts';
import { refine, type RefineDeps, type RefineRequest } from '../../../server/core/refine/refine.ts';
import { createReviewer } from '../../../server/core/review/reviewer.ts';
import type { ExactTools } from '../../../server/core/tools.ts';
import { createFakeMember } from '../../support/fakeMember.ts';

const text = 'He go home. She waits.';
const request: RefineRequest = { documentText: text, languageId: 'plaintext', ranges: [] };
/** The expert's confidence of 0.9 is e^2.2; a reviewer below 0.05 outweighs it. */
const thresholds = { accept: 0.8, veto: 0.2, weight: 1.2 };
const signal = new AbortController().signal;

function draft(newText: string, extra: Partial<Draft> = {}): Draft {
  return {
    range: { start: 0, end: 11 },
    newText,
    proposedBy: 'nano:prose',
    summary: 'go → goes',
    confidence: 0.9,
    candidates: [],
    ...extra,
  };
}

function expertOf(...drafts: readonly Draft[]): Expert {
  return { id: 'prose', draft: async () => ({ kind: 'drafts', drafts }) };
}

interface Setup {
  readonly expert: Expert;
  readonly check?: (params: CheckParams) => readonly CheckReport[];
  readonly checkerDown?: boolean;
  readonly accept?: number;
}

function depsFor(setup: Setup): RefineDeps {
  const tools: ExactTools = {
    call: (async (method: string, params: unknown) => {
      if (setup.checkerDown && method === 'edit/check')
        return failed('timeout', 'The checker took too long.');
      if (method === 'edit/check')
        return ok({ reports: setup.check?.(params as CheckParams) ?? [] });
      return ok({ supported: false, types: [] });
    }) as ExactTools['call'],
  };
  let ids = 0;
  const { accept } = setup;
  const member = createFakeMember('nano:reviewer', {
    decide: () => [accept ?? 0, 1 - (accept ?? 0)],
  });
  return {
    route: () => ({ expert: 'prose', scores: { prose: 1 }, reason: 'a sentence' }),
    domains: new Map([['prose', { expert: setup.expert, splitHunks: true }]]),
    tools,
    clock: { now: () => 0, newId: () => `id${ids++}` },
    ...(accept === undefined ? {} : { reviewer: createReviewer(member, { prose: thresholds }) }),
  };
}

async function run(setup: Setup, change: Partial<RefineRequest> = {}) {
  const result = await refine({ ...request, ...change }, depsFor(setup), signal);
  assert.ok(result.ok);
  return result.value;
}

describe('refine', () => {
  it('asks the likeliest expert that drafts edits where a domain of the user’s own is likelier', async () => {
    const deps = depsFor({ expert: expertOf(draft('He goes home.')), accept: 1 });
    const scores = { law: 0.7, prose: 0.2, logic: 0.1 };
    const route: RefineDeps['route'] = () => ({
      expert: 'law',
      scores,
      reason: 'like its examples',
    });
    const result = await refine(request, { ...deps, route }, signal);
    assert(result.ok);
    assert.deepEqual(
      result.value.hunks.map(({ newText }) => newText.includes('goes')),
      [true],
    );
  });

  it('tells the stand-in whether another expert has read the selection and found nothing', async () => {
    const code = { kind: 'drafts', drafts: [] } as const;
    const declined = { kind: 'declined', reason: 'no function' } as const;
    for (const [outcome, expected] of [
      [code, true],
      [declined, undefined],
    ] as const) {
      const asked: unknown[] = [];
      const logic: Expert = {
        id: 'logic',
        async draft({ standingIn }) {
          asked.push(standingIn);
          return declined;
        },
      };
      const deps: RefineDeps = {
        ...depsFor({ expert: logic }),
        route: () => ({ expert: 'code', scores: { code: 1 }, reason: 'a function' }),
        domains: new Map([
          ['code', { expert: { id: 'code', draft: async () => outcome }, splitHunks: true }],
          ['logic', { expert: logic, splitHunks: false }],
        ]),
      };
      await refine({ ...request, languageId: 'typescript' }, deps, signal);
      assert.deepEqual(asked, [expected]);
    }
  });

  it('cuts an accepted draft into hunks that name who proposed them and what they passed', async () => {
    const passed: CheckReport = { check: 'masks', status: 'passed', detail: 'kept' };
    const outcome = await run({
      expert: expertOf(draft('He goes home.')),
      check: () => [passed],
      accept: 0.9,
    });
    assert.deepEqual(
      outcome.hunks.map(({ range, newText, verdict, proposedBy, checks }) => ({
        range,
        newText,
        verdict,
        proposedBy,
        checks,
      })),
      [
        {
          range: { start: 3, end: 5 },
          newText: 'goes',
          verdict: 'reviewed',
          proposedBy: 'nano:prose',
          checks: [passed],
        },
      ],
    );
  });

  it('lets a proof alone decide, without asking the reviewer', async () => {
    const proof: CheckReport = {
      check: 'equivalence',
      status: 'passed',
      detail: 'truth table',
      proof: true,
    };
    const outcome = await run({
      expert: expertOf(draft('He goes home.')),
      check: () => [proof],
      accept: 0,
    });
    assert.equal(outcome.hunks[0]?.verdict, 'proven');
    assert.ok(!outcome.trace.steps.some((step) => step.kind === 'review'));
  });

  it('refuses a draft that fails a check and says why', async () => {
    const bad: CheckReport = { check: 'masks', status: 'failed', detail: 'A link was changed.' };
    const outcome = await run({
      expert: expertOf(draft('He goes home.')),
      check: () => [bad],
      accept: 1,
    });
    assert.equal(outcome.hunks.length, 0);
    assert.match(outcome.note ?? '', /One draft was refused: A link was changed\./);
  });

  it('tells what checks taught about who drafted, and who is answerable for each hunk', async () => {
    const failing: CheckReport = { check: 'parse', status: 'failed', detail: 'It does not parse.' };
    const proof: CheckReport = { check: 'equivalence', status: 'passed', detail: '', proof: true };
    const credit = { by: ['nano:prose'], domain: 'prose', questionKind: 'phrase' };
    const expert = expertOf(draft('He goes home.', { changedBy: 'nano:general' }));
    const refused = await run({ expert, check: () => [failing], accept: 0.9 });
    const both = { ...credit, by: ['nano:prose', 'nano:general'] };
    assert.deepEqual(refused.checked, [{ credit: both, passed: false }]);
    const proven = await run({ expert: expertOf(draft('He goes home.')), check: () => [proof] });
    assert.deepEqual(proven.checked, [{ credit, passed: true }]);
    assert.deepEqual(
      proven.hunks.map((hunk) => hunk.credit),
      [credit],
    );
    for (const setup of [{ checkerDown: true }, { accept: 0.01 }, { accept: 0.9 }]) {
      const undecided = await run({ expert: expertOf(draft('He goes home.')), ...setup });
      assert.deepEqual(undecided.checked, []);
    }
  });

  it('repairs a failed draft once, from the alternatives', async () => {
    const outcome = await run({
      expert: expertOf(
        draft('He gone home.', { alternatives: ['He goes home.', 'He went home.'] }),
      ),
      check: ({ newText }) => [
        { check: 'lints', status: newText.includes('gone') ? 'failed' : 'passed', detail: 'lint' },
      ],
      accept: 0.9,
    });
    assert.deepEqual(
      outcome.hunks.map((hunk) => hunk.newText),
      ['goes'],
    );
  });

  it('lets the reviewer veto, put an alternative in its place, and be named for it', async () => {
    const setup: Setup = {
      expert: expertOf(draft('He gone home.', { alternatives: ['He goes home.'] })),
      accept: 0,
    };
    const deps = depsFor(setup);
    const member = createFakeMember('nano:reviewer', {
      decide: ({ messages }) =>
        messages[0]?.content.includes('gone') ? [0.02, 0.98] : [0.95, 0.05],
    });
    const reviewer = createReviewer(member, { prose: thresholds });
    const result = await refine(request, { ...deps, reviewer }, signal);
    assert.ok(result.ok);
    assert.deepEqual(
      result.value.hunks.map((hunk) => [hunk.newText, hunk.changedBy]),
      [['goes', 'nano:reviewer']],
    );
  });

  it('keeps a draft unreviewed when the reviewer is unsure or the pool has none', async () => {
    for (const accept of [0.2, undefined]) {
      const outcome = await run({ expert: expertOf(draft('He goes home.')), accept });
      assert.equal(outcome.hunks[0]?.verdict, 'unreviewed');
    }
  });

  it('refuses when the checker is late: no answer is not a pass', async () => {
    const outcome = await run({
      expert: expertOf(draft('He goes home.')),
      checkerDown: true,
      accept: 1,
    });
    assert.equal(outcome.hunks.length, 0);
    assert.match(outcome.note ?? '', /took too long/);
  });

  it('refuses a draft with a bidirectional control, whatever the reviewer thinks', async () => {
    const outcome = await run({ expert: expertOf(draft('He \u202egoes home.')), accept: 1 });
    assert.equal(outcome.hunks.length, 0);
    assert.match(outcome.note ?? '', /U\+202E/);
  });

  it('never lets a draft reach outside the selection', async () => {
    const outcome = await run(
      { expert: expertOf(draft('He goes home.')), accept: 1 },
      { ranges: [{ start: 12, end: 22 }] },
    );
    assert.equal(outcome.hunks.length, 0);
    assert.match(outcome.note ?? '', /outside the selection/);
  });

  it('says in one sentence that a selection is empty or binary', async () => {
    const empty = await run({ expert: expertOf() }, { documentText: ' \n ' });
    assert.match(empty.note ?? '', /empty/);
    const binary = await run({ expert: expertOf() }, { documentText: 'a\u0000b' });
    assert.match(binary.note ?? '', /binary/);
  });

  it('gives a multi-line draft the document’s own line ends', async () => {
    const documentText = 'He go home.\r\nShe wait.\r\n';
    const whole = draft('He goes home.\nShe waits.', { range: { start: 0, end: 22 } });
    const outcome = await run({ expert: expertOf(whole), accept: 1 }, { documentText });
    assert.deepEqual(
      outcome.hunks.map((hunk) => [hunk.oldText, hunk.newText]),
      [
        ['go', 'goes'],
        ['wait', 'waits'],
      ],
    );
  });

  it('stops with the signal’s reason at the next step', async () => {
    const controller = new AbortController();
    const expert: Expert = {
      id: 'prose',
      draft: async () => {
        controller.abort(new Error('stop'));
        return { kind: 'drafts', drafts: [draft('He goes home.')] };
      },
    };
    await assert.rejects(
      refine(request, depsFor({ expert, accept: 1 }), controller.signal),
      /stop/,
    );
  });

  it('sends the tools no more of a document of fifty thousand lines than they need', async () => {
    const line = 'A line that is fine as it stands.\n\n';
    const large = line.repeat(25_000);
    const start = large.length;
    const documentText = `${large}${text}\n\n${large}`;
    const sent: number[] = [];
    const expert: Expert = {
      id: 'prose',
      draft: async ({ documentText: seen, range }) => {
        sent.push(seen.length);
        const at = { start: range.start, end: range.start + 11 };
        return { kind: 'drafts', drafts: [draft('He goes home.', { range: at })] };
      },
    };
    const check = (params: CheckParams): readonly CheckReport[] => {
      sent.push(params.documentText.length);
      return [];
    };
    const range = { start, end: start + text.length };
    const outcome = await run({ expert, check, accept: 0.9 }, { documentText, ranges: [range] });
    assert.deepEqual(
      outcome.hunks.map((hunk) => [hunk.range, hunk.oldText, hunk.newText]),
      [[{ start: start + 3, end: start + 5 }, 'go', 'goes']],
    );
    assert.ok(sent.length === 2 && Math.max(...sent) < 20_000, sent.join());
  });
});

describe('a refine of several selections', () => {
  const lines = ['He go home.', 'She wait here.', `${'Too long. '.repeat(2_100)}`, ''];
  /** Corrects whatever it is given, whole. */
  const expert: Expert = {
    id: 'prose',
    draft: async ({ documentText, range }) => {
      const newText = documentText.slice(range.start, range.end).replace(/go|wait/, '$&es');
      return { kind: 'drafts', drafts: [draft(newText, { range })] };
    },
  };
  const rangeOf = (documentText: string, line: string) => {
    const start = documentText.indexOf(line);
    return { start, end: start + line.length };
  };

  for (const [name, lineEnd] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    it(`proposes for those in scope and names the lines of the one that is not (${name})`, async () => {
      const documentText = lines.join(lineEnd);
      const ranges = lines.slice(0, 3).map((line) => rangeOf(documentText, line));
      const { hunks, note } = await run({ expert, accept: 1 }, { documentText, ranges });
      assert.deepEqual(
        hunks.map(({ range }) => documentText.slice(range.start, range.end)),
        ['go', 'wait'],
      );
      assert.match(note ?? '', /^Line 3: This selection is too long/);
    });
  }

  it('says once what is true of all of them', async () => {
    const documentText = 'One. Two.\nThree.\n';
    const none: Expert = { id: 'prose', draft: async () => ({ kind: 'drafts', drafts: [] }) };
    const ranges = ['One.', 'Two.', 'Three.'].map((line) => rangeOf(documentText, line));
    const { note } = await run({ expert: none }, { documentText, ranges });
    assert.equal(note, 'Nothing to change was found.');
  });

  it('names several lines where the same is true of several selections, but not of all', async () => {
    const documentText = 'He go home.\nOne.\nTwo.\nThree.\n';
    const some: Expert = {
      id: 'prose',
      draft: async (input, deps, abort) =>
        input.range.start === 0 ? expert.draft(input, deps, abort) : { kind: 'drafts', drafts: [] },
    };
    const ranges = ['He go home.', 'One.\nTwo.\n', 'Three.'].map((line) =>
      rangeOf(documentText, line),
    );
    const { note } = await run({ expert: some, accept: 1 }, { documentText, ranges });
    assert.equal(note, 'Lines 2–3, 4: Nothing to change was found.');
  });
});
