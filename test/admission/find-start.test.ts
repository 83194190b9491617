import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findStart } from '../../src/admission/find-start.ts';

const KRUISE = 'apps.kruise.io/v1beta1';

/** What the pods of a set with `ordinals.start` tell of where their ordinals begin. */
const ROWS: readonly [
  title: string,
  apiVersion: string,
  spec: object,
  known: readonly number[],
  start: number,
][] = [
  ['Kubernetes honours it', 'apps/v1', { replicas: 3, ordinals: { start: 5 } }, [0], 5],
  ['OpenKruise does not by default', KRUISE, { replicas: 3, ordinals: { start: 5 } }, [], 0],
  ['a pod below it tells that it does not', KRUISE, { replicas: 3, ordinals: { start: 5 } }, [6, 0], 0],
  [
    'a pod beyond the last without it tells that it does',
    KRUISE,
    { replicas: 3, ordinals: { start: 5 } },
    [5],
    5,
  ],
  ['pods that either way has tell nothing', KRUISE, { replicas: 3, ordinals: { start: 1 } }, [1, 2], 0],
  ['the last pod of it tells', KRUISE, { replicas: 3, ordinals: { start: 1 } }, [1, 2, 3], 1],
  [
    'what is reserved moves the last without it',
    KRUISE,
    { replicas: 3, ordinals: { start: 1 }, reserveOrdinals: ['1-4'] },
    [5, 6],
    0,
  ],
  ['another version of the API, too', 'apps.kruise.io/v1alpha1', { ordinals: { start: 1 } }, [0], 0],
  ['there may be none', KRUISE, { replicas: 3 }, [5], 0],
];

describe('where the ordinals of a StatefulSet begin', () => {
  for (const [title, apiVersion, spec, known, start] of ROWS) {
    it(title, () => assert.equal(findStart(apiVersion, { spec }, known), start));
  }
});
