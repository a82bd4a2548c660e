import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { outcomeNotification } from '../protocol/outcome.ts';
import { registerAgents } from './agents/register.ts';
import { createApi } from './api.ts';
import type { EidolonApi } from './api.ts';
import { Chat } from './chat/chat.ts';
import { InlineCompletions } from './complete/inlineCompletion.ts';
import { registerEnsembles } from './ensembles/register.ts';
import { registerAddGpu } from './features/addGpu.ts';
import { registerAddModel } from './features/addModel.ts';
import { registerDownloadModel } from './features/downloadModel.ts';
import { registerVerifyModels } from './features/verifyModels.ts';
import { registerAskInChat } from './features/askInChat.ts';
import { RefineActionProvider, providedKinds } from './features/codeActions.ts';
import { registerDiagnose } from './features/diagnose.ts';
import { registerDiffView } from './features/diffView.ts';
import { registerEngineCommands } from './features/engineCommands.ts';
import { registerHunkCommands } from './features/hunkCommands.ts';
import { isSupported } from './features/languages.ts';
import { createNotices, onlyFindings } from './features/notices.ts';
import { registerRefactorPreview } from './features/refactorPreview.ts';
import { Refiner } from './features/refine.ts';
import { RefineOnSave } from './features/refineOnSave.ts';
import { registerRefineCommands } from './features/refineCommands.ts';
import { EngineMonitor } from './features/engineMonitor.ts';
import { Traces, registerTraceDocument } from './features/traceDocument.ts';
import { messages } from './messages.ts';
import { HostAccesses, registerRemoteModels } from './features/remoteModels.ts';
import { registerHistory } from './history/historyCommands.ts';
import { RefineHistory } from './history/refineHistory.ts';
import { Measure } from './measure/measure.ts';
import { MeasuredMembers } from './measure/measuredMembers.ts';
import { registerWalkthrough } from './onboarding/walkthrough.ts';
import { registerPoolView } from './pool/poolView.ts';
import { Outcomes } from './review/outcomes.ts';
import { ReviewStore } from './review/reviewStore.ts';
import { ReviewView } from './review/reviewView.ts';
import { Reviews } from './review/reviews.ts';
import { folderHandlers } from './features/serveFolders.ts';
import { ServerLink } from './serverLink.ts';
import { Settings } from './settings.ts';

const startTimeoutMs = 30_000;

let ending: (() => Promise<void>) | undefined;

/** Builds the parts and registers what they contribute. No process starts and no file is read. */
export function activate(context: vscode.ExtensionContext): EidolonApi {
  const startedAt = performance.now();
  const log = vscode.window.createOutputChannel('Eidolon', { log: true });
  const notices = createNotices(log);
  const settings = new Settings((sentence, key) => notices.setting(sentence, key));
  const monitor = new EngineMonitor(context.extension.extensionKind);
  const accesses = new HostAccesses(context);
  const link = new ServerLink(
    {
      modulePath: () => sidecarPath(context),
      // Not the workspace: a process must not hold a folder that the user may want to delete.
      workingDirectory: homedir(),
      log,
      clean: accesses.clean,
      initializationOptions: () => ({
        client: 'eidolon-vscode',
        review: true,
        settings: settings.current,
        trusted: vscode.workspace.isTrusted,
        ...(vscode.l10n.uri?.scheme === 'file' && { l10nBundle: vscode.l10n.uri.fsPath }),
      }),
      idleMinutes: () => settings.current.idleMinutes,
      startTimeoutMs,
    },
    [monitor.handler],
    [...folderHandlers(), accesses.handler],
  );
  monitor.watch(link);
  const reviews = new Reviews();
  const view = new ReviewView(reviews);
  const history = new RefineHistory(context.workspaceState, reviews, notices);
  const store = new ReviewStore(context.workspaceState, reviews, notices);
  const outcomes = new Outcomes(reviews, context.workspaceState, (params) =>
    link.notify(outcomeNotification, params),
  );
  const traces = new Traces();
  const refiner = new Refiner({ link, reviews, notices, log, keepTrace: (t) => traces.keep(t) });
  const { threads } = view;
  const chat = new Chat({
    ...{ context, link, monitor, reviews, traces, notices, log },
    settings: () => settings.current,
    settingsChanged: settings.onDidChange,
  });
  const measured = new MeasuredMembers(context.globalState);

  context.subscriptions.push(
    log,
    settings,
    settings.onDidChange(() => link.retire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      link.retire();
      monitor.refresh();
    }),
    monitor,
    store,
    history,
    reviews,
    view,
    refiner,
    refiner.onDidChangeBusy((busy) => monitor.setRefining(busy)),
    new RefineOnSave({
      refiner: refiner.inBackground(onlyFindings(notices, log)),
      isEnabled: (document) => settings.refinesOnSave(document),
    }),
    new InlineCompletions({
      ...{ link, notices },
      isEnabled: (document) => settings.completesInline(document),
    }),
    outcomes,
    history.onDidTakeBack(({ hunkId, source }) => {
      if (source) outcomes.takenBack(hunkId, source.traceId, source.credit);
    }),
    link.onDidChangeState((state) => {
      if (state === 'running') void outcomes.flush();
    }),
    reviews.onDidLose(({ count }) => notices.brief(messages.droppedByEdit(count))),
    ...registerRefineCommands({ refiner, notices, settings: () => settings.current }),
    ...registerHunkCommands({ reviews, threads, notices }),
    ...registerTraceDocument({
      traces,
      reviews,
      threads,
      notices,
      level: () => settings.current.traceLevel,
    }),
    ...registerDiffView(reviews, notices),
    registerRefactorPreview(reviews, notices),
    ...registerHistory({ history, traces, notices }),
    ...registerEngineCommands({ link, notices, log, status: () => monitor.source }),
    ...registerDiagnose({
      ...{ extension: context.extension, monitor, notices },
      settings: () => settings.current,
    }),
    registerAddModel(link, notices),
    registerDownloadModel(link, notices),
    registerAddGpu(link, notices),
    registerVerifyModels(link, notices),
    ...registerPoolView({ link, notices, monitor, settings, measured }),
    measured,
    ...registerWalkthrough(context.extensionUri),
    new Measure({
      ...{ context, link, notices, measured, log },
      members: () => monitor.membersNow(),
    }),
    chat,
    ...registerRemoteModels({
      ...{ context, accesses, notices, monitor },
      notify: (method, params) => link.notify(method, params),
      settings: () => settings.current,
    }),
    ...registerEnsembles({ link, refiner, notices, monitor, settings, traces, chat }),
    ...registerAgents({ link, monitor, settings, chat, traces, reviews, notices }),
    registerAskInChat((text) => chat.draft(text)),
    vscode.languages.registerCodeActionsProvider(
      { language: '*' },
      new RefineActionProvider({
        isEnabled: (document) => settings.codeActionsEnabled(document),
        canChat: () => chat.models.length > 0,
      }),
      { providedCodeActionKinds: providedKinds },
    ),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (settings.current.prewarm && isSupported(document.languageId)) void link.start();
    }),
  );
  ending = () => link.dispose();
  const activationMs = performance.now() - startedAt;
  log.debug(`Activated in ${activationMs.toFixed(1)} ms.`);
  return createApi({ link, reviews, notices, store, history, log, activationMs });
}

/** The sidecar ends with the window; it also watches for our death itself. */
export async function deactivate(): Promise<void> {
  await ending?.();
  ending = undefined;
}

/** Tests may put another sidecar in place; an installed extension never looks at the environment. */
function sidecarPath(context: vscode.ExtensionContext): string {
  const replaced = process.env['EIDOLON_TEST_SIDECAR'];
  if (context.extensionMode !== vscode.ExtensionMode.Production && replaced) return replaced;
  return path.join(context.extensionPath, 'dist', 'server', 'main.mjs');
}
