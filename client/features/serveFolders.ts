import * as vscode from 'vscode';
import {
  listFolderRequest,
  readFileRequest,
  type FolderEntry,
  type ListFolderParams,
  type ReadFileParams,
} from '../../protocol/find.ts';
import type { RequestHandler } from '../engine/sidecarClient.ts';

/** Answers the engine's requests for folders and files of the workspace, and for nothing outside it. */
export function folderHandlers(): readonly RequestHandler[] {
  return [
    { method: listFolderRequest, handle: (params) => listFolder(params as ListFolderParams) },
    { method: readFileRequest, handle: (params) => readFile(params as ReadFileParams) },
  ];
}

async function listFolder(params: ListFolderParams): Promise<readonly FolderEntry[] | null> {
  const uri = addressOf(params);
  if (!uri) return null;
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    const known = await Promise.all(entries.map(([name, type]) => entryOf(uri, name, type)));
    return known.filter((entry) => entry !== undefined);
  } catch {
    return null;
  }
}

/** Links have a bit of their own, so that only true files and folders are equal to these. */
async function entryOf(
  folder: vscode.Uri,
  name: string,
  type: vscode.FileType,
): Promise<FolderEntry | undefined> {
  if (type === vscode.FileType.Directory) return { name, kind: 'folder', size: 0, modified: 0 };
  if (type !== vscode.FileType.File) return undefined;
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name));
    return { name, kind: 'file', size, modified: mtime };
  } catch {
    return undefined;
  }
}

async function readFile(params: ReadFileParams): Promise<string | null> {
  const uri = addressOf(params);
  if (!uri) return null;
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (type !== vscode.FileType.File || size > params.most) return null;
    return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('base64');
  } catch {
    return null;
  }
}

function addressOf({ folder, path }: ListFolderParams): vscode.Uri | undefined {
  const open = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === folder);
  if (!open || path.split(/[\\/]/).includes('..')) return undefined;
  return path === '' ? open.uri : vscode.Uri.joinPath(open.uri, path);
}
