import * as l10n from '@vscode/l10n';
import { failed, type Result } from '../../protocol/result.ts';
import { benchSystems, type BenchSystem } from '../bench/systems.ts';
import { mixturesWith } from '../core/ensemble/builtIn.ts';
import { createRouter } from '../core/router/router.ts';
import { shippedClassifier } from '../core/router/shippedClassifier.ts';
import { canAnswer, type Services } from '../services.ts';

/** Ensembles that are measured when none is named. */
export const usualStrategies: readonly string[] = ['experts', 'unreviewed', 'majority', 'trust'];

export interface PoolSystemsRequest {
  /** Members to measure by themselves; absent or `*` means all, `none` none. */
  readonly alone?: readonly string[];
  /** Ensembles by the name to show. */
  readonly strategies: Readonly<Record<string, unknown>>;
}

/** Everything that is measured of a pool that runs here. */
export async function poolSystems(
  { alone = ['*'], strategies }: PoolSystemsRequest,
  services: Services,
): Promise<Result<readonly BenchSystem[]>> {
  const infos = (await services.pool.members()).filter(canAnswer);
  const members = [...infos].sort((one, other) => one.sizeBytes - other.sizeBytes);
  if (members.length === 0)
    return failed(
      'poolUnavailable',
      l10n.t('No model can run here, so there is nothing to measure.'),
    );
  return benchSystems({
    members,
    alone: alone.includes('*') ? members.map(({ id }) => id) : alone.filter((id) => id !== 'none'),
    strategies,
    named: { ...mixturesWith({}), ...services.ensembles },
  });
}

/** The domain of an item that names none: where the shipped router would send it. */
export function domainByRouter(): (text: string, languageId: string | undefined) => string {
  const router = createRouter(shippedClassifier());
  return (text, languageId) =>
    router.route({ text, ...(languageId !== undefined && { languageId }) }).expert;
}
