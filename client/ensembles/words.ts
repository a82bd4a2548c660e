import { l10n } from 'vscode';
import type { DraftDomain, DraftKind } from './ensembleDraft.ts';

/** The sentences of running, comparing and making ensembles. */
export const ensembleWords = {
  refineTitle: () => l10n.t('Refine the selection with an ensemble'),
  askTitle: () => l10n.t('Ask an ensemble'),
  choose: () => l10n.t('Who shall do it?'),
  canRefine: () => l10n.t('Refine the selection'),
  answersOnly: () => l10n.t('Answer in the chat, about the selection'),
  answers: () => l10n.t('Ensembles'),
  singleMembers: () => l10n.t('Single models'),
  builtIn: () => l10n.t('built in'),
  own: () => l10n.t('from your settings'),
  calls: (count: number) =>
    count === 1 ? l10n.t('1 call') : l10n.t('about {0} calls', String(count)),
  noCalls: () => l10n.t('no model is called'),
  questionPrompt: (name: string) => l10n.t('What do you want to ask “{0}”?', name),
  questionPlaceholder: () => l10n.t('The selection goes with it, where there is one'),
  questionEmpty: () => l10n.t('Write a question, or press Escape.'),
  chatBusy: () => l10n.t('The chat is still answering; stop that first, or wait for it.'),
  createItem: () => l10n.t('Create Ensemble…'),
  createDetail: () => l10n.t('Choose members and a rule step by step'),
  openSettings: () => l10n.t('Open Settings'),

  // What the built-in ones do
  what: (name: string): string | undefined =>
    ({
      experts: l10n.t('The expert of each domain drafts, exact checks and a reviewer judge'),
      council: l10n.t('Several draft, the majority decides, checks and a reviewer judge'),
      unreviewed: l10n.t('The expert of each domain drafts, exact checks judge, nobody reviews'),
      general: l10n.t('One small model for everything, reviewed by itself: a baseline'),
      tools: l10n.t('The exact tools alone: spelling, rules, proofs'),
      majority: l10n.t('Every model answers, the most frequent answer wins'),
      trust: l10n.t('Every model answers, votes weigh by what your decisions taught'),
    })[name],

  // Compare
  compareTitle: () => l10n.t('Compare: who shall answer?'),
  compareFew: () => l10n.t('choose at least two'),
  compareChoose: () => l10n.t('Tick two or more; each does the same work, one after the other'),
  compareQuestion: () => l10n.t('What shall each of them answer?'),
  comparing: (name: string) => l10n.t('{0} works', name),
  compareDiffs: (name: string) => l10n.t('{0}: members compared', name),
  compareResults: () => l10n.t('Choose whose proposals to review in the document'),
  compareAnswers: () => l10n.t('Choose whose answer to look at'),
  openDiff: () => l10n.t('Show this one as a diff'),
  noComparison: () => l10n.t('Nothing was compared in this window yet.'),
  comparisonGone: () => l10n.t('This comparison is no longer kept; compare again.'),
  proposals: (count: number) =>
    count === 1 ? l10n.t('1 proposal') : l10n.t('{0} proposals', String(count)),
  nothing: () => l10n.t('nothing to change'),
  didNot: () => l10n.t('gave no answer'),
  costs: (calls: number, tokens: number, ms: number) =>
    tokens > 0
      ? l10n.t('{0} calls, {1} tokens, {2} s', String(calls), String(tokens), seconds(ms))
      : l10n.t('{0} calls, {1} s', String(calls), seconds(ms)),

  // Create
  createTitle: () => l10n.t('Create an ensemble'),
  kindPlaceholder: () => l10n.t('What shall it do?'),
  kindName: (kind: DraftKind): string =>
    ({
      council: l10n.t('Council'),
      experts: l10n.t('Experts'),
      vote: l10n.t('Vote'),
      cascade: l10n.t('Cascade'),
      fuse: l10n.t('Fusion'),
      review: l10n.t('Review'),
      dynamic: l10n.t('Dynamic'),
    })[kind],
  kindDetail: (kind: DraftKind): string =>
    ({
      council: l10n.t('Several draft the same edit and vote on each passage; a reviewer may judge'),
      experts: l10n.t('One model for code, one for logic, one for prose; a reviewer may judge'),
      vote: l10n.t('Several answer a question, or one several times; the votes decide'),
      cascade: l10n.t('A small model first; a larger one only where the first is unsure'),
      fuse: l10n.t('Several answer a question, and one answer is chosen or made of them'),
      review: l10n.t('One drafts, another one judges'),
      dynamic: l10n.t('The cheapest plan that should do is chosen for each question'),
    })[kind],
  refinesToo: () => l10n.t('refines and answers'),
  answersQuestions: () => l10n.t('answers questions'),
  membersPlaceholder: (kind: DraftKind | undefined): string =>
    kind === 'cascade'
      ? l10n.t('Who is asked, from top to bottom?')
      : kind === 'dynamic'
        ? l10n.t('Among which plans? None means the usual ones')
        : l10n.t('Who takes part?'),
  tooFew: (least: number) =>
    least === 1 ? l10n.t('choose at least one') : l10n.t('choose at least {0}', String(least)),
  expertPlaceholder: (domain: DraftDomain): string =>
    ({
      code: l10n.t('Who drafts in code?'),
      logic: l10n.t('Who drafts in conditions and arithmetic?'),
      prose: l10n.t('Who drafts in prose and comments?'),
    })[domain],
  toolsAlone: () => l10n.t('Nobody'),
  toolsAloneDetail: () => l10n.t('The exact tools work alone there'),
  draftPlaceholder: () => l10n.t('Who drafts?'),
  reviewerPlaceholder: () => l10n.t('Who reviews the drafts? Best of another family'),
  noReviewer: () => l10n.t('Nobody'),
  noReviewerDetail: () => l10n.t('Proposals that no check proves stay unreviewed'),
  byPlaceholder: () => l10n.t('How do answers become one?'),
  rule: (by: string): string | undefined =>
    ({
      majority: l10n.t('Every vote counts the same'),
      confidence: l10n.t('Votes count by how sure a member is'),
      trust: l10n.t('Votes count by how often your decisions agreed'),
      rerank: l10n.t('The answers are compared in pairs, the best is taken'),
      synthesise: l10n.t('The last member writes one answer of all'),
      merge: l10n.t('What several say is kept, sentence by sentence'),
    })[by],
  samplesPlaceholder: () => l10n.t('How often is each member asked?'),
  samplesUsual: () => l10n.t('As usual'),
  samplesUsualDetail: () => l10n.t('Once; a single member five times'),
  samples: (count: number) => (count === 1 ? l10n.t('Once') : l10n.t('{0} times', String(count))),
  riskPlaceholder: () => l10n.t('How many wrong answers may an early step let through?'),
  risk: (percent: number) => l10n.t('At most {0} %', String(percent)),
  namePrompt: () => l10n.t('Name of the ensemble, as the palette and “eidolon.ensembles” show it'),
  nameProblem: (problem: 'empty' | 'characters' | 'long'): string =>
    ({
      empty: l10n.t('Write a name.'),
      characters: l10n.t('Use letters, digits, spaces, dots, dashes and underscores.'),
      long: l10n.t('Use at most 40 characters.'),
    })[problem],
  nameTaken: (name: string) =>
    l10n.t('There is an ensemble “{0}” in your settings already; take another name.', name),
  wherePlaceholder: () => l10n.t('The JSON beside this is what will be written'),
  user: () => l10n.t('Write to User Settings'),
  userDetail: () => l10n.t('For every folder on this machine'),
  workspace: () => l10n.t('Write to Workspace Settings'),
  workspaceDetail: () => l10n.t('For this folder, to share with others who open it'),
  copy: () => l10n.t('Copy as JSON'),
  copyDetail: () => l10n.t('Writes nothing'),
  copied: () => l10n.t('The ensemble was copied as JSON.'),
  cannotBeUsed: () => l10n.t('This cannot be used yet; go back and change it'),
  goBack: () => l10n.t('Go Back'),
  created: (name: string) => l10n.t('“{0}” is in your settings now. What next?', name),
  refineNow: () => l10n.t('Refine the Selection With It'),
  askNow: () => l10n.t('Ask It a Question'),
  done: () => l10n.t('Done'),
  previewName: () => l10n.t('New ensemble'),
} as const;

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}
