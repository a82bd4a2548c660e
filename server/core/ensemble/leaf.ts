import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../../protocol/result.ts';
import { tokenSignals } from '../confidence/tokenSignals.ts';
import type { Answer, Sample } from './answer.ts';
import { canonicalAnswer, shownAnswer } from './canonical/canonical.ts';
import { drawSamples, questionRequest } from './draw.ts';
import { estimateConfidence, rawSignal } from './estimate.ts';
import type { NodeFit } from './fitted.ts';
import { confidenceLesson } from './learnConfidence.ts';
import type { Question } from './question.ts';
import { shapeSignals } from './shape.ts';
import type { AnswerContext, Draw, Strategy } from './strategy.ts';

const greedy: Draw = { first: 0, count: 1, temperature: 0 };

/** One member, asked as it is. */
export function createLeaf(member: string, path: string): Strategy {
  async function draws(
    question: Question,
    draw: Draw,
    context: AnswerContext,
    signal: AbortSignal,
  ): Promise<Result<readonly Answer[]>> {
    const found = context.member(member);
    if (!found) return failed('memberUnknown', l10n.t('“{0}” is not available.', member));
    const request = questionRequest(question, draw, context);
    const samples = await drawSamples(found, request, context, signal);
    if (!samples.ok) return samples;
    const fit = context.fitted.nodes[path];
    const answers = samples.value.map((sample) => leafAnswer(question, sample, fit));
    for (const answer of answers) traceSample(path, answer, context);
    return ok(answers);
  }

  const strategy: Strategy = {
    path,
    memberId: member,
    children: [],
    lessons: [],
    draws,
    async answer(question, context, signal) {
      const answers = await draws(question, greedy, context, signal);
      const [first] = answers.ok ? answers.value : [];
      if (!answers.ok) return answers;
      return first ? ok(first) : failed('modelInvalid', l10n.t('“{0}” gave no answer.', member));
    },
  };
  return { ...strategy, lessons: [confidenceLesson(strategy)] };
}

/** A sample as an answer, with the confidence that its member's calibration gives it. */
function leafAnswer(question: Question, sample: Sample, fit: NodeFit | undefined): Answer {
  const canonical = canonicalAnswer(question, sample.text);
  const told = tokenSignals(sample.tokens ?? []);
  const signals = {
    ...shapeSignals(question, sample.text, canonical),
    ...told,
    // The geometric mean of the tokens' probabilities; a member that tells none is neither trusted nor doubted.
    [rawSignal]: Math.exp(told['meanLogProb'] ?? Math.log(0.5)),
  };
  return {
    text: shownAnswer(question, sample.text, canonical),
    canonical,
    ...estimateConfidence(fit, question.domain, signals),
    member: sample.member,
    chosen: sample,
    calls: 1,
    callsBy: { [sample.member]: 1 },
    stop: 'single',
    samples: [sample],
    signals,
  };
}

function traceSample(place: string, answer: Answer, { trace }: AnswerContext): void {
  const { chosen, canonical, confidence, signals } = answer;
  if (!chosen) return;
  const { member, index, text, ms } = chosen;
  trace.add({
    kind: 'sample',
    place,
    member,
    index,
    text,
    confidence,
    ...(canonical !== undefined && { canonical }),
    ...(signals['meanLogProb'] !== undefined && { meanLogProb: signals['meanLogProb'] }),
    ...(ms !== undefined && { ms }),
  });
}
