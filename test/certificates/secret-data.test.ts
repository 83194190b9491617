import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Holdings, Pair, ServingPair } from '../../src/certificates/holdings.ts';
import { formatSecret, parseSecret } from '../../src/certificates/secret-data.ts';
import { makeServing, makeSigner } from './make-holdings.ts';

const NOW = new Date('2026-01-01T00:00:00Z');

describe('the Secret', () => {
  let signer: Pair;
  let former: Pair;
  let serving: ServingPair;
  before(async () => {
    [signer, former] = await Promise.all([makeSigner(NOW, 10), makeSigner(NOW, 10)]);
    serving = await makeServing(signer, ['a.b.svc'], NOW, 5);
  });

  const encode = (texts: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    );
  /** Certificates as what is the same in two of them. */
  const plain = ({ signer: own, authorities, serving: pair, retired }: Holdings) => ({
    signer: [own?.certificate.fingerprint256, own?.privateKey],
    authorities: authorities.map(({ fingerprint256 }) => fingerprint256),
    serving: [pair?.certificate.fingerprint256, pair?.privateKey, pair?.chain],
    retired: retired.map(({ fingerprint256 }) => fingerprint256),
  });

  it('gives back what was put into it', () => {
    const holdings = {
      signer,
      authorities: [former.certificate, signer.certificate],
      serving,
      retired: [serving.certificate],
    };
    const { holdings: found, complaints } = parseSecret(formatSecret(holdings));
    assert.deepEqual(plain(found), plain(holdings));
    assert.deepEqual(complaints, []);
  });

  it('is empty at first, which is nothing to complain about', () => {
    const nothing = { signer: undefined, authorities: [], serving: undefined, retired: [] };
    for (const data of [{}, formatSecret(nothing)]) {
      assert.deepEqual(parseSecret(data), { holdings: nothing, complaints: [] });
    }
  });

  it('has the certificate that leads from the serving one to its authority, where somebody put it there', () => {
    const chain = serving.chain + former.certificate.toString();
    const { holdings } = parseSecret(encode({ 'tls.crt': chain, 'tls.key': serving.privateKey }));
    assert.equal(holdings.serving?.chain, chain);
    assert.equal(holdings.serving?.certificate.fingerprint256, serving.certificate.fingerprint256);
  });

  it('takes nothing for an authority that may not be one', () => {
    const { holdings } = parseSecret(encode({ 'ca.crt': serving.chain, 'ca.key': serving.privateKey }));
    assert.deepEqual([holdings.signer, holdings.authorities], [undefined, []]);
  });

  it('names the key whose value cannot be used, and what was expected there', () => {
    const { holdings, complaints } = parseSecret(
      encode({
        'ca.crt': signer.certificate.toString(),
        'ca.key': former.privateKey,
        'tls.crt': serving.chain,
        'tls.key': 'secret',
        'retired.crt': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      }),
    );
    assert.deepEqual([holdings.signer, holdings.serving, holdings.retired], [undefined, undefined, []]);
    assert.deepEqual(complaints, [
      'its ca.key is not what it must be: expected the PEM private key of one in ca.crt',
      'its tls.key is not what it must be: expected the PEM private key of tls.crt',
      'its retired.crt is not what it must be: expected PEM certificates',
    ]);
  });
});
