import { createClassifier, type Classifier } from './classifier.ts';
import { classifierData } from './classifierData.ts';

let shipped: Classifier | undefined;

/** The classifier that `training/router/fit.ts` wrote, unpacked on first use. */
export function shippedClassifier(): Classifier {
  shipped ??= createClassifier(classifierData);
  return shipped;
}
