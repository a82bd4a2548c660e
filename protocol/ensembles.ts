import { isRecord } from './record.ts';

/** Client to server request without parameters; answers {@link EnsembleList}. */
export const listEnsemblesRequest = 'eidolon/ensembles/list';
/** Client to server request with {@link CheckEnsembleParams}; answers {@link CheckedEnsemble}. */
export const checkEnsembleRequest = 'eidolon/ensembles/check';

/** What the engine knows of an ensemble without running it. */
export interface EnsembleSummary {
  /** Its structure in a few words, such as `vote of nano:general, nano:prose`. */
  readonly plan: string;
  /** Ids of all members, each once. */
  readonly members: readonly string[];
  /** Calls of members that one answer is expected to make. */
  readonly calls: number;
  /** Whether it can refine a selection; every ensemble answers questions, as far as its members do. */
  readonly refines: boolean;
  /** Why it cannot be used, in one sentence. */
  readonly problem?: string;
}

/** An ensemble that can be named. */
export interface NamedEnsemble extends EnsembleSummary {
  readonly name: string;
  /** From the settings; it stands before a built-in one of the same name. */
  readonly own: boolean;
}

export interface EnsembleList {
  /** Built-in ones first, in the order in which they are worth trying. */
  readonly ensembles: readonly NamedEnsemble[];
}

/** A specification that is not in the settings yet. */
export interface CheckEnsembleParams {
  readonly name: string;
  readonly spec: unknown;
}

/** What the engine's own parser makes of a specification. */
export type CheckedEnsemble = EnsembleSummary;

/** A list from the wire; entries that cannot be read are left out. */
export function parseEnsembleList(value: unknown): EnsembleList | undefined {
  if (!isRecord(value) || !Array.isArray(value['ensembles'])) return undefined;
  const ensembles = value['ensembles'].flatMap((each): NamedEnsemble[] => {
    const summary = parseCheckedEnsemble(each);
    if (!summary || !isRecord(each) || typeof each['name'] !== 'string') return [];
    return [{ ...summary, name: each['name'], own: each['own'] === true }];
  });
  return { ensembles };
}

/** A summary from the wire. */
export function parseCheckedEnsemble(value: unknown): CheckedEnsemble | undefined {
  if (!isRecord(value)) return undefined;
  const { plan, members, calls, problem } = value;
  return {
    plan: typeof plan === 'string' ? plan : '',
    members: Array.isArray(members) ? members.filter((each) => typeof each === 'string') : [],
    calls: typeof calls === 'number' && Number.isFinite(calls) ? calls : 0,
    refines: value['refines'] === true,
    ...(typeof problem === 'string' && { problem }),
  };
}

/** Parameters from the wire. */
export function parseCheckEnsemble(value: unknown): CheckEnsembleParams | undefined {
  if (!isRecord(value) || typeof value['name'] !== 'string') return undefined;
  return { name: value['name'], spec: value['spec'] };
}
