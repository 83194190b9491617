// An in-place update changes pods that run: no pod is made, so no admission webhook is called.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInside } from '../../e2e/inside.ts';
import { apply, kubectl, runKubectl } from '../../e2e/kubectl.ts';
import { useNamespace } from '../../e2e/namespace.ts';
import { assertMounted, readPod, waitForPod } from '../../e2e/pods.ts';
import { readStatusReport } from '../../e2e/program.ts';
import { until } from '../../e2e/until.ts';
import { advancedSet, applyNodes, IMAGES, waitForPods } from './advanced-set.ts';
import { useKruise } from './kruise.ts';

const namespace = useNamespace('kruise-in-place');
useKruise();

const readId = (pod: string) => runInside({ namespace, pod }, 'cat', '/network/conf/id');

test('a container whose image is changed in place has its files still', async () => {
  await applyNodes(namespace, 0);
  const set = { name: 'image', annotation: '/network/conf', spec: { replicas: 1 }, inPlace: true };
  await apply(namespace, advancedSet(set));
  const [before] = await waitForPods(namespace, 'image', 'image-0');
  await apply(namespace, advancedSet({ ...set, image: IMAGES[1] }));
  const after = await until('the container has been restarted', async () => {
    const pod = await readPod(namespace, 'image-0');
    const [status] = pod.status?.containerStatuses ?? [];
    assert.ok((status?.restartCount ?? 0) > 0 && status?.state?.running, JSON.stringify(status));
    return pod;
  });
  assert.equal(after.metadata?.uid, before?.metadata?.uid, 'it is the same pod');
  assert.equal(after.spec?.containers[0]?.image, IMAGES[1]);
  assertMounted(after, 'node-0');
  assert.equal(await readId('image-0'), 'node 0');
});

test('kubectl apply warns of pods that are changed in place, if the annotation is on their template', async () => {
  const object = advancedSet({
    name: 'warned',
    annotation: '/network/conf',
    spec: { replicas: 0 },
    inPlace: true,
  });
  const { stderr } = await runKubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify(object));
  assert.match(stderr, /^Warning: .*podUpdatePolicy InPlaceIfPossible/m);
});

test('an annotation that is changed on the template is on the pod at once, which mounts the old configuration', async () => {
  const set = { name: 'text', annotation: '/network/conf', spec: { replicas: 1 }, inPlace: true };
  await apply(namespace, advancedSet(set));
  const [before] = await waitForPods(namespace, 'text', 'text-0');
  await apply(namespace, advancedSet({ ...set, annotation: '/elsewhere' }));
  const after = await until('the pod carries the new text', async () => {
    const pod = await readPod(namespace, 'text-0');
    assert.equal(pod.metadata?.annotations?.['per-pod-config'], '/elsewhere');
    return pod;
  });
  assert.equal(after.metadata?.uid, before?.metadata?.uid, 'it is the same pod');
  assertMounted(after, 'node-0', '/network/conf');
  assert.equal(await readId('text-0'), 'node 0');
});

test('status says that such a pod is not up to date, and a pod that is made again is', async () => {
  const readConfigurations = async () => {
    const { statefulSets } = await readStatusReport('-n', namespace);
    return statefulSets.find(({ name }) => name === 'text')?.pods.map(({ configuration }) => configuration);
  };
  assert.deepEqual(await readConfigurations(), ['outdated']);
  const { metadata } = await readPod(namespace, 'text-0');
  await kubectl(['delete', 'pod', 'text-0', '-n', namespace]);
  assertMounted(await waitForPod(namespace, 'text-0', metadata?.uid), 'node-0', '/elsewhere');
  assert.deepEqual(await readConfigurations(), ['current']);
});
