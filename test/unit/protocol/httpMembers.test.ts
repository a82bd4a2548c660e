import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  httpMemberId,
  isLoopback,
  leavesMachine,
  parseHostAccess,
  parseHttpMembers,
  parseMemberUrl,
} from '../../../protocol/httpMembers.ts';
import { parseSettings } from '../../../protocol/settings.ts';

describe('members behind servers in the settings', () => {
  it('take addresses of http and https, in one form', () => {
    const check = (text: string, url: string, host: string, encrypted: boolean): void =>
      assert.deepEqual(parseMemberUrl(text), { url, host, encrypted });
    check('http://127.0.0.1:8080/v1/', 'http://127.0.0.1:8080/v1', '127.0.0.1:8080', false);
    check(' HTTPS://API.Example.com/V1 ', 'https://api.example.com/V1', 'api.example.com', true);
    check('http://[::1]:9/v1', 'http://[::1]:9/v1', '[::1]:9', false);
    check('http://localhost', 'http://localhost', 'localhost', false);
  });

  it('refuse addresses that hold a password, a query, or are none', () => {
    for (const text of [
      'http://user:secret@host/v1',
      'http://host/v1?key=secret',
      'http://host/v1#part',
      'ftp://host/v1',
      'file:///etc/passwd',
      '127.0.0.1:8080',
      'http://',
      'http://ho st/v1',
      '',
    ])
      assert.equal(parseMemberUrl(text), undefined, text);
  });

  it('agree with the platform on what the host of an address is', () => {
    const urls = fc.webUrl({ withQueryParameters: false, withFragments: false });
    fc.assert(
      fc.property(urls, (text) => {
        const parsed = parseMemberUrl(text);
        if (parsed) assert.equal(parsed.host, new URL(text).host);
      }),
    );
  });

  it('tell which members leave the machine by their ids', () => {
    for (const host of ['localhost', 'localhost:1', '127.0.0.1:80', '127.9.8.7', '[::1]:5'])
      assert.equal(isLoopback(host), true, host);
    for (const host of ['127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1', '0.0.0.0'])
      assert.equal(isLoopback(host), false, host);
    const id = httpMemberId({ url: 'https://api.example.com/v1', model: 'org/model:free' });
    assert.equal(id, 'http:api.example.com/org/model:free');
    assert.equal(leavesMachine(id), true);
    assert.equal(leavesMachine('http:127.0.0.1:8080/m'), false);
    assert.equal(leavesMachine('file:api.example.com/m'), false);
  });

  it('are refused as a whole when one cannot be used or is there twice', () => {
    const good = { url: 'http://localhost:1/v1', model: 'm' };
    assert.deepEqual(parseHttpMembers([good]), [{ ...good, kind: 'chat' }]);
    for (const bad of [
      good,
      { ...good, url: 'https://localhost:1/other' },
      { url: 'nowhere', model: 'm' },
      { url: 'http://host/v1' },
      { ...good, model: 'two words' },
      { ...good, model: 'other', kind: 'pictures' },
      'http://host/v1',
    ])
      assert.equal(parseHttpMembers([good, bad]), undefined, JSON.stringify(bad));
    const { problems } = parseSettings((key) => (key === 'httpMembers' ? [{}] : undefined));
    assert.deepEqual(
      problems.map(({ key }) => key),
      ['eidolon.httpMembers'],
    );
  });

  it('take nothing but a clear yes for a consent', () => {
    for (const value of [null, {}, { allowed: 'yes' }, { allowed: 1 }, { key: 'k' }, true])
      assert.deepEqual(parseHostAccess(value), { allowed: false });
    assert.deepEqual(parseHostAccess({ allowed: true, key: 'k' }), { allowed: true, key: 'k' });
  });
});
