import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { V1EndpointSliceList, V1PodList } from '@kubernetes/client-node';
import { readExpectations, readExpectedFields } from '../../demo/expectations.ts';
import { readPatched } from '../../demo/read-patched.ts';
import { readPath } from '../../demo/read-path.ts';
import { readConfiguration } from './configuration-inside.ts';
import { runInside } from './inside.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { useNamespace } from './namespace.ts';
import { readPod, waitForPod } from './pods.ts';
import { until } from './until.ts';

const EXAMPLES = fileURLToPath(new URL('../../manifests/examples', import.meta.url));

const namespace = useNamespace('examples');
const expectations = await readExpectations(namespace);
const fields = await readExpectedFields(namespace);

const inside = (pod: string, container: string) => readConfiguration({ namespace, pod, container });
const textsInBrokers = async () => {
  const brokers = ['broker-0', 'broker-1', 'broker-2'];
  const read = brokers.map(async pod => [pod, (await inside(pod, 'broker')).files] as const);
  return Object.fromEntries(await Promise.all(read));
};
const applyConfigMap = (name: string, data: Readonly<Record<string, string>>) =>
  apply(namespace, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

for (const [example, pods] of Object.entries(expectations)) {
  test(`${example}: every container has its files, modes and variables, and no others`, async () => {
    await kubectl(['apply', '-n', namespace, '-k', join(EXAMPLES, example)]);
    for (const [pod, containers] of Object.entries(pods)) {
      await waitForPod(namespace, pod);
      for (const [container, { files = {}, modes = {}, env = {} }] of Object.entries(containers)) {
        const all = Object.fromEntries(Object.keys(files).map(path => [path, modes[path] ?? '644']));
        const expected = { files, modes: all, env };
        assert.deepEqual(await inside(pod, container), expected, `${pod}, container ${container}`);
      }
    }
  });
}

test('there are just the pods and containers that are expected, and none has restarted', async () => {
  const { items } = await read<V1PodList>(namespace, 'pods');
  const found = items.flatMap(({ metadata, spec }) =>
    (spec?.containers ?? []).map(({ name }) => `${metadata?.name} ${name}`),
  );
  const expected = Object.values(expectations).flatMap(pods =>
    Object.entries(pods).flatMap(([pod, containers]) =>
      Object.keys(containers).map(container => `${pod} ${container}`),
    ),
  );
  assert.deepEqual(found.sort(), expected.sort());
  const restarts = items.flatMap(({ status }) => status?.containerStatuses ?? []);
  for (const { name, restartCount } of restarts) assert.equal(restartCount, 0, name);
});

test('the key of a node is in no other container', async () => {
  for (const pod of Object.keys(expectations['ledger'] ?? {})) {
    const search = ['sh', '-c', 'test ! -e /etc/ledger-key && ! grep -rs "not a key" /etc /run /tmp /var'];
    await runInside({ namespace, pod, container: 'exporter' }, ...search);
    const { spec } = await readPod(namespace, pod);
    const secrets = spec?.volumes?.flatMap(({ secret }) => secret?.secretName ?? []);
    assert.deepEqual(secrets, [`${pod}-key`]);
  }
});

test('no container can write to what it is shown, rendered files neither', async () => {
  const paths = [
    ['broker-0', '/etc/broker/limits.properties'],
    ['mysql-0', '/etc/mysql/conf.d/server-id.cnf'],
    ['zookeeper-0', '/etc/zookeeper/myid'],
    ['ledger-0', '/etc/ledger-key/node.key'],
  ];
  for (const [pod = '', path = ''] of paths) {
    const write = runInside({ namespace, pod }, 'sh', '-c', 'echo x >"$0"', path);
    await assert.rejects(write, /Read-only file system|Permission denied/, pod);
  }
});

test('a change of the base shows up in all brokers, but not in files that one has of its own', async () => {
  const before = await textsInBrokers();
  const base = { 'broker.properties': 'retention.hours=24\n', 'limits.properties': 'connections=1\n' };
  await applyConfigMap('broker-base', base);
  await until('the change is in all brokers', async () => {
    const changed = { '/etc/broker/broker.properties': 'retention.hours=24\n' };
    assert.deepEqual(await textsInBrokers(), {
      'broker-0': { ...before['broker-0'], ...changed },
      'broker-1': { ...changed, '/etc/broker/limits.properties': 'connections=1\n' },
      'broker-2': { ...before['broker-2'], ...changed },
    });
  });
});

test('an overlay that is changed, made or taken away shows up in its broker alone', async () => {
  const before = await textsInBrokers();
  const base = before['broker-1'];
  await applyConfigMap('broker-0', { 'limits.properties': 'connections=0\n' });
  await applyConfigMap('broker-1', { 'broker.properties': 'own=1\n', 'more.properties': 'more=1\n' });
  await kubectl(['delete', 'configmap', 'broker-2', '-n', namespace]);
  await until('each has its own over the base', async () => {
    assert.deepEqual(await textsInBrokers(), {
      'broker-0': { ...before['broker-0'], '/etc/broker/limits.properties': 'connections=0\n' },
      'broker-1': {
        ...base,
        '/etc/broker/broker.properties': 'own=1\n',
        '/etc/broker/more.properties': 'more=1\n',
      },
      'broker-2': base,
    });
  });
});

test('a role that is changed shows up in the servers that have it, and no pod has restarted for anything', async () => {
  const before = (await inside('mysql-0', 'mysql')).files;
  await applyConfigMap('mysql', {
    'primary.cnf': before['/etc/mysql/conf.d/role.cnf'] ?? '',
    'replica.cnf': '[mysqld]\nread-only\n',
  });
  await until('the change is in a replica', async () => {
    const { files } = await inside('mysql-1', 'mysql');
    assert.deepEqual(files, {
      '/etc/mysql/conf.d/role.cnf': '[mysqld]\nread-only\n',
      '/etc/mysql/conf.d/server-id.cnf': '[mysqld]\nserver-id=101\n',
    });
  });
  assert.deepEqual((await inside('mysql-0', 'mysql')).files, before);
  for (const pod of ['broker-0', 'broker-1', 'broker-2', 'mysql-1']) {
    const { status } = await readPod(namespace, pod);
    assert.deepEqual(
      status?.containerStatuses?.map(({ restartCount }) => restartCount),
      [0],
      pod,
    );
  }
});

for (const [example, pods] of Object.entries(fields)) {
  test(`${example}: every pod has the fields that the patches set, and its status lists them`, async () => {
    for (const [pod, expected] of Object.entries(pods)) {
      const found = await readPod(namespace, pod);
      const paths = Object.keys(expected);
      assert.deepEqual(Object.fromEntries(paths.map(path => [path, readPath(found, path)])), expected, pod);
      assert.deepEqual([...readPatched(found)].sort(), paths.sort(), pod);
    }
  });
}

test('a program gets its arguments: none to join for the first server, and two for the third', async () => {
  for (const [pod, expected] of Object.entries(fields['arguments'] ?? {})) {
    const printed = await kubectl(['logs', '-n', namespace, pod]);
    assert.deepEqual(printed.trimEnd().split('\n'), expected['spec.containers[store].args'], pod);
  }
});

test('no pod of the stores refers to the password of another', async () => {
  for (const pod of Object.keys(expectations['arguments'] ?? {})) {
    const text = JSON.stringify((await readPod(namespace, pod)).spec);
    assert.deepEqual(text.match(/store-\d-credentials/g), [`${pod}-credentials`]);
  }
});

/** The pods that a Service sends to. */
async function listReceivers(service: string): Promise<(string | undefined)[]> {
  const { items } = await read<V1EndpointSliceList>(
    namespace,
    'endpointslices',
    '-l',
    `kubernetes.io/service-name=${service}`,
  );
  return items.flatMap(({ endpoints }) => (endpoints ?? []).map(({ targetRef }) => targetRef?.name));
}

test('the Service for writes sends to the primary alone, also when the primary has been created again', async () => {
  await until('the Services know all pods', async () => {
    assert.deepEqual(await listReceivers('database-primary'), ['database-0']);
    assert.equal((await listReceivers('database')).length, 3);
  });
  const { metadata } = await readPod(namespace, 'database-0');
  await kubectl(['delete', 'pod', 'database-0', '-n', namespace]);
  await waitForPod(namespace, 'database-0', metadata?.uid);
  await until('it sends to the new primary', async () =>
    assert.deepEqual(await listReceivers('database-primary'), ['database-0']),
  );
});

test('the primary has the memory that it is given, and replicas have that of the template', async () => {
  const limits = { 'database-0': 64, 'database-1': 32, 'search-0': 48, 'search-1': 128, 'search-3': 64 };
  for (const [pod, mebibytes] of Object.entries(limits)) {
    const limit = await runInside({ namespace, pod }, 'sh', '-c', PRINT_MEMORY_LIMIT);
    assert.equal(Number(limit), mebibytes * 1024 * 1024, pod);
  }
});

/** Of cgroups v2, or v1. */
const PRINT_MEMORY_LIMIT =
  'cd /sys/fs/cgroup && cat memory.max 2>/dev/null || cat memory/memory.limit_in_bytes';

test('what only the primary needs is in no replica', async () => {
  const holders = Object.keys(expectations['primary'] ?? {}).map(async pod => {
    const { spec } = await readPod(namespace, pod);
    return spec?.volumes?.some(({ secret }) => secret?.secretName === 'database-backup') ? [pod] : [];
  });
  assert.deepEqual((await Promise.all(holders)).flat(), ['database-0']);
});

test('the addresses of a Galera cluster are names that each node can look up', async () => {
  const { files } = await inside('galera-1', 'galera');
  const [, addresses = ''] = /gcomm:\/\/(.*)/.exec(files['/etc/mysql/conf.d/galera.cnf'] ?? '') ?? [];
  assert.equal(addresses.split(',').length, 3);
  for (const address of addresses.split(',')) {
    await until(`${address} is known`, () => runInside({ namespace, pod: 'galera-1' }, 'nslookup', address));
  }
});

test('the nodes of a role are found by its label', async () => {
  const { items } = await read<V1PodList>(namespace, 'pods', '-l', 'app.kubernetes.io/name=search,role=data');
  assert.deepEqual(items.map(({ metadata }) => metadata?.name).sort(), ['search-1', 'search-2']);
});
