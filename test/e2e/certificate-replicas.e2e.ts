// Replicas of this process and not of the installation, at the real API server: so a machine's clock can be
// wrong, and the way to the API server cut, without harm to anything else.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig, type V1Secret } from '@kubernetes/client-node';
import type { CertificateEvent } from '../../src/certificates/certificate-event.ts';
import { parseCertificates } from '../../src/certificates/parse-certificates.ts';
import { isTrustedBy } from '../../src/certificates/trust.ts';
import { findApiAccess } from '../../src/cluster/api-access.ts';
import { ApiConnection } from '../../src/cluster/api-connection.ts';
import { apply, kubectl, read } from './kubectl.ts';
import { SUITE_LABEL, useNamespace } from './namespace.ts';
import { Replica, type ReplicaOptions } from './replica.ts';
import { until } from './until.ts';

const HOUR = 3_600_000;
const CONFIGURATION = `${SUITE_LABEL}-replicas`;
const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

const namespace = useNamespace('certificate-replicas');
const place = { namespace, secretName: 'shared', configurationName: CONFIGURATION };

/** A configuration of which nothing is ever called: there is no such resource. */
const makeConfiguration = (kind: string) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind,
  metadata: { name: CONFIGURATION, labels: { [SUITE_LABEL]: 'true' } },
  webhooks: [
    {
      name: 'nothing.e2e.per-pod-config.svc',
      clientConfig: { service: { namespace, name: 'nowhere' } },
      rules: [
        {
          apiGroups: ['e2e.per-pod-config'],
          apiVersions: ['v1'],
          resources: ['nothing'],
          operations: ['CREATE'],
        },
      ],
      failurePolicy: 'Ignore',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    },
  ],
});

const deleteConfigurations = async () => {
  for (const kind of KINDS) await kubectl(['delete', kind, CONFIGURATION, '--ignore-not-found']);
};

describe('replicas', () => {
  const replicas: Replica[] = [];
  let connection: ApiConnection;
  beforeEach(async () => {
    connection = new ApiConnection(await findApiAccess(undefined, process.env));
    await kubectl(['delete', 'secret', 'shared', '-n', namespace, '--ignore-not-found']);
    await deleteConfigurations();
    for (const kind of KINDS) await apply(namespace, makeConfiguration(kind));
  });
  afterEach(async () => {
    await Promise.all(replicas.splice(0).map(replica => replica.stop()));
    await connection.close();
  });
  after(deleteConfigurations);

  const start = (options: Partial<ReplicaOptions> = {}) => {
    const replica = new Replica({ connection, place, ...options });
    replicas.push(replica);
    return replica;
  };
  const allServe = () =>
    until('all replicas serve with the same certificate, and are ready', () => {
      const [first] = replicas;
      assert.ok(first?.served !== undefined);
      for (const { served, manager } of replicas) {
        assert.equal(manager.findUnreadiness(), undefined);
        assert.equal(served, first.served);
      }
      return first.served;
    });
  const total = (event: CertificateEvent['event']) =>
    replicas.reduce((sum, replica) => sum + replica.count(event), 0);
  const texts = async () => {
    const { data = {} } = await read<V1Secret>(namespace, 'secret', 'shared');
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
    );
  };

  it('that start at once, five of them, make one authority and one certificate', async () => {
    for (let index = 0; index < 5; index += 1) start();
    await allServe();
    assert.deepEqual([total('authority-made'), total('certificate-issued'), total('failed')], [1, 1, 0]);
  });

  for (const [what, ahead] of [
    ['ahead', HOUR],
    ['behind', -HOUR],
  ] as const) {
    it(`whose clock is an hour ${what} make a certificate that is good now, and tell of it in one line`, async () => {
      const wrong = start({ ahead });
      const { validFromDate, validToDate } = new X509Certificate(await allServe());
      assert.ok(Math.abs(validFromDate.getTime() + HOUR - Date.now()) < 60_000);
      assert.ok(Math.abs(validToDate.getTime() - 90 * 24 * HOUR - Date.now()) < 60_000);
      start();
      await allServe();
      await sleep(5_000);
      assert.deepEqual([total('authority-made'), total('certificate-issued')], [1, 1]);
      assert.deepEqual([total('clock-off'), wrong.count('clock-off')], [1, 1]);
    });
  }

  it('go through rotations of the authority, five of them, and none serves with what is not trusted', async () => {
    const lifetimes = { caDays: 60 / 86_400, certDays: 45 / 86_400 };
    for (let index = 0; index < 5; index += 1) start({ lifetimes });
    await allServe();
    const deadline = performance.now() + 180_000;
    while (total('authority-made') < 3) {
      assert.ok(performance.now() < deadline, 'two rotations take less than three minutes');
      for (const { manager } of replicas) assert.equal(manager.findUnreadiness(), undefined);
      await sleep(200);
    }
    await sleep(15_000);
    const served = await allServe();
    const { 'ca.crt': bundle = '', 'tls.crt': held } = await texts();
    assert.equal(held, served);
    assert.ok(isTrustedBy(new X509Certificate(served), parseCertificates(bundle), new Date()));
    assert.ok(total('authority-dropped') > 0);
    assert.equal(total('failed') + total('ca-bundle-repaired'), 0);
  });

  it('serve on while the API server is away, whole lifetimes long, and then go on', async t => {
    const proxy = await startProxy(new URL(await currentServer()));
    t.after(() => proxy.close());
    const lifetimes = { caDays: 45 / 86_400, certDays: 30 / 86_400 };
    const cut = start({ connection: proxy.connection, lifetimes });
    const former = await allServe();
    proxy.cut();
    await until('it has noticed', () => assert.equal(cut.count('failed'), 1));
    assert.equal(cut.served, former);
    assert.equal(cut.manager.findUnreadiness(), undefined);
    await until('its certificate has expired', () =>
      assert.equal(cut.manager.findUnreadiness(), 'the serving certificate has expired'),
    );
    assert.ok(cut.count('failed') <= 3, 'a failure is told once, and not all the time');
    proxy.mend();
    await until('it has recovered', () => assert.equal(cut.count('recovered'), 1), 30);
    assert.notEqual(await allServe(), former);
  });
});

async function currentServer(): Promise<string> {
  const config = new KubeConfig();
  config.loadFromDefault();
  return config.getCurrentCluster()?.server ?? '';
}

/** A way to the API server that can be cut. */
async function startProxy(target: URL) {
  let isCut = false;
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    if (isCut) return void socket.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'per-pod-config-'));
  const file = join(folder, 'kubeconfig');
  const text = await kubectl(['config', 'view', '--raw', '--flatten']);
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(file, text.replace(/(server: ).*/, `$1${url}`));
  const connection = new ApiConnection(await findApiAccess(file, {}));
  return {
    connection,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    async close() {
      await connection.close();
      server.close();
      for (const socket of sockets) socket.destroy();
      await rm(folder, { recursive: true });
    },
  };
}
