import fc from 'fast-check';
import type { CaseContainer, CaseVolume } from './admission-case.ts';
import { arbitraryAnnotation, CONTAINERS, VOLUMES } from './arbitrary-annotation.ts';

const word = fc.constantFrom('f', 'g');
const object = fc.constantFrom('base', 'node-2', 'web-2');
const mode = fc.constantFrom(0, 0o400, 0o644);
const more = {
  optional: fc.boolean(),
  defaultMode: mode,
  items: orNull(some({ key: word, path: word, mode }, ['key', 'path'])),
};
const fieldRef = fc.constantFrom(
  { fieldPath: 'metadata.name' },
  { apiVersion: 'v1', fieldPath: 'metadata.name' },
);

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

/** At most one of each name. */
function volumes(names: readonly string[], maxLength: number) {
  const volume = fc
    .tuple(fc.constantFrom(...names), source)
    .map(([name, one]) => ({ name, ...one }) as CaseVolume);
  return fc.uniqueArray(volume, { maxLength, selector: ({ name }) => name });
}

const path = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('/d', '/e', '/conf/web-1', '/') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/a', '/a/', '//a', '/b//c', '/b/./c', '/x/../a', 'a', '/b', '/conf/web-2'),
  },
);
const mount = some(
  {
    name: fc.constantFrom(...VOLUMES, 'gone'),
    mountPath: path,
    readOnly: fc.boolean(),
    subPath: fc.constantFrom('', 'f'),
  },
  ['name', 'mountPath'],
);
const variable = fc.oneof(
  some({ name: fc.constantFrom('A', 'D', 'E'), value: fc.constantFrom('', '2', 'x', 'web-2', '$(A) is 2') }, [
    'name',
  ]),
  fc.record({ name: fc.constantFrom('A', 'D'), valueFrom: fc.record({ fieldRef }) }),
);
const reference = some({ name: object, optional: fc.boolean() }, ['name']);
const prefix = some({ prefix: fc.constantFrom('', 'P_') }, []);
const envFrom = fc.oneof(
  fc.tuple(prefix, fc.record({ configMapRef: reference })),
  fc.tuple(prefix, fc.record({ secretRef: reference })),
);
const members = fc.record(
  {
    env: orNull(variable),
    envFrom: orNull(envFrom.map(parts => Object.assign({}, ...parts) as object)),
    volumeMounts: orNull(mount),
    volumeDevices: orNull(fc.record({ name: fc.constant('data'), devicePath: path }), 1),
    restartPolicy: fc.constant('Always'),
    future: word,
  },
  { requiredKeys: [] },
);

function containers(names: readonly string[], minLength: number) {
  const container = fc
    .tuple(fc.constantFrom(...names), members)
    .map(([name, one]) => ({ name, ...one }) as CaseContainer);
  return fc.uniqueArray(container, { minLength, maxLength: 2, selector: ({ name }) => name });
}

/** A list that may be null. */
function orNull<T>(items: fc.Arbitrary<T>, maxLength = 2) {
  return fc.option(fc.array(items, { maxLength }), { freq: 10 });
}

/** An object with some of these members. */
function some(members: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[]) {
  return fc.record(members, { requiredKeys });
}

/** A case as JSON has it; `readCase` knows its type. */
export const arbitraryCase = fc.record({
  owner: fc.oneof(
    { weight: 30, arbitrary: fc.constant('StatefulSet') },
    { weight: 1, arbitrary: fc.constant('ReplicaSet') },
  ),
  ordinal: fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, { weight: 1, arbitrary: fc.nat({ max: 12 }) }),
  annotation: fc.option(
    arbitraryAnnotation.filter(one => Object.keys(one).length > 0),
    { freq: 40 },
  ),
  pod: fc.record(
    {
      annotations: fc.option(fc.dictionary(fc.constantFrom('note', 'a~1b/c'), fc.constantFrom('', 'x'))),
      spec: fc.record(
        {
          containers: containers(CONTAINERS.slice(0, 2), 1),
          initContainers: fc.option(containers(['init', 'init-2'], 0)),
          volumes: fc.option(volumes([...VOLUMES, 'other'], 4)),
          future: word,
        },
        { requiredKeys: ['containers'] },
      ),
    },
    { requiredKeys: ['spec'] },
  ),
  later: fc.record({
    containers: containers(['later-a'], 0),
    initContainers: containers(['later-b'], 0),
    volumes: volumes(['later-v'], 1),
  }),
});
