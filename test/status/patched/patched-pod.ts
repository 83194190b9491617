import { createAnew, type NewPod } from '../../../src/status/create-anew.ts';
import type { LivePod } from '../../../src/status/live-objects.ts';
import { makeWeb, RUNNING } from '../web.ts';

/** Pod `web-1` as it is created by an annotation with these patches. */
export function createPatched(patches: readonly object[]): Promise<NewPod> {
  const volumes = [{ mountPath: '/network/conf', configMap: 'node-$(ordinal)' }];
  // JSON is YAML.
  const annotation = JSON.stringify({ volumes, ...(patches.length === 0 ? {} : { patches }) });
  return createAnew(makeWeb({ annotation }), 1);
}

/** The same as it runs. */
export function run({ pod }: NewPod): LivePod {
  const { metadata } = pod;
  const { name = '' } = metadata;
  return {
    ...pod,
    metadata: { ...metadata, name, namespace: 'prod', uid: `uid-of-${name}` },
    status: RUNNING,
  };
}
