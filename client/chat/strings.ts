import { l10n } from 'vscode';
import type { ChatStrings } from '../../protocol/webview.ts';

/** The panel's texts in the editor's language; the panel itself cannot ask for them. */
export function chatStrings(): ChatStrings {
  return {
    ...conversationStrings(),
    ...answerStrings(),
    ...emptyStrings(),
    ...historyStrings(),
    ...contextStrings(),
    ...commandStrings(),
  };
}

function conversationStrings() {
  return {
    composerLabel: l10n.t('Message to Eidolon'),
    composerPlaceholder: l10n.t(
      'Paste a sentence, a condition or a short function; / for commands, # for context',
    ),
    send: l10n.t('Send'),
    stop: l10n.t('Stop'),
    edit: l10n.t('Edit'),
    editing: l10n.t('Editing; the conversation so far stays in the history.'),
    cancelEdit: l10n.t('Cancel'),
    attachSelection: l10n.t('Selection'),
    attachFile: l10n.t('File'),
    attachProblems: l10n.t('Problems'),
    addContext: l10n.t('Add Context…'),
    you: l10n.t('You'),
    eidolon: l10n.t('Eidolon'),
    conversation: l10n.t('Conversation'),
    earlier: l10n.t('Show Earlier Messages ({0})'),
  };
}

function answerStrings() {
  return {
    working: l10n.t('Working'),
    stopped: l10n.t('Stopped.'),
    retry: l10n.t('Retry'),
    copy: l10n.t('Copy'),
    copyMessage: l10n.t('Answer'),
    insert: l10n.t('Insert at Cursor'),
    apply: l10n.t('Review in Editor'),
    why: l10n.t('Why This Answer?'),
    askWith: l10n.t('Ask Another…'),
    askCouncil: l10n.t('Ask the Council'),
    findInFiles: l10n.t('Look in the Files'),
    next: l10n.t('About this answer'),
    changes: l10n.t('Changes'),
    orderedByMeaning: l10n.t(
      '{0} ordered them; passages that it read: {1}. {2} looked for them by meaning.',
    ),
    orderedBy: l10n.t('{0} ordered them; passages that it read: {1}.'),
    found: l10n.t('Lines of your workspace that may answer; no model wrote them:'),
    quotation: l10n.t('{0}, line {1}'),
    noChanges: l10n.t('Eidolon found nothing to change.'),
    verdictProven: l10n.t('proven'),
    verdictReviewed: l10n.t('reviewed'),
    verdictUnreviewed: l10n.t('not reviewed'),
    notReviewedHint: l10n.t('Nobody vouches for this change; it needs your own decision.'),
    confidence: l10n.t('{0} ({1} %)'),
    certain: l10n.t('very likely right'),
    likely: l10n.t('likely right'),
    unsure: l10n.t('unsure'),
    members: l10n.t('Answers by member'),
    leaves: l10n.t('{0} (leaves this machine)'),
    agreement: l10n.t('{0} of {1} agree'),
    cost: l10n.t('calls: {0}, {1} s'),
    abstained: l10n.t('Not sure: this is only the best guess.'),
    addModel: l10n.t('Add Model…'),
    correctThis: l10n.t('Correct This Text Instead'),
    tooLong: l10n.t('Only the first {0} of {1} characters are shown; Copy gives all.'),
  };
}

function emptyStrings() {
  return {
    emptyTitle: l10n.t('What this pool does'),
    emptyNano: l10n.t(
      'Paste an English text to correct it, a condition to simplify it, an integer calculation to work it out, or a short TypeScript, JavaScript or Python function to repair it. Exact checks and a reviewer look at each change before you see it.',
    ),
    emptyNanoNot: l10n.t(
      'A question is answered by quoting lines of your workspace, where some answer it. The built-in models themselves do not chat: they explain nothing and write no new text or code. A model of your own can.',
    ),
    emptyChat: l10n.t('Questions are answered by {0}.'),
    tryOne: l10n.t('Try one:'),
    // The experts read English, so the examples stay as they are in every language.
    exampleProse: 'The program prints wether the harbour is open.',
    exampleLogic: 'simplify !(!isOpen || !isPaid)',
    exampleSum: 'what is (17 + 4) * 2?',
  };
}

function historyStrings() {
  return {
    history: l10n.t('Conversations'),
    newConversation: l10n.t('New Conversation'),
    back: l10n.t('Back'),
    search: l10n.t('Search conversations'),
    noHistory: l10n.t('No conversation here.'),
    delete: l10n.t('Delete'),
    export: l10n.t('Export as Markdown'),
    messages: l10n.t('messages: {0}'),
  };
}

function contextStrings() {
  return {
    context: l10n.t('Goes along with the message'),
    chipSelection: l10n.t('Selection in {0}'),
    chipProblems: l10n.t('Problems in {0} ({1})'),
    chipTerminal: l10n.t('Terminal {0}'),
    chipNothing: l10n.t('nothing there now'),
    chipCounting: l10n.t('counting'),
    chipCut: l10n.t('cut'),
    chipLeft: l10n.t('left out'),
    removeChip: l10n.t('Remove {0}'),
    chipRemoved: l10n.t('{0} does not go along any more.'),
    chipAttached: l10n.t('{0} goes along.'),
    tokens: l10n.t('tokens: {0}'),
    tokensAbout: l10n.t('tokens: about {0}'),
    tokensOf: l10n.t('Message in all, tokens: {0} of {1}'),
    tokensAboutOf: l10n.t('Message in all, tokens: about {0} of {1}'),
    readInParts: l10n.t('Read in parts; any length fits.'),
    readBy: l10n.t('Read by {0}'),
    sizes: l10n.t('{0} (lines: {1}, characters: {2})'),
  };
}

function commandStrings() {
  return {
    suggestions: l10n.t('Suggestions'),
    refSelection: l10n.t('what is selected in the editor'),
    refFile: l10n.t('a file of the workspace'),
    refProblems: l10n.t('what the editor reports about the open file'),
    refTerminal: l10n.t('what is selected in the terminal'),
    commandFix: l10n.t('correct a text or repair a function'),
    commandSimplify: l10n.t('simplify a condition'),
    commandRewrite: l10n.t('rewrite a text as you say'),
    commandFind: l10n.t('quote the lines of your workspace that answer'),
    commandVote: l10n.t('ask several models, the majority answers'),
    commandCouncil: l10n.t('ask several models, the best answer wins'),
  };
}
