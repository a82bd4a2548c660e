import { leavesMachine } from '../../protocol/httpMembers.ts';
import type { Trace, TraceCandidate, TraceStep } from '../../protocol/trace.ts';
import type { TraceLevel } from '../../protocol/settings.ts';
import { showInvisible } from '../../protocol/visible.ts';
import { fence } from '../review/visibleText.ts';

/**
 * A trace as Markdown, in the order in which things happened. The words are those of the trace itself
 * and stay English: it is a record to quote in a report, not part of the interface.
 */
export function traceText(trace: Trace, level: TraceLevel): string {
  const head = [
    `# Trace ${showInvisible(trace.id)}`,
    `Started ${showInvisible(trace.startedAt)}, ${milliseconds(trace.totalMs)} in all.`,
  ];
  const steps = trace.steps.map((step, index) => stepText(step, index + 1, level));
  return `${[...head, ...steps].join('\n\n')}\n`;
}

function stepText(step: TraceStep, number: number, level: TraceLevel): string {
  try {
    return knownStep(step, number, level) ?? rawStep(step, number);
  } catch {
    // A newer engine may record a step with other fields than this client knows.
    return rawStep(step, number);
  }
}

function rawStep(step: TraceStep, number: number): string {
  return block(`## ${number}. Step`, [fence(JSON.stringify(step, undefined, 2), 'json')]);
}

/** Undefined for a kind that this client does not know. */
function knownStep(step: TraceStep, number: number, level: TraceLevel): string | undefined {
  const title = (words: string, ms?: number): string =>
    `## ${number}. ${words}${ms === undefined ? '' : ` (${milliseconds(ms)})`}`;
  switch (step.kind) {
    case 'route':
      return block(title(`Route: ${inline(step.decision.expert)}`, step.ms), [
        inline(step.decision.reason),
        ...Object.entries(step.decision.scores)
          .sort(([, a], [, b]) => b - a)
          .map(([expert, score]) => `- ${inline(expert)}: ${decimal(score)}`),
      ]);
    case 'mask':
      return block(title('Mask'), [`${step.spans} spans are kept as they are.`]);
    case 'draft':
      return draftText(title(`Draft by ${who(step.member)}`, step.ms), step, level);
    case 'checks':
      return block(title(`Checks of ${inline(step.subject)}`, step.ms), [
        ...step.reports.map(
          (each) =>
            `- ${each.check}: ${each.status}${each.detail ? `, ${inline(each.detail)}` : ''}`,
        ),
      ]);
    case 'review':
      return block(title(`Review by ${who(step.reviewer)}`, step.ms), [
        `${inline(step.subject)}: the reviewer gives ${decimal(step.accept)}, with the expert's confidence ${decimal(step.fused)}; ${decimal(step.threshold)} is needed.`,
      ]);
    case 'verdict':
      return block(title(`Verdict: ${step.verdict}`), [
        `${inline(step.subject)}: ${inline(step.reason)}`,
      ]);
    case 'sample':
      return block(title(`Answer ${step.index + 1} of ${who(step.member)}`, step.ms), [
        fence(showInvisible(step.text), ''),
        ...(step.canonical === undefined ? [] : [`Read as ${code(step.canonical)}.`]),
        `Confidence ${decimal(step.confidence)}${step.meanLogProb === undefined ? '' : `, mean log-probability ${decimal(step.meanLogProb)}`}, at ${code(step.place)}.`,
      ]);
    case 'vote':
      return block(title(`Vote by ${inline(step.by)}`), [
        ...step.tally.map(
          ({ answer, votes, weight, by }) =>
            `- ${code(answer)}: ${votes} votes, weight ${decimal(weight)} (${by.map(who).join(', ')})`,
        ),
        `Ended: ${inline(step.stop)}. Confidence ${decimal(step.confidence)}, at ${code(step.place)}.`,
      ]);
    case 'step':
      return block(title(`Step ${step.step + 1} ${step.outcome}`), [
        `${inline(step.reason)} (${code(step.place)})`,
      ]);
    case 'fuse':
      return fuseText(title(`Fusion by ${inline(step.by)}`, step.ms), step, level);
    case 'conflict':
      return block(title('Contradictions', step.ms), [
        ...step.conflicts.map(
          ({ kind, between: [by, says, otherBy, otherSays] }) =>
            `- ${kind}: ${who(by)} says ${code(says)}, ${who(otherBy)} says ${code(otherSays)}`,
        ),
      ]);
    case 'plan':
      return block(title(`Plan: ${inline(step.chosen)}`, step.ms), [
        inline(step.reason),
        ...step.plans.map(
          ({ name, quality, cost, utility }) =>
            `- ${inline(name)}: quality ${decimal(quality)}, cost ${decimal(cost)}, utility ${decimal(utility)}`,
        ),
      ]);
    case 'credit':
      return block(title('Answerable'), [
        `${step.credit.by.map(who).join(', ')} for this answer, in ${inline(step.credit.domain)}.`,
      ]);
    case 'note':
      return block(title('Note'), [inline(step.text)]);
    default:
      return undefined;
  }
}

function fuseText(
  title: string,
  step: Extract<TraceStep, { kind: 'fuse' }>,
  level: TraceLevel,
): string {
  const parts = (step.parts ?? []).map(
    ({ text, supportedBy, kept }) =>
      `- ${kept ? 'kept' : 'left out'}, said by ${supportedBy.length}: ${code(text)}`,
  );
  const candidates = step.candidates.map((candidate, at) => {
    const score = step.scores?.[at];
    return `${candidateText(candidate)}${score === undefined ? '' : `, score ${decimal(score)}`}`;
  });
  return block(title, [
    `${inline(step.reason)} (${code(step.place)})`,
    ...parts,
    ...(level === 'full' ? ['Candidates:', candidates.join('\n')] : []),
  ]);
}

function draftText(
  title: string,
  step: Extract<TraceStep, { kind: 'draft' }>,
  level: TraceLevel,
): string {
  const chosen = step.chosen === undefined ? undefined : step.candidates[step.chosen];
  const lines = ['Original:', fence(showInvisible(step.original), '')];
  if (chosen) lines.push('Chosen:', fence(showInvisible(chosen.text), ''));
  else lines.push('No single candidate was taken as it stands.');
  if (level === 'full' && step.candidates.length > 0) {
    lines.push('Candidates:', step.candidates.map(candidateText).join('\n'));
  }
  return block(title, lines);
}

function candidateText(candidate: TraceCandidate): string {
  const details = [
    who(candidate.by),
    ...(candidate.logProb === undefined ? [] : [`log-probability ${decimal(candidate.logProb)}`]),
    ...(candidate.note === undefined ? [] : [inline(candidate.note)]),
  ];
  return `- ${JSON.stringify(showInvisible(candidate.text))} (${details.join(', ')})`;
}

function block(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n\n').replace(/(\n- [^\n]*)\n(?=\n- )/g, '$1');
}

function code(text: string): string {
  return `\`${inline(text).replaceAll('`', 'ˋ')}\``;
}

function inline(text: string): string {
  return showInvisible(text).replace(/\s+/g, ' ').trim();
}

/** A member, marked where what it was asked left the machine. */
function who(member: string): string {
  return `${inline(member)}${leavesMachine(member) ? ' (leaves this machine)' : ''}`;
}

function decimal(value: number): string {
  // A trace is another process's word; a missing number must not lose the rest of it.
  return typeof value === 'number' ? value.toFixed(3) : '–';
}

function milliseconds(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
