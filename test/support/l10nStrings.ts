import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './rawLspClient.ts';

/** Every sentence that the bundles translate: what the client and the engine hand to `l10n.t`, each once. */
export function l10nStrings(): readonly string[] {
  const client = stringsBelow('client', () => true);
  // The engine learns its language after its modules are loaded.
  const server = stringsBelow('server', isInFunction);
  return [...new Set([...client, ...server])];
}

/** Throws where a text is no literal, or stands at a place that `mayStand` refuses. */
function stringsBelow(folder: string, mayStand: (node: ts.Node) => boolean): readonly string[] {
  const below = path.join(repositoryRoot, folder);
  const files = readdirSync(below, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort();
  return files.flatMap((name) => stringsOf(path.join(below, name), mayStand));
}

function stringsOf(file: string, mayStand: (node: ts.Node) => boolean): readonly string[] {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('l10n.t')) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(vscode\.)?l10n\.t$/.test(node.expression.getText(source))) {
      const [literal] = node.arguments;
      if (!literal || !ts.isStringLiteralLike(literal))
        throw new Error(`${file}: l10n.t needs a literal, not ${node.getText(source)}`);
      if (!mayStand(node))
        throw new Error(`${file}: this is said before the language is known: ${literal.text}`);
      texts.push(literal.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function isInFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}
