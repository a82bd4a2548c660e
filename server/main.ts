import path from 'node:path';
import * as l10n from '@vscode/l10n';
import {
  createConnection,
  ErrorCodes,
  LSPErrorCodes,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
  type CancellationToken,
  type InitializeParams,
  type InitializeResult,
  ProgressType,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  hostAccessChangedNotification,
  hostAccessRequest,
  isHttpMember,
  isLoopback,
  parseHostAccess,
  type HostAccess,
  type HostAccessParams,
} from '../protocol/httpMembers.ts';
import {
  chatRequest,
  forgetChatsRequest,
  parseChatParams,
  parseForgetChatsParams,
  type ChatPart,
} from '../protocol/chat.ts';
import { completeRequest, parseCompleteParams } from '../protocol/complete.ts';
import { findRequest, type FindParams, type FindResult } from '../protocol/find.ts';
import {
  checkEnsembleRequest,
  listEnsemblesRequest,
  parseCheckEnsemble,
} from '../protocol/ensembles.ts';
import { outcomeNotification } from '../protocol/outcome.ts';
import {
  correctRouteRequest,
  forgetCorrectionRequest,
  listCorrectionsRequest,
} from '../protocol/route.ts';
import { refineRequest, type RefineParams, type RefineResult } from '../protocol/refine.ts';
import { failed, type Failure, type Result } from '../protocol/result.ts';
import { parseInitializationOptions, type InitializationOptions } from '../protocol/settings.ts';
import {
  statusChangedNotification,
  statusGetRequest,
  type StatusParams,
} from '../protocol/status.ts';
import { weighRequest } from '../protocol/weigh.ts';
import { checkEnsembles } from './core/ensemble/checkEnsembles.ts';
import { listEnsembles, summariseNew } from './core/ensemble/summary.ts';
import { CancelledError, signalFrom } from './handlers/cancellation.ts';
import { handleChat, type Find } from './handlers/chat.ts';
import { complete } from './handlers/complete.ts';
import { editFor, listRefineActions, parseRefineActionData } from './handlers/codeActions.ts';
import { correctRoute, forgetCorrection, listCorrections } from './handlers/corrections.ts';
import { parseFindParams } from './handlers/parseFind.ts';
import type { Measuring } from './handlers/measure.ts';
import { serveMeasure } from './handlers/measureRequests.ts';
import { serveModels } from './handlers/modelRequests.ts';
import { handleRefine } from './handlers/refine.ts';
import { progressFor, silentProgress } from './handlers/progress.ts';
import { parseOutcome } from './handlers/parseOutcome.ts';
import { parseRefineParams } from './handlers/parseParams.ts';
import { weighChat } from './handlers/weighChat.ts';
import { speakLanguageOf } from './language.ts';
import { createLog, reason, type Log } from './log.ts';
import { installationPaths, packageVersion } from './paths.ts';
import { answering, createServices, type Services } from './services.ts';

// The sidecar: a language server over stdio or IPC. It holds documents and decisions, and never loads a
// model or a heavy checker itself.

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const log: Log = createLog('debug', (level, line) => {
  if (level === 'error') connection.console.error(line);
  else if (level === 'warn') connection.console.warn(line);
  else if (level === 'info') connection.console.info(line);
  else connection.console.debug(line);
});

const serverRefineCommand = 'eidolon.server.refine';
let services: Services | undefined;
let initialOptions: InitializationOptions | undefined;
let measuring: Promise<Measuring> | undefined;
const ending = new AbortController();
let clientReviews = false;
/** What other editors' users answered about a host. */
const editorAnswers = new Map<string, Promise<HostAccess>>();
/** Addresses of the folders that are open. */
let openFolders: readonly string[] = [];
let clientTellsFolders = false;
let clientKnowsAnnotations = false;

connection.onInitialize((params: InitializeParams): InitializeResult => {
  const options = parseInitializationOptions(params.initializationOptions);
  initialOptions = options;
  const unusable = speakLanguageOf(options?.l10nBundle);
  if (unusable !== undefined) log.warn(`the translations cannot be used: ${unusable}`);
  clientReviews = options?.review ?? false;
  openFolders =
    params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  clientTellsFolders = params.capabilities.workspace?.workspaceFolders ?? false;
  clientKnowsAnnotations =
    params.capabilities.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined;
  services = createServices({
    log,
    storageDirectory: options?.storageDirectory,
    l10nBundle: options?.l10nBundle,
    settings: options?.settings,
    // Other editors have no Restricted Mode to honour.
    mayRunCode: options?.trusted ?? true,
    workspace: params.workspaceFolders?.[0]?.uri ?? params.rootUri ?? undefined,
    askHostAccess: askEditor,
    warn: (sentence) => {
      log.warn(sentence);
      connection.window.showWarningMessage(sentence);
    },
  });
  // Switched off while no engine ran to hear of it.
  if (options && !options.settings.keepChatState) void services.conversationStates.forget();
  // Only our own client knows this notification; others would log each one as unknown.
  if (clientReviews)
    services.onStatusChanged(
      (status) => void connection.sendNotification(statusChangedNotification, status),
    );
  return {
    serverInfo: { name: 'eidolon', version: packageVersion() },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      // Our own client paints its light bulbs itself and reviews every hunk before it lands.
      ...(clientReviews
        ? {}
        : {
            codeActionProvider: {
              codeActionKinds: ['refactor.rewrite'],
              resolveProvider: true,
              workDoneProgress: true,
            },
            executeCommandProvider: { commands: [serverRefineCommand], workDoneProgress: true },
          }),
    },
  };
});

/** Asks whoever is at the other end for a consent and a key. */
function askEditor(params: HostAccessParams): Promise<HostAccess> {
  return clientReviews ? askClient(params) : askAnyEditor(params);
}

/** Our own client remembers consents and holds the keys. */
async function askClient(params: HostAccessParams): Promise<HostAccess> {
  return parseHostAccess(await connection.sendRequest(hostAccessRequest, params));
}

/** Other editors can put a question; the answer holds until the engine ends. */
function askAnyEditor(params: HostAccessParams): Promise<HostAccess> {
  const key = JSON.stringify([params.host, params.encrypted]);
  const answer = editorAnswers.get(key) ?? askByMessage(params);
  editorAnswers.set(key, answer);
  return answer;
}

async function askByMessage({ host, encrypted }: HostAccessParams): Promise<HostAccess> {
  if (isLoopback(host)) return { allowed: true };
  const how = encrypted ? '' : ', unencrypted';
  const question = `Eidolon is about to send text to ${host}${how}. Allow it?`;
  const allow = { title: 'Allow' };
  const answer = await connection.window.showWarningMessage(question, allow, { title: 'No' });
  return { allowed: answer?.title === allow.title };
}

function ready(): Services {
  if (!services)
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialised.');
  return services;
}

/** Expected failures travel as a typed error, cancellation as LSP's own code. */
function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw failureError(result.failure);
}

function failureError(failure: Failure): ResponseError<Failure> {
  if (failure.detail !== undefined)
    log.warn(`${failure.kind}: ${failure.message} ${failure.detail}`);
  return new ResponseError(LSPErrorCodes.RequestFailed, failure.message, failure);
}

/** The one place where a handler's bug is caught: it costs its own request and nothing else. */
async function guarded<T>(
  what: string,
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = signalFrom(token, ending.signal);
  try {
    return await work(signal);
  } catch (error) {
    if (ending.signal.aborted)
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The engine was stopped.');
    if (signal.aborted || error instanceof CancelledError) {
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    }
    if (error instanceof ResponseError) throw error;
    log.error(`${what} failed`, error);
    throw new ResponseError(
      ErrorCodes.InternalError,
      `${what} failed inside Eidolon; see the log.`,
      { cause: reason(error) },
    );
  }
}

async function runRefine(
  params: RefineParams,
  progress: WorkDoneProgressReporter,
  signal: AbortSignal,
): Promise<RefineResult> {
  progress.begin('Eidolon', undefined, l10n.t('Starting'), true);
  try {
    const document = documents.get(params.textDocument.uri);
    const result = await handleRefine(
      params,
      document,
      ready(),
      (_, detail) => progress.report(detail),
      signal,
    );
    const { refined, checked } = unwrap(result);
    for (const { credit, passed } of checked)
      void ready().learning.learn(credit, { kind: 'check', passed });
    return refined;
  } finally {
    progress.done();
  }
}

connection.onRequest(refineRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Refine', token, async (signal) => {
    const params = unwrap(parseRefineParams(raw));
    const progress = progressFor(connection, params.workDoneToken);
    return runRefine(params, progress, signal);
  }),
);

const chatParts = new ProgressType<ChatPart>();

connection.onRequest(chatRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Chat', token, async (signal) => {
    const params = parseChatParams(raw);
    if (!params) return unwrap(failed('badInput', l10n.t('This chat message cannot be read.')));
    const { partialResultToken } = params;
    const onPart = (part: ChatPart): void => {
      if (partialResultToken !== undefined)
        void connection.sendProgress(chatParts, partialResultToken, part);
    };
    const open = (uri: string): TextDocument | undefined => documents.get(uri);
    const find = openFolders.length === 0 ? undefined : findInFolders;
    const handled = await handleChat(params, open, find, ready(), onPart, signal);
    const { reply, checked } = unwrap(handled);
    for (const { credit, passed } of checked)
      void ready().learning.learn(credit, { kind: 'check', passed });
    return reply;
  }),
);

connection.onRequest(forgetChatsRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Forget conversations', token, async () => {
    const params = parseForgetChatsParams(raw);
    if (!params) return unwrap(failed('badInput', l10n.t('This request cannot be read.')));
    return unwrap(await ready().conversationStates.forget(params.conversation)) ?? null;
  }),
);

connection.onRequest(weighRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Weigh', token, async (signal) => {
    const params = parseChatParams(raw);
    if (!params) return unwrap(failed('badInput', l10n.t('This chat message cannot be read.')));
    const open = (uri: string): TextDocument | undefined => documents.get(uri);
    return weighChat(params, open, openFolders.length > 0, ready(), signal);
  }),
);

connection.onRequest(completeRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Complete', token, async (signal) => {
    const params = parseCompleteParams(raw);
    if (!params)
      return unwrap(failed('badInput', l10n.t('This place to complete cannot be read.')));
    const document = documents.get(params.textDocument.uri);
    return unwrap(await complete(params, document, ready(), signal));
  }),
);

connection.onCodeAction((params) => {
  const document = documents.get(params.textDocument.uri);
  return document ? [...listRefineActions(params, document.version)] : [];
});

connection.onCodeActionResolve((action, token) =>
  guarded('Refine', token, async (signal) => {
    const data = parseRefineActionData(action.data);
    if (!data) return action;
    const result = await runRefine(unwrap(parseRefineParams(data.params)), silentProgress, signal);
    if (result.hunks.length === 0)
      connection.window.showInformationMessage(result.note ?? 'Nothing to change was found.');
    return {
      ...action,
      edit: editFor(data.params.textDocument.uri, result, clientKnowsAnnotations),
    };
  }),
);

connection.onExecuteCommand((params, token, progress) =>
  guarded('Refine', token, async (signal) => {
    if (params.command !== serverRefineCommand) return undefined;
    const refineParams = unwrap(parseRefineParams(params.arguments?.[0]));
    const result = await runRefine(refineParams, progress ?? silentProgress, signal);
    if (result.hunks.length > 0) {
      const edit = editFor(refineParams.textDocument.uri, result, clientKnowsAnnotations);
      await connection.workspace.applyEdit({ label: 'Refine with Eidolon', edit });
    }
    return result;
  }),
);

connection.onInitialized(() => {
  if (clientTellsFolders) followFolders();
  warnOfEnsembles().catch((error: unknown) => log.error('the ensembles were not checked', error));
});

function followFolders(): void {
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const closed = new Set(removed.map(({ uri }) => uri));
    const kept = openFolders.filter((uri) => !closed.has(uri));
    openFolders = [...new Set([...kept, ...added.map(({ uri }) => uri)])];
  });
}

/** Tells in one sentence what is wrong with the user's ensembles; nothing is started where there are none. */
async function warnOfEnsembles(): Promise<void> {
  const { ensembles, pool } = ready();
  if (Object.keys(ensembles).length === 0) return;
  const members = await pool.members();
  // Without a pool no member of its own is known, which is told where it matters.
  if (members.every(({ id }) => isHttpMember(id))) return;
  const problems = checkEnsembles(ensembles, answering(members));
  const [first, ...others] = problems;
  if (first === undefined) return;
  for (const problem of problems) log.warn(problem);
  void connection.window.showWarningMessage(withOthers(first, others.length));
}

function withOthers(problem: string, others: number): string {
  if (others === 0) return problem;
  return others === 1
    ? l10n.t('{0} 1 more is in the log.', problem)
    : l10n.t('{0} {1} more are in the log.', problem, others);
}

connection.onRequest(listEnsemblesRequest, async () => {
  const { ensembles } = ready();
  return { ensembles: listEnsembles(ensembles, await memberIds()) };
});

connection.onRequest(checkEnsembleRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Check ensemble', token, async () => {
    const params = parseCheckEnsemble(raw);
    if (!params) return unwrap(failed('badInput', l10n.t('This ensemble cannot be read.')));
    return summariseNew(params.name, params.spec, ready().ensembles, await memberIds());
  }),
);

async function memberIds(): Promise<readonly string[]> {
  return answering(await ready().pool.members());
}

connection.onRequest(statusGetRequest, async (params: StatusParams | undefined) => {
  if (params?.look === true) await ready().look();
  return ready().status();
});

serveModels({ connection, services: ready, guarded, unwrap });

connection.onNotification(hostAccessChangedNotification, () => ready().forgetHostAccess());

connection.onNotification(outcomeNotification, (raw: unknown) => {
  const params = parseOutcome(raw);
  if (!params.ok) return log.warn(params.failure.message);
  const { traceId, hunkId, credit, outcome } = params.value;
  if (hunkId !== undefined) void ready().examples?.settle(traceId, hunkId, outcome);
  return void ready().learning.learn(credit, outcome);
});

connection.onRequest(findRequest, (raw: unknown, token: CancellationToken) =>
  guarded('Find', token, async (signal) => {
    const params = unwrap(parseFindParams(raw));
    return unwrap(await searchFolders(params, signal));
  }),
);

/** The search is read on first use: most sessions never ask for it. */
async function searchFolders(
  params: FindParams,
  signal: AbortSignal,
  onStage?: (text: string) => void,
): Promise<Result<FindResult>> {
  const { handleFind } = await import('./handlers/find.ts');
  const client = (method: string, asked: unknown): Promise<unknown> =>
    connection.sendRequest(method, asked);
  const { searchReaders } = ready();
  const context = { folders: openFolders, readers: searchReaders, ...(onStage && { onStage }) };
  return handleFind(params, { ...context, ...(clientReviews && { client }) }, signal);
}

function findInFolders(...[question, signal, onStage]: Parameters<Find>): ReturnType<Find> {
  return searchFolders({ question }, signal, onStage);
}

connection.onRequest(correctRouteRequest, (params: unknown, token: CancellationToken) =>
  guarded('Correct route', token, async () => unwrap(await correctRoute(params, ready().router))),
);

connection.onRequest(listCorrectionsRequest, () => unwrap(listCorrections(ready().router)));

connection.onRequest(forgetCorrectionRequest, (params: unknown, token: CancellationToken) =>
  guarded('Forget correction', token, async () =>
    unwrap(await forgetCorrection(params, ready().router)),
  ),
);

/** Where this window's pool has the user's models, which are measured with the others. */
function modelsDirectory(): string {
  const chosen = initialOptions?.settings?.modelsDirectory;
  return chosen || path.join(ready().storageDirectory, 'models');
}

/** Read on first use: most sessions never measure. */
function measurements(): Promise<Measuring> {
  measuring ??= import('./handlers/measure.ts').then(({ createMeasuring }) =>
    createMeasuring({
      entry: installationPaths().measureEntry,
      storageDirectory: ready().storageDirectory,
      settings: { ...initialOptions?.settings, modelsDirectory: modelsDirectory() },
      mayRunCode: initialOptions?.trusted ?? true,
      l10nBundle: initialOptions?.l10nBundle,
      askHostAccess: askEditor,
      members: () =>
        ready()
          .status()
          .members.map(({ id }) => id),
      log,
    }),
  );
  return measuring;
}

serveMeasure({ connection, guarded, unwrap }, measurements);

connection.onShutdown(async () => {
  // Before anything else ends: whoever is at work would take that for an answer.
  ending.abort(new CancelledError());
  await services?.dispose();
});
process.on('exit', () => void services?.dispose());
process.on('unhandledRejection', (error) => log.error('unhandled rejection', error));

documents.listen(connection);
connection.listen();
