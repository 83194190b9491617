import { hashPatches } from '../../../src/admission/hash-patches.ts';
import { mountConfiguration } from '../../../src/admission/mount-configuration.ts';
import type { Pod } from '../../../src/admission/pod.ts';
import { mergePod } from '../../../src/patch/merge-pod.ts';
import { createAnew, makeLivePod, type NewPod } from '../../../src/status/create-anew.ts';
import type { LivePod, LiveStatefulSet } from '../../../src/status/live-objects.ts';
import { compareFields } from '../../../src/status/patched/compare-fields.ts';
import { RUNNING, withStatus } from '../web.ts';

/** A new pod of an ordinal, and what its annotation's patches make of it. */
export async function createPatched(
  set: LiveStatefulSet,
  patches: readonly object[],
  ordinal = 1,
): Promise<NewPod> {
  const { decision } = await createAnew(set, ordinal);
  if (decision.outcome !== 'mount')
    throw new Error(`expected a pod that is configured, got ${decision.outcome}`);
  const configured = patches.map((patch, index) => ({
    where: `patches[${index}]`,
    place: { where: `patches[${index}]`, lineAt: () => 1, offsetAt: () => 0 },
    patch: { ...patch },
  }));
  const sent = makeLivePod(set, ordinal);
  const after = configured.reduce<object>((merged, { patch }) => mergePod(merged, patch), sent) as Pod;
  const patched = compareFields(sent, after, true).map(({ field }) => field);
  const said = patches.length === 0 ? {} : { patched, patchesHash: hashPatches(configured) };
  mountConfiguration(after, decision.configuration);
  const configuration = { ...decision.configuration, patches: configured };
  return { pod: withStatus(after as LivePod, said), decision: { ...decision, configuration } };
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
