import * as vscode from 'vscode';
import type { MeasuredRun, MeasureList, MeasureRunParams } from '../../protocol/measure.ts';
import { nameOf } from '../convert.ts';
import { percentInterval } from './measuredMembers.ts';
import { countLines, sizesOf, type Size } from './sizes.ts';
import { words } from './words.ts';

/** What to measure, as it was chosen. */
export type Choice =
  | { readonly kind: 'measure'; readonly params: MeasureRunParams }
  | { readonly kind: 'history' }
  /** One sentence why nothing can be measured. */
  | { readonly kind: 'problem'; readonly sentence: string };

interface SuiteItem extends vscode.QuickPickItem {
  readonly take?: 'own' | 'history' | { readonly suite: string };
}

/** Suite, then size; undefined when the user leaves. Hosts to which texts leave the machine are told with the sizes. */
export async function chooseMeasurement(
  list: MeasureList,
  otherHosts: readonly string[],
): Promise<Choice | undefined> {
  const chosen = await vscode.window.showQuickPick(suiteItems(list), {
    title: words.measureNow(),
    placeHolder: words.chooseSuite(),
    matchOnDescription: true,
  });
  if (!chosen?.take) return undefined;
  if (chosen.take === 'history') return { kind: 'history' };
  if (chosen.take === 'own') return chooseOwn(list, otherHosts);
  const { suite } = chosen.take;
  const known = list.suites.find(({ name }) => name === suite);
  const size = known && (await chooseSize(suite, sizesOf(known), otherHosts));
  return size && measure(suite, size);
}

function suiteItems({ suites, runs, stopped }: MeasureList): readonly SuiteItem[] {
  const shipped = suites.map(({ name, items }): SuiteItem => ({
    label: name,
    description: `${words.suiteAbout(name)} · ${words.suiteItems(items)}`,
    ...(stopped?.suite === name && { detail: words.goesOn(stopped.done, stopped.of) }),
    take: { suite: name },
  }));
  return [
    ...shipped,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(file) ${words.ownSuite()}`, detail: words.ownSuiteDetail(), take: 'own' },
    ...(runs.length > 0
      ? [{ label: `$(history) ${words.earlier()}`, take: 'history' as const }]
      : []),
  ];
}

function measure(suite: string, { items, memory }: Size, text?: string): Choice {
  const params = { suite, items, memory, ...(text !== undefined && { text }) };
  return { kind: 'measure', params };
}

async function chooseSize(
  suite: string,
  sizes: readonly Size[],
  otherHosts: readonly string[],
): Promise<Size | undefined> {
  const items = sizes.map((size) => ({
    label: labelOf(size),
    description: words.estimate(size.minutes),
    detail: size.memory ? words.memoryDetail() : words.sampleDetail(),
    size,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: words.measureNow(),
    placeHolder:
      otherHosts.length === 0
        ? words.chooseSize(suite)
        : words.chooseSizeAway(suite, otherHosts.join(', ')),
  });
  return chosen?.size;
}

function labelOf({ kind, items }: Size): string {
  switch (kind) {
    case 'sample':
      return words.sample(items);
    case 'some':
      return words.someItems(items);
    case 'all':
      return words.allItems(items);
  }
}

async function chooseOwn(
  list: MeasureList,
  otherHosts: readonly string[],
): Promise<Choice | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: words.chooseItems(),
    canSelectMany: false,
    filters: { [words.itemFiles()]: ['jsonl', 'ndjson', 'json'] },
  });
  const uri = chosen?.[0];
  if (!uri) return undefined;
  const read = await readItems(uri);
  if ('sentence' in read) return read;
  const pace = list.suites.find(({ paceKnown }) => paceKnown);
  const suite = { ...pace, items: countLines(read.text), paceKnown: false };
  const size = await chooseSize(nameOf(uri), sizesOf(suite), otherHosts);
  return size && measure(nameOf(uri), size, read.text);
}

const mostMegabytes = 20;

/** A file of items, from wherever VS Code can read. */
export async function readItems(
  uri: vscode.Uri,
): Promise<{ readonly text: string } | Extract<Choice, { kind: 'problem' }>> {
  const name = nameOf(uri);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > mostMegabytes * 1_000_000)
      return { kind: 'problem', sentence: words.fileTooLarge(name, mostMegabytes) };
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const sentence =
      error instanceof TypeError ? words.fileNotText(name) : words.fileUnreadable(name);
    return { kind: 'problem', sentence };
  }
}

interface RunItem extends vscode.QuickPickItem {
  readonly run: MeasuredRun;
}

/** What to do with an earlier run. */
export interface RunChoice {
  readonly run: MeasuredRun;
  readonly action: 'open' | 'compare' | 'remove';
}

/** An earlier run and what to do with it; its buttons compare and remove. */
export function chooseRun(
  runs: readonly MeasuredRun[],
  placeHolder: string,
  withButtons: boolean,
): Promise<RunChoice | undefined> {
  const pick = vscode.window.createQuickPick<RunItem>();
  const compare = { iconPath: new vscode.ThemeIcon('diff'), tooltip: words.compareButton() };
  const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: words.removeButton() };
  pick.title = words.reportTitle();
  pick.placeholder = placeHolder;
  pick.matchOnDetail = true;
  pick.items = runs.map((run) => ({
    run,
    label: runLabel(run),
    detail: words.runDetail(run.items, bestOf(run)),
    ...(withButtons && { buttons: [compare, remove] }),
  }));
  return new Promise((resolve) => {
    const end = (choice: RunChoice | undefined): void => {
      resolve(choice);
      pick.dispose();
    };
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      end(item && { run: item.run, action: 'open' });
    });
    pick.onDidTriggerItemButton(({ button, item: { run } }) =>
      end({ run, action: button === compare ? 'compare' : 'remove' }),
    );
    pick.onDidHide(() => end(undefined));
    pick.show();
  });
}

/** Suite and local time. */
export function runLabel({ suite, finishedAt }: MeasuredRun): string {
  const when = new Date(finishedAt);
  const told = Number.isNaN(when.getTime())
    ? finishedAt
    : when.toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return words.runLabel(suite, told);
}

function bestOf({ systems }: MeasuredRun): string {
  const best = systems.find(({ role }) => role !== 'baseline');
  return best ? `${best.name} ${percentInterval(best.accuracy)}` : '';
}
