import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { PromptFormat } from '../pool/messages.ts';
import { isRecord } from '../../protocol/record.ts';

/** One model file that the pool knows, shipped or the user's own. */
export interface CatalogEntry {
  /** `nano:<name>` for shipped models, `file:<name>` for the user's. */
  readonly id: string;
  readonly family: string;
  readonly title: string;
  /** Absolute path. */
  readonly path: string;
  /** Id of the model whose weights this file changes; only a LoRA adapter has one. */
  readonly base?: string;
  readonly sha256?: string;
  readonly sizeBytes?: number;
  /** Tokens per sequence. */
  readonly contextSize?: number;
  /** Sequences that one context holds at a time. */
  readonly sequences?: number;
  /** Keeps its cache in 8 bits, which halves it and is read more slowly. */
  readonly compactCache?: boolean;
  /** Id of a small model with the same tokens that guesses ahead for this one. */
  readonly draft?: string;
  readonly promptFormat: PromptFormat;
  readonly builtIn: boolean;
  /** Hash of the file that a throw-away process has loaded without harm. */
  readonly testedSha256?: string;
  /** File time when the hash was taken; a file with another time is hashed again. */
  readonly modifiedMs?: number;
}

export const builtInCatalog = 'catalog.json';
export const userCatalog = 'models.json';

const idPattern = /^[a-z]+:[\w.+-]+$/i;
const hashPattern = /^[0-9a-f]{64}$/;

/**
 * The shipped models. A folder without a catalog is an installation without models (the universal
 * package), which is not a fault.
 */
export async function readBuiltInCatalog(
  modelsDir: string,
): Promise<Result<readonly CatalogEntry[]>> {
  const entries = await readEntries(path.join(modelsDir, builtInCatalog), modelsDir, true);
  if (!entries.ok) return entries;
  // Without its hash a shipped file may be anything, so it does not count as shipped.
  return ok(entries.value.filter((entry) => entry.sha256 !== undefined));
}

/** The user's own models; no file means none. */
export function readUserCatalog(userModelsDir: string): Promise<Result<readonly CatalogEntry[]>> {
  return readEntries(path.join(userModelsDir, userCatalog), userModelsDir, false);
}

async function readEntries(
  file: string,
  folder: string,
  builtIn: boolean,
): Promise<Result<readonly CatalogEntry[]>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok([]);
    return failed(
      'modelMissing',
      l10n.t('The model catalogue {0} cannot be read.', file),
      String(error),
    );
  }
  try {
    return ok(parseCatalog(JSON.parse(text), folder, builtIn));
  } catch (error) {
    return failed(
      'modelInvalid',
      l10n.t('The model catalogue {0} is not valid JSON.', file),
      String(error),
    );
  }
}

/** Entries of `{"models": [...]}`; those without a usable id or file are left out. */
export function parseCatalog(
  value: unknown,
  folder: string,
  builtIn: boolean,
): readonly CatalogEntry[] {
  const models =
    isRecord(value) && Array.isArray(value['models']) ? (value['models'] as unknown[]) : [];
  const seen = new Set<string>();
  return models.flatMap((item) => {
    const entry = parseEntry(item, folder, builtIn);
    if (!entry || seen.has(entry.id)) return [];
    seen.add(entry.id);
    return [entry];
  });
}

function parseEntry(value: unknown, folder: string, builtIn: boolean): CatalogEntry | undefined {
  if (!isRecord(value)) return undefined;
  const id = text(value['id']);
  const file = text(value['file']) ?? text(value['path']);
  if (!id || !idPattern.test(id) || !file) return undefined;
  if (builtIn !== id.startsWith('nano:')) return undefined;
  const sha256 = text(value['sha256'])?.toLowerCase();
  const tested = text(value['testedSha256']);
  return {
    id,
    family: text(value['family']) ?? (builtIn ? 'nano' : id),
    title: text(value['title']) ?? text(value['name']) ?? id,
    path: path.resolve(folder, file),
    base: text(value['base']),
    sha256: sha256 && hashPattern.test(sha256) ? sha256 : undefined,
    sizeBytes: count(value['sizeBytes']) ?? count(value['bytes']) ?? count(value['size']),
    contextSize: count(value['contextSize']) ?? count(value['contextLength']),
    sequences: count(value['sequences']),
    ...(value['compactCache'] === true && { compactCache: true }),
    draft: text(value['draft']),
    promptFormat:
      value['promptFormat'] === 'nano' || (builtIn && value['promptFormat'] === undefined)
        ? 'nano'
        : 'chat',
    builtIn,
    testedSha256: tested,
    modifiedMs: typeof value['modifiedMs'] === 'number' ? value['modifiedMs'] : undefined,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
