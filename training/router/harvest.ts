/**
 * Cuts comments, conditions and functions out of real TypeScript or JavaScript files.
 * Usage: npx tsx training/router/harvest.ts COUNT FILE… > selections.jsonl
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

type Found = { prompt: string; expert: string; languageId: string; kind: string };

const logical = new Set([ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken]);

function harvest(path: string): Found[] {
  const text = readFileSync(path, 'utf8');
  const languageId = /\.tsx?$/u.test(path) ? 'typescript' : 'javascript';
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const add = (kind: string, expert: string, prompt: string): void => {
    found.push({ prompt, expert, languageId, kind });
  };
  const visit = (node: ts.Node): void => {
    const body = node.getText(source);
    const lines = body.split('\n').length;
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && lines > 1 && lines < 40)
      add('function', 'code', body);
    else if (
      (ts.isForStatement(node) ||
        ts.isTryStatement(node) ||
        ts.isVariableStatement(node) ||
        ts.isExpressionStatement(node)) &&
      lines < 12 &&
      body.length > 25
    )
      add('statement', 'code', body);
    if (
      ts.isBinaryExpression(node) &&
      logical.has(node.operatorToken.kind) &&
      body.length < 200 &&
      !ts.isExpressionStatement(node.parent)
    )
      add('condition', 'logic', body);
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      const comment = text.slice(range.pos, range.end);
      if (comment.split(/\s+/u).length > 7 && comment.length < 900)
        add('comment', 'prose', comment);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const [count, ...paths] = process.argv.slice(2);
const byKind = new Map<string, Map<string, Found>>();
for (const path of paths) {
  for (const row of harvest(path)) {
    const key = `${row.languageId} ${row.kind}`;
    const bucket = byKind.get(key) ?? new Map<string, Found>();
    bucket.set(row.prompt, row);
    byKind.set(key, bucket);
  }
}
for (const bucket of byKind.values()) {
  const rows = [...bucket.values()];
  const step = Math.max(1, Math.floor(rows.length / Number(count)));
  const kept = rows.filter((_, at) => at % step === 0).slice(0, Number(count));
  for (const row of kept) process.stdout.write(`${JSON.stringify(row)}\n`);
}
