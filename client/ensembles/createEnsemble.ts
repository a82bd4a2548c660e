import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import type { Notices } from '../features/notices.ts';
import type { ServerLink } from '../serverLink.ts';
import { EngineSaysNo } from './commands.ts';
import { askDraftStep } from './draftQuestions.ts';
import { checkEnsemble, loadEnsembles } from './engineEnsembles.ts';
import {
  settingText,
  specOf,
  stepsOf,
  type EnsembleDraft,
  type KnownPool,
} from './ensembleDraft.ts';
import { askPick, type Answer, type PickItem, type StepPlace } from './wizard.ts';
import { ensembleWords as words } from './words.ts';

export const previewScheme = 'eidolon-ensemble';

export interface CreateEnsembleDeps {
  readonly link: ServerLink;
  readonly notices: Notices;
  /** Ids of the pool's members as the engine last told; asks it when it told none. */
  readonly members: () => Promise<readonly string[]>;
}

/** *Create Ensemble…*: asks step by step, shows the JSON and writes the setting. What was chosen outlives Escape. */
export function registerCreateEnsemble(deps: CreateEnsembleDeps): vscode.Disposable[] {
  const preview = new EnsemblePreview();
  let kept: EnsembleDraft = {};
  return [
    preview,
    vscode.commands.registerCommand(commandIds.createEnsemble, async () => {
      try {
        const written = await create(deps, preview, kept, (draft) => (kept = draft));
        if (written === undefined) return undefined;
        kept = {};
        await preview.close();
        await runNext(written);
        return written;
      } catch (error) {
        if (!(error instanceof EngineSaysNo)) throw error;
        deps.notices.problem(error.message);
        return undefined;
      } finally {
        await preview.close();
      }
    }),
  ];
}

type Target = 'user' | 'workspace' | 'copy' | 'back';

/** Answers the name that was written; undefined when nothing was. */
async function create(
  deps: CreateEnsembleDeps,
  preview: EnsemblePreview,
  begun: EnsembleDraft,
  keep: (draft: EnsembleDraft) => void,
): Promise<string | undefined> {
  const pool = askPool(deps);
  let draft = begun;
  for (let at = 0; ;) {
    const steps = stepsOf(draft);
    const step = steps[at];
    if (step === undefined) return undefined;
    const place: StepPlace = {
      title: words.createTitle(),
      step: at + 1,
      back: at > 0,
      // Before the kind is chosen nobody knows how many there will be.
      ...(draft.kind !== undefined && { total: steps.length }),
    };
    if (step.ask !== 'where') {
      await preview.close();
      const answer = await askDraftStep(step, draft, place, await pool);
      if (answer.value !== undefined) keep((draft = answer.value));
      if (answer.kind === 'left') return undefined;
      at += answer.kind === 'back' ? -1 : 1;
      continue;
    }
    const answer = await askWhere(deps, preview, draft, place);
    if (answer.kind === 'left') return undefined;
    const target = answer.kind === 'given' ? answer.value[0] : 'back';
    if (target !== 'back' && target !== undefined) return write(deps, draft, target);
    at--;
  }
}

async function askPool({ link, members }: CreateEnsembleDeps): Promise<KnownPool> {
  const listed = await loadEnsembles(link);
  if (!listed.ok) throw new EngineSaysNo(listed.failure.message);
  return { members: await members(), ensembles: listed.value };
}

/** Shows the JSON, judged by the engine's own parser, and asks where to put it. */
async function askWhere(
  { link }: CreateEnsembleDeps,
  preview: EnsemblePreview,
  draft: EnsembleDraft,
  place: StepPlace,
): Promise<Answer<readonly Target[]>> {
  const { name = '' } = draft;
  const spec = specOf(draft);
  const checked = await checkEnsemble(link, { name, spec });
  if (!checked.ok) throw new EngineSaysNo(checked.failure.message);
  await preview.show(settingText(name, spec));
  const { problem } = checked.value;
  const items = problem === undefined ? targets() : [refusal(problem)];
  const placeholder = problem === undefined ? words.wherePlaceholder() : words.cannotBeUsed();
  return askPick<Target>({ ...place, placeholder, items });
}

function targets(): readonly PickItem<Target>[] {
  const folder = vscode.workspace.workspaceFolders !== undefined && vscode.workspace.isTrusted;
  const copy = { label: `$(copy) ${words.copy()}`, detail: words.copyDetail() };
  const user = { label: `$(account) ${words.user()}`, detail: words.userDetail() };
  const workspace = {
    label: `$(root-folder) ${words.workspace()}`,
    detail: words.workspaceDetail(),
  };
  return [
    { ...user, value: 'user' },
    ...(folder ? [{ ...workspace, value: 'workspace' as const }] : []),
    { ...copy, value: 'copy' },
  ];
}

function refusal(problem: string): PickItem<Target> {
  return { label: `$(arrow-left) ${words.goBack()}`, detail: problem, value: 'back' };
}

async function write(
  { notices }: CreateEnsembleDeps,
  draft: EnsembleDraft,
  target: 'user' | 'workspace' | 'copy',
): Promise<string | undefined> {
  const { name = '' } = draft;
  const spec = specOf(draft);
  if (target === 'copy') {
    await vscode.env.clipboard.writeText(settingText(name, spec));
    notices.brief(words.copied());
    return undefined;
  }
  const configuration = vscode.workspace.getConfiguration('eidolon');
  const known = configuration.inspect<Record<string, unknown>>('ensembles');
  const inWorkspace = target === 'workspace';
  const before = inWorkspace ? known?.workspaceValue : known?.globalValue;
  const scope = inWorkspace
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  await configuration.update('ensembles', { ...before, [name]: spec }, scope);
  return name;
}

/** Offers to use what was just written. */
async function runNext(name: string): Promise<void> {
  const refine: PickItem<string> = {
    label: `$(layers) ${words.refineNow()}`,
    value: commandIds.refineWithEnsemble,
  };
  const editor = vscode.window.activeTextEditor;
  const hasSelection = editor?.selections.some((selection) => !selection.isEmpty) === true;
  const items: readonly PickItem<string>[] = [
    ...(hasSelection ? [refine] : []),
    { label: `$(comment) ${words.askNow()}`, value: commandIds.askWithEnsemble },
    { label: `$(check) ${words.done()}`, value: '' },
  ];
  const answer = await askPick({
    title: words.createTitle(),
    placeholder: words.created(name),
    items,
  });
  const command = answer.kind === 'given' ? answer.value[0] : '';
  if (command) await vscode.commands.executeCommand(command, name);
}

/** The JSON beside the questions, in a read-only document. */
class EnsemblePreview implements vscode.Disposable {
  private text = '';
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly uri = vscode.Uri.from({
    scheme: previewScheme,
    path: `${words.previewName()}.json`,
  });
  private readonly provider = vscode.workspace.registerTextDocumentContentProvider(previewScheme, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: () => this.text,
  });

  /** The focus stays where it is. */
  async show(text: string): Promise<void> {
    this.text = text;
    this.changed.fire(this.uri);
    const document = await vscode.workspace.openTextDocument(this.uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === previewScheme,
      );
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }

  dispose(): void {
    this.provider.dispose();
    this.changed.dispose();
  }
}
