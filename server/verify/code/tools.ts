import type { CheckerHandlers } from '../messages.ts';
import { syntaxBags } from '../syntax/bags.ts';
import { parseReport, syntaxReport } from '../syntax/queries.ts';
import { diagnosedReport } from './diagnosed.ts';
import { exampleReport } from './examples/exampleReport.ts';
import { repairReport } from './repairs.ts';

export { literalsCheck, namesCheck, parseCheck } from './checks.ts';
export { diagnosticsCheck } from './diagnostics.ts';

/** The checker's answers about syntax and repairs. */
export const codeTools: Pick<
  CheckerHandlers,
  | 'syntax/parse'
  | 'syntax/node'
  | 'syntax/bags'
  | 'code/repairs'
  | 'code/examples'
  | 'code/diagnosed'
> = {
  'syntax/parse': (params) => parseReport(params),
  'syntax/node': (params) => syntaxReport(params),
  'syntax/bags': syntaxBags,
  'code/repairs': repairReport,
  'code/examples': exampleReport,
  'code/diagnosed': diagnosedReport,
};
