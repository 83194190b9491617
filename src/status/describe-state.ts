import type { ContainerStatus, LivePod } from './live-objects.ts';

/** A pod's state in the words of `kubectl get pods`. */
export function describeState(pod: LivePod): string {
  const { metadata, status = {} } = pod;
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  const phase = status.reason ?? status.phase ?? 'Unknown';
  return describeInit(pod) ?? describeContainers(status.containerStatuses ?? []) ?? phase;
}

/** Undefined once all init containers are done, or are sidecars that have started. */
function describeInit({ spec, status = {} }: LivePod): string | undefined {
  const all = spec.initContainers ?? [];
  const statuses = status.initContainerStatuses ?? [];
  const index = statuses.findIndex(container => !isDone(container, all));
  const current = statuses[index];
  if (current === undefined) return undefined;
  const { waiting, terminated } = current.state ?? {};
  if (terminated !== undefined) return `Init:${describeEnd(terminated)}`;
  const reason = waiting?.reason ?? '';
  return reason === '' || reason === 'PodInitializing' ? `Init:${index}/${all.length}` : `Init:${reason}`;
}

function isDone({ name, started, state }: ContainerStatus, all: LivePod['spec']['initContainers']): boolean {
  if (state?.terminated?.exitCode === 0) return true;
  return started === true && all?.find(one => one.name === name)?.restartPolicy === 'Always';
}

/** kubectl shows the first container that is not well. */
function describeContainers(statuses: readonly ContainerStatus[]): string | undefined {
  for (const { state = {} } of statuses) {
    if (state.waiting?.reason !== undefined && state.waiting.reason !== '') return state.waiting.reason;
    if (state.terminated !== undefined) return describeEnd(state.terminated);
  }
  return undefined;
}

function describeEnd({
  reason,
  signal,
  exitCode = 0,
}: NonNullable<ContainerStatus['state']>['terminated'] & {}) {
  if (reason !== undefined && reason !== '') return reason;
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}
