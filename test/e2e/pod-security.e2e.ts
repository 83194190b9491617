import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1Pod } from '@kubernetes/client-node';
import { parseAllDocuments } from 'yaml';
import { NAME } from './installation.ts';
import { apply, kubectl, runKubectl } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { assertMounted, readPod, waitForStatefulSet } from './pods.ts';
import { runProgram } from './program.ts';

const EXAMPLES = fileURLToPath(new URL('../../manifests/examples', import.meta.url));
const ENFORCE = 'pod-security.kubernetes.io/enforce';

const namespace = useNamespace('pod-security', { [ENFORCE]: 'restricted' });
const unrestricted = useNamespace('pod-security-none');

/** What the API server warns of if a namespace were to enforce `restricted`: the pods that run there and violate it. */
async function listViolations(of: string): Promise<string> {
  const label = ['label', 'namespace', of, `${ENFORCE}=restricted`, '--overwrite'];
  return (await runKubectl([...label, '--dry-run=server'])).stderr;
}

/** The pods of all examples as per-pod-config configures them, with names of their own. Their owner has a uid in a cluster only. */
async function previewPods(examples: readonly string[]): Promise<V1Pod[]> {
  const { stdout } = await runProgram(
    'preview',
    ...examples.map(name => `${EXAMPLES}/${name}`),
    '-o',
    'yaml',
  );
  const pods = parseAllDocuments(stdout).map(document => document.toJS() as V1Pod);
  return pods.map(({ metadata, ...pod }, index) => {
    const { ownerReferences, ...rest } = metadata ?? {};
    return { ...pod, metadata: { ...rest, name: `dry-${index}`, namespace } };
  });
}

async function createDry(...items: V1Pod[]): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items };
  await kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(list));
}

test('the pods of the webhook are allowed where restricted is enforced', async () => {
  assert.equal(await listViolations(NAME), '');
  const containers = [{ name: 'a', image: 'docker.io/library/busybox:1', command: ['sleep', 'infinity'] }];
  await apply(unrestricted, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers, terminationGracePeriodSeconds: 1 },
  });
  assert.match(await listViolations(unrestricted), /^Warning: existing pods .* violate/);
});

test('the pods of an example are created and configured there', async () => {
  await kubectl(['apply', '-n', namespace, '-k', `${EXAMPLES}/node-config`]);
  await waitForStatefulSet(namespace, 'web');
  for (const ordinal of [0, 1]) assertMounted(await readPod(namespace, `web-${ordinal}`), `node-${ordinal}`);
});

test('the configured pods of every example are allowed there, and one that is privileged is not', async () => {
  const examples = (await readdir(EXAMPLES)).filter(name => name !== 'helm-chart');
  const pods = await previewPods(examples);
  assert.ok(pods.length >= 2 * examples.length);
  await createDry(...pods);
  const [pod] = pods;
  assert.ok(pod?.spec !== undefined);
  const privileged = { ...pod, spec: { ...pod.spec, hostNetwork: true } };
  await assert.rejects(createDry(privileged), /violates PodSecurity "restricted/);
});
