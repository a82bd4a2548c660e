import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Binding {
  readonly key: string;
  readonly command: string;
}

describe('keybindings', () => {
  it('take no chord that the editor uses itself', async () => {
    const extension = vscode.extensions.getExtension('eidolon.eidolon');
    const manifest = extension?.packageJSON as {
      contributes: { keybindings: readonly Binding[] };
    };
    const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    const all = JSON.parse(text.replace(/^\s*\/\/.*$/gm, '')) as readonly Binding[];
    const theirs = all.filter(({ command }) => !command.startsWith('eidolon.'));
    assert(theirs.length > 500, 'the editor lists its own keys');
    const used = new Set(theirs.map(({ key }) => normal(key)));
    const ours = manifest.contributes.keybindings.map(({ key }) => normal(key));
    assert(ours.length > 0);
    assert.deepEqual(
      ours.filter((key) => used.has(key)),
      [],
    );
  });
});

/** Modifiers in one order, so that `alt+shift+x` and `shift+alt+x` are the same. */
function normal(key: string): string {
  return key
    .split(' ')
    .map((part) => {
      const names = part.split('+');
      return [...names.slice(0, -1).sort(), names.at(-1)].join('+');
    })
    .join(' ');
}
