import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { generateKey, type PemKeyPair } from '../../src/certificates/generate-key.ts';
import { checkAuthority, checkServing } from '../../src/status/check-serving.ts';
import { type CertificateOptions, makeCertificate } from '../certificates/make-certificate.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const NOW = day(10).getTime();

describe('the check of a serving certificate', () => {
  let keys: Readonly<Record<'root' | 'between' | 'stranger', PemKeyPair>>;
  before(async () => {
    const [root, between, stranger] = await Promise.all([generateKey(), generateKey(), generateKey()]);
    keys = { root, between, stranger };
  });

  const make = (options: Partial<CertificateOptions>) =>
    makeCertificate({
      subject: 'root',
      issuer: 'root',
      key: keys.root,
      signedBy: keys.root,
      isAuthority: true,
      from: day(1),
      until: day(30),
      ...options,
    });
  const makeLeaf = (options: Partial<CertificateOptions> = {}) =>
    make({ subject: 'leaf', issuer: 'between', signedBy: keys.between, isAuthority: false, ...options });
  const makeBetween = (options: Partial<CertificateOptions> = {}) =>
    make({ subject: 'between', key: keys.between, ...options });
  const isCovered = (chain: readonly string[], bundle: readonly string[] = [make({})]) =>
    checkServing(chain.join(''), new Map([['pods', bundle.join('')]]), 'web.example.com', NOW)?.covered;

  it('follows the certificates between it and an authority, in whatever order', () => {
    assert.equal(isCovered([makeLeaf(), makeBetween()]), true);
    const stranger = make({ subject: 'stranger', key: keys.stranger, signedBy: keys.stranger });
    assert.equal(isCovered([makeLeaf(), stranger, makeBetween()]), true);
    const upper = make({ subject: 'upper', key: keys.stranger });
    const lower = makeBetween({ issuer: 'upper', signedBy: keys.stranger });
    assert.equal(isCovered([makeLeaf(), upper, lower]), true);
    assert.equal(isCovered([makeLeaf(), lower]), false);
  });

  it('finds nothing without the one between', () => assert.equal(isCovered([makeLeaf()]), false));

  for (const [what, makeChain] of [
    ['of another name', () => [makeLeaf(), makeBetween({ subject: 'other' })]],
    ['of another key', () => [makeLeaf({ signedBy: keys.stranger }), makeBetween()]],
    ['that is over', () => [makeLeaf(), makeBetween({ until: day(5) })]],
    ['that is not valid yet', () => [makeLeaf(), makeBetween({ from: day(15) })]],
    ['that nobody has signed', () => [makeLeaf(), makeBetween({ issuer: 'stranger' })]],
    ['that somebody else has signed', () => [makeLeaf(), makeBetween({ signedBy: keys.stranger })]],
    [
      'that leads in a circle',
      () => [
        makeLeaf(),
        makeBetween({ issuer: 'other', signedBy: keys.stranger }),
        make({ subject: 'other', issuer: 'between', key: keys.stranger, signedBy: keys.between }),
      ],
    ],
  ] as const) {
    it(`does not follow one ${what}`, () => assert.equal(isCovered(makeChain()), false));
  }

  it('needs an authority that is valid now, from its first moment on', () => {
    const leaf = makeLeaf({ issuer: 'root', signedBy: keys.root });
    assert.equal(isCovered([leaf], [make({})]), true);
    assert.equal(isCovered([leaf], [make({ until: day(5) })]), false);
    assert.equal(isCovered([leaf], [make({ from: day(15) })]), false);
    assert.equal(isCovered([leaf], [make({ from: day(10) })]), true);
    assert.equal(isCovered([leaf], [make({ until: day(10) })]), false);
  });

  it('names only bundles that do not cover it', () => {
    const bundles = new Map([
      ['pods', make({})],
      ['statefulsets', make({ subject: 'other' })],
    ]);
    const leaf = makeLeaf({ issuer: 'root', signedBy: keys.root });
    const check = checkServing(leaf, bundles, 'web.example.com', NOW);
    assert.equal(check?.covered, false);
    assert.deepEqual(check.problems, ['the caBundle of statefulsets does not cover the serving certificate']);
  });

  it('tells of the authority that is good for longest, wherever it stands', () => {
    const [short, long] = [make({ until: day(20) }), make({ until: day(40) })];
    for (const bundle of [short + long, long + short]) {
      assert.equal(checkAuthority(bundle, NOW)?.notAfter, day(40).toISOString());
    }
    assert.equal(checkAuthority('', NOW), undefined);
  });
});
