import * as vscode from 'vscode';
import type { ChatRoute } from '../../protocol/chat.ts';
import type { NamedEnsemble } from '../../protocol/ensembles.ts';
import { commandIds } from '../commandIds.ts';
import type { Notices } from '../features/notices.ts';
import type { RefineHow, RefineSummary, Refiner } from '../features/refine.ts';
import { selectionProblem } from '../features/refineCommands.ts';
import type { ServerLink } from '../serverLink.ts';
import { askItems, refineItems, type Choice } from './choose.ts';
import { loadEnsembles } from './engineEnsembles.ts';
import { askPick, askText, type Answer, type PickItem } from './wizard.ts';
import { ensembleWords as words } from './words.ts';

export interface EnsembleCommandDeps {
  readonly link: ServerLink;
  readonly refiner: Refiner;
  readonly notices: Notices;
  /** Asks in the chat; answers a sentence when that cannot be now. */
  readonly ask: (text: string, route: ChatRoute) => Promise<string | undefined>;
  /** Ids of the models that answer questions. */
  readonly chatModels: () => readonly string[];
}

/** *Refine Selection With Ensemble…* and *Ask With Ensemble…*. A name as argument runs that one unasked. */
export function registerEnsembleCommands(deps: EnsembleCommandDeps): vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand(commandIds.refineWithEnsemble, (name?: unknown) =>
      refineWithEnsemble(deps, typeof name === 'string' ? name : undefined),
    ),
    registerCommand(commandIds.askWithEnsemble, (name?: unknown, question?: unknown) =>
      askWithEnsemble(
        deps,
        typeof name === 'string' ? name : undefined,
        typeof question === 'string' ? question : undefined,
      ),
    ),
  ];
}

async function refineWithEnsemble(
  deps: EnsembleCommandDeps,
  name: string | undefined,
): Promise<RefineSummary | undefined> {
  const problem = selectionProblem();
  if (problem !== undefined) {
    deps.notices.info(problem);
    return { proposed: 0, dropped: 0, note: problem };
  }
  if (name !== undefined) return refineWith(deps, { ensemble: name });
  const choice = await chooseOne(deps, words.refineTitle(), refineItems);
  if (choice === undefined) return undefined;
  if (choice.refines) return refineWith(deps, { ensemble: choice.name });
  await askWithEnsemble(deps, choice.name, undefined);
  return undefined;
}

function refineWith(deps: EnsembleCommandDeps, how: RefineHow): Promise<RefineSummary> | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const ranges = editor.selections.filter((selection) => !selection.isEmpty);
  return deps.refiner.refine(editor.document, ranges, how);
}

async function askWithEnsemble(
  deps: EnsembleCommandDeps,
  name: string | undefined,
  question: string | undefined,
): Promise<void> {
  let chosen = name;
  for (;;) {
    if (chosen === undefined) {
      const items = (ensembles: readonly NamedEnsemble[]): readonly PickItem<Choice>[] =>
        askItems(ensembles, deps.chatModels());
      chosen = (await chooseOne(deps, words.askTitle(), items))?.name;
      if (chosen === undefined) return;
    }
    const answer: Answer<string> =
      question === undefined
        ? await askQuestion(chosen, name === undefined)
        : { kind: 'given', value: question };
    if (answer.kind === 'left') return;
    if (answer.kind === 'given') {
      const problem = await deps.ask(answer.value, { kind: 'ensemble', name: chosen });
      if (problem !== undefined) deps.notices.info(problem);
      return;
    }
    chosen = undefined;
  }
}

function askQuestion(name: string, back: boolean): Promise<Answer<string>> {
  return askText({
    title: words.askTitle(),
    prompt: words.questionPrompt(name),
    placeholder: words.questionPlaceholder(),
    back,
    problem: (text) => (text.trim() === '' ? words.questionEmpty() : undefined),
  });
}

/** Lets the user choose an ensemble, or make one; what cannot be used says why instead of running. */
async function chooseOne(
  { link, notices }: EnsembleCommandDeps,
  title: string,
  itemsOf: (ensembles: readonly NamedEnsemble[]) => readonly PickItem<Choice>[],
): Promise<Choice | undefined> {
  const loaded = loadEnsembles(link).then((listed) => {
    if (!listed.ok) throw new EngineSaysNo(listed.failure.message);
    return [...itemsOf(listed.value), ...createItem()];
  });
  try {
    const answer = await askPick({ title, placeholder: words.choose(), items: loaded });
    const choice = answer.kind === 'given' ? answer.value[0] : undefined;
    if (choice === create)
      return void (await vscode.commands.executeCommand(commandIds.createEnsemble));
    if (choice?.problem === undefined) return choice;
    notices.setting(choice.problem, 'eidolon.ensembles');
  } catch (error) {
    if (error instanceof EngineSaysNo) notices.problem(error.message);
    else if (!(error instanceof vscode.CancellationError)) throw error;
  }
  return undefined;
}

/** An expected failure on its way out of the items of a pick. */
export class EngineSaysNo extends Error {}

const create: Choice = { name: '', refines: false };

function createItem(): readonly PickItem<Choice>[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${words.createItem()}`, detail: words.createDetail(), value: create },
  ];
}
