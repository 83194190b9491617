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

  it('looks once at each of many that sign one another, which in every order would take years', () => {
    const circle = Array.from({ length: 24 }, (_, index) =>
      makeBetween({ issuer: 'between', signedBy: keys.between, until: day(20 + index) }),
    );
    assert.equal(isCovered([makeLeaf(), ...circle]), false);
    assert.equal(isCovered([makeLeaf(), ...circle, makeBetween()]), true);
    assert.ok(checkAuthority(make({}), [makeLeaf(), ...circle].join(''), NOW));
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

  it('tells of the authority that signs it, be it good for longest or not, and over or not', () => {
    const signer = make({ until: day(20) });
    const strangers = [5, 40].map(end =>
      make({
        subject: 'stranger',
        issuer: 'stranger',
        key: keys.stranger,
        signedBy: keys.stranger,
        until: day(end),
      }),
    );
    const direct = makeLeaf({ issuer: 'root', signedBy: keys.root });
    for (const chain of [direct, makeLeaf() + makeBetween()]) {
      const check = checkAuthority([...strangers, signer].join(''), chain, NOW);
      assert.deepEqual([check?.notAfter, check?.problems], [day(20).toISOString(), []]);
    }
    const over = checkAuthority([...strangers, make({ until: day(8) })].join(''), direct, NOW);
    assert.deepEqual(over?.problems, [
      `the authority of the serving certificate is over since ${day(8).toISOString()}: renew it`,
    ]);
  });

  it('tells of the later one of two authorities with one key', () => {
    const leaf = makeLeaf({ issuer: 'root', signedBy: keys.root });
    const bundle = make({ until: day(12) }) + make({ until: day(30) });
    assert.equal(checkAuthority(bundle, leaf, NOW)?.notAfter, day(30).toISOString());
  });

  it('is its own authority where caBundle holds it', () => {
    const leaf = make({ isAuthority: false });
    const bundle = make({ subject: 'other', until: day(40) }) + leaf;
    assert.equal(checkAuthority(bundle, leaf, NOW)?.notAfter, day(30).toISOString());
  });

  it('does not follow a circle of authorities', () => {
    const circle = [
      makeLeaf(),
      makeBetween({ issuer: 'other', signedBy: keys.stranger }),
      make({ subject: 'other', issuer: 'between', key: keys.stranger, signedBy: keys.between }),
    ];
    assert.equal(checkAuthority(make({}), circle.join(''), NOW)?.notAfter, day(30).toISOString());
  });

  it('tells of the authority that is good for longest where it is not known which one signs', () => {
    const [short, long] = [make({ until: day(20) }), make({ until: day(40) })];
    const stranger = makeLeaf({ issuer: 'stranger', signedBy: keys.stranger });
    for (const bundle of [short + long, long + short]) {
      for (const chain of [undefined, '', stranger]) {
        assert.equal(checkAuthority(bundle, chain, NOW)?.notAfter, day(40).toISOString());
      }
    }
    assert.equal(checkAuthority('', undefined, NOW), undefined);
  });
});
