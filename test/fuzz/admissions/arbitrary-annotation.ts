import fc from 'fast-check';
import type { WrittenAnnotation } from './admission-case.ts';
import { CONDITIONS } from './annotation-schema.ts';

/** Few, so that they meet those of the pod. */
export const CONTAINERS = ['a', 'b', 'init'] as const;
export const VOLUMES = ['conf', 'data', 'per-pod-config-0', 'per-pod-config-1'] as const;

const object = fc.constantFrom('base', 'node-$(ordinal)', 'node-$(ordinal + 1)', '$(pod)');
const word = fc.constantFrom('f', 'g', 'f-$(ordinal)', 'f-2');
const text = fc.constantFrom('', '2', 'x', '$(ordinal)', '$(pod)', '$$(A) is $(ordinal)');
const mode = fc.constantFrom(0, 0o400, 0o644);
const receivers = fc.oneof(
  { weight: 3, arbitrary: fc.subarray(['a', 'ghost', 'later-a'], { minLength: 2 }) },
  fc.uniqueArray(fc.constantFrom(...CONTAINERS, 'ghost', 'later-a'), { minLength: 1, maxLength: 3 }),
);
/** For all containers, mostly. */
const containers = fc.option(receivers, { freq: 2, nil: undefined });
/** For all pods, mostly. */
const when = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...CONDITIONS) },
);
const items = fc.array(some({ key: word, path: word, mode }, ['key', 'path']), { maxLength: 2 });
const files = fc.dictionary(word, text, { minKeys: 1, maxKeys: 2 });

/** The name of an object, or a mapping with more. */
function reference(nameKey: string) {
  return fc.oneof(object, some({ [nameKey]: object, items, optional: fc.boolean() }, [nameKey]));
}

function source(secretKey: string) {
  return fc.oneof(
    fc.record({ configMap: reference('name') }),
    fc.record({ secret: reference(secretKey) }),
    fc.record({ files }),
  );
}

const part = fc
  .tuple(source('name'), fc.record({ when }))
  .map(parts => Object.assign({}, ...parts) as object);

const volumeSource = fc.oneof(
  { weight: 3, arbitrary: source('secretName') },
  { weight: 1, arbitrary: fc.record({ sources: fc.array(part, { minLength: 1, maxLength: 3 }) }) },
);

const mounted = some(
  {
    mountPath: fc.constantFrom('/a', '/a/', '/b', '/b/c', '/conf/$(pod)', '/conf/web-2'),
    subPath: fc.constantFrom('f', 'f/$(ordinal)'),
    readOnly: fc.boolean(),
    containers,
    name: fc.constantFrom(...VOLUMES),
  },
  ['mountPath'],
);
const replacing = fc.record({ name: fc.constantFrom(...VOLUMES) });

const volume = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: mounted }, { weight: 1, arbitrary: replacing }),
    some({ defaultMode: mode, when }, []),
    volumeSource,
  )
  .map(parts => Object.assign({}, ...parts) as object);

const variable = { name: fc.constantFrom('A', 'B', 'C'), containers, when };
const key = some({ name: object, key: word, optional: fc.boolean() }, ['name', 'key']);
const fieldRef = some(
  { apiVersion: fc.constant('v1'), fieldPath: fc.constantFrom('status.podIP', "metadata.labels['$(pod)']") },
  ['fieldPath'],
);
const valueFrom = fc.oneof(
  fc.record({ secretKeyRef: key }),
  fc.record({ configMapKeyRef: key }),
  fc.record({ fieldRef }),
);
const env = fc.oneof(
  { weight: 3, arbitrary: some({ ...variable, value: text }, ['name', 'value']) },
  { weight: 1, arbitrary: some({ ...variable, valueFrom }, ['name', 'valueFrom']) },
);
const envFrom = fc
  .tuple(
    fc.oneof(fc.record({ configMap: object }), fc.record({ secret: object })),
    some({ prefix: fc.constantFrom('A', 'P_'), optional: fc.boolean(), containers, when }, []),
  )
  .map(parts => Object.assign({}, ...parts) as object);

/** In the long form, with expressions whose values are known. */
export const arbitraryAnnotation = some({
  volumes: mostlyUnique(volume, ['name', 'mountPath']),
  env: mostlyUnique(env, ['name']),
  envFrom: fc.array(envFrom, { maxLength: 2 }),
}) as fc.Arbitrary<WrittenAnnotation>;

/** An object with some of these members. */
function some(members: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) {
  return fc.record(members, { requiredKeys });
}

/** Few of them, mostly such that no two agree in one of these members. */
function mostlyUnique(items: fc.Arbitrary<object>, keys: readonly string[]) {
  const selectors = keys.map(key => (item: object) => (Reflect.get(item, key) as unknown) ?? Symbol(key));
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc.uniqueArray(items, {
        maxLength: 3,
        comparator: (one, other) => selectors.some(select => select(one) === select(other)),
      }),
    },
    { weight: 1, arbitrary: fc.array(items, { maxLength: 3 }) },
  );
}
