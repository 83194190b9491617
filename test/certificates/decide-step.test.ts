import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { decideStep, SETTLE_MS, type Situation, SPREAD_MS } from '../../src/certificates/decide-step.ts';
import type { Pair, ServingPair } from '../../src/certificates/holdings.ts';
import { makeServing, makeSigner } from './make-holdings.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-01-01T00:00:00Z');
const at = (days: number) => new Date(START.getTime() + days * DAY_MS);
const HOST = 'a.b.svc';

describe('the next step with the certificates', () => {
  let ca: Pair;
  let former: Pair;
  let leaf: ServingPair;
  let formerLeaf: ServingPair;
  /** All is well: an authority of 300 days, a certificate of 90, both new. */
  let good: Situation;
  before(async () => {
    [ca, former] = await Promise.all([makeSigner(START, 300), makeSigner(at(-30), 60)]);
    leaf = await makeServing(ca, [HOST], START, 90);
    formerLeaf = await makeServing(former, [HOST], START, 20);
    good = {
      holdings: { signer: ca, authorities: [ca.certificate], serving: leaf, retired: [] },
      names: [HOST],
      live: [ca.certificate],
      signerTrustedFor: SETTLE_MS,
      servedFor: SPREAD_MS,
      now: at(1),
      lifetimes: { caDays: 300, certDays: 90 },
    };
  });

  const step = (change: Partial<Situation>, holdings: Partial<Situation['holdings']> = {}) => {
    const found = decideStep({ ...good, ...change, holdings: { ...good.holdings, ...holdings } });
    return found === undefined ? undefined : `${found.kind}: ${found.reason}`;
  };

  const none = { signer: undefined, authorities: [], serving: undefined };
  const NEW_CA = 'make-authority: ';
  const ISSUE = 'issue-serving: ';
  const DROP = 'drop: no valid certificate needs it';
  const rows: [
    situation: string,
    change: () => Partial<Situation>,
    holdings: () => Partial<Situation['holdings']>,
    expected: string | undefined,
  ][] = [
    ['all is well', () => ({}), () => ({}), undefined],
    ['nothing is there', () => ({ live: [] }), () => none, `${NEW_CA}there is none whose key is there`],
    [
      'the authority has no key',
      () => ({}),
      () => ({ signer: undefined }),
      `${NEW_CA}there is none whose key is there`,
    ],
    [
      'the authority is just not due',
      () => ({ now: at(199.9) }),
      () => ({ serving: undefined }),
      `${ISSUE}there is none`,
    ],
    [
      'the authority is due',
      () => ({ now: at(200.1) }),
      () => ({}),
      `${NEW_CA}two thirds of its life are over`,
    ],
    [
      'the authority was made to last longer than new ones do',
      () => ({ now: at(20.1), lifetimes: { caDays: 30, certDays: 90 } }),
      () => ({}),
      `${NEW_CA}two thirds of its life are over`,
    ],
    [
      'the certificate was made to last longer than new ones do',
      () => ({ now: at(20.1), lifetimes: { caDays: 300, certDays: 30 } }),
      () => ({}),
      `${ISSUE}two thirds of its life are over`,
    ],
    [
      'both were made to last shorter than new ones do',
      () => ({ now: at(59.9), lifetimes: { caDays: 3000, certDays: 900 } }),
      () => ({}),
      undefined,
    ],
    ['the authority is over', () => ({ now: at(301) }), () => ({}), `${NEW_CA}the former one has expired`],
    [
      'the clock is before the authority',
      () => ({ now: at(-1) }),
      () => ({}),
      `${NEW_CA}the former one is not valid yet`,
    ],
    [
      'there is no certificate, and nobody trusts the authority',
      () => ({ live: [], signerTrustedFor: undefined }),
      () => ({ serving: undefined }),
      undefined,
    ],
    [
      'there is no certificate, and nobody else is trusted',
      () => ({ signerTrustedFor: 0 }),
      () => ({ serving: undefined }),
      `${ISSUE}there is none`,
    ],
    [
      'there is no certificate, somebody else is trusted, and the authority is new to the API servers',
      () => ({ live: [ca.certificate, former.certificate], signerTrustedFor: SETTLE_MS - 1 }),
      () => ({ serving: undefined }),
      undefined,
    ],
    [
      'there is no certificate, somebody else is trusted, and the API servers know the authority',
      () => ({ live: [ca.certificate, former.certificate] }),
      () => ({ serving: undefined }),
      `${ISSUE}there is none`,
    ],
    [
      'there is no certificate, and no webhook configuration',
      () => ({ names: [] }),
      () => ({ serving: undefined }),
      undefined,
    ],
    ['the certificate is just not due', () => ({ now: at(59.9) }), () => ({}), undefined],
    [
      'the certificate is due',
      () => ({ now: at(60.1) }),
      () => ({}),
      `${ISSUE}two thirds of its life are over`,
    ],
    [
      'the certificate is due, and the replica has just started',
      () => ({ now: at(60.1), signerTrustedFor: 0 }),
      () => ({}),
      undefined,
    ],
    ['the certificate is over', () => ({ now: at(91) }), () => ({}), `${ISSUE}the former one has expired`],
    [
      'the certificate is for another name',
      () => ({ names: [HOST, 'c.d.svc'] }),
      () => ({}),
      `${ISSUE}the former one is not for c.d.svc`,
    ],
    [
      'the certificate is of a former authority, and the API servers have just heard of the new one',
      () => ({ live: [ca.certificate, former.certificate], signerTrustedFor: SETTLE_MS - 1 }),
      () => ({ serving: formerLeaf }),
      undefined,
    ],
    [
      'the certificate is of a former authority, and the API servers know the new one',
      () => ({ live: [ca.certificate, former.certificate] }),
      () => ({ serving: formerLeaf }),
      `${ISSUE}its authority has been replaced`,
    ],
    [
      'a former authority is trusted still, and a certificate of it is valid',
      () => ({}),
      () => ({ authorities: [ca.certificate, former.certificate], retired: [formerLeaf.certificate] }),
      undefined,
    ],
    [
      'a former authority is trusted still, and no certificate of it is valid',
      () => ({ now: at(21) }),
      () => ({ authorities: [ca.certificate, former.certificate], retired: [formerLeaf.certificate] }),
      DROP,
    ],
    [
      'a former authority is trusted still, and some replica may serve by it',
      () => ({ servedFor: SPREAD_MS - 1 }),
      () => ({ authorities: [ca.certificate, former.certificate] }),
      undefined,
    ],
    [
      'a former authority is over',
      () => ({ now: at(31), servedFor: undefined }),
      () => ({ authorities: [ca.certificate, former.certificate] }),
      DROP,
    ],
  ];
  for (const [situation, change, holdings, expected] of rows) {
    it(`${situation}: ${expected ?? 'none'}`, () => assert.equal(step(change(), holdings()), expected));
  }

  it('a new authority leaves those trusted that are valid, whether only caBundle knows them or not', () => {
    const found = decideStep({
      ...good,
      holdings: { ...good.holdings, signer: undefined, serving: undefined },
      live: [former.certificate, ca.certificate],
      now: at(2),
    });
    assert.equal(found?.kind, 'make-authority');
    const keep = found?.kind === 'make-authority' ? found.keep : [];
    assert.deepEqual(
      keep.map(({ subject }) => subject),
      [ca, former].map(({ certificate }) => certificate.subject),
    );
    const later = decideStep({ ...good, live: [former.certificate], now: at(250) });
    assert.deepEqual(
      later?.kind === 'make-authority' ? later.keep.map(({ subject }) => subject) : undefined,
      [ca.certificate.subject],
    );
  });
});
