import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  countBelow,
  findLastOrdinal,
  hasOrdinal,
  isReserved,
  listOrdinals,
} from '../../src/admission/list-ordinals.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';

type Spec = Omit<StatefulSetObject['spec'], 'template'>;

const makeSet = (spec: Spec): StatefulSetObject => ({
  apiVersion: 'apps/v1',
  metadata: { name: 'web' },
  spec: { template: { spec: { containers: [] } }, ...spec },
});
const list = (spec: Spec, max?: number) => listOrdinals(makeSet(spec), max);

describe('the ordinals of a StatefulSet', () => {
  const rows: readonly [title: string, spec: Spec, ordinals: readonly number[]][] = [
    ['are 0 where nothing else is said', {}, [0]],
    ['are none without replicas', { replicas: 0 }, []],
    ['begin where the set says', { replicas: 3, ordinals: { start: 5 } }, [5, 6, 7]],
    ['are none that is reserved', { replicas: 3, reserveOrdinals: [1] }, [0, 2, 3]],
    ['are none that is reserved as a text', { replicas: 3, reserveOrdinals: ['0', '3'] }, [1, 2, 4]],
    [
      'are none of a reserved range, both ends included',
      { replicas: 3, reserveOrdinals: ['1-3'] },
      [0, 4, 5],
    ],
    ['are none of ranges that touch', { replicas: 2, reserveOrdinals: ['0-1', '2-3'] }, [4, 5]],
    ['are none of ranges that overlap', { replicas: 3, reserveOrdinals: ['4-6', '1-5', 2] }, [0, 7, 8]],
    [
      'are none of what is reserved below the first',
      { replicas: 2, ordinals: { start: 5 }, reserveOrdinals: ['0-5'] },
      [6, 7],
    ],
    ['are all where what is reserved has no end', { reserveOrdinals: ['0-Infinity'] }, [0]],
    // Beyond 2^53 - 1, one more is no other number, and counting would never end.
    [
      'are all where what is reserved ends beyond what can be counted',
      { reserveOrdinals: ['0-9007199254740991'] },
      [0],
    ],
    ['are those behind a range of a billion', { reserveOrdinals: ['0-999999999'] }, [1_000_000_000]],
    [
      'are all where what is reserved is no range',
      { replicas: 3, reserveOrdinals: ['', '-1', '1-', 'x1', '2-1'] },
      [0, 1, 2],
    ],
    [
      'are all where one of what is reserved is no range',
      { replicas: 2, reserveOrdinals: [0, '1-2-3'] },
      [0, 1],
    ],
    ['are none of numbers and ranges together', { replicas: 3, reserveOrdinals: [1, '4-5'] }, [0, 2, 3]],
    ['are none of a range that is written with zeros', { replicas: 2, reserveOrdinals: ['00-01'] }, [2, 3]],
    ['are all that are not below 0', { replicas: 2, reserveOrdinals: [-1] }, [0, 1]],
    [
      'are those of a start with what is reserved on both sides of it',
      { replicas: 4, ordinals: { start: 2 }, reserveOrdinals: [1, 3] },
      [2, 4, 5, 6],
    ],
    ['are none without replicas, whatever is reserved', { replicas: 0, reserveOrdinals: [0, '2-3'] }, []],
  ];
  for (const [title, spec, ordinals] of rows) {
    it(title, () => {
      assert.deepEqual(list(spec), ordinals);
      assert.equal(findLastOrdinal(makeSet(spec)), ordinals.at(-1) ?? -1);
      for (let ordinal = 0; ordinal < 10; ordinal += 1) {
        assert.equal(hasOrdinal(makeSet(spec), ordinal), ordinals.includes(ordinal), `${ordinal}`);
      }
    });
  }

  it('can be asked about where there are a billion of them, or of what is reserved', () => {
    const set = makeSet({ replicas: 10 ** 9, reserveOrdinals: [7, '1000-1000000999'] });
    assert.equal(findLastOrdinal(set), 2_000_000_000);
    assert.deepEqual(
      [6, 7, 999, 1_000, 1_000_000_999, 1_000_001_000, 2_000_000_001].map(one => hasOrdinal(set, one)),
      [true, false, true, false, false, true, false],
    );
    assert.deepEqual(
      [6, 7, 999, 1_000].map(one => isReserved(set, one)),
      [false, true, false, true],
    );
    assert.deepEqual(listOrdinals(set, 9), [0, 1, 2, 3, 4, 5, 6, 8, 9]);
  });

  it('are reserved only where all of the list can be read', () => {
    assert.ok(isReserved(makeSet({ reserveOrdinals: [1, '4-5'] }), 5));
    assert.ok(!isReserved(makeSet({ reserveOrdinals: [1, '5-4'] }), 1));
    assert.ok(!isReserved(makeSet({}), 0));
  });

  it('are the first ones where no more are asked for', () => {
    assert.deepEqual(list({ replicas: 2 ** 31 - 1 }, 2), [0, 1]);
    assert.deepEqual(list({ replicas: 1 }, 2), [0]);
  });
});

describe('how many pods are below an ordinal', () => {
  const count = (spec: Spec, ordinal: number) => countBelow(makeSet(spec), ordinal);

  it('is counted from the first, without what is reserved, and no further than the last', () => {
    const spec = { replicas: 3, ordinals: { start: 2 }, reserveOrdinals: [3, '5-6'] };
    assert.deepEqual(list(spec), [2, 4, 7]);
    assert.deepEqual(
      [0, 2, 3, 4, 5, 7, 8, 9].map(ordinal => count(spec, ordinal)),
      [0, 0, 1, 1, 2, 2, 3, 3],
    );
  });

  it('is found without a list, of a billion', () => {
    assert.equal(count({ replicas: 10 ** 9 }, 123_456_789), 123_456_789);
  });
});
