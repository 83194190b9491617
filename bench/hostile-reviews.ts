import { OWNER } from './make-pod.ts';

/** A request that costs as much as somebody could make it cost. */
export interface HostileReview {
  readonly name: string;
  readonly path: '/mutate' | '/validate';
  readonly body: string;
}

/** One for each way in which a small text becomes much work, memory or output, and for what is large itself. */
export function makeHostileReviews(): HostileReview[] {
  return [
    pod('aliases: 256 variables of 4 KB in 100 containers', REPEATED_VARIABLES, containers(100)),
    pod('100 volumes and 256 variables in 3,000 containers', MANY_ELEMENTS, containers(3_000)),
    pod('as many mounts and variables as are allowed', MANY_ELEMENTS, containers(11)),
    pod('256 variables of 4 KB in one container', REPEATED_VARIABLES, containers(1)),
    pod(
      'files of 250 KB',
      JSON.stringify({ volumes: [{ mountPath: '/a', files: { a: '\n'.repeat(125_000) } }] }),
      containers(1),
    ),
    pod('99 files with one text of 250 KB', REPEATED_FILE, containers(1)),
    pod('100 unknown containers among 5,000', UNKNOWN_CONTAINERS, containers(5_000)),
    pod('4,000 conflicts', MANY_ELEMENTS, containers(11, { env: CONFLICTING })),
    pod('256 expressions of 16 KB', LONG_EXPRESSIONS, containers(1)),
    pod('expressions of 50,000 steps', LONG_LOOPS, containers(1)),
    pod('64 variables of lists, each of the one before it', OWN_VARIABLES, containers(1)),
    pod('conditions on 256 elements', CONDITIONS, containers(1)),
    pod('patches of 5,000 values', REPEATED_PATCHES, containers(1)),
    pod('patches of 500 containers among 5,000', PATCHED_CONTAINERS, containers(5_000)),
    pod(
      '32 patches of 100 variables among 15,000',
      PATCHED_VARIABLES,
      containers(1, { env: variables(15_000) }),
    ),
    pod('expressions in 256 fields of patches', PATCHED_FIELDS, containers(1)),
    pod('brackets without end', '['.repeat(100_000), containers(1)),
    pod('a text that is no YAML', `a: ${'"\\x"'.repeat(50_000)}`, containers(1)),
    pod('a pod of 20,000 variables', '/a', containers(20, { env: variables(1_000) })),
    pod(
      'paths of 3 MB',
      '/a',
      containers(1, { volumeMounts: [{ name: 'a', mountPath: `${'/'.repeat(3e6)}b` }] }),
    ),
    pod('a status of 6 MB that is none', '/a', containers(1), {
      annotations: { 'per-pod-config': '/a', 'per-pod-config/status': `[${'{},'.repeat(2e6)}{}]` },
    }),
    pod(
      '100 sources of variables, and 16,000 that are there',
      MANY_SOURCES,
      containers(1, { envFrom: SOURCES }),
    ),
    pod(
      'a path of 6 MB, and 100 volumes',
      MANY_ELEMENTS,
      containers(1, { volumeMounts: [{ name: 'a', mountPath: `${'/a'.repeat(3e6)}/.` }] }),
    ),
    pod('100 mounts inside of 5,000', NESTED, containers(1, { volumeMounts: MOUNTS })),
    pod(
      '100 mounts inside of a volume of 8,000 files',
      NESTED,
      containers(1, { volumeMounts: [{ name: 'a', mountPath: '/a' }] }),
      {},
      { volumes: [{ name: 'a', configMap: { name: 'a', items: ITEMS } }] },
    ),
    pod('32,000 containers of one name', ONE_NAME, Array(32_000).fill({ name: 'container-0' })),
    pod('65,000 labels', '/a', containers(1), { labels: keys(65_000) }),
    pod('1,000,000 empty tolerations', '/a', containers(1), {}, { tolerations: Array(1e6).fill({}) }),
    pod('7 MB of text', '/a', containers(1), { labels: { a: 'x'.repeat(6.9e6) } }),
    set('300 containers, 100 volumes, 256 variables, 100 replicas', MANY_ELEMENTS, containers(300)),
    set('as many mounts and variables as are allowed, 100 replicas', MANY_ELEMENTS, containers(11)),
    set('256 expressions of 16 KB, 100 replicas', LONG_EXPRESSIONS, containers(1)),
    set('64 variables of lists, 100 replicas', OWN_VARIABLES, containers(1)),
    set('conditions on 256 elements, 100 replicas', CONDITIONS, containers(1)),
    set('patches of 5,000 values, 100 replicas', REPEATED_PATCHES, containers(1)),
    set('patches of 500 containers among 5,000, 100 replicas', PATCHED_CONTAINERS, containers(5_000)),
    set(
      '32 patches of 100 variables among 15,000, 100 replicas',
      PATCHED_VARIABLES,
      containers(1, { env: variables(15_000) }),
    ),
    set('expressions in 256 fields of patches, 100 replicas', PATCHED_FIELDS, containers(1)),
    set('3,000 volumes and 3,000 copying init containers', ONE_CONTAINER, containers(3_000), {
      initContainers: containers(3_000, { command: ['cp'] }),
      volumes: numbered(3_000, index => ({ name: `v${index}`, emptyDir: {} })),
    }),
    set('100 mounts inside of 5,000, 100 replicas', NESTED, containers(1, { volumeMounts: MOUNTS })),
    set('20,000 variables, 100 replicas', '/a', containers(20, { env: variables(1_000) })),
  ];
}

const numbered = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

/** `&x` is repeated 99 times. */
function repeat(first: string, value: string, other: (index: number) => string): string {
  return `${first}&x ${JSON.stringify(value)}\n${numbered(99, index => `${other(index)}*x\n`).join('')}`;
}

const REPEATED_VARIABLES = repeat(
  'env:\n- name: A\n  value: ',
  'x'.repeat(4_000),
  index => `- name: A${index}\n  value: `,
);

const REPEATED_FILE = repeat(
  'volumes:\n- mountPath: /a\n  files:\n    f: ',
  'x'.repeat(250_000),
  index => `    f${index}: `,
);

const MANY_ELEMENTS = JSON.stringify({
  volumes: numbered(100, index => ({ mountPath: `/m${index}`, configMap: 'c' })),
  env: numbered(256, index => ({ name: `V${index}`, value: 'a' })),
});

const MANY_SOURCES = JSON.stringify({ envFrom: Array(100).fill({ configMap: 'a', optional: true }) });

const SOURCES = Array(16_000).fill({ configMapRef: { name: 'a' } });

const NESTED = JSON.stringify({
  volumes: numbered(100, index => ({ mountPath: `/a/m${index * 7}/b/c`, configMap: 'c' })),
});

const MOUNTS = numbered(5_000, index => ({ name: 'a', mountPath: `/a/m${index}` }));

const ITEMS = numbered(8_000, index => ({ key: 'a', path: `m${index}/${index}` }));

const ONE_NAME = JSON.stringify({
  volumes: numbered(99, index => ({ mountPath: `/m${index}`, configMap: 'c', containers: ['container-0'] })),
});

const ONE_CONTAINER = JSON.stringify({
  volumes: [{ mountPath: '/a', configMap: 'c', containers: ['container-0'] }],
});

const UNKNOWN_CONTAINERS = JSON.stringify({
  volumes: [
    {
      mountPath: '/a',
      configMap: 'c',
      containers: numbered(100, index => `${'unknown-'.repeat(4)}${index}`),
    },
  ],
});

const LONG_EXPRESSIONS = withVariables(256, `$(${'1+'.repeat(28)}ordinal)`);

const LONG_LOOPS = withVariables(
  8,
  `$([${"'a',".repeat(60)}'a'].filter(a, [${"'b',".repeat(8)}'b'].exists(b, a == b)).size())`,
);

const OWN_VARIABLES = JSON.stringify({
  variables: {
    v0: "$(['a', 'b', 'c', 'd', 'e'])",
    ...Object.fromEntries(
      numbered(63, index => [`v${index + 1}`, `$(variables.v${index}.map(a, a + string(ordinal)))`]),
    ),
  },
  env: numbered(64, index => ({ name: `V${index}`, value: `$(variables.v${index}.join())` })),
});

const CONDITIONS = JSON.stringify({
  env: numbered(256, index => ({
    name: `V${index}`,
    value: 'a',
    when: `ordinal >= ${index} || ordinal < 256`,
  })),
});

/** Its first patch is repeated as often as there may be patches. */
const REPEATED_PATCHES = `patches:\n- &x ${JSON.stringify({
  spec: {
    containers: [{ name: 'container-0', env: numbered(50, index => ({ name: `V${index}`, value: 'a' })) }],
  },
})}\n${'- *x\n'.repeat(30)}`;

const PATCHED_CONTAINERS = JSON.stringify({
  patches: [{ spec: { containers: numbered(500, index => ({ name: `container-${index * 10}` })) } }],
});

const PATCHED_VARIABLES = JSON.stringify({
  patches: Array(32).fill({
    spec: {
      containers: [
        {
          name: 'container-0',
          env: [`$([${numbered(100, index => index)}].map(o, {"name": "V" + string(o), "value": "a"}))`],
        },
      ],
    },
  }),
});

const PATCHED_FIELDS = JSON.stringify({
  patches: [
    {
      metadata: {
        labels: Object.fromEntries(numbered(256, index => [`l${index}`, `$(ordinal + ${index})`])),
      },
    },
  ],
});

function withVariables(count: number, value: string): string {
  return JSON.stringify({ env: numbered(count, index => ({ name: `V${index}`, value })) });
}

const CONFLICTING = numbered(256, index => ({ name: `V${index}`, value: 'b' }));

function variables(count: number): object[] {
  return numbered(count, index => ({ name: `OWN_${index}`, value: 'a' }));
}

function keys(count: number): Record<string, string> {
  return Object.fromEntries(numbered(count, index => [`k${index}`, '']));
}

function containers(count: number, fields: object = {}): object[] {
  return numbered(count, index => ({ name: `container-${index}`, ...fields }));
}

function pod(
  name: string,
  annotation: string,
  containers: object[],
  metadata: object = {},
  spec: object = {},
): HostileReview {
  const object = {
    metadata: {
      name: 'web-0',
      annotations: { 'per-pod-config': annotation },
      ownerReferences: [{ ...OWNER, controller: true }],
      ...metadata,
    },
    spec: { containers, ...spec },
  };
  return { name, path: '/mutate', body: review(object, { group: '', version: 'v1', resource: 'pods' }) };
}

function set(name: string, annotation: string, containers: object[], spec: object = {}): HostileReview {
  const template = {
    metadata: { annotations: { 'per-pod-config': annotation } },
    spec: { containers, ...spec },
  };
  const object = {
    apiVersion: OWNER.apiVersion,
    kind: OWNER.kind,
    metadata: { name: 'web' },
    spec: { replicas: 100, serviceName: 'web', template },
  };
  return {
    name,
    path: '/validate',
    body: review(object, { group: 'apps', version: 'v1', resource: 'statefulsets' }),
  };
}

function review(object: object, resource: object): string {
  const request = { uid: 'u', operation: 'CREATE', resource, name: 'web-0', namespace: 'prod', object };
  return JSON.stringify({ kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1', request });
}
