import fc from 'fast-check';
import type { CaseContainer } from './admission-case.ts';
import { VOLUMES } from './arbitrary-annotation.ts';
import { fieldRef, object, orNull, some, word } from './arbitrary-parts.ts';

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
/** Many more than there usually are. */
const CROWD = Array.from({ length: 18 }, (_, index) => ({ name: 'other', mountPath: `/crowd/${index}` }));
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
    volumeMounts: fc.oneof(
      { weight: 9, arbitrary: orNull(mount) },
      { weight: 1, arbitrary: fc.array(mount, { maxLength: 2 }).map(mounts => [...CROWD, ...mounts]) },
    ),
    volumeDevices: orNull(fc.record({ name: fc.constant('data'), devicePath: path }), 1),
    restartPolicy: fc.constant('Always'),
    future: word,
  },
  { requiredKeys: [] },
);

/** Containers of a pod, at most one of each name. */
export function arbitraryContainers(names: readonly string[], minLength: number) {
  const container = fc
    .tuple(fc.constantFrom(...names), members)
    .map(([name, one]) => ({ name, ...one }) as CaseContainer);
  return fc.uniqueArray(container, { minLength, maxLength: 2, selector: ({ name }) => name });
}
