import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { calibrationMs, median } from '../../server/bench/statistics.ts';
import type { ChatTurn } from '../../protocol/conversation.ts';
import type { HostMessage } from '../../protocol/webview.ts';
import { launchBrowser } from './browser.ts';
import { answeredTurn, keyStrings, PanelPage } from './panelPage.ts';
import { Workbench } from './workbench.ts';

/** Entry of `npm run bench:ui`: the editor's rows of the design's numbers, as a table or with `--json`. */

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most that DESIGN §5 allows; absent for rows that only inform. */
  readonly most?: number;
}

const rounds = 5;
const pieces = 200;
const manyTurns = 1_000;
const fewLines = 50;
const manyLines = 50_000;

async function main(): Promise<void> {
  const rows: Row[] = [{ what: 'calibration loop', value: calibrationMs(), unit: 'ms' }];
  const browser = await launchBrowser();
  try {
    rows.push(...(await panelRows(browser)));
  } finally {
    await browser.close();
  }
  rows.push({
    what: 'extension activation, its own part',
    value: await activationMs(),
    unit: 'ms',
    most: 50,
  });
  rows.push(...(await fileRows()));
  const json = process.argv.includes('--json');
  process.stdout.write(json ? `${JSON.stringify({ rows }, null, 2)}\n` : table(rows));
}

async function panelRows(browser: Browser): Promise<Row[]> {
  const paints: number[] = [];
  const few: number[] = [];
  const many: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const one = await measured(browser, 1);
    const thousand = await measured(browser, manyTurns);
    paints.push(thousand.paint);
    few.push(one.piece);
    many.push(thousand.piece);
  }
  const what = 'chat panel, a streamed piece';
  return [
    {
      what: 'chat panel, 1,000 messages: first paint',
      value: median(paints),
      unit: 'ms',
      most: 500,
    },
    { what: `${what}, 1 message before it`, value: median(few), unit: 'ms' },
    { what: `${what}, 1,000 messages before it`, value: median(many), unit: 'ms' },
    { what: `${what}: 1,000 / 1`, value: median(many) / median(few), unit: '×', most: 1.1 },
  ];
}

/** Milliseconds until a conversation is painted, and for each piece of an answer that grows below it. */
async function measured(
  browser: Browser,
  count: number,
): Promise<{ paint: number; piece: number }> {
  const panel = await PanelPage.open(browser);
  try {
    const turns = Array.from({ length: count }, (_, at) => longAnswer(at));
    const growing: ChatTurn = {
      ...answeredTurn('growing', ''),
      answer: { state: 'running', stage: '', text: '' },
    };
    const start: HostMessage = {
      kind: 'start',
      strings: keyStrings,
      conversation: { id: 'c', turns: [...turns, growing] },
      sources: [],
      pool: { chatMembers: [], canFind: false },
    };
    const paint = await panel.page.evaluate(paintTime, start);
    const piece = await panel.page.evaluate(pieceTime, pieces);
    return { paint, piece };
  } finally {
    await panel.page.close();
  }
}

/** As an answer is: a paragraph, a list, a code block. */
function longAnswer(at: number): ChatTurn {
  return answeredTurn(
    `t${at}`,
    `Answer ${at}: the harbour is **open** from \`6\` to 22.\n\n- one\n- two\n\n\`\`\`ts\nconst berth = ${at};\n\`\`\`\n`,
  );
}

/** In the page: from the message to the frame after the one that draws it. */
async function paintTime(start: unknown): Promise<number> {
  const painted = (): Promise<number> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const began = performance.now();
  window.postMessage(start, '*');
  while (document.querySelector('.turn') === null) await new Promise((next) => setTimeout(next));
  await painted();
  return performance.now() - began;
}

/** In the page: mean time of a piece, layout included, without waiting for frames. */
async function pieceTime(count: number): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < count; at++) {
    window.postMessage({ kind: 'piece', turnId: 'growing', text: `word${at} ` }, '*');
    await new Promise((next) => setTimeout(next));
    void document.body.getBoundingClientRect();
  }
  while (!document.body.textContent.includes(`word${count - 1}`))
    await new Promise((next) => setTimeout(next));
  return (performance.now() - began) / count;
}

/** A document of so many lines whose third one holds a mistake. */
function documentOf(lines: number): string {
  const rest = Array.from({ length: lines - 3 }, (_, at) => `The boat at berth ${at} is open.`);
  return ['Harbour', '', 'The program prints wether it is open.', ...rest, ''].join('\n');
}

/** From the keys that start a refine of one line to its review, in a long file and a short one, in turn. */
async function fileRows(): Promise<Row[]> {
  const files = { 'long.txt': documentOf(manyLines), 'short.txt': documentOf(fewLines) };
  // Both stay open, as files that one works on do.
  const settings = { 'workbench.editor.enablePreview': false };
  const workbench = await Workbench.open({ name: 'bench-files', files, settings });
  const times = { 'long.txt': [] as number[], 'short.txt': [] as number[] };
  try {
    // The first round starts the engine and lets it have the documents.
    for (let round = 0; round <= rounds; round++) {
      for (const file of ['short.txt', 'long.txt'] as const) {
        const ms = await refineTime(workbench, file);
        if (round > 0) times[file].push(ms);
      }
    }
  } finally {
    await workbench.dispose();
  }
  const [long, short] = [median(times['long.txt']), median(times['short.txt'])];
  const what = 'refine of a line in a file';
  return [
    { what: `${what} of ${fewLines} lines`, value: short, unit: 'ms' },
    { what: `${what} of ${manyLines} lines`, value: long, unit: 'ms' },
    { what: `${what}: ${manyLines} / ${fewLines}`, value: long / short, unit: '×', most: 1.1 },
  ];
}

async function refineTime(workbench: Workbench, file: string): Promise<number> {
  const { keyboard } = workbench.page;
  await workbench.openFile(file);
  await workbench.selectLines(3, 3);
  const began = performance.now();
  await keyboard.press('Control+K');
  await keyboard.press('Alt+R');
  await workbench.titleButton('Accept Hunk').waitFor({ timeout: 180_000 });
  const ms = performance.now() - began;
  await keyboard.press('Control+K');
  await keyboard.press('Shift+Alt+Backspace');
  await workbench.untilNoReview();
  return ms;
}

/**
 * Median milliseconds that loading the extension's code and its `activate` took in a real extension host, each on its own clock.
 * The editor's list of running extensions counts more: while it loads ours it loads others in between, and starts the clock before.
 */
async function activationMs(): Promise<number> {
  let times = '';
  const workbench = await Workbench.open({
    name: 'bench',
    files: { 'notes.md': 'Notes.\n' },
    prepare: async (extension) => {
      times = path.join(extension, 'activations.txt');
      const main = path.join(extension, 'dist/client/extension.cjs');
      await rename(main, path.join(path.dirname(main), 'measured.cjs'));
      await writeFile(main, timedMain(times));
    },
  });
  try {
    for (let round = 1; round < rounds; round++) await workbench.reload();
    const activations = (await readFile(times, 'utf8')).trim().split('\n').map(Number);
    if (activations.length !== rounds || activations.some(Number.isNaN))
      throw new Error(`${rounds} activations were expected, not “${activations.join(', ')}”`);
    return median(activations);
  } finally {
    await workbench.dispose();
  }
}

/** Stands in for the extension's main file: loads and activates the real one, and notes how long both took together. */
function timedMain(times: string): string {
  return `
const began = performance.now();
const measured = require('./measured.cjs');
const loaded = performance.now() - began;
exports.activate = (context) => {
  const called = performance.now();
  const api = measured.activate(context);
  const spent = loaded + performance.now() - called;
  require('node:fs').appendFileSync(${JSON.stringify(times)}, spent + '\\n');
  return api;
};
exports.deactivate = () => measured.deactivate();
`;
}

function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, value, unit, most }) => {
      const bar =
        most === undefined ? '' : `  at most ${most}: ${value <= most ? 'met' : 'missed'}`;
      return `${what.padEnd(width)}  ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(2)}${bar}\n`;
    })
    .join('');
}

await main();
