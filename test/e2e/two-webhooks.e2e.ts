import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1Pod } from '@kubernetes/client-node';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { STATUS_ANNOTATION } from '../../src/admission/status.ts';
import { countCalls } from './calls.ts';
import { apply, kubectl, read, runKubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForPod } from './pods.ts';
import { findReasonToSkip } from './served.ts';
import { until } from './until.ts';

const policy = fileURLToPath(new URL('manifests/two-webhooks.yaml', import.meta.url));

const namespace = useNamespace('two-webhooks', { 'two-webhooks': 'enabled' });
const skip = await findReasonToSkip('mutatingadmissionpolicies');
before(async () => {
  if (skip === false) await kubectl(['apply', '-f', policy]);
});
after(async () => {
  if (skip === false) await kubectl(['delete', '-f', policy, '--ignore-not-found']);
});

const CONTESTED = `
patches:
  - metadata: {labels: {role: ours, agreed: same, own: "$(ordinal)"}}
    spec:
      tolerations: [{key: ours, operator: Exists}]
      containers: [{name: main, resources: {limits: {memory: 128Mi, cpu: 500m}}}]
`;
const AGREED = `
patches:
  - metadata: {labels: {role: theirs, agreed: same}}
    spec:
      tolerations: [{key: ours, operator: Exists}]
      containers: [{name: main, resources: {limits: {memory: 65536Ki, cpu: 500m}}}]
`;

test('where another one wants other values, its values stay, ours are there else, and a warning names the fields', {
  skip,
}, async () => {
  await applySet('contested', CONTESTED);
  const { pod, warnings } = await tryOut('contested');
  assert.deepEqual(pick(pod), { role: 'theirs', agreed: 'same', own: '1', memory: '64Mi', cpu: '500m' });
  assert.equal(warnings.length, 1, warnings.join('\n'));
  assert.match(warnings[0] ?? '', /per-pod-config: mounted: another admission webhook or policy changed /);
  for (const field of ['metadata.labels.role', 'spec.containers[main].resources.limits.memory']) {
    assert.ok(warnings[0]?.includes(field), `${field} in ${warnings[0]}`);
  }
  assert.doesNotMatch(warnings[0] ?? '', /agreed|own|cpu|tolerations/);
});

test('the webhook is called twice and no more, and the pod of the StatefulSet runs', { skip }, async () => {
  assert.equal(await countCalls(() => tryOut('contested')), 2);
  const pod = await waitForPod(namespace, 'contested-0');
  assert.deepEqual(pick(pod), { role: 'theirs', agreed: 'same', own: '0', memory: '64Mi', cpu: '500m' });
});

test('where both want the same, nothing is told', { skip }, async () => {
  await applySet('agreed', AGREED);
  const { pod, warnings } = await tryOut('agreed');
  assert.deepEqual(pick(pod), {
    role: 'theirs',
    agreed: 'same',
    own: undefined,
    memory: '64Mi',
    cpu: '500m',
  });
  assert.deepEqual(warnings, []);
  assert.deepEqual(
    pod.spec?.tolerations?.map(({ key }) => key),
    ['ours', 'node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'],
  );
});

test('a status that came with the pod does not keep the patches from it', { skip }, async () => {
  const { pod: configured } = await tryOut('contested');
  const status = configured.metadata?.annotations?.[STATUS_ANNOTATION] ?? assert.fail();
  const { pod } = await tryOut('contested', { [STATUS_ANNOTATION]: status });
  assert.equal(pod.metadata?.labels?.['own'], '1');
});

test('a patch that changes the priority class or the token works', { skip }, async () => {
  await applySet(
    'derived',
    'patches: [{spec: {priorityClassName: system-cluster-critical, automountServiceAccountToken: false}}]',
  );
  const { pod, warnings } = await tryOut('derived');
  assert.equal(pod.spec?.priority, 2_000_000_000);
  assert.deepEqual(pod.spec?.volumes ?? [], []);
  assert.deepEqual(pod.spec?.containers[0]?.volumeMounts ?? [], []);
  assert.deepEqual(warnings, []);
});

function pick({ metadata, spec }: V1Pod) {
  const { role, agreed, own } = metadata?.labels ?? {};
  const { memory, cpu } = spec?.containers[0]?.resources?.limits ?? {};
  return { role, agreed, own, memory, cpu };
}

/** Pod 1 of a StatefulSet of one, as it would be created, and what the user is warned of. */
async function tryOut(name: string, annotations: Readonly<Record<string, string>> = {}) {
  const set = await read<StatefulSetObject>(namespace, 'statefulset', name);
  const pod = makePod(set, 1);
  const object = {
    ...pod,
    metadata: { ...pod.metadata, annotations: { ...pod.metadata.annotations, ...annotations } },
  };
  const args = ['create', '--dry-run=server', '-n', namespace, '-o', 'json', '-f', '-'];
  const { stdout, stderr } = await runKubectl(args, JSON.stringify(object));
  const warnings = stderr.split('\n').filter(line => line.startsWith('Warning: '));
  return { pod: JSON.parse(stdout) as V1Pod, warnings };
}

async function applySet(name: string, annotation: string): Promise<void> {
  const labels = { app: name, ...(name === 'derived' ? {} : { contested: 'true' }) };
  const main = { name: 'main', image: 'docker.io/library/busybox:1', command: ['sleep', 'infinity'] };
  const resources = { limits: { memory: '32Mi', cpu: '100m' }, requests: { memory: '16Mi', cpu: '10m' } };
  await until('the policy is in force', async () => {
    const { stdout } = await runKubectl(
      ['create', '--dry-run=server', '-n', namespace, '-o', 'json', '-f', '-'],
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'probe', labels: { contested: 'true' } },
        spec: { containers: [{ ...main, resources }] },
      }),
    );
    assert.match(stdout, /theirs/);
  });
  await apply(namespace, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, annotations: { 'per-pod-config': annotation } },
    spec: {
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [{ ...main, imagePullPolicy: 'IfNotPresent', resources }],
        },
      },
    },
  });
}
