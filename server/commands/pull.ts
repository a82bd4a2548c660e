import path from 'node:path';
import type { Licence } from '../../protocol/downloads.ts';
import { downloadCatalogue } from '../models/download/catalogue.ts';
import { createGet } from '../models/download/get.ts';
import { pullModel, type PullProgress } from '../models/download/pull.ts';
import { endpointOf, sourceOf, type DownloadSource } from '../models/download/source.ts';
import { defaultStorageDirectory, installationPaths } from '../paths.ts';
import { stdinLines, unwrap, type Io } from './io.ts';

export interface PullOptions {
  readonly endpoint?: string;
  readonly acceptLicence?: boolean;
  readonly sha256?: string;
  readonly json?: boolean;
}

/** `eidolon models pull [NAME|URL]`: downloads a model and adds it; without a name it lists the catalogue. */
export async function pullCommand(
  subject: string | undefined,
  options: PullOptions,
  io: Io,
): Promise<number> {
  if (subject === undefined) return listCatalogue(options.json ?? false, io);
  const endpoint = unwrap(endpointOf(options.endpoint, process.env['HF_ENDPOINT']));
  const source = unwrap(sourceOf(subject, endpoint, options.sha256));
  await askForLicence(source, options.acceptLicence ?? false, io);
  const paths = installationPaths();
  const folders = {
    modelsDir: paths.modelsDir,
    userModelsDir: path.join(defaultStorageDirectory(), 'models'),
    workerEntry: paths.workerEntry,
    log: io.log,
  };
  const { verified, keptBytes, ...pulled } = unwrap(
    await pullModel(
      source,
      folders,
      { get: createGet(), report: progressWriter(source.file, io) },
      io.signal,
    ),
  );
  if (!verified)
    io.complain(`Nobody named the file’s SHA-256 before; it is ${pulled.sha256} from now on.`);
  const text = `Added ${pulled.id} (${pulled.path}).\n`;
  await io.write(options.json ? `${JSON.stringify({ ...pulled, verified, keptBytes })}\n` : text);
  return 0;
}

async function listCatalogue(json: boolean, io: Io): Promise<number> {
  if (json) {
    await io.write(`${JSON.stringify(downloadCatalogue)}\n`);
    return 0;
  }
  for (const { name, sizeBytes, title, quantization, licence, roles } of downloadCatalogue)
    await io.write(
      `${name.padEnd(18)} ${gigabytes(sizeBytes).padStart(7)}  ${title}, ${quantization}  (${roles.join(', ')}; ${licence.name})\n`,
    );
  return 0;
}

/** Shows the licence, and goes on only with its reader's consent. */
async function askForLicence({ model, url }: DownloadSource, accepted: boolean, io: Io) {
  const licence: Licence = model?.licence ?? {
    name: 'Licence unknown to Eidolon',
    url: pageOf(url),
  };
  io.complain(`${model?.title ?? url.pathname}: ${licence.name}, ${licence.url}`);
  if (accepted || (io.interactive && (await agrees(io)))) return;
  throw new Error(
    `Read the licence at ${licence.url}, and say --accept-licence if you agree to it; nothing was downloaded.`,
  );
}

async function agrees(io: Io): Promise<boolean> {
  io.complain('Do you accept it? Type yes to go on.');
  for await (const { line } of stdinLines(io)) return /^\s*y(es)?\s*$/i.test(line);
  return false;
}

/** The page of the repository, where a licence would stand. */
function pageOf({ origin, pathname }: URL): string {
  return `${origin}${pathname.replace(/\/resolve\/.*$/, '')}`;
}

const redrawMs = 250;

/** Tells on standard error how far a download is: on one line of a terminal, else at every tenth. */
function progressWriter(file: string, io: Io): (progress: PullProgress) => void {
  const started = performance.now();
  let first: number | undefined;
  let told = -1;
  let drawn = -Infinity;
  return (progress) => {
    if (progress.stage === 'checking') return io.complain(`Checking ${file} …`);
    const { doneBytes, totalBytes } = progress;
    first ??= doneBytes;
    const percent = totalBytes ? Math.floor((100 * doneBytes) / totalBytes) : undefined;
    const seconds = (performance.now() - started) / 1000;
    const rate = seconds > 0 ? (doneBytes - first) / seconds / 1e6 : 0;
    const share = percent === undefined ? '' : `${percent} %, `;
    const line = `${file}: ${share}${gigabytes(doneBytes)} of ${totalBytes ? gigabytes(totalBytes) : '?'}, ${rate.toFixed(1)} MB/s`;
    if (io.redraw) {
      if (performance.now() - drawn < redrawMs && doneBytes !== totalBytes) return undefined;
      drawn = performance.now();
      return io.redraw(line);
    }
    const tenth = percent === undefined ? Math.floor(doneBytes / 100e6) : Math.floor(percent / 10);
    if (tenth === told) return undefined;
    told = tenth;
    return io.complain(line);
  };
}

function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}
