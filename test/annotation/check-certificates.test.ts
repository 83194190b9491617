import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkBundleName, checkSignerName } from '../../src/annotation/check-certificates.ts';

describe('a signer has a domain and a path', () => {
  for (const name of ['example.com/signer', 'a.b/c.d-e', 'kubernetes.io/kube-apiserver-client']) {
    it(name, () => assert.equal(checkSignerName(name), undefined));
  }
  for (const name of [
    '',
    'signer',
    'example/signer',
    'example.com/',
    'example.com/a/b',
    'Example.com/a',
    '/a',
    'a..b/c',
    'a.b/c_d',
  ]) {
    it(`${name} is none`, () => assert.match(checkSignerName(name) ?? '', /^expected a signer such as/));
  }
});

describe('a ClusterTrustBundle of a signer has its name in front', () => {
  for (const name of ['ca', 'example.com:signer:ca', 'a.b', ':ca']) {
    it(name, () => assert.equal(checkBundleName(name), undefined));
  }
  for (const name of ['', 'CA', 'example.com:signer:', 'a_b']) {
    it(`${name} is none`, () =>
      assert.match(checkBundleName(name) ?? '', /^expected the name of a ClusterTrustBundle/));
  }
});
