import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePod } from '../../src/admission/make-pod.ts';
import type { StatefulSetObject } from '../../src/admission/statefulset.ts';
import { countCalls } from './calls.ts';
import { tellFact } from './difference.ts';
import { filesOf, readFolder } from './inside.ts';
import { INJECTOR, installInjector, removeInjector } from './install-injector.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { openPodApi } from './pod-api.ts';
import { assertMounted, readPod, waitForEvent, waitForPod } from './pods.ts';
import { readStatusReport, runProgram } from './program.ts';
import { until } from './until.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const namespace = useNamespace('reinvocation', { [INJECTOR]: 'enabled' });
after(removeInjector);

test('a sidecar that another webhook adds after ours has the files, too', async () => {
  await installInjector(namespace);
  await kubectl(['apply', '-n', namespace, '-f', path('manifests/one-pod.yaml')]);
  const pod = await waitForPod(namespace, 'one-0');
  assert.deepEqual(
    pod.spec?.containers.map(({ name }) => name),
    ['main', 'injected'],
  );
  assertMounted(pod, 'node-0');
  assert.equal(pod.spec?.volumes?.length, 1);
  for (const container of ['main', 'injected']) {
    const files = await readFolder({ namespace, pod: 'one-0', container }, '/network/conf');
    assert.deepEqual(files, await filesOf(namespace, 'node-0'));
  }
});

test('our webhook is called once more for a pod that another one has changed after it', async t => {
  const set = await read<StatefulSetObject>(namespace, 'statefulset', 'one');
  const api = await openPodApi(namespace);
  const calls = await countCalls(() => api.tryOut(makePod(set, 1)));
  assert.equal(calls, 2);
  tellFact(t, 'calls for a pod to which a later webhook adds a container', String(calls));
});

test('a sidecar that another webhook adds gets nothing where the annotation names containers', async () => {
  await applySet('named', 'volumes: [{mountPath: /conf, configMap: node-0, containers: [main]}]');
  const { spec } = await until('pod named-0 is created', () => readPod(namespace, 'named-0'));
  const paths = spec?.containers.map(({ name, volumeMounts = [] }) => [
    name,
    volumeMounts.map(({ mountPath }) => mountPath).filter(path => path === '/conf'),
  ]);
  assert.deepEqual(paths, [
    ['main', ['/conf']],
    ['injected', []],
  ]);
});

test('a sidecar that another webhook adds can be named, and only that has the files and the variable', async () => {
  await applySet(
    'marked',
    'volumes: [{mountPath: /conf, configMap: node-0, injectedContainers: [injected]}]\n' +
      'env: [{name: ID, value: $(ordinal), injectedContainers: [injected]}]',
  );
  const pod = await waitForPod(namespace, 'marked-0');
  const received = pod.spec?.containers.map(({ name, volumeMounts = [], env = [] }) => [
    name,
    volumeMounts.some(({ mountPath }) => mountPath === '/conf'),
    env.some(variable => variable.name === 'ID' && variable.value === '0'),
  ]);
  assert.deepEqual(received, [
    ['main', false, false],
    ['injected', true, true],
  ]);
  const files = await readFolder({ namespace, pod: 'marked-0', container: 'injected' }, '/conf');
  assert.deepEqual(files, await filesOf(namespace, 'node-0'));
  assert.deepEqual(await listProblems('marked'), []);
});

test('a pod that was created without a sidecar that the annotation names is a problem', async () => {
  await applySet('absent', 'env: [{name: ID, value: $(ordinal), injectedContainers: [never]}]');
  await waitForPod(namespace, 'absent-0');
  const [problem, ...others] = await listProblems('absent');
  assert.match(problem ?? '', /^has no container never, which the annotation names in injectedContainers/);
  assert.deepEqual(others, []);
});

test('the same name without the mark is denied, with a hint to it', async () => {
  const annotation = 'env: [{name: ID, value: $(ordinal), containers: [injected]}]';
  await assert.rejects(
    applySet('unmarked', annotation),
    /container that another webhook adds goes into injectedContainers/,
  );
});

test('a conflict in that sidecar is told as one with another webhook', async () => {
  await applySet('taken', 'env: [{name: INJECTED, value: "no"}]');
  const message = await waitForEvent(namespace, 'taken', 'FailedCreate', /container "injected"/);
  assert.match(message, /another admission webhook or policy added that container/);
  assert.match(message, /name the others in `containers` of the annotation/);
  const status = await runProgram('status', 'taken', '-n', namespace);
  assert.match(status.stdout, /! taken-0 was denied, last at \S+: conflict: .* policy added that container/);
  assert.doesNotMatch(status.stdout, /put right/);
  const why = await runProgram('why', 'taken-0', '-n', namespace);
  assert.match(why.stdout, /\ndenied: conflict: container "injected" .* policy added that container/);
});

/** What `status` finds of the one pod of a StatefulSet. */
async function listProblems(set: string): Promise<readonly string[]> {
  const { statefulSets } = await readStatusReport('-n', namespace, set);
  return statefulSets.flatMap(({ pods }) => pods.flatMap(({ problems }) => problems));
}

/** A StatefulSet of one pod like `one`, with another annotation. */
async function applySet(name: string, annotation: string): Promise<void> {
  const labels = { app: name };
  const command = ['sleep', 'infinity'];
  const image = 'docker.io/library/busybox:1';
  const containers = [{ name: 'main', image, imagePullPolicy: 'IfNotPresent', command }];
  await apply(namespace, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name, annotations: { 'per-pod-config': annotation } },
    spec: {
      serviceName: name,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, containers } },
    },
  });
}
