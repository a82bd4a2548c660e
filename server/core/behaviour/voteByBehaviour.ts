import * as l10n from '@vscode/l10n';
import type { CandidateRun, CandidateTests } from '../../../protocol/behaviour.ts';
import type { Question } from '../ensemble/question.ts';
import type { ExactTools } from '../tools.ts';
import { findCalls, givenTests, memberTests } from './calls.ts';
import { generateInputs } from './inputs.ts';
import { literalLanguage, type LiteralLanguage } from './literal.ts';
import { codeOfPrompt, joinCompletion } from './program.ts';
import { medoidScores, treeClusters } from './treeSimilarity.ts';
import { clustersOf, codeT, softVote, unusable, withTests, type TestScores } from './votes.ts';

/** How members' programs compare by what they do. */
export interface BehaviourVote {
  /** Number of each text's cluster; -1 for a text that cannot be used. Equal numbers mean the same answer. */
  readonly clusters: readonly number[];
  /** Support of each text, 0 to 1; comparable within this vote only. */
  readonly scores: readonly number[];
  /** Index of the best text, the first of several; -1 when there are no texts. */
  readonly chosen: number;
  /** Share of the texts that agree with the chosen one, averaged over the inputs; 0 to 1, not calibrated. */
  readonly confidence: number;
  /** Sentences for the trace: what was run, and why not more. */
  readonly notes: readonly string[];
}

export interface BehaviourOptions {
  /** Inputs that every program is run on. */
  readonly inputs?: number;
  readonly seed?: number;
}

const defaultInputs = 20;

/**
 * Compares members' code answers by behaviour: each is run on the same generated inputs, in the sandbox, and the one
 * that most others agree with is chosen (functional soft vote), joined with the members' own tests where they wrote
 * any (CodeT). Where code cannot be run, or may not, programs are compared by their syntax, and a note says so.
 */
export async function voteByBehaviour(
  question: Question,
  texts: readonly string[],
  tools: ExactTools,
  signal: AbortSignal,
  options: BehaviourOptions = {},
): Promise<BehaviourVote> {
  if (texts.length === 0) return { clusters: [], scores: [], chosen: -1, confidence: 0, notes: [] };
  const { languageId = 'plaintext', entryPoint } = question;
  const language = literalLanguage(languageId);
  const cannot = await whyNotRun(languageId, entryPoint, language, tools, signal);
  const programs =
    entryPoint === undefined || !language
      ? texts
      : texts.map((text) =>
          joinCompletion({ prompt: question.prompt, text, entryPoint, languageId }),
        );
  if (cannot !== undefined || !language || entryPoint === undefined)
    return await voteBySyntax(languageId, programs, [cannot ?? ''], tools, signal);
  const job = { languageId, entryPoint, language, question, programs };
  const ran = await runPrograms(job, tools, signal, options);
  return ran.usable ? ran.vote : await voteBySyntax(languageId, programs, ran.notes, tools, signal);
}

async function whyNotRun(
  languageId: string,
  entryPoint: string | undefined,
  language: LiteralLanguage | undefined,
  tools: ExactTools,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (entryPoint === undefined) return l10n.t('The question names no function to call.');
  if (!language) return l10n.t('Code in {0} cannot be run here.', languageId);
  const answer = await tools.call('behaviour/capabilities', { languageId }, signal);
  if (!answer.ok) return answer.failure.message;
  return answer.value.runs
    ? undefined
    : (answer.value.reason ?? l10n.t('Code cannot be run here.'));
}

interface Job {
  readonly languageId: string;
  readonly entryPoint: string;
  readonly language: LiteralLanguage;
  readonly question: Question;
  /** One per text; equal ones are run once. */
  readonly programs: readonly string[];
}

type Ran =
  | { readonly usable: true; readonly vote: BehaviourVote }
  | { readonly usable: false; readonly notes: readonly string[] };

async function runPrograms(
  job: Job,
  tools: ExactTools,
  signal: AbortSignal,
  options: BehaviourOptions,
): Promise<Ran> {
  const { languageId, entryPoint, programs } = job;
  const distinct = [...new Set(programs)];
  const inputs = inputsFor(job, options);
  const run = { languageId, entryPoint, programs: distinct };
  const ran = await tools.call('behaviour/run', { ...run, inputs }, signal);
  if (!ran.ok) return { usable: false, notes: [ran.failure.message] };
  const notes = [
    l10n.t('{0} programs were run on {1} inputs in the sandbox.', distinct.length, inputs.length),
  ];
  const runs = expand(programs, distinct, ran.value.candidates);
  const clusters = clustersOf(runs);
  const used = clusters.filter((cluster) => cluster !== unusable).length;
  if (used === 0)
    return {
      usable: false,
      notes: [...notes, noValue(runs)],
    };
  if (used < runs.length)
    notes.push(l10n.t('{0} of {1} answers cannot be used.', runs.length - used, runs.length));
  const shares = softVote(runs);
  const tested = await runTests(job, distinct, tools, signal, notes);
  const scores = tested ? withTests(shares, tested) : shares;
  const chosen = indexOfBest(scores, clusters);
  return {
    usable: true,
    vote: { clusters, scores, chosen, confidence: shares[chosen] ?? 0, notes },
  };
}

function inputsFor(
  job: Job,
  { inputs = defaultInputs, seed = 1 }: BehaviourOptions,
): readonly string[] {
  const { question, entryPoint, language, programs } = job;
  return generateInputs({
    code: question.prompt,
    entryPoint,
    language,
    tests: question.tests ?? [],
    program: programs.find((program) => program !== ''),
    limit: inputs,
    seed,
  });
}

async function runTests(
  job: Job,
  distinct: readonly string[],
  tools: ExactTools,
  signal: AbortSignal,
  notes: string[],
): Promise<TestScores | undefined> {
  const { question, entryPoint, language, languageId, programs } = job;
  const code = codeOfPrompt(question.prompt, entryPoint, language) || question.prompt;
  const given = givenTests(findCalls(code, entryPoint, language), entryPoint, language);
  const own = memberTests(question.tests ?? [], entryPoint, language);
  if (given.length + own.length === 0) return undefined;
  const answer = await tools.call(
    'behaviour/tests',
    { languageId, entryPoint, programs: distinct, tests: [...given, ...own] },
    signal,
  );
  if (!answer.ok) {
    notes.push(l10n.t('The tests were left out: {0}', answer.failure.message));
    return undefined;
  }
  notes.push(
    l10n.t(
      '{0} tests of the members and {1} examples of the question were run.',
      own.length,
      given.length,
    ),
  );
  const { candidates } = answer.value;
  const part = (from: number, to?: number): readonly CandidateTests[] =>
    candidates.map((each) =>
      each.usable ? { ...each, outcomes: each.outcomes.slice(from, to) } : each,
    );
  // Each distinct program counts once, however many samples wrote it, as in CodeT.
  const scores = codeT(part(given.length));
  const examples = part(0, given.length).map(passedShare);
  return {
    codeT: expand(programs, distinct, scores),
    ...(given.length > 0 && { examples: expand(programs, distinct, examples) }),
  };
}

function passedShare(run: CandidateTests): number {
  if (!run.usable || run.outcomes.length === 0) return 0;
  return run.outcomes.filter((outcome) => outcome === 'passed').length / run.outcomes.length;
}

/** A result per distinct program, as a result per program. */
function expand<T>(
  programs: readonly string[],
  distinct: readonly string[],
  results: readonly T[],
): readonly T[] {
  const byProgram = new Map(distinct.map((program, index) => [program, results[index]]));
  return programs.map((program) => byProgram.get(program) as T);
}

function noValue(runs: readonly CandidateRun[]): string {
  const failed = runs.find((run) => !run.usable);
  return failed && !failed.usable
    ? l10n.t('None of them has a value on any input ({0}).', failed.error)
    : l10n.t('None of them has a value on any input.');
}

function indexOfBest(scores: readonly number[], clusters: readonly number[]): number {
  let best = clusters.findIndex((cluster) => cluster !== unusable);
  for (const [index, score] of scores.entries())
    if (clusters[index] !== unusable && score > (scores[best] ?? 0)) best = index;
  return Math.max(best, 0);
}

/** The text that is most like all others in its syntax; texts that do not parse are left out. */
async function voteBySyntax(
  languageId: string,
  texts: readonly string[],
  reasons: readonly string[],
  tools: ExactTools,
  signal: AbortSignal,
): Promise<BehaviourVote> {
  const nothing = {
    clusters: texts.map(() => unusable),
    scores: texts.map(() => 0),
    confidence: 0,
  };
  const notes = reasons.filter((reason) => reason !== '');
  const answer = await tools.call('syntax/bags', { languageId, texts }, signal);
  if (!answer.ok || !answer.value.supported) {
    const why = answer.ok ? l10n.t('there is no grammar for it') : answer.failure.message;
    return {
      ...nothing,
      chosen: 0,
      notes: [...notes, l10n.t('The answers were not compared at all: {0}.', why)],
    };
  }
  const { bags } = answer.value;
  const clusters = treeClusters(bags);
  const scores = medoidScores(bags);
  const chosen = indexOfBest(scores, clusters);
  const parsing = clusters.filter((cluster) => cluster !== unusable).length;
  return {
    clusters,
    scores,
    chosen,
    confidence: scores[chosen] ?? 0,
    notes: [
      ...notes,
      l10n.t(
        '{0} of {1} answers parse; they were compared by their syntax only.',
        parsing,
        texts.length,
      ),
    ],
  };
}
