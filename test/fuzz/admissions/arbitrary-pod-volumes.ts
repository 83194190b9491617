import fc from 'fast-check';
import type { CaseVolume } from './admission-case.ts';
import { fieldRef, object, orNull, some, word } from './arbitrary-parts.ts';

const mode = fc.constantFrom(0, 0o400, 0o644);
const more = {
  optional: fc.boolean(),
  defaultMode: mode,
  items: orNull(some({ key: word, path: word, mode }, ['key', 'path'])),
};

/** Of every kind that is told apart, a kind of a later Kubernetes included. */
const source = fc.oneof(
  { weight: 3, arbitrary: fc.record({ configMap: some({ name: object, ...more }, ['name']) }) },
  fc.record({ secret: some({ secretName: object, ...more }, ['secretName']) }),
  fc.constantFrom(
    { projected: { sources: [{ configMap: { name: 'base' } }] } },
    {
      projected: {
        sources: [{ secret: { name: 'node-2', optional: true } }, { downwardAPI: {} }],
        defaultMode: 0o400,
      },
    },
    { projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
  ),
  fc.record({
    downwardAPI: fc.record({ items: fc.array(fc.record({ path: word, fieldRef }), { maxLength: 1 }) }),
  }),
  { weight: 3, arbitrary: fc.constantFrom({ emptyDir: {} }, { emptyDir: { medium: 'Memory' } }) },
  fc.constantFrom(
    { persistentVolumeClaim: { claimName: 'data-web-2' } },
    { hostPath: { path: '/data', type: '' } },
    { csi: { driver: 'csi.example.com', readOnly: false } },
    { image: { reference: 'data' } },
    { future: { field: 'f' } },
  ),
);

/** Volumes of a pod, at most one of each name. */
export function arbitraryVolumes(names: readonly string[], maxLength: number) {
  const volume = fc
    .tuple(fc.constantFrom(...names), source)
    .map(([name, one]) => ({ name, ...one }) as CaseVolume);
  return fc.uniqueArray(volume, { maxLength, selector: ({ name }) => name });
}
