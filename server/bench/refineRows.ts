import { spawn } from 'node:child_process';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { refineRequest, type RefineParams, type RefineResult } from '../../protocol/refine.ts';
import { createRouter } from '../core/router/router.ts';
import { shippedClassifier } from '../core/router/shippedClassifier.ts';
import { median } from './statistics.ts';

const rounds = 11;
const decisions = 500;

/** The selection that both documents hold: a function with a bug that the exact tools repair. */
const selected = [
  'export function sum(values: number[]): number {',
  '  let total = 0;',
  '  for (let i = 0; i <= values.length; i++) total += values[i];',
  '  return total;',
  '}',
];

/** Time of refining one selection in a document of 50,000 lines over that in one of 50 lines, both warm. */
export async function largeDocumentRatio(entry: string): Promise<number> {
  const child = spawn(process.execPath, [entry, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  try {
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    const refine = async (lines: number): Promise<number> => {
      const began = performance.now();
      const params: RefineParams = {
        textDocument: { uri: uriOf(lines) },
        ranges: [rangeIn(lines)],
      };
      const { hunks } = await connection.sendRequest<RefineResult>(refineRequest, params);
      if (hunks.length === 0) throw new Error(`nothing was proposed in ${lines} lines`);
      return performance.now() - began;
    };
    const [small, large] = [50, 50_000];
    for (const lines of [small, large]) {
      const textDocument = {
        uri: uriOf(lines),
        languageId: 'typescript',
        version: 1,
        text: documentOf(lines),
      };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      await refine(lines);
    }
    const times: Record<'small' | 'large', number[]> = { small: [], large: [] };
    // In turn, so that what a busy machine adds meets both.
    for (let round = 0; round < rounds; round++) {
      times.small.push(await refine(small));
      times.large.push(await refine(large));
    }
    return median(times.large) / median(times.small);
  } finally {
    connection.dispose();
    child.kill('SIGKILL');
  }
}

/** Milliseconds of one router decision, the middle of many, over selections of all three kinds. */
export function routerDecisionMs(): number {
  const router = createRouter(shippedClassifier());
  const inputs = [
    { text: selected.join('\n'), languageId: 'typescript' },
    { text: '!(a && !b) || c', languageId: 'python' },
    { text: 'He go home and she recieve the letter.', languageId: 'markdown' },
  ];
  const times = Array.from({ length: decisions }, (_, index) => {
    const began = performance.now();
    router.route(inputs[index % inputs.length] ?? { text: '' });
    return performance.now() - began;
  });
  return median(times);
}

function documentOf(lines: number): string {
  const others = Array.from(
    { length: lines },
    (_, index) => `export const value${index} = ${index};`,
  );
  others.splice(lines / 2, 0, ...selected);
  return others.join('\n');
}

function rangeIn(lines: number): RefineParams['ranges'][number] {
  const last = lines / 2 + selected.length - 1;
  return { start: { line: lines / 2, character: 0 }, end: { line: last, character: 1 } };
}

function uriOf(lines: number): string {
  return `untitled:${lines}.ts`;
}
