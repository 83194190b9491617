import { findOrdinal } from '../../admission/ordinal.ts';
import { findStatefulSetOwner } from '../../admission/owner.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import type { IsCalled } from '../../status/collect-pods.ts';
import { explainPod, explainPodOf } from '../../status/explain-decision.ts';
import type { Explanation } from '../../status/explanation.ts';
import { isCalled } from '../../status/is-called.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { findOrigin } from '../../status/origin.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import { Notes } from '../status/notes.ts';
import { readLabels } from '../status/read-labels.ts';
import { readPod } from '../status/read-pods.ts';
import { findSet } from '../status/read-sets.ts';
import { readConfiguration } from '../status/read-webhook.ts';
import { type PodMeans, reportLivePod } from './report-live-pod.ts';

/**
 * Explains a pod of a live cluster, or one that is not there but whose StatefulSet is.
 *
 * @throws Error when there is neither, or the API server does not answer.
 */
export async function explainLivePod(
  reader: ObjectReader,
  namespace: string,
  name: string,
): Promise<Explanation> {
  const notes = new Notes();
  const live = await readPod(reader, namespace, name, notes);
  const [set, called] = await Promise.all([
    findSetOf(reader, namespace, name, live, notes),
    readSelectors(reader, namespace, notes),
  ]);
  if (set !== undefined && isOwner(set, live)) {
    return explainOwned({ reader, notes, called }, set, name, live);
  }
  if (live === undefined || live === UNKNOWN) {
    throw new Error(`there is no pod ${namespace}/${name}, nor a StatefulSet that would create it`);
  }
  return {
    namespace,
    pod: name,
    called: called(live.metadata.labels ?? {}) ?? null,
    decision: await explainPod(live, namespace, async () => toFound(set)),
    now: null,
    notes: notes.list(),
  };
}

/** By the pod's owner; for a pod that is not there, or that we may not read, by its name. */
async function findSetOf(
  reader: ObjectReader,
  namespace: string,
  name: string,
  live: Reading<LivePod>,
  notes: Notes,
): Promise<LiveStatefulSet | undefined> {
  if (live !== undefined && live !== UNKNOWN) {
    const owner = findStatefulSetOwner(live);
    return owner === undefined ? undefined : findSet(reader, namespace, owner.name, notes, owner.apiVersion);
  }
  const set = name.slice(0, name.lastIndexOf('-'));
  return findOrdinal(name, set) === undefined ? undefined : findSet(reader, namespace, set, notes);
}

function isOwner({ metadata }: LiveStatefulSet, live: Reading<LivePod>): boolean {
  return live === undefined || live === UNKNOWN || findStatefulSetOwner(live)?.uid === metadata.uid;
}

async function readSelectors(reader: ObjectReader, namespace: string, notes: Notes): Promise<IsCalled> {
  const [mutating, labelsOf] = await Promise.all([
    notes.orUnknown('whether the webhook is called', readConfiguration(reader, 'mutating')),
    readLabels(reader, [namespace], notes),
  ]);
  return labels => isCalled(mutating, labelsOf(namespace), labels);
}

function toFound(set: LiveStatefulSet | undefined) {
  return set === undefined ? undefined : { metadata: { uid: set.metadata.uid }, spec: set.spec };
}

/** As its StatefulSet would create it now, and what it is. */
async function explainOwned(
  means: PodMeans,
  set: LiveStatefulSet,
  name: string,
  live: Reading<LivePod>,
): Promise<Explanation> {
  const { namespace, name: owner } = set.metadata;
  const ordinal = findOrdinal(name, owner) ?? 0;
  const origin = findOrigin(set, ordinal, live === UNKNOWN ? undefined : live, UNKNOWN);
  if (origin.note !== undefined) means.notes.add(origin.note);
  const decision = await explainPodOf(origin.set, ordinal, origin.own);
  const now = decision.outcome === 'allow' ? null : await reportLivePod(means, set, name, live);
  return {
    namespace,
    pod: name,
    called: means.called({ ...set.spec.template.metadata?.labels, [POD_NAME_LABEL]: name }) ?? null,
    decision,
    now,
    notes: means.notes.list(),
  };
}

/** The label that the webhook configuration selects by. */
const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
