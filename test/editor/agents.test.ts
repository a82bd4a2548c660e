import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { agentTools } from '../../protocol/agentTools.ts';
import type { ChatParams } from '../../protocol/chat.ts';
import { eventually } from '../support/eventually.ts';
import { activateWithStub, received } from './host.ts';

// Forks of the editor offer all of it, parts, or nothing; each test says what it found.
const lm = (vscode as { lm?: Partial<typeof vscode.lm> }).lm;

/** Adds to the test's name, which is all that leaves the editor. */
function say(test: Mocha.Context, sentence: string): void {
  test.runnable().title += ` (${vscode.env.appName} ${vscode.version}: ${sentence})`;
}

describe('what other agents are offered', () => {
  before(async () => {
    await activateWithStub();
  });

  it('is the council and the review as tools, which answer with the engine’s words', async function () {
    const names = lm?.tools?.map(({ name }) => name) ?? [];
    const ours = agentTools.map(({ name }) => name);
    say(
      this,
      lm?.registerTool
        ? `tools ${names.filter((name) => ours.includes(name)).join(', ')}`
        : 'no tools',
    );
    if (!lm?.registerTool || !lm.invokeTool) return;
    for (const name of ours) assert(names.includes(name), `${name} among ${names.join()}`);
    const text = await call('eidolon_council', { question: 'Is it open?' });
    assert.match(text, /^You said: Is it open\?\n\nBy council\./);
    const asked = received('chat').at(-1) as ChatParams;
    assert.equal(asked.command, 'council');
    assert.match(await call('eidolon_review', { text: 'teh', fileName: 'a.md' }), /^You said: /);
    const review = received('chat').at(-1) as ChatParams;
    assert.deepEqual([review.command, review.sources[0]?.text], ['fix', 'teh']);
  });

  it('stops in the engine when the agent stops', async function () {
    if (!lm?.registerTool || !lm.invokeTool) return say(this, 'no tools');
    const asked = received('chat').length;
    const source = new vscode.CancellationTokenSource();
    const running = lm.invokeTool(
      'eidolon_council',
      {
        input: { question: 'wait' },
        toolInvocationToken: undefined,
      },
      source.token,
    );
    const ended = Promise.resolve(running).then(
      () => 'answered',
      () => 'stopped',
    );
    await eventually(
      'the engine has the question',
      () => received('chat').length > asked || undefined,
    );
    source.cancel();
    await eventually('the engine has stopped', () => received('stopped').length > 0 || undefined);
    assert.equal(await ended, 'stopped');
  });

  it('is each ensemble of the user as a model of the picker', async function () {
    if (!lm?.registerLanguageModelChatProvider || !lm.selectChatModels)
      return say(this, 'no models');
    const configuration = vscode.workspace.getConfiguration('eidolon');
    const spec = { kind: 'vote', members: ['nano:prose'], samples: 3 };
    await configuration.update('ensembles', { thrice: spec }, vscode.ConfigurationTarget.Global);
    try {
      const models = await eventually('the model is listed', async () => {
        const found = await lm.selectChatModels?.({ vendor: 'eidolon' });
        return found && found.length > 0 ? found : undefined;
      });
      say(this, `models ${models.map(({ id }) => id).join(', ')}`);
      assert(models.some(({ id, maxInputTokens }) => id.endsWith('thrice') && maxInputTokens > 0));
    } finally {
      await configuration.update('ensembles', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

async function call(name: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return result.content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}
