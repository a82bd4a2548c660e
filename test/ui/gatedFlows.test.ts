import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { startGatedServer, type GatedServer, type HeardRequest } from '../support/gatedServer.ts';
import { choose, row, tick } from './quickPick.ts';
import { Workbench } from './workbench.ts';

const source = [
  'export function mayEnter(isOpen: boolean, isFull: boolean): boolean {',
  '  if (!(isOpen === false) && !(isFull === true)) {',
  '    return true;',
  '  }',
  '  return false;',
  '}',
  '',
].join('\n');

/** A way to have the condition refined, and what ends it well. */
interface Flow {
  readonly name: string;
  readonly begin: (workbench: Workbench) => Promise<unknown>;
  readonly untilDone: (workbench: Workbench) => Promise<void>;
  /** Where the end of the engine is told; absent for a notification. */
  readonly untilTold?: (workbench: Workbench) => Promise<void>;
}

const engineStopped = 'The engine stopped while it was working; nothing was changed.';

const flows: readonly Flow[] = [
  {
    name: 'right-click',
    begin: (workbench) => workbench.contextMenu('Refine with Eidolon'),
    untilDone: untilReviewed,
  },
  {
    name: 'light bulb',
    begin: async (workbench) => {
      const { page } = workbench;
      // The bulb may be that of the last selection, and a list that is opened before this one has its own closes again.
      await workbench.selectionAtRest();
      await page.locator('.codicon-light-bulb, .codicon-lightbulb').first().waitFor();
      await page.keyboard.press('Control+.');
      const action = page.locator('.action-widget .monaco-list-row', {
        hasText: 'Simplify condition with Eidolon',
      });
      await action.waitFor();
      await eventually('the action is under the cursor', async () => {
        if (await action.and(page.locator('.focused')).isVisible()) return true;
        await page.keyboard.press('ArrowDown');
        return undefined;
      });
      await page.keyboard.press('Enter');
    },
    untilDone: untilReviewed,
  },
  {
    name: 'council',
    begin: async (workbench) => {
      await workbench.runCommand('Eidolon: Refine Selection With Ensemble…');
      await choose(workbench, 'council');
    },
    untilDone: untilReviewed,
  },
  {
    name: 'compare',
    begin: async (workbench) => {
      await workbench.runCommand('Eidolon: Compare Members…');
      for (const name of ['council', 'experts']) await tick(workbench, name);
      await workbench.page.keyboard.press('Enter');
    },
    untilDone: async (workbench) => {
      await row(workbench, 'council')
        .filter({ hasText: /1 proposal.*calls.*\d s/ })
        .waitFor();
      await choose(workbench, 'experts');
      await untilReviewed(workbench);
    },
    // Who was at work tells it in its row of the comparison; the others have their turn all the same.
    untilTold: async (workbench) => {
      await row(workbench, 'experts').filter({ hasText: engineStopped }).waitFor();
      await row(workbench, 'council').filter({ hasText: '1 proposal' }).waitFor();
      await workbench.page.keyboard.press('Escape');
    },
  },
];

// The member that drafts lives in this process and waits at a gate, so each flow is met in its middle.
describe('a refine that is interrupted while its model writes', function () {
  this.timeout(420_000);
  let server: GatedServer;
  let workbench: Workbench;
  /** What the server was asked by the flow that is half way. */
  let held: HeardRequest | undefined;

  before(async () => {
    server = await startGatedServer();
    server.answerWith(() => ({ tokens: ['I', ' do', ' not', ' know', '.'] }));
    const member = `http:${server.host}/small`;
    workbench = await Workbench.open({
      name: 'gated-flows',
      files: { 'gate.ts': source },
      settings: {
        'eidolon.httpMembers': [{ url: server.url, model: 'small' }],
        'eidolon.ensembles': {
          experts: { kind: 'route', experts: { logic: member } },
          council: {
            kind: 'route',
            experts: { logic: { kind: 'vote', members: ['tools', member] } },
          },
        },
      },
    });
  });
  after(async () => {
    await workbench.dispose();
    await server.close();
  });

  for (const flow of flows)
    it(`by ${flow.name} changes nothing, says so in one sentence and works afterwards`, async () => {
      try {
        await halfWay(flow);
        await workbench.screenshot(`${flow.name}-half`);
        await workbench.runCommand('Eidolon: Cancel Refine');
        await workbench.page
          .locator('.statusbar')
          .getByText('Eidolon stopped; nothing was changed.')
          .waitFor();
        await assertGivenUp();

        await halfWay(flow);
        workbench.signal('main.mjs', 'SIGKILL');
        await assertTold(flow);

        await halfWay(flow);
        await workbench.runCommand('Eidolon: Restart Engine');
        await assertTold(flow);

        await halfWay(flow);
        await workbench.reload();
        await assertGivenUp();

        await halfWay(flow);
        server.open();
        await flow.untilDone(workbench);
        await workbench.screenshot(`${flow.name}-done`);
        await workbench.runCommand('Eidolon: Reject All');
        await workbench.untilNoReview();
      } catch (error) {
        await workbench.keepEvidence(flow.name);
        throw error;
      }
    });

  /** Begins a flow on the condition and waits until its model has written two words and holds the third. */
  async function halfWay({ begin }: Flow): Promise<void> {
    await workbench.openFile('gate.ts');
    await workbench.selectLines(2, 2);
    server.open(false);
    await begin(workbench);
    await server.untilWaiting();
    server.release(2);
    await server.untilWaiting();
    held = server.asked.at(-1);
  }

  function heldRequest(): HeardRequest {
    assert(held);
    return held;
  }

  /** The server was left in the middle, and nothing of it is in the document or beside it. */
  async function assertGivenUp(): Promise<void> {
    await eventually('the server hears it', () => heldRequest().end === 'left' || undefined);
    assert.deepEqual(await workbench.notices(), []);
    await assertUnchanged();
  }

  async function assertUnchanged(): Promise<void> {
    await workbench.openFile('gate.ts');
    assert.equal((await workbench.visibleText()).trimEnd(), source.trimEnd());
    assert.equal(await workbench.titleButton('Accept Hunk').count(), 0);
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 0);
    assert.equal(await workbench.fileOnDisk('gate.ts'), source);
  }

  /** The end of the engine is told once, and changes nothing. */
  async function assertTold({ untilTold }: Flow): Promise<void> {
    await eventually('the server hears it', () => heldRequest().end === 'left' || undefined);
    server.open();
    if (untilTold) await untilTold(workbench);
    else {
      const told = await eventually('a sentence is told', async () => {
        const notices = await workbench.notices();
        return notices.length > 0 ? notices : undefined;
      });
      assert.equal(told.length, 1, told.join('\n'));
      assert(told[0]?.startsWith(engineStopped), told[0]);
      await workbench.runCommand('Notifications: Clear All Notifications');
    }
    assert.deepEqual(await workbench.notices(), []);
    await assertUnchanged();
  }
});

async function untilReviewed(workbench: Workbench): Promise<void> {
  await workbench.untilReview();
  assert.equal((await workbench.visibleText()).trimEnd(), source.trimEnd());
}
