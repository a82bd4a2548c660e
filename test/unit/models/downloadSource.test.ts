import assert from 'node:assert/strict';
import { familyOf } from '../../../server/engines/http/httpMember.ts';
import { downloadCatalogue } from '../../../server/models/download/catalogue.ts';
import { endpointOf, sourceOf } from '../../../server/models/download/source.ts';
import { roles } from '../../../protocol/roles.ts';

const huggingFace = new URL('https://huggingface.co');
const mirror = new URL('https://mirror.example/hf/');

function address(text: string, endpoint = huggingFace): string {
  const source = sourceOf(text, endpoint);
  assert(source.ok, text);
  return source.value.url.href;
}

function refusal(text: string, sha256?: string): string {
  const source = sourceOf(text, huggingFace, sha256);
  assert(!source.ok, text);
  return source.failure.message;
}

describe('what is downloaded', () => {
  it('is a file of the catalogue, always of the same revision', () => {
    const source = sourceOf('Qwen3-1.7B', huggingFace);
    assert(source.ok);
    assert.equal(
      source.value.url.href,
      'https://huggingface.co/bartowski/Qwen_Qwen3-1.7B-GGUF/resolve/dcb19155b962dbb6389f4691a982043a8e651022/Qwen_Qwen3-1.7B-Q4_K_M.gguf',
    );
    assert.equal(source.value.sizeBytes, 1_282_439_584);
    assert.match(refusal('nonsense'), /has no model “nonsense”/);
  });

  it('is a file at an address, also where that is the page that shows it', () => {
    assert.equal(
      address('https://huggingface.co/a/b/blob/main/c/d.gguf#x'),
      'https://huggingface.co/a/b/resolve/main/c/d.gguf',
    );
    assert.equal(
      address('https://a.example/d.gguf?download=1'),
      'https://a.example/d.gguf?download=1',
    );
  });

  it('comes from a mirror in place of Hugging Face, and from nowhere else', () => {
    assert.equal(
      address('https://huggingface.co/a/b/resolve/main/d.gguf', mirror),
      'https://mirror.example/hf/a/b/resolve/main/d.gguf',
    );
    assert.match(
      address('qwen3-8b', mirror),
      /^https:\/\/mirror\.example\/hf\/Qwen\/Qwen3-8B-GGUF\//,
    );
    assert.equal(address('https://a.example/d.gguf', mirror), 'https://a.example/d.gguf');
  });

  it('is one whole GGUF file with a name of its own', () => {
    for (const [text, sentence] of [
      ['https://a.example/', /ends in \.gguf/],
      ['https://a.example/.gguf', /ends in \.gguf/],
      ['https://a.example/a.zip', /ends in \.gguf/],
      ['https://a.example/m-00001-of-00003.gguf', /part of a model in several files/],
      ['https://me:secret@a.example/a.gguf', /without user name and password/],
      ['http://', /Give an address/],
    ] as const)
      assert.match(refusal(text), sentence);
    assert.match(refusal('https://a.example/a.gguf', 'abc'), /64 hexadecimal digits/);
    const odd = sourceOf('https://a.example/..%2f..%2fetc%2fa%20b.gguf', huggingFace);
    assert(odd.ok);
    assert.equal(odd.value.file, 'a-b.gguf');
  });

  it('takes the first endpoint that is named, and no unencrypted one', () => {
    const first = endpointOf(undefined, '', 'https://a.example/x');
    assert(first.ok);
    assert.equal(first.value.href, 'https://a.example/x');
    for (const text of ['nonsense', 'http://a.example', 'https://a.example/?q', 'ftp://a.example'])
      assert(!endpointOf(text).ok, text);
    assert(endpointOf('http://127.0.0.1:8080').ok);
  });
});

describe('the catalogue of downloads', () => {
  it('pins every file by revision, size and hash, and names a licence', () => {
    for (const model of downloadCatalogue) {
      assert.match(model.revision, /^[0-9a-f]{40}$/, model.name);
      assert.match(model.sha256, /^[0-9a-f]{64}$/, model.name);
      assert(model.sizeBytes > 1e7 && model.sizeBytes < 6e9, model.name);
      assert.match(model.licence.url, /^https:\/\//, model.name);
      assert(sourceOf(model.name, huggingFace).ok, model.name);
      assert.equal(model.family, familyOf(model.name), 'as behind a server');
    }
    for (const field of ['name', 'sha256', 'file'] as const) {
      const values = downloadCatalogue.map((model) => model[field]);
      assert.equal(new Set(values).size, values.length, `each ${field} once`);
    }
  });

  it('has for every role models of several families', () => {
    for (const role of roles) {
      const able = downloadCatalogue.filter((model) => model.roles.includes(role));
      assert(new Set(able.map(({ family }) => family)).size >= 3, role);
    }
  });
});
