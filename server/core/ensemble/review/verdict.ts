import { estimateConfidence } from '../estimate.ts';
import type { Asking } from '../gather.ts';
import { judgedSignals, type Judged, type Review } from './judge.ts';

/** Whether a judged text may stay: no check failed, and it is likelier right than wrong. */
export function stands(review: Review, judged: Judged, { question, context }: Asking): boolean {
  if (judged.checks.some(({ status }) => status === 'failed')) return false;
  const fit = context.fitted.nodes[`${review.path}/draft`];
  if (!fit?.calibrators) return judged.fused >= 0.5;
  return estimateConfidence(fit, question.domain, judgedSignals(judged)).confidence >= 0.5;
}

/** Whether a repair is to replace the draft: by what was learned, else by the reviewer's word on both. */
export function isBetter(
  { path }: Review,
  repair: Judged,
  first: Judged,
  { question, context }: Asking,
): boolean {
  const failed = ({ checks }: Judged): boolean => checks.some(({ status }) => status === 'failed');
  if (failed(repair)) return false;
  const nodes = context.fitted.nodes;
  const [draftFit, repairFit] = [nodes[`${path}/draft`], nodes[`${path}/repair`]];
  if (draftFit?.calibrators && repairFit?.calibrators) {
    const of = (fit: typeof draftFit, judged: Judged): number =>
      estimateConfidence(fit, question.domain, judgedSignals(judged)).confidence;
    return of(repairFit, repair) > of(draftFit, first);
  }
  if (failed(first)) return true;
  return (repair.accept ?? 0) > (first.accept ?? 0) && repair.fused > first.fused;
}
