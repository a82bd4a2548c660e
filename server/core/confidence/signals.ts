/** Named numbers about one answer; calibrators and the logistic blend read them by name. */
export type Signals = Readonly<Record<string, number>>;

/**
 * Every signal that this folder computes, and what it means. Higher does not always mean surer: the blend learns the
 * direction. Logarithms are natural.
 */
export const signalMeanings = {
  meanLogProb: 'mean log-probability of the answer’s tokens',
  sumLogProb: 'log-probability of the whole answer',
  minLogProb: 'log-probability of its least certain token',
  p10LogProb: 'log-probability that a tenth of its tokens stay below',
  quantile0: 'Chow quantiles of the token log-probabilities: 0 %',
  quantile10: '… 10 %',
  quantile20: '… 20 %',
  quantile30: '… 30 %',
  quantile40: '… 40 %',
  quantile50: '… 50 %',
  quantile60: '… 60 %',
  quantile70: '… 70 %',
  quantile80: '… 80 %',
  quantile90: '… 90 %',
  quantile100: '… 100 %',
  lowestWindowLogProb: 'mean log-probability of the least certain window of tokens',
  bottomWindowsLogProb: 'mean log-probability of the least certain tenth of the windows',
  length: 'number of tokens',
  meanEntropy:
    'mean entropy of the next token over the likeliest alternatives and the rest, in nats',
  maxEntropy: 'largest such entropy',
  meanMargin: 'mean difference of the two highest token probabilities',
  minMargin: 'smallest such difference',
  deepConfMean: 'DeepConf: mean over tokens of minus the mean log-probability of the alternatives',
  deepConfLowest: 'DeepConf of the least certain window',
  deepConfBottom: 'DeepConf of the least certain tenth of the windows',
  deepConfTail: 'DeepConf of the last window',
  spanMeanLogProb: 'mean log-probability of the tokens of the extracted answer alone',
  spanMinLogProb: 'lowest log-probability among them',
  share: 'share of the samples that agree with the answer',
  voteMargin: 'that share minus the share of the next most frequent answer',
  voteEntropy: 'entropy of the answers’ frequencies, in nats',
  distinct: 'number of different answers',
  unreadable: 'share of samples from which no answer could be read',
  semanticShare: 'share of the samples in the answer’s cluster of meanings',
  semanticEntropy: 'entropy of the clusters of meanings, in nats',
  semanticClusters: 'number of clusters of meanings',
  pTrue: 'probability that the member itself gives to “this answer is true”',
  checksPassed: 'share of the checks that applied and passed',
  checkFailed: '1 when a check failed, else 0',
  checksApplied: 'number of checks that applied',
} as const satisfies Readonly<Record<string, string>>;

export type SignalName = keyof typeof signalMeanings;
