import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repositoryRoot } from '../support/rawLspClient.ts';
import { Workbench } from './workbench.ts';

/**
 * Entry of `npm run capture`: plays a first session in the sample workspace and draws the README's animated picture of it.
 * Each frame is what the real workbench showed at that moment; only how long it stands is ours, since waiting is not shown.
 */

const size = { width: 1_000, height: 620 };
const colours = 64;
const out = path.join(repositoryRoot, 'docs/images/refine.gif');
const prose = readFileSync(path.join(repositoryRoot, 'docs/sample/README.md'), 'utf8');
const code = readFileSync(path.join(repositoryRoot, 'docs/sample/harbour.ts'), 'utf8');

/** Pictures in a folder of their own, each with the seconds that it stands. */
class Reel {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'eidolon-capture-'));
  private readonly entries: string[] = [];

  constructor(private readonly workbench: Workbench) {}

  async show(seconds: number): Promise<void> {
    this.add(await this.workbench.screenshot('frame'), seconds);
  }

  add(picture: string, seconds: number): void {
    const name = `${this.entries.length}.png`;
    copyFileSync(picture, path.join(this.folder, name));
    this.entries.push(`file '${name}'\nduration ${seconds}\n`);
  }

  /** FFmpeg's concat demuxer, one palette for the whole, and only what changes from frame to frame. */
  write(file: string): void {
    const list = path.join(this.folder, 'frames.txt');
    // The demuxer takes a last frame's duration only where another entry follows.
    writeFileSync(list, `${this.entries.join('')}file '${this.entries.length - 1}.png'\n`);
    const palette = `split[a][b];[a]palettegen=max_colors=${colours}:stats_mode=full[p];[b][p]paletteuse=dither=none:diff_mode=rectangle`;
    execFileSync(process.env['EIDOLON_FFMPEG'] ?? 'ffmpeg', [
      ...['-y', '-loglevel', 'error', '-f', 'concat', '-i', list],
      ...['-vf', `${palette}`, '-vsync', 'vfr', file],
    ]);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function lineWith(text: string, words: string): number {
  return text.slice(0, text.indexOf(words)).split('\n').length;
}

async function correctParagraph(workbench: Workbench, reel: Reel): Promise<void> {
  await workbench.openFile('README.md');
  await reel.show(1.5);
  const first = lineWith(prose, 'The program reads');
  await workbench.selectLines(first, first + 2);
  await reel.show(1);
  reel.add(await workbench.contextMenu('Refine with Eidolon'), 1.5);
  await workbench.untilReview();
  await reel.show(3.5);
  await workbench.titleButton('Accept Hunk').click();
  await workbench.untilText('one hunk is accepted', (text) => !text.includes('wether'));
  await reel.show(2);
  await workbench.runCommand('Eidolon: Accept All');
  await workbench.untilNoReview();
  await reel.show(2);
}

async function simplifyCondition(workbench: Workbench, reel: Reel): Promise<void> {
  const condition = 'if (!(isOpen === false)';
  await workbench.openFile('harbour.ts');
  const line = lineWith(code, condition);
  await workbench.selectLines(line, line);
  await reel.show(1.2);
  reel.add(await workbench.contextMenu('Refine with Eidolon'), 1);
  await workbench.untilReview();
  await reel.show(3.5);
  await workbench.runCommand('Eidolon: Accept Hunk');
  await workbench.untilText('the condition is simplified', (text) => !text.includes(condition));
  await reel.show(2.5);
}

async function repairLoop(workbench: Workbench, reel: Reel): Promise<void> {
  const loop = 'i <= tides.length';
  const first = lineWith(code, 'export function highest');
  await workbench.selectLines(first, first + 8);
  await reel.show(1);
  await workbench.contextMenu('Refine with Eidolon');
  await workbench.untilReview();
  await reel.show(3.5);
  await workbench.runCommand('Eidolon: Accept Hunk');
  await workbench.untilText('the loop is repaired', (text) => !text.includes(loop));
  await reel.show(3);
}

async function main(): Promise<void> {
  const workbench = await Workbench.open({
    name: 'capture',
    files: { 'README.md': prose, 'harbour.ts': code },
    settings: {
      'editor.fontSize': 15,
      'editor.minimap.enabled': false,
      'editor.wordWrap': 'on',
      'breadcrumbs.enabled': false,
    },
  });
  const reel = new Reel(workbench);
  try {
    await workbench.page.setViewportSize(size);
    await workbench.page.keyboard.press('Control+B');
    await correctParagraph(workbench, reel);
    await simplifyCondition(workbench, reel);
    await repairLoop(workbench, reel);
    reel.write(out);
    process.stdout.write(`${path.relative(repositoryRoot, out)}\n`);
  } finally {
    reel.dispose();
    await workbench.dispose();
  }
}

await main();
