import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import { explainPodOf } from '../../src/status/explain-decision.ts';
import type { LivePod } from '../../src/status/live-objects.ts';
import { reportPod } from '../../src/status/report-pod.ts';
import { assertOne, makeLivePod, makeWeb } from './web.ts';

const set = makeWeb({
  replicas: 1,
  annotation: `
volumes: [{mountPath: /conf, configMap: node-$(ordinal), injectedContainers: [istio-proxy]}]
env: [{name: ID, value: $(ordinal), containers: [server], injectedContainers: [istio-proxy]}]`,
});

async function report(live: LivePod) {
  const [facts] = await collectPods(set, [live], () => true);
  assert.ok(facts);
  return reportPod(facts, () => true, []);
}

/** As the API server has the pod after the webhook's second call. */
async function makeInjected(...mounted: readonly string[]): Promise<LivePod> {
  const live = await makeLivePod(set, 0);
  const mounts = mounted.map(mountPath => ({ name: 'per-pod-config-0', mountPath, readOnly: true }));
  const env = [{ name: 'ID', value: '0' }];
  const proxy = { name: 'istio-proxy', volumeMounts: mounts, env };
  return { ...live, spec: { ...live.spec, containers: [...live.spec.containers, proxy] } };
}

describe('of a container that another webhook is to add', () => {
  it('status says that a pod was created without it', async () => {
    const { configuration, problems } = await report(await makeLivePod(set, 0));
    assert.equal(configuration, 'current');
    assert.equal(
      assertOne(problems),
      'has no container istio-proxy, which the annotation names in injectedContainers (volumes[0], env[0]): check that its webhook is called for this pod, then delete the pod',
    );
  });

  it('status says nothing where it is there', async () => {
    const { configuration, problems } = await report(await makeInjected('/conf'));
    assert.deepEqual([configuration, problems], ['current', []]);
  });

  it('status says that a pod is outdated whose container came without its mount', async () => {
    const { configuration } = await report(await makeInjected());
    assert.equal(configuration, 'outdated');
  });

  it('why says that it is awaited', async () => {
    const { outcome, steps } = await explainPodOf(set, 0);
    assert.equal(outcome, 'mount');
    assert.deepEqual(steps.slice(-2), [
      'volumes[0] awaits container istio-proxy: the mount at /conf is added when another webhook has added that container',
      'env[0] awaits container istio-proxy: its environment is added when another webhook has added that container',
    ]);
  });
});
