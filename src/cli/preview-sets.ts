import { listOrdinals } from '../admission/list-ordinals.ts';
import { Reason } from '../admission/reason.ts';
import { ReviewError } from '../admission/review-error.ts';
import type { StatefulSetObject } from '../admission/statefulset.ts';
import { shortLine } from '../bounds/quote-text.ts';
import { indexData, maskSecrets } from '../kubelet/find-data.ts';
import { includeOrdinal } from '../preview/include-ordinal.ts';
import { type PodPreview, previewPod } from '../preview/preview-pod.ts';
import type { FoundSet } from '../preview/read-set.ts';
import type { CliContext } from './context.ts';
import type { PreviewOptions } from './preview-options.ts';
import type { Progress } from './progress.ts';
import type { Inputs } from './read-inputs.ts';

/** Tries out the pods of each StatefulSet, or those of the ordinals that are asked for. */
export async function previewSets(
  sets: readonly FoundSet[],
  { objects }: Inputs,
  options: PreviewOptions,
  { stop, stderr }: CliContext,
  progress: Progress,
): Promise<PodPreview[]> {
  const findIn = indexData(objects.map(({ object }) => object));
  const pods: PodPreview[] = [];
  for (const [index, { set, namespace, clusterDomain }] of sets.entries()) {
    progress.say(`previewing: ${index} of ${sets.length} StatefulSets`);
    const find = options.output.startsWith('files=') ? findIn(namespace) : maskSecrets(findIn(namespace));
    const wanted = withReplicas(set, options.replicas);
    for (const ordinal of options.ordinal ?? listOrdinals(wanted, MAX_PODS)) {
      stop.throwIfAborted();
      const preview = (one: StatefulSetObject) =>
        previewPod(one, ordinal, namespace, find, clusterDomain).catch(error => asInvalid(error, one));
      pods.push(await previewScaled(wanted, ordinal, preview, options, stderr));
    }
    if (options.ordinal === undefined && (wanted.spec.replicas ?? 1) > MAX_PODS) {
      stderr.write(
        `note: ${shortLine(set.metadata.name)}: the first ${MAX_PODS} of ${wanted.spec.replicas} pods\n`,
      );
    }
  }
  return pods;
}

/** A pod beyond the replicas may depend on how many there are: then it is shown as if there were enough. */
async function previewScaled(
  set: StatefulSetObject,
  ordinal: number,
  preview: (set: StatefulSetObject) => Promise<PodPreview>,
  { replicas }: PreviewOptions,
  stderr: CliContext['stderr'],
): Promise<PodPreview> {
  const pod = await preview(set);
  const scaled = includeOrdinal(set, ordinal);
  if (pod.decision.reason !== Reason.surplus || replicas !== undefined || scaled === undefined) return pod;
  stderr.write(`note: ${shortLine(pod.name)} is shown as if there were ${scaled.spec.replicas} replicas\n`);
  return preview(scaled);
}

/** Of one set; --ordinal shows any. */
const MAX_PODS = 1_000;

/** As if it had so many. */
export function withReplicas(set: StatefulSetObject, replicas: number | undefined): StatefulSetObject {
  return replicas === undefined ? set : { ...set, spec: { ...set.spec, replicas } };
}

function asInvalid(error: Error, { metadata }: StatefulSetObject): never {
  if (!(error instanceof ReviewError)) throw error;
  throw new Error(`StatefulSet ${shortLine(metadata.name)}: ${error.message}`, { cause: error });
}
