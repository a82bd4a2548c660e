import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../client/chat/page.ts';
import type { ChatTurn } from '../../protocol/conversation.ts';
import {
  chatStringKeys,
  type ChatStrings,
  type HostMessage,
  type PanelMessage,
} from '../../protocol/webview.ts';
import { repositoryRoot } from '../support/rawLspClient.ts';

const origin = 'https://panel.test';
const nonce = 'test';

/** Every text is its own key, so that a test names what it looks for by what it means. */
export const keyStrings = Object.fromEntries(
  chatStringKeys.map((key) => [key, key]),
) as ChatStrings;

/** The built panel in a page of its own, with the extension's policy and a stand-in for the extension. */
export class PanelPage {
  /** Addresses that were asked for beside the panel's own three files. */
  readonly requests: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, kept?: unknown): Promise<PanelPage> {
    const page = await browser.newPage({ viewport: { width: 400, height: 700 } });
    const panel = new PanelPage(page);
    await page.route('**/*', async (route) => {
      const url = route.request().url();
      const file = url.startsWith(`${origin}/`) ? url.slice(origin.length + 1) : undefined;
      if (file === '') return route.fulfill({ contentType: 'text/html', body: html() });
      if (file === 'main.js' || file === 'chat.css')
        return route.fulfill({
          contentType: file === 'main.js' ? 'text/javascript' : 'text/css',
          body: await readFile(path.join(repositoryRoot, 'dist/media', file)),
        });
      panel.requests.push(url);
      return route.abort();
    });
    // The tests' compiler marks functions with a helper that the page does not have.
    await page.addInitScript({ content: 'globalThis.__name = (named) => named;' });
    await page.addInitScript(standIn, kept);
    await page.goto(`${origin}/`);
    // It listens only once it has been drawn.
    await page.waitForFunction(() =>
      (window as unknown as Stand).posted.some(({ kind }) => kind === 'ready'),
    );
    return panel;
  }

  /** What the panel has said so far. */
  async posted(): Promise<PanelMessage[]> {
    return await this.page.evaluate(() => (window as unknown as Stand).posted);
  }

  /** What the panel keeps for when it is hidden. */
  async kept(): Promise<unknown> {
    return await this.page.evaluate(() => (window as unknown as Stand).kept);
  }

  /** Whether a script of an answer ran, and what the policy had to stop. */
  async harm(): Promise<{ readonly ran: boolean; readonly violations: readonly string[] }> {
    return await this.page.evaluate(() => {
      const { hasRun, violations } = window as unknown as Stand;
      return { ran: hasRun, violations };
    });
  }

  async say(message: HostMessage): Promise<void> {
    await this.page.evaluate(async (said) => {
      // The panel listened first, so it has heard the message when this listener does; then it draws.
      await new Promise((resolve) => {
        window.addEventListener('message', resolve, { once: true });
        window.postMessage(said, '*');
      });
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }, message);
  }

  async start(
    turns: readonly ChatTurn[],
    chatMembers: readonly string[] = [],
    id = 'c',
  ): Promise<void> {
    await this.say({
      kind: 'start',
      strings: keyStrings,
      conversation: { id, turns },
      sources: [],
      pool: { chatMembers, canFind: false },
    });
  }
}

/** A turn whose answer is a model's text. */
export function answeredTurn(id: string, text: string): ChatTurn {
  const trace = { id: `trace-${id}`, startedAt: '', steps: [], totalMs: 0 };
  const lists = { members: [], conflicts: [], notes: [], dropped: [] };
  return {
    id,
    at: '2026-01-01T00:00:00.000Z',
    question: { text: `question ${id}`, sources: [] },
    answer: {
      state: 'replied',
      reply: { kind: 'answered', text, by: 'model', abstained: false, trace, ...lists },
    },
  };
}

/** A turn whose answer is one hunk; every word of it is this text. */
export function refinedTurn(text: string): ChatTurn {
  const hunk = {
    id: text,
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } },
    oldText: 'old',
    newText: text,
    proposedBy: text,
    checks: [],
    verdict: 'unreviewed' as const,
    summary: text,
  };
  return {
    id: 't',
    at: '2026-01-01T00:00:00.000Z',
    question: {
      text,
      sources: [{ kind: 'file', uri: text, version: 1, name: text, lines: 1, characters: 1 }],
    },
    answer: {
      state: 'replied',
      reply: {
        kind: 'refined',
        original: `old ${text}`,
        text: `${text} ${text}`,
        languageId: text,
        hunks: [hunk],
        note: text,
        dropped: [text],
        trace: { id: 'trace', startedAt: '', steps: [], totalMs: 0 },
      },
    },
  };
}

interface Stand {
  posted: PanelMessage[];
  kept: unknown;
  hasRun: boolean;
  violations: string[];
}

/** Runs in the page before its script: the editor's side, and traps for whatever an answer sets off. */
function standIn(kept: unknown): void {
  const stand = window as unknown as Stand & {
    ran: () => void;
    acquireVsCodeApi: () => unknown;
  };
  stand.posted = [];
  stand.kept = kept;
  stand.hasRun = false;
  stand.violations = [];
  stand.ran = () => {
    stand.hasRun = true;
  };
  stand.acquireVsCodeApi = () => ({
    postMessage: (message: PanelMessage) => stand.posted.push(message),
    getState: () => stand.kept,
    setState: (state: unknown) => {
      stand.kept = state;
    },
  });
  addEventListener('securitypolicyviolation', (event) => {
    stand.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
  });
}

function html(): string {
  return pageHtml({
    source: origin,
    nonce,
    language: 'en',
    title: 'Eidolon',
    script: `${origin}/main.js`,
    style: `${origin}/chat.css`,
  });
}
