import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInside } from './inside.ts';
import { kubectl } from './kubectl.ts';
import { SUITE_LABEL, useNamespace } from './namespace.ts';
import { readPods, waitForEvent, waitForPod } from './pods.ts';
import { until } from './until.ts';

const MANIFEST = fileURLToPath(new URL('manifests/claims.yaml', import.meta.url));
const CONFLICT = /conflict: .*"data".*PersistentVolumeClaim "data-db-0"/s;

/** Told from what an earlier run has left on the node. */
const data = randomUUID();

/** With a folder of this run's own: the nodes of several clusters may be one machine. */
const manifest = (await readFile(MANIFEST, 'utf8')).replace(/(?<=path: \S+claims)/, `-${data}`);

const namespace = useNamespace('claims');
after(() => kubectl(['delete', 'persistentvolume', '-l', SUITE_LABEL, '--wait=false']));

/** Under another name: what is there already, and stays as it is, is not refused. */
const another = manifest.replace(/^ {2}name: db$/m, '  name: another');
const applyManifest = () => kubectl(['apply', '-n', namespace, '-f', '-'], manifest);
const tryToApply = () => kubectl(['apply', '-n', namespace, '-f', '-', '--dry-run=server'], another);

async function assertDiskIsThere(uid?: string): Promise<string | undefined> {
  const { metadata, spec } = await waitForPod(namespace, 'db-0', uid);
  const volume = spec?.volumes?.find(({ name }) => name === 'data');
  assert.deepEqual(volume, { name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } });
  return metadata?.uid;
}

async function assertDataAndConfiguration(): Promise<void> {
  const read = (file: string) => runInside({ namespace, pod: 'db-0' }, 'cat', file);
  assert.deepEqual([await read('/data/file'), await read('/etc/db/role')], [data, 'primary']);
}

test("an annotation that names a claim's volume is refused at apply, and the claim is named", async () => {
  await assert.rejects(applyManifest(), CONFLICT);
});

test('nor does a pod of such a StatefulSet start without its disk, when it was applied all the same', async () => {
  await kubectl(['label', 'namespace', namespace, 'per-pod-config=disabled']);
  await until('the API server does not call the webhook here', tryToApply);
  await applyManifest();
  await assertDiskIsThere();
  await runInside({ namespace, pod: 'db-0' }, 'sh', '-c', 'printf %s "$0" >/data/file', data);
  await kubectl(['label', 'namespace', namespace, 'per-pod-config-']);
  await until('the API server calls the webhook here', () => assert.rejects(tryToApply()));
  await kubectl(['delete', 'pod', 'db-0', '-n', namespace]);
  await waitForEvent(namespace, 'db', 'FailedCreate', CONFLICT);
  assert.deepEqual(await readPods(namespace, 'db'), []);
});

test('once the annotation names no claim, the pod has disk, data and configuration', async () => {
  const annotation = 'per-pod-config=volumes: [{name: conf, mountPath: /etc/db, configMap: node-$(ordinal)}]';
  await kubectl(['annotate', 'statefulset/db', '-n', namespace, '--overwrite', annotation]);
  await assertDiskIsThere();
  await assertDataAndConfiguration();
});

test('and so has the next one', async () => {
  const former = await assertDiskIsThere();
  await kubectl(['delete', 'pod', 'db-0', '-n', namespace, '--wait=false']);
  assert.notEqual(await assertDiskIsThere(former), former);
  await assertDataAndConfiguration();
});
