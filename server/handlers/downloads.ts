import * as l10n from '@vscode/l10n';
import type { Offer, PullParams, PullResult } from '../../protocol/downloads.ts';
import { checkingStage } from '../../protocol/downloads.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { readUserCatalog } from '../models/catalog.ts';
import { downloadCatalogue } from '../models/download/catalogue.ts';
import { createGet, withProxy } from '../models/download/get.ts';
import { pullModel, type PullProgress } from '../models/download/pull.ts';
import type { DownloadProgress } from '../models/download/transfer.ts';
import { endpointOf, sourceOf } from '../models/download/source.ts';
import type { ModelFolders } from '../models/manage.ts';
import { availableMemory } from '../pool/memory.ts';
import { memoryInUse } from '../pool/prepare.ts';

/** What can be downloaded, and which of it is in the pool already. */
export async function offerDownloads(userModelsDir: string): Promise<Result<Offer>> {
  const own = await readUserCatalog(userModelsDir);
  if (!own.ok) return own;
  const here = new Set(own.value.map(({ sha256 }) => sha256));
  const models = downloadCatalogue.map(
    ({ repository, revision: _, file: __, sha256, ...model }) => ({
      ...model,
      page: `https://huggingface.co/${repository}`,
      memoryBytes: memoryInUse(model),
      present: here.has(sha256),
    }),
  );
  return ok({ models, availableBytes: await availableMemory() });
}

/** Downloads a model; `report` takes words and per cent for a progress bar. */
export async function pullForEditor(
  { model, licenceAccepted, proxy }: PullParams,
  { endpoint, ...folders }: ModelFolders & { readonly endpoint: string },
  report: ReportProgress,
  signal: AbortSignal,
): Promise<Result<PullResult>> {
  if (!licenceAccepted)
    return failed('notAllowed', l10n.t('Read the licence of the model and agree to it first.'));
  const server = endpointOf(endpoint, process.env['HF_ENDPOINT']);
  if (!server.ok) return server;
  const source = sourceOf(model.trim(), server.value);
  if (!source.ok) return source;
  const get = createGet(withProxy(process.env, proxy));
  const pulled = await pullModel(source.value, folders, { report: pullWords(report), get }, signal);
  if (!pulled.ok) return pulled;
  return ok({ id: pulled.value.id, verified: pulled.value.verified });
}

const reportMs = 500;

/** Numbers, which need no translation; a word only where the file is checked. */
function pullWords(report: ReportProgress): (progress: PullProgress) => void {
  const told = bytesWords(report);
  return (progress) => {
    if (progress.stage === 'checking') report(checkingStage);
    else told(progress);
  };
}

/** Takes words and per cent for a progress bar. */
export type ReportProgress = (message: string, percentage?: number) => void;

/** Tells at most twice a second how much has arrived, and how fast. */
export function bytesWords(report: ReportProgress): (progress: DownloadProgress) => void {
  let toldMs = -Infinity;
  let first: { readonly bytes: number; readonly ms: number } | undefined;
  return ({ doneBytes, totalBytes }) => {
    const now = performance.now();
    first ??= { bytes: doneBytes, ms: now };
    if (now - toldMs < reportMs && doneBytes !== totalBytes) return;
    toldMs = now;
    const rate = (doneBytes - first.bytes) / 1e3 / Math.max(1, now - first.ms);
    const [done, total] = [doneBytes, totalBytes].map((bytes) => ((bytes ?? 0) / 1e9).toFixed(2));
    const message = `${done} / ${totalBytes ? total : '?'} GB, ${rate.toFixed(1)} MB/s`;
    report(message, totalBytes ? Math.floor((100 * doneBytes) / totalBytes) : undefined);
  };
}
