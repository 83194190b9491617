/** A field whose fate depends on the release, and where it is in `spec`: `volumes.0.image`. */
export interface Field {
  readonly fact: string;
  readonly spec: object;
  readonly path: string;
}

const CONTAINER = { name: 'main', image: 'docker.io/library/busybox:1' };

const withVariable = (name: string): Field => ({
  fact: `variable \`${name}\` in a pod`,
  spec: { containers: [{ ...CONTAINER, env: [{ name, value: 'x' }] }] },
  path: 'containers.0.env.0.name',
});

/** By it the others are judged: what is refused everywhere is no fact about a field. */
export const PLAIN: Field = { fact: '', spec: {}, path: 'containers.0.name' };

export const POD_FIELDS: readonly Field[] = [
  withVariable('1ABC'),
  withVariable('a b'),
  withVariable('MY.VAR'),
  {
    fact: 'colon in `mountPath` of a pod',
    spec: {
      volumes: [{ name: 'scratch', emptyDir: {} }],
      containers: [{ ...CONTAINER, volumeMounts: [{ name: 'scratch', mountPath: '/a:b' }] }],
    },
    path: 'containers.0.volumeMounts.0.mountPath',
  },
  {
    fact: '`image` volume of a pod',
    spec: { volumes: [{ name: 'files', image: { reference: CONTAINER.image } }] },
    path: 'volumes.0.image',
  },
  {
    fact: '`resources` of a whole pod',
    spec: { resources: { requests: { memory: '1Mi' } } },
    path: 'resources',
  },
  { fact: '`hostUsers` of a pod', spec: { hostUsers: false }, path: 'hostUsers' },
  {
    fact: '`user` in items of a ConfigMap volume',
    spec: {
      volumes: [{ name: 'files', configMap: { name: 'a', items: [{ key: 'k', path: 'p', user: 1000 }] } }],
    },
    path: 'volumes.0.configMap.items.0.user',
  },
];

export const SET_FIELDS: readonly Field[] = [
  {
    fact: '`maxUnavailable` of a StatefulSet',
    spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } },
    path: 'updateStrategy.rollingUpdate.maxUnavailable',
  },
  {
    fact: '`Recreate` for an `updateStrategy` of a StatefulSet',
    spec: { updateStrategy: { type: 'Recreate' } },
    path: 'updateStrategy.type',
  },
];

/** A StatefulSet whose pods have these fields, or that has them itself; annotated or not. */
export function makeSet(podSpec: object, setSpec: object, isAnnotated: boolean) {
  const labels = { app: 'differing' };
  const annotations = isAnnotated ? { 'per-pod-config': '/network/conf' } : {};
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'differing', uid: '00000000-0000-4000-8000-000000000000' },
    spec: {
      serviceName: 'differing',
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { automountServiceAccountToken: false, containers: [CONTAINER], ...podSpec },
      },
      ...setSpec,
    },
  };
}

/** What the API server answers to a dry run: the object as it would be stored, or a Status. */
export interface Answer {
  readonly kind: string;
  readonly message?: string;
  readonly spec?: object;
}

/** What became of a field. */
export function describeFate({ kind, spec }: Answer, { path }: Field): string {
  if (kind === 'Status') return 'refused';
  return find(spec, path) === undefined ? 'dropped' : 'stored';
}

function find(value: unknown, path: string): unknown {
  return path.split('.').reduce((part, key) => Object(part)[key], value);
}
