import type { CheckParams } from '../../protocol/checker.ts';
import type { CheckReport } from '../../protocol/refine.ts';
import { diagnosticsCheck, literalsCheck, namesCheck, parseCheck } from './code/tools.ts';
import { arithmeticCheck, equivalenceCheck } from './logic/checks.ts';
import { scopeCheck } from './logic/comments/scopeCheck.ts';
import { lengthCheck } from './lengthCheck.ts';

type Check = (params: CheckParams) => Promise<CheckReport>;

// Loaded when prose is first checked: the prose tools take most of the time in which a checker starts.
const masksCheck: Check = async (params) => (await import('./prose/tools.ts')).masksCheck(params);
const lintsCheck: Check = async (params) => (await import('./prose/tools.ts')).lintsCheck(params);
const markdownCheck: Check = async (params) =>
  (await import('./prose/markdownStructure.ts')).markdownCheck(params);

/** The document must not lose its form: its Markdown structure, or its syntax. */
const formCheck: Check = (params) =>
  params.languageId === 'markdown' ? markdownCheck(params) : parseCheck(params);

/** Which checks apply to a domain's drafts, cheap ones first. */
const checksByDomain: Readonly<Record<string, readonly Check[]>> = {
  prose: [lengthCheck, masksCheck, formCheck, lintsCheck],
  logic: [lengthCheck, parseCheck, equivalenceCheck, arithmeticCheck, diagnosticsCheck],
  /** A condition written where none stood, from a comment. */
  condition: [lengthCheck, parseCheck, scopeCheck, diagnosticsCheck],
  code: [lengthCheck, parseCheck, namesCheck, literalsCheck, diagnosticsCheck],
};

/** A domain that a user added gets the checks that need no knowledge of it. */
const anyDomain: readonly Check[] = [lengthCheck, masksCheck, formCheck];

/** Runs a draft's checks until one fails; what comes after a failure no longer matters. */
export async function checkEdit(
  params: CheckParams,
  signal: AbortSignal,
): Promise<{ reports: readonly CheckReport[] }> {
  const reports: CheckReport[] = [];
  for (const check of checksByDomain[params.domain] ?? anyDomain) {
    signal.throwIfAborted();
    const report = await check(params);
    reports.push(report);
    if (report.status === 'failed') break;
  }
  return { reports };
}
