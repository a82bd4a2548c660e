import * as l10n from '@vscode/l10n';
import { worthwhile, type LogicForm, type LogicSite } from '../../../protocol/checker.ts';
import type { CheckReport } from '../../../protocol/refine.ts';
import type { TraceCandidate } from '../../../protocol/trace.ts';
import type { Draft, DraftInput, DraftOutcome, Expert, ExpertDeps } from './expert.ts';
import { writtenConditions } from './logicComments.ts';
import { draftsOf, scoresOf, type MemberWork } from './logicMember.ts';
import {
  foreignNote,
  minimalNote,
  noConditionNote,
  nothingToEvaluateNote,
  taskOf,
  type LogicTask,
} from './logicScope.ts';
import { countsAs, likeDialect, spelledOut } from './logicSpelling.ts';

const tool = 'tool:logic';
/** Sites per selection for which the member is asked; the exact tool alone does the rest. */
const askedSites = 12;

/**
 * Simplifies conditions and evaluates integer arithmetic: the member drafts and ranks, a truth table decides.
 * Where a condition is missing, it is written from the comment beside it.
 */
export const logicExpert: Expert = createLogicExpert();

/** How a logic expert uses its member. */
export interface LogicExpertOptions {
  /**
   * The member orders forms that are equally simple. Off: on the benchmark's conditions the tools' own
   * order, which follows the author's style, is right more often (docs/benchmarks).
   */
  readonly memberOrders?: boolean;
}

/** A logic expert with other habits than the shipped one, for measuring them. */
export function createLogicExpert(options: LogicExpertOptions = {}): Expert {
  return { id: 'logic', draft: (input, deps, signal) => drafted(input, deps, options, signal) };
}

async function drafted(
  input: DraftInput,
  deps: ExpertDeps,
  options: LogicExpertOptions,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  const written = await writtenConditions(input, deps.tools, signal);
  if (written) return written;
  const task = taskOf(input.instruction);
  if (!task) return { kind: 'declined', reason: foreignNote(input.instruction ?? '') };
  const { documentText: text, languageId, range } = input;
  const report = await deps.tools.call('logic/sites', { text, languageId, range }, signal);
  if (!report.ok) return { kind: 'declined', reason: report.failure.message };
  const sites = chosenSites(report.value.sites, task);
  return draftSites(
    input,
    input.standingIn ? sites.flatMap(withoutStyle) : sites,
    task,
    deps,
    options,
    signal,
  );
}

/** Constants in code stay as their author wrote them, unless the arithmetic is all there is or is asked for. */
function chosenSites(sites: readonly LogicSite[], task: LogicTask): LogicSite[] {
  return sites.filter((site) => {
    if (site.kind === 'condition') return task === 'simplify';
    return task === 'evaluate' || site.whole === true;
  });
}

/**
 * The site with only those forms that do without something, whatever its operands are: `!(x >= 0)` may be there for
 * what is not a number. None where there is no such form.
 */
function withoutStyle(site: LogicSite): readonly LogicSite[] {
  const forms = site.forms.filter(
    ({ leavesOut, assumption }) => leavesOut === true && assumption === undefined,
  );
  return forms.length === 0 ? [] : [{ ...site, forms }];
}

async function draftSites(
  input: DraftInput,
  sites: readonly LogicSite[],
  task: LogicTask,
  deps: ExpertDeps,
  options: LogicExpertOptions,
  signal: AbortSignal,
): Promise<DraftOutcome> {
  if (sites.length === 0) {
    return {
      kind: 'declined',
      reason: task === 'evaluate' ? nothingToEvaluateNote() : noConditionNote(),
    };
  }
  const drafts: Draft[] = [];
  for (const [index, site] of sites.entries()) {
    // What is superfluous the tool tells by itself; a member's drafts may differ in style.
    const asked = index < askedSites && !input.standingIn ? deps : { tools: deps.tools };
    const draft = await draftSite(input, site, asked, options, signal);
    if (draft) drafts.push(draft);
  }
  const doubt = sites.find((site) => site.note !== undefined && site.forms.length === 0)?.note;
  const note = doubt ?? (drafts.length === 0 ? minimalNote() : undefined);
  return { kind: 'drafts', drafts, ...(note === undefined ? {} : { note }) };
}

/** One form on offer, by whom, and how likely the member finds it. */
interface Candidate {
  readonly form: LogicForm;
  readonly by: string;
  readonly logProb?: number;
}

async function draftSite(
  input: DraftInput,
  site: LogicSite,
  { member, tools }: ExpertDeps,
  { memberOrders }: LogicExpertOptions,
  signal: AbortSignal,
): Promise<Draft | undefined> {
  const prompt = promptFor(site);
  // Where nothing is simpler there is nothing for the member to find: its drafts could only be equal or wrong.
  const work =
    member && prompt !== undefined && worthAsking(site)
      ? await draftsOf(member, prompt, signal)
      : undefined;
  const own =
    work && member ? await verifiedDrafts(input, site, work, member.id, { tools }, signal) : [];
  const listed = [...site.forms.map((form) => candidateOf(form, work, member?.id)), ...own];
  const equals = equallyGood(listed);
  const ranked = memberOrders
    ? await rankEquals(equals, work, prompt, { member, tools }, signal)
    : equals;
  const [best] = ranked;
  if (!best) return undefined;
  const rest = listed.filter((each) => !equals.includes(each));
  return {
    range: site.range,
    newText: best.form.text,
    proposedBy: best.by,
    summary: summaryOf(site, best.form),
    confidence: confidenceOf(best, work),
    candidates: [...ranked, ...rest].map(traced),
    alternatives: [...ranked.slice(1), ...rest].map(({ form }) => form.text),
    evidence: [evidenceOf(site, best.form)],
  };
}

/** Those that nothing is simpler than by more than taste, in the tool's order, which follows the author's style. */
function equallyGood(listed: readonly Candidate[]): readonly Candidate[] {
  const cheapest = Math.min(...listed.map(({ form }) => form.cost));
  return listed.filter(({ form }) => form.cost < cheapest + worthwhile);
}

function worthAsking(site: LogicSite): boolean {
  return site.forms.length > 0 || (site.skeleton?.text.length ?? 0) > 12;
}

function promptFor(site: LogicSite): string | undefined {
  if (site.kind === 'arithmetic') return `eval: ${site.original}`;
  return site.skeleton && `simplify: ${site.skeleton.text}`;
}

function candidateOf(
  form: LogicForm,
  work: MemberWork | undefined,
  memberId: string | undefined,
): Candidate {
  const wrote =
    memberId !== undefined && (work?.answers.some((answer) => countsAs(answer, form)) ?? false);
  return { form, by: wrote ? memberId : tool };
}

/** The member's drafts that no exact form equals: each must be proven before it counts, and must be simpler. */
async function verifiedDrafts(
  input: DraftInput,
  site: LogicSite,
  { answers }: MemberWork,
  memberId: string,
  { tools }: ExpertDeps,
  signal: AbortSignal,
): Promise<Candidate[]> {
  if (site.kind === 'arithmetic' || !site.skeleton) return [];
  const fresh = [...new Set(answers)].filter(
    (answer) => !site.forms.some((form) => countsAs(answer, form)),
  );
  const found: Candidate[] = [];
  for (const answer of fresh) {
    const after = spelledOut(likeDialect(answer, input.languageId), site.skeleton.operands);
    if (after === undefined || after.length >= site.original.length) continue;
    const report = await tools.call(
      'logic/equivalent',
      { languageId: input.languageId, before: site.original, after },
      signal,
    );
    if (!report.ok || report.value.verdict !== 'equivalent' || report.value.cost === undefined)
      continue;
    const { detail, cost, assumption, saves } = report.value;
    // A draft is offered only where it is simpler by the exact tool's own measure.
    if (saves !== true) continue;
    found.push({
      form: {
        text: after,
        cost,
        proof: detail,
        ...(assumption === undefined ? {} : { assumption }),
      },
      by: memberId,
    });
  }
  return found;
}

/** Forms of equal cost differ in style alone: the member's liking orders them where it is asked to. */
async function rankEquals(
  equals: readonly Candidate[],
  work: MemberWork | undefined,
  prompt: string | undefined,
  { member }: ExpertDeps,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const spelled = equals.filter(({ form }) => form.skeleton !== undefined);
  const written = spelled.find(({ form }) =>
    work?.answers.some((answer) => countsAs(answer, form)),
  );
  const chain =
    written && [...(work?.chains ?? [])].find(([answer]) => countsAs(answer, written.form))?.[1];
  if (!member || spelled.length < 2 || chain === undefined || prompt === undefined) return equals;
  const answers = [...new Set(spelled.map(({ form }) => form.skeleton as string))];
  const scores = await scoresOf(member, prompt, chain, answers, signal);
  if (!scores) return equals;
  const scored = equals.map((each): Candidate => {
    const logProb = scores[answers.indexOf(each.form.skeleton ?? '')];
    return logProb === undefined ? each : { ...each, logProb };
  });
  return scored.toSorted((a, b) => (b.logProb ?? -Infinity) - (a.logProb ?? -Infinity) || 0);
}

/** A proof without assumptions is certain; with one, the member's agreement adds a little. */
function confidenceOf({ form, by }: Candidate, work: MemberWork | undefined): number {
  if (form.assumption === undefined) return 0.99;
  const agree = work?.answers.filter((answer) => countsAs(answer, form)).length ?? 0;
  return by === tool ? 0.85 : 0.85 + 0.1 * (agree / Math.max(1, work?.answers.length ?? 1));
}

function evidenceOf(site: LogicSite, form: LogicForm): CheckReport {
  const check = site.kind === 'arithmetic' ? 'arithmetic' : 'equivalence';
  if (form.assumption === undefined)
    return { check, status: 'passed', proof: true, detail: l10n.t('Proven: {0}.', form.proof) };
  return {
    check,
    status: 'passed',
    detail: l10n.t('Equal if {0} ({1}).', form.assumption, form.proof),
  };
}

function summaryOf(site: LogicSite, form: LogicForm): string {
  if (site.kind === 'arithmetic') return l10n.t('Evaluated: the value is {0}.', form.text);
  if (/^(true|false|True|False)$/.test(form.text))
    return l10n.t('The condition is always {0}.', form.text.toLowerCase());
  return l10n.t('Simplified to the same condition with less to read ({0}).', proofOf(form));
}

function traced({ form, by, logProb }: Candidate): TraceCandidate {
  const note = l10n.t('cost {0}, {1}', form.cost, proofOf(form));
  return { text: form.text, by, note, ...(logProb === undefined ? {} : { logProb }) };
}

/** How a form was proven, and what had to be assumed for it. */
function proofOf({ proof, assumption }: LogicForm): string {
  return assumption === undefined ? proof : l10n.t('{0}, if {1}', proof, assumption);
}
