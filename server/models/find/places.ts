import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelOrigin } from '../../../protocol/models.ts';
import { isRecord } from '../../../protocol/record.ts';
import { filesBelow, isModelName } from './walk.ts';

/** The user and the machine whose disks are searched. */
export interface Surroundings {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A file that may be a model, and what it is called where it lies. */
export interface Candidate {
  readonly origin: ModelOrigin;
  readonly name: string;
  readonly file: string;
}

/** Every file that other programs keep as a model; none is opened. */
export async function candidates(around: Surroundings): Promise<readonly Candidate[]> {
  const all = await Promise.all([
    huggingFace(around),
    lmStudio(around),
    ollama(around),
    llamaCpp(around),
  ]);
  return all.flat();
}

function cacheFolder({ home, platform, env }: Surroundings): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] || path.join(home, 'AppData/Local');
  if (platform === 'darwin') return path.join(home, 'Library/Caches');
  return env['XDG_CACHE_HOME'] || path.join(home, '.cache');
}

/** `models--OWNER--NAME/snapshots/REVISION/FILE`, a link to a file named by its hash. */
async function huggingFace({ home, env }: Surroundings): Promise<readonly Candidate[]> {
  // On every platform alike, other than programs usually do.
  const cache = env['XDG_CACHE_HOME'] || path.join(home, '.cache');
  const ownHome = env['HF_HOME'] || path.join(cache, 'huggingface');
  const hub = env['HF_HUB_CACHE'] || env['HUGGINGFACE_HUB_CACHE'] || path.join(ownHome, 'hub');
  const files = await filesBelow(hub, 5);
  return files.flatMap((file): Candidate[] => {
    const [, folder, , ...rest] = file.split(path.sep);
    const name = rest.at(-1) ?? '';
    if (folder !== 'snapshots' || !isModelName(name)) return [];
    return [{ origin: 'Hugging Face', name, file: path.join(hub, file) }];
  });
}

/** `PUBLISHER/MODEL/FILE` in the folder of the program's settings, or where it is by default. */
async function lmStudio({ home }: Surroundings): Promise<readonly Candidate[]> {
  const settings = await readJson(path.join(home, '.lmstudio/settings.json'));
  const chosen = isRecord(settings) ? settings['downloadsFolder'] : undefined;
  const folders = [
    ...(typeof chosen === 'string' && path.isAbsolute(chosen) ? [chosen] : []),
    path.join(home, '.lmstudio/models'),
    path.join(home, '.cache/lm-studio/models'),
  ];
  const found = folders.map(async (folder) =>
    (await filesBelow(folder, 3))
      .filter((file) => isModelName(path.basename(file)))
      .map((file) => ({
        origin: 'LM Studio' as const,
        name: path.basename(file),
        file: path.join(folder, file),
      })),
  );
  return (await Promise.all(found)).flat();
}

const ollamaModel = 'application/vnd.ollama.image.model';

/** `manifests/SERVER/OWNER/MODEL/TAG` names the blob of the weights by its hash. */
async function ollama({ home, platform, env }: Surroundings): Promise<readonly Candidate[]> {
  const folders = env['OLLAMA_MODELS']
    ? [env['OLLAMA_MODELS']]
    : [
        path.join(home, '.ollama/models'),
        // Where the service has them that Linux packages set up.
        ...(platform === 'linux' ? ['/usr/share/ollama/.ollama/models'] : []),
      ];
  return (await Promise.all(folders.map(ollamaIn))).flat();
}

async function ollamaIn(folder: string): Promise<readonly Candidate[]> {
  const manifests = path.join(folder, 'manifests');
  const found = (await filesBelow(manifests, 5)).map(async (file): Promise<Candidate[]> => {
    const [model = '', tag = ''] = file.split(path.sep).slice(-2);
    const digest = weightsIn(await readJson(path.join(manifests, file)));
    if (digest === undefined) return [];
    return [
      {
        origin: 'Ollama',
        name: `${model}-${tag}`,
        file: path.join(folder, 'blobs', `sha256-${digest}`),
      },
    ];
  });
  return (await Promise.all(found)).flat();
}

function weightsIn(manifest: unknown): string | undefined {
  const layers = isRecord(manifest) && Array.isArray(manifest['layers']) ? manifest['layers'] : [];
  for (const layer of layers as unknown[]) {
    if (!isRecord(layer) || layer['mediaType'] !== ollamaModel) continue;
    // Nothing else may become a part of a path.
    return /^sha256:([0-9a-f]{64})$/.exec(String(layer['digest']))?.[1];
  }
  return undefined;
}

async function llamaCpp(around: Surroundings): Promise<readonly Candidate[]> {
  const folder = around.env['LLAMA_CACHE'] || path.join(cacheFolder(around), 'llama.cpp');
  return (await filesBelow(folder, 1))
    .filter((file) => isModelName(path.basename(file)))
    .map((file) => ({
      origin: 'llama.cpp',
      name: path.basename(file),
      file: path.join(folder, file),
    }));
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
