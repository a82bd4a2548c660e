const experts = { code: 'nano:code', logic: 'nano:logic', prose: 'nano:prose' };

/** The ensembles that ship, each a specification as a user would write it. */
export const builtInEnsembles: Readonly<Record<string, unknown>> = {
  experts: {
    kind: 'review',
    draft: { kind: 'route', experts },
    reviewer: 'nano:reviewer',
  },
  unreviewed: { kind: 'route', experts },
  general: { kind: 'review', draft: 'nano:general', reviewer: 'nano:general' },
  tools: { kind: 'route', experts: {} },
  majority: { kind: 'vote', members: '*' },
  trust: { kind: 'vote', members: '*', by: 'trust' },
};
