import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { defaultSettings, settingKeys, traceLevels } from '../protocol/settings.ts';
import { repositoryRoot as root } from './support/rawLspClient.ts';

// The rules of the house that no compiler checks.

const ignored = new Set([
  'node_modules',
  'dist',
  'out',
  '.git',
  '.vscode-test',
  'test-results',
  '__pycache__',
]);

function walk(folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (ignored.has(entry.name)) return [];
    return entry.isDirectory() ? walk(name) : [name];
  });
}

const files = walk();
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const sources = files.filter(
  (file) => /\.(ts|mts|cts|js|mjs|cjs)$/.test(file) && !file.startsWith('docs/'),
);
const shipped = sources.filter(
  (file) => /^(client|protocol|server|media)\//.test(file) && file.endsWith('.ts'),
);
const isText = (file: string): boolean =>
  /\.(ts|mts|js|mjs|cjs|json|md|py|sh|toml|yml|jsonl)$/.test(file) || file === '.ci/run';

/** A file's imports: relative ones as paths from the root, packages by name. */
function importsOf(file: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"\n]+)['"]/g;
  return [...read(file).matchAll(pattern)].map(([, name]) =>
    name?.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : (name ?? ''),
  );
}

function offenders(candidates: readonly string[], isOffence: (file: string) => boolean): string[] {
  return candidates.filter(isOffence);
}

describe('the house is tidy', () => {
  it('keeps every source file under 500 lines, tables of data left out', () => {
    const code = (file: string): string => read(file).replace(/`[^`]*`/g, '``');
    assert.deepEqual(
      offenders(sources, (file) => code(file).split('\n').length > 500),
      [],
    );
  });

  it('keeps each folder to the imports of its layer', () => {
    const allowed: readonly (readonly [RegExp, RegExp])[] = [
      [/^protocol\//, /^protocol\//],
      [
        /^media\//,
        /^(media|protocol)\/|^(preact(\/hooks)?|markdown-it|dompurify|highlight\.js\/lib\/.*)$/,
      ],
      [/^client\//, /^(client|protocol)\/|^vscode$|^vscode-languageclient(\/node)?$|^node:|^diff$/],
      [/^server\/core\//, /^(server\/core|protocol)\/|^(diff|ajv|@vscode\/l10n)$/],
      [/^server\//, /^(server|protocol)\/|^(?!\.|vscode$|client\/|media\/|test\/)/],
    ];
    const offences = shipped.flatMap((file) => {
      const rule = allowed.find(([folder]) => folder.test(file));
      return importsOf(file)
        .filter((name) => !rule?.[1].test(name))
        .map((name) => `${file} → ${name}`);
    });
    assert.deepEqual(offences, []);
  });

  it('lets only the composition roots import handlers and commands', () => {
    const inner = shipped.filter((file) =>
      /^server\/(core|pool|engines|verify|models|bench)\//.test(file),
    );
    const outward = (file: string): boolean =>
      importsOf(file).some((name) => /^server\/(handlers|commands|main|cli|services)\b/.test(name));
    assert.deepEqual(offenders(inner, outward), []);
  });

  it('chooses the language of the engine’s sentences at one place', () => {
    const chooses = offenders(shipped, (file) => /\bl10n\.config\(/.test(read(file)));
    assert.deepEqual(chooses, ['server/language.ts']);
  });

  it('imports nothing of test/ or scripts/ into what ships', () => {
    const outward = (file: string): boolean =>
      importsOf(file).some((name) => /^(test|scripts|training)\//.test(name));
    assert.deepEqual(offenders(shipped, outward), []);
  });

  it('has no default exports and no barrels', () => {
    assert.deepEqual(
      offenders(shipped, (file) => /^export default\b|^export \* from/m.test(read(file))),
      [],
    );
  });

  it('writes to no console', () => {
    assert.deepEqual(
      offenders(shipped, (file) =>
        /\bconsole\.(log|error|warn|info|debug)\(/.test(withoutConnection(read(file))),
      ),
      [],
    );
  });

  it('skips no test and runs none alone', () => {
    const tests = files.filter(
      (file) =>
        file.startsWith('test/') && file.endsWith('.test.ts') && file !== 'test/tidy.test.ts',
    );
    assert.notEqual(tests.length, 0);
    assert.deepEqual(
      offenders(tests, (file) =>
        /\b(it|describe|this|context)\.(skip|only)\(|\bx(it|describe)\(/.test(read(file)),
      ),
      [],
    );
  });

  it('names no machine, home folder or absolute path of ours', () => {
    const text = files.filter(
      (file) => isText(file) && file !== 'test/tidy.test.ts' && file !== 'package-lock.json',
    );
    const machine = /(?<![\w.:/-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]/;
    assert.deepEqual(
      offenders(text, (file) => machine.test(read(file))),
      [],
    );
  });

  it('has the documents that a visitor looks for', () => {
    for (const file of [
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'LICENSE',
    ]) {
      assert.equal(existsSync(path.join(root, file)), true, `${file} is missing`);
    }
    const { version } = manifest;
    assert.match(
      read('CHANGELOG.md'),
      new RegExp(`\\b(${version.replaceAll('.', '\\.')}|Unreleased)\\b`),
    );
    assert.match(read('LICENSE'), /MIT License/);
    for (const command of ['npm start', 'npm test'])
      assert.equal(read('README.md').includes(command), true, command);
    assert.notEqual(
      files.filter((file) => /^docs\/decisions\/\d{4}-\d\d-\d\d-.+\.md$/.test(file)).length,
      0,
    );
  });
});

interface Property {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly version: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly submenu?: string }[]>
    >;
    readonly submenus?: readonly { readonly id: string }[];
    readonly keybindings?: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
}

const manifest = JSON.parse(read('package.json')) as Manifest;

describe('the manifest agrees with the code', () => {
  const { contributes } = manifest;
  const contributed = new Set(contributes.commands.map(({ command }) => command));
  const clientText = files
    .filter((file) => /^client\/.*\.ts$/.test(file))
    .map(read)
    .join('\n');

  it('contributes only commands that the client names, none of them the server’s', () => {
    const unknown = [...contributed].filter(
      (id) => !clientText.includes(`'${id}'`) || id.startsWith('eidolon.server.'),
    );
    assert.deepEqual(unknown, []);
  });

  it('refers in menus and keys only to what it contributes', () => {
    const submenus = new Set((contributes.submenus ?? []).map(({ id }) => id));
    const items = [
      ...Object.values(contributes.menus).flat(),
      ...(contributes.keybindings ?? []),
    ] as { command?: string; submenu?: string }[];
    const dangling = items.filter(({ command, submenu }) =>
      submenu === undefined ? !contributed.has(command ?? '') : !submenus.has(submenu),
    );
    assert.deepEqual(dangling, []);
  });

  it('contributes exactly the settings that the parser reads, with the same defaults', () => {
    const { properties } = contributes.configuration;
    const expected = Object.fromEntries(
      Object.entries(settingKeys).map(([field, key]) => [
        `eidolon.${key}`,
        defaultSettings[field as keyof typeof settingKeys],
      ]),
    );
    const actual = Object.fromEntries(
      Object.entries(properties).map(([key, property]) => [key, property.default]),
    );
    assert.deepEqual(actual, expected);
    assert.deepEqual(properties['eidolon.trace.level']?.enum, traceLevels);
    for (const [key, property] of Object.entries(properties)) {
      const type = Array.isArray(property.default) ? 'array' : typeof property.default;
      const accepts = [property.type].flat();
      assert.equal(
        accepts.includes(type) || (type === 'number' && accepts.includes('integer')),
        true,
        `${key} is of type ${accepts}`,
      );
      assert.equal(
        (property.description ?? property.markdownDescription ?? '').length > 0,
        true,
        `${key} is not described`,
      );
    }
  });

  it('keeps paths of models out of workspace settings', () => {
    const scope = contributes.configuration.properties['eidolon.modelsDirectory']?.scope ?? '';
    assert.match(scope, /^(machine|application)$/);
  });

  it('defines every localised text that it uses', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(
      ([, key]) => key ?? '',
    );
    const texts = existsSync(path.join(root, 'package.nls.json'))
      ? (JSON.parse(read('package.nls.json')) as Record<string, string>)
      : {};
    assert.deepEqual(
      used.filter((key) => !(key in texts)),
      [],
    );
    assert.deepEqual(
      Object.keys(texts).filter((key) => !used.includes(key)),
      [],
    );
  });
});

interface CatalogFile {
  readonly models: readonly {
    readonly id: string;
    readonly file: string;
    readonly sha256: string;
    readonly card?: string;
  }[];
}

describe('the shipped models agree with their catalogue', () => {
  const folder = path.join(root, 'server/models');
  const catalog = (): CatalogFile =>
    JSON.parse(readFileSync(path.join(folder, 'catalog.json'), 'utf8')) as CatalogFile;

  it('lists every model file with its SHA-256 and nothing else', () => {
    const { models } = catalog();
    assert.notEqual(models.length, 0);
    for (const { id, file, sha256 } of models) {
      const hash = createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex');
      assert.equal(hash, sha256, `${id}: ${file}`);
    }
    const listed = new Set(models.map(({ file }) => file));
    const unlisted = files.filter(
      (file) =>
        file.startsWith('server/models/') &&
        file.endsWith('.gguf') &&
        !listed.has(path.basename(file)),
    );
    assert.deepEqual(unlisted, []);
  });

  it('describes every model on a card', () => {
    for (const { id, card: name } of catalog().models) {
      const card = path.join(folder, name ?? 'none');
      assert.equal(existsSync(card), true, `${id} has no card`);
      const text = readFileSync(card, 'utf8');
      for (const topic of [/training data/i, /held-out|accuracy/i, /cannot/i])
        assert.match(text, topic, `${id}: its card lacks ${topic}`);
    }
  });

  it('keeps the models below 64 MiB together', () => {
    // Members may share a file, which is shipped once.
    const shipped = [...new Set(catalog().models.map(({ file }) => file))];
    const total = shipped.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
    assert.equal(total < 64 * 1024 * 1024, true, `${total} bytes`);
  });
});

/** The language server's own remote console is a log, not the process's console. */
function withoutConnection(text: string): string {
  return text.replaceAll('connection.console.', 'connection.remoteLog.');
}
