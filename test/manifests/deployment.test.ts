import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import type { V1Namespace, V1PodDisruptionBudget, V1Probe } from '@kubernetes/client-node';
import { HEALTH_PATH, READY_PATH } from '../../src/server/health-app.ts';
import { type Installation, present, readInstallation } from './installation.ts';

/** Seconds from when a replica is not ready until each API server and proxy has heard of it. */
const PROPAGATION_SECONDS = 5;

let installation: Installation;
before(async () => {
  installation = await readInstallation();
});

test('the kubelet asks on the health port, by the paths that it has', () => {
  const { container, flags } = installation;
  const health = container.ports?.find(({ name }) => name === 'health');
  assert.equal(health?.containerPort, flags['healthPort']);
  assert.deepEqual(probed(container.livenessProbe), [HEALTH_PATH, 'health']);
  assert.deepEqual(probed(container.readinessProbe), [READY_PATH, 'health']);
  assert.deepEqual(probed(container.startupProbe), [HEALTH_PATH, 'health']);
});

test('certificates manage themselves: no flag names files, and nothing is mounted', () => {
  const { podSpec, container, flags } = installation;
  assert.deepEqual([flags['tlsCertFile'], flags['tlsPrivateKeyFile']], [undefined, undefined]);
  assert.deepEqual([podSpec.volumes, container.volumeMounts], [undefined, undefined]);
});

test('the pods meet the restricted Pod Security Standard, which their namespace enforces', () => {
  const { find, podSpec, container } = installation;
  const labels = find<V1Namespace>('Namespace').metadata?.labels;
  assert.equal(labels?.['pod-security.kubernetes.io/enforce'], 'restricted');
  const { runAsNonRoot, runAsUser, seccompProfile } = present(podSpec.securityContext);
  assert.deepEqual([runAsNonRoot, seccompProfile], [true, { type: 'RuntimeDefault' }]);
  assert.ok(runAsUser !== undefined && runAsUser > 0);
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC', 'initContainers']) assert.ok(!(field in podSpec));
});

test('a replica that drains serves on until nobody calls it, and is not killed before it is done', () => {
  const { podSpec, container, webhook, flags } = installation;
  const { drainLeastSeconds: least, drainSeconds: most } = flags;
  assert.ok(typeof least === 'number' && typeof most === 'number');
  assert.ok(least < most, `${least} < ${most}`);
  const { periodSeconds, failureThreshold } = present(container.readinessProbe);
  const noticed = present(periodSeconds) * present(failureThreshold);
  assert.ok(least > noticed + PROPAGATION_SECONDS, `${least} > ${noticed} + ${PROPAGATION_SECONDS}`);
  const underWay = present(webhook.timeoutSeconds);
  const grace = present(podSpec.terminationGracePeriodSeconds);
  assert.ok(grace > most + underWay, `${grace} > ${most} + ${underWay}`);
});

test('there is always a replica that is ready: while rolling out and while nodes are drained', () => {
  const { find, deployment, podSpec } = installation;
  assert.ok((deployment.spec?.replicas ?? 0) >= 2);
  assert.deepEqual(deployment.spec?.strategy, {
    type: 'RollingUpdate',
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
  });
  assert.equal(find<V1PodDisruptionBudget>('PodDisruptionBudget').spec?.minAvailable, 1);
  assert.equal(podSpec.priorityClassName, 'system-cluster-critical');
});

test('memory is limited and CPU is not', () => {
  const { container } = installation;
  assert.deepEqual(Object.keys(container.resources?.requests ?? {}), ['cpu', 'memory']);
  assert.deepEqual(Object.keys(container.resources?.limits ?? {}), ['memory']);
});

test('the image has the version of the package, and runs as the Dockerfile says', async () => {
  const { podSpec, container } = installation;
  const { version, bin } = JSON.parse(await repositoryFile('package.json'));
  assert.equal(container.image, `per-pod-config:${version}`);
  assert.equal(container.command, undefined); // args go to the image's entrypoint
  const dockerfile = await repositoryFile('Dockerfile');
  const instruction = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(dockerfile)?.[1];
  const { runAsUser, runAsGroup } = present(podSpec.securityContext);
  assert.equal(instruction('USER'), `${runAsUser}:${runAsGroup}`);
  assert.equal(instruction('EXPOSE'), container.ports?.map(port => port.containerPort).join(' '));
  const entrypoint = JSON.parse(instruction('ENTRYPOINT') ?? '') as string[];
  assert.equal(entrypoint.at(-1), `/app/${bin['per-pod-config']}`);
});

function probed(probe: V1Probe | undefined): [path: unknown, port: unknown] {
  return [probe?.httpGet?.path, probe?.httpGet?.port];
}

function repositoryFile(name: string): Promise<string> {
  return readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
}
