import * as vscode from 'vscode';
import type { MeasureReport } from '../../protocol/measure.ts';
import { isRecord } from '../../protocol/record.ts';
import { nameOf } from '../convert.ts';
import type { Notices } from '../features/notices.ts';
import { words } from './words.ts';

type Format = 'html' | 'json';

/** Writes a report where the user says; answers the address. A caller may name it, and its ending is the format. */
export async function exportReport(
  report: MeasureReport,
  id: string,
  given: unknown,
  notices: Notices,
): Promise<string | undefined> {
  const named = isRecord(given) && given['uri'] instanceof vscode.Uri ? given['uri'] : undefined;
  const format = named ? formatOf(named) : await chooseFormat(report);
  const uri = named ?? (format && (await choosePlace(id, format)));
  if (!uri) return undefined;
  const text = format === 'json' && report.json !== undefined ? report.json : report.page;
  try {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text, 'utf8'));
  } catch {
    notices.problem(words.notExported(nameOf(uri)));
    return undefined;
  }
  notices.info(words.exported(nameOf(uri)));
  return uri.toString();
}

function formatOf(uri: vscode.Uri): Format {
  return uri.path.endsWith('.json') ? 'json' : 'html';
}

/** A comparison has no figures of its own, only the page. */
async function chooseFormat({ json }: MeasureReport): Promise<Format | undefined> {
  if (json === undefined) return 'html';
  const items: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
    { label: words.formatHtml(), description: words.formatHtmlDetail(), format: 'html' },
    { label: words.formatJson(), description: words.formatJsonDetail(), format: 'json' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: words.chooseFormat() });
  return chosen?.format;
}

function choosePlace(id: string, format: Format): Thenable<vscode.Uri | undefined> {
  const [only, another] = vscode.workspace.workspaceFolders ?? [];
  // Of several folders none is more likely than the others: then the dialog opens where it was last.
  const folder = another === undefined ? only?.uri : undefined;
  const name = `eidolon-${id}.${format}`;
  return vscode.window.showSaveDialog({
    title: words.chooseFormat(),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [format === 'html' ? words.formatHtml() : words.formatJson()]: [format] },
  });
}
