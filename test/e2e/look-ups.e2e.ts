import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { ApiConnection } from '../../src/cluster/api-connection.ts';
import { readStatefulSet } from '../../src/cluster/statefulset-reader.ts';
import { kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';

const MANIFEST = fileURLToPath(new URL('manifests/one-pod.yaml', import.meta.url));

const namespace = useNamespace('look-ups');

test('1,000 look-ups, 32 at a time, open at most 32 connections to the API server', async t => {
  await kubectl(['apply', '-n', namespace, '-f', MANIFEST]);
  const { metadata } = await read<{ metadata: { uid: string } }>(namespace, 'statefulset', 'one');
  const reference = { apiVersion: 'apps/v1', name: 'one', uid: metadata.uid };
  const connection = new ApiConnection(await findApiAccess(undefined, process.env));
  t.after(() => connection.close());
  const connections = countConnections();
  let left = 1_000;
  const work = async () => {
    while (left-- > 0) {
      const found = await readStatefulSet(
        connection,
        namespace,
        reference,
        'metadata',
        AbortSignal.timeout(30_000),
      );
      assert.equal(found?.metadata.uid, metadata.uid);
      assert.equal(found.metadata.annotations?.['per-pod-config'], '/network/conf');
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  const opened = connections.stop();
  t.diagnostic(`${opened} connections were opened`);
  assert.ok(opened >= 1 && opened <= 32, `${opened} connections were opened`);
});

/**
 * Counts every TCP connection that this process opens, whichever library does: Node.js makes a handle of
 * this type for each. To sample the sockets that are there now and then could miss some.
 */
function countConnections(): { stop(): number } {
  let count = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'TCPWRAP') count++;
    },
  }).enable();
  return {
    stop() {
      hook.disable();
      return count;
    },
  };
}
