import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  chatRequest,
  parseChatPart,
  parseChatReply,
  type ChatParams,
  type ChatPart,
  type ChatReply,
} from '../../protocol/chat.ts';
import { parseWeights, weighRequest, type ChatWeights } from '../../protocol/weigh.ts';
import { addModelRequest } from '../../protocol/models.ts';
import { eventually } from '../support/eventually.ts';
import { RawLspClient, repositoryRoot } from '../support/rawLspClient.ts';

const uri = 'untitled:notes.md';
/** A tiny model with random weights: what it says means nothing, but it says it token by token. */
const randomModel = path.join(repositoryRoot, 'test/fixtures/models/random.gguf');

describe('a chat message on a raw wire', function () {
  this.timeout(120_000);
  let home: string;
  let client: RawLspClient;

  before(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'eidolon-chat-'));
    client = RawLspClient.start({ EIDOLON_HOME: home });
    await client.initialize();
  });

  after(async () => {
    client.kill();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  async function ask(text: string, more: Partial<ChatParams> = {}): Promise<ChatReply> {
    const params: ChatParams = { text, sources: [], earlier: [], ...more };
    const answer = await client.call(chatRequest, params);
    const reply = parseChatReply(answer.result);
    assert(reply, JSON.stringify(answer).slice(0, 2000));
    return reply;
  }

  async function weigh(params: ChatParams): Promise<ChatWeights> {
    const answer = await client.call(weighRequest, params);
    const weights = parseWeights(answer.result);
    assert(weights, JSON.stringify(answer).slice(0, 2000));
    return weights;
  }

  function partsOf(wanted: string): (ChatPart | undefined)[] {
    return client
      .notifications('$/progress')
      .map(({ params }) => params as { token: string; value: unknown })
      .filter(({ token }) => token === wanted)
      .map(({ value }) => parseChatPart(value));
  }

  async function refined(
    text: string,
    more: Partial<ChatParams> = {},
  ): Promise<Extract<ChatReply, { kind: 'refined' }>> {
    const reply = await ask(text, more);
    assert.equal(reply.kind, 'refined', JSON.stringify(reply).slice(0, 2000));
    return reply as Extract<ChatReply, { kind: 'refined' }>;
  }

  it('corrects a pasted sentence with the checks and the trace of a refine', async () => {
    const reply = await refined('The program prints wether the harbour is open.');
    assert.equal(reply.text, 'The program prints whether the harbour is open.');
    assert.notEqual(reply.hunks[0]?.checks.length, 0);
    assert.equal(
      reply.trace.steps.some(({ kind }) => kind === 'route'),
      true,
    );
    assert.equal(reply.place, undefined);
  });

  it('simplifies a condition, works out a sum and repairs a pasted function', async () => {
    const condition = await refined('simplify !(!isOpen || !isPaid)');
    assert.match(condition.text, /isOpen && isPaid/);
    assert.equal(condition.hunks[0]?.verdict, 'proven');
    assert.equal((await refined('what is (17 + 4) * 2?')).text, '42');
    const body = [
      '/** Sums the durations of all tracks on an album, in seconds. */',
      'export function albumLength(tracks: Track[]): number {',
      '  let seconds = 0;',
      '  for (let i = 0; i <= tracks.length; i++) {',
      '    seconds += tracks[i].seconds;',
      '  }',
      '  return seconds;',
      '}',
    ].join('\n');
    const repaired = await refined(`\`\`\`ts\n${body}\n\`\`\``);
    assert.match(repaired.text, /i < tracks/);
  });

  it('declines what the nano pool does not do and says what would help', async () => {
    for (const text of ['What is the capital of France?', 'Write a poem about the sea', 'thanks']) {
      const reply = await ask(text);
      assert.equal(reply.kind, 'declined', text);
      assert.match((reply as { message: string }).message, /the nano pool does not do this/i);
      assert.equal((reply as { needsModel: boolean }).needsModel, true);
    }
    const vote = await ask('Is it late?', { command: 'vote' });
    assert.match((vote as { message: string }).message, /asks several models/);
  });

  it('refines an attached selection where it stands and reports its stages', async () => {
    client.open(uri, 'markdown', '# Harbour\n\nIt recieves one file per day.\n', 3);
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 29 } };
    const source = { kind: 'selection' as const, uri, version: 3, range };
    const partialResultToken = 'parts-1';
    const reply = await refined('', { command: 'fix', sources: [source], partialResultToken });
    assert.deepEqual(reply.place, { uri, start: { line: 2, character: 0 } });
    assert.equal(reply.original, 'It recieves one file per day.');
    assert.equal(reply.text, 'It receives one file per day.');
    assert.deepEqual(reply.hunks[0]?.range.start.line, 0);
    assert.equal(partsOf(partialResultToken)[0]?.kind, 'stage');
  });

  it('weighs an attached text by the tokenizer of the expert that would read it', async () => {
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 29 } };
    const selection = { kind: 'selection' as const, uri, version: 3, range };
    const problems = { kind: 'problems' as const, uri, version: 0, text: '3: error: spelling' };
    const sources = [problems, selection];
    const weights = await weigh({ text: '', command: 'fix', sources, earlier: [] });
    assert.deepEqual(weights.members, ['nano:prose']);
    assert.equal(weights.exact, true);
    assert.equal(weights.window, undefined, 'it is read in parts');
    assert.match(weights.sources[0]?.why ?? '', /one text at a time/);
    const { tokens = 0, fate } = weights.sources[1] ?? {};
    assert.equal(fate, 'whole');
    assert(tokens > 3 && tokens < 30, `${tokens} tokens for 29 characters`);
    const reply = await refined('', { command: 'fix', sources });
    assert.deepEqual(reply.dropped, [weights.sources[0]?.why]);
    assert.deepEqual(reply.trace.steps[0], { kind: 'note', text: reply.dropped[0] });
  });

  it('says that nobody would read what is attached to a question for the folder', async () => {
    const terminal = { kind: 'terminal' as const, uri: 'terminal:zsh', version: 0, text: 'no' };
    const asked = { text: 'What is a monad?', sources: [terminal], earlier: [] };
    const weights = await weigh(asked);
    assert.deepEqual(weights.members, []);
    assert.match(weights.sources[0]?.why ?? '', /^The terminal text is not used: no model/);
  });

  it('refuses a selection of another version of its document', async () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
    const sources = [{ kind: 'selection', uri, version: 1, range }];
    const answer = await client.call(chatRequest, {
      text: '',
      command: 'fix',
      sources,
      earlier: [],
    });
    assert.match(answer.error?.message ?? '', /select the text again/);
  });

  it('answers a stopped message as cancelled and the next one as usual', async () => {
    const params = { text: 'She go to school yesterday.', sources: [], earlier: [] };
    const id = client.request(chatRequest, params);
    client.notify('$/cancelRequest', { id });
    assert.equal((await client.reply(id)).error?.code, -32800);
    assert.equal((await refined(params.text)).text, 'She went to school yesterday.');
  });

  it('answers parameters that cannot be read with a sentence', async () => {
    for (const params of [null, 7, {}, { text: 3 }, { text: 'a', sources: [{}], earlier: [] }]) {
      const answer = await client.call(chatRequest, params);
      assert.match(answer.error?.message ?? '', /cannot be read/, JSON.stringify(params));
    }
  });

  it('quotes the lines of an open folder that answer, and says so when none does', async () => {
    const folder = path.join(home, 'folder');
    await mkdir(folder);
    const line = 'The lock gate closes two hours before low tide.';
    await writeFile(path.join(folder, 'harbour.md'), `# Gate\n\nThe harbour is old.\n\n${line}\n`);
    const other = RawLspClient.start({ EIDOLON_HOME: home });
    try {
      const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'folder' }];
      await other.initialize({}, { workspaceFolders });
      const asked = async (text: string): Promise<ChatReply | undefined> =>
        parseChatReply((await other.call(chatRequest, { text, sources: [], earlier: [] })).result);
      const reply = await asked('When does the lock gate close?');
      assert(reply?.kind === 'found', JSON.stringify(reply));
      assert.equal(reply.quotations[0]?.path, 'harbour.md');
      assert.equal(reply.quotations[0]?.text.includes(line), true);
      const none = await asked('Who wrote the third symphony in Vienna?');
      assert.match((none as { message: string }).message, /the nano pool does not do this/i);
    } finally {
      other.kill();
    }
  });

  describe('with models of the user’s own', () => {
    before(async () => {
      for (const name of ['one', 'two']) {
        const file = path.join(home, `${name}.gguf`);
        await copyFile(randomModel, file);
        const added = await client.call(addModelRequest, { path: file });
        assert.equal(added.error, undefined, JSON.stringify(added.error));
      }
    });

    it('streams the answer of a model', async () => {
      const partialResultToken = 'parts-2';
      const reply = await ask('Why is the sky blue?', { partialResultToken });
      assert(reply.kind === 'answered', JSON.stringify(reply));
      assert.match(reply.by, /^file:/);
      const pieces = partsOf(partialResultToken).filter((part) => part?.kind === 'text');
      assert.equal(pieces.length > 1, true);
      assert.equal(pieces.map((part) => part?.text).join(''), reply.text);
    });

    it('weighs a question exactly as it is asked, and cuts what does not fit', async () => {
      const text = Array.from({ length: 900 }, (_, at) => `line ${at} of the log`).join('\n');
      const long = { kind: 'terminal' as const, uri: 'terminal:zsh', version: 0, text };
      const short = { ...long, text: 'line 1 of the log' };
      const asked = { text: 'Why does it fail?', sources: [short, long], earlier: [] };
      const weights = await weigh(asked);
      assert.equal(weights.exact, true);
      assert.match(weights.members.join(), /^file:/);
      const { window = 0, total = 0, sources } = weights;
      assert(total > 0 && total < window, `${total} of ${window}`);
      assert.equal(sources[0]?.fate, 'whole');
      assert.equal(sources[1]?.fate, 'shortened');
      assert((sources[1].tokens ?? 0) > window);
      const reply = await ask(asked.text, { sources: asked.sources });
      assert(reply.kind === 'answered', JSON.stringify(reply));
      assert.deepEqual(reply.dropped, [sources[1].why]);
      const notes = reply.trace.steps.flatMap((step) => (step.kind === 'note' ? [step.text] : []));
      assert.deepEqual(notes, [`The prompt has ${total} of ${window} tokens.`, sources[1].why]);
    });

    it('streams the answer of a member that was chosen, with its confidence', async () => {
      const route = { kind: 'ensemble' as const, name: 'file:two' };
      const reply = await ask('Is it late?', { route, partialResultToken: 'parts-4' });
      assert(reply.kind === 'answered', JSON.stringify(reply));
      assert.equal(reply.by, 'file:two');
      assert.notEqual(reply.confidence, undefined);
      const pieces = partsOf('parts-4').filter((part) => part?.kind === 'text');
      assert.equal(pieces.length > 1, true);
      assert.equal(pieces.map((part) => part?.text).join(''), reply.text);
    });

    it('stops in the middle of an answer', async () => {
      const params = { text: 'Tell me of the sea.', sources: [], earlier: [] };
      const id = client.request(chatRequest, { ...params, partialResultToken: 'parts-3' });
      await eventually('the answer begins', () =>
        partsOf('parts-3').find((part) => part?.kind === 'text'),
      );
      client.notify('$/cancelRequest', { id });
      assert.equal((await client.reply(id)).error?.code, -32800);
    });

    it('puts /council to all of them and tells what each one said', async () => {
      const reply = await ask('Is it late?', { command: 'council' });
      assert(reply.kind === 'answered', JSON.stringify(reply).slice(0, 1000));
      assert.deepEqual(reply.members.map(({ member }) => member).sort(), ['file:one', 'file:two']);
      assert.equal(reply.by, 'council');
      assert.notEqual(reply.calls, undefined);
      assert.equal(
        reply.members.some(({ text }) => text === reply.text),
        true,
      );
    });

    it('still corrects what is sent with /fix by the experts', async () => {
      const reply = await refined('She go to school yesterday.', { command: 'fix' });
      assert.equal(reply.text, 'She went to school yesterday.');
    });
  });
});
