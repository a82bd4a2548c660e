import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReviewThresholds } from '../core/review/reviewer.ts';
import type { Log } from '../log.ts';

type ReviewCalibration = Readonly<Record<string, Readonly<Record<string, ReviewThresholds>>>>;

/** Thresholds per reviewer and domain, fitted on held-out edits and shipped beside the models. */
export function loadReviewCalibration(modelsDir: string, log: Log): ReviewCalibration {
  try {
    return JSON.parse(
      readFileSync(path.join(modelsDir, 'calibration.json'), 'utf8'),
    ) as ReviewCalibration;
  } catch (error) {
    log.warn(`no review calibration: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}
