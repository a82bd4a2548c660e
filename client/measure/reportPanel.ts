import * as vscode from 'vscode';
import type { MeasureReport, MeasureReportParams } from '../../protocol/measure.ts';
import { parseMeasureReportParams } from '../../protocol/measure.ts';
import { reportPage } from './reportPage.ts';
import { words } from './words.ts';

/** Type of the panel; `when` clauses of the manifest name it. */
export const reportViewType = 'eidolon.measurement';

const shownKey = 'eidolon.measure.shown';

export interface ReportPanelDeps {
  readonly extension: vscode.Uri;
  readonly state: vscode.Memento;
  /** The report of a run, or of two; undefined when it cannot be had, which has been told. */
  readonly load: (params: MeasureReportParams) => Promise<MeasureReport | undefined>;
}

/** The one panel in which reports are shown. It runs no script, so all that it can do is in the editor's title. */
export class ReportPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly serializer: vscode.Disposable;
  /** What the panel shows. */
  current: { readonly params: MeasureReportParams; readonly report: MeasureReport } | undefined;

  constructor(private readonly deps: ReportPanelDeps) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(reportViewType, {
      deserializeWebviewPanel: (panel) => this.revive(panel),
    });
  }

  /** Shows a report; answers whether there is one. */
  async show(params: MeasureReportParams): Promise<boolean> {
    const report = await this.deps.load(params);
    if (!report) return false;
    this.panel ??= this.adopt(
      vscode.window.createWebviewPanel(
        reportViewType,
        words.reportTitle(),
        vscode.ViewColumn.Active,
        { enableFindWidget: true },
      ),
    );
    await this.fill(this.panel, params, report);
    this.panel.reveal();
    return true;
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
  }

  /** After a reload the window has its panels back, without what was in them. */
  private async revive(panel: vscode.WebviewPanel): Promise<void> {
    const params = parseMeasureReportParams(this.deps.state.get(shownKey));
    const report = params && (await this.deps.load(params));
    if (!params || !report || this.panel) return panel.dispose();
    this.panel = this.adopt(panel);
    await this.fill(this.panel, params, report);
  }

  private adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    panel.webview.options = { enableScripts: false, localResourceRoots: [this.folder] };
    panel.iconPath = new vscode.ThemeIcon('graph');
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.current = undefined;
    });
    return panel;
  }

  private async fill(
    panel: vscode.WebviewPanel,
    params: MeasureReportParams,
    report: MeasureReport,
  ): Promise<void> {
    this.current = { params, report };
    const { webview } = panel;
    const style = webview.asWebviewUri(vscode.Uri.joinPath(this.folder, 'report.css'));
    panel.title = report.title;
    webview.html = reportPage({
      ...report,
      source: webview.cspSource,
      style: style.toString(),
    });
    await this.deps.state.update(shownKey, params);
  }

  private get folder(): vscode.Uri {
    return vscode.Uri.joinPath(this.deps.extension, 'dist', 'media');
  }
}
