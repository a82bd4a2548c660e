/** Written by training/ranker/fit.ts --opinions: how the evidence and what a member says weigh together, see codeEvidence.ts. */
export const codeOpinionWeights: Readonly<Record<string, number>> = {
  after: 0.522,
  again: 2.012,
  alone: -0.269,
  asked: 0.637,
  bias: -0.769,
  evidence: 0.785,
  repair: 0.229,
};
