import { readFileSync, statSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { codeExpert } from '../../server/core/experts/code.ts';
import type { Member } from '../../server/core/member.ts';
import { descendants, parseNodes, type SyntaxNode } from '../../server/verify/syntax/node.ts';
import { describeFunction, isFunction } from '../../server/verify/code/functionInfo.ts';
import { repairsOf } from '../../server/verify/code/repairs.ts';
import { codeTools } from '../../server/verify/code/tools.ts';
import { exactTools } from '../support/exactTools.ts';
import { openGgufMember } from '../support/ggufMember.ts';

// Counts how often real, presumably correct functions would be changed: by the exact rules, or with `--expert` by the whole
// code expert as it is asked for a selection in its document, with `--model` with its member.
// npx tsx test/eval/codeTouch.ts LIMIT DIR… [--every N] [--expert] [--model FILE.gguf] [--show]

const languages: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.py': 'python',
};

interface Change {
  readonly text: string;
  readonly confidence?: number;
}

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    if (stat.isDirectory()) yield* filesUnder(path);
    else if (
      languages[extname(path)] !== undefined &&
      stat.size < 60_000 &&
      !/\.d\.ts$|\.min\.|[\\/]tests?[\\/]/.test(path)
    )
      yield path;
  }
}

/** The functions of 2 to 25 lines of a document. */
async function functionsOf(
  languageId: string,
  text: string,
): Promise<{ readonly root?: SyntaxNode; readonly nodes: readonly SyntaxNode[] }> {
  const root = await parseNodes(languageId, text);
  if (!root) return { nodes: [] };
  const nodes = [...descendants(root)].filter((node) => {
    const lines = node.text.split('\n').length;
    return isFunction(node) && lines >= 2 && lines <= 25;
  });
  return { root, nodes };
}

function byRules(
  languageId: string,
  text: string,
  root: SyntaxNode,
  node: SyntaxNode,
): readonly Change[] | undefined {
  const fn = describeFunction(root, text, languageId, node);
  if (!fn) return undefined;
  const best = repairsOf(fn)[0];
  if (!best || best.prior < 3.5) return [];
  const before = text.slice(best.range.start, best.range.end);
  return [{ text: `${best.kind} ${before} → ${best.newText} (${best.why ?? ''})` }];
}

async function byExpert(
  languageId: string,
  text: string,
  { start, end }: SyntaxNode,
  member: Member | undefined,
): Promise<readonly Change[]> {
  const outcome = await codeExpert.draft(
    { documentText: text, languageId, range: { start, end } },
    { tools: exactTools(codeTools), ...(member && { member }) },
    new AbortController().signal,
  );
  if (outcome.kind === 'declined') return [];
  return outcome.drafts.map(({ range, newText, summary, confidence, candidates }) => ({
    text: `${text.slice(range.start, range.end)} → ${newText} (${summary}) ${candidates[0]?.note ?? ''}`,
    confidence,
  }));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      every: { type: 'string', default: '1' },
      expert: { type: 'boolean', default: false },
      model: { type: 'string' },
      show: { type: 'boolean', default: false },
    },
  });
  const [limit, ...folders] = positionals;
  const member = values.model === undefined ? undefined : await openGgufMember(values.model, 512);
  const counts: Record<string, { functions: number; touched: number; by: number[] }> = {};
  let met = 0;
  for (const path of folders.flatMap((folder) => [...filesUnder(folder)])) {
    const languageId = languages[extname(path)] ?? '';
    const count = (counts[languageId] ??= { functions: 0, touched: 0, by: [] });
    const text = readFileSync(path, 'utf8');
    if (text.split('\n').some((line) => line.length > 400)) continue;
    const { root, nodes } = await functionsOf(languageId, text);
    for (const node of root ? nodes : []) {
      if (count.functions >= Number(limit) || met++ % Number(values.every) !== 0) continue;
      const changes =
        values.expert || member
          ? await byExpert(languageId, text, node, member)
          : byRules(languageId, text, root as SyntaxNode, node);
      if (!changes) continue;
      count.functions += 1;
      if (changes.length === 0) continue;
      count.touched += 1;
      count.by.push(...changes.flatMap(({ confidence }) => confidence ?? []));
      if (values.show)
        process.stdout.write(
          `--- ${path}\n${changes.map((change) => `${change.confidence?.toFixed(3) ?? ''} ${change.text}`).join('\n')}\n${node.text}\n`,
        );
    }
  }
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}

// The engine keeps the process alive, and this one has nothing left to do.
void main().then(() => process.exit(0));
