import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createHandler, participantId } from '../../client/agents/participant.ts';
import { internalCommandIds } from '../../client/commandIds.ts';
import { Traces } from '../../client/features/traceDocument.ts';
import type { ServerLink } from '../../client/serverLink.ts';
import { chatCommands, type ChatParams } from '../../protocol/chat.ts';
import { failed, ok, type Result } from '../../protocol/result.ts';
import { activateWithStub, openFile } from './host.ts';

const trace = { id: 'trace-1', startedAt: '2026-11-27T00:00:00.000Z', steps: [] };
const answer = {
  kind: 'answered',
  ...{ text: 'It is open.', by: 'council', confidence: 0.8, abstained: false, members: [] },
  ...{ conflicts: [], notes: [], dropped: [], trace },
};

/** What the handler asked of the engine, and what it wrote into the chat. */
interface Played {
  readonly asked: ChatParams | undefined;
  readonly markdown: string;
  readonly stages: readonly string[];
  readonly buttons: readonly vscode.Command[];
  readonly result: vscode.ChatResult | void | null | undefined;
}

interface Turn {
  readonly prompt: string;
  readonly command?: string;
  readonly references?: readonly unknown[];
  readonly history?: readonly unknown[];
}

/** Plays one request with an engine that streams `parts` and then answers. */
async function play(
  { prompt, command, references = [], history = [] }: Turn,
  reply: Result<unknown>,
  parts: readonly object[] = [],
): Promise<Played> {
  let asked: ChatParams | undefined;
  const link = {
    request: (_: string, params: unknown, __: unknown, stream: { report(part: unknown): void }) => {
      asked = params as ChatParams;
      for (const part of parts) stream.report(part);
      return Promise.resolve(reply);
    },
  } as unknown as ServerLink;
  const seen = { markdown: '', stages: [] as string[], buttons: [] as vscode.Command[] };
  const stream = {
    markdown: (text: string) => (seen.markdown += text),
    progress: (text: string) => seen.stages.push(text),
    button: (each: vscode.Command) => seen.buttons.push(each),
  } as unknown as vscode.ChatResponseStream;
  const handle = createHandler({ link, traces: new Traces() }, new Map());
  const request = {
    ...{ prompt, command },
    references: references.map((value, at) => ({ id: String(at), value })),
  } as unknown as vscode.ChatRequest;
  const { token } = new vscode.CancellationTokenSource();
  const context = { history } as unknown as vscode.ChatContext;
  const result = (await handle(request, context, stream, token)) as Played['result'];
  return { asked, ...seen, result };
}

describe('@eidolon in the editor’s chat', () => {
  before(async () => {
    await activateWithStub();
  });

  it('is declared with every command that our own panel knows', () => {
    const manifest = vscode.extensions.getExtension('eidolon.eidolon')?.packageJSON as {
      contributes: { chatParticipants: { id: string; commands: { name: string }[] }[] };
    };
    const [declared] = manifest.contributes.chatParticipants;
    assert.equal(declared?.id, participantId);
    assert.deepEqual(
      declared.commands.map(({ name }) => name),
      chatCommands,
    );
  });

  it('streams the answer, adds what stands only at its end, and offers why', async () => {
    const { markdown, stages, buttons } = await play({ prompt: 'Is it open?' }, ok(answer), [
      { kind: 'stage', text: 'Asking two models' },
      { kind: 'text', text: 'It is ' },
      { kind: 'text', text: 'open.' },
    ]);
    assert.deepEqual(stages, ['Asking two models']);
    assert.match(markdown, /^It is open\.\n\nBy council\. Confidence: 80 %\./);
    assert.deepEqual(
      buttons.map(({ command, arguments: given }) => [command, given]),
      [[internalCommandIds.whyAnswer, ['trace-1']]],
    );
  });

  it('hands on command, attachments and what was said before', async () => {
    const editor = await openFile('The boat is here.\nThe bote is there.\n');
    const { uri } = editor.document;
    const { asked } = await play(
      {
        prompt: '',
        command: 'fix',
        references: [uri, new vscode.Location(uri, new vscode.Range(1, 0, 1, 8)), 'a text', 17],
        history: [
          { prompt: 'Hello' },
          {
            response: [
              { value: new vscode.MarkdownString('Hi.') },
              { value: vscode.Uri.file('/a') },
            ],
          },
        ],
      },
      ok(answer),
    );
    assert.equal(asked?.command, 'fix');
    assert.equal(asked.text, '');
    assert.deepEqual(
      asked.sources.map(({ kind, uri: about, text }) => [kind, about, text]),
      [
        ['file', uri.toString(), undefined],
        ['selection', uri.toString(), 'The bote'],
        ['file', 'agent:/attached.txt', 'a text'],
      ],
    );
    assert.deepEqual(asked.earlier, [
      { role: 'user', text: 'Hello' },
      { role: 'assistant', text: 'Hi.' },
    ]);
  });

  it('offers the review of changes, and edits nothing by itself', async () => {
    const hunk = {
      ...{ id: 'h', oldText: 'bote', newText: 'boat', proposedBy: 'tool:words', checks: [] },
      range: { start: { line: 0, character: 4 }, end: { line: 0, character: 8 } },
      ...{ verdict: 'reviewed', summary: '', confidence: 0.9 },
    };
    const refined = {
      ...{ kind: 'refined', original: 'The bote.', text: 'The boat.', languageId: 'plaintext' },
      ...{ hunks: [hunk], dropped: [], trace },
    };
    const { markdown, buttons } = await play({ prompt: 'The bote.' }, ok(refined));
    assert.match(markdown, /"bote" → "boat"/);
    assert.deepEqual(
      buttons.map(({ command }) => command),
      [internalCommandIds.reviewAnswer, internalCommandIds.whyAnswer],
    );
  });

  it('says in one sentence what went wrong', async () => {
    const { result, markdown } = await play({ prompt: 'Why?' }, failed('timeout', 'Try again.'));
    assert.deepEqual([result, markdown], [{ errorDetails: { message: 'Try again.' } }, '']);
    const empty = await play({ prompt: ' ' }, ok(answer));
    assert.deepEqual(empty.result, {
      errorDetails: { message: 'There is no question to answer.' },
    });
  });
});
