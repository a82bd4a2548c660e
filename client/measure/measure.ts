import * as vscode from 'vscode';
import {
  measureListRequest,
  measureRemoveRequest,
  measureReportRequest,
  measureRunRequest,
  parseMeasuredRun,
  parseMeasureList,
  parseMeasureReport,
  parseMeasureRunParams,
  type MeasuredRun,
  type MeasureList,
  type MeasureReport,
  type MeasureReportParams,
  type MeasureRunParams,
} from '../../protocol/measure.ts';
import { isRecord } from '../../protocol/record.ts';
import type { MemberStatus } from '../../protocol/status.ts';
import { commandIds } from '../commandIds.ts';
import { nameOf } from '../convert.ts';
import type { ProgressSink } from '../engine/sidecarClient.ts';
import { otherHosts } from '../features/memberWords.ts';
import type { Notices } from '../features/notices.ts';
import { showPercent } from '../features/progress.ts';
import type { ServerLink } from '../serverLink.ts';
import { chooseMeasurement, chooseRun, readItems, runLabel, type Choice } from './choose.ts';
import { exportReport } from './exportReport.ts';
import type { MeasuredMembers } from './measuredMembers.ts';
import { ReportPanel } from './reportPanel.ts';
import { words } from './words.ts';

export interface MeasureDeps {
  readonly context: vscode.ExtensionContext;
  readonly link: ServerLink;
  readonly notices: Notices;
  readonly measured: MeasuredMembers;
  /** The pool's members; asks the engine when it told none yet. */
  readonly members: () => Promise<readonly MemberStatus[]>;
  readonly log: vscode.LogOutputChannel;
}

let tokenCount = 0;

/** *Measure My Pool*, and what can be done with the measurements of this machine. */
export class Measure implements vscode.Disposable {
  private readonly panel: ReportPanel;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly deps: MeasureDeps) {
    this.panel = new ReportPanel({
      extension: deps.context.extensionUri,
      state: deps.context.workspaceState,
      load: (params) => this.load(params),
    });
    const { registerCommand } = vscode.commands;
    this.subscriptions = [
      this.panel,
      registerCommand(commandIds.measurePool, (given?: unknown) => this.measure(given)),
      registerCommand(commandIds.showMeasurements, (given?: unknown) => this.showHistory(given)),
      registerCommand(commandIds.compareMeasurements, () => this.compare(this.shownId())),
      registerCommand(commandIds.exportMeasurement, (given?: unknown) => this.export(given)),
    ];
  }

  dispose(): void {
    for (const each of this.subscriptions) each.dispose();
  }

  /** Answers the id of the run, for other extensions and tests. */
  private async measure(given: unknown): Promise<string | undefined> {
    const choice = (await givenChoice(given)) ?? (await this.choose());
    if (!choice) return undefined;
    if (choice.kind === 'history') return this.showHistory(undefined);
    if (choice.kind === 'problem') {
      this.deps.notices.problem(choice.sentence);
      return undefined;
    }
    const run = await this.run(choice.params);
    if (!run) return undefined;
    this.deps.measured.learn(run);
    this.deps.notices.brief(words.done(run.suite));
    await this.panel.show({ id: run.id });
    return run.id;
  }

  private async choose(): Promise<Choice | undefined> {
    const list = await this.list();
    return list && chooseMeasurement(list, otherHosts(await this.deps.members()));
  }

  private async run(params: MeasureRunParams): Promise<MeasuredRun | undefined> {
    const title = words.measuring(params.suite);
    const location = vscode.ProgressLocation.Notification;
    try {
      return await vscode.window.withProgress(
        { location, title, cancellable: true },
        async (progress, token) => {
          const workDoneToken = `eidolon-measure-${++tokenCount}`;
          const sink = { token: workDoneToken, report: showPercent(progress) };
          const asked = { ...params, workDoneToken };
          const value = await this.request(measureRunRequest, asked, token, sink);
          if (value === undefined) return undefined;
          const run = parseMeasuredRun(value);
          if (!run) this.deps.notices.problem(words.badReply());
          return run;
        },
      );
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) throw error;
      this.deps.notices.info(words.stopped());
      return undefined;
    }
  }

  private async showHistory(given: unknown): Promise<string | undefined> {
    const named = isRecord(given) && typeof given['id'] === 'string' ? given['id'] : undefined;
    if (named !== undefined) return (await this.panel.show({ id: named })) ? named : undefined;
    const runs = await this.runs();
    const choice = runs && (await chooseRun(runs, words.chooseRun(), true));
    if (!choice) return undefined;
    const { run, action } = choice;
    if (action === 'compare') return this.compare(run.id);
    if (action === 'remove') return this.remove(run);
    return (await this.panel.show({ id: run.id })) ? run.id : undefined;
  }

  /** The earlier runs; where there are none, one sentence that offers to measure. */
  private async runs(): Promise<readonly MeasuredRun[] | undefined> {
    const list = await this.list();
    if (!list || list.runs.length > 0) return list?.runs;
    const now = words.measureNow();
    const answer = await vscode.window.showInformationMessage(words.none(), now);
    if (answer === now) await this.measure(undefined);
    return undefined;
  }

  private shownId(): string | undefined {
    return this.panel.current?.params.id;
  }

  private async compare(first: string | undefined): Promise<string | undefined> {
    const runs = await this.runs();
    if (!runs) return undefined;
    if (runs.length < 2) {
      this.deps.notices.info(words.onlyOne());
      return undefined;
    }
    const one = first ?? (await chooseRun(runs, words.chooseRun(), false))?.run.id;
    const others = runs.filter(({ id }) => id !== one);
    const other = one && (await chooseRun(others, words.chooseOther(), false))?.run.id;
    if (!one || !other) return undefined;
    return (await this.panel.show({ id: one, against: other })) ? one : undefined;
  }

  private async remove(run: MeasuredRun): Promise<undefined> {
    const yes = words.removeButton();
    const answer = await vscode.window.showWarningMessage(
      words.removeQuestion(runLabel(run)),
      { modal: true, detail: words.cannotUndo() },
      yes,
    );
    if (answer !== yes) return;
    await this.request(measureRemoveRequest, { id: run.id });
    // The pool's view must not go on telling of it.
    await this.list();
  }

  private async export(given: unknown): Promise<string | undefined> {
    const { current } = this.panel;
    if (!current) {
      this.deps.notices.info(words.noReport());
      return undefined;
    }
    return exportReport(current.report, current.params.id, given, this.deps.notices);
  }

  private async list(): Promise<MeasureList | undefined> {
    const value = await this.request(measureListRequest, {});
    if (value === undefined) return undefined;
    const list = parseMeasureList(value);
    if (!list) this.deps.notices.problem(words.badReply());
    this.deps.measured.learn(list?.runs[0]);
    return list;
  }

  private async load(params: MeasureReportParams): Promise<MeasureReport | undefined> {
    const value = await this.request(measureReportRequest, params);
    if (value === undefined) return undefined;
    const report = parseMeasureReport(value);
    if (!report) this.deps.notices.problem(words.badReply());
    return report;
  }

  /** Undefined when it failed, which has been told. */
  private async request(
    method: string,
    params: unknown,
    token?: vscode.CancellationToken,
    progress?: ProgressSink,
  ): Promise<unknown> {
    const source = new vscode.CancellationTokenSource();
    try {
      const reply = await this.deps.link.request(method, params, token ?? source.token, progress);
      if (reply.ok) return reply.value;
      this.deps.notices.problem(reply.failure.message);
      return undefined;
    } finally {
      source.dispose();
    }
  }
}

/** What a caller names instead of choosing: a suite, or a file of items by its address. */
async function givenChoice(given: unknown): Promise<Choice | undefined> {
  const params = parseMeasureRunParams(given);
  if (params) return { kind: 'measure', params };
  if (!isRecord(given) || !(given['uri'] instanceof vscode.Uri)) return undefined;
  const read = await readItems(given['uri']);
  if ('sentence' in read) return read;
  const items = typeof given['items'] === 'number' ? given['items'] : Number.MAX_SAFE_INTEGER;
  const suite = nameOf(given['uri']);
  return { kind: 'measure', params: { suite, items, memory: false, text: read.text } };
}
