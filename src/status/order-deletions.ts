import { MAX_NAMES_LISTED } from '../bounds/bounds.ts';
import { isReady } from './is-ready.ts';
import type { PodFacts } from './pod-facts.ts';
import { UNKNOWN } from './reading.ts';
import type { PodReport } from './report-pod.ts';

/**
 * In which order to delete several pods, and how; nothing for one. Highest ordinal first, as a rolling update does. Before
 * them those that are not ready, lowest first: unless they are managed in parallel, none is created while one of these waits.
 */
export function orderDeletions(facts: readonly PodFacts[], reports: readonly PodReport[]): string[] {
  const deleted = facts.filter((_, index) => reports[index]?.recreate === true);
  const [first] = deleted;
  if (first === undefined || deleted.length === 1) return [];
  const unready = deleted.filter(pod => !isPodReady(pod));
  const ordered = [...unready, ...deleted.filter(isPodReady).reverse()].map(({ name }) => name);
  const names = ordered.slice(0, MAX_NAMES_LISTED);
  const count = names.length === ordered.length ? '' : ` (the first ${names.length} of ${ordered.length})`;
  const wait = findWait(facts, deleted);
  const { namespace } = first.set.metadata;
  return [`to re-create its pods one after the other${count}${wait}: ${writeLoop(names, namespace)}`];
}

/** A pod that is not ready, and that a new one would not help. */
function findWait(facts: readonly PodFacts[], deleted: readonly PodFacts[]): string {
  const isOrdered = deleted[0]?.set.spec.podManagementPolicy !== 'Parallel';
  const blocker = facts.find(pod => !pod.surplus && !isPodReady(pod) && !deleted.includes(pod));
  return blocker === undefined || !isOrdered ? '' : `, once ${blocker.name} is ready`;
}

function isPodReady({ live }: PodFacts): boolean {
  return live !== UNKNOWN && isReady(live);
}

/** For a shell. `kubectl wait --for=create` is there since 1.31. */
function writeLoop(names: readonly string[], namespace: string): string {
  const wait = (what: string) => `kubectl wait pod/$pod -n ${namespace} --for=${what} --timeout=10m`;
  const steps = [`kubectl delete pod $pod -n ${namespace}`, wait('create'), wait('condition=Ready')];
  return `for pod in ${names.join(' ')}; do ${steps.join(' && ')} || break; done`;
}
