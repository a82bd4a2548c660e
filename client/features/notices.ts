import * as vscode from 'vscode';
import { commandIds } from '../commandIds.ts';
import { messages } from '../messages.ts';

/** How the client speaks to its user: few notifications, and never one that waits. */
export interface Notices {
  /** A line in the status bar for a few seconds. */
  brief(text: string): void;
  /** An answer to something that the user just asked for. */
  info(text: string): void;
  /** The engine's answer when it proposes nothing; offers the page that says why. */
  answer(text: string): void;
  /** So many proposals that a list of them is offered. */
  many(text: string): void;
  /** Something failed; offers the log. */
  problem(text: string): void;
  /** A setting has a value that cannot be used. */
  setting(text: string, key: string): void;
  /** Every sentence so far, newest last. */
  readonly said: readonly string[];
}

const briefMs = 6_000;

export function createNotices(log: vscode.LogOutputChannel): Notices {
  const said: string[] = [];
  const note = (text: string): void => {
    said.push(text);
    if (said.length > 1_000) said.shift();
    log.info(text);
  };
  return {
    said,
    brief(text) {
      note(text);
      vscode.window.setStatusBarMessage(text, briefMs);
    },
    info(text) {
      note(text);
      void vscode.window.showInformationMessage(text);
    },
    answer(text) {
      note(text);
      const title = messages.whyThisAnswer();
      const shown = vscode.window.showInformationMessage(text, title);
      void follow(shown, title, commandIds.whyThisAnswer);
    },
    many(text) {
      note(text);
      const title = messages.openInPreview();
      const shown = vscode.window.showInformationMessage(text, title);
      void follow(shown, title, commandIds.openInPreview);
    },
    problem(text) {
      note(text);
      const title = messages.showLog();
      void follow(vscode.window.showWarningMessage(text, title), title, commandIds.showLog);
    },
    setting(text, key) {
      note(text);
      const title = messages.openSettings();
      const shown = vscode.window.showWarningMessage(text, title);
      void follow(shown, title, 'workbench.action.openSettings', key);
    },
  };
}

/** Says what was found, and keeps to the log that nothing was: for work that nobody asked for by hand. */
export function onlyFindings(notices: Notices, log: vscode.LogOutputChannel): Notices {
  const note = (text: string): void => log.info(text);
  return { ...notices, info: note, answer: note, problem: note, many: notices.brief };
}

async function follow(
  shown: Thenable<string | undefined>,
  title: string,
  command: string,
  ...args: readonly string[]
): Promise<void> {
  if ((await shown) === title) await vscode.commands.executeCommand(command, ...args);
}
