import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { generateKey, type PemKeyPair } from '../../src/certificates/generate-key.ts';
import { isFor, isIssuedBy, isTrustedBy, isValidAt } from '../../src/certificates/trust.ts';
import { type CertificateOptions, makeCertificate } from './make-certificate.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

describe('trust in a certificate', () => {
  let key: PemKeyPair;
  let otherKey: PemKeyPair;
  before(async () => {
    [key, otherKey] = await Promise.all([generateKey(), generateKey()]);
  });

  const make = (options: Partial<CertificateOptions> & Pick<CertificateOptions, 'subject'>) => {
    const usual = { issuer: options.subject, isAuthority: true, from: day(1), until: day(30) };
    return new X509Certificate(makeCertificate({ ...usual, key, signedBy: key, ...options }));
  };
  const makeLeaf = (changes: Partial<CertificateOptions> = {}) =>
    make({ subject: 'leaf', issuer: 'ca', isAuthority: false, ...changes });

  it('needs an authority of the name that it says, and of the key that signed it', () => {
    assert.equal(isIssuedBy(makeLeaf(), make({ subject: 'ca' })), true);
    assert.equal(isIssuedBy(makeLeaf(), make({ subject: 'other' })), false);
    assert.equal(isIssuedBy(makeLeaf({ signedBy: otherKey }), make({ subject: 'ca' })), false);
  });

  it('is never given by a certificate that is no authority', () => {
    assert.equal(isIssuedBy(makeLeaf(), make({ subject: 'ca', isAuthority: false })), false);
  });

  it('goes on through what a server sends with its certificate, as far as that is valid', () => {
    const root = make({ subject: 'root' });
    const leaf = makeLeaf({ issuer: 'between', signedBy: otherKey });
    const makeBetween = (changes: Partial<CertificateOptions> = {}) =>
      make({ subject: 'between', issuer: 'root', key: otherKey, ...changes });
    const isTrusted = (...between: X509Certificate[]) => isTrustedBy(leaf, [root], day(10), between);
    assert.deepEqual([isTrusted(), isTrusted(makeBetween())], [false, true]);
    assert.equal(isTrusted(makeBetween({ until: day(5) })), false);
    assert.equal(isTrusted(makeBetween({ isAuthority: false })), false);
    const circle = [
      makeBetween({ issuer: 'other' }),
      make({ subject: 'other', issuer: 'between', signedBy: otherKey }),
    ];
    assert.equal(isTrusted(...circle), false);
  });

  it('is looked for once in each of many that sign one another', () => {
    // In every order, they would take years.
    const between = Array.from({ length: 24 }, (_, index) => make({ subject: 'ca', until: day(20 + index) }));
    const root = make({ subject: 'root', key: otherKey, signedBy: otherKey });
    assert.equal(isTrustedBy(makeLeaf(), [root], day(10), between), false);
    const last = make({ subject: 'ca', issuer: 'root', signedBy: otherKey });
    assert.equal(isTrustedBy(makeLeaf(), [root], day(10), [...between, last]), true);
  });

  it('needs no authority for a certificate that is trusted itself, while it is valid', () => {
    const leaf = makeLeaf();
    assert.equal(isTrustedBy(leaf, [leaf], day(10)), true);
    assert.equal(isTrustedBy(leaf, [leaf], day(30)), false);
    assert.equal(isTrustedBy(leaf, [makeLeaf()], day(10)), false);
  });

  it('begins with its first moment and ends before its last', () => {
    const certificate = makeLeaf();
    const at = (date: Date, milliseconds = 0) =>
      isValidAt(certificate, new Date(date.getTime() + milliseconds));
    assert.deepEqual([at(day(1), -1), at(day(1)), at(day(30), -1), at(day(30))], [false, true, true, false]);
  });

  it('needs both to be valid now', () => {
    const authority = make({ subject: 'ca' });
    assert.equal(isTrustedBy(makeLeaf(), [authority], day(10)), true);
    assert.equal(isTrustedBy(makeLeaf({ until: day(5) }), [authority], day(10)), false);
    assert.equal(isTrustedBy(makeLeaf(), [make({ subject: 'ca', until: day(5) })], day(10)), false);
  });

  it('is given by any one of several authorities, and by none of none', () => {
    const [authority, other] = [make({ subject: 'ca' }), make({ subject: 'other' })];
    assert.equal(isTrustedBy(makeLeaf(), [other, authority], day(10)), true);
    assert.equal(isTrustedBy(makeLeaf(), [other], day(10)), false);
    assert.equal(isTrustedBy(makeLeaf(), [], day(10)), false);
  });

  for (const [name, expected] of [
    ['web.example.com', true],
    ['other.example.com', false],
    ['leaf', false],
    ['192.0.2.1', true],
    ['192.0.2.2', false],
  ] as const) {
    it(`is ${expected ? '' : 'not '}for ${name}`, () => assert.equal(isFor(makeLeaf(), name), expected));
  }
});
