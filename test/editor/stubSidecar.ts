import { appendFileSync } from 'node:fs';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError, TextDocuments } from 'vscode-languageserver/node';
import type { CancellationToken } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  chatRequest,
  forgetChatsRequest,
  type ChatParams,
  type ChatReply,
} from '../../protocol/chat.ts';
import { completeRequest } from '../../protocol/complete.ts';
import type { CompleteParams, CompleteResult } from '../../protocol/complete.ts';
import { listEnsemblesRequest, type EnsembleList } from '../../protocol/ensembles.ts';
import { outcomeNotification } from '../../protocol/outcome.ts';
import { verifyModelsRequest } from '../../protocol/models.ts';
import {
  measureListRequest,
  measureReportRequest,
  measureRunRequest,
  type MeasuredRun,
  type MeasureReportParams,
  type MeasureRunParams,
} from '../../protocol/measure.ts';
import { refineRequest } from '../../protocol/refine.ts';
import type {
  CheckReport,
  Hunk,
  RefineParams,
  RefineResult,
  Verdict,
} from '../../protocol/refine.ts';
import { parseInitializationOptions } from '../../protocol/settings.ts';
import { statusGetRequest } from '../../protocol/status.ts';
import type { EngineStatus } from '../../protocol/status.ts';
import { listEnsembles } from '../../server/core/ensemble/summary.ts';

/**
 * A sidecar without models, for tests of the client. It replaces marked words by rule, so that a test
 * writes the proposals that it wants into its document; an instruction asks it to misbehave.
 */
interface Rule {
  readonly pattern: RegExp;
  readonly newText: string;
  readonly verdict: Verdict;
}

const rules: readonly Rule[] = [
  { pattern: /\bteh\b/g, newText: 'the', verdict: 'reviewed' },
  { pattern: /\brecieve\b/g, newText: 'receive', verdict: 'proven' },
  { pattern: / very very/g, newText: ' very', verdict: 'reviewed' },
  { pattern: / needless/g, newText: '', verdict: 'proven' },
  { pattern: /(?<=\bstop)(?=\r?\n|$)/g, newText: '.', verdict: 'reviewed' },
  { pattern: /\bperhaps\b/g, newText: 'certainly', verdict: 'unreviewed' },
  {
    pattern: /if \(!ready\) \{\r?\n {2}return false;\r?\n\}\r?\nreturn true;/g,
    newText: 'return ready;',
    verdict: 'proven',
  },
  {
    pattern: /const total = sum\(items\);/g,
    newText: 'let total = 0;\nfor (const item of items) {\n  total += item.price;\n}',
    verdict: 'reviewed',
  },
];

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let requests = 0;

connection.onInitialize(({ initializationOptions }) => {
  record({ initialize: parseInitializationOptions(initializationOptions) });
  return { capabilities: { textDocumentSync: { openClose: true, change: 2 } } };
});
connection.onNotification(outcomeNotification, (params: unknown) => {
  record({ outcome: params });
});
connection.onRequest(listEnsemblesRequest, (): EnsembleList => ({
  ensembles: listEnsembles({}, []),
}));
const nano = { family: 'nano', title: 'A model', sizeBytes: 2_000_000, contextSize: 512 };
connection.onRequest(statusGetRequest, (): EngineStatus => ({
  activity: 'idle',
  members: [
    { ...nano, id: 'nano:prose', health: 'ready', residentBytes: 18_000_000 },
    { ...nano, id: 'nano:logic', health: 'unloaded' },
    { ...nano, id: 'file:mine', family: 'mine', health: 'missing', reason: 'Its file is gone.' },
  ],
  residentBytes: 140_000_000,
  queuedRequests: 0,
}));
const measured = (suite: string, items: number): MeasuredRun => ({
  ...{ id: `run-${suite.replaceAll(/\W/g, '-')}`, suite, items },
  finishedAt: '2026-01-01T00:00:00.000Z',
  systems: [
    {
      ...{ name: 'nano:prose', role: 'member', medianMs: 12 },
      accuracy: { value: 0.9, low: 0.8, high: 1 },
    },
  ],
});
connection.onRequest(measureListRequest, () => ({
  suites: [{ name: 'mixed', items: 800 }],
  runs: [measured('mixed', 30)],
}));
connection.onRequest(measureRunRequest, async (params: MeasureRunParams) => {
  record({ measure: params });
  const token = params.workDoneToken ?? '';
  const value = { kind: 'report', message: '1 of 2 answers', percentage: 50 };
  await connection.sendNotification('$/progress', { token, value });
  return measured(params.suite, params.items);
});
connection.onRequest(measureReportRequest, ({ id }: MeasureReportParams) => ({
  ...{ title: `Report ${id}`, body: '<p>All figures</p>', page: '<p>Page</p>', json: '{"n":30}' },
}));
connection.onRequest(verifyModelsRequest, () => [
  { id: 'nano:prose' },
  { id: 'file:gone', problem: 'There is no file gone.gguf; put the file back.' },
]);
connection.onRequest(forgetChatsRequest, (params: unknown) => {
  record({ forget: params });
  return null;
});
/** Says the question back; asked to wait, it does until it is stopped. */
connection.onRequest(chatRequest, async (params: ChatParams, token: CancellationToken) => {
  record({ chat: params });
  if (params.text === 'wait')
    await cancelled(token).catch((error: unknown) => {
      record({ stopped: params.text });
      throw error;
    });
  const reply: ChatReply = {
    ...{ kind: 'answered', text: `You said: ${params.text}`, by: 'council', abstained: false },
    ...{ members: [], conflicts: [], notes: [], dropped: [] },
    trace: { id: 'chat', startedAt: '', steps: [], totalMs: 1 },
  };
  return reply;
});
/** Completes a line that says with what; any other has no model that can. */
connection.onRequest(completeRequest, (params: CompleteParams): Promise<CompleteResult> => {
  record({ complete: params });
  const { line } = params.position;
  const text = documents.get(params.textDocument.uri)?.getText().split('\n')[line] ?? '';
  const wanted = /\(wants (.+?)\)/.exec(text)?.[1];
  return Promise.resolve(
    wanted === undefined
      ? { kind: 'noModel' }
      : { kind: 'completed', text: wanted, by: 'file:coder' },
  );
});
connection.onRequest(refineRequest, async (params: RefineParams, token: CancellationToken) => {
  const document = documents.get(params.textDocument.uri);
  record({ refine: params, knows: document?.version });
  if (!document) throw failure('unsupported', 'The engine was not told of this document.');
  const snapshot = { text: document.getText(), version: document.version };
  for (const range of params.ranges) {
    const instruction = /\(asks to (\w+)\)/.exec(document.getText(range))?.[1];
    if (instruction !== undefined) await misbehave({ ...params, instruction }, token);
  }
  return (await misbehave(params, token)) ?? answer(document, snapshot, params);
});

documents.listen(connection);
connection.listen();

/** Words that a test passes as the instruction, and what they make the sidecar do. */
async function misbehave(params: RefineParams, token: CancellationToken): Promise<unknown> {
  const stage = async (message: string): Promise<void> => {
    if (params.workDoneToken === undefined) return;
    const value = { kind: 'report', message };
    await connection.sendNotification('$/progress', { token: params.workDoneToken, value });
  };
  switch (params.instruction) {
    case 'crash':
      return process.exit(3);
    case 'hang':
      await stage('drafting');
      return cancelled(token);
    case 'wait for an edit':
      return new Promise<undefined>((resolve) => {
        const waiting = documents.onDidChangeContent(() => {
          waiting.dispose();
          resolve(undefined);
        });
      });
    case 'wait for a close':
      return new Promise<undefined>((resolve) => {
        const waiting = documents.onDidClose(() => {
          waiting.dispose();
          resolve(undefined);
        });
      });
    case 'fail':
      throw failure('modelMissing', 'The nano pool has no model for this; add one.');
    case 'bug':
      throw new Error('a bug in the sidecar');
    case 'nonsense':
      return { hunks: [{ id: 7 }], trace: 'none' };
    default:
      return undefined;
  }
}

/** Never settles but by being cancelled. */
function cancelled(token: CancellationToken): Promise<never> {
  return new Promise((_, reject) =>
    token.onCancellationRequested(() =>
      reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')),
    ),
  );
}

/** What arrived, for tests to read: one JSON line each. */
function record(message: unknown): void {
  const file = process.env['EIDOLON_STUB_RECORD'];
  if (file) appendFileSync(file, `${JSON.stringify(message)}\n`);
}

function failure(kind: string, message: string): ResponseError<unknown> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message, { kind, message });
}

function answer(
  document: TextDocument,
  { text, version }: { readonly text: string; readonly version: number },
  params: RefineParams,
): RefineResult {
  const at = TextDocument.create(document.uri, document.languageId, version, text);
  const traceId = `trace-${process.pid}-${++requests}`;
  const hunks = params.ranges
    .flatMap(({ start, end }) =>
      rules.flatMap((rule) => find(rule, at, at.offsetAt(start), at.offsetAt(end))),
    )
    .map((hunk, index) => ({ ...hunk, id: `${traceId}-${index}` }));
  return {
    version,
    hunks,
    ...(hunks.length === 0 ? { note: 'Nothing to correct here.' } : {}),
    trace: {
      id: traceId,
      startedAt: '2026-01-01T00:00:00.000Z',
      totalMs: 42,
      steps: [
        {
          kind: 'route',
          decision: { expert: 'prose', scores: { prose: 0.9, code: 0.1 }, reason: 'plain text' },
          ms: 0.4,
        },
        ...hunks.map((hunk) => ({
          kind: 'draft' as const,
          member: 'nano:prose',
          original: hunk.oldText,
          candidates: [{ text: hunk.newText, by: 'nano:prose', logProb: -0.2 }],
          chosen: 0,
          ms: 12,
        })),
      ],
    },
  };
}

function find(rule: Rule, document: TextDocument, start: number, end: number): Omit<Hunk, 'id'>[] {
  const text = document.getText().slice(0, end);
  return [...text.matchAll(rule.pattern)]
    .filter((match) => match.index >= start && match.index + match[0].length <= end)
    .map((match) => ({
      range: {
        start: document.positionAt(match.index),
        end: document.positionAt(match.index + match[0].length),
      },
      oldText: match[0],
      newText: rule.newText,
      proposedBy: 'nano:prose',
      ...(rule.verdict === 'reviewed' ? { changedBy: 'nano:reviewer' } : {}),
      checks: checksOf(rule),
      credit: { by: ['nano:prose'], domain: 'prose', questionKind: 'phrase' },
      verdict: rule.verdict,
      summary: `Writes ${JSON.stringify(rule.newText)} instead of ${JSON.stringify(match[0])}.`,
      confidence: 0.93,
    }));
}

function checksOf({ verdict }: Rule): CheckReport[] {
  return [
    { check: 'parse', status: 'passed', detail: 'No new syntax errors.' },
    {
      check: 'lints',
      status: verdict === 'unreviewed' ? 'notChecked' : 'passed',
      detail: 'One lint fewer.',
    },
    ...(verdict === 'proven'
      ? [
          {
            check: 'equivalence',
            status: 'passed' as const,
            detail: 'Truth table over 1 atom.',
            proof: true,
          },
        ]
      : []),
  ];
}
