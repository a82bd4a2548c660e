import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../../../protocol/result.ts';
import type { Member } from '../../member.ts';
import type { Sample } from '../answer.ts';
import { drawSamples, questionRequest } from '../draw.ts';
import type { Question } from '../question.ts';
import type { AnswerContext } from '../strategy.ts';

/** A sample that several members wrote as one. */
export interface AveragedSample {
  readonly sample: Sample;
  readonly members: readonly string[];
}

/**
 * One greedy answer from the averaged next-token probabilities of all members. With the nano pool's expert and its
 * generalist this costs 3 to 4 points of accuracy against the expert alone, and ranks its own errors better in logic
 * only (`test/eval/averaging.ts`, 600 rows each), so nothing built-in uses it.
 */
export async function generateByTokens(
  ids: readonly string[],
  question: Question,
  context: AnswerContext,
  signal: AbortSignal,
): Promise<Result<AveragedSample>> {
  const members: Member[] = [];
  for (const id of ids) {
    const member = context.member(id);
    if (!member) {
      return failed(
        'memberUnknown',
        l10n.t(
          '“{0}” is not available, and averaging tokens needs every member; fuse by “merge” instead.',
          id,
        ),
      );
    }
    members.push(member);
  }
  const [first, ...others] = members;
  if (!first) return failed('badInput', l10n.t('This ensemble has no members.'));
  const draw = { first: 0, count: 1, temperature: 0 };
  const request = {
    ...questionRequest(question, draw, context),
    averageWith: others.map(({ id }) => id),
  };
  const unable = members.find(({ capabilities }) => capabilities.average !== true);
  if (unable && others.length > 0) {
    return failed(
      'unsupported',
      l10n.t(
        '“{0}” does not share a process and a tokenizer with the others, so tokens cannot be averaged; fuse by “merge” instead.',
        unable.id,
      ),
    );
  }
  const samples = await drawSamples(first, request, context, signal);
  if (!samples.ok) return samples;
  const [sample] = samples.value;
  return sample
    ? ok({ sample, members: ids })
    : failed('modelInvalid', l10n.t('“{0}” gave no answer.', first.id));
}
