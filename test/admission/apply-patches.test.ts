import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mountConfiguration, mountInTurns } from '../../src/admission/mount-configuration.ts';
import { readStatus } from '../../src/admission/read-status.ts';
import { AnnotationError } from '../../src/annotation/annotation-error.ts';
import type { PodConfiguration } from '../../src/annotation/pod-configuration.ts';
import { MAX_PATCH_BYTES } from '../../src/bounds/bounds.ts';
import { TooLargeError } from '../../src/bounds/too-large-error.ts';
import { applyIndependently, type RawPod } from '../apply-independently.ts';
import { admittedPod, configurationOf } from './patched-pods.ts';

/** The pod as the API server has it after the call, which must be the one that was looked at. */
function call(pod: RawPod, configuration: PodConfiguration) {
  const warnings: string[] = [];
  const changed = structuredClone(pod);
  const operations = mountConfiguration(changed as never, configuration, text => warnings.push(text));
  const created = applyIndependently(pod, operations);
  assert.deepEqual(created, JSON.parse(JSON.stringify(changed)));
  return { pod: created, warnings, operations, patched: readStatus(created as never)?.patched };
}

const ROLE = { metadata: { labels: { role: 'primary' } } };

describe('patches are applied to a pod', () => {
  it('one after the other, and the status lists the fields', () => {
    const image = { spec: { containers: [{ name: 'main', image: 'a' }] } };
    const again = { spec: { containers: [{ name: 'main', image: 'b' }] } };
    const { pod, patched } = call(admittedPod(), configurationOf(ROLE, image, again));
    assert.deepEqual(pod.metadata['labels'], { app: 'web', role: 'primary' });
    assert.equal(pod.spec.containers[0]?.['image'], 'b');
    assert.deepEqual(patched?.toSorted(), ['metadata.labels.role', 'spec.containers[main].image']);
  });

  it('before mounts and variables, so that a container which they add gets those', () => {
    const added = { spec: { containers: [{ name: 'added', image: 'a' }] } };
    const mount = { name: 'v', mountPath: '/v', readOnly: true } as const;
    const configuration: PodConfiguration = {
      ...configurationOf(added),
      volumes: [
        {
          where: 'volumes[0]',
          volume: { name: 'v', configMap: { name: 'c' } },
          replaces: false,
          mount,
          containers: undefined,
          contents: [{ configMap: 'c' }],
        },
      ],
      env: [{ where: 'env[0]', variable: { name: 'A', value: '1' }, containers: ['added'] }],
    };
    const { pod } = call(admittedPod(), configuration);
    const container = pod.spec.containers.find(({ name }) => name === 'added');
    assert.deepEqual(container, {
      name: 'added',
      image: 'a',
      volumeMounts: [mount],
      env: [{ name: 'A', value: '1' }],
    });
    assert.deepEqual(configuration.patches[0]?.patch, {
      spec: { containers: [{ name: 'added', image: 'a' }] },
    });
  });

  it('by operations for just what differs', () => {
    const limits = { spec: { containers: [{ name: 'side', resources: { limits: { cpu: '1' } } }] } };
    const { operations } = call(admittedPod(), configurationOf(ROLE, limits));
    assert.deepEqual(
      operations.map(({ path }) => path).filter(path => !path.startsWith('/metadata/annotations')),
      ['/metadata/labels/role', '/spec/containers/1/resources/limits'],
    );
  });

  it('in turns, also where a call finds what a former one did: to merge a long list takes a while', () => {
    const configuration = configurationOf(...Array(20).fill(ROLE));
    const pod = admittedPod();
    for (const call of ['first', 'second']) {
      const pauses = [...mountInTurns(pod as never, configuration)];
      assert.ok(pauses.length >= 20, `${pauses.length} pauses in the ${call} call`);
    }
  });

  it('not where there are none: the pod is not even looked at', () => {
    const pod = admittedPod();
    const { spec } = pod;
    mountConfiguration(pod, configurationOf());
    assert.equal(pod.spec, spec);
  });

  it('and nothing is recorded for what is so already', () => {
    const { operations, patched } = call(
      admittedPod(),
      configurationOf({ metadata: { labels: { app: 'web' } } }),
    );
    assert.deepEqual(
      operations.map(({ path }) => path),
      ['/metadata/annotations'],
    );
    assert.equal(patched, undefined);
  });
});

describe('what the API server has derived from a field goes with it', () => {
  const spec = (patch: object, pod = admittedPod()) => call(pod, configurationOf({ spec: patch })).pod.spec;

  it('the priority and the preemption policy, with another priority class', () => {
    const { priorityClassName, ...rest } = spec({ priorityClassName: 'high' });
    assert.equal(priorityClassName, 'high');
    assert.ok(!('priority' in rest || 'preemptionPolicy' in rest));
  });

  it('but not what a patch itself sets', () => {
    const patched = spec({ priorityClassName: 'high', preemptionPolicy: 'Never' });
    assert.equal(patched['preemptionPolicy'], 'Never');
    assert.ok(!('priority' in patched));
  });

  it('nothing of it where the class stays, or no patch speaks of it', () => {
    const pod = admittedPod();
    pod.spec['priorityClassName'] = 'high';
    assert.equal(spec({ priorityClassName: 'high' }, pod)['priority'], 0);
    assert.equal(spec({ nodeSelector: { a: 'b' } })['priority'], 0);
  });

  it('the overhead, with another runtime class or none', () => {
    for (const runtimeClassName of ['other', null]) {
      const pod = admittedPod();
      Object.assign(pod.spec, { runtimeClassName: 'one', overhead: { cpu: '10m' } });
      assert.ok(!('overhead' in spec({ runtimeClassName }, pod)));
    }
  });

  it('but the token stays, where a patch replaces or deletes the volumes of the template', () => {
    const replaced = { volumes: [{ $patch: 'replace' }, { name: 'new', emptyDir: {} }] };
    for (const [patch, names] of [
      [replaced, ['new', 'kube-api-access-x7k2p']],
      [{ volumes: null }, ['kube-api-access-x7k2p']],
    ] as const) {
      const pod = admittedPod();
      pod.spec.volumes?.unshift({ name: 'old', emptyDir: {} });
      const configuration = configurationOf({ spec: patch });
      const { pod: created, patched } = call(pod, configuration);
      assert.deepEqual(
        created.spec.volumes?.map(({ name }) => name),
        names,
      );
      assert.ok(patched?.includes('spec.volumes[old]') && !patched.join().includes('kube-api-access'));
      assert.deepEqual(call(created, configuration).warnings, []);
    }
  });

  it('the token, where the pod is to have none', () => {
    const { volumes, containers } = spec({ automountServiceAccountToken: false });
    assert.deepEqual(volumes, []);
    assert.deepEqual(
      containers.map(({ volumeMounts }) => volumeMounts),
      [[], []],
    );
    assert.equal(spec({ automountServiceAccountToken: true }).volumes?.length, 1);
  });
});

it('a container that names a limit only requests as much, as the API server has it, before a patch meets it', () => {
  const pod = admittedPod();
  Object.assign(pod.spec.containers[0] ?? {}, {
    resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '1' } },
  });
  const limits = { spec: { containers: [{ name: 'main', resources: { limits: { memory: '2Gi' } } }] } };
  const { pod: created, patched } = call(pod, configurationOf(limits));
  assert.deepEqual(created.spec.containers[0]?.['resources'], {
    limits: { cpu: '2', memory: '2Gi' },
    requests: { cpu: '1', memory: '1Gi' },
  });
  assert.deepEqual(patched, ['spec.containers[main].resources.limits.memory']);
});

describe('a patch that cannot be', () => {
  it('is told with its place and the ordinal where it does not fit the pod', () => {
    const patch = { spec: { containers: { name: 'main' } } };
    assert.throws(
      () => call(admittedPod(), configurationOf(ROLE, patch)),
      (error: Error) =>
        error instanceof AnnotationError &&
        /^line 2, patches\[1\], for ordinal 2: spec\.containers: /.test(error.message),
    );
  });

  it('is told where it is for a container that the pod does not have, and gives no image', () => {
    const patch = (name: string) => ({ spec: { containers: [{ name, args: ['a'] }] } });
    assert.throws(() => call(admittedPod(), configurationOf(ROLE, patch('mian'))), {
      message:
        'line 2, patches[1], for ordinal 2: the pod has no container "mian", and a new one needs an image; it has main, side: did you mean main?',
    });
    assert.throws(
      () => call(admittedPod(), configurationOf(patch('istio-proxy'))),
      /it has main, side; a container that another webhook adds cannot be patched$/,
    );
    const sidecar = { spec: { initContainers: [{ name: 'first', image: '' }] } };
    assert.throws(() => call(admittedPod(), configurationOf(sidecar)), /no container "first"/);
  });

  it('is told where what it changes is too large for a JSON patch', () => {
    const args = [{ name: 'main', args: ['x'.repeat(MAX_PATCH_BYTES)] }];
    assert.throws(
      () => call(admittedPod(), configurationOf({ spec: { containers: args } })),
      (error: Error) => error instanceof TooLargeError && /524288 bytes.*patches\[0\]/.test(error.message),
    );
  });
});

describe('a second call applies no patch again', () => {
  const configuration = configurationOf(ROLE, { spec: { priorityClassName: 'high' } });
  const configured = () => call(admittedPod(), configuration).pod;
  const paths = ({ operations }: ReturnType<typeof call>) => operations.map(({ path }) => path);

  it('where all is as it was left', () => {
    const again = call(configured(), configuration);
    assert.deepEqual(paths(again), []);
    assert.deepEqual(again.warnings, []);
    assert.deepEqual(again.patched, ['metadata.labels.role', 'spec.priorityClassName']);
  });

  it('where another webhook has changed a field since: a warning names it', () => {
    const pod = configured();
    Object.assign(pod.metadata, { labels: { app: 'web', role: 'theirs' } });
    const again = call(pod, configuration);
    assert.deepEqual(paths(again), []);
    assert.match(
      again.warnings.join(),
      /^another admission webhook or policy changed metadata\.labels\.role after/,
    );
    assert.doesNotMatch(again.warnings.join(), /priority/);
  });

  it('where the annotation itself has mounted something into what a patch replaces', () => {
    const mount = { name: 'v', mountPath: '/v', readOnly: true } as const;
    const secret = { name: 's', optional: true };
    const own: PodConfiguration = {
      ...configurationOf({
        spec: {
          volumes: [{ name: 'v', emptyDir: {} }],
          containers: [
            { $patch: 'replace' },
            {
              name: 'main',
              image: 'a',
              env: [{ name: 'B', value: '' }],
              livenessProbe: { exec: { command: ['a'] }, periodSeconds: 0 },
            },
          ],
        },
      }),
      volumes: [
        {
          where: 'volumes[0]',
          volume: { name: 'v', configMap: { name: 'c' } },
          replaces: true,
          mount,
          containers: undefined,
          contents: [{ configMap: 'c' }],
        },
      ],
      env: [{ where: 'env[0]', variable: { name: 'A', value: '1' }, containers: undefined }],
      envFrom: [
        {
          where: 'envFrom[0]',
          source: { secretRef: secret },
          content: { secret: 's' },
          containers: undefined,
        },
      ],
    };
    const { pod } = call(admittedPod(), own);
    // As the API server sends it, with what its plugins add.
    const [main] = pod.spec.containers;
    const token = {
      name: 'kube-api-access-x7k2p',
      mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
    };
    const variables = [{ name: 'A', value: '1' }, { name: 'B' }];
    Object.assign(main ?? {}, {
      env: variables,
      livenessProbe: { exec: { command: ['a'] }, periodSeconds: 10 },
    });
    main?.volumeMounts?.push(token);
    assert.deepEqual(call(pod, own).warnings, []);
    Object.assign(main ?? {}, { image: 'theirs' });
    assert.match(call(pod, own).warnings.join(), /policy changed spec\.containers\[main\]\.image after/);
  });

  it('nor where the other one has left nothing to which it could be applied', () => {
    const pod = configured();
    Object.assign(pod.metadata, { labels: 'theirs' });
    const again = call(pod, configurationOf(...configuration.patches.map(({ patch }) => patch)));
    assert.match(again.warnings.join(), /changed metadata\.labels /);
  });

  it('but a status that came with the pod, from its template, is no call: the patches are applied', () => {
    const pod = admittedPod();
    const { annotations } = configured().metadata;
    const fieldsV1 = { 'f:metadata': { 'f:annotations': { 'f:per-pod-config/status': {} } } };
    Object.assign(pod.metadata, { annotations, managedFields: [{ manager: 'controller', fieldsV1 }] });
    const { pod: created, warnings } = call(pod, configuration);
    assert.deepEqual(created.metadata['labels'], { app: 'web', role: 'primary' });
    assert.equal(created.spec['priorityClassName'], 'high');
    assert.deepEqual(warnings, []);
  });

  it('nor is one for another ordinal, or for another annotation', () => {
    for (const other of [{ ordinal: 1 }, { annotationHash: 'other' }]) {
      const pod = admittedPod();
      pod.metadata.annotations =
        call(admittedPod(), { ...configuration, ...other }).pod.metadata.annotations ?? {};
      assert.equal(call(pod, configuration).pod.spec['priorityClassName'], 'high');
    }
  });
});
