import * as vscode from 'vscode';
import {
  gpuAddRequest,
  gpuRemoveRequest,
  gpuReportRequest,
  gpuTitles as titles,
  parseGpuReport,
  type GpuAddParams,
  type GpuOffer,
} from '../../protocol/gpu.ts';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import type { ServerLink } from '../serverLink.ts';
import { askEngine, type AskDeps } from './askEngine.ts';
import { downloadWords } from './downloadWords.ts';
import { gpuWords as words } from './gpuWords.ts';
import { megabytes } from './memberWords.ts';
import type { Notices } from './notices.ts';
import { showPercent } from './progress.ts';

/** *Add GPU Support…*: shows what there is and what was found, and downloads what its user agrees to. */
export function registerAddGpu(link: ServerLink, notices: Notices): vscode.Disposable {
  const deps = { link, notices };
  return vscode.commands.registerCommand(commandIds.addGpu, async () => {
    const report = parseGpuReport(await askEngine(deps, gpuReportRequest, {}));
    if (!report) return undefined;
    if (report.builds.length === 0) {
      notices.info(words.none());
      return undefined;
    }
    const chosen = await choose(report.builds, report.summary);
    if (chosen === 'remove') return tell(deps, await askEngine(deps, gpuRemoveRequest, {}));
    return chosen && (await agrees(chosen)) ? tell(deps, await download(deps, chosen)) : undefined;
  });
}

async function choose(
  builds: readonly GpuOffer[],
  summary: string,
): Promise<GpuOffer | 'remove' | undefined> {
  const items = builds.map((offer) => ({
    label: titles[offer.backend],
    description: `${megabytes(offer.sizeBytes)} · ${offer.licence} · ${stateOf(offer)}`,
    detail: words[offer.backend](),
    value: offer as GpuOffer | 'remove',
  }));
  const remove = { label: words.remove(), value: 'remove' as const };
  const all = builds.some(({ added }) => added) ? [...items, remove] : items;
  const options = { title: words.choose(), placeHolder: summary };
  return (await vscode.window.showQuickPick(all, options))?.value;
}

function stateOf({ added, devices, problem }: GpuOffer): string {
  if (!added) return words.notAdded();
  return devices.length > 0 ? devices.join(', ') : (problem ?? words.added());
}

async function agrees({ backend, sizeBytes, licence, host }: GpuOffer): Promise<boolean> {
  const question = words.question(titles[backend], megabytes(sizeBytes));
  const options = { modal: true, detail: words.detail(licence, host) };
  return (
    (await vscode.window.showInformationMessage(question, options, words.agree())) === words.agree()
  );
}

let tokenCount = 0;

async function download(deps: AskDeps, { backend }: GpuOffer): Promise<unknown> {
  const proxy = vscode.workspace.getConfiguration('http').get<string>('proxy');
  const workDoneToken = `eidolon-gpu-${++tokenCount}`;
  const params: GpuAddParams = { backend, agreed: true, workDoneToken, ...(proxy && { proxy }) };
  const title = downloadWords.downloading(titles[backend]);
  const location = vscode.ProgressLocation.Notification;
  try {
    return await vscode.window.withProgress(
      { location, title, cancellable: true },
      (progress, token) =>
        askEngine(deps, gpuAddRequest, params, token, {
          token: workDoneToken,
          report: showPercent(progress),
        }),
    );
  } catch (error) {
    if (!(error instanceof vscode.CancellationError)) throw error;
    deps.notices.info(downloadWords.paused(titles[backend]));
    return undefined;
  }
}

/** Shows the engine's sentence about the new state, and answers it. */
function tell({ notices }: AskDeps, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const summary = parseGpuReport(value)?.summary ?? messages.badReply();
  notices.info(summary);
  return summary;
}
