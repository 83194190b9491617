import type { RawContainer, RawPod } from '../apply-independently.ts';

type Json = Record<string, unknown>;

/** What policies set on every volume, mount and source, whoever's it is. */
export const POLICIES: Record<string, (pod: RawPod) => void> = {
  'mountPropagation: None': pod =>
    eachMount(pod, mount => Object.assign(mount, { mountPropagation: 'None' })),
  recursiveReadOnly: pod =>
    eachMount(pod, mount => Object.assign(mount, { recursiveReadOnly: 'IfPossible' })),
  'readOnly: false': pod => eachMount(pod, mount => Object.assign(mount, { readOnly: false })),
  'subPathExpr: ""': pod => eachMount(pod, mount => Object.assign(mount, { subPathExpr: '' })),
  bindMountOptions: pod => eachMount(pod, mount => Object.assign(mount, { bindMountOptions: ['nosuid'] })),
  'a field of mounts of a later Kubernetes': pod =>
    eachMount(pod, mount => Object.assign(mount, { later: { a: 1 } })),
  'cleaned paths': pod =>
    eachMount(pod, mount =>
      Object.assign(mount, { mountPath: String(mount['mountPath']).replace(/\/$/, '') }),
    ),
  'the order of mounts': pod => eachContainer(pod, ({ volumeMounts }) => volumeMounts?.reverse()),
  'the order of variables': pod =>
    eachContainer(pod, ({ env, envFrom }) =>
      [env, envFrom].map(list => (list as unknown[] | undefined)?.reverse()),
    ),
  'the order of volumes': pod => pod.spec.volumes?.reverse(),
  'defaultMode: 0440': pod => eachSource(pod, one => Object.assign(one, { defaultMode: 0o440 })),
  'defaultMode: 0': pod => eachSource(pod, one => Object.assign(one, { defaultMode: 0 })),
  defaultUser: pod => eachSource(pod, one => Object.assign(one, { defaultUser: 1000 })),
  'optional: false': pod => eachObject(pod, one => Object.assign(one, { optional: false })),
  'optional: true': pod => eachObject(pod, one => Object.assign(one, { optional: true })),
  'mode and user of items': pod =>
    eachObject(pod, one =>
      (one['items'] as Json[] | undefined)?.map(item => Object.assign(item, { mode: 0o400, user: 0 })),
    ),
  'the order of items': pod => eachObject(pod, one => (one['items'] as Json[] | undefined)?.reverse()),
  'optional: false of envFrom': pod =>
    eachContainer(pod, ({ envFrom }) =>
      (envFrom as Json[] | undefined)?.map(one =>
        Object.assign((one['configMapRef'] ?? one['secretRef']) as Json, { optional: false }),
      ),
    ),
  'empty values spelt out': pod =>
    eachContainer(pod, ({ env }) =>
      (env as Json[] | undefined)?.map(one =>
        one['valueFrom'] === undefined ? Object.assign(one, { value: one['value'] ?? '' }) : one,
      ),
    ),
};

function eachContainer({ spec }: RawPod, change: (container: RawContainer) => unknown): void {
  for (const container of spec.containers) change(container);
}

function eachMount(pod: RawPod, change: (mount: Json) => unknown): void {
  eachContainer(pod, ({ volumeMounts }) => {
    for (const mount of volumeMounts ?? []) change(mount);
  });
}

/** What a volume has beside its name. */
function eachSource({ spec }: RawPod, change: (source: Json) => unknown): void {
  for (const { name, ...sources } of spec.volumes ?? [])
    for (const one of Object.values(sources)) change(one as Json);
}

/** Sources, or their parts, that show a ConfigMap, a Secret or files. */
function eachObject(pod: RawPod, change: (object: Json) => unknown): void {
  eachSource(pod, one => {
    if (one['sources'] === undefined) change(one);
    for (const part of (one['sources'] as Json[] | undefined) ?? []) change(Object.values(part)[0] as Json);
  });
}
