import assert from 'node:assert/strict';
import type { CatalogEntry } from '../../../server/models/catalog.ts';
import { downloadCatalogue } from '../../../server/models/download/catalogue.ts';
import { draftFor, isSmallEnough, mayPay } from '../../../server/models/drafts.ts';

function entry(id: string, more: Partial<CatalogEntry> = {}): CatalogEntry {
  const sha256 = id.padEnd(64, '0');
  return {
    ...{ id, family: id, title: id, path: `/${id}`, promptFormat: 'chat', builtIn: false },
    ...{ sha256, testedSha256: sha256 },
    ...more,
  };
}

/** A file of the download catalogue under a name of its user's. */
function file(id: string, name: string): CatalogEntry {
  const model = downloadCatalogue.find((each) => each.name === name);
  assert.ok(model);
  return entry(id, { sha256: model.sha256, testedSha256: model.sha256 });
}

describe('the draft model of a model', () => {
  it('is the one that its row names', () => {
    const small = entry('file:small');
    assert.equal(draftFor(entry('file:large', { draft: small.id }), [small]), small);
    assert.equal(draftFor(entry('file:large'), [small]), undefined);
    assert.equal(draftFor(entry('file:large', { draft: 'file:gone' }), [small]), undefined);
  });

  it('is the small sibling of a file of the catalogue, whatever both are called here', () => {
    const [large, small] = [file('file:mine', 'qwen3-8b'), file('file:other', 'qwen3-0.6b')];
    assert.equal(draftFor(large, [large, small]), small);
    assert.equal(draftFor(small, [large, small]), undefined);
    assert.equal(draftFor(file('file:mine', 'mistral-7b'), [small]), undefined);
  });

  it('is none that was never tried, is an adapter, or is the model itself', () => {
    const large = entry('file:large', { draft: 'file:small' });
    for (const more of [{ testedSha256: undefined }, { base: 'file:base' }])
      assert.equal(draftFor(large, [entry('file:small', more)]), undefined);
    const self = entry('file:large', { draft: 'file:large' });
    assert.equal(draftFor(self, [self]), undefined);
    const adapter = entry('file:adapter', { base: 'file:large', draft: 'file:small' });
    assert.equal(draftFor(adapter, [entry('file:small')]), undefined);
  });

  it('is left out where few threads compute, unless its user named it', () => {
    assert.deepEqual(
      [1, 3, 4, 8].map((threads) => mayPay(entry('file:large'), threads)),
      [false, false, true, true],
    );
    assert.ok(mayPay(entry('file:large', { draft: 'file:small' }), 1));
  });

  it('is in the catalogue for every row that names one, of its family and small enough', () => {
    const named = downloadCatalogue.filter(({ draft }) => draft !== undefined);
    assert.ok(named.length > 0);
    for (const model of named) {
      const draft = downloadCatalogue.find(({ name }) => name === model.draft);
      assert.equal(draft?.family, model.family, model.name);
      assert.ok(isSmallEnough(draft.sizeBytes, model.sizeBytes), model.name);
    }
  });
});
