import * as vscode from 'vscode';
import {
  checkingStage,
  listDownloadsRequest,
  parseOffer,
  parsePullResult,
  pullModelRequest,
  type OfferedModel,
  type PullParams,
} from '../../protocol/downloads.ts';
import { isRecord } from '../../protocol/record.ts';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';
import { askEngine, type AskDeps } from './askEngine.ts';
import type { ServerLink } from '../serverLink.ts';
import { downloadWords as words } from './downloadWords.ts';
import { megabytes } from './memberWords.ts';
import type { Notices } from './notices.ts';
import { showPercent } from './progress.ts';

/** A model of the catalogue, or the address of a file. */
type Choice =
  | { readonly kind: 'model'; readonly model: OfferedModel }
  | { readonly kind: 'address'; readonly url: string };

/** *Download a Model…*: shows what there is and its licence; the engine fetches, compares and tries the file. */
export function registerDownloadModel(link: ServerLink, notices: Notices): vscode.Disposable {
  const deps = { link, notices };
  return vscode.commands.registerCommand(commandIds.downloadModel, async (given?: unknown) => {
    const choice = await choose(deps, typeof given === 'string' ? given : undefined);
    if (!choice || !(await agrees(choice))) return undefined;
    return download(deps, choice);
  });
}

async function choose(deps: AskDeps, named: string | undefined): Promise<Choice | undefined> {
  const value = await askEngine(deps, listDownloadsRequest, {});
  if (value === undefined) return undefined;
  const offer = parseOffer(value);
  if (!offer) {
    deps.notices.problem(messages.badReply());
    return undefined;
  }
  const model = offer.models.find(({ name }) => name === named);
  if (model) return { kind: 'model', model };
  const items = offer.models.map((each) => ({
    label: each.title,
    description: `${gigabytes(each.sizeBytes)} · ${each.quantization} · ${each.licence.name}`,
    detail: detailOf(each, offer.availableBytes),
    model: each as OfferedModel | undefined,
  }));
  const address = {
    label: words.fromAddress(),
    detail: words.fromAddressDetail(),
    model: undefined,
  };
  const options = { title: words.choose(), matchOnDescription: true, matchOnDetail: true };
  const chosen = await vscode.window.showQuickPick([...items, address], options);
  if (!chosen) return undefined;
  return chosen.model ? { kind: 'model', model: chosen.model } : askAddress();
}

function detailOf({ memoryBytes, present, roles }: OfferedModel, free: number): string {
  const memory =
    memoryBytes <= free
      ? words.fits(gigabytes(memoryBytes))
      : words.tooLarge(gigabytes(memoryBytes), gigabytes(free));
  const use = words.meantFor(roles.map(messages.roleName).join(', '));
  return [present ? words.present() : memory, use].join(' · ');
}

async function askAddress(): Promise<Choice | undefined> {
  const url = await vscode.window.showInputBox({
    title: words.address(),
    prompt: words.addressPrompt(),
    ignoreFocusOut: true,
  });
  return url === undefined || url.trim() === '' ? undefined : { kind: 'address', url: url.trim() };
}

/** Shows the licence until its reader agrees or leaves. */
async function agrees(choice: Choice): Promise<boolean> {
  const [agree, show] = [words.agree(), words.showLicence()];
  const { question, detail, licence } = licenceWords(choice);
  for (;;) {
    const options = { modal: true, detail };
    const answer = await vscode.window.showInformationMessage(question, options, agree, show);
    if (answer !== show) return answer === agree;
    await vscode.env.openExternal(vscode.Uri.parse(licence));
  }
}

function licenceWords(choice: Choice) {
  if (choice.kind === 'address') {
    const page = choice.url.replace(/\/(resolve|blob)\/.*$/, '');
    return { question: words.licenceUnknown(page), detail: words.addressDetail(), licence: page };
  }
  const { title, licence, sizeBytes, page } = choice.model;
  return {
    question: words.licenceOf(title, licence.name),
    detail: words.licenceDetail(gigabytes(sizeBytes), page),
    licence: licence.url,
  };
}

let tokenCount = 0;

async function download(deps: AskDeps, choice: Choice): Promise<string | undefined> {
  const title = choice.kind === 'model' ? choice.model.title : fileIn(choice.url);
  const model = choice.kind === 'model' ? choice.model.name : choice.url;
  const proxy = vscode.workspace.getConfiguration('http').get<string>('proxy');
  const workDoneToken = `eidolon-download-${++tokenCount}`;
  const params: PullParams = {
    model,
    licenceAccepted: true,
    workDoneToken,
    ...(proxy && { proxy }),
  };
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: words.downloading(title), cancellable: true };
  try {
    const value = await vscode.window.withProgress(options, (progress, token) => {
      const show = showPercent(progress);
      const report = (said: unknown): void => show(translated(said, title));
      return askEngine(deps, pullModelRequest, params, token, { token: workDoneToken, report });
    });
    const pulled = parsePullResult(value);
    if (!pulled) return undefined;
    const { id, verified } = pulled;
    deps.notices.info(verified ? messages.modelAdded(id) : words.unverified(id));
    return id;
  } catch (error) {
    if (!(error instanceof vscode.CancellationError)) throw error;
    deps.notices.info(words.paused(title));
    return undefined;
  }
}

/** The engine sends numbers, and one word that stands for a sentence. */
function translated(said: unknown, title: string): unknown {
  if (!isRecord(said) || said['message'] !== checkingStage) return said;
  return { ...said, message: messages.checkingModel(title) };
}

/** The last part of an address, which is short enough to be shown. */
function fileIn(url: string): string {
  return (
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) || url
  );
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? megabytes(bytes) : `${(bytes / 1e9).toFixed(1)} GB`;
}
