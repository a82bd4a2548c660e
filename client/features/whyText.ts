import type { CheckReport, Hunk } from '../../protocol/refine.ts';
import type { Trace, TraceStep } from '../../protocol/trace.ts';
import { showInvisible } from '../../protocol/visible.ts';
import { codeSpan, diffBody, fence } from '../review/visibleText.ts';

/** The words of the page *Why this answer?*, in the user's language. */
export interface WhyWords {
  readonly title: string;
  readonly change: string;
  readonly short: string;
  readonly answeredBy: string;
  readonly changedBy: string;
  readonly route: string;
  readonly votes: string;
  readonly checks: string;
  readonly review: string;
  readonly plan: string;
  readonly verdict: string;
  readonly confidence: string;
  readonly time: string;
  readonly work: string;
  readonly answers: string;
  readonly steps: string;
  readonly conflicts: string;
  readonly notes: string;
  readonly expert: string;
  readonly score: string;
  readonly answer: string;
  readonly count: string;
  readonly who: string;
  readonly check: string;
  readonly result: string;
  readonly detail: string;
  readonly member: string;
  readonly calls: string;
  readonly tokens: string;
  readonly texts: string;
  readonly passed: string;
  readonly failed: string;
  readonly notChecked: string;
  readonly unreviewed: string;
  readonly noModel: string;
  readonly whole: string;
  readonly likelihood: (share: number) => string;
  readonly tally: (passed: number, failed: number, notChecked: number) => string;
  readonly opinion: (reviewer: string, together: number, needed: number) => string;
  readonly agree: (votes: number, all: number) => string;
  readonly milliseconds: (ms: number) => string;
  readonly verdictName: (verdict: string) => string;
}

type Step<K extends TraceStep['kind']> = Extract<TraceStep, { kind: K }>;

/**
 * Why an answer is as it is, as a Markdown page: what matters first in one table, then each part. With a hunk it is about
 * that change. Texts of models and documents stand in code spans and fences, so that nothing in them is followed.
 */
export function whyText(trace: Trace, words: WhyWords, hunk?: Hunk): string {
  const parts = [
    `# ${words.title}`,
    hunk && section(words.change, fence(change(hunk), 'diff')),
    section(words.short, summary(trace, words, hunk)),
    routes(trace, words),
    plans(trace, words),
    answers(trace, words),
    votes(trace, words),
    cascade(trace, words),
    checks(trace, words, hunk),
    reviews(trace, words),
    conflicts(trace, words),
    notes(trace, words),
    usage(trace, words),
    words.whole,
  ];
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}

function change({ oldText, newText }: Hunk): string {
  return diffBody(showInvisible(oldText), showInvisible(newText));
}

function summary(trace: Trace, words: WhyWords, hunk: Hunk | undefined): string {
  const route = of(trace, 'route').at(-1)?.decision;
  const share = hunk?.confidence ?? confidenceOf(trace);
  const reports = hunk?.checks ?? of(trace, 'checks').flatMap(({ reports }) => reports);
  const review = of(trace, 'review').at(-1);
  const vote = of(trace, 'vote').at(-1);
  const verdict = hunk?.verdict ?? of(trace, 'verdict').at(-1)?.verdict;
  const who = hunk?.proposedBy ?? authorOf(trace);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.verdict, verdict && `**${words.verdictName(verdict)}**`],
    [words.confidence, share === undefined ? undefined : words.likelihood(share)],
    [words.answeredBy, who && codeSpan(cell(who))],
    [words.changedBy, hunk?.changedBy && codeSpan(cell(hunk.changedBy))],
    [words.route, route && `${codeSpan(cell(route.expert))}: ${prose(route.reason)}`],
    [words.votes, vote && agreement(vote, words)],
    [words.checks, reports.length === 0 ? undefined : counted(reports, words)],
    [
      words.review,
      review
        ? opinion(review, words)
        : of(trace, 'verdict').length > 0
          ? words.unreviewed
          : undefined,
    ],
    [words.time, timings(trace, words)],
    [words.work, worked(trace, words)],
  ];
  return table(
    ['', ''],
    rows.flatMap(([name, value]) => (value ? [[`**${name}**`, value]] : [])),
  );
}

function routes(trace: Trace, words: WhyWords): string | undefined {
  const decisions = of(trace, 'route').map(({ decision }) => decision);
  const scored = decisions.filter(({ scores }) => Object.keys(scores).length > 1);
  if (scored.length === 0) return undefined;
  return section(
    words.route,
    ...scored.map(({ scores, reason }) =>
      [
        prose(reason),
        table(
          [words.expert, words.score],
          Object.entries(scores)
            .sort(([, a], [, b]) => b - a)
            .map(([name, score]) => [codeSpan(cell(name)), bar(score)]),
        ),
      ].join('\n\n'),
    ),
  );
}

function plans(trace: Trace, words: WhyWords): string | undefined {
  const steps = of(trace, 'plan');
  if (steps.length === 0) return undefined;
  return section(
    words.plan,
    ...steps.map(({ chosen, reason }) => `${codeSpan(cell(chosen))}: ${prose(reason)}`),
  );
}

function answers(trace: Trace, words: WhyWords): string | undefined {
  const samples = of(trace, 'sample').map(({ member, text, confidence, ms }) => [
    codeSpan(cell(member)),
    short(text),
    percent(confidence),
    ms === undefined ? '–' : words.milliseconds(ms),
  ]);
  if (samples.length === 0) return undefined;
  return section(
    words.answers,
    table([words.member, words.answer, words.confidence, words.time], samples),
  );
}

function votes(trace: Trace, words: WhyWords): string | undefined {
  const steps = of(trace, 'vote');
  if (steps.length === 0) return undefined;
  return section(
    words.votes,
    ...steps.map((step) =>
      [
        `${codeSpan(cell(step.by))}: ${agreement(step, words)}`,
        table(
          [words.answer, words.count, words.who],
          step.tally.map(({ answer, votes: count, by }) => [
            short(answer),
            String(count),
            by.map((each) => codeSpan(cell(each))).join(', '),
          ]),
        ),
      ].join('\n\n'),
    ),
  );
}

function cascade(trace: Trace, words: WhyWords): string | undefined {
  const steps = of(trace, 'step').map(({ step, reason }) => `${step + 1}. ${prose(reason)}`);
  return steps.length === 0 ? undefined : section(words.steps, steps.join('\n'));
}

function checks(trace: Trace, words: WhyWords, hunk: Hunk | undefined): string | undefined {
  const groups = hunk
    ? [{ subject: undefined, reports: hunk.checks }]
    : of(trace, 'checks').map(({ subject, reports }) => ({ subject, reports }));
  const filled = groups.filter(({ reports }) => reports.length > 0);
  if (filled.length === 0) return undefined;
  return section(
    words.checks,
    ...filled.map(({ subject, reports }) =>
      [
        ...(subject === undefined ? [] : [short(subject)]),
        table(
          [words.check, words.result, words.detail],
          reports.map(({ check, status, detail }) => [
            codeSpan(cell(check)),
            status === 'passed'
              ? `✓ ${words.passed}`
              : status === 'failed'
                ? `✗ ${words.failed}`
                : `– ${words.notChecked}`,
            prose(detail),
          ]),
        ),
      ].join('\n\n'),
    ),
  );
}

function reviews(trace: Trace, words: WhyWords): string | undefined {
  const steps = of(trace, 'review');
  const verdicts = of(trace, 'verdict');
  if (steps.length === 0 && verdicts.length === 0) return undefined;
  return section(
    words.review,
    ...steps.map((step) => `${short(step.subject)}: ${opinion(step, words)}`),
    ...verdicts.map(
      ({ subject, verdict, reason }) =>
        `${short(subject)}: **${words.verdictName(verdict)}**. ${prose(reason)}`,
    ),
  );
}

function conflicts(trace: Trace, words: WhyWords): string | undefined {
  const lines = of(trace, 'conflict').flatMap((step) =>
    step.conflicts.map(
      ({ kind, between: [by, says, otherBy, otherSays] }) =>
        `- ${kind}: ${codeSpan(cell(by))} ${short(says)} ↔ ${codeSpan(cell(otherBy))} ${short(otherSays)}`,
    ),
  );
  return lines.length === 0 ? undefined : section(words.conflicts, lines.join('\n'));
}

function notes(trace: Trace, words: WhyWords): string | undefined {
  const lines = of(trace, 'note').map(({ text }) => `- ${prose(text)}`);
  return lines.length === 0 ? undefined : section(words.notes, lines.join('\n'));
}

function usage({ usage: used = [] }: Trace, words: WhyWords): string | undefined {
  if (used.length === 0) return undefined;
  return section(
    words.work,
    table(
      [words.member, words.calls, words.tokens, words.texts],
      used.map(({ member, calls, tokens, texts }) => [
        codeSpan(cell(member)),
        String(calls),
        String(tokens),
        String(texts),
      ]),
    ),
  );
}

/** Who wrote what was taken, as far as the trace of a whole answer tells. */
function authorOf(trace: Trace): string | undefined {
  const credit = of(trace, 'credit').at(-1)?.credit;
  if (credit) return credit.by.join(', ');
  const drafts = [...new Set(of(trace, 'draft').map(({ member }) => member))];
  return drafts.length === 0 ? undefined : drafts.join(', ');
}

function confidenceOf(trace: Trace): number | undefined {
  const vote = of(trace, 'vote').at(-1);
  const step = of(trace, 'step').at(-1);
  const review = of(trace, 'review').at(-1);
  return (
    step?.confidence ?? review?.fused ?? vote?.confidence ?? of(trace, 'sample').at(-1)?.confidence
  );
}

function agreement({ tally }: Step<'vote'>, words: WhyWords): string {
  const all = tally.reduce((sum, each) => sum + each.votes, 0);
  return words.agree(tally[0]?.votes ?? 0, all);
}

function opinion({ reviewer, fused, threshold }: Step<'review'>, words: WhyWords): string {
  return words.opinion(codeSpan(cell(reviewer)), fused, threshold);
}

function counted(reports: readonly CheckReport[], words: WhyWords): string {
  const count = (status: CheckReport['status']): number =>
    reports.filter((each) => each.status === status).length;
  return words.tally(count('passed'), count('failed'), count('notChecked'));
}

/** The whole and its parts; steps that tell no time have none of their own. */
function timings(trace: Trace, words: WhyWords): string {
  const kinds = [
    ['route', words.route],
    ['draft', words.answers],
    ['checks', words.checks],
    ['review', words.review],
  ] as const;
  const parts = kinds.flatMap(([kind, name]) => {
    const ms = of(trace, kind).reduce((sum, step) => sum + (step.ms || 0), 0);
    return ms > 0 ? [`${name} ${words.milliseconds(ms)}`] : [];
  });
  const all = words.milliseconds(trace.totalMs);
  return parts.length === 0 ? all : `${all} (${parts.join(', ')})`;
}

function worked({ usage: used = [] }: Trace, words: WhyWords): string {
  if (used.length === 0) return words.noModel;
  const sum = (field: 'calls' | 'tokens'): number =>
    used.reduce((total, each) => total + each[field], 0);
  return `${words.calls} ${sum('calls')}, ${words.tokens} ${sum('tokens')}`;
}

function of<K extends TraceStep['kind']>({ steps }: Trace, kind: K): readonly Step<K>[] {
  return steps.filter((step): step is Step<K> => step.kind === kind);
}

function section(title: string, ...blocks: readonly string[]): string {
  return [`## ${title}`, ...blocks].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A share as words would have it, and as a picture that needs no colour. */
function bar(share: number): string {
  const filled = Math.max(0, Math.min(10, Math.round(share * 10)));
  return `${percent(share)} ${'▮'.repeat(filled)}${'▯'.repeat(10 - filled)}`;
}

function percent(share: number): string {
  return typeof share === 'number' ? `${Math.round(share * 100)} %` : '–';
}

const longest = 160;

/** A text of a model or a document within a line. */
function short(text: string): string {
  const line = cell(text);
  if (line === '') return '∅';
  return codeSpan(line.length > longest ? `${line.slice(0, longest)}…` : line);
}

/** A text that keeps its row of a table together. */
function cell(text: string): string {
  return showInvisible(String(text)).replace(/\s+/g, ' ').trim().replaceAll('|', '∣');
}

/** A sentence of the engine, in which a quoted text must not become a link, an image or HTML. */
function prose(text: string): string {
  return cell(text).replace(/[\\`*_{}[\]()#!<>~$:@]/g, '\\$&');
}
