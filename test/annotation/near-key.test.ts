import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNearKey, SHORTEST_NEAR_KEY } from '../../src/annotation/near-key.ts';

describe('a key may have been meant for the annotation', () => {
  for (const key of [
    'per-pod-conf',
    'per-pod-configs',
    'per-pod-configuration',
    'per-pod-configmap',
    'perpodconfig',
    'perPodConfig',
    'Per-Pod-Config',
    'per_pod_config',
    'per.pod.config',
    'per-pod-config/config',
    'per-pod-config/path',
    'per-pod-config.io/config',
    'example.com/per-pod-config',
    'pre-pod-config',
    'per-pod-confg',
    'per-pod-cnfig',
    'per-pods-config',
    'per-pd-config',
  ]) {
    it(key, () => {
      assert.ok(isNearKey(key));
      assert.ok(key.length >= SHORTEST_NEAR_KEY);
    });
  }
});

describe('a key of something else is none', () => {
  for (const key of [
    'per-pod-config',
    'per-pod-config/status',
    'per-pod-config/file-0-a',
    'per-pod-config/retried-at',
    'per-pod-config/annotated',
    'pod-config',
    'example.com/pod-config',
    'proxy-config',
    'per-node-config',
    'proxy.istio.io/config',
    'podManagementPolicy',
    'periodSeconds',
    'statefulset.kubernetes.io/pod-name',
    'kubectl.kubernetes.io/last-applied-configuration',
    'checksum/config',
    '',
    `per-pod-config/${'a'.repeat(64)}`,
  ]) {
    it(key, () => assert.equal(isNearKey(key), false));
  }
});
