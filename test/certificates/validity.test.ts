import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validFor, validWithin } from '../../src/certificates/validity.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const span = (notBefore: string, notAfter: string) => ({
  notBefore: new Date(notBefore),
  notAfter: new Date(notAfter),
});

test('a validity starts an hour back, for clocks that are behind, and ends the given days ahead', () => {
  assert.deepEqual(validFor(NOW, 10), span('2026-03-01T11:00:00Z', '2026-03-11T12:00:00Z'));
});

test('a lifetime may be a fraction of a day', () => {
  assert.deepEqual(validFor(NOW, 0.25).notAfter, new Date('2026-03-01T18:00:00Z'));
});

for (const days of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 36_501]) {
  test(`a lifetime of ${days} days is refused`, () => {
    assert.throws(() => validFor(NOW, days), {
      name: 'RangeError',
      message: new RegExp(`more than 0 and at most 36500 days, got ${days}:`),
    });
  });
}

const bounds = span('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
const cases: [title: string, wanted: ReturnType<typeof span>, expected: ReturnType<typeof span>][] = [
  [
    'a validity inside the bounds stays as it is',
    span('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'),
    span('2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z'),
  ],
  [
    'a validity that starts too early and ends too late is cut at both ends',
    span('2025-02-01T00:00:00Z', '2028-03-01T00:00:00Z'),
    bounds,
  ],
  [
    'a validity that ends too late is cut at its end',
    span('2026-12-31T00:00:00Z', '2027-01-31T00:00:00Z'),
    span('2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z'),
  ],
];
for (const [title, wanted, expected] of cases) {
  test(title, () => assert.deepEqual(validWithin(bounds, wanted), expected));
}

test('a validity wholly outside the bounds is refused, with both in the message', () => {
  assert.throws(() => validWithin(bounds, span('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z')), {
    name: 'RangeError',
    message:
      /\(2026-01-01T.* to 2027-01-01T.*\), got 2027-01-01T.* to 2027-02-01T.*new certificate authority/,
  });
});
