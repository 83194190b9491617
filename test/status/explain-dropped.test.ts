import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectPods } from '../../src/status/collect-pods.ts';
import type { LivePod } from '../../src/status/live-objects.ts';
import { reportPod } from '../../src/status/report-pod.ts';
import { makeLivePod, makeWeb } from './web.ts';

const OWNED = 'volumes: [{mountPath: /a, configMap: c, defaultUser: 999}]';
const IMAGE = 'volumes: [{mountPath: /a, image: "conf:1"}]';

/** The pod as an API server leaves it that knows none of the newer fields. */
function drop(pod: LivePod): LivePod {
  const volumes = (pod.spec.volumes ?? []).filter(volume => !('image' in volume));
  const text = JSON.stringify(volumes).replaceAll(',"defaultUser":999', '');
  const names = new Set(volumes.map(({ name }) => name));
  const containers = pod.spec.containers.map(container => ({
    ...container,
    volumeMounts: (container.volumeMounts ?? []).filter(({ name }) => names.has(name)),
  }));
  return { ...pod, spec: { ...pod.spec, volumes: JSON.parse(text), containers } };
}

async function report(created: string, annotation: string, change: (pod: LivePod) => LivePod) {
  const pod = change(await makeLivePod(makeWeb({ annotation: created }), 0));
  const facts = await collectPods(makeWeb({ annotation, replicas: 1 }), [pod], () => true);
  return facts.map(one => reportPod(one, () => true, []))[0];
}

describe('what the API server has dropped of a pod is said, and that no new pod would have it', () => {
  for (const [annotation, field] of [
    [OWNED, 'defaultUser'],
    [IMAGE, 'image'],
  ] as const) {
    it(field, async () => {
      const found = await report(annotation, annotation, drop);
      assert.deepEqual(found?.problems, [
        `has no volumes[0].${field}: the API server dropped it, because it is too old for it, or a feature gate is off`,
      ]);
      assert.equal(found.recreate, false);
    });
  }

  it('nothing of a pod that has it', async () => {
    const found = await report(IMAGE, IMAGE, pod => pod);
    assert.deepEqual([found?.problems, found?.configuration], [[], 'current']);
  });

  it('nothing of a pod of another annotation, which must be re-created', async () => {
    const found = await report('/a', IMAGE, pod => pod);
    assert.match(found?.problems.join('\n') ?? '', /^is outdated: re-created, it gets Image conf:1 at \/a/);
    assert.equal(found?.recreate, true);
  });
});
