import * as vscode from 'vscode';
import type { NamedEnsemble } from '../../protocol/ensembles.ts';
import { leavesMachine } from '../../protocol/httpMembers.ts';
import { memberName } from '../features/memberWords.ts';
import { messages } from '../messages.ts';
import type { PickItem } from './wizard.ts';
import { ensembleWords as words } from './words.ts';

/** What the user chose to run: an ensemble's name or a member's id. */
export interface Choice {
  readonly name: string;
  readonly refines: boolean;
  /** Why it cannot be run. */
  readonly problem?: string;
}

/** Ensembles for a refine, those that only answer questions under a heading of their own. */
export function refineItems(ensembles: readonly NamedEnsemble[]): readonly PickItem<Choice>[] {
  const refining = ensembles.filter(({ refines, problem }) => refines || problem !== undefined);
  const others = ensembles.filter((each) => !refining.includes(each));
  return [
    ...titled(words.canRefine(), refining.map(itemOf)),
    ...titled(words.answersOnly(), others.map(itemOf)),
  ];
}

/** Everything that can be asked: ensembles, then single models that chat. */
export function askItems(
  ensembles: readonly NamedEnsemble[],
  chatMembers: readonly string[],
): readonly PickItem<Choice>[] {
  return [
    ...titled(words.answers(), ensembles.map(itemOf)),
    ...titled(words.singleMembers(), chatMembers.map(memberItem)),
  ];
}

/** What a comparison may set side by side: what can do the task, then single members. */
export function compareItems(
  ensembles: readonly NamedEnsemble[],
  members: readonly string[],
  task: 'refine' | 'ask',
): readonly PickItem<Choice>[] {
  const able = ensembles.filter(
    ({ refines, problem }) => problem === undefined && (refines || task === 'ask'),
  );
  return [
    ...titled(words.answers(), able.map(itemOf)),
    ...titled(words.singleMembers(), members.map(memberItem)),
  ];
}

function itemOf(ensemble: NamedEnsemble): PickItem<Choice> {
  const { name, own, plan, members, calls, refines, problem } = ensemble;
  const what = (own ? undefined : words.what(name)) ?? plan;
  const cost = calls === 0 ? words.noCalls() : words.calls(calls);
  const detail =
    problem ?? [what, members.map(memberName).join(', ')].filter((each) => each !== '').join(' · ');
  return {
    label: problem === undefined ? name : `$(warning) ${name}`,
    description: `${own ? words.own() : words.builtIn()} · ${cost}`,
    detail,
    value: { name, refines, ...(problem !== undefined && { problem }) },
  };
}

function memberItem(id: string): PickItem<Choice> {
  return {
    label: id,
    ...(leavesMachine(id) && { description: messages.leavesMachine() }),
    value: { name: id, refines: true },
  };
}

function titled<T>(label: string, items: readonly PickItem<T>[]): readonly PickItem<T>[] {
  if (items.length === 0) return [];
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
