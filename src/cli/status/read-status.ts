import { listNames } from '../../bounds/list-names.ts';
import type { ObjectReader } from '../../cluster/object-reader.ts';
import { collectPods } from '../../status/collect-pods.ts';
import { explainAssumedDomain } from '../../status/explain-domain.ts';
import { findAnnotationPlace } from '../../status/find-annotation-place.ts';
import { makeFindCall } from '../../status/find-call.ts';
import { findUnreachableWebhooks } from '../../status/find-unreachable-webhooks.ts';
import { isFormerAnnotated } from '../../status/former-template.ts';
import type { LiveStatefulSet } from '../../status/live-objects.ts';
import { type CallOf, type PodFacts, withCalls } from '../../status/pod-facts.ts';
import { UNKNOWN } from '../../status/reading.ts';
import { reportLeftovers } from '../../status/report-leftovers.ts';
import { reportSet, type SetReport } from '../../status/report-set.ts';
import { reportStatus, type StatusReport } from '../../status/report-status.ts';
import { reportWebhook } from '../../status/report-webhook.ts';
import type { WebhookFacts } from '../../status/webhook-facts.ts';
import type { Progress } from '../progress.ts';
import { chooseDomain } from './choose-domain.ts';
import { Notes } from './notes.ts';
import { type Asked, readAsked } from './read-asked.ts';
import { readEvents } from './read-events.ts';
import { readExistence } from './read-existence.ts';
import { readLabels } from './read-labels.ts';
import { readLeftovers } from './read-leftovers.ts';
import { readOtherWebhooks } from './read-other-webhooks.ts';
import { type PodsByOwner, readPods } from './read-pods.ts';
import { readWebhook } from './read-webhook.ts';

/**
 * Reads everything that the status is told from. What the user may not read becomes a note.
 *
 * @param now milliseconds since 1970.
 * @throws Error when the StatefulSets cannot be read, or the API server does not answer.
 */
export async function readStatus(
  reader: ObjectReader,
  asked: Asked,
  now: number,
  progress: Progress,
): Promise<StatusReport> {
  const notes = new Notes();
  progress.say('reading StatefulSets');
  const { sets, errors } = await readAsked(reader, asked, notes);
  const annotated = sets.filter(set => findAnnotationPlace(set) !== undefined);
  for (const note of describeOthers(asked, sets, annotated)) notes.add(note);
  const [webhook, pods] = await Promise.all([
    readWebhook(reader, notes),
    readPods(reader, asked.namespace, notes),
  ]);
  const names = asked.subjects.map(({ name }) => name);
  const left = await readLeftovers(reader, pods, sets, names, notes);
  if (errors.length > 0 && sets.length + left.length === 0) throw joinErrors(errors);
  const clusterDomain = chooseDomain(asked.clusterDomain, webhook);
  const placed = annotated.map(set => ({ ...set, clusterDomain }));
  const statefulSets = await reportSets({ reader, notes, progress, now }, placed, pods, webhook);
  for (const [index, set] of placed.entries()) {
    const note = explainAssumedDomain(set, statefulSets[index]?.pods ?? []);
    if (note !== undefined) notes.add(note);
  }
  const messages = errors.map(({ message }) => message);
  return reportStatus(
    statefulSets,
    reportLeftovers(left),
    reportWebhook(webhook, now),
    messages,
    notes.list(),
  );
}

/** StatefulSets without the annotation are left out. */
function describeOthers(
  { namespace, subjects }: Asked,
  sets: readonly LiveStatefulSet[],
  annotated: readonly LiveStatefulSet[],
): string[] {
  if (subjects.length > 0) {
    return sets
      .filter(set => !annotated.includes(set) && !isFormerAnnotated(set))
      .map(
        ({ metadata }) =>
          `StatefulSet ${namespace}/${metadata.name} is not annotated: its pods are created as they are`,
      );
  }
  if (annotated.length > 0) return [];
  return [`no StatefulSet is annotated${namespace === undefined ? '' : ` in namespace ${namespace}`}`];
}

/** The same failure for each name is told once. */
function joinErrors(errors: readonly Error[]): Error {
  const [first, ...others] = new Map(errors.map(error => [error.message, error])).values();
  if (others.length === 0) return first as Error;
  return new Error(listNames([first as Error, ...others].map(({ message }) => message)), { cause: first });
}

interface Means {
  readonly reader: ObjectReader;
  readonly notes: Notes;
  readonly progress: Progress;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The status of annotated StatefulSets of a scope. */
async function reportSets(
  means: Means,
  sets: readonly LiveStatefulSet[],
  pods: PodsByOwner,
  webhook: WebhookFacts,
): Promise<SetReport[]> {
  const { reader, notes, progress, now } = means;
  if (sets.length === 0) return [];
  progress.say(`looking at the pods of ${sets.length} StatefulSets`);
  const namespaces = [...new Set(sets.map(({ metadata }) => metadata.namespace))];
  const labelsOf = await readLabels(reader, namespaces, notes);
  const findCall = makeFindCall(webhook, now);
  const facts: PodFacts[][] = [];
  for (const set of sets) {
    const { uid, namespace } = set.metadata;
    const own = pods === UNKNOWN ? UNKNOWN : pods?.get(uid);
    const callOf: CallOf = (...asked) => findCall({ name: namespace, labels: labelsOf(namespace) }, ...asked);
    facts.push(withCalls(await collectPods(set, own, pod => callOf(pod).called), callOf));
  }
  progress.say('looking for ConfigMaps and Secrets');
  const all = facts.flat();
  const [exists, events, others] = await Promise.all([
    readExistence(reader, all, notes),
    readEvents(reader, namespaces.length === 1 ? namespaces[0] : undefined, all, notes),
    readOtherWebhooks(reader, notes),
  ]);
  return sets.map((set, index) => {
    const { namespace } = set.metadata;
    const obstacles = findUnreachableWebhooks(set, labelsOf(namespace), others);
    return reportSet(
      set,
      facts[index] ?? [],
      (kind, name) => exists(namespace, kind, name),
      events,
      obstacles,
    );
  });
}
