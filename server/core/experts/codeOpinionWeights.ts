/** Written by training/ranker/fit.ts --opinions: how the evidence and what a member says weigh together, see codeEvidence.ts. */
export const codeOpinionWeights: Readonly<Record<string, number>> = {
  after: 0.53,
  again: 2.106,
  alone: -0.234,
  asked: 0.716,
  bias: -1.15,
  evidence: 0.706,
  known: 1.982,
  repair: 0.249,
  rule: 1.575,
};
