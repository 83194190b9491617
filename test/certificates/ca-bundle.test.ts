import assert from 'node:assert/strict';
import type { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { completeBundle, encodeBundle, isComplete } from '../../src/certificates/ca-bundle.ts';
import { makeSigner } from './make-holdings.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a caBundle', () => {
  let [own, former, other]: X509Certificate[] = [];
  before(async () => {
    const made = await Promise.all([
      makeSigner(NOW, 365),
      makeSigner(NOW, 365),
      makeSigner(NOW, 1, 'per-pod-config CA by another'),
    ]);
    [own, former, other] = made.map(({ certificate }) => certificate);
  });
  const list = (...certificates: (X509Certificate | undefined)[]) =>
    certificates.filter(one => one !== undefined);
  const publish = (authorities: X509Certificate[], isOwnerElsewhere = false) => ({
    authorities,
    isOwnerElsewhere,
    now: NOW,
  });
  const complete = (present: X509Certificate[], now = NOW, isOwnerElsewhere = false) =>
    completeBundle(present, { ...publish(list(own), isOwnerElsewhere), now });

  it('has what is published first, once, and then what others have put there', () => {
    assert.deepEqual(complete([]), list(own));
    assert.deepEqual(complete(list(other, own, other)), list(own, other));
  });

  it("loses the program's former authorities, unless somebody else makes the certificates", () => {
    assert.deepEqual(complete(list(former, own)), list(own));
    assert.deepEqual(complete(list(former, own), NOW, true), list(own, former));
  });

  it("loses another's authority an hour after its end, whoever makes the certificates", () => {
    const after = (milliseconds: number) => new Date(NOW.getTime() + DAY + milliseconds);
    assert.deepEqual(complete(list(own, other), after(HOUR - 1)), list(own, other));
    assert.deepEqual(complete(list(own, other), after(HOUR)), list(own));
    assert.deepEqual(complete(list(own, other), after(HOUR), true), list(own));
  });

  it("is compared byte for byte where all of it is the program's", () => {
    const wanted = list(own);
    assert.equal(isComplete(encodeBundle(wanted), wanted, wanted, publish(wanted)), true);
    const padded = Buffer.from(`#\n${own?.toString()}`).toString('base64');
    assert.equal(isComplete(padded, wanted, wanted, publish(wanted)), false);
    assert.equal(isComplete(padded, wanted, wanted, publish(wanted, true)), true);
  });

  it('is compared by what it makes clients trust where others write it, too, in any order', () => {
    const [wanted, publication] = [list(own, other), publish(list(own))];
    assert.equal(isComplete('', list(other, own), wanted, publication), true);
    assert.equal(isComplete('', list(other), wanted, publication), false);
    assert.equal(isComplete('', list(other, own, former), wanted, publication), false);
  });

  it('is never emptied', () => assert.equal(isComplete('Cg==', [], [], publish([])), true));
});
