import * as vscode from 'vscode';
import type { CheckReport, Hunk, Verdict } from '../../protocol/refine.ts';
import { showInvisible } from '../../protocol/visible.ts';
import { commandIds, commandLink } from '../commandIds.ts';
import type { HunkTarget } from '../commandIds.ts';
import { memberName } from '../features/memberWords.ts';
import { messages } from '../messages.ts';
import { unifyLineEnds } from './anchor.ts';
import type { TrackedHunk } from './trackedHunk.ts';
import { codeSpan, diffBody, fence } from './visibleText.ts';

const linkedCommands: readonly string[] = [
  commandIds.acceptHunk,
  commandIds.rejectHunk,
  commandIds.whyThisAnswer,
  commandIds.nextHunk,
];

/** Everything about one hunk: the change, who made it, what it passed, and the actions as links. */
export function hunkMarkdown(uri: vscode.Uri, tracked: TrackedHunk): vscode.MarkdownString {
  const { hunk } = tracked;
  const target: HunkTarget = { uri: uri.toString(), hunkId: hunk.id };
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [...linkedCommands] };
  text.appendMarkdown(changeMarkdown(hunk));
  text.appendMarkdown('\n\n');
  if (hunk.summary !== '') {
    text.appendText(showInvisible(hunk.summary));
    text.appendMarkdown('\n\n');
  }
  text.appendMarkdown(`${provenance(hunk)}\n\n`);
  for (const check of hunk.checks) appendCheck(text, check);
  text.appendMarkdown(
    [
      `\n\n[$(check) ${messages.accept()}](${commandLink(commandIds.acceptHunk, target)})`,
      `[$(close) ${messages.reject()}](${commandLink(commandIds.rejectHunk, target)})`,
      `[$(question) ${messages.whyThisAnswer()}](${commandLink(commandIds.whyThisAnswer, target)})`,
    ].join(' &nbsp;·&nbsp; '),
  );
  return text;
}

/** One word on how far the hunk can be relied upon. */
export function verdictLabel(verdict: Verdict): string {
  switch (verdict) {
    case 'proven':
      return messages.verdictProven();
    case 'reviewed':
      return messages.verdictReviewed();
    case 'unreviewed':
      return messages.verdictUnreviewed();
    default:
      return unreachable(verdict);
  }
}

/** Whether a change reads well inside one line. */
export function isInline(hunk: Hunk): boolean {
  return !hunk.oldText.includes('\n') && !hunk.newText.includes('\n') && hunk.newText.length <= 120;
}

function changeMarkdown(hunk: Hunk): string {
  const before = showInvisible(unifyLineEnds(hunk.oldText));
  const after = showInvisible(unifyLineEnds(hunk.newText));
  const short = isInline(hunk) && before.length <= 60 && after.length <= 60;
  if (!short) return fence(diffBody(before, after), 'diff');
  if (after === '') return `~~${codeSpan(before)}~~ ${messages.removesText()}`;
  if (before === '') return `${codeSpan(after)} ${messages.insertsHere()}`;
  return `~~${codeSpan(before)}~~ → **${codeSpan(after)}**`;
}

function provenance(hunk: Hunk): string {
  const parts = [messages.proposedBy(`**${escape(memberName(hunk.proposedBy))}**`)];
  if (hunk.changedBy !== undefined) {
    parts.push(messages.changedBy(`**${escape(memberName(hunk.changedBy))}**`));
  }
  parts.push(`**${verdictLabel(hunk.verdict)}**`);
  if (hunk.confidence !== undefined) {
    parts.push(messages.confidence(Math.round(hunk.confidence * 100)));
  }
  return parts.join(' · ');
}

/** Each line says its result in a sign and in words, never by colour alone. */
function appendCheck(text: vscode.MarkdownString, check: CheckReport): void {
  const [sign, word] =
    check.status === 'passed'
      ? ['$(check)', messages.passed()]
      : check.status === 'failed'
        ? ['$(close)', messages.failedCheck()]
        : ['$(dash)', messages.notChecked()];
  text.appendMarkdown(`- ${sign} **${escape(check.check)}** ${word}`);
  if (check.detail !== '') {
    text.appendMarkdown(': ');
    text.appendText(showInvisible(check.detail.replace(/\s+/g, ' ')));
  }
  text.appendMarkdown('\n');
}

function escape(text: string): string {
  return showInvisible(text).replace(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&');
}

function unreachable(value: never): never {
  throw new Error(`Unknown verdict ${String(value)}`);
}
