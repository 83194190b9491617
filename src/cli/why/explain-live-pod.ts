import { findOrdinal } from '../../admission/ordinal.ts';
import { findStatefulSetOwner } from '../../admission/owner.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import { makeLivePod } from '../../status/create-anew.ts';
import { explainAbsence } from '../../status/explain-absence.ts';
import { explainCall } from '../../status/explain-call.ts';
import { explainPod, explainPodOf } from '../../status/explain-decision.ts';
import { explainAssumedDomain } from '../../status/explain-domain.ts';
import { explainLeftovers } from '../../status/explain-leftovers.ts';
import type { Explanation } from '../../status/explanation.ts';
import { makeFindCall } from '../../status/find-call.ts';
import { isConfigured } from '../../status/find-leftovers.ts';
import type { LivePod, LiveStatefulSet } from '../../status/live-objects.ts';
import { findOrigin } from '../../status/origin.ts';
import { type Reading, UNKNOWN } from '../../status/reading.ts';
import { chooseDomain } from '../status/choose-domain.ts';
import { Notes } from '../status/notes.ts';
import { readLabels } from '../status/read-labels.ts';
import { readPod } from '../status/read-pods.ts';
import { findSet } from '../status/read-sets.ts';
import { readWebhook } from '../status/read-webhook.ts';
import { type PodMeans, reportLivePod } from './report-live-pod.ts';

/**
 * Explains a pod of a live cluster, or one that is not there but whose StatefulSet is.
 *
 * @param givenDomain the cluster's, as the user says it.
 * @throws Error when there is neither, or the API server does not answer.
 */
export async function explainLivePod(
  reader: ObjectReader,
  namespace: string,
  name: string,
  givenDomain?: string,
): Promise<Explanation> {
  const notes = new Notes();
  const live = await readPod(reader, namespace, name, notes);
  const [found, { callOf, clusterDomain }] = await Promise.all([
    findSetOf(reader, namespace, name, live, notes),
    readCalls(reader, namespace, notes, givenDomain),
  ]);
  const set = found && { ...found, clusterDomain };
  if (set !== undefined && isOwner(set, live)) {
    return explainOwned({ reader, notes, callOf }, set, name, live);
  }
  if (live === undefined || live === UNKNOWN) {
    throw new Error(`there is no pod ${namespace}/${name}, nor a StatefulSet that would create it`);
  }
  const decision = await explainPod(live, namespace, async () => toFound(set), clusterDomain);
  if (isConfigured(live)) notes.add(`left over: ${explainLeftovers([{ pod: live, set: undefined }]).join()}`);
  const subject = { namespace, pod: name, decision, now: null, notes: notes.list() };
  return explainCall(subject, { call: callOf(live) });
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

async function readCalls(reader: ObjectReader, name: string, notes: Notes, givenDomain: string | undefined) {
  const [webhook, labelsOf] = await Promise.all([
    readWebhook(reader, notes, new Notes()),
    readLabels(reader, [name], notes),
  ]);
  const findCall = makeFindCall(webhook, Date.now());
  const callOf: PodMeans['callOf'] = (...asked) => findCall({ name, labels: labelsOf(name) }, ...asked);
  return { callOf, clusterDomain: chooseDomain(givenDomain, webhook) };
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
  const absence = explainAbsence(set, ordinal);
  const origin = findOrigin(set, ordinal, live === UNKNOWN ? undefined : live, UNKNOWN);
  if (origin.note !== undefined) means.notes.add(origin.note);
  const decision = await explainPodOf(origin.set, ordinal, origin.own);
  const isLeft = live !== undefined && live !== UNKNOWN && isConfigured(live);
  const isOfUs = decision.outcome !== 'allow' || isLeft;
  const { report = null, failure } = isOfUs ? await reportLivePod(means, set, name, live) : {};
  const assumed = explainAssumedDomain(origin.set, report === null ? [] : [report]);
  if (assumed !== undefined) means.notes.add(assumed);
  const call = means.callOf(makeLivePod(origin.set, ordinal, origin.own), origin.set);
  const subject = { namespace, pod: name, decision, now: report, notes: means.notes.list() };
  return explainCall(subject, { call, absence, failure });
}
