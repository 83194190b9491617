import type { ObjectReader } from '../../cluster/object-reader.ts';
import { collectPods } from '../../status/collect-pods.ts';
import { findAnnotationPlace } from '../../status/find-annotation-place.ts';
import { makeFindCall } from '../../status/find-call.ts';
import { findUnreachableWebhooks } from '../../status/find-unreachable-webhooks.ts';
import type { LiveStatefulSet } from '../../status/live-objects.ts';
import { type PodFacts, withCalls } from '../../status/pod-facts.ts';
import { UNKNOWN } from '../../status/reading.ts';
import { reportSet, type SetReport } from '../../status/report-set.ts';
import { reportStatus, type StatusReport } from '../../status/report-status.ts';
import { reportWebhook } from '../../status/report-webhook.ts';
import type { WebhookFacts } from '../../status/webhook-facts.ts';
import type { Progress } from '../progress.ts';
import { Notes } from './notes.ts';
import { readEvents } from './read-events.ts';
import { readExistence } from './read-existence.ts';
import { readLabels } from './read-labels.ts';
import { readOtherWebhooks } from './read-other-webhooks.ts';
import { readPods } from './read-pods.ts';
import { readSets, type Scope } from './read-sets.ts';
import { readWebhook } from './read-webhook.ts';

/**
 * Reads everything that the status is told from. What the user may not read becomes a note.
 *
 * @param now milliseconds since 1970.
 * @throws Error when the StatefulSets cannot be read, or the API server does not answer.
 */
export async function readStatus(
  reader: ObjectReader,
  scope: Scope,
  now: number,
  progress: Progress,
): Promise<StatusReport> {
  const notes = new Notes();
  progress.say('reading StatefulSets');
  const sets = await readSets(reader, scope, notes);
  const annotated = sets.filter(set => findAnnotationPlace(set) !== undefined);
  if (annotated.length === 0) notes.add(describeNothing(scope));
  const webhook = await readWebhook(reader, notes);
  const statefulSets = await reportSets({ reader, notes, progress, now }, annotated, scope, webhook);
  return reportStatus(statefulSets, reportWebhook(webhook, now), notes.list());
}

function describeNothing({ namespace, name }: Scope): string {
  if (name !== undefined) {
    return `StatefulSet ${namespace}/${name} is not annotated: its pods are created as they are`;
  }
  return `no StatefulSet is annotated${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
}

type Labels = Readonly<Record<string, string>>;

interface Means {
  readonly reader: ObjectReader;
  readonly notes: Notes;
  readonly progress: Progress;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The status of annotated StatefulSets of a scope. */
export async function reportSets(
  means: Means,
  sets: readonly LiveStatefulSet[],
  scope: Scope,
  webhook: WebhookFacts,
): Promise<SetReport[]> {
  const { reader, notes, progress, now } = means;
  if (sets.length === 0) return [];
  progress.say(`reading the pods of ${sets.length} StatefulSets`);
  const [pods, labelsOf] = await Promise.all([
    readPods(reader, scope.namespace, notes),
    readLabels(reader, [...new Set(sets.map(({ metadata }) => metadata.namespace))], notes),
  ]);
  const findCall = makeFindCall(webhook, now);
  const facts: PodFacts[][] = [];
  for (const set of sets) {
    const { uid, namespace } = set.metadata;
    const own = pods === UNKNOWN ? UNKNOWN : pods?.get(uid);
    const callOf = (labels: Labels) => findCall({ name: namespace, labels: labelsOf(namespace) }, labels);
    facts.push(withCalls(await collectPods(set, own, labels => callOf(labels).called), callOf));
  }
  progress.say('looking for ConfigMaps and Secrets');
  const all = facts.flat();
  const [exists, events, others] = await Promise.all([
    readExistence(reader, all, notes),
    readEvents(reader, scope.namespace, all, notes),
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
