/** Written by training/ranker/fit.ts --opinions: how the evidence and what a member says weigh together, see codeEvidence.ts. */
export const codeOpinionWeights: Readonly<Record<string, number>> = {
  after: 0.467,
  again: 2.053,
  alone: -0.298,
  asked: 0.422,
  bias: -1.376,
  evidence: 0.806,
  repair: 0.216,
};
