import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Every text that the TypeScript files below `folder` hand to `l10n.t`; throws where one is no literal. */
export function l10nStrings(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort();
  return [...new Set(files.flatMap((name) => stringsOf(path.join(folder, name))))];
}

function stringsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(vscode\.)?l10n\.t$/.test(node.expression.getText(source))) {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        throw new Error(`${file}: l10n.t needs a literal, not ${node.getText(source)}`);
      }
      texts.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}
