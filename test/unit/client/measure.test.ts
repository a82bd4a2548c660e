import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { reportPage } from '../../../client/measure/reportPage.ts';
import { countLines, sizesOf } from '../../../client/measure/sizes.ts';
import { firstParagraph } from '../../../client/onboarding/sampleText.ts';
import {
  parseMeasuredRun,
  parseMeasureList,
  parseMeasureReport,
  parseMeasureReportParams,
  parseMeasureRunParams,
} from '../../../protocol/measure.ts';
import { repositoryRoot } from '../../support/rawLspClient.ts';

describe('how much to measure', () => {
  it('begins with a short sample and ends with everything', () => {
    const sizes = sizesOf({ items: 800, secondsPerItem: 0.7, paceKnown: false });
    assert.deepEqual(
      sizes.map(({ kind, items, memory }) => [kind, items, memory]),
      [
        ['sample', 30, false],
        ['some', 120, true],
        ['some', 400, true],
        ['all', 800, true],
      ],
    );
    assert.deepEqual(
      sizesOf({ items: 12 }).map(({ kind, items }) => [kind, items]),
      [['all', 12]],
    );
  });

  it('promises a range from another machine’s pace, one number from this one’s, and nothing from none', () => {
    const [sample] = sizesOf({ items: 800, secondsPerItem: 0.7, paceKnown: false });
    assert.deepEqual(sample?.minutes, { from: 1, to: 3, known: false });
    const [known] = sizesOf({ items: 800, secondsPerItem: 4, paceKnown: true });
    assert.deepEqual(known?.minutes, { from: 3, to: 3, known: true });
    assert.equal(sizesOf({ items: 800 })[0]?.minutes, undefined);
  });

  it('counts the items of a file', () => {
    assert.equal(countLines('{"a":1}\r\n\n{"b":2}\n  \n'), 2);
  });
});

describe('the page of a report', () => {
  const html = reportPage({
    source: 'https://csp.test',
    style: 'https://csp.test/report.css',
    title: 'Eidolon bench: </title><script>x</script>',
    body: '<p>Body</p>',
  });

  it('permits one style sheet and no script, inline style, image, font or request', () => {
    const policy = /content="([^"]*default-src[^"]*)"/.exec(html)?.[1] ?? '';
    assert.deepEqual(policy.split('; '), [
      "default-src 'none'",
      'style-src https://csp.test',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('takes a name for text', () => {
    assert.doesNotMatch(html, /<script/);
    assert.match(html, /&lt;script&gt;/);
  });
});

describe('messages about measurements', () => {
  const run = {
    id: '20260101T000000Z-abc',
    suite: 'mixed',
    finishedAt: '2026-01-01T00:00:00.000Z',
    items: 30,
    systems: [
      { name: 'a', role: 'member', accuracy: { value: 0.5, low: 0.3, high: 0.7 }, medianMs: 12 },
    ],
  };

  it('are read as they were sent', () => {
    assert.deepEqual(parseMeasuredRun(run), run);
    const list = { suites: [{ name: 'mixed', items: 800 }], runs: [run] };
    assert.deepEqual(parseMeasureList(list), list);
    const stopped = { suite: 'mixed', items: 30, done: 4, of: 90 };
    assert.deepEqual(parseMeasureList({ ...list, stopped })?.stopped, stopped);
    const params = { suite: 'mixed', items: 30, memory: false, workDoneToken: 't' };
    assert.deepEqual(parseMeasureRunParams(params), params);
  });

  it('lose what cannot be read, and never the rest', () => {
    const list = { suites: [{ name: 7 }, { name: 'nano', items: 1 }], runs: [run, { id: 'x' }] };
    const read = parseMeasureList(list);
    assert.deepEqual([read?.suites.length, read?.runs.length], [1, 1]);
    assert.equal(parseMeasureRunParams({ suite: 'nano', items: 0 }), undefined);
    assert.equal(parseMeasureRunParams({ suite: 'nano', items: 1.5 }), undefined);
  });

  it('name no file outside the folder of measurements', () => {
    for (const id of ['../x', 'a/b', 'a\\b', '', '.', 'x'.repeat(101)])
      assert.equal(parseMeasureReportParams({ id }), undefined, id);
    assert.deepEqual(parseMeasureReportParams({ id: 'a-1', against: 'b' }), {
      id: 'a-1',
      against: 'b',
    });
  });

  it('never throw', () => {
    const property = fc.property(fc.anything(), (value) => {
      for (const parse of [
        parseMeasuredRun,
        parseMeasureList,
        parseMeasureReport,
        parseMeasureReportParams,
        parseMeasureRunParams,
      ])
        parse(value);
    });
    fc.assert(property);
  });
});

interface Walkthroughs {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

describe('the walkthrough', () => {
  const read = (file: string): string => readFileSync(path.join(repositoryRoot, file), 'utf8');
  const { contributes } = JSON.parse(read('package.json')) as Walkthroughs;
  const texts = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
  const steps = contributes.walkthroughs.flatMap((each) => each.steps);
  const commands = new Set(contributes.commands.map(({ command }) => command));

  it('has five steps, each with a picture in the theme’s colours, described in words', () => {
    assert.equal(steps.length, 5);
    for (const { media } of steps) {
      const svg = read(media.svg);
      assert.doesNotMatch(svg, /<script|<image|href|url\(/);
      assert.match(svg, /var\(--vscode-editor-background\)/);
      assert.ok((texts[media.altText.slice(1, -1)] ?? '').length > 20);
    }
  });

  it('completes each step by a command of ours that its own button runs', () => {
    for (const { id, description, completionEvents } of steps) {
      const text = texts[description.slice(1, -1)] ?? '';
      const buttons = [...text.matchAll(/^\[[^\]]+\]\(command:([\w.]+)\)$/gm)].map(([, to]) => to);
      const events = completionEvents.filter((event) => event.startsWith('onCommand:'));
      const completing = events.map((event) => event.slice('onCommand:'.length));
      assert.deepEqual(
        completing.filter((command) => !commands.has(command)),
        [],
      );
      assert.ok(
        buttons.some((command) => completing.includes(command ?? '')),
        id,
      );
    }
  });

  it('refines the paragraph of its sample that has the mistakes', () => {
    const lines = read('media/walkthrough/sample.md').split('\n');
    const { first, last } = firstParagraph(lines);
    const text = lines.slice(first, last + 1).join(' ');
    for (const mistake of ['wether', 'recieves', 'the the'])
      assert.ok(text.includes(mistake), mistake);
    assert.deepEqual(firstParagraph(['# Head']), { first: 0, last: 0 });
  });
});
