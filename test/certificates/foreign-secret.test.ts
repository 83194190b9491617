import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { parseForeignSecret } from '../../src/certificates/foreign-secret.ts';
import type { Pair, ServingPair } from '../../src/certificates/holdings.ts';
import { makeServing, makeSigner } from './make-holdings.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const parse = (texts: Readonly<Record<string, string>>) => {
  const entries = Object.entries(texts);
  return parseForeignSecret(
    Object.fromEntries(entries.map(([key, text]) => [key, Buffer.from(text).toString('base64')])),
  );
};

describe('a Secret that another owner writes', () => {
  let issuer: Pair;
  let serving: ServingPair;
  before(async () => {
    issuer = await makeSigner(NOW, 10);
    serving = await makeServing(issuer, ['a.b.svc'], NOW, 5);
  });

  it('gives its pair and its authority, and no word of what the program has left there', () => {
    const { complaints, authorities, ...found } = parse({
      'tls.crt': serving.chain,
      'tls.key': serving.privateKey,
      'ca.crt': issuer.certificate.toString(),
      'ca.key': serving.privateKey,
      'retired.crt': 'garbage',
    });
    assert.deepEqual([found.serving?.chain, complaints], [serving.chain, []]);
    assert.deepEqual(authorities.map(String), [issuer.certificate.toString()]);
  });

  it('gives a certificate that signs itself as its own authority', () => {
    const { authorities } = parse({ 'ca.crt': serving.chain });
    assert.deepEqual(authorities.map(String), [serving.chain]);
  });

  it('gives nothing of what is no pair, and says so of the keys that its owner writes', () => {
    const {
      serving: found,
      authorities,
      complaints,
    } = parse({
      'tls.crt': serving.chain,
      'tls.key': issuer.privateKey,
      'ca.crt': 'garbage',
    });
    assert.deepEqual([found, authorities, complaints.length], [undefined, [], 2]);
    assert.match(complaints.join(), /ca\.crt.*tls\.key/);
  });
});
