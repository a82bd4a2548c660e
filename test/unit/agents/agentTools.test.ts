import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { agentReply, agentRequest, agentTools } from '../../../protocol/agentTools.ts';
import { parseChatParams, type ChatParams, type ChatReply } from '../../../protocol/chat.ts';

interface DeclaredTool {
  readonly name: string;
  readonly modelDescription: string;
  readonly inputSchema: object;
}

const root = path.resolve(import.meta.dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly languageModelTools: readonly DeclaredTool[] };
};
const trace = { id: 't', startedAt: '', steps: [], totalMs: 0 };

function request(tool: string, input: unknown): ChatParams {
  const params = agentRequest(tool, input);
  assert(params.ok, JSON.stringify(params));
  return params.value;
}

function refusal(tool: string, input: unknown): string {
  const params = agentRequest(tool, input);
  assert(!params.ok, JSON.stringify(params));
  return params.failure.message;
}

describe('the tools for other agents', () => {
  it('are declared in the manifest as they are', () => {
    assert.deepEqual(
      manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
        ...{ name, modelDescription, inputSchema },
      })),
      agentTools.map(({ name, description: modelDescription, inputSchema }) => ({
        ...{ name, modelDescription, inputSchema },
      })),
    );
  });

  it('put a question to the council, with its context, or to an ensemble that is named', () => {
    const asked = request('eidolon_council', { question: 'Is it open?', context: 'It is open.' });
    assert.equal(asked.command, 'council');
    assert.equal(asked.text, 'Is it open?');
    assert.deepEqual(
      asked.sources.map(({ kind, text }) => [kind, text]),
      [['file', 'It is open.']],
    );
    const named = request('eidolon_council', { question: 'Is it open?', ensemble: 'mine' });
    assert.deepEqual(named.route, { kind: 'ensemble', name: 'mine' });
    assert.equal(named.command, undefined);
  });

  it('have a text corrected in the language that its file name tells', () => {
    const asked = request('eidolon_review', { text: 'a = 1', fileName: 'x y.py' });
    assert.deepEqual([asked.command, asked.text], ['fix', '']);
    assert.equal(asked.sources[0]?.uri, 'agent:/x%20y.py');
  });

  it('say in one sentence what is wrong with their input', () => {
    for (const input of [null, 7, [], 'text'])
      assert.match(refusal('eidolon_council', input), /needs an object/);
    for (const input of [{}, { question: ' ' }, { question: 3 }])
      assert.match(refusal('eidolon_council', input), /needs “question” as a text/);
    assert.match(refusal('eidolon_review', { text: 'a', fileName: 3 }), /“fileName”/);
    assert.match(refusal('eidolon_other', {}), /no tool/);
  });

  it('accept whatever their schema accepts, and nothing that it refuses', () => {
    const field = fc.oneof(fc.string(), fc.constant('text'), fc.anything());
    const names = ['question', 'context', 'ensemble', 'text', 'fileName', 'instruction', 'more'];
    const input = fc.dictionary(fc.constantFrom(...names), field);
    for (const { name, inputSchema } of agentTools) {
      const valid = new Ajv().compile(inputSchema);
      fc.assert(
        fc.property(fc.oneof(input, fc.anything()), (value) => {
          const params = agentRequest(name, value);
          if (params.ok) assert.deepEqual(parseChatParams(params.value), params.value);
          if (!valid(value)) return assert.equal(params.ok, false);
          const given = value as Record<string, unknown>;
          const empty = inputSchema.required.some((key) => String(given[key]).trim() === '');
          assert.equal(params.ok, !empty);
        }),
      );
    }
  });
});

describe('what a tool answers', () => {
  it('tells the answer, who said what, and what was cut', () => {
    const reply: ChatReply = {
      ...{ kind: 'answered', text: 'Yes.', by: 'council', abstained: false, confidence: 0.5 },
      members: [
        { member: 'file:a', text: 'Yes.' },
        { member: 'file:b', text: 'No,\nnever.' },
      ],
      agreement: { agree: 1, of: 2 },
      ...{ conflicts: ['They contradict each other.'], notes: [], dropped: ['It was cut.'], trace },
    };
    const text = agentReply(reply);
    assert.match(text, /^Yes\.\n\nBy council\. 1 of 2 agree\. Confidence: 50 %\./);
    assert.match(text, /- file:b: No, never\./);
    assert.match(text, /They contradict each other\.\n\nIt was cut\.$/);
  });

  it('tells each change with its verdict, and the text with those that somebody vouches for', () => {
    const hunk = {
      ...{ id: '1', oldText: 'wether', newText: 'whether', proposedBy: 'tool:words' },
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
      checks: [{ check: 'parse', status: 'passed' as const, detail: '' }],
      ...{ verdict: 'reviewed' as const, summary: 'Spelling.' },
    };
    const reply: ChatReply = {
      ...{ kind: 'refined', original: 'wether', text: 'whether ```', languageId: 'plaintext' },
      ...{ hunks: [hunk], dropped: [], trace },
    };
    const text = agentReply(reply);
    assert.match(
      text,
      /^- line 3: "wether" → "whether" \(reviewed; proposed by tool:words; passed: parse\)\. Spelling\./,
    );
    assert.match(text, /````\nwhether ```\n````$/);
    const unsure = { ...reply, hunks: [{ ...hunk, verdict: 'unreviewed' as const }] };
    assert.equal(agentReply(unsure).includes('With every change'), false);
    assert.equal(agentReply({ ...reply, hunks: [] }), 'Nothing to change was found.');
  });

  it('writes out characters that could deceive whoever reads it', () => {
    const message = 'a\u202Eb\u0002\r\nc';
    const text = agentReply({ kind: 'declined', message, needsModel: false });
    assert.equal(text, 'a<U+202E>b<U+0002>\nc');
  });

  it('passes a refusal and quotations on', () => {
    assert.equal(
      agentReply({ kind: 'declined', message: 'No model.', needsModel: true }),
      'No model.',
    );
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
    const quotation = { uri: 'u', path: 'a.md', range, text: 'yes', headings: [], score: 1 };
    assert.equal(agentReply({ kind: 'found', quotations: [quotation] }), 'a.md:5\n```\nyes\n```');
    const ranking = { by: 'file:ranker', passages: 2, ms: 5 };
    assert.equal(
      agentReply({ kind: 'found', quotations: [quotation], ranking }),
      'a.md:5\n```\nyes\n```\n\nOrdered by file:ranker.',
    );
  });
});
