import * as vscode from 'vscode';
import type { Quotation } from '../../protocol/find.ts';
import type { ChatReply } from '../../protocol/chat.ts';
import { nameOf, toRange, toVsRange } from '../convert.ts';
import { whyNotWritable } from '../features/writable.ts';
import { messages } from '../messages.ts';
import { sameText } from '../review/anchor.ts';
import type { Reviews } from '../review/reviews.ts';
import type { TrackedHunk } from '../review/trackedHunk.ts';
import { blockHunks } from './blockHunks.ts';
import { locate, shifted } from './placeReply.ts';

/** Opens the review of an answer's changes where its text stands; a sentence when that cannot be. */
export async function reviewReply(
  reply: Extract<ChatReply, { kind: 'refined' }>,
  reviews: Reviews,
): Promise<string | undefined> {
  const document = await documentOf(reply.place?.uri);
  if (document === undefined) return messages.chatNoEditor();
  const editor = vscode.window.activeTextEditor;
  const selection = editor?.document === document ? toRange(editor.selection) : undefined;
  const found = locate(document.getText(), reply.original, reply.place?.start, selection);
  if (found.kind === 'missing') return messages.chatNowhere();
  if (found.kind === 'several') return messages.chatSeveral(found.count);
  const hunks = reply.hunks.map((hunk) => shifted(hunk, found.start));
  return openReview(document, tracked(hunks, reply.trace.id), reviews);
}

let blockCount = 0;

/** Opens a review that puts a code block in the place of the selection, or at the cursor. */
export async function reviewBlock(
  text: string,
  by: string,
  traceId: string,
  reviews: Reviews,
): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return messages.chatNoEditor();
  const { document, selection } = editor;
  const about = {
    id: `chat-${Date.now()}-${++blockCount}`,
    proposedBy: by,
    summary: messages.chatBlock(),
  };
  const { start } = toRange(selection);
  const hunks = blockHunks(document.getText(selection), text, about).map((hunk) =>
    shifted(hunk, start),
  );
  if (hunks.length === 0) return messages.chatSame();
  return openReview(document, tracked(hunks, traceId), reviews);
}

/** Inserts a text at every cursor, in the place of what is selected there. */
export async function insertText(text: string): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return messages.chatNoEditor();
  const done = await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
  return done ? undefined : messages.readOnly(nameOf(editor.document.uri));
}

/** Selects the lines of a quotation in their file. */
export async function showQuotation({ uri, path, range }: Quotation): Promise<string | undefined> {
  const document = await documentOf(uri);
  if (document === undefined) return messages.chatFileGone(path);
  // The file may have become shorter since.
  const selection = document.validateRange(toVsRange(range));
  await vscode.window.showTextDocument(document, { selection, preview: true });
  return undefined;
}

function tracked(hunks: readonly TrackedHunk['hunk'][], traceId: string): TrackedHunk[] {
  return hunks.map((hunk) => ({ hunk, range: hunk.range, state: 'pending', traceId }));
}

async function openReview(
  document: vscode.TextDocument,
  hunks: readonly TrackedHunk[],
  reviews: Reviews,
): Promise<string | undefined> {
  const readOnly = await whyNotWritable(document);
  if (readOnly !== undefined) return readOnly;
  const editor = await vscode.window.showTextDocument(document, { preserveFocus: false });
  const fitting = hunks.filter(({ hunk, range }) =>
    sameText(document.getText(toVsRange(range)), hunk.oldText),
  );
  const [first] = fitting;
  if (!first) return messages.chatNowhere();
  reviews.add(document.uri, fitting);
  const { start } = toVsRange(first.range);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(toVsRange(first.range), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return undefined;
}

async function documentOf(uri: string | undefined): Promise<vscode.TextDocument | undefined> {
  if (uri === undefined) return vscode.window.activeTextEditor?.document;
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  } catch {
    return undefined;
  }
}
