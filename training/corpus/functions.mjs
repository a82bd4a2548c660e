// Prints short functions of permissively licensed npm packages as JSON Lines {language, code, source, licence, path};
// with --docs as the first argument together with the first paragraph of the comment above each.
// TypeScript that a package ships only inside its source maps is read from there.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';

const permissive = /\b(MIT|ISC|BSD|Apache|Unlicense|CC0|0BSD)\b/i;
const scripts = new Set(['.ts', '.tsx', '.js', '.mjs', '.cjs']);
const maxFileBytes = 300_000;
const maxMapBytes = 4_000_000;
const longestDoc = 200;
const seen = new Set();

const folders = process.argv.slice(2).filter((argument) => argument !== '--docs');
const keepsDocs = folders.length < process.argv.length - 2;
for (const root of folders) visitFolder(root, undefined);

function visitFolder(folder, owner) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const manifest = entries.some((entry) => entry.name === 'package.json')
    ? readManifest(join(folder, 'package.json'))
    : undefined;
  const current = manifest === undefined ? owner : manifest.licence ? manifest : undefined;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && current && /\.[cm]?js\.map$/.test(entry.name)) visitMap(path, current);
    else if (
      entry.isDirectory() &&
      !/^(\.bin|test|tests|__tests__|bundles?|umd|vendor)$/.test(entry.name)
    )
      visitFolder(path, current);
    else if (
      entry.isFile() &&
      current &&
      scripts.has(extname(path)) &&
      !/\.d\.[cm]?ts$|\.min\.|bundle/.test(path)
    )
      visitFile(path, current);
  }
}

/** The package that a manifest names, without `licence` where that is not permissive; undefined where it tells no licence. */
function readManifest(path) {
  try {
    const { name, license } = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof name !== 'string' || typeof license !== 'string') return undefined;
    return permissive.test(license) && !/GPL/.test(license) ? { name, licence: license } : { name };
  } catch {
    return undefined;
  }
}

function visitFile(path, owner) {
  if (statSync(path).size > maxFileBytes) return;
  visitText(path, readFileSync(path, 'utf8'), owner);
}

/** The TypeScript that a source map carries, but for what it was bundled with. */
function visitMap(path, owner) {
  if (statSync(path).size > maxMapBytes) return;
  try {
    const { sources = [], sourcesContent = [] } = JSON.parse(readFileSync(path, 'utf8'));
    for (const [place, source] of sources.entries()) {
      const text = sourcesContent[place];
      const isOwn = typeof source === 'string' && !/node_modules|\.d\.ts$|[?]/.test(source);
      if (!isOwn || !source.endsWith('.ts') || typeof text !== 'string') continue;
      if (text.length <= maxFileBytes) visitText(join(path, '..', source), text, owner);
    }
  } catch {
    // A map that is not JSON says nothing.
  }
}

function visitText(path, text, owner) {
  const digest = createHash('sha1').update(text).digest('latin1');
  if (seen.has(digest)) return;
  seen.add(digest);
  if (text.length / (text.split('\n').length + 1) > 90) return;
  const language = /\.tsx?$/.test(path) ? 'typescript' : 'javascript';
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (file.parseDiagnostics.length > 0) return;
  const { name: source, licence } = owner;
  visitNode(file, file, (code) =>
    process.stdout.write(JSON.stringify({ language, code, source, licence, path }) + '\n'),
  );
}

function visitNode(node, file, emit) {
  const target = functionExtent(node);
  if (target) {
    const code = dedent(file.text, target.getStart(file), target.end);
    if (code) emit(docOf(target, file) + code);
  }
  ts.forEachChild(node, (child) => visitNode(child, file, emit));
}

/** The first paragraph of the comment above a function, where comments are kept and it is short. */
function docOf(target, file) {
  const start = target.getStart(file);
  const comment = ts.getLeadingCommentRanges(file.text, target.getFullStart())?.at(-1);
  if (!keepsDocs || !comment || /\S/.test(file.text.slice(comment.end, start))) return '';
  const text = file.text
    .slice(comment.pos, comment.end)
    .replace(/^\/\*+|\*+\/$|^\/\/+/g, '')
    .replace(/^[ \t]*\*/gm, '')
    .trim()
    .split(/\n\s*\n|\n\s*@/)[0]
    .replace(/\s+/g, ' ');
  return text === '' || text.startsWith('@') || text.length > longestDoc ? '' : `/** ${text} */\n`;
}

/** A declaration, a method, or `const name = (…) => …`, whichever a person would select as a whole. */
function functionExtent(node) {
  if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.body) return node;
  if (!ts.isVariableStatement(node) || node.declarationList.declarations.length !== 1)
    return undefined;
  const initializer = node.declarationList.declarations[0].initializer;
  const isFunction =
    initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
  return isFunction ? node : undefined;
}

function dedent(text, start, end) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (/\S/.test(indent)) return undefined;
  const lines = text.slice(start, end).replace(/\r\n/g, '\n').split('\n');
  return lines
    .map((line, i) => (i > 0 && line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}
