import * as l10n from '@vscode/l10n';
import { failed, ok, type Result } from '../../protocol/result.ts';
import type { CatalogEntry } from './catalog.ts';
import { draftFor } from './drafts.ts';
import { readGguf, type GgufSummary } from './gguf.ts';
import { readAdapter } from './loraAdapter.ts';

/** What is loaded for one member: a model's own file, or an adapter and the model that it changes. */
export interface ModelFiles {
  readonly entry: CatalogEntry;
  readonly base?: CatalogEntry;
  /** A small model that guesses ahead for it; it answers without one too. */
  readonly draft?: CatalogEntry;
}

/** What the headers tell. Sizes and times are those of the member's own file, the rest is its base's. */
export interface ModelSummary extends GgufSummary {
  /** Of the base below an adapter. */
  readonly base?: GgufSummary;
}

/** Finds the base of an adapter among all entries. */
export function filesOf(entry: CatalogEntry, all: readonly CatalogEntry[]): Result<ModelFiles> {
  if (entry.base === undefined) {
    const draft = draftFor(entry, all);
    return ok({ entry, ...(draft && { draft }) });
  }
  const base = all.find(({ id }) => id === entry.base);
  if (base?.base === undefined && base) return ok({ entry, base });
  return failed(
    'modelMissing',
    base
      ? l10n.t(
          '{0} is an adapter over {1}, which is an adapter itself; add it over the model below.',
          entry.id,
          base.id,
        )
      : l10n.t(
          '{0} is an adapter over {1}, which is not in the pool; add that first.',
          entry.id,
          entry.base,
        ),
  );
}

type Read<T> = (file: string) => Promise<Result<T>>;

/** Reads the headers of what is loaded for a member; `readModel` may remember what it read. */
export async function summarise(
  { entry, base }: ModelFiles,
  readModel: Read<GgufSummary> = readGguf,
): Promise<Result<ModelSummary>> {
  const model = await readModel((base ?? entry).path);
  if (!model.ok) return model;
  if (!base) return model;
  if (model.value.reading) {
    return failed(
      'unsupported',
      `${base.id} writes nothing, so an adapter over it cannot be used.`,
    );
  }
  const adapter = await readAdapter(entry.path);
  if (!adapter.ok) return adapter;
  const { architecture, name, sizeBytes, modifiedMs } = adapter.value;
  if (architecture !== model.value.architecture) {
    return failed(
      'modelInvalid',
      l10n.t(
        '{0} is an adapter for {1} models, and {2} is a {3} model.',
        entry.path,
        architecture,
        base.id,
        model.value.architecture,
      ),
    );
  }
  return ok({ ...model.value, name, sizeBytes, modifiedMs, base: model.value });
}
