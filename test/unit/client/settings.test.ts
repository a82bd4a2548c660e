import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandIds, internalCommandIds } from '../../../client/commandIds.ts';
import {
  defaultSettings,
  parseInitializationOptions,
  parseSettings,
  parseSettingsObject,
  settingKeys,
} from '../../../protocol/settings.ts';

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { default: unknown }>> };
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly when?: string }[]>
    >;
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly when: string;
    }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

const root = new URL('../../../', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, root), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;

describe('settings', () => {
  const read = (values: Record<string, unknown>) => parseSettings((key) => values[key]);

  it('have the manifest’s defaults', () => {
    const { properties } = manifest.contributes.configuration;
    const fromManifest = parseSettings((key) => properties[`eidolon.${key}`]?.default);
    assert.deepEqual(fromManifest, { settings: defaultSettings, problems: [] });
    const keys = Object.values(settingKeys).map((key) => `eidolon.${key}`);
    assert.deepEqual(Object.keys(properties).sort(), keys.sort());
  });

  it('wait for trust, every one of them', () => {
    assert.deepEqual(
      [...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(),
      Object.keys(manifest.contributes.configuration.properties).sort(),
    );
  });

  it('take right values', () => {
    const { settings, problems } = read({
      threads: 3,
      ensembles: { careful: { kind: 'review' }, other: 'nano:prose' },
    });
    assert.deepEqual(problems, []);
    assert.equal(settings.threads, 3);
    assert.deepEqual(Object.keys(settings.ensembles), ['careful', 'other']);
  });

  it('fall back to the default and say what was expected when the type is wrong', () => {
    const wrong = {
      'codeActions.enabled': 'yes',
      idleMinutes: -1,
      prewarm: 1,
      modelsDirectory: 'a/relative/path',
      threads: 2.5,
      'trace.level': 'loud',
      ensembles: ['a'],
    };
    const { settings, problems } = read(wrong);
    assert.deepEqual(settings, defaultSettings);
    assert.deepEqual(
      problems.map(({ key }) => key),
      Object.keys(wrong).map((key) => `eidolon.${key}`),
    );
    assert.ok(problems.every(({ expected }) => expected.length > 0));
  });

  it('survive the wire, and anything else from it', () => {
    const settings = { ...defaultSettings, threads: 2, idleMinutes: 0 };
    assert.deepEqual(parseSettingsObject(JSON.parse(JSON.stringify(settings))), settings);
    assert.deepEqual(parseSettingsObject('nonsense'), defaultSettings);
    const options = { client: 'eidolon-vscode', review: true, trusted: false, settings };
    assert.deepEqual(parseInitializationOptions(options), options);
    assert.equal(parseInitializationOptions({ client: 'neovim' }), undefined);
    assert.equal(parseInitializationOptions(undefined), undefined);
  });
});

describe('manifest', () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);

  it('contributes exactly the commands that the client names', () => {
    assert.deepEqual([...contributed].sort(), Object.values(commandIds).sort());
    for (const id of Object.values(internalCommandIds)) assert.ok(!contributed.includes(id));
  });

  it('keeps its commands apart from the server’s', () => {
    assert.deepEqual(
      contributed.filter((id) => id.startsWith('eidolon.server.')),
      [],
    );
  });

  it('puts a condition on every menu entry', () => {
    const bare = Object.entries(manifest.contributes.menus).flatMap(([menu, entries]) =>
      entries.filter(({ when }) => !when).map(({ command }) => `${menu}: ${command}`),
    );
    assert.deepEqual(bare, []);
  });

  it('takes keys only in an editor with a review or a selection, and one that opens the chat', () => {
    for (const { command, key, when } of manifest.contributes.keybindings) {
      assert.match(key, /^ctrl\+k /);
      if (command === 'eidolon.openChat') continue;
      assert.match(when, /eidolon\.reviewVisible|editorHasSelection/);
      assert.match(when, /editorTextFocus/);
    }
  });

  it('has a text for every placeholder and no text without one', () => {
    const used = [...text('package.json').matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    const given = Object.keys(JSON.parse(text('package.nls.json')) as object);
    assert.deepEqual([...new Set(used)].sort(), given.sort());
  });
});
