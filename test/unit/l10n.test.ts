import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { l10nStrings } from '../support/l10nStrings.ts';

type Texts = Readonly<Record<string, string>>;

const root = path.resolve(import.meta.dirname, '../..');
const languages = ['de', 'zh-cn'];

function texts(file: string): Texts {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Texts;
}

/** What a translation must take over as it is: placeholders, code, links to commands. */
function fixedParts(text: string): readonly string[] {
  return (text.match(/\{\d\}|`[^`]+`|\(command:[\w.]+\)|\$\([\w~-]+\)|\n/g) ?? []).sort();
}

function changedParts(pairs: readonly (readonly [string, string])[]) {
  return pairs.filter(([from, to]) => String(fixedParts(from)) !== String(fixedParts(to)));
}

/** Names, and what the experts read: English in every language. */
const alike = /^(Eidolon|Chat|GGUF models|simplify the condition|[^a-z]*)$/;
/** German words that are English ones too. */
const german = /^(Ensembles|Operator|Hindi|Tagalog|Urdu|\{0\} in \{1\})$/;

describe('the translations', () => {
  const used = l10nStrings();
  const manifest = texts('package.nls.json');

  it('exist for the languages that are promised, and no other', () => {
    const found = (folder: string, pattern: RegExp) =>
      readdirSync(path.join(root, folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    assert.deepEqual(found('l10n', /^bundle\.l10n\.(.+)\.json$/).sort(), languages);
    assert.deepEqual(found('.', /^package\.nls\.(.+)\.json$/).sort(), languages);
  });

  for (const language of languages) {
    const bundle = texts(`l10n/bundle.l10n.${language}.json`);
    const nls = texts(`package.nls.${language}.json`);

    it(`into ${language} have every text of the client and the engine, and none that they lack`, () => {
      assert.deepEqual(Object.keys(bundle).sort(), [...used].sort());
    });

    it(`into ${language} have every text of the manifest and none that it lacks`, () => {
      assert.deepEqual(Object.keys(nls).sort(), Object.keys(manifest).sort());
    });

    it(`into ${language} keep placeholders, code and links`, () => {
      assert.deepEqual(changedParts(Object.entries(bundle)), []);
      const pairs = Object.keys(nls).map((key) => [manifest[key] ?? '', nls[key] ?? ''] as const);
      assert.deepEqual(changedParts(pairs), []);
    });

    it(`into ${language} leave nothing in English`, () => {
      const same = Object.entries(bundle).filter(([from, to]) => from === to || to.trim() === '');
      const kept = same.map(([from]) => from).filter((text) => !alike.test(text));
      assert.deepEqual(
        kept.filter((text) => language !== 'de' || !german.test(text)),
        [],
      );
    });

    it(`into ${language} call commands in sentences what the palette calls them`, () => {
      const titles: Record<string, string> = {};
      for (const [key, text] of Object.entries(manifest)) titles[text] = nls[key] ?? '';
      const buttons: Texts = { ...titles, ...bundle };
      const quoted = Object.entries(bundle).flatMap(([from, to]) =>
        [...from.matchAll(/“(?:Eidolon: )?([^”]+)”/g)]
          .map(([, name]) => buttons[name ?? ''])
          .filter((name) => name !== undefined && !to.includes(name.replace(/…$/, '')))
          .map((name) => `${to} lacks ${String(name)}`),
      );
      assert.deepEqual(quoted, []);
    });
  }
});
