import assert from 'node:assert/strict';
import { it } from 'node:test';
import { renewalTime } from '../../src/certificates/renewal.ts';

const HOUR = 3_600_000;

const rows: [situation: string, hoursFrom: number, hoursTo: number, expected: number][] = [
  ['a certificate of 90 days, made now', -1, 90 * 24, 60 * 24],
  ['a certificate of 30 seconds, made now', -1, 30 / 3_600, 20 / 3_600],
  ['a certificate of 190 minutes, made 10 minutes ago', -7 / 6, 3, 35 / 18],
  ['a certificate of somebody else, valid for half an hour', 0, 0.5, 1 / 3],
];
for (const [situation, from, to, expected] of rows) {
  it(`${situation} is renewed after two thirds of its life`, () => {
    const validity = { validFromDate: new Date(from * HOUR), validToDate: new Date(to * HOUR) };
    const found = renewalTime(validity as Parameters<typeof renewalTime>[0], 365);
    assert.equal(Math.round(found.getTime() / 1_000), Math.round((expected * HOUR) / 1_000));
  });
}
