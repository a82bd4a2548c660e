import { l10n } from 'vscode';
import type { Attachment } from '../protocol/attachments.ts';
import type { OwnRole, Role } from '../protocol/roles.ts';

/** Every sentence that the user reads outside the manifest. The engine's own sentences arrive in its replies. */
export const messages = {
  // Refine
  noEditor: () =>
    l10n.t('Select text in an open document first (VS Code lends extensions no file over 50 MB).'),
  emptySelection: () => l10n.t('Select some text first: Eidolon refines only what is selected.'),
  blankSelection: () => l10n.t('The selection holds only white space; there is nothing to refine.'),
  noInfillModel: () =>
    l10n.t(
      'No model of the pool can complete code at the cursor; add one that fills in the middle, such as Qwen2.5-Coder.',
    ),
  readOnly: (name: string) =>
    l10n.t(
      '{0} is read-only, so nothing could be accepted; make it writable, or refine a copy.',
      name,
    ),
  refining: () => l10n.t('Eidolon is refining'),
  starting: () => l10n.t('starting the engine'),
  nothingProposed: () => l10n.t('Eidolon found nothing to change in the selection.'),
  proposals: (count: number) =>
    count === 1 ? l10n.t('1 proposal to review') : l10n.t('{0} proposals to review', count),
  badReply: () =>
    l10n.t(
      'The engine sent a reply that cannot be read; nothing was changed. The log has details.',
    ),
  documentClosed: (name: string) =>
    l10n.t(
      '{0} was closed while Eidolon worked on it, so the proposals were dropped; open it and refine again.',
      name,
    ),
  selectionGone: () =>
    l10n.t('The selected text was edited before Eidolon could read it; select it again.'),
  failed: () =>
    l10n.t(
      'Eidolon could not finish because of an internal error; nothing was changed. The log has details.',
    ),
  refineStopped: () => l10n.t('Eidolon stopped; nothing was changed.'),
  partOf: (index: number, count: number) => l10n.t('part {0} of {1}', index, count),
  partLines: (first: number, last: number) => l10n.t('Lines {0} to {1}', first, last),
  partsStopped: (done: number, count: number) =>
    l10n.t('Eidolon stopped after {0} of {1} parts; their proposals are kept.', done, count),
  partsFailed: (failed: number, count: number, why: string) =>
    l10n.t('{0} of {1} parts could not be refined. {2}', failed, count, why),
  moreInLog: () => l10n.t('The log has the rest.'),
  alreadyRefining: () =>
    l10n.t('Eidolon is already working on this document. Cancel that first, or wait for it.'),

  // Review
  droppedByEdit: (count: number) =>
    count === 1
      ? l10n.t('1 proposal was dropped, because its text was edited; refine again for a new one.')
      : l10n.t(
          '{0} proposals were dropped, because their text was edited; refine again for new ones.',
          count,
        ),
  droppedOnReload: (name: string) =>
    l10n.t(
      'The proposals for {0} were dropped, because its text changed while they were not shown; refine it again.',
      name,
    ),
  tooLargeToKeep: () =>
    l10n.t(
      'These proposals are too large to be kept when the window reloads; decide on them first.',
    ),
  noHunkHere: () => l10n.t('There is no proposal here; “Next Hunk” goes to one.'),
  noReview: () =>
    l10n.t('There are no proposals in this document; select some text and refine it.'),
  onlyUnreviewed: () =>
    l10n.t('No reviewer could judge what is left; accept these proposals one by one.'),
  unreviewedLeft: (count: number) =>
    count === 1
      ? l10n.t('1 proposal that no reviewer could judge is left for your own decision.')
      : l10n.t('{0} proposals that no reviewer could judge are left for your own decision.', count),
  notApplied: (name: string) =>
    l10n.t('{0} could not be changed (it may be read-only); the proposal is still there.', name),
  movedMeanwhile: () =>
    l10n.t('The document changed at that moment, so nothing was applied; try again.'),
  hunkPosition: (index: number, count: number) => l10n.t('{0} of {1}', index, count),
  verdictProven: () => l10n.t('proven'),
  verdictReviewed: () => l10n.t('reviewed'),
  verdictUnreviewed: () => l10n.t('not reviewed'),
  proposedBy: (member: string) => l10n.t('Proposed by {0}', member),
  changedBy: (member: string) => l10n.t('changed by {0}', member),
  confidence: (percent: number) => l10n.t('confidence {0} %', percent),
  removesText: () => l10n.t('removes this text'),
  insertsHere: () => l10n.t('inserts this text'),
  showProposal: () => l10n.t('Show'),
  accept: () => l10n.t('Accept'),
  reject: () => l10n.t('Reject'),
  showTrace: () => l10n.t('Show Trace'),
  whyThisAnswer: () => l10n.t('Why This Answer?'),
  reviewInEditor: () => l10n.t('Review in Editor'),
  passed: () => l10n.t('passed'),
  failedCheck: () => l10n.t('failed'),
  notChecked: () => l10n.t('not checked'),
  diffTitle: (name: string) => l10n.t('{0}: now ↔ with every proposal', name),
  openInPreview: () => l10n.t('Open in Refactor Preview'),
  nothingToPreview: () =>
    l10n.t('There are no proposals to list; select some text in a document and refine it.'),
  previewOutdated: () =>
    l10n.t(
      'A document changed while its proposals were listed, so nothing was applied; open the list again.',
    ),
  previewClosed: () => l10n.t('Nothing was applied; the proposals are still there.'),
  accepted: (count: number) =>
    count === 1 ? l10n.t('1 proposal accepted.') : l10n.t('{0} proposals accepted.', count),

  // Refine with…
  withTitle: () => l10n.t('Refine the selection with'),
  withInstruction: () => l10n.t('Instruction…'),
  withInstructionDetail: () => l10n.t('Say in a few words what should change'),
  instructionPrompt: () => l10n.t('What should change in the selected text?'),
  instructionPlaceholder: () => l10n.t('simplify the condition'),
  instructionEmpty: () => l10n.t('Write a few words, or press Escape.'),
  experts: () => l10n.t('Experts'),
  ensembles: () => l10n.t('Ensembles'),
  expertCode: () => l10n.t('Repairs small bugs in short functions'),
  expertLogic: () => l10n.t('Simplifies conditions and arithmetic'),
  expertProse: () => l10n.t('Corrects English sentences and comments'),
  ensembleDetail: () => l10n.t('From the setting eidolon.ensembles'),

  // Engine
  engineStopped: () =>
    l10n.t(
      'The engine stopped while it was working; nothing was changed. It starts again by itself.',
    ),
  engineGaveUp: () =>
    l10n.t(
      'The Eidolon engine stopped several times in a row and was not started again; “Eidolon: Restart Engine” tries once more.',
    ),
  engineNotStarted: () => l10n.t('The Eidolon engine could not be started; the log says why.'),
  engineSlow: () =>
    l10n.t('The Eidolon engine did not answer in time and was stopped; try again in a moment.'),
  restartEngine: () => l10n.t('Restart Engine'),
  restarted: () => l10n.t('The Eidolon engine is running again.'),
  diagnose: () => l10n.t('Diagnose'),
  issueQuestion: () =>
    l10n.t('What happened, and what did you expect instead? (Please write in English.)'),
  issueCopied: () =>
    l10n.t('This editor has no form for issues; the report was copied to the clipboard.'),
  showLog: () => l10n.t('Show Log'),

  // Status
  statusName: () => l10n.t('Eidolon'),
  stateStopped: () => l10n.t('The engine starts on first use.'),
  stateStarting: () => l10n.t('The engine is starting.'),
  stateIdle: () => l10n.t('The engine is ready.'),
  stateBusy: () => l10n.t('The engine is working.'),
  stateWaiting: () => l10n.t('The engine stopped and will start again in a moment.'),
  stateFailed: () =>
    l10n.t('The engine is stopped after several errors; “Restart Engine” starts it again.'),
  restricted: () =>
    l10n.t(
      'Restricted Mode: refining and review work; running candidate code and workspace settings of Eidolon wait for trust.',
    ),
  here: () => l10n.t('Everything is computed on this machine.'),
  remoteHost: (name: string) => l10n.t('Everything is computed on the remote machine ({0}).', name),
  localOfRemote: (name: string) =>
    l10n.t('Everything is computed on your own machine; the files are on {0}.', name),
  resident: (size: string) => l10n.t('{0} in memory', size),
  memberNotLoaded: () => l10n.t('not loaded'),
  memberLoading: () => l10n.t('loading'),
  memberReady: () => l10n.t('ready'),
  memberFailed: () => l10n.t('failed'),
  memberQuarantined: () => l10n.t('quarantined'),
  memberMissing: () => l10n.t('missing'),
  cancel: () => l10n.t('Cancel'),

  // Settings
  settingProblem: (key: string, expected: string) =>
    l10n.t('The setting {0} should be {1}; its default is used.', key, expected),
  openSettings: () => l10n.t('Open Settings'),

  // Models
  addModelTitle: () => l10n.t('Add a GGUF model to the pool'),
  addModelExplain: () =>
    l10n.t(
      'Choose a model file in GGUF format on the machine that computes. Eidolon checks it in a separate process, links it into the pool and downloads nothing.',
    ),
  chooseFile: () => l10n.t('Choose File…'),
  modelFiles: () => l10n.t('GGUF models'),
  onThisDisk: (file: string) => l10n.t('Already on this disk, and used where it lies: {0}', file),
  modelNotLocal: () =>
    l10n.t('That file is not on the machine that computes; copy it there and choose it again.'),
  checkingModel: (name: string) => l10n.t('Checking {0}', name),
  modelAdded: (id: string) => l10n.t('{0} is in the pool now.', id),
  poolShipped: () => l10n.t('Built in'),
  poolOwn: () => l10n.t('Your models'),
  poolRoles: (names: string) => l10n.t('Asked for: {0}', names),
  poolFile: (size: string, context: number) =>
    l10n.t('File of {0}, context of {1} tokens', size, context),
  poolBase: (id: string) => l10n.t('Adapter over {0}', id),
  poolFamily: (family: string) => l10n.t('Family {0}', family),
  roleName: (role: Role | OwnRole) =>
    ({
      code: l10n.t('code'),
      logic: l10n.t('logic'),
      prose: l10n.t('prose'),
      reviewer: l10n.t('reviewer'),
      reranker: l10n.t('reranker'),
      embedder: l10n.t('embedding model'),
    })[role],
  roleDetail: (role: Role): string =>
    ({
      code: messages.expertCode(),
      logic: messages.expertLogic(),
      prose: messages.expertProse(),
      reviewer: l10n.t('Judges each draft before you see it'),
    })[role],
  chooseMember: () => l10n.t('Which model?'),
  poolPinned: () => l10n.t('Kept in memory'),
  noSuchMembers: () => l10n.t('There is no such model in the pool now.'),
  ownRole: (role: OwnRole) =>
    ({
      reranker: l10n.t('Orders passages that are found; it writes nothing'),
      embedder: l10n.t(
        'Finds passages by their meaning, where a reranker judges them; it writes nothing',
      ),
    })[role],
  chooseRole: (id: string) => l10n.t('What is {0} to be asked for?', id),
  roleAssigned: (id: string, role: string) =>
    l10n.t('{0} has the role {1} now, by the setting eidolon.ensembles.', id, role),
  rolesNotPlain: () =>
    l10n.t(
      'Your ensemble “experts” is no review of a route, so it has no roles; change it in the settings.',
    ),
  // Models behind servers
  poolServers: () => l10n.t('Behind servers'),
  memberNotAsked: () => l10n.t('not asked yet'),
  leavesMachine: () => l10n.t('leaves this machine'),
  poolServer: (host: string) => l10n.t('Asked at {0}', host),
  elsewhere: (hosts: string) =>
    l10n.t(
      'What these servers are asked leaves this machine: {0}. The rest is computed here.',
      hosts,
    ),
  allowHost: () => l10n.t('Allow'),
  hostQuestion: (host: string) => l10n.t('Let Eidolon send texts to {0}?', host),
  hostDetail: () =>
    l10n.t(
      'A model there is about to be asked. Your question, and the text that goes with it, would leave this machine. You are asked once for each host; “Eidolon: Withdraw Consent for Servers” takes it back.',
    ),
  hostUnencrypted: () =>
    l10n.t(
      'A model there is about to be asked. Your question, and the text that goes with it, would leave this machine unencrypted, so others on the way could read them, and a key too. You are asked once for each host; “Eidolon: Withdraw Consent for Servers” takes it back.',
    ),
  hostsWithdrawn: (hosts: readonly string[]) =>
    hosts.length === 0
      ? l10n.t('No server was allowed.')
      : l10n.t('These servers are asked only after a new consent: {0}.', hosts.join(', ')),
  noServers: () =>
    l10n.t('There is no model behind a server; name one in the setting eidolon.httpMembers.'),
  chooseServer: () => l10n.t('Key for which server?'),
  keyOf: (host: string) => l10n.t('API key for {0}', host),
  keyPrompt: () =>
    l10n.t('It is kept in the secret storage of your editor. An empty key deletes it.'),
  keyKept: (host: string) => l10n.t('The key for {0} is kept.', host),
  keyDeleted: (host: string) => l10n.t('The key for {0} is deleted.', host),
  removeModel: () => l10n.t('Remove'),
  removeModelQuestion: (id: string) => l10n.t('Remove {0} from the pool?', id),
  removeModelDetail: () =>
    l10n.t(
      'A file that was copied into the pool’s folder is deleted; a file in its own place stays.',
    ),
  modelGood: (id: string) => l10n.t('{0} is good.', id),
  verifyModels: () => l10n.t('Verify the models of the pool'),
  verifyingModels: () => l10n.t('Verifying the models of the pool'),
  modelsVerified: (count: number) =>
    count === 1 ? l10n.t('The model is good.') : l10n.t('All {0} models are good.', count),

  // Trace
  noTrace: () => l10n.t('There is no trace yet: refine something first.'),
  traceGone: () => l10n.t('This trace is no longer kept; refine again to see a new one.'),

  // Chat
  chatInterrupted: () =>
    l10n.t('The window was closed before this was answered; “Retry” asks again.'),
  chatUnreadable: () =>
    l10n.t(
      'The engine sent an answer that cannot be read; the log has details. “Retry” asks again.',
    ),
  chatNowhere: () =>
    l10n.t('This text is not in the open document; use “Insert at Cursor” or “Copy”.'),
  chatSeveral: (count: number) =>
    l10n.t('This text is in the document {0} times; select the one that is meant.', count),
  chatSame: () => l10n.t('The selection holds this text already.'),
  chatFileGone: (path: string) => l10n.t('{0} cannot be opened any more.', path),
  chatBlock: () => l10n.t('From an answer in the chat'),
  toolRuns: () => l10n.t('Asking the models of the pool'),
  chatContextTitle: () => l10n.t('What shall go along?'),
  chatContext: (kind: Attachment['kind']) => contextWords[kind](),
  chatCopied: () => l10n.t('Copied.'),
  chatInserted: () => l10n.t('Inserted.'),
  chatNoEditor: () => l10n.t('Open a document first.'),
  chatEmpty: () => l10n.t('There is nothing to export: this conversation is empty.'),
  chatAskWith: () => l10n.t('Who shall answer instead?'),
  chatModels: () => l10n.t('Models'),
  chatDelete: (title: string) => l10n.t('Delete the conversation “{0}”?', title),
  chatDeleteDetail: () => l10n.t('It cannot be brought back.'),
  chatDeleteNow: () => l10n.t('Delete'),
  chatYou: () => l10n.t('You'),

  // Code actions
  actionRefine: () => l10n.t('Refine with Eidolon'),
  actionSimplify: () => l10n.t('Simplify condition with Eidolon'),
  actionFix: (message: string) => l10n.t('Fix with Eidolon: {0}', message),
  actionParagraph: () => l10n.t('Refine paragraph with Eidolon'),
  actionComment: () => l10n.t('Refine comment with Eidolon'),
  actionDocstring: () => l10n.t('Refine documentation comment with Eidolon'),
  actionAllComments: () => l10n.t('Refine all comments with Eidolon'),
  actionAllText: () => l10n.t('Refine the whole text with Eidolon'),
  actionExplain: () => l10n.t('Explain with Eidolon'),
  actionExplainNot: () => l10n.t('Explain with Eidolon (needs a model of your own)'),
  actionAddDocstring: () => l10n.t('Write a documentation comment with Eidolon'),
  actionImproveName: (name: string) => l10n.t('Find a better name for “{0}” with Eidolon', name),
  askExplain: () => l10n.t('Explain this.'),
  askDocstring: () =>
    l10n.t('Write a documentation comment for this function. Answer with the whole function.'),
  askName: (name: string) =>
    l10n.t('Suggest better names for “{0}” in this code, with a reason for each.', name),
} as const;

const contextWords: Readonly<Record<Attachment['kind'], () => string>> = {
  selection: () => l10n.t('Selection'),
  file: () => l10n.t('The Open File'),
  problems: () => l10n.t('Problems of the Open File'),
  named: () => l10n.t('File…'),
  terminal: () => l10n.t('Terminal Selection'),
};
