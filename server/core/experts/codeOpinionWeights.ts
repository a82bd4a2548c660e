/** Written by training/ranker/fit.ts --opinions: how the evidence and a member's opinion weigh together, see codeEvidence.ts. */
export const codeOpinionWeights: Readonly<Record<string, number>> = {
  evidence: 1,
  repair: 0.3,
};
