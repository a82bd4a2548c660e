import type { Role } from '../../protocol/roles.ts';
import { roles } from '../../protocol/roles.ts';
import { expectedTokensPerSecond, recommend } from '../core/recommend/recommend.ts';
import { answeringModels, type CatalogueModel } from '../models/download/catalogue.ts';
import { availableMemory } from '../pool/memory.ts';
import { memoryInUse } from '../pool/prepare.ts';
import { UsageError, type Io } from './io.ts';

export interface RecommendOptions {
  readonly memory?: string;
  readonly measure?: boolean;
  readonly json?: boolean;
}

/** `eidolon models recommend`: which models of the catalogue fit into memory together, and how fast they would be. */
export async function recommendCommand(options: RecommendOptions, io: Io): Promise<number> {
  const budget = options.memory === undefined ? await availableMemory() : parse(options.memory);
  const chosen = recommend(answeringModels, budget, memoryInUse);
  if (!chosen) {
    const least = gigabytes(Math.min(...answeringModels.map(memoryInUse)));
    throw new Error(
      `No model of the catalogue fits into ${gigabytes(budget)}; the smallest takes ${least}, so the built-in pool is the better choice.`,
    );
  }
  const bytesPerSecond = options.measure ? await measured() : undefined;
  const speedOf = (model: CatalogueModel): number | undefined =>
    bytesPerSecond && expectedTokensPerSecond(model, bytesPerSecond);
  const rolesOf = (model: CatalogueModel): readonly Role[] =>
    roles.filter((role) => chosen.roles[role] === model);
  const rows = chosen.models.map((model) => ({
    name: model.name,
    title: model.title,
    family: model.family,
    roles: rolesOf(model),
    sizeBytes: model.sizeBytes,
    memoryBytes: memoryInUse(model),
    licence: model.licence,
    tokensPerSecond: speedOf(model),
  }));
  if (options.json) {
    const { memoryBytes, independent } = chosen;
    const result = { budgetBytes: budget, memoryBytes, independent, bytesPerSecond, models: rows };
    await io.write(`${JSON.stringify(result)}\n`);
    return 0;
  }
  for (const { name, roles: held, memoryBytes, tokensPerSecond, licence } of rows) {
    const speed = tokensPerSecond ? `, about ${tokensPerSecond.toPrecision(2)} tokens/s` : '';
    await io.write(
      `${name.padEnd(18)} ${gigabytes(memoryBytes).padStart(9)}  ${held.join(', ')}${speed}  (${licence.name})\n`,
    );
  }
  await io.write(`${gigabytes(chosen.memoryBytes)} of ${gigabytes(budget)}. ${reviewer(chosen)}\n`);
  return 0;
}

function reviewer({ roles: held, independent }: ReturnType<typeof recommend> & object): string {
  if (!held.reviewer) return 'No reviewer fits beside them.';
  return independent
    ? 'The reviewer is of another family than the authors.'
    : 'The reviewer shares a family with an author, so their errors may agree.';
}

/** Read on first use, as it makes up a model. */
async function measured(): Promise<number> {
  const { measureBytesPerSecond } = await import('../bench/bytesPerSecond.ts');
  return measureBytesPerSecond();
}

function parse(text: string): number {
  const gibibytes = Number(text);
  if (!(gibibytes > 0 && gibibytes <= 4096))
    throw new UsageError('--memory takes a number of GiB, such as 8 or 12.5.');
  return gibibytes * 2 ** 30;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
