import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoreV1EventList } from '@kubernetes/client-node';
import { validate } from '../../src/admission/validate.ts';
import { parseAnnotation } from '../../src/annotation/parse-annotation.ts';
import { lintObject } from '../../src/lint/lint-object.ts';
import { makeObject } from '../lint/read-sets.ts';
import { runInside } from './inside.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { waitForPod } from './pods.ts';
import { until } from './until.ts';

/** The webhook is not called here: the controller, the API server and the kubelet say themselves what they think. */
const namespace = useNamespace('name-checks', { 'per-pod-config': 'disabled' });

function makeSet(name: string, spec: object = {}, container: object = {}) {
  const labels = { app: name.slice(0, 40) };
  const template = {
    metadata: { labels },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'server',
          image: 'docker.io/library/busybox:1',
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', '3600'],
          ...container,
        },
      ],
    },
  };
  const metadata = { name, annotations: { 'per-pod-config': '/network/conf' } };
  const shared = { serviceName: 'web', podManagementPolicy: 'Parallel', selector: { matchLabels: labels } };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { ...shared, replicas: 1, ...spec, template },
  };
}

/** What is said of the set when it is applied. */
function judge(object: object): string {
  const resource = { group: 'apps', version: 'v1', resource: 'statefulsets' };
  return validate({ uid: 'u', operation: 'CREATE', resource, namespace, object }).outcome;
}

/** Whether the controller could create all pods: what its events say. */
async function watchController(name: string, pods: number): Promise<string> {
  return until(`the controller has tried to create all pods of ${name}`, async () => {
    const selector = `--field-selector=involvedObject.name=${name},involvedObject.kind=StatefulSet`;
    const { items } = await read<CoreV1EventList>(namespace, 'events', selector);
    const failed = items.find(({ reason }) => reason === 'FailedCreate');
    if (failed !== undefined) return `deny: ${failed.message}`;
    const created = items.filter(({ reason }) => reason === 'SuccessfulCreate');
    assert.equal(created.length, pods);
    return 'allow';
  });
}

const start = (ordinal: number, replicas = 1) => ({ replicas, ordinals: { start: ordinal } });

const SETS: readonly [title: string, set: ReturnType<typeof makeSet>, told: RegExp | undefined][] = [
  ['a name of 52 characters', makeSet('a'.repeat(52)), undefined],
  ['52, and the longest of ordinals', makeSet('b'.repeat(52), start(2 ** 31 - 1)), undefined],
  ['a name of 55 characters', makeSet('c'.repeat(55)), /metadata\.labels: Invalid value: "c+-\w+"/],
  ['53, and an ordinal of ten digits', makeSet('d'.repeat(53), start(10 ** 9)), /metadata\.labels/],
  ['the last ordinal', makeSet('last', start(2 ** 31 - 1)), undefined],
  ['an ordinal of more than 31 bits', makeSet('beyond', start(2 ** 31 - 1, 2)), /Pod "?beyond--1"? .*"-1"/s],
];

const KEYS = { 'a.b': '1', '1a': '2', '-x': '3', '.hid': '4', A_B: '5' };
const PREFIXES = ['', 'p q ', '1-', '$(X)', '~'];

test('the API server takes all of them', async () => {
  for (const [, set] of SETS) await apply(namespace, set);
  await apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keys' }, data: KEYS });
  const envFrom = PREFIXES.map(prefix => ({ prefix, configMapRef: { name: 'keys' } }));
  await apply(namespace, makeSet('env', {}, { envFrom }));
});

for (const [title, set, told] of SETS) {
  test(`${title}: the controller can create the pods just where we say so`, async () => {
    const seen = await watchController(set.metadata.name, set.spec.replicas);
    assert.equal(seen.split(':')[0], judge(set));
    if (told !== undefined) assert.match(seen, told);
  });
}

test('the kubelet skips no key of an envFrom, whatever its name and prefix are', async () => {
  await waitForPod(namespace, 'env-0');
  const environment = await runInside({ namespace, pod: 'env-0' }, 'cat', '/proc/1/environ');
  const seen = new Set(environment.split('\0'));
  for (const prefix of PREFIXES) {
    for (const [key, value] of Object.entries(KEYS)) {
      assert.ok(seen.has(`${prefix}${key}=${value}`), `${prefix}${key} in ${environment}`);
    }
  }
});

for (const text of [...PREFIXES, 'p=', 'ü', '\t', '\u007f', ' ', '"', '\\']) {
  test(`the prefix, and the variable, ${JSON.stringify(text)} is as valid in the annotation as in the core API`, async () => {
    const inAnnotation = (field: object) => isGood(() => parseAnnotation(JSON.stringify(field)));
    const inCore = (container: object) => isAccepted(makeSet('tried', {}, container));
    const configMap = { prefix: text, configMapRef: { name: 'keys' } };
    const expected = await inCore({ envFrom: [configMap] });
    assert.equal(inAnnotation({ envFrom: [{ prefix: text, configMap: 'keys' }] }), expected);
    const named = await inCore({ env: [{ name: text, value: 'a' }] });
    assert.equal(inAnnotation({ env: [{ name: text, value: 'a' }] }), named);
  });
}

function isGood(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

async function isAccepted(object: object, ...options: string[]): Promise<boolean> {
  const args = ['apply', '-n', namespace, '--dry-run=server', ...options, '-f', '-'];
  return kubectl(args, JSON.stringify(object)).then(
    () => true,
    () => false,
  );
}

test('kubectl apply takes a ConfigMap up to the byte from which lint warns, and on the server a larger one', async () => {
  const warns = (length: number) => lintObject(fill(length)).length > 0;
  let [low, high] = [0, 2 ** 18];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (warns(middle)) high = middle;
    else low = middle;
  }
  assert.ok(await isAccepted(fill(low).object));
  assert.ok(!(await isAccepted(fill(high).object)));
  assert.ok(await isAccepted(fill(high).object, '--server-side'));
});

/** With what JSON writes in other ways than JavaScript, and an annotation, which is counted twice. */
function fill(length: number) {
  const metadata = { namespace, annotations: { note: 'é<&>"\u2028' } };
  return makeObject('ConfigMap', 'large', { data: { '-': '<\n>', k: 'x'.repeat(length) } }, metadata);
}
