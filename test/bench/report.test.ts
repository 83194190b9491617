import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMedian } from '../../bench/find-median.ts';
import { judge, type Report } from '../../bench/report.ts';
import { makeReviews, SIZES, type Size } from '../../bench/reviews.ts';

const turn = { requests: 1, cpu: 1, throughput: 1, p50: 1, p99: 1 };
const at = (inFlight: number, ratios: Partial<Report['sizes'][number]['ratios']> = {}) => ({
  name: 'small',
  inFlight,
  bare: turn,
  measured: turn,
  ratios: { ...turn, ...ratios },
});
const memory = { webhook: { now: 100, most: 300 }, bare: { now: 1, most: 1 } };
const worst = (figures: Partial<Report['worst'][number]> = {}) => [
  { name: 'hostile', answer: 'too-large', blocked: 49, took: 900, memory: 63, bytes: 999_999, ...figures },
];
const well: Report = {
  sizes: [at(1), at(32)],
  extras: [],
  plain: [],
  worst: worst(),
  memory,
  start: 0.4,
};

const missed = (report: Report) => judge(report).flatMap(({ isMet, what }) => (isMet ? [] : [what]));

describe('the targets', () => {
  it('are met where nothing exceeds its limit', () => {
    assert.deepEqual(missed(well), []);
  });

  it('are missed by the worst figure of all', () => {
    const sizes = [at(1, { p99: 1.3 }), at(8, { cpu: 1.26 }), at(32, { throughput: 0.79 })];
    const memoryTooLarge = { ...memory, webhook: { now: 121, most: 121 } };
    assert.equal(missed({ ...well, sizes, memory: memoryTooLarge, start: 0.51 }).length, 5);
    const more = [...worst(), ...worst({ blocked: 51 }), ...worst({ memory: 65, bytes: 1_000_001 })];
    assert.equal(missed({ ...well, worst: more }).length, 3);
  });

  it('are about throughput with 32 in flight, and about p99 with 1', () => {
    assert.deepEqual(missed({ ...well, sizes: [at(1, { throughput: 0.5 }), at(32, { p99: 2 })] }), []);
  });
});

it('the median of an even number of values is between the two in the middle', () => {
  assert.equal(findMedian([4, 1, 3]), 3);
  assert.equal(findMedian([4, 1, 3, 2]), 2.5);
});

it('reviews are about as long as they are to be, each of another pod', () => {
  for (const size of Object.keys(SIZES) as Size[]) {
    const bodies = makeReviews(size, '/network/conf').map(({ body }) => body);
    assert.equal(new Set(bodies).size, bodies.length);
    for (const { length } of bodies) {
      assert.ok(Math.abs(length / SIZES[size] - 1) < 0.1, `${size}: ${length}`);
    }
  }
});
